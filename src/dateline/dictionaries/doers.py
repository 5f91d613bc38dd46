"""Doers that a passive leaves out and the article gives away (`data/doers.toml`)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dateline.dictionaries.suggest import allowed_are
from dateline.dictionaries.toml import DATA, Entry, read_entries
from dateline.errors import DictionaryError, Fault

_PLACES = ("article", "deed")
_LISTS = ("lemmas", "phrases", "sectors", "roles", "governors", "unless")
_KEYS = ("from", *_LISTS, "example")


@dataclass(frozen=True, slots=True)
class DoerRule:
    """Where the doer of certain predications is found.

    Attributes:
        place: `article` or `deed`.
        lemmas: Of the predications.
        phrases: A lemma and a word of its phrase.
        sectors: Of the actors that may be it; for `deed` of those that may stand where the deed should.
        roles: Of the argument that names the deed; for `deed`.
        governors: Lemmas of governing verbs whose subject may be the deed; for `deed`.
        unless: Lemmas of deeds that are done by two sides.
    """

    id: str
    place: str
    lemmas: frozenset[str]
    phrases: frozenset[tuple[str, str]]
    sectors: frozenset[str]
    roles: tuple[str, ...]
    governors: frozenset[str]
    unless: frozenset[str]


def load_doers(path: Path | None = None) -> tuple[DoerRule, ...]:
    """Read the file.

    Raises:
        DictionaryError: with every fault.
    """
    file = path or DATA / "doers.toml"
    _, entries = read_entries(file)
    if faults := [fault for entry in entries for fault in _faults(entry)]:
        raise DictionaryError(file.name, faults)
    return tuple(_rule(entry) for entry in entries)


def _rule(entry: Entry) -> DoerRule:
    lists = {name: entry.values.get(name, []) for name in _LISTS}
    return DoerRule(
        id=entry.id,
        place=entry.values["from"],
        lemmas=frozenset(lists["lemmas"]),
        phrases=frozenset((phrase.split()[0], phrase.split()[-1]) for phrase in lists["phrases"]),
        sectors=frozenset(lists["sectors"]),
        roles=tuple(lists["roles"]),
        governors=frozenset(lists["governors"]),
        unless=frozenset(lists["unless"]),
    )


def _faults(entry: Entry) -> list[Fault]:
    values = entry.values
    faults = [
        Fault(entry.where, f"has the key {key!r}. {allowed_are(key, _KEYS)}") for key in values if key not in _KEYS
    ]
    if values.get("from") not in _PLACES:
        faults.append(Fault(entry.where, f"from is {values.get('from')!r}. {allowed_are('', _PLACES)}"))
    if not values.get("lemmas"):
        faults.append(Fault(entry.where, "has no lemmas"))
    faults += [
        Fault(entry.where, f"{name} is {values[name]!r}, not a list of words")
        for name in _LISTS
        if name in values
        and not (isinstance(values[name], list) and all(isinstance(item, str) and item for item in values[name]))
    ]
    return faults
