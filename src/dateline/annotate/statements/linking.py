"""Which quotations belong to which cue, and how far a content reaches once quotations are taken into account."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from spacy.tokens import Doc

from dateline.annotate.statements.draft import Draft
from dateline.annotate.statements.quotes import Quotation, QuotationIndex, last_sign
from dateline.annotate.statements.speakers import repair_speaker
from dateline.annotate.statements.tree import spans_of
from dateline.dictionaries.cues import CueKind
from dateline.records import Span

# Between a quotation and the cue or source after it: `…,” said`, `…”, said`, `…” — said`.
_TIGHT = re.compile(r"\s*[,—–-]?\s*")
# Between a cue and the quotation after it: `said, “`, `said in a long speech on the harvest: “`, `said “`.
_LEADING = re.compile(r"(?:[^.!?\n]*[,:])?[ \t]*|[^.!?\n]*:\s*")
# Between a cue and a quotation that goes on: the rest of one sentence, then at most a new paragraph. A full stop after
# a short capitalised word ("Gov.") or before a small letter ends no sentence.
_REST_OF_SENTENCE = re.compile(
    r"(?:(?:[^.!?\n]|\b[A-Z][a-z]{0,3}\.(?=\s[^a-z\d])|\.(?=\w|\s[a-z\d]))*[.!?])?[ \t\u00a0]*(?P<paragraph>\s*)"
)
_MAX_LEAD_CHARS = 150  # longer stretches between cue and quotation hold another clause
_GOES_ON = frozenset(",?!…—–-")
_ENDS = frozenset(".?!…")


class Linker:
    """Links the drafts of one document to its quotations; fills in `pieces`."""

    def __init__(self, doc: Doc, text: str, quotations: QuotationIndex, drafts: Sequence[Draft]) -> None:
        self._doc = doc
        self._text = text
        self._quotations = quotations
        self._drafts = drafts
        self._owner: dict[int, Draft] = {}  # start of a quotation → who says it
        self._cue_starts = sorted(
            doc[draft.words[0]].idx for draft in drafts if draft.entry is None or draft.entry.takes("quote")
        )

    def link(self) -> None:
        """Fill in the pieces of every draft."""
        for draft in self._drafts:
            repair_speaker(self._doc, self._text, self._quotations, draft)
            self._read_content(draft)
        for draft in self._drafts:
            if draft.entry is not None and draft.entry.takes("quote") and not self._is_quoted(draft):
                self._add_before(draft)
                self._add_after(draft)
        self._add_continued()
        for draft in self._drafts:
            draft.pieces = without_frame(self._doc, self._text, draft)

    def _is_quoted(self, draft: Draft) -> bool:
        return self._quotations.at(self._doc[draft.words[0]].idx) is not None

    def _edges(self, draft: Draft) -> tuple[int, int]:
        """From the first to the last character of cue and source."""
        first, last = self._doc[draft.words[0]], self._doc[draft.words[-1]]
        start, end = first.idx, last.idx + len(last)
        for span in spans_of(self._doc, draft.speaker_words):
            start, end = min(start, span.start), max(end, span.end)
        return start, end

    def _read_content(self, draft: Draft) -> None:
        """The parsed content, widened to the whole of each quotation that it is part of."""
        spans = [span for span in spans_of(self._doc, draft.content) if self._in_paragraph(span, draft)]
        outer = self._quotations.piece_at(self._doc[draft.words[0]].idx)
        if outer is not None:  # somebody quoted quotes somebody: the content stays within the quotation
            inside = [Span(max(span.start, outer.start + 1), min(span.end, outer.end)) for span in spans]
            draft.pieces = [_unquoted(self._text, span) for span in inside if span.start < span.end]
            return
        start, end = self._edges(draft)
        draft.pieces = list(spans)
        for span in spans:
            for quotation in self._quotations.touching(span):
                if quotation.end <= start or quotation.start >= end:
                    self._claim(draft, quotation)

    def _in_paragraph(self, span: Span, draft: Draft) -> bool:
        """Whether no blank line stands between content and cue: a parse that runs over one is wrong."""
        cue = self._doc[draft.words[0]].idx
        first, last = (span.end, cue) if span.end <= cue else (cue, span.start)
        return self._text.find("\n\n", first, last) < 0

    def _claim(self, draft: Draft, quotation: Quotation) -> None:
        draft.pieces.extend(quotation.pieces)
        owner = self._owner.get(quotation.start)
        if owner is None or (owner.entry is not None and owner.entry.kind is CueKind.ATTITUDE):
            self._owner[quotation.start] = draft

    def _add_before(self, draft: Draft) -> None:
        start, _ = self._edges(draft)
        quotation = self._quotations.before(start)
        if quotation is None or not quotation.closed or not _TIGHT.fullmatch(self._text, quotation.end, start):
            return
        last = last_sign(self._text, quotation)
        if last in _GOES_ON or (last not in _ENDS and self._text[quotation.end : start].strip()):
            draft.pieces = [piece for piece in draft.pieces if not self._is_circumstance(piece, draft)]
            self._claim(draft, quotation)
            draft.rule = "quotation"

    def _is_circumstance(self, piece: Span, draft: Draft) -> bool:
        """`“…,” he said as crowds cheered`: words behind the cue that are neither quoted nor set off by a comma."""
        _, end = self._edges(draft)
        if piece.start < end or self._quotations.at(piece.start) is not None:
            return False
        return "," not in self._text[end : piece.start]

    def _add_after(self, draft: Draft) -> None:
        _, end = self._edges(draft)
        end = max([end, *(piece.end for piece in draft.pieces)])
        quotation = self._quotations.after(end)
        if quotation is None or quotation.start - end > _MAX_LEAD_CHARS:
            return
        if not _LEADING.fullmatch(self._text, end, quotation.start):
            return
        if draft.pieces and quotation.start - end > 3:
            return  # an indirect content stands between: the quotation is its part, or the next cue's
        if any(end <= cue < quotation.start for cue in self._cues_near(end)):
            return
        self._claim(draft, quotation)
        draft.rule = draft.rule or "quotation"

    def _cues_near(self, position: int) -> Iterable[int]:
        first = bisect_left(self._cue_starts, position)
        return self._cue_starts[first : first + 1]

    def _add_continued(self) -> None:
        """`“…,” she said. “…”`, and a paragraph that is nothing but a quotation after one by a known speaker."""
        speeches = sorted(
            (
                (self._last_end(draft), number, draft)
                for number, draft in enumerate(self._drafts)
                if draft.entry is not None
                and draft.entry.kind is CueKind.SPEECH
                and draft.entry.takes("quote")
                and draft.pieces
                and not self._is_quoted(draft)
            ),
            key=lambda item: item[:2],
        )
        ends = [end for end, _, _ in speeches]
        before: Quotation | None = None
        for quotation in self._quotations.all:
            if quotation.start not in self._owner:
                told = bisect_right(ends, quotation.start) - 1
                draft = self._owner.get(before.start) if before is not None else None
                if before is not None and draft is not None and self._follows(quotation, before, draft):
                    self._claim(draft, quotation)
                elif told >= 0 and self._may_continue(quotation, ends[told], sentence_over=False):
                    self._claim(speeches[told][2], quotation)
            before = quotation

    def _last_end(self, draft: Draft) -> int:
        return max([self._edges(draft)[1], *(piece.end for piece in draft.pieces)])

    def _follows(self, quotation: Quotation, before: Quotation, draft: Draft) -> bool:
        over = last_sign(self._text, before) in _ENDS
        return self._may_continue(quotation, max(before.end, self._edges(draft)[1]), sentence_over=over)

    def _may_continue(self, quotation: Quotation, end: int, *, sentence_over: bool) -> bool:
        """Whether no more than the rest of a sentence stands between what was said before and this quotation.

        A new paragraph must be the quotation and nothing else.
        """
        gap = _REST_OF_SENTENCE.fullmatch(self._text, end, quotation.start) if end <= quotation.start else None
        if gap is None or not any(sign.isupper() for sign in self._text[quotation.start + 1 : quotation.start + 3]):
            return False  # a quotation that starts a sentence starts with a capital
        if not sentence_over and not any(sign in ".!?" for sign in gap[0]):
            return False
        if "\n" not in gap["paragraph"]:
            return True
        line_end = self._text.find("\n", quotation.end)
        return not self._text[quotation.end : line_end if line_end >= 0 else len(self._text)].strip()


def without_frame(doc: Doc, text: str, draft: Draft) -> list[Span]:
    """The pieces of a draft, merged, less the words of its cue and source."""
    frame = spans_of(doc, draft.words) + spans_of(doc, draft.speaker_words)
    pieces = (_stripped(text, piece) for piece in _without(_merged(draft.pieces), frame))
    return [piece for piece in pieces if any(sign.isalnum() for sign in text[piece.start : piece.end])]


def _stripped(text: str, piece: Span) -> Span:
    """Without white space at either end."""
    words = text[piece.start : piece.end]
    start = piece.start + len(words) - len(words.lstrip())
    return Span(start, max(start, piece.end - len(words) + len(words.rstrip())))


def _unquoted(text: str, span: Span) -> Span:
    """Without the closing mark of the quotation around it."""
    end = span.end
    while end > span.start and text[end - 1] in '"”’»':
        end -= 1
    return Span(span.start, end)


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, overlapping ones as one."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _without(spans: Iterable[Span], holes: Iterable[Span]) -> list[Span]:
    """Spans less the words of cue and source."""
    left = list(spans)
    for hole in holes:
        cut: list[Span] = []
        for span in left:
            if not span.overlaps(hole):
                cut.append(span)
                continue
            cut += [part for part in (Span(span.start, hole.start), Span(hole.end, span.end)) if part.start < part.end]
        left = cut
    return left
