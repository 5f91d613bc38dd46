"""Assembly, settings and runs."""

from dateline.pipeline.coder import Coder, load
from dateline.pipeline.settings import Settings

__all__ = ["Coder", "Settings", "load"]
