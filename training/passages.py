"""What the model learns from: passages of text with labels by character, and the packs of word pieces made of them.

A passage is a whole article or a single sentence. It is cut into sentences, and neighbouring sentences are packed into
one input of at most `MAX_PIECES` word pieces, as the reader does when it runs (`dateline.annotate.reader.packing`; a
test compares the two).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tokenizers import Tokenizer

MAX_PIECES = 120
TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
STATUSES = ("actual", "planned", "requested", "threatened", "hypothetical", "denied", "omitted")
FACTUALITY = ("uw", "meantime", "uds")
ROLES = ("source", "content", "actor", "recipient", "place", "time", "teller")
"""What a question asks for: source and content of a cue; actor, recipient, place, time and teller of a trigger.

The teller is who says so.
"""

_WORDS = 100_000  # a sentence has fewer words

_SENTENCE = re.compile(r"(?<=[.!?])[\"'”’)]*\s+(?=[\"'“‘(]*[A-Z0-9a-z])|\n+")
_ABBREVIATION = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sgt|Rep|Sen|Gov|St|U\.S|U\.N|U\.K|No|Jan|Feb|Aug|Sept|Oct|Nov|Dec|[A-Z])\.$"
)


@dataclass(frozen=True, slots=True)
class Trigger:
    """The words that name an event, [start, end), with the accepted types (the first is the best) and the status."""

    start: int
    end: int
    types: tuple[str, ...]
    status: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A cue or trigger, [start, end), and for each role that is known the spans that answer it; () answers "none"."""

    kind: str  # "cue", "trigger" or "pair"
    start: int
    end: int
    answers: dict[str, tuple[tuple[int, int], ...]]
    second: tuple[int, int] | None = None  # the recipient, where the question is about a pair
    types: tuple[str, ...] = ()  # the answer of a pair


@dataclass(slots=True)
class Passage:
    """A text with its labels; a label that is None was not given, and is not learned from.

    Attributes:
        ignore: Where an unmarked event may hide: nothing is learned of these words.
        holds: Passages that hold, somewhere, an event of one of these types.
        only: No word names an event of any other type; of these, nothing is known.
    """

    corpus: str
    doc: str
    text: str
    triggers: list[Trigger] | None = None
    ignore: list[tuple[int, int]] = field(default_factory=list)
    cues: list[tuple[int, int]] | None = None
    factuality: list[tuple[int, int, str, float]] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    holds: list[tuple[int, int, tuple[str, ...]]] = field(default_factory=list)
    only: tuple[str, ...] | None = None
    relevant: bool | None = None
    weight: float = 1.0


@dataclass(slots=True)
class Pack:
    """One input of the model: piece ids with the characters they cover; `firsts` are the first pieces of words.

    `sentences` says for each word where its sentence starts.
    """

    passage: Passage
    ids: list[int]
    offsets: list[tuple[int, int]]
    firsts: list[int]
    words: list[tuple[int, int]]
    sentences: list[int]

    @property
    def start(self) -> int:
        """Where the first word begins."""
        return self.words[0][0] if self.words else 0

    @property
    def end(self) -> int:
        """Where the last word ends."""
        return self.words[-1][1] if self.words else 0

    def covering(self, start: int, end: int) -> list[int]:
        """Indices of the words that share a character with [start, end)."""
        return [i for i, (first, last) in enumerate(self.words) if first < end and last > start]


def sentences(text: str) -> list[tuple[int, int]]:
    """Character spans of the sentences, by punctuation and line ends; good enough to pack by."""
    bounds, start = [], 0
    for match in _SENTENCE.finditer(text):
        if _ABBREVIATION.search(text[start : match.start()]) and "\n" not in match.group():
            continue
        bounds.append((start, match.start()))
        start = match.end()
    bounds.append((start, len(text)))
    return [(a, b) for a, b in bounds if text[a:b].strip()]


def packs(passage: Passage, tokenizer: Tokenizer, spans: Sequence[tuple[int, int]] | None = None) -> Iterator[Pack]:
    """The passage as packs of whole sentences; a sentence too long for one pack is cut at `MAX_PIECES` pieces."""
    open_pack: list[tuple[int, tuple[int, int], int]] = []  # id, offsets, word number
    for start, end in spans or sentences(passage.text):
        encoding = tokenizer.encode(passage.text[start:end], add_special_tokens=False)
        word_ids = [word for word in encoding.word_ids if word is not None]  # only special tokens have none
        pieces = [
            (id_, (a + start, b + start), start * _WORDS + word)
            for id_, (a, b), word in zip(encoding.ids, encoding.offsets, word_ids, strict=True)
        ]
        if open_pack and len(open_pack) + len(pieces) > MAX_PIECES - 2:
            yield _pack(passage, tokenizer, open_pack)
            open_pack = []
        while len(pieces) > MAX_PIECES - 2:
            yield _pack(passage, tokenizer, pieces[: MAX_PIECES - 2])
            pieces = pieces[MAX_PIECES - 2 :]
        open_pack += pieces
    if open_pack:
        yield _pack(passage, tokenizer, open_pack)


def _pack(passage: Passage, tokenizer: Tokenizer, pieces: list[tuple[int, tuple[int, int], int]]) -> Pack:
    cls, sep = _id(tokenizer, "[CLS]"), _id(tokenizer, "[SEP]")
    offsets = [offset for _, offset, _ in pieces]
    firsts, words, starts, last = [], [], [], -1
    for index, (_, (start, end), word) in enumerate(pieces):
        if word != last:
            firsts.append(index + 1)
            words.append((start, end))
            starts.append(word // _WORDS)
            last = word
        else:
            words[-1] = (words[-1][0], end)
    edge = (0, 0)
    return Pack(passage, [cls, *(id_ for id_, _, _ in pieces), sep], [edge, *offsets, edge], firsts, words, starts)


def _id(tokenizer: Tokenizer, piece: str) -> int:
    found = tokenizer.token_to_id(piece)
    if found is None:
        raise ValueError(f"the tokenizer has no piece {piece}")
    return found
