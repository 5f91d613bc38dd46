"""The words around a name that tell whether it is a place (`data/places/cues.toml`), and how much each sign weighs.

Weights are data too (`evidence.toml`, `ranking.toml`): `tools/fit_places.py` fits them and writes the files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from dateline.dictionaries.suggest import allowed_are
from dateline.dictionaries.toml import DATA, read_entries
from dateline.errors import DictionaryError, Fault

PLACES = DATA / "places"


@dataclass(frozen=True, slots=True)
class PlaceCues:
    """The lists of cues.toml; each is explained there. `spelled` maps a short form to what it stands for."""

    locative: frozenset[str]
    taking: frozenset[str]
    side: frozenset[str]
    unit_province: frozenset[str]
    unit_district: frozenset[str]
    unit_town: frozenset[str]
    dweller: frozenset[str]
    joined: frozenset[str]
    title: frozenset[str]
    speech: frozenset[str]
    feature: frozenset[str]
    way: frozenset[str]
    body: frozenset[str]
    school: frozenset[str]
    article: frozenset[str]
    never: frozenset[str]
    lookalike: frozenset[str]
    spelled: Mapping[str, str]


def read_cues(path: Path = PLACES / "cues.toml") -> PlaceCues:
    """The cue words. Raises DictionaryError with every fault of the file."""
    _, entries = read_entries(path)
    names = [field.name for field in fields(PlaceCues)]
    lists: dict[str, list[str]] = {}
    faults = []
    for entry in entries:
        words = entry.values.get("words")
        if entry.id not in names:
            faults.append(Fault(entry.where, f"is no list of cues. {allowed_are(entry.id, names)}"))
        elif not isinstance(words, list) or not all(isinstance(word, str) and word == word.lower() for word in words):
            faults.append(Fault(entry.where, f"words is {words!r}, not a list of words in lower case"))
        elif entry.id == "spelled" and not all("=" in word for word in words):
            faults.append(Fault(entry.where, "has a word that is not written short=full"))
        else:
            lists[entry.id] = words
    faults += [Fault(path.name, f"has no [{name}]") for name in names if name not in lists and not faults]
    if faults:
        raise DictionaryError(path.name, faults)
    spelled = dict(word.split("=", 1) for word in lists.pop("spelled"))
    return PlaceCues(spelled=spelled, **{name: frozenset(words) for name, words in lists.items()})


def read_weights(path: Path) -> Mapping[str, float]:
    """The weight of each sign, in natural log odds. Raises DictionaryError with every fault of the file."""
    _, entries = read_entries(path)
    faults = [
        Fault(entry.where, f"weight is {entry.values.get('weight')!r}, not a number")
        for entry in entries
        if not isinstance(entry.values.get("weight"), int | float)
    ]
    if faults:
        raise DictionaryError(path.name, faults)
    return {entry.id: float(entry.values["weight"]) for entry in entries}
