"""The fitted weights of `data/confidence.toml`: how sure an event is, and whose word counts for its status."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dateline.dictionaries.toml import DATA, read_weights


@dataclass(frozen=True, slots=True)
class Weights:
    """Weight by feature.

    Attributes:
        rules: Of the confidence of events that only the rules read.
        learned: Of the confidence of events where the learned reader read too.
        status: Of the reader's shares and the status calculus' verdict.
    """

    rules: Mapping[str, float]
    learned: Mapping[str, float]
    status: Mapping[str, float]


def load_weights(path: Path | None = None) -> Weights:
    """Read all three tables.

    Raises:
        DictionaryError: a table is missing, or a weight is no number; all faults at once.
    """
    return Weights(**read_weights(path or DATA / "confidence.toml", ("rules", "learned", "status")))
