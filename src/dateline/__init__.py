"""Reads news and writes down who did what to whom, when, where, who says so, and whether it happened at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.pipeline import Coder, load

__version__ = "0.1.0"
__all__ = ["Coder", "__version__", "load"]


def __getattr__(name: str) -> Any:
    """Import the pipeline only when it is asked for: `import dateline.records` needs nothing but Python."""
    if name in ("Coder", "load"):
        from dateline import pipeline  # noqa: PLC0415  (the point of this function)

        return getattr(pipeline, name)
    raise AttributeError(f"module 'dateline' has no attribute {name!r}")
