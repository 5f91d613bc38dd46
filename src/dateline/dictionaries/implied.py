"""Words-only events that lie in a modal and have no verb of their own (`data/implied.toml`)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dateline.dictionaries.suggest import allowed_are
from dateline.dictionaries.toml import DATA, Entry, read_entries
from dateline.errors import DictionaryError, Fault
from dateline.records.predications import Status

_SPEAKERS = ("source", "subject")
_KEYS = ("lemma", "status", "rules", "speaker", "example")


@dataclass(frozen=True, slots=True)
class Implied:
    """One implied predication.

    Attributes:
        lemma: The verb that the trigger lexicon codes it as.
        status, rules: What a predication's judgement must be, and the rules one of which decided it.
        speaker: Who does it: the `source` of the statement around, or the `subject`, which must be that source.
    """

    id: str
    lemma: str
    status: Status
    rules: frozenset[str]
    speaker: str
    example: str


def load_implied(path: Path | None = None) -> tuple[Implied, ...]:
    """Read the file.

    Raises:
        DictionaryError: with every fault.
    """
    file = path or DATA / "implied.toml"
    _, entries = read_entries(file)
    if faults := [fault for entry in entries for fault in _faults(entry)]:
        raise DictionaryError(file.name, faults)
    return tuple(
        Implied(
            id=entry.id,
            lemma=entry.values["lemma"],
            status=Status(entry.values["status"]),
            rules=frozenset(entry.values["rules"]),
            speaker=entry.values["speaker"],
            example=entry.values["example"],
        )
        for entry in entries
    )


def _faults(entry: Entry) -> list[Fault]:
    values = entry.values
    faults = [Fault(entry.where, f"has no {key}") for key in _KEYS if not values.get(key)]
    faults += [
        Fault(entry.where, f"has the key {key!r}. {allowed_are(key, _KEYS)}") for key in values if key not in _KEYS
    ]
    for key, allowed in (("status", [item.value for item in Status]), ("speaker", _SPEAKERS)):
        if key in values and values[key] not in allowed:
            faults.append(Fault(entry.where, f"{key} is {values[key]!r}. {allowed_are(str(values[key]), allowed)}"))
    return faults
