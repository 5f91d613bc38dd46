"""Which of the places of a name the article means.

Names are resolved together. At first each name has beliefs of its own: how large its places are, what kind they are,
and whether the text says where it lies ("Paris, Texas"). Then beliefs are taken twice from company: which countries and
units are named, what else lies near. A belief is a softmax over the weighted features of a name's places, so beliefs of
a name add up to one. Weights are data (`data/places/ranking.toml`), fitted by `tools/fit_places.py`.

No model, no text and no spaCy here: numbers only.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from dateline.dictionaries.gazetteer import EARTH_RADIUS_KM, GazetteerEntry, Match, NameKind

NEAR_KM = 30.0  # kernel widths: a town and its suburbs; a county and its neighbours
REGION_KM = 120.0
MAX_PLACES = 40  # of one name; "San José" has 400, and beyond the 40 largest news hardly goes
MAX_NAMES = 60  # that keep each other company, in order of mention, with
MAX_READINGS = 1_000  # at most: long texts stay linear in time and memory
SAME_KM = 50.0  # readings this near are one place for belief: a town, its district, its province
CAPITAL_TIMES = 5  # how many times larger than the place believed a capital must be to be meant beside other capitals
TOWN_SHARE = 10  # a town has at least a tenth of the inhabitants of the unit that is called after it
ROUNDS = 2  # of company; a third changed one name in two hundred

OWN_FEATURES = (
    "population", "largest", "share", "alias", "country", "province", "district", "capital", "noted", "holds-parent",
    "unit-agrees", "unit-differs", "outlet-country", "home-population", "home-largest",
)  # fmt: skip
COMPANY_FEATURES = (
    "same-country", "same-unit", "country-named", "unit-named", "near", "in-region", "country-share", "other-countries",
)  # fmt: skip
FEATURES = (*OWN_FEATURES, *COMPANY_FEATURES)

# Feature codes of one kind, for cues such as "province" beside the name.
UNIT_CODES = {"province": ("ADM1", "RGN"), "district": ("ADM2", "ADM3"), "town": ("PPL", "PPLC", "PPLA", "PPLX", "CMP")}


@dataclass(frozen=True, slots=True)
class Name:
    """One name in an article, with all that its mentions say of it.

    Attributes:
        matches: The gazetteer's readings.
        parent: The readings of the name that the text says it lies in ("Paris, Texas"); none where the text is silent.
        unit: "province", "district" or "town", where a word beside the name says so.
        home: The outlet is called after it ("Ashford Times"): a local paper means the local place.
        holds: Other names are said to lie in it ("Seattle, Washington").
    """

    matches: tuple[Match, ...]
    parent: tuple[Match, ...] = ()
    unit: str | None = None
    home: bool = False
    holds: bool = False


@dataclass(frozen=True, slots=True)
class Ranked:
    """A reading of a name, the belief in it and those beside it (0…1), and the feature that spoke most for it."""

    entry: GazetteerEntry
    belief: float
    reason: str


def rank(names: Sequence[Name], weights: Mapping[str, float], outlet_country: str | None = None) -> list[Ranked | None]:
    """The most believed place of each name; None for names without readings.

    Args:
        names: In order of first mention; neighbours keep each other company, `MAX_NAMES` at a time.
        weights: By `own.FEATURE` for first beliefs and `FEATURE` for beliefs in company.
        outlet_country: Alpha-3 of the outlet, where its address tells.
    """
    ranked: list[Ranked | None] = []
    for batch in _batches(names):
        ranked += _rank_together(batch, weights, outlet_country)
    return ranked


def _batches(names: Sequence[Name]) -> Iterator[list[Name]]:
    batch: list[Name] = []
    readings = 0
    for name in names:
        more = len(name.matches[:MAX_PLACES])
        if batch and (len(batch) == MAX_NAMES or readings + more > MAX_READINGS):
            yield batch
            batch, readings = [], 0
        batch.append(name)
        readings += more
    if batch:
        yield batch


def _rank_together(
    names: Sequence[Name], weights: Mapping[str, float], outlet_country: str | None
) -> list[Ranked | None]:
    table = Table(names, outlet_country)
    if not table.size:
        return [None] * len(names)
    beliefs = table.settle(weights)
    together = np.array([weights.get(name, 0.0) for name in FEATURES])
    worth = table.features(beliefs) * together
    ranked: list[Ranked | None] = [None] * len(names)
    for number, (first, last) in enumerate(table.bounds):
        if last > first:
            best = first + int(np.argmax(beliefs[first:last]))
            others = [row for row in range(first, last) if row != best]
            edge = worth[best] - (worth[others].mean(axis=0) if others else 0.0)
            reason = "only-reading" if not others else FEATURES[int(np.argmax(edge))]
            ranked[number] = Ranked(table.entries[best], table.belief(best, beliefs), reason)
    return [_as_capital(name, found, ranked) for name, found in zip(names, ranked, strict=True)]


def _as_capital(name: Name, found: Ranked | None, ranked: Sequence[Ranked | None]) -> Ranked | None:
    """A name beside two foreign capitals or more is a capital's, where it may be: "Washington, London and Beijing".

    Not where the text says where it lies, names its country or unit, or its readings are of one size.
    """
    if found is None or name.parent or found.entry.feature not in ("PPL", "PPLX"):
        return found
    others = [other.entry for other in ranked if other is not None and other is not found]
    abroad = {entry.country for entry in others if entry.feature == "PPLC"}
    if len(abroad) < 2 or any(
        entry.country == found.entry.country and entry.feature in ("PCLI", "ADM1", "ADM2") for entry in others
    ):
        return found
    for match in name.matches:
        entry = match.entry
        if entry.feature == "PPLC" and entry.population >= CAPITAL_TIMES * max(found.entry.population, 1):
            return Ranked(entry, found.belief, "capital-among-capitals")
    return found


def settle_kind(name: Name, ranked: Ranked, unit: str | None = None) -> Ranked:
    """Choose for one mention between places that hold each other: the plainest one unless the text says more.

    `unit` is the kind of unit that a word beside the mention makes it: "province", "district" or "town".

    A sea or a region of several countries is never a village of that name, and a country not a town in it ("Mexico").
    A bare "Aleppo" or "Washington" is the town and not the unit around it or elsewhere in the country, unless a word
    such as "province" is beside it, or it says where other places are ("Seattle, Washington"), or the town is known by
    that name only by the way, or it is small beside the unit ("Quebec": less than a tenth of the inhabitants).
    """
    chosen, by_row = ranked.entry, {match.entry.row: match for match in name.matches}
    for match in name.matches:
        entry = match.entry
        great = entry.country is None and not name.parent
        whole = entry.feature == "PCLI" and entry.country == chosen.country and match.kind is NameKind.MAIN
        if (great or whole) and entry.row != chosen.row:
            return Ranked(entry, ranked.belief, "region-of-name" if great else "country-of-name")
    if unit in ("province", "district"):
        return _unit_around(name, ranked, UNIT_CODES[unit])
    if chosen.feature not in ("ADM1", "ADM2") or name.holds:
        return ranked
    for match in name.matches:
        if _is_its_town(match, by_row[chosen.row]):
            return Ranked(match.entry, ranked.belief, "town-of-unit")
    return ranked


def _unit_around(name: Name, ranked: Ranked, codes: Sequence[str]) -> Ranked:
    """The unit of a town's name that the town is in, where there is one."""
    chosen = ranked.entry
    if chosen.feature in codes:
        return ranked
    for match in name.matches:
        entry = match.entry
        if entry.feature in codes and entry.country == chosen.country and entry.admin1 == chosen.admin1:
            return Ranked(entry, ranked.belief, "unit-of-town")
    return ranked


def _is_its_town(match: Match, unit: Match) -> bool:
    town, outer = match.entry, unit.entry
    if town.country != outer.country or town.feature not in UNIT_CODES["town"]:
        return False
    if town.admin1 != outer.admin1:
        return town.feature == "PPLC" and outer.feature == "ADM1"
    known = match.kind is NameKind.MAIN or unit.kind is not NameKind.MAIN
    return known and (outer.feature == "ADM2" or town.population * TOWN_SHARE >= outer.population)


class Table:
    """Every reading of every name as a row of numbers."""

    def __init__(self, names: Sequence[Name], outlet_country: str | None) -> None:
        self.bounds: list[tuple[int, int]] = []
        self.entries: list[GazetteerEntry] = []
        owners: list[int] = []
        own: list[list[float]] = []
        kept = [name.matches[:MAX_PLACES] for name in names]
        for number, name in enumerate(names):
            first = len(self.entries)
            self.entries += [match.entry for match in kept[number]]
            owners += [number] * len(kept[number])
            own += own_features(kept[number], name, outlet_country)
            self.bounds.append((first, len(self.entries)))
        self.size = len(self.entries)
        if self.size:
            self._own = np.array(own)
            self._owners = np.array(owners)
            self._company()

    def settle(self, weights: Mapping[str, float]) -> Any:
        """Beliefs (float64, one a row) after all rounds."""
        beliefs = self.softmax(self._own @ np.array([weights.get(f"own.{name}", 0.0) for name in OWN_FEATURES]))
        together = np.array([weights.get(name, 0.0) for name in FEATURES])
        for _ in range(ROUNDS):
            beliefs = self.softmax(self.features(beliefs) @ together)
        return beliefs

    def own(self) -> Any:
        """Own features, float64, rows by `OWN_FEATURES`."""
        return self._own

    def softmax(self, scores: Any) -> Any:
        """Beliefs that add up to one in each name."""
        beliefs = np.empty(self.size)
        for first, last in self.bounds:
            if last > first:
                raised = np.exp(scores[first:last] - scores[first:last].max())
                beliefs[first:last] = raised / raised.sum()
        return beliefs

    def belief(self, row: int, beliefs: Any) -> float:
        """The belief in a reading and the readings of the same name that lie within `SAME_KM`."""
        first, last = self.bounds[int(self._owners[row])]
        return float(beliefs[first:last][self._kilometres[row, first:last] <= SAME_KM].sum())

    def features(self, beliefs: Any) -> Any:
        """Own features and those of company, float64, rows by `FEATURES`."""
        companions = max(1, sum(last > first for first, last in self.bounds) - 1)
        country, unit = self._same_country @ beliefs, self._same_unit @ beliefs
        named = self._same_country @ (beliefs * self._is_country)
        company = np.stack(
            [
                np.log1p(country),
                np.log1p(unit),
                np.minimum(named, 1.0),
                np.minimum(self._same_unit @ (beliefs * self._is_unit), 1.0),
                np.log1p(self._near @ beliefs),
                np.log1p(self._in_region @ beliefs),
                country / companions,
                np.minimum((self._apart @ (beliefs * self._is_country)) - named, 3.0) / 3.0,
            ],
            axis=1,
        )
        return np.concatenate([self._own, company], axis=1)

    def _company(self) -> None:
        """Who keeps company with whom: square matrices over rows, nothing within a name."""
        apart = self._owners[:, None] != self._owners[None, :]
        self._apart = apart.astype(float)
        codes: dict[object, int] = {}
        countries = [codes.setdefault(entry.country, len(codes)) if entry.country else -1 for entry in self.entries]
        units = [
            codes.setdefault((entry.country, entry.admin1), len(codes)) if entry.admin1 else -1
            for entry in self.entries
        ]
        self._same_country = _same(np.array(countries)) * self._apart
        self._same_unit = _same(np.array(units)) * self._apart
        self._is_country = np.array([float(entry.feature == "PCLI") for entry in self.entries])
        self._is_unit = np.array([float(entry.feature == "ADM1") for entry in self.entries])
        point = 1.0 - np.maximum(self._is_country, self._is_unit)
        kilometres = self._kilometres = _distances_km(self.entries)
        self._near = np.exp(-kilometres / NEAR_KM) * self._apart * point[None, :]
        self._in_region = np.exp(-kilometres / REGION_KM) * self._apart * point[None, :]


def own_features(matches: Sequence[Match], name: Name, outlet_country: str | None) -> list[list[float]]:
    """What each reading of a name has by itself, by `OWN_FEATURES`."""
    people = [match.entry.weight for match in matches]
    largest, total = max(people, default=0), sum(people) + 1_000  # so that a lone hamlet does not count as all there is
    rows = []
    for match in matches:
        entry = match.entry
        agrees = name.unit is not None and entry.feature in UNIT_CODES[name.unit]
        size = math.log10(entry.weight + 1) / 8
        rows.append(
            [
                size,
                float(entry.weight == largest),
                entry.weight / total,
                float(match.kind is NameKind.ALIAS),
                float(entry.feature == "PCLI"),
                float(entry.feature == "ADM1"),
                float(entry.feature == "ADM2"),
                float(entry.feature == "PPLC"),
                float(entry.noted),
                float(lies_in(entry, name.parent)),
                float(agrees),
                float(name.unit is not None and not agrees),
                float(outlet_country is not None and entry.country == outlet_country),
                size * name.home,
                float(name.home and entry.weight == largest),
            ]
        )
    return rows


def lies_in(entry: GazetteerEntry, parent: Sequence[Match]) -> bool:
    """Whether some reading of a parent is a country or unit that holds the place."""
    for match in parent:
        outer = match.entry
        if outer.row == entry.row or outer.country != entry.country:
            continue
        if outer.feature == "PCLI" or (outer.admin1 == entry.admin1 and outer.feature == "ADM1"):
            return True
        if outer.feature == "ADM2" and outer.admin2 == entry.admin2 and outer.admin1 == entry.admin1:
            return True
    return False


def _same(codes: Any) -> Any:
    """1 where two rows have the same code, 0 elsewhere and where there is none (-1)."""
    return ((codes[:, None] == codes[None, :]) & (codes[:, None] >= 0)).astype(float)


def _distances_km(entries: Sequence[GazetteerEntry]) -> Any:
    """Great-circle distances of all places from each other, float64, square."""
    lats = np.radians([entry.lat for entry in entries])
    lons = np.radians([entry.lon for entry in entries])
    points = np.stack([np.cos(lats) * np.cos(lons), np.cos(lats) * np.sin(lons), np.sin(lats)], axis=1)
    return EARTH_RADIUS_KM * np.arccos(np.clip(points @ points.T, -1.0, 1.0))
