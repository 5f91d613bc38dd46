"""What the text leaves open: the likeliest of several candidates for a field, or none of them.

A conditional logit: each candidate and "none" have a score, the sum of fitted weights over plain features of where the
candidate stands (`data/choices.toml`, fitted by `tools/fit_choices.py` on articles that analysts have marked). The
best score wins, and "none" wins where nothing speaks for anybody: an empty field is an answer too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from dateline.records import Receipt

Features = Mapping[str, float]
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Candidate(Generic[Item]):
    """Something that may fill a field, what speaks for it, and the words that name it."""

    item: Item
    features: Features
    receipt: Receipt


def choose(
    candidates: Sequence[Candidate[Item]], none: Features, weights: Mapping[str, float]
) -> Candidate[Item] | None:
    """The candidate with the best score, the first of equals; None where "none" scores better or as well."""
    best = max(candidates, key=lambda candidate: score(candidate.features, weights), default=None)
    if best is None or score(best.features, weights) <= score(none, weights):
        return None
    return best


def score(features: Features, weights: Mapping[str, float]) -> float:
    """The log-odds of a candidate, up to a constant that all candidates share; rounded, so that no last bit decides."""
    return round(sum(weights.get(name, 0.0) * value for name, value in features.items()), 6)
