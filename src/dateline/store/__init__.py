"""The DuckDB store."""

from dateline.store.keys import article_key, coder_key, content_key, record_key
from dateline.store.store import IN_MEMORY, Store

__all__ = ["IN_MEMORY", "Store", "article_key", "coder_key", "content_key", "record_key"]
