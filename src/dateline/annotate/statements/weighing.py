"""How sure a statement is, and whose words count: fitted weights of `data/statements/reader.toml`."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dateline.dictionaries.toml import DATA, read_entries
from dateline.errors import DictionaryError, Fault

EDGES = ("cue_start", "cue_end", "source_start", "source_end", "content_start", "content_end")
JOINS = ("accept", "cue", "source", "content")
TABLES = ("habit", *EDGES, *JOINS)
THRESHOLD = "threshold"


@dataclass(frozen=True, slots=True)
class Weights:
    """Logistic weights by feature.

    Attributes:
        tables: `habit`: whether the rules' draft is one that people mark; `accept`: the same, with what the
            reader says; `cue`, `source`, `content`: whether the reader's words are
            nearer to the truth than the rule's.
        threshold: Drafts whose chance is below this are dropped.
    """

    tables: Mapping[str, Mapping[str, float]]
    threshold: float

    def chance(self, table: str, features: Mapping[str, float]) -> float:
        """The probability that a table's weights give; a feature without a weight counts nothing."""
        weights = self.tables[table]
        total = sum(weights.get(name, 0.0) * value for name, value in features.items())
        return round(1 / (1 + math.exp(-max(-30.0, min(30.0, total)))), 3)


def read_weights(path: Path = DATA / "statements" / "reader.toml") -> Weights:
    """Read the tables.

    Raises:
        DictionaryError: a table is missing, or a weight is no number; all faults at once.
    """
    blocks = {entry.id: dict(entry.values) for entry in read_entries(path)[1]}
    faults = [Fault(f"{path.name}#{name}", "is missing") for name in TABLES if name not in blocks]
    faults += [
        Fault(f"{path.name}#{name}", f"{key} is {value!r}, not a number")
        for name, block in blocks.items()
        for key, value in block.items()
        if not isinstance(value, float)
    ]
    if not faults and THRESHOLD not in blocks["accept"]:
        faults.append(Fault(f"{path.name}#accept", f"has no {THRESHOLD}"))
    if faults:
        raise DictionaryError(path.name, faults)
    threshold = blocks["accept"].pop(THRESHOLD)
    return Weights({name: blocks[name] for name in TABLES}, threshold)
