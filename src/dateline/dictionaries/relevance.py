"""From which relevance on an article is coded (`data/relevance.toml`)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dateline.dictionaries.toml import DATA, read_entries
from dateline.errors import DictionaryError, Fault


@dataclass(frozen=True, slots=True)
class RelevanceBounds:
    """Which articles are left out. By default none is.

    Attributes:
        least_probability: Articles whose relevance the reader finds less likely than this, 0 to 1.
        fewest_sentences: Shorter texts are coded whatever the reader says.
        skim_probability: Articles whose beginning is less likely than this are not read to their end.
    """

    least_probability: float = 0.0
    fewest_sentences: int = 1
    skim_probability: float = 0.0


def load_relevance_bounds(path: Path | None = None) -> RelevanceBounds:
    """Read the file.

    Raises:
        DictionaryError: a bound is missing or out of its range; all faults at once.
    """
    file = path or DATA / "relevance.toml"
    blocks = {entry.id: entry.values for entry in read_entries(file)[1]}
    values = blocks.get("article", {})
    names = ("least_probability", "skim_probability")
    (least, skim), fewest = (values.get(name) for name in names), values.get("fewest_sentences")
    faults = [
        Fault(f"{file.name}#article", f"{name} is {values.get(name)!r}, not a number from 0.0 to 1.0")
        for name in names
        if not isinstance(values.get(name), float) or not 0 <= values[name] <= 1
    ]
    if not isinstance(fewest, int) or isinstance(fewest, bool) or fewest < 1:
        faults.append(Fault(f"{file.name}#article", f"fewest_sentences is {fewest!r}, not a number from 1 on"))
    if faults:
        raise DictionaryError(file.name, faults)
    return RelevanceBounds(least, fewest, skim)  # type: ignore[arg-type]
