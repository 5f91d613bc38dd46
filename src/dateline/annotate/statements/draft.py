"""A statement while it is being put together."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from dateline.annotate.reader.reader import Answer
from dateline.dictionaries.cues import CueEntry
from dateline.records import Span, StatementReading


@dataclass(slots=True)
class Draft:
    """What is known of a statement so far.

    Attributes:
        head: The cue's head word; None for a colon or a quotation without a cue.
        words: Positions of the cue's tokens.
        speaker: Head word of the source.
        speaker_words: Positions of the source's tokens.
        speaker_span: The source's passage, where it is known better than by its tokens.
        content: Positions of the content's tokens, as the parse gives them.
        pieces: The content's passages, once quotations are taken into account.
        rule: How the content was found.
        inner: The verb that the content's head is, where the content is an infinitive ("refused to say"), else None.
        reading: What the learned reader says of the same cue; None without a reader, or where it sees no cue.
        answer: How likely the reader finds each word near the cue to be source or content.
        by_rules: Whether the rules alone would make a statement of it.
        read: The roles ("cue", "source", "content") that were taken from the reader's words.
    """

    head: Token | None
    entry: CueEntry | None
    words: list[int]
    speaker: Token | None = None
    speaker_words: set[int] = field(default_factory=set)
    speaker_span: Span | None = None
    content: set[int] = field(default_factory=set)
    pieces: list[Span] = field(default_factory=list)
    rule: str = ""
    inner: Token | None = None
    reading: StatementReading | None = None
    answer: Answer | None = None
    by_rules: bool = True
    read: set[str] = field(default_factory=set)
