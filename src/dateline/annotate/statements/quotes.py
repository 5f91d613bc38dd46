"""Which passages of a text stand in quotation marks. Pure functions over text, without a language model.

Knows curly, straight, low and angle marks, doubled apostrophes, and single marks used as quotation marks. A quotation
that is not closed by the end of its paragraph goes on in the next one if that opens with a mark again, as newspapers
print long quotations.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.records import Span

_PARAGRAPH = re.compile(r"[^\n]+")
_MARK = re.compile(r"''|``|[\"“”„«»‘’']")
_OPENING = frozenset("“„«")
_CLOSING = frozenset("”»")
_STRAIGHT = frozenset({'"', "''", "``"})
_SINGLE = frozenset("‘’'")
_BEFORE_OPENING = frozenset('([{—–-/:…“"‘«')
_SENTENCE_MARKS = frozenset(".,?!…;:")


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation, marks and all.

    Attributes:
        pieces: One a paragraph, in text order.
        closed: A closing mark was found; an unclosed quotation runs to the end of its last paragraph.
    """

    pieces: tuple[Span, ...]
    closed: bool

    @property
    def start(self) -> int:
        """Where the first piece starts."""
        return self.pieces[0].start

    @property
    def end(self) -> int:
        """Where the last piece ends."""
        return self.pieces[-1].end


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """Every outermost quotation of a text, in order, without overlaps, in linear time."""
    found: list[Quotation] = []
    pending: list[Span] = []  # pieces of a quotation that no paragraph has closed yet
    for paragraph in _PARAGRAPH.finditer(text):
        start, end = _stripped(text, paragraph.start(), paragraph.end())
        if start == end:
            continue
        if pending and not _opens(text, start, _first_mark(text, start)):
            found.append(Quotation(tuple(pending), closed=False))
            pending = []
        for piece, closed in _pieces(text, start, end):
            if closed:
                found.append(Quotation((*pending, piece), closed=True))
                pending = []
            else:
                pending.append(piece)
    if pending:
        found.append(Quotation(tuple(pending), closed=False))
    return tuple(found)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[Span, bool]]:
    """The quoted passages of one paragraph; only the last can be unclosed."""
    marks = list(_MARK.finditer(text, start, end))
    singles = [mark.start() for mark in marks if mark[0] in _SINGLE and _closes_single(text, mark.start(), end)]
    opened: int | None = None
    single_end = 0  # where a quotation in single marks ends
    for mark in marks:
        at, sign = mark.start(), mark[0]
        if at < single_end:
            continue
        if sign in _SINGLE:
            if opened is None and (closing := _single_end(text, at, singles, start)) is not None:
                single_end = closing + 1
                yield Span(at, single_end), True
        elif opened is None:
            if sign not in _CLOSING and _opens(text, at, sign, start):
                opened = at
        elif sign in _CLOSING or (sign in _STRAIGHT and _closes_straight(text, at, mark.end(), end)):
            yield Span(opened, mark.end()), True
            opened = None
    if opened is not None:
        yield Span(opened, end), False


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _opens(text: str, at: int, sign: str, paragraph: int | None = None) -> bool:
    if sign in _OPENING:
        return True
    if sign not in _STRAIGHT:
        return False
    before = text[at - 1] if at > (at if paragraph is None else paragraph) else " "
    after = text[at + len(sign) : at + len(sign) + 1]
    return bool(after) and not after.isspace() and (before.isspace() or before in _BEFORE_OPENING)


def _first_mark(text: str, at: int) -> str:
    found = _MARK.match(text, at)
    return found[0] if found is not None else ""


def _closes_straight(text: str, at: int, after: int, end: int) -> bool:
    """A straight mark closes unless it stands where only an opening one can: after a space, before a word."""
    return not (text[at - 1].isspace() and after < end and text[after].isalnum())


def _closes_single(text: str, at: int, end: int) -> bool:
    """Whether a single mark may close: after a character, before no letter. Apostrophes within words do not."""
    if text[at] not in "’'" or at == 0 or text[at - 1].isspace():
        return False
    return at + 1 >= end or not text[at + 1].isalnum()


def _single_end(text: str, at: int, closers: Sequence[int], paragraph: int) -> int | None:
    """Where the quotation that a single mark opens ends; None where the mark is an apostrophe.

    A mark after a full stop or comma is preferred to one after a letter, which may be a plural's apostrophe. Straight
    marks and ’ open only before a capital, since they begin cut words too (’cause).
    """
    sign, after = text[at], text[at + 1 : at + 2]
    before = text[at - 1] if at > paragraph else " "
    if not after or after.isspace() or not (before.isspace() or before in _BEFORE_OPENING):
        return None
    if sign == "’" or (sign == "'" and not after.isupper()):
        return None
    first = bisect_right(closers, at + 1)
    if first == len(closers):
        return None
    # Three apostrophes of plurals in one quotation are rare: looking no further keeps the time linear.
    for closer in closers[first : first + 3]:
        if text[closer - 1] in _SENTENCE_MARKS or text[closer - 1] not in "sS":
            return closer
    return closers[first]


class QuotationIndex:
    """Quotations by place."""

    def __init__(self, quotations: Sequence[Quotation]) -> None:
        self.all = tuple(quotations)
        self._pieces = [(piece.start, piece.end, quotation) for quotation in self.all for piece in quotation.pieces]
        self._starts = [start for start, _, _ in self._pieces]

    def at(self, position: int) -> Quotation | None:
        """The quotation that this character stands in."""
        found = bisect_right(self._starts, position) - 1
        if found < 0 or position >= self._pieces[found][1]:
            return None
        return self._pieces[found][2]

    def piece_at(self, position: int) -> Span | None:
        """The piece of a quotation that this character stands in."""
        found = bisect_right(self._starts, position) - 1
        if found < 0 or position >= self._pieces[found][1]:
            return None
        return Span(self._pieces[found][0], self._pieces[found][1])

    def before(self, position: int) -> Quotation | None:
        """The last quotation that ends at or before this character."""
        found = bisect_right(self._starts, position - 1) - 1
        while found >= 0 and self._pieces[found][1] > position:
            found -= 1
        return self._pieces[found][2] if found >= 0 else None

    def after(self, position: int) -> Quotation | None:
        """The first quotation that starts at or after this character."""
        found = bisect_right(self._starts, position - 1)
        return self._pieces[found][2] if found < len(self._pieces) else None

    def touching(self, span: Span) -> Iterator[Quotation]:
        """Every quotation that shares a character with a passage, in text order."""
        found = max(bisect_right(self._starts, span.start) - 1, 0)
        last: Quotation | None = None
        for i in range(found, len(self._pieces)):
            start, end, quotation = self._pieces[i]
            if start >= span.end:
                return
            if end > span.start and quotation is not last:
                last = quotation
                yield quotation


def last_sign(text: str, quotation: Quotation) -> str:
    """The last character within the marks."""
    end = quotation.end
    while end > quotation.start + 1 and text[end - 1] in "\"”»’'":
        end -= 1
    return text[end - 1]
