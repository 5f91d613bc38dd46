"""How sure a statement is, and whose words count: fitted weights of `data/statements/reader.toml`."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dateline.dictionaries.toml import DATA, read_weights
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


def load_weights(path: Path = DATA / "statements" / "reader.toml") -> Weights:
    """Read the tables.

    Raises:
        DictionaryError: a table is missing, or a weight is no number, all of these at once; or there is no threshold.
    """
    tables = read_weights(path, TABLES)
    if THRESHOLD not in tables["accept"]:
        raise DictionaryError(path.name, [Fault(f"{path.name}#accept", f"has no {THRESHOLD}")])
    return Weights(tables, tables["accept"].pop(THRESHOLD))
