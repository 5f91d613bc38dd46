"""Files, folders and streams in: Article or Rejected."""

from dateline.ingest.formats import READERS
from dateline.ingest.identity import content_id
from dateline.ingest.language import language_of
from dateline.ingest.objects import FIELDS
from dateline.ingest.reader import STANDARD_INPUT, read

__all__ = ["FIELDS", "READERS", "STANDARD_INPUT", "content_id", "language_of", "read"]
