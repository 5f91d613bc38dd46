"""The hand-made place files of `data/places`: countries, first-level units, their words, regions and feature codes.

They are read by `tools/build_gazetteer.py`, which makes the gazetteer from them and from GeoNames, and by the tests of
the data. Only the feature codes are read when articles are coded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.dictionaries.suggest import allowed_are
from dateline.dictionaries.toml import DATA, Entry, read_entries
from dateline.errors import DictionaryError, Fault
from dateline.records.layers import Precision

PLACES = DATA / "places"


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """One hand-made entry.

    Attributes:
        id: The block's name: alpha-3 in countries.toml, ISO 3166-2 in provinces.toml, a slug in regions.toml.
        lat, lon: WGS 84 degrees.
        name: The name to show, where it is not the gazetteer's.
        names: Names in news; of a region the first is the one shown.
        adjectives, people: Words that name the place only by the way ("Iraqi", "Iraqis").
        abbreviations: Forms that stand for the place only as they are written ("Va.", "NSW").
        country: ISO 3166 alpha-3; None for what lies in several countries.
        feature: GeoNames feature code; None where GeoNames gives it.
    """

    id: str
    lat: float
    lon: float
    name: str | None
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    abbreviations: tuple[str, ...]
    country: str | None
    admin1: str | None
    feature: str | None


_LISTS = ("names", "adjectives", "people", "abbreviations")
_STRINGS = ("name", "country", "admin1", "feature")
_LIMITS = {"lat": 90.0, "lon": 180.0}  # degrees, either way


def read_countries(path: Path = PLACES / "countries.toml") -> tuple[PlaceEntry, ...]:
    """Countries and territories, by alpha-3. Raises DictionaryError with every fault of the file."""
    return _read(path, _country_code_fault)


def read_provinces(path: Path = PLACES / "provinces.toml") -> tuple[PlaceEntry, ...]:
    """First-level units that need more than GeoNames tells. Raises DictionaryError with every fault of the file."""
    return _read(path, _unit_code_fault)


def read_regions(path: Path = PLACES / "regions.toml") -> tuple[PlaceEntry, ...]:
    """Regions, features and villages. Raises DictionaryError with every fault of the file."""
    precisions = read_features()
    countries = {entry.id for entry in read_countries()}

    def fault(entry: Entry) -> str | None:
        feature, country = entry.values.get("feature"), entry.values.get("country")
        if feature not in precisions:
            return f"feature {feature!r} is not in features.toml. {allowed_are(str(feature), precisions)}"
        if country is not None and country not in countries:
            return f"country {country!r} is not in countries.toml. {allowed_are(str(country), countries)}"
        return None if entry.values.get("names") else "has no names"

    return _read(path, fault)


def read_unit_words(path: Path = PLACES / "units.toml") -> Mapping[str, tuple[str, ...]]:
    """English words for first-level units, by alpha-3. Raises DictionaryError with every fault of the file."""
    _, entries = read_entries(path)
    faults = [
        Fault(entry.where, f"words is {words!r}, not a list of words with a capital")
        for entry in entries
        if not isinstance(words := entry.values.get("words"), list)
        or not words
        or not all(isinstance(word, str) and word[:1].isupper() for word in words)
    ]
    faults += [Fault(entry.where, what) for entry in entries if (what := _country_code_fault(entry))]
    if faults:
        raise DictionaryError(path.name, faults)
    return {entry.id: tuple(entry.values["words"]) for entry in entries}


def read_features(path: Path = PLACES / "features.toml") -> Mapping[str, Precision | None]:
    """The precision of each feature code; None where coordinates place nothing."""
    _, entries = read_entries(path)
    allowed = {precision.value for precision in Precision}
    faults = [
        Fault(entry.where, f"precision is {entry.values['precision']!r}. {allowed_are('', allowed)}")
        for entry in entries
        if entry.values.get("precision", "city") not in allowed
    ]
    if faults:
        raise DictionaryError(path.name, faults)
    return {
        entry.id: Precision(entry.values["precision"]) if "precision" in entry.values else None for entry in entries
    }


def _read(path: Path, entry_fault: Callable[[Entry], str | None]) -> tuple[PlaceEntry, ...]:
    _, entries = read_entries(path)
    faults: list[Fault] = []
    for entry in entries:
        found = list(_value_faults(entry))
        own = entry_fault(entry)
        faults += found + ([Fault(entry.where, own)] if own else [])
    if faults:
        raise DictionaryError(path.name, faults)
    return tuple(_place(entry) for entry in entries)


def _value_faults(entry: Entry) -> Iterator[Fault]:
    for key, value in entry.values.items():
        if key in _LISTS:
            if not (isinstance(value, list) and value and all(isinstance(word, str) and word for word in value)):
                yield Fault(entry.where, f"{key} is {value!r}, not a list of names")
        elif key in _STRINGS:
            if not (isinstance(value, str) and value):
                yield Fault(entry.where, f"{key} is {value!r}, not a text")
        elif key not in _LIMITS:
            yield Fault(entry.where, f"has the key {key!r}. {allowed_are(key, (*_LISTS, *_STRINGS, *_LIMITS))}")
    for key, limit in _LIMITS.items():
        value = entry.values.get(key)
        if not isinstance(value, int | float) or abs(value) > limit:
            yield Fault(entry.where, f"{key} is {value!r}, not a number from {-limit:g} to {limit:g}")


def _country_code_fault(entry: Entry) -> str | None:
    return None if len(entry.id) == 3 and entry.id.isupper() else "is not an alpha-3 code in capitals"


def _unit_code_fault(entry: Entry) -> str | None:
    country, dash, unit = entry.id.partition("-")
    fine = len(country) == 2 and country.isupper() and dash and unit
    return None if fine else "is not an ISO 3166-2 code such as US-VA"


def _place(entry: Entry) -> PlaceEntry:
    values: Mapping[str, Any] = entry.values
    return PlaceEntry(
        id=entry.id,
        lat=float(values["lat"]),
        lon=float(values["lon"]),
        name=values.get("name"),
        names=tuple(values.get("names", ())),
        adjectives=tuple(values.get("adjectives", ())),
        people=tuple(values.get("people", ())),
        abbreviations=tuple(values.get("abbreviations", ())),
        country=values.get("country"),
        admin1=values.get("admin1"),
        feature=values.get("feature"),
    )
