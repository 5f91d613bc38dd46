"""The DuckDB store."""

from dateline.store.keys import article_key, coder_key, content_key, record_key
from dateline.store.store import Store

__all__ = ["Store", "article_key", "coder_key", "content_key", "record_key"]
