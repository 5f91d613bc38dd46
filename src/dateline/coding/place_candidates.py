"""The places that an event may have happened at, and what speaks for each."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from dateline.coding.choosing import Candidate
from dateline.records import EventType, Place, Precision, Predication, Receipt, Span, TriggerReading

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dateline.coding.scene import Scene

# Types that are words: what is only wished or feared of them is no event, and they are spoken anywhere.
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
_ON_THE_GROUND = frozenset(
    {EventType.ASSAULT, EventType.COERCE, EventType.PROTEST, EventType.MOBILIZE, EventType.RETREAT}
)
_WHERE = ("in", "at", "near", "around", "outside", "inside", "across", "throughout", "on", "off", "along", "between")
_WHITHER = ("into", "to", "toward", "towards", "from", "over", "through")
_HELD = ("object", "of", "against")  # "shelled Aleppo", "the capture of Mosul": the thing done is done there
_ROLES = {role: name for roles, name in ((_WHERE, "where"), (_WHITHER, "whither"), (_HELD, "held")) for role in roles}
_IN = frozenset({"in", "at", "near", "outside", "across", "around", "inside"})
_OTHER_WORDS = frozenset({"to", "from", "into", "of", "with", "by", "on", "for", "between", "and"})
_BACK, _AHEAD = 3, 1  # sentences; further away a place is only the article's
_DATELINE = 40  # characters between the start of a line and its dateline, and from there to the dash
_DATELINE_SIGNS = ("—", " - ", "--", "(Reuters)", "(AP)")
_FIRST_PLACES = 3  # a dateline is one of the article's first places
_FINENESS = {"point": 0, "city": 1, "district": 2, "province": 3, "country": 4, None: 2}


class PlaceCandidates:
    """The candidates for the place of one event.

    Attributes:
        none: The features of "nowhere told".
    """

    def __init__(
        self,
        predication: Predication,
        event_type: EventType,
        parties: tuple[Sequence[str], Sequence[str]],
        scene: Scene,
        reading: TriggerReading | None,
    ) -> None:
        self._predication, self._type, self._scene = predication, event_type, scene
        self._sides = dict(zip(("actor", "recipient"), parties, strict=True))
        self._answered = {i for i, _ in scene.places_at(reading.places)} if reading else set[int]()
        self._away = _away(predication, scene)
        self._roles = _roles(predication)
        here = [i for i, away in self._away.items() if away == 0]
        self._nearest = min(here, key=lambda i: (_gap(scene.annotated.places[i], predication.span), i), default=None)
        status = predication.judgement.status
        self.none = {"none": 1.0, f"none:{event_type}": 1.0, f"none:status:{status}": 1.0}
        self.none |= {} if here else {"none:sentence": 1.0}
        self.none |= {} if self._answered else {"none:reader": 1.0}

    def all(self) -> list[Candidate[int]]:
        """The candidates as indexes of places, in text order, adjectives left out."""
        article = {index for index, _ in self._scene.main_places.values()}
        places = self._scene.annotated.places
        found = sorted(i for i in {*self._away, *self._answered, *self._roles, *article} if not places[i].adjective)
        return [Candidate(i, self._features(i), self._receipt(i)) for i in found]

    def _receipt(self, index: int) -> Receipt:
        place = self._scene.annotated.places[index]
        if index in self._roles:
            rule = f"place.argument-{self._roles[index]}"
        elif index in self._answered:
            rule = "reader.place"
        else:
            names = {0: "sentence", 1: "sentence-before"}
            away = self._away.get(index)
            rule = f"place.{'article' if away is None else names.get(away, 'sentence-near')}"
        return Receipt(place.start, place.end, rule)

    def _features(self, index: int) -> dict[str, float]:
        place = self._scene.annotated.places[index]
        features = {f"precision:{place.precision}": 1.0, "unresolved": float(place.country is None)}
        features |= self._position(index, place)
        features |= self._party(place)
        features |= _word_before(place, self._scene)
        features |= self._standing(index, place)
        if index in self._answered:
            features["reader"] = 1.0
        if self._has_finer(index, place):
            features["coarser"] = 1.0
        return {name: value for name, value in features.items() if value}

    def _position(self, index: int, place: Place) -> dict[str, float]:
        """Where it stands: in a role of the event, in its sentence, or elsewhere."""
        away, group = self._away.get(index), _group(self._type)
        features = {"far" if away is None else f"sentence:{away}": 1.0}
        if index in self._roles:
            role = self._roles[index]
            return features | {f"role:{role}": 1.0, f"role:{role}:{group}": 1.0}
        if away != 0:
            return features | {f"away:{group}": 1.0}
        nearest = "nearest" if index == self._nearest else "not_nearest"
        taken = float(_is_anothers(place, self._predication, self._scene))
        return features | {nearest: 1.0, f"sentence:{group}": 1.0, "anothers": taken}

    def _party(self, place: Place) -> dict[str, float]:
        """Whether it only names somebody, and whose land it is in."""
        scene, span = self._scene, Span(place.start, place.end)
        features: dict[str, float] = {}
        for side, ids in self._sides.items():
            if any(mention.overlaps(span) for i in ids for mention in scene.actors[i].mentions):
                features[f"names:{side}"] = 1.0
                features["names:country"] = float(place.precision is Precision.COUNTRY)
            lands = {scene.actors[i].country for i in ids} - {None}
            if lands:
                features[f"{'' if place.country in lands else 'not_'}country_of:{side}"] = 1.0
        if "names:country" not in features and scene.actors_at((span,)):
            features["actor"] = 1.0
        return features

    def _standing(self, index: int, place: Place) -> dict[str, float]:
        """What it is to the article: its dateline, its first place, the one that it names most, or of their land."""
        features: dict[str, float] = {}
        for name, (other, share) in self._scene.main_places.items():
            if other == index:
                features[name] = 1.0
            if place.country is not None and self._scene.annotated.places[other].country == place.country:
                features[f"{name}:country"] = share
        return features

    def _has_finer(self, index: int, place: Place) -> bool:
        """Whether its sentence names a finer place in the same country."""
        others = (i for i, away in self._away.items() if i != index and away == self._away.get(index))
        finer = (self._scene.annotated.places[i] for i in others)
        return any(p.country == place.country and _FINENESS[p.precision] < _FINENESS[place.precision] for p in finer)


def main_places(places: Sequence[Place], text: str) -> Mapping[str, tuple[int, float]]:
    """The place of the dateline, the first place, the one named most and its land; with their share of namings."""
    whole = [(i, place) for i, place in enumerate(places) if not place.adjective]
    countries: Counter[str | None] = Counter(place.country for place in places if place.country)
    found: dict[str, tuple[int, float]] = {}
    if not whole:
        return found
    total = max(sum(countries.values()), 1)
    datelines = [i for i, place in whole[:_FIRST_PLACES] if _is_dateline(place, text)]
    if datelines:
        found["dateline"] = (datelines[0], 1.0)
    found["first"] = (whole[0][0], countries[whole[0][1].country] / total)
    top, count = countries.most_common(1)[0] if countries else (None, 0)
    there = [(i, place) for i, place in whole if place.country == top and top is not None]
    if there:
        name = Counter(place.name for _, place in there).most_common(1)[0][0]
        found["main"] = (next(i for i, place in there if place.name == name), count / total)
        lands = [i for i, place in there if place.precision is Precision.COUNTRY]
        if lands:
            found["land"] = (lands[0], count / total)
    return found


def _is_dateline(place: Place, text: str) -> bool:
    """ "KHARTOUM, March 3 (Reuters) —" at the start of a line."""
    if place.start - (text.rfind("\n", 0, place.start) + 1) > _DATELINE:
        return False
    if place.text.isupper() and len(place.text) > len("USA"):
        return True
    after = text[place.end : place.end + _DATELINE]
    return any(sign in after for sign in _DATELINE_SIGNS) and "\n" not in after.strip()


def _group(event_type: EventType) -> str:
    if event_type in WORDS_ONLY:
        return "words"
    return "ground" if event_type in _ON_THE_GROUND else "deed"


def _away(predication: Predication, scene: Scene) -> dict[int, int]:
    """Places of the sentences around, with how many sentences back each is (negative: ahead)."""
    sentences = scene.annotated.sentences
    here = scene.sentence_number(predication.start)
    around = range(max(here - _BACK, 0), min(here + _AHEAD + 1, len(sentences)))
    return {i: here - number for number in around for i, _ in scene.places_in(sentences[number])}


def _roles(predication: Predication) -> dict[int, str]:
    """Places that the predication is given itself, with how."""
    found: dict[int, str] = {}
    for argument in predication.arguments:
        if argument.role in _ROLES:
            found |= {i: _ROLES[argument.role] for i in argument.places if i not in found}
    return found


def _word_before(place: Place, scene: Scene) -> dict[str, float]:
    words = scene.annotated.article.text[max(place.start - 20, 0) : place.start].lower().split()
    if not words:
        return {}
    word = words[-2] if words[-1] == "the" and len(words) > 1 else words[-1]
    if word in _IN:
        return {"after:in": 1.0}
    if word in _OTHER_WORDS:
        return {f"after:{word}": 1.0}
    return {"after:comma": 1.0} if word.endswith(",") else {"after:other": 1.0}


def _is_anothers(place: Place, predication: Predication, scene: Scene) -> bool:
    """Whether the place stands in an argument of another predication."""
    span = Span(place.start, place.end)
    others = [p for p in scene.predications_in(predication.sentence) if p.id != predication.id]
    return any(Span(a.start, a.end).holds(span) for p in others for a in p.arguments if a.role in _WHERE)


def _gap(place: Place, span: Span) -> int:
    return max(place.start - span.end, span.start - place.end, 0)
