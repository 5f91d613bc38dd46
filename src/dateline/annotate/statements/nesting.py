"""Statements within statements: which of them say who holds something, and which only colour what is said."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from spacy.tokens import Doc

from dateline.annotate.statements.draft import Draft
from dateline.annotate.statements.quotes import QuotationIndex
from dateline.dictionaries.cues import CueKind
from dateline.records import Span

_SPEAKER_ALREADY = frozenset({"i", "we", "you", "it", "that", "this"})
_PHRASE_RULES = frozenset({"object", "preposition"})


def without_idle(doc: Doc, drafts: Sequence[Draft], quotations: QuotationIndex) -> list[Draft]:
    """Drafts with content, less nested ones that nobody would ask the source of.

    Attitudes inside what somebody says ("I think", "the party wants") stay part of it, and so does speech about a mere
    thing ("he mentioned the law"). What stays is speech of a third person with a clause of its own.
    """
    full = [draft for draft in drafts if draft.pieces]
    covered = _covered(full)
    starts = [span.start for span in covered]
    kept = []
    for draft in full:
        cue = doc[draft.words[0]].idx
        found = bisect_right(starts, cue) - 1
        inside = found >= 0 and cue < covered[found].end
        if not inside or _is_told(doc, draft, quotations):
            kept.append(draft)
    return kept


def _covered(drafts: Sequence[Draft]) -> list[Span]:
    """The passages that are content of some draft, merged, in order."""
    merged: list[Span] = []
    for span in sorted(piece for draft in drafts for piece in draft.pieces):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _is_told(doc: Doc, draft: Draft, quotations: QuotationIndex) -> bool:
    if draft.entry is None or draft.entry.kind is CueKind.ATTITUDE:
        return False
    quoted = quotations.at(doc[draft.words[0]].idx) is not None
    if quoted and (draft.speaker is None or draft.speaker.lower_ in _SPEAKER_ALREADY):
        return False
    if draft.rule in _PHRASE_RULES:
        return not quoted and any(doc[i].pos_ == "VERB" for i in draft.content)
    return True
