"""Where the components leave their layers on a spaCy `Doc`, and what they read from it.

`doc._.article` holds the Article, or None when a component runs in somebody else's pipeline: then there is no
publication date, and dates that need one stay unresolved. `doc._.reading` holds what the learned reader made of the
text, or None where it did not run.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpacySpan

from dateline.records import Span

if TYPE_CHECKING:
    from dateline.annotate.reader.reader import DocReading

LAYERS = ("times", "places", "actors", "statements", "predications", "passed_over")


def ensure_layers() -> None:
    """Register the extension attributes; safe to call again."""
    for name in ("article", "reading"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)
    for name in LAYERS:
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=())


def published(doc: Doc) -> date | None:
    """The day of publication, where the article tells it."""
    article = doc._.article
    return article.published if article is not None else None


def whole_reading(doc: Doc) -> DocReading | None:
    """What the learned reader made of the text; None where it did not run, or gave the text up as irrelevant."""
    reading: DocReading | None = doc._.reading
    return reading if reading is not None and reading.whole else None


def given_up(doc: Doc) -> bool:
    """Whether the learned reader gave the text up as irrelevant."""
    return doc._.reading is not None and not doc._.reading.whole


def chars(piece: Token | SpacySpan) -> Span:
    """The character offsets of a token or a span of tokens."""
    if isinstance(piece, Token):
        return Span(piece.idx, piece.idx + len(piece))
    return Span(piece.start_char, piece.end_char)
