"""The words that count the dead and the injured (`data/casualties.toml`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dateline.dictionaries.toml import DATA, Entry, read_entries
from dateline.errors import DictionaryError, Fault

_HARMS = ("killed", "injured")
_CONTEXT = ("qualifiers", "bounds", "stops", "units", "lethal", "lethal_phrases")


@dataclass(frozen=True, slots=True)
class HarmWords:
    """Phrases of one kind of harm: those that follow their number, and those that go before it."""

    before: frozenset[str]
    after: frozenset[str]


@dataclass(frozen=True, slots=True)
class CountWords:
    """Everything that a reader of figures knows, in lower case.

    Attributes:
        harms: By `killed` and `injured`.
        qualifiers: Words between the word of harm and its number ("at least").
        bounds: Phrases that make a number an upper bound.
        stops: Words and marks that no count reaches over.
        units: Words after a number that counts no people.
        lethal: Lemmas of triggers that by themselves say that the person they are done to died.
        lethal_phrases: A lemma and another word of its phrase that say the same.
    """

    harms: Mapping[str, HarmWords]
    qualifiers: frozenset[str]
    bounds: tuple[str, ...]
    stops: frozenset[str]
    units: frozenset[str]
    lethal: frozenset[str]
    lethal_phrases: frozenset[tuple[str, str]]


def load_count_words(path: Path | None = None) -> CountWords:
    """Read the file.

    Raises:
        DictionaryError: a block or a list is missing; all faults at once.
    """
    file = path or DATA / "casualties.toml"
    blocks = {entry.id: entry for entry in read_entries(file)[1]}
    wanted = {**dict.fromkeys(_HARMS, ("before", "after")), "context": _CONTEXT}
    faults = [
        fault
        for name, keys in wanted.items()
        for fault in (_faults(blocks[name], keys) if name in blocks else [Fault(f"{file.name}#{name}", "is missing")])
    ]
    if faults:
        raise DictionaryError(file.name, faults)
    context = blocks["context"].values
    return CountWords(
        harms={
            name: HarmWords(frozenset(blocks[name].values["before"]), frozenset(blocks[name].values["after"]))
            for name in _HARMS
        },
        qualifiers=frozenset(context["qualifiers"]),
        bounds=tuple(context["bounds"]),
        stops=frozenset(context["stops"]),
        units=frozenset(context["units"]),
        lethal=frozenset(context["lethal"]),
        lethal_phrases=frozenset((phrase.split()[0], phrase.split()[-1]) for phrase in context["lethal_phrases"]),
    )


def _faults(entry: Entry, keys: tuple[str, ...]) -> list[Fault]:
    return [
        Fault(entry.where, f"{key} is {entry.values.get(key)!r}, not a list of words")
        for key in keys
        if not isinstance(entry.values.get(key), list) or not entry.values[key]
    ]
