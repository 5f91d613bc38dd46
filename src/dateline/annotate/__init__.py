"""Article to layers: the only room that knows spaCy.

Each layer is an ordinary spaCy component and works in anybody's pipeline. spaCy imports the modules of all entry points
whenever a pipeline starts, so this file stays light: `Annotator` is imported when it is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.annotate.annotator import Annotator

__all__ = ["LEARNED", "RULES", "Annotator"]

RULES, LEARNED = "rules", "learned"
"""What a reader setting may name besides a folder: the rules alone, or the built-in model with the rules beside it."""


def __getattr__(name: str) -> Any:
    if name == "Annotator":
        from dateline.annotate.annotator import Annotator  # noqa: PLC0415

        return Annotator
    raise AttributeError(f"module 'dateline.annotate' has no attribute {name!r}")
