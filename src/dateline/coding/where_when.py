"""Where and when: the place and the time of an event, out of those that its sentence names."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.coding.choosing import choose
from dateline.coding.place_candidates import PlaceCandidates
from dateline.coding.scene import Scene
from dateline.records import Basis, EventType, Predication, Receipt, Span, TimeRef, TimeType, TriggerReading


def find_place(
    predication: Predication,
    event_type: EventType,
    parties: tuple[Sequence[str], Sequence[str]],
    scene: Scene,
    reading: TriggerReading | None = None,
) -> tuple[int, Receipt] | None:
    """Index of the place where it happened, with its receipt; None where the text is silent.

    The likeliest of the places that the event is given, that its sentence and those around name, and that stand for
    the article, by fitted weights; `parties` are its actors and its recipients, whose names are no places of it.
    """
    candidates = PlaceCandidates(predication, event_type, parties, scene, reading)
    chosen = choose(candidates.all(), candidates.none, scene.choices.place)
    return (chosen.item, chosen.receipt) if chosen else None


def find_time(
    predication: Predication, scene: Scene, reading: TriggerReading | None = None
) -> tuple[int, Receipt] | None:
    """Index of the time of the event: the nearest one of the sentence that no other predication holds closer.

    Where there is none, the one that the reader answers.
    """
    times = [(i, time) for i, time in scene.times_in(predication.sentence) if _is_day(time)]
    own = [(i, t) for i, t in times if _nearest_predication(t, predication, scene)]
    if not own:
        answered = [(i, t) for i, t in scene.times_at(reading.times) if _is_day(t)] if reading else []
        return (answered[0][0], Receipt(answered[0][1].start, answered[0][1].end, "reader.time")) if answered else None
    index, time = min(own, key=lambda item: _gap(item[1], predication.span))
    return index, Receipt(time.start, time.end, f"time.{'clause' if len(times) > 1 else 'sentence'}")


def _is_day(time: TimeRef) -> bool:
    """Whether the expression places something on the calendar."""
    return (
        time.type in (TimeType.DATE, TimeType.TIME) and time.first is not None and time.basis is not Basis.PUBLICATION
    )


def _nearest_predication(time: TimeRef, predication: Predication, scene: Scene) -> bool:
    """Whether no verb of the sentence stands closer to the time than this predication, its own governors excepted."""
    governors = {predication.id}
    above = predication.governor
    while above and above not in governors:
        governors.add(above)
        above = scene.predications[above].governor
    mine = min(_gap(time, scene.predications[i].span) for i in governors)
    return all(
        _gap(time, other.span) >= mine
        for other in scene.predications_in(predication.sentence)
        if other.id not in governors and other.governor != predication.id and other.tense is not None
    )


def _gap(time: TimeRef, span: Span) -> int:
    return max(time.start - span.end, span.start - time.end, 0)
