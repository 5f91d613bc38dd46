"""The weights of the confidence model (`data/confidence.toml`)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from dateline.dictionaries.toml import DATA, read_entries
from dateline.errors import DictionaryError, Fault


def load_confidence_weights(path: Path | None = None) -> Mapping[str, float]:
    """Weight by feature.

    Raises:
        DictionaryError: no `[weights]`, or a weight that is no number; all faults at once.
    """
    file = path or DATA / "confidence.toml"
    blocks = {entry.id: entry for entry in read_entries(file)[1]}
    if "weights" not in blocks:
        raise DictionaryError(file.name, [Fault(f"{file.name}#weights", "is missing")])
    weights = blocks["weights"].values
    wrong = [name for name, value in weights.items() if not isinstance(value, float)]
    if wrong:
        faults = [Fault(f"{file.name}#weights", f"{name} is {weights[name]!r}, not a number") for name in wrong]
        raise DictionaryError(file.name, faults)
    return dict(weights)
