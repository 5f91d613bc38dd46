"""From words that the learned reader marks one by one to passages as people mark them: whole phrases, whole quotations.

The reader gives each word near a cue a probability. Quotations and the phrases of the parse are the passages to choose
from; a passage is worth the log odds of its words.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate

import numpy as np
from spacy.tokens import Doc, Token

from dateline.annotate.reader.reader import Answer
from dateline.annotate.statements.quotes import QuotationIndex
from dateline.annotate.statements.tree import noun_phrase, trimmed
from dateline.records import Span

_LEAST_ALIKE = 0.72  # a noun phrase less like the marked words than this is another phrase
_MAX_UP = 4  # how far above a marked word its phrase may hang
_WIDEST_GAP = 2  # words that the reader leaves out between two marked runs
_CLIP = 3.0  # log odds beyond this say no more
_LEAST_WORTH = 1.0
_MOST_PASSAGES = 3


class Words:
    """The tokens of a document by character."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.tokens = list(doc)  # a Doc makes a token anew at each access
        self._starts = [token.idx for token in self.tokens]
        self._ends = [token.idx + len(token) for token in self.tokens]
        self._covered: dict[int, list[range]] = {}

    def of(self, span: Span) -> range:
        """Positions of the tokens that share a character with a passage."""
        return range(bisect_right(self._ends, span.start), bisect_left(self._starts, span.end))

    def covered(self, read: Sequence[Span]) -> list[range]:
        """`of` every word that the reader read of one input; kept, since many cues are asked about the same input."""
        first = read[0].start if read else -1  # inputs do not overlap
        if first not in self._covered:
            self._covered[first] = [self.of(span) for span in read]
        return self._covered[first]

    def run(self, span: Span) -> tuple[int, int] | None:
        """First and last token of a passage that are no white space; None where it holds none."""
        found = [i for i in self.of(span) if not self.tokens[i].is_space]
        return (found[0], found[-1]) if found else None

    def span(self, first: int, last: int) -> Span:
        """The passage from the first to the last token, both included."""
        return Span(self.tokens[first].idx, self.tokens[last].idx + len(self.tokens[last]))


def alike(first: Collection[int], second: Collection[int]) -> float:
    """Dice coefficient of two sets of positions."""
    total = len(first) + len(second)
    return 2 * len(set(first) & set(second)) / total if total else 0.0


def positions_of(words: Words, spans: Iterable[Span]) -> set[int]:
    """The tokens of passages that hold a letter or digit: signs do not count."""
    return {i for span in spans for i in words.of(span) if not (words.tokens[i].is_punct or words.tokens[i].is_space)}


def odds_of(words: Words, answer: Answer, role: str = "content") -> dict[int, float]:
    """The reader's log odds that a token is part of a role, by position, for the tokens that it was asked about."""
    shares = answer.source if role == "source" else answer.content
    odds = np.clip(np.log((shares + 1e-3) / (1.001 - shares)), -_CLIP, _CLIP).tolist()
    found: dict[int, float] = {}
    for positions, value in zip(words.covered(answer.words), odds, strict=True):
        for i in positions:
            if value > found.get(i, -_CLIP - 1):
                found[i] = value
    return found


def content_of(
    words: Words, quotations: QuotationIndex, odds: Mapping[int, float], frame: Collection[int]
) -> list[Span]:
    """The passages of a content, in text order: those quotations and phrases whose words are worth most.

    Args:
        odds: As `odds_of` gives them.
        frame: Positions of cue and source, which are no part of a content.
    """
    likely = [i for i, value in odds.items() if value > 0 and i not in frame and not words.tokens[i].is_space]
    if not likely:
        return []
    low, high = min(odds), max(odds)
    sums = [0.0, *accumulate(0.0 if i in frame else _worth(words.tokens[i], odds) for i in range(low, high + 1))]
    options = []
    for first, last in sorted(_passages(words, quotations, likely, frame)):
        inside, end = max(first, low), min(last, high)  # a quotation may run on where the reader was not asked
        if inside <= end and (worth := round(sums[end + 1 - low] - sums[inside - low], 3)) >= _LEAST_WORTH:
            options.append((worth, first, last))
    chosen: list[tuple[int, int]] = []
    for _, low, high in sorted(options, key=lambda item: (-item[0], item[1], -item[2])):
        first, last = trimmed(words.doc, low, high)
        if first <= last and all(last < a or b < first for a, b in chosen):
            chosen.append((first, last))
        if len(chosen) == _MOST_PASSAGES:
            break
    return [words.span(first, last) for first, last in sorted(chosen)]


def _worth(token: Token, odds: Mapping[int, float]) -> float:
    """A word's odds; a sign that the reader leaves out costs nothing, a word that it was not asked about a little."""
    value = odds.get(token.i, -1.0)
    return max(value, 0.0) if token.is_punct else value


def _passages(
    words: Words, quotations: QuotationIndex, likely: Sequence[int], frame: Collection[int]
) -> set[tuple[int, int]]:
    """First and last word of the quotations and phrases around likely words."""
    doc = words.tokens
    found = set()
    near = Span(doc[min(likely)].idx, doc[max(likely)].idx + 1)
    for quotation in quotations.touching(near):
        for piece in quotation.pieces:
            if inside := words.of(piece):
                found.add((inside[0], inside[-1]))
    seen = set()
    for i in likely:
        for token in _upwards(doc[i], frame):
            if token.i in seen:
                break
            seen.add(token.i)
            found |= _cuts(token, frame)
    return found


def _cuts(token: Token, frame: Collection[int]) -> set[tuple[int, int]]:
    """A phrase, and what is left of it without its first or last parts, as first and last words."""
    low, high = _within(token, frame)
    starts = {low, token.i} | {child.left_edge.i for child in token.children if low <= child.left_edge.i <= token.i}
    ends = {high, token.i} | {child.right_edge.i for child in token.children if token.i <= child.right_edge.i <= high}
    return {(start, end) for start in starts for end in ends if start <= end}


def _within(token: Token, frame: Collection[int]) -> tuple[int, int]:
    """The edges of a phrase, less the cue and source in it and all on the far side of them."""
    low, high = token.left_edge.i, token.right_edge.i
    before = [i for i in frame if low <= i < token.i]
    after = [i for i in frame if token.i < i <= high]
    return max(before, default=low - 1) + 1, min(after, default=high + 1) - 1


def source_of(words: Words, marked: Sequence[Span], cue: Collection[int]) -> tuple[Token, set[int]] | None:
    """Head and positions of the noun phrase that the reader means; None where it marks none."""
    runs = list(_runs(words, marked, cue))
    if not runs:
        return None
    first, last = max(runs, key=lambda run: run[1] - run[0])
    inside = set(range(first, last + 1))
    head = _head(words.tokens, first, last)
    best, score = inside, _LEAST_ALIKE
    for token in _upwards(head, cue):
        phrase = noun_phrase(token, without=cue)
        likeness = alike(phrase, inside)
        if likeness > score:
            best, score, head = phrase, likeness, token
    return head, best


def _runs(words: Words, marked: Sequence[Span], frame: Collection[int]) -> Iterator[tuple[int, int]]:
    """First and last position of each marked run, joined over small gaps."""
    runs: list[list[int]] = []
    for span in marked:
        for i in words.of(span):
            if i in frame or words.tokens[i].is_space:
                continue
            if runs and i - runs[-1][1] <= _WIDEST_GAP + 1 and _may_join(words.tokens, runs[-1][1], i, frame):
                runs[-1][1] = i
            else:
                runs.append([i, i])
    for run in runs:
        first, last = trimmed(words.doc, run[0], run[1])
        if first <= last:
            yield first, last


def _may_join(doc: Sequence[Token], last: int, first: int, frame: Collection[int]) -> bool:
    return not any(i in frame or "\n" in doc[i].text for i in range(last + 1, first))


def _head(doc: Sequence[Token], first: int, last: int) -> Token:
    """The word of a run that the most of it hangs on."""
    tops = [doc[i] for i in range(first, last + 1) if not first <= doc[i].head.i <= last or doc[i].head.i == i]
    tops = [token for token in tops if not token.is_punct] or [doc[first]]
    return max(tops, key=lambda token: min(token.right_edge.i, last) - max(token.left_edge.i, first))


def _upwards(token: Token, frame: Collection[int]) -> Iterator[Token]:
    """A word and those that it hangs on, up to the cue."""
    for _ in range(_MAX_UP):
        yield token
        if token.head.i == token.i or token.head.i in frame:
            return
        token = token.head
