"""The fitted weights of `data/factuality.toml`: how calculus and reader rate a predicate together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dateline.dictionaries.toml import DATA, read_weights


@dataclass(frozen=True, slots=True)
class FactualityWeights:
    """Weight by feature.

    Attributes:
        news, talk: Of the calculus' factuality and status and of the reader's scales, in a text of news and in talk.
    """

    news: Mapping[str, float]
    talk: Mapping[str, float]


def load_factuality_weights(path: Path | None = None) -> FactualityWeights:
    """Read the file.

    Raises:
        DictionaryError: a table is missing, or a weight is no number; all of them at once.
    """
    return FactualityWeights(**read_weights(path or DATA / "factuality.toml", ("news", "talk")))
