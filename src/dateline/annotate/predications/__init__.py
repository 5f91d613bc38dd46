"""Predications: from the parse to frames with deep roles, free of spaCy, for the coding room."""

from __future__ import annotations

from dateline.annotate.predications.component import Judge, Predications, read_frames
from dateline.annotate.predications.tree import Tree, Word, tree_of

__all__ = ["Judge", "Predications", "Tree", "Word", "read_frames", "tree_of"]
