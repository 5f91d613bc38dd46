"""Sentences never run across paragraphs, nor without end.

A boundary is set after each blank line, after a headline or short line, and after a dateline ("BAGHDAD (Agency) —").
Words without any full stop (a table, a list of names) are cut too: the time of a tree grows faster than its size, and
no reader gets anything out of such a tree.
Runs before the parser, which keeps the boundaries that are set already.
"""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

# "BAGHDAD, June 3 (Agency) — ": a place in capitals, perhaps a day and an agency, and a dash, where a paragraph begins.
_DATELINE = re.compile(
    r"(?:\A|\n\n)[ \t]*[A-Z][A-Z'’.-]{2,}[A-Z'’. -]{0,40}(?:,[^\n—–]{1,30}?)?(?:\s*\([^)\n]{1,30}\))?"
    r"\s*(?:--|[-–—])\s+(?=\S)"
)
_ENDS_SENTENCE = frozenset(".!?:\"”’')…")
_FULL_STOPS = frozenset({".", "!", "?", "...", "…"})
_LONGEST_TOKENS = 250  # without a full stop, in one piece; the longest such run in 3,000 news texts has 155


@Language.factory("dateline_paragraphs", assigns=["token.is_sent_start"])
class Paragraphs:
    """Mark the first token of each paragraph as the start of a sentence, and cut words that never end."""

    def __init__(self, nlp: Language, name: str) -> None:  # noqa: ARG002  (spaCy calls it with both)
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Set boundaries; leave the rest to the parser."""
        last = len(doc) - 1
        since = 0  # tokens since anything that ends a sentence
        for token in doc:
            if token.i == last:
                break
            since += 1
            if since >= _LONGEST_TOKENS or (token.is_space and _ends_paragraph(doc, token.i)):
                doc[token.i + 1].is_sent_start = True
                since = 0
            elif token.text in _FULL_STOPS:
                since = 0
        for dateline in _DATELINE.finditer(doc.text):
            report = doc.char_span(dateline.end(), dateline.end() + 1, alignment_mode="expand")
            if report is not None and report.start:
                doc[report.start].is_sent_start = True
        return doc


def _ends_paragraph(doc: Doc, i: int) -> bool:
    breaks = doc[i].text.count("\n")
    if breaks >= 2:
        return True
    # A single newline may be a hard wrap inside a sentence: only one after closing punctuation ends a paragraph.
    return breaks == 1 and i > 0 and doc[i - 1].text[-1] in _ENDS_SENTENCE
