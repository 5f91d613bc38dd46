"""The places that an event may have happened at, and what speaks for each."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dateline.coding.choosing import Candidate
from dateline.records import EventType, Place, Precision, Predication, Receipt, Span, Status, TriggerReading

if TYPE_CHECKING:
    from dateline.coding.scene import Scene

_WHERE = ("in", "at", "near", "around", "outside", "inside", "across", "throughout", "on", "off", "along", "between")
_WHITHER = ("into", "to", "toward", "towards", "from", "over", "through")
_HELD = ("object", "of", "against")
_REACH = 3  # sentences back: further away a place is only the article's
_AHEAD = 1
_DATELINE = 40  # characters from the article's or the line's start
_ROLES = {role: name for roles, name in ((_WHERE, "where"), (_WHITHER, "whither"), (_HELD, "held")) for role in roles}


def place_candidates(
    predication: Predication,
    event_type: EventType,
    parties: tuple[Sequence[str], Sequence[str]],
    scene: Scene,
    reading: TriggerReading | None,
) -> tuple[list[Candidate[int]], dict[str, float]]:
    """The candidates, as indexes of places, and the features of "nowhere told"."""
    answered = {i for i, _ in scene.places_at(reading.places)} if reading else set()
    near = dict(_near(predication, scene))
    article = _article_places(scene)
    words = event_type.value
    found = []
    own = _roles(predication)
    in_sentence = sorted(
        (i for i, away in near.items() if away == 0), key=lambda i: _gap(scene.annotated.places[i], predication.span)
    )
    for i in sorted({*near, *answered, *own, *(index for index, _ in article.values())}):
        place = scene.annotated.places[i]
        if place.adjective:
            continue
        features = {f"precision:{place.precision}": 1.0, f"{words}": 1.0}
        away = near.get(i)
        far = "far" if away is None else f"sentence:{away}"
        features[far] = 1.0
        if i in own:
            features[f"role:{own[i]}"] = 1.0
            features[f"role:{own[i]}:{_class(event_type)}"] = 1.0
        elif away == 0:
            rank = in_sentence.index(i)
            features["nearest" if rank == 0 else "not_nearest"] = 1.0
            features[f"sentence:{_class(event_type)}"] = 1.0
            if _is_anothers(place, predication, scene):
                features["anothers"] = 1.0
        else:
            features[f"away:{_class(event_type)}"] = 1.0
        if i in answered:
            features["reader"] = 1.0
        if names := _named_party(place, parties, scene):
            features |= dict.fromkeys(names, 1.0)
            features["party_here"] = float(place.precision is Precision.COUNTRY)
        elif _is_actor(place, scene):
            features["actor"] = 1.0
        features |= _word_before(place, scene)
        for name, (index, share) in article.items():
            if index == i:
                features[name] = 1.0
            if scene.annotated.places[index].country == place.country and place.country:
                features[f"{name}:country"] = share
        for side, ids in zip(("actor", "recipient"), parties, strict=True):
            countries = {scene.actors[n].country for n in ids} - {None}
            if place.country in countries:
                features[f"country_of:{side}"] = 1.0
            elif countries:
                features[f"not_country_of:{side}"] = 1.0
        if any(
            j != i and near.get(j) == away and scene.annotated.places[j].country == place.country
            and _order(scene.annotated.places[j]) < _order(place) for j in near
        ):
            features["coarser"] = 1.0
        if place.country is None:
            features["unresolved"] = 1.0
        found.append(Candidate(i, features, Receipt(place.start, place.end, "place.chosen")))
    none = {"none": 1.0, f"none:{words}": 1.0, f"none:status:{predication.judgement.status}": 1.0}
    if not in_sentence:
        none["none:sentence"] = 1.0
    if not answered:
        none["none:reader"] = 1.0
    return found, none


def _class(event_type: EventType) -> str:
    if event_type in _WORDS:
        return "words"
    return "ground" if event_type in _GROUND else "deed"


_WORDS = frozenset({EventType.AGREE, EventType.SUPPORT, EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN})
_GROUND = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.PROTEST, EventType.MOBILIZE, EventType.RETREAT})


def _near(predication: Predication, scene: Scene) -> Iterator[tuple[int, int]]:
    """Places of the sentences around, with how many sentences back each is (negative: ahead)."""
    sentences = scene.annotated.sentences
    here = scene.sentence_number(predication.start)
    for number in range(max(here - _REACH, 0), min(here + _AHEAD + 1, len(sentences))):
        for i, _ in scene.places_in(sentences[number]):
            yield i, here - number


def _roles(predication: Predication) -> dict[int, str]:
    found: dict[int, str] = {}
    for argument in predication.arguments:
        if argument.role in _ROLES:
            for i in argument.places:
                found.setdefault(i, _ROLES[argument.role])
    return found


def _article_places(scene: Scene) -> dict[str, tuple[int, float]]:
    """The place of the dateline, the first place, and the most named one, each with its share of all namings."""
    places = [(i, p) for i, p in enumerate(scene.annotated.places)]
    if not places:
        return {}
    found: dict[str, tuple[int, float]] = {}
    whole = [(i, p) for i, p in places if not p.adjective]
    countries = Counter(p.country for _, p in places if p.country)
    total = max(sum(countries.values()), 1)
    for i, p in whole[:3]:
        head = scene.annotated.article.text.rfind("\n", 0, p.start) + 1
        if p.start - head <= _DATELINE and (p.text.isupper() and len(p.text) > 3 or _dash_after(p, scene)):
            found["dateline"] = (i, 1.0)
            break
    if whole:
        found["first"] = (whole[0][0], countries[whole[0][1].country] / total)
    if countries:
        top, count = countries.most_common(1)[0]
        named = Counter(p.name for _, p in whole if p.country == top)
        if named:
            name = named.most_common(1)[0][0]
            found["main"] = (next(i for i, p in whole if p.name == name and p.country == top), count / total)
            land = next((i for i, p in whole if p.country == top and p.precision is Precision.COUNTRY), None)
            if land is not None:
                found["land"] = (land, count / total)
    return found


def _dash_after(place: Place, scene: Scene) -> bool:
    after = scene.annotated.article.text[place.end : place.end + 40]
    return any(sign in after for sign in ("—", " - ", "--", "(Reuters)", "(AP)")) and "\n" not in after.strip()


def _named_party(place: Place, parties: tuple[Sequence[str], Sequence[str]], scene: Scene) -> list[str]:
    span = Span(place.start, place.end)
    return [
        f"names:{side}"
        for side, ids in zip(("actor", "recipient"), parties, strict=True)
        if any(mention.overlaps(span) for i in ids for mention in scene.actors[i].mentions)
    ]


def _is_actor(place: Place, scene: Scene) -> bool:
    return bool(scene.actors_at((Span(place.start, place.end),)))


def _word_before(place: Place, scene: Scene) -> dict[str, float]:
    words = scene.annotated.article.text[max(place.start - 20, 0) : place.start].lower().split()
    if not words:
        return {}
    word = words[-2] if words[-1] == "the" and len(words) > 1 else words[-1]
    if word in ("in", "at", "near", "outside", "across", "around", "inside"):
        return {"after:in": 1.0}
    if word in ("to", "from", "into", "of", "with", "by", "on", "for", "between", "and"):
        return {f"after:{word}": 1.0}
    return {"after:comma": 1.0} if word.endswith(",") else {"after:other": 1.0}


def _is_anothers(place: Place, predication: Predication, scene: Scene) -> bool:
    span = Span(place.start, place.end)
    others = [p for p in scene.predications_in(predication.sentence) if p.id != predication.id]
    return any(Span(a.start, a.end).holds(span) for p in others for a in p.arguments if a.role in _WHERE)


def _order(place: Place) -> int:
    return {"point": 0, "city": 1, "district": 2, "province": 3, "country": 4, None: 2}[place.precision]


def _gap(place: Place, span: Span) -> int:
    return max(place.start - span.end, span.start - place.end, 0)
