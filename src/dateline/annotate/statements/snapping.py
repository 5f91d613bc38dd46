"""From words that the learned reader marks one by one to passages as people mark them: whole phrases, whole quotations."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence

from spacy.tokens import Doc, Token

from dateline.annotate.statements.quotes import QuotationIndex
from dateline.annotate.statements.tree import noun_phrase, trimmed
from dateline.records import Span

_LEAST_ALIKE = 0.72  # a phrase less like the marked words than this is another phrase
_MAX_UP = 4  # how far above a marked word its phrase may hang
_WIDEST_GAP = 2  # words that the reader leaves out between two marked runs
_LEAST_SHARE = 0.2  # a run much shorter than the longest is a stray word


class Words:
    """The tokens of a document by character."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self._starts = [token.idx for token in doc]
        self._ends = [token.idx + len(token) for token in doc]

    def of(self, span: Span) -> range:
        """Positions of the tokens that share a character with a passage."""
        return range(bisect_right(self._ends, span.start), bisect_left(self._starts, span.end))


def alike(first: Collection[int], second: Collection[int]) -> float:
    """Dice coefficient of two sets of positions."""
    total = len(first) + len(second)
    return 2 * len(set(first) & set(second)) / total if total else 0.0


def positions_of(words: Words, spans: Iterable[Span]) -> set[int]:
    """The tokens of passages that hold a letter or digit: signs do not count."""
    return {i for span in spans for i in words.of(span) if not (words.doc[i].is_punct or words.doc[i].is_space)}


def content_of(
    words: Words, text: str, quotations: QuotationIndex, marked: Sequence[Span], frame: Collection[int]
) -> list[Span]:
    """The passages of a content: runs joined, widened to whole quotations or snapped to whole phrases.

    Args:
        marked: What the reader marked, in text order.
        frame: Positions of cue and source, which are no part of a content.
    """
    found: list[Span] = []
    for first, last in _runs(words, marked, frame):
        whole = _quotation(words.doc, text, quotations, first, last)
        if whole is None:
            first, last = _phrase(words.doc, first, last, frame)
            first, last = _with_marks(words.doc, quotations, first, last)
            whole = Span(words.doc[first].idx, words.doc[last].idx + len(words.doc[last]))
        if found and whole.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, whole.end))
        else:
            found.append(whole)
    return found


def source_of(words: Words, marked: Sequence[Span], cue: Collection[int]) -> tuple[Token, set[int]] | None:
    """Head and positions of the noun phrase that the reader means; None where it marks no noun."""
    runs = list(_runs(words, marked, cue))
    if not runs:
        return None
    first, last = max(runs, key=lambda run: run[1] - run[0])
    inside = set(range(first, last + 1))
    head = _head(words.doc, first, last)
    best, score = inside, _LEAST_ALIKE
    for token in _upwards(head, cue):
        phrase = noun_phrase(token, without=cue)
        likeness = alike(phrase, inside)
        if likeness > score:
            best, score, head = phrase, likeness, token
    return head, best


def _runs(words: Words, marked: Sequence[Span], frame: Collection[int]) -> Iterator[tuple[int, int]]:
    """First and last position of each marked run, joined over small gaps, without stray words."""
    runs: list[list[int]] = []
    for span in marked:
        for i in words.of(span):
            if i in frame or words.doc[i].is_space:
                continue
            if runs and i - runs[-1][1] <= _WIDEST_GAP + 1 and _may_join(words.doc, runs[-1][1], i, frame):
                runs[-1][1] = i
            else:
                runs.append([i, i])
    longest = max((last - first + 1 for first, last in runs), default=0)
    for first, last in runs:
        if last - first + 1 >= _LEAST_SHARE * longest:
            first, last = trimmed(words.doc, first, last)
            if first <= last:
                yield first, last


def _may_join(doc: Doc, last: int, first: int, frame: Collection[int]) -> bool:
    return not any(i in frame or "\n" in doc[i].text for i in range(last + 1, first))


def _quotation(doc: Doc, text: str, quotations: QuotationIndex, first: int, last: int) -> Span | None:
    """The quotation that a run is the greater part of, or that is the greater part of the run."""
    start, end = doc[first].idx, doc[last].idx + len(doc[last])
    for quotation in quotations.touching(Span(start, end)):
        for piece in quotation.pieces:
            shared = min(piece.end, end) - max(piece.start, start)
            if 2 * shared / (piece.end - piece.start + end - start) >= _LEAST_ALIKE:
                return piece
    return None


def _phrase(doc: Doc, first: int, last: int, frame: Collection[int]) -> tuple[int, int]:
    """The run's edges, moved to those of the phrase that is most like it."""
    inside = range(first, last + 1)
    best, score = (first, last), _LEAST_ALIKE
    for token in _upwards(_head(doc, first, last), frame):
        positions = {item.i for item in token.subtree} - _beyond(doc, token, frame)
        if not positions:
            continue
        low, high = trimmed(doc, min(positions), max(positions))
        likeness = alike(range(low, high + 1), inside)
        if likeness > score:
            best, score = (low, high), likeness
    return best


def _beyond(doc: Doc, token: Token, frame: Collection[int]) -> set[int]:
    """What a phrase must not take in: the cue's own words, and all on the far side of them."""
    cut = {i for i in frame if token.left_edge.i <= i <= token.right_edge.i}
    if not cut:
        return set()
    low, high = min(cut), max(cut)
    side = range(low, token.right_edge.i + 1) if token.i < low else range(token.left_edge.i, high + 1)
    return set(side)


def _head(doc: Doc, first: int, last: int) -> Token:
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


def _with_marks(doc: Doc, quotations: QuotationIndex, first: int, last: int) -> tuple[int, int]:
    """No half of a pair of quotation marks: with the closing one comes the opening one, and the other way round."""
    for at in (doc[first].idx, doc[last].idx):
        piece = quotations.piece_at(at)
        if piece is None:
            continue
        if first > 0 and doc[first - 1].idx == piece.start:
            first -= 1
        if last + 1 < len(doc) and doc[last + 1].idx + len(doc[last + 1]) == piece.end:
            last += 1
    return first, last
