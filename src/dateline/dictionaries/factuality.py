"""The fitted weights of `data/factuality.toml`: how calculus and reader rate a predicate together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dateline.dictionaries.toml import DATA, read_entries, read_weights
from dateline.errors import DictionaryError, Fault

_WORDS = ("first", "second", "say", "quote", "question")


@dataclass(frozen=True, slots=True)
class FactualityWeights:
    """Words of registers, and weight by feature.

    Attributes:
        words: Lower-case words, "say" lemmas, by the feature that they count for.
        register: How the rates of words (per 100) speak for talk; `bias` is the constant.
        news, talk: Of the calculus' factuality and status and of the reader's scales, in a text of news and in talk.
    """

    words: Mapping[str, frozenset[str]]
    register: Mapping[str, float]
    news: Mapping[str, float]
    talk: Mapping[str, float]


def load_factuality_weights(path: Path | None = None) -> FactualityWeights:
    """Read the file.

    Raises:
        DictionaryError: a table is missing, or a weight is no number, or a list of words is missing; all of the tables
            at once, then all of the lists.
    """
    file = path or DATA / "factuality.toml"
    weights = read_weights(file, ("register", "news", "talk"))
    lists = next((entry.values for entry in read_entries(file)[1] if entry.id == "words"), {})
    faults = [
        Fault(f"{file.name}#words", f"{name} is {lists.get(name)!r}, not a list of words")
        for name in _WORDS
        if not isinstance(lists.get(name), list)
    ]
    if faults:
        raise DictionaryError(file.name, faults)
    return FactualityWeights(words={name: frozenset(lists[name]) for name in _WORDS}, **weights)
