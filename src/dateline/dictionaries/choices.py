"""The fitted weights of `data/choices.toml`: who and where, when the clause of the event leaves it open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dateline.dictionaries.toml import DATA, read_weights


@dataclass(frozen=True, slots=True)
class FieldWeights:
    """Weight by feature, for each field that is chosen; without weights nothing is chosen."""

    actors: Mapping[str, float] = field(default_factory=dict)
    recipients: Mapping[str, float] = field(default_factory=dict)
    place: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Choices:
    """The weights for articles that only the rules read, and for those that the learned reader read too."""

    rules: FieldWeights = field(default_factory=FieldWeights)
    learned: FieldWeights = field(default_factory=FieldWeights)


FIELDS = ("actors", "recipients", "place")


def load_choices(path: Path | None = None) -> Choices:
    """Read the tables `rules-FIELD` and `learned-FIELD`.

    Raises:
        DictionaryError: a table is missing, or a weight is no number; all faults at once.
    """
    names = [f"{side}-{name}" for side in ("rules", "learned") for name in FIELDS]
    tables = read_weights(path or DATA / "choices.toml", names)
    rules, learned = (
        FieldWeights(**{name: tables[f"{side}-{name}"] for name in FIELDS}) for side in ("rules", "learned")
    )
    return Choices(rules, learned)
