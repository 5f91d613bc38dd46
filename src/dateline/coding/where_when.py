"""Where and when: the place and the time of an event, out of those that its sentence names."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.coding.scene import Scene
from dateline.records import Basis, EventType, Place, Predication, Receipt, Span, TimeRef, TimeType, TriggerReading

# Types that are words: what is only wished or feared of them is no event, and they have no place but the one they name.
WORDS_ONLY = frozenset(
    {
        EventType.AGREE,
        EventType.SUPPORT,
        EventType.REQUEST,
        EventType.ACCUSE,
        EventType.REJECT,
        EventType.THREATEN,
    }
)
_ON_THE_GROUND = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.PROTEST, EventType.MOBILIZE})
_WHERE = ("in", "at", "near", "around", "outside", "inside", "across", "throughout", "on", "off", "along", "between")
_WHITHER = ("into", "to", "toward", "towards", "from", "over", "through")
_HELD = ("object", "of", "against")  # "shelled Aleppo", "the capture of Mosul": the thing done is done there


def find_place(
    predication: Predication,
    event_type: EventType,
    parties: Sequence[str],
    scene: Scene,
    reading: TriggerReading | None = None,
) -> tuple[int, Receipt] | None:
    """Index of the place where it happened, most specific first, with its receipt; None where the text is silent.

    What the verb itself is given comes first, then what the reader answers, then what the sentence names.

    A place that only names a party ("Iraq asked …") is no place of the event. Words are spoken anywhere: for them only
    a place that the verb itself is given counts, not every place of the sentence.
    """
    for roles, rule in ((_WHERE, "where"), (_HELD, "held"), (_WHITHER, "whither")):
        if event_type in WORDS_ONLY and rule != "where":
            break
        indexes = [i for a in predication.arguments if a.role in roles for i in a.places]
        if (found := _finest(indexes, parties, scene)) is not None:
            return _receipt(found, scene, f"place.argument-{rule}")
    answered = [i for i, _ in scene.places_at(reading.places)] if reading else []
    if (found := _finest(answered, (), scene)) is not None:
        return _receipt(found, scene, "reader.place")
    if event_type in WORDS_ONLY:
        return None
    near = [
        i for i, place in scene.places_in(predication.sentence) if not _is_role_of_another(place, predication, scene)
    ]
    if (found := _finest(near, parties, scene)) is not None:
        return _receipt(found, scene, "place.sentence")
    return _place_before(predication, event_type, parties, scene)


def _place_before(
    predication: Predication, event_type: EventType, parties: Sequence[str], scene: Scene
) -> tuple[int, Receipt] | None:
    """For violence, power and crowds, the place that the sentence before ends with: reports go on where they were."""
    before = scene.sentence_before(predication.sentence)
    if before is None or event_type not in _ON_THE_GROUND:
        return None
    found = _finest([i for i, _ in scene.places_in(before)], parties, scene)
    return _receipt(found, scene, "place.sentence-before") if found is not None else None


def _finest(indexes: Sequence[int], parties: Sequence[str], scene: Scene) -> int | None:
    """The place with the finest precision, the first of equals, that is not merely the name of a party.

    An unresolved name counts as a district: writers name a village and then the province that everybody knows.
    """
    places = scene.annotated.places
    order = {"point": 0, "city": 1, "district": 2, "province": 3, "country": 4, None: 2}
    usable = [i for i in indexes if not places[i].adjective and not _names_party(places[i], parties, scene)]
    return min(usable, key=lambda i: (order[places[i].precision], places[i].start)) if usable else None


def _names_party(place: Place, parties: Sequence[str], scene: Scene) -> bool:
    span = Span(place.start, place.end)
    return any(mention.overlaps(span) for i in parties for mention in scene.actors[i].mentions)


def _is_role_of_another(place: Place, predication: Predication, scene: Scene) -> bool:
    """Whether the place stands in an argument of another predication, and in none of this one's."""
    span = Span(place.start, place.end)
    if any(Span(a.start, a.end).holds(span) for a in predication.arguments):
        return False
    others = [p for p in scene.predications_in(predication.sentence) if p.id != predication.id]
    return any(Span(a.start, a.end).holds(span) for p in others for a in p.arguments if a.role in _WHERE)


def _receipt(index: int, scene: Scene, rule: str) -> tuple[int, Receipt]:
    place = scene.annotated.places[index]
    return index, Receipt(place.start, place.end, rule)


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
