"""Sentences never run across paragraphs: a boundary is set after each blank line and after a headline or short line.

Runs before the parser, which keeps the boundaries that are set already.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

_ENDS_SENTENCE = frozenset(".!?:\"”’')…")


@Language.factory("dateline_paragraphs", assigns=["token.is_sent_start"])
class Paragraphs:
    """Mark the first token of each paragraph as the start of a sentence."""

    def __init__(self, nlp: Language, name: str) -> None:  # noqa: ARG002  (spaCy calls it with both)
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Set boundaries; leave the rest to the parser."""
        last = len(doc) - 1
        for token in doc:
            if token.i < last and token.is_space and _ends_paragraph(doc, token.i):
                doc[token.i + 1].is_sent_start = True
        return doc


def _ends_paragraph(doc: Doc, i: int) -> bool:
    breaks = doc[i].text.count("\n")
    if breaks >= 2:
        return True
    # A single newline may be a hard wrap inside a sentence: only one after closing punctuation ends a paragraph.
    return breaks == 1 and i > 0 and doc[i - 1].text[-1] in _ENDS_SENTENCE
