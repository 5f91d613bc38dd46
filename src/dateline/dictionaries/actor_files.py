"""Files of actors as blocks not yet checked: TOML, or JSONL with one entry a line and `{"about": …}` in the first."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Any

from dateline.dictionaries.suggest import allowed_are
from dateline.dictionaries.toml import read_entries
from dateline.errors import DictionaryError, Fault
from dateline.records import Kind

STATE, PEOPLE = "state", "people"
KINDS = (*Kind, STATE, PEOPLE)


class Origin(IntEnum):
    """Who wrote a file. The smaller goes first where two files have the same id or name."""

    USER = 0
    OURS = 1
    GENERATED = 2


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read; `kind` is that of entries that say none."""

    path: Path
    origin: Origin = Origin.USER
    kind: str = Kind.ORGANIZATION


@dataclass(frozen=True, slots=True)
class RawEntry:
    """One block or line; `kind` is what it says or what its file is about, checked."""

    id: str
    where: str
    kind: str
    values: Mapping[str, Any]
    origin: Origin


def read_raw(source: Source) -> list[RawEntry]:
    """The entries of a TOML or JSONL file.

    Raises:
        DictionaryError: the file cannot be read as such, or an entry has a kind that there is not; every fault at once.
    """
    path = source.path
    if path.suffix == ".jsonl":
        found = _read_lines(path)
    else:
        found = [(entry.id, entry.where, entry.values) for entry in read_entries(path)[1]]
    entries = [
        RawEntry(name, where, values.get("kind", source.kind), values, source.origin) for name, where, values in found
    ]
    faults = [
        Fault(entry.where, f"kind is {entry.kind!r}. {allowed_are(str(entry.kind), KINDS)}")
        for entry in entries
        if entry.kind not in KINDS
    ]
    if faults:
        raise DictionaryError(path.name, faults)
    return entries


def _read_lines(path: Path) -> list[tuple[str, str, Mapping[str, Any]]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DictionaryError(path.name, [Fault(path.name, f"cannot be read: {error}")]) from error
    faults: list[Fault] = []
    found: list[tuple[str, str, Mapping[str, Any]]] = []
    for number, line in enumerate(lines, start=1):
        where = f"{path.name}:{number}"
        try:
            row = json.loads(line) if line.strip() else None
        except json.JSONDecodeError as error:
            faults.append(Fault(where, f"is not JSON: {error}"))
            continue
        if row is None or (number == 1 and isinstance(row, dict) and "about" in row):
            continue
        if not isinstance(row, dict) or not isinstance(row.get("id"), str) or not row["id"]:
            faults.append(Fault(where, 'is no object with an id, such as {"id": "river-front", …}'))
            continue
        values = {key: value for key, value in row.items() if key not in ("id", "source", "added")}
        found.append((row["id"], f"{path.name}#{row['id']}", values))
    if faults:
        raise DictionaryError(path.name, faults)
    return found
