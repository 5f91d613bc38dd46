"""The learned reader's statements beside the rules': which belong together, and what tells whose words are right."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from dateline.annotate.reader.reader import Answer, DocReading
from dateline.annotate.statements.draft import Draft
from dateline.annotate.statements.extents import cue_positions
from dateline.annotate.statements.frames import read_frame
from dateline.annotate.statements.habits import rule_features
from dateline.annotate.statements.quotes import QuotationIndex
from dateline.annotate.statements.snapping import Words, alike, content_of, odds_of, positions_of, source_of
from dateline.annotate.statements.tree import trimmed
from dateline.annotate.statements.weighing import Weights
from dateline.dictionaries.cues import PREPOSITIONS, SLOTS, CueEntry, CueKind, CuePos
from dateline.records import Span, StatementReading

_CLASSES = {"VERB": CuePos.VERB, "AUX": CuePos.VERB, "NOUN": CuePos.NOUN, "ADJ": CuePos.ADJECTIVE}
_LEAST_NEW = 0.3  # less likely cues that no rule knows are not even drafted
_ALIKE = 0.9  # contents more alike than this differ at their edges only, and those are looked at later
_FARTHEST = 5.0  # log odds beyond this say no more


@dataclass(slots=True)
class Candidate:
    """A draft with what the reader would put in its place.

    Attributes:
        cue: Positions of the reader's cue, without gaps; empty where it has none.
        source: Head and positions of the reader's source.
        content: The reader's content as whole phrases.
        accept: Features of whether the draft is a statement at all.
        choices: For each role that both fill differently, features of whether the reader's words are better.
    """

    draft: Draft
    cue: tuple[int, ...] = ()
    source: tuple[Token, set[int]] | None = None
    content: Sequence[Span] = ()
    accept: dict[str, float] = field(default_factory=dict)
    choices: dict[str, dict[str, float]] = field(default_factory=dict)


def pair(
    words: Words, drafts: Sequence[Draft], reading: DocReading, lists: Mapping[str, Collection[str]]
) -> list[Draft]:
    """Give each draft the reading of its cue; readings of other cues become drafts of their own."""
    readings = reading.reading.statements
    owner: dict[int, int] = {}
    for number, said in enumerate(readings):
        for i in words.of(said.cue):
            owner.setdefault(i, number)
    taken = set()
    for draft in drafts:
        at = [draft.head.i] if draft.head is not None else []
        found = next((owner[i] for i in (*at, *draft.words) if i in owner), None)
        if found is not None:
            draft.reading, draft.answer = readings[found], reading.answers[found]
            taken.add(found)
    new = [
        draft
        for number, (said, answer) in enumerate(zip(readings, reading.answers, strict=True))
        if number not in taken and said.probability >= _LEAST_NEW
        for draft in _new(words, said, answer, lists)
    ]
    return [*drafts, *new]


def _new(words: Words, reading: StatementReading, answer: Answer, lists: Mapping[str, Collection[str]]) -> list[Draft]:
    """A draft of a cue that no rule knows: its frame is any that the parse shows."""
    cue = cue_of(words, reading)
    if not cue:
        return []
    head = next((words.doc[i] for i in cue if words.doc[i].head.i not in cue), words.doc[cue[0]])
    draft = None
    if head.pos_ in _CLASSES:
        draft = read_frame(head, _entry(head), lists)
    if draft is None:
        draft = Draft(None, None, list(cue))
    else:
        draft.words = cue_positions(draft)
    draft.reading, draft.answer, draft.by_rules = reading, answer, False
    if draft.speaker is None and (found := source_of(words, reading.source, cue)) is not None:
        draft.speaker, draft.speaker_words = found
        draft.read.add("source")
    return [draft]


def _entry(head: Token) -> CueEntry:
    slots = frozenset((*SLOTS, *PREPOSITIONS))
    lemma = head.lemma_.lower()
    return CueEntry("", lemma, _CLASSES[head.pos_], None, (), CueKind.SPEECH, slots, PREPOSITIONS, False, "")


def cue_of(words: Words, reading: StatementReading) -> tuple[int, ...]:
    """Positions of the reader's cue, without signs at its ends unless it is nothing but a sign."""
    found = words.of(reading.cue)
    if not found:
        return ()
    first, last = trimmed(words.doc, found[0], found[-1])
    return tuple(range(first, last + 1)) or tuple(found)


def candidate_of(
    words: Words, quotations: QuotationIndex, draft: Draft, reading: DocReading, weights: Weights, *, idle: bool
) -> Candidate:
    """A linked draft with the reader's cue and source, and the features of whether it is a statement."""
    found = Candidate(draft)
    if draft.reading is not None:
        found.cue = cue_of(words, draft.reading)
        found.source = source_of(words, draft.reading.source, found.cue)
    habit = weights.chance("habit", rule_features(words.doc, draft, quotations, idle=idle))
    found.accept = _accept_features(words, found, habit, reading, idle=idle)
    return found


def compare(words: Words, quotations: QuotationIndex, item: Candidate) -> None:
    """Add the reader's content to a candidate, and the features of every choice between its words and the rule's."""
    draft = item.draft
    if draft.answer is None:
        return
    if not draft.pieces or item.accept["same_content"] < _ALIKE:
        frame = {*item.cue, *draft.words, *(item.source[1] if item.source else draft.speaker_words)}
        item.content = content_of(words, quotations, odds_of(words, draft.answer), frame)
    item.choices = _choices(words, item)


def _accept_features(
    words: Words, item: Candidate, habit: float, doc_reading: DocReading, *, idle: bool
) -> dict[str, float]:
    draft, reading = item.draft, item.draft.reading
    side = "rule" if draft.by_rules else "alone"
    features = {"bias": 1.0, side: 1.0, f"habit_{side}": _odds(habit)}
    if idle:
        features["idle"] = 1.0
    head = draft.head if draft.head is not None else words.doc[draft.words[0]]
    at = doc_reading.cue_at(head.idx, head.idx + len(head))
    features["cue"] = _odds(at)
    if reading is None:
        return features
    features |= {"read": 1.0, f"odds_{side}": _odds(reading.probability)}
    ours, theirs = positions_of(words, draft.pieces), positions_of(words, reading.content)
    features["same_content"] = alike(ours, theirs)
    if not theirs:
        features["no_content"] = 1.0
    if not ours:
        features["no_pieces"] = 1.0
    if item.source is None:
        features["no_source"] = 1.0
    features["same_source"] = alike(draft.speaker_words, item.source[1]) if item.source else 0.0
    return features


def _choices(words: Words, item: Candidate) -> dict[str, dict[str, float]]:
    draft, reading = item.draft, item.draft.reading
    if reading is None:
        return {}
    base = {"bias": 1.0, "odds": _odds(reading.probability)}
    if not draft.by_rules:
        base["alone"] = 1.0
    found: dict[str, dict[str, float]] = {}
    if item.cue and list(item.cue) != draft.words:
        found["cue"] = base | _differences(words.doc, set(draft.words), set(item.cue))
    if item.source is not None and item.source[1] != draft.speaker_words and draft.speaker is not None:
        found["source"] = base | _sizes(draft.speaker_words, item.source[1])
        if draft.speaker.pos_ == "PRON":
            found["source"]["pronoun"] = 1.0
    if item.content and list(item.content) != draft.pieces and draft.pieces:
        ours, theirs = positions_of(words, draft.pieces), positions_of(words, item.content)
        raw = positions_of(words, reading.content)
        found["content"] = base | _sizes(ours, theirs)
        found["content"] |= {
            "raw_ours": alike(ours, raw), "raw_theirs": alike(theirs, raw),
            "pieces": float(len(item.content) > 1), f"rule:{draft.rule or 'quotation'}": 1.0,
        }  # fmt: skip
    return found


def _sizes(ours: Collection[int], theirs: Collection[int]) -> dict[str, float]:
    ratio = math.log((len(theirs) + 1) / (len(ours) + 1))
    return {"alike": alike(ours, theirs), "longer": max(ratio, 0.0), "shorter": max(-ratio, 0.0)}


def _differences(doc: Doc, ours: set[int], theirs: set[int]) -> dict[str, float]:
    """How the reader's cue differs: word classes that it adds or leaves out, before or after."""
    features = {"apart": 1.0} if not ours & theirs else {}
    for i in sorted(theirs - ours):
        features[f"more:{doc[i].pos_.lower()}"] = 1.0
    for i in sorted(ours - theirs):
        features[f"less:{doc[i].pos_.lower()}"] = 1.0
    return features


def _odds(probability: float) -> float:
    return max(-_FARTHEST, min(_FARTHEST, math.log((probability + 1e-3) / (1 - probability + 1e-3))))


def settle(item: Candidate, better: Collection[str]) -> Draft:
    """The draft with the reader's words in the roles of `better`, and in those that the rules leave empty."""
    draft = item.draft
    if "cue" in better:
        draft.words = list(item.cue)
        draft.read.add("cue")
    if item.source is not None and (draft.speaker is None or "source" in better):
        draft.speaker, draft.speaker_words = item.source
        draft.read.add("source")
    draft.speaker_words = set(draft.speaker_words) - set(draft.words)
    if item.content and (not draft.pieces or "content" in better):
        draft.pieces = list(item.content)
        draft.read.add("content")
    return draft
