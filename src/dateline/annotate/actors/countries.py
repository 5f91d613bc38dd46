"""The country of an actor of whom its phrase tells none: that which the passage and the article agree on, else none.

Measured on hand-marked articles: where the country named most around the sentence is also the article's, it is the
actor's in three cases of four; where they differ, a sentence's only country is right in two of three, and other guesses
are wrong more often than not, so that none is given.
"""

from __future__ import annotations

from collections import Counter

from dateline.annotate.actors.mentions import Mention
from dateline.annotate.actors.names import Names
from dateline.annotate.actors.scene import Scene
from dateline.records import Kind, Receipt

_RULE = "actors.article"
_FIRST_WEIGHT = 3  # the first sentences tell where the story is
_FIRST_SENTENCES = 3
_ARMED = frozenset({"REB", "PRM"})
# Organs of a state always have a country: where the passage and the article differ, the nearest is taken.
_ORGANS = frozenset({"GOV", "MIL", "COP", "JUD", "LEG"})
_WINDOW = 5  # sentences to either side that count for a passage, the nearer the more


class Countries:
    """Tells the likely country at a passage."""

    def __init__(self, scene: Scene, names: Names) -> None:
        self._named: list[tuple[int, str, Receipt]] = []
        for name in names.found:
            if name.state is not None:
                self._named.append((name.start, name.state.code, scene.receipt(name.start, name.end, _RULE)))
        for position, index in enumerate(scene.place):
            begins = index >= 0 and (position == 0 or scene.place[position - 1] != index)
            if begins and names.at[position] is None and (code := scene.places[index].country) is not None:
                place = scene.places[index]
                self._named.append((position, code, Receipt(place.start, place.end, _RULE)))
        self._named.sort(key=lambda item: item[0])
        self._by_sentence: dict[int, list[tuple[str, Receipt]]] = {}
        weights: Counter[str] = Counter()
        self._first: dict[str, Receipt] = {}
        for position, code, receipt in self._named:
            sentence = scene.sentence[position]
            self._by_sentence.setdefault(sentence, []).append((code, receipt))
            weights[code] += _FIRST_WEIGHT if sentence < _FIRST_SENTENCES else 1
            self._first.setdefault(code, receipt)
        self._ranked = [code for code, _ in weights.most_common()]
        self._armed = {
            name.actor.country: scene.receipt(name.start, name.end, _RULE)
            for name in reversed(names.found)
            if name.actor is not None
            and name.actor.kind is not Kind.PERSON
            and _ARMED & {code for role in name.actor.roles for code in role.sectors}
        }
        self._memo: dict[tuple[int, bool], tuple[str, Receipt] | None] = {}

    def at(self, sentence: int, *, organ: bool = False) -> tuple[str, Receipt] | None:
        """The likely country in a sentence, with the words that name it; of an organ of a state always one."""
        if (sentence, organ) not in self._memo:
            self._memo[sentence, organ] = self._at(sentence, organ)
        return self._memo[sentence, organ]

    def _at(self, sentence: int, organ: bool) -> tuple[str, Receipt] | None:
        if not self._ranked:
            return None
        own = self._by_sentence.get(sentence, [])
        near: dict[str, float] = {}
        for other in range(sentence - _WINDOW, sentence + _WINDOW + 1):
            for code, _ in self._by_sentence.get(other, ()):
                near[code] = near.get(code, 0.0) + 1 / (1 + abs(other - sentence))
        top = self._ranked[0]
        if not near or max(near, key=near.__getitem__) == top:
            return top, next((receipt for code, receipt in own if code == top), self._first[top])
        if organ or len({code for code, _ in own}) == 1:
            return own[0] if own else (top, self._first[top])
        return None

    def among(self, codes: tuple[str, ...]) -> tuple[str, Receipt] | None:
        """The one of these in which an armed group is that the article names, else the one that it names most."""
        armed = [code for code in codes if code in self._armed]
        if len(armed) == 1:
            return armed[0], self._armed[armed[0]]
        for code in self._ranked:
            if code in codes:
                return code, self._first[code]
        return None


def fill_countries(scene: Scene, countries: Countries, mentions: list[Mention]) -> None:
    """Give a country to those that have none, where the article tells one."""
    for mention in mentions:
        if mention.country is not None:
            continue
        if mention.places:
            chosen = countries.among(mention.places)
            if chosen is not None:
                mention.set_country(*chosen)
            elif len(mention.places) == 1:
                mention.set_country(mention.places[0], mention.why["kind"])
        elif mention.noun is not None and mention.noun.many:
            continue
        elif mention.kind is not Kind.OBJECT and (mention.entry is None or mention.noun is not None):
            chosen = countries.at(scene.sentence[mention.head], organ=bool(_ORGANS & set(mention.sectors)))
            if chosen is not None:
                mention.set_country(*chosen)
