"""Types whose missing side may be read from the nearest actor of the sentence (`data/nearby.toml`)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dateline.dictionaries.suggest import allowed_are
from dateline.dictionaries.toml import DATA, read_entries
from dateline.errors import DictionaryError, Fault
from dateline.records.events import EventType


@dataclass(frozen=True, slots=True)
class Nearby:
    """Event types by the side that may be filled from the sentence."""

    actors: frozenset[EventType] = frozenset()
    recipients: frozenset[EventType] = frozenset()


def load_nearby(path: Path | None = None) -> Nearby:
    """Read the file.

    Raises:
        DictionaryError: an unknown side or type; all faults at once.
    """
    file = path or DATA / "nearby.toml"
    sides = {entry.id: entry for entry in read_entries(file)[1]}
    faults = [
        Fault(entry.where, f"is no side. {allowed_are(name, ('actors', 'recipients'))}")
        for name, entry in sides.items()
        if name not in ("actors", "recipients")
    ]
    faults += [
        Fault(entry.where, f"{name!r} is no type. {allowed_are(str(name), EventType.__members__)}")
        for entry in sides.values()
        for name in entry.values.get("types", [])
        if name not in EventType.__members__
    ]
    if faults:
        raise DictionaryError(file.name, faults)
    types = {name: frozenset(EventType(item) for item in entry.values["types"]) for name, entry in sides.items()}
    return Nearby(**types)
