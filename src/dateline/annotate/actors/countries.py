"""The country of an actor of whom the phrase tells none: that of its own sentence, of those before it, or of the whole article."""

from __future__ import annotations

from collections import Counter

from dateline.annotate.actors.mentions import Mention
from dateline.annotate.actors.names import Name, Names
from dateline.annotate.actors.scene import Scene
from dateline.dictionaries.actors import Use
from dateline.records import Kind, Receipt

_FIRST_WEIGHT = 3  # the first sentences tell where the story is
_FIRST_SENTENCES = 3


class Countries:
    """Tells the likely country at a passage.

    The article's country is the one named most, the first sentences counting more. Calibrated on hand-marked articles:
    the article's own country is right more often than that of the sentence.
    """

    def __init__(self, scene: Scene, names: Names) -> None:
        self._scene = scene
        self._named: list[tuple[int, str, Receipt]] = []
        weights: Counter[str] = Counter()
        for name in names.found:
            code = _code(name)
            if code is not None:
                self._note(name.start, code, scene.receipt(name.start, name.end, "actors.article"), weights)
        for position, index in enumerate(scene.place):
            if index >= 0 and (position == 0 or scene.place[position - 1] != index) and names.at[position] is None:
                place = scene.places[index]
                if place.country is not None:
                    self._note(position, place.country, Receipt(place.start, place.end, "actors.article"), weights)
        self.ranked = [code for code, _ in sorted(weights.items(), key=lambda item: -item[1])]
        self._weights = weights
        self._first: dict[str, Receipt] = {}
        for _, code, receipt in sorted(self._named, key=lambda item: item[0]):
            self._first.setdefault(code, receipt)

    def _note(self, position: int, code: str, receipt: Receipt, weights: Counter[str]) -> None:
        self._named.append((position, code, receipt))
        weights[code] += _FIRST_WEIGHT if self._scene.sentence[position] < _FIRST_SENTENCES else 1

    def of_article(self) -> tuple[str, Receipt] | None:
        """The country that the article is about, with its first naming."""
        if not self.ranked:
            return None
        return self.ranked[0], self._first[self.ranked[0]]

    def among(self, codes: tuple[str, ...]) -> tuple[str, Receipt] | None:
        """The one of these that the article names most."""
        for code in self.ranked:
            if code in codes:
                return code, self._first[code]
        return None


def _code(name: Name) -> str | None:
    if name.state is not None and name.sense is not None:
        return name.state.code if name.sense.use is not Use.PEOPLE else name.state.code
    return None


def fill_countries(countries: Countries, mentions: list[Mention]) -> None:
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
            continue
        if mention.kind is Kind.OBJECT or (mention.entry is not None and not mention.noun):
            continue
        chosen = countries.of_article()
        if chosen is not None:
            mention.set_country(*chosen)
