"""Who says so: statements with their sources, cues and contents."""

from dateline.annotate.statements.component import Statements

__all__ = ["Statements"]
