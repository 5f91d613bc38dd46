"""How every TOML data file is read: one `[about]` block, then one block an entry; all faults are gathered.

`[about]` gives `source`, `licence` and `added` for the file; an entry may say its own `source` and `added`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dateline.errors import DictionaryError, Fault

DATA = Path(__file__).parent.parent / "data"


@dataclass(frozen=True, slots=True)
class Entry:
    """One block of a data file.

    Attributes:
        where: `file#id`, for messages.
        values: The block's own keys, without `source` and `added`.
    """

    id: str
    where: str
    values: Mapping[str, Any]
    source: str
    added: date


@dataclass(frozen=True, slots=True)
class About:
    """Where a data file comes from."""

    source: str
    licence: str
    added: date


def read_entries(path: Path) -> tuple[About, tuple[Entry, ...]]:
    """The head and the entries of a data file.

    Raises:
        DictionaryError: not TOML, no `[about]`, or an entry that is no block; every fault at once.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DictionaryError(path.name, [Fault(path.name, f"is not TOML: {error}")]) from error
    except OSError as error:
        raise DictionaryError(path.name, [Fault(str(path), f"cannot be read: {error.strerror}")]) from error
    head = tables.pop("about", None)
    faults = list(_head_faults(path.name, head))
    faults += [
        Fault(f"{path.name}#{name}", f"is {table!r}, not a [{name}] block")
        for name, table in tables.items()
        if not isinstance(table, dict)
    ]
    if faults:
        raise DictionaryError(path.name, faults)
    about = About(**head)
    entries = (
        Entry(
            id=name,
            where=f"{path.name}#{name}",
            values={key: value for key, value in table.items() if key not in ("source", "added")},
            source=table.get("source", about.source),
            added=table.get("added", about.added),
        )
        for name, table in tables.items()
    )
    return about, tuple(entries)


def read_weights(path: Path, tables: Collection[str]) -> dict[str, dict[str, float]]:
    """Fitted weights by feature, of each of some blocks of a data file; other blocks are left to others.

    Raises:
        DictionaryError: a table is missing, or a weight is no number; all faults at once.
    """
    blocks = {entry.id: dict(entry.values) for entry in read_entries(path)[1]}
    faults = [Fault(f"{path.name}#{name}", "is missing") for name in tables if name not in blocks]
    faults += [
        Fault(f"{path.name}#{name}", f"{key} is {value!r}, not a number")
        for name in tables
        for key, value in blocks.get(name, {}).items()
        if not isinstance(value, float)
    ]
    if faults:
        raise DictionaryError(path.name, faults)
    return {name: blocks[name] for name in tables}


def _head_faults(name: str, head: Any) -> Iterator[Fault]:
    if not isinstance(head, dict):
        yield Fault(name, "has no [about] block with source, licence and added")
        return
    wanted = {"source": str, "licence": str, "added": date}
    for key, kind in wanted.items():
        if not isinstance(head.get(key), kind):
            yield Fault(f"{name}#about", f"{key} is {head.get(key)!r}, not a {kind.__name__}")
    for key in sorted(set(head) - set(wanted)):
        yield Fault(f"{name}#about", f"has the key {key!r}; allowed are {', '.join(wanted)}")
