"""The statements that an event may stand in, and what speaks for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.coding.choosing import Candidate
from dateline.coding.where_when import WORDS_ONLY
from dateline.records import EventType, Predication, Receipt, Span, StatementKind, TriggerReading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.coding.scene import Scene

_BACK = 3


def source_candidates(
    predication: Predication,
    event_type: EventType,
    parties: tuple[Sequence[str], Sequence[str]],
    scene: Scene,
    reading: TriggerReading | None,
) -> tuple[list[Candidate[int]], dict[str, float]]:
    """The candidates, as indexes of statements with a source, and the features of the article's own voice."""
    around = scene.statements_around(predication.span)
    tellers = reading.tellers if reading else ()
    told_by = set(scene.actors_at(tellers))
    here = scene.sentence_number(predication.start)
    group = "words" if event_type in WORDS_ONLY else "deed"
    found = []
    sourced = [i for i in around if scene.annotated.statements[i].source]
    for i, statement in enumerate(scene.annotated.statements):
        source = statement.source
        if source is None:
            continue
        span = Span(source.start, source.end)
        words = statement.cue or source
        last = max([words.end, source.end, *(piece.end for piece in statement.content)])
        back = here - scene.sentence_number(max(source.start, words.start))
        read = any(teller.overlaps(span) for teller in tellers)
        if not (i in around or read or -1 <= back <= _BACK or source.actor in told_by):
            continue
        features = {}
        if i in around:
            rank = sourced.index(i)
            features[f"around:{min(rank, 2)}"] = 1.0
            features[f"around:{group}"] = 1.0
            features[f"around:{statement.kind}"] = 1.0
            features[f"around:status:{predication.judgement.status}"] = 1.0
            if rank == 0:
                features[f"around:{event_type}"] = 1.0
            if rank == len(sourced) - 1 and rank:
                features["around:outermost"] = 1.0
        else:
            features[f"back:{max(min(back, 4), -2)}"] = 1.0
            features[f"back:{group}"] = 1.0
            if back > 0:
                features["goes_on" if _is_last(i, here, scene) else "overtaken"] = 1.0
        if read:
            features["reader"] = 1.0
            features["reader:around" if i in around else "reader:elsewhere"] = 1.0
        elif source.actor in told_by and source.actor:
            features["reader_actor"] = 1.0
        if statement.cue and predication.span.overlaps(Span(statement.cue.start, statement.cue.end)):
            features["is_cue"] = 1.0
        for side, ids in zip(("actor", "recipient"), parties, strict=True):
            if source.actor in ids:
                features[f"is:{side}"] = 1.0
                features[f"is:{side}:{group}"] = 1.0
        if source.anonymous:
            features["anonymous"] = 1.0
        if len(source.text) <= 4 and source.text.islower():
            features["short"] = 1.0
        if predication.span.overlaps(span) or span.holds(predication.span):
            features["in_source"] = 1.0
        features[f"kind:{statement.kind}"] = 1.0
        found.append(Candidate(i, features, Receipt(words.start, words.end, "statements.chosen")))
    none = {"none": 1.0, f"none:{event_type}": 1.0, f"none:status:{predication.judgement.status}": 1.0}
    if not sourced:
        none["none:around"] = 1.0
        none[f"none:around:{group}"] = 1.0
    if not tellers:
        none["none:reader"] = 1.0
    return found, none


def _is_last(index: int, here: int, scene: Scene) -> bool:
    """Whether no other statement with a source comes between this one and the sentence."""
    own = scene.annotated.statements[index].source
    start = own.start if own else 0
    return not any(
        item.source and item.source.start > start and scene.sentence_number(item.source.start) < here
        for item in scene.annotated.statements
    )
