"""How factual a predicate is, by the status calculus and the learned reader together.

Both see what the other misses: the calculus knows negation and modals, the reader tells a fact from a wish by the
words around. The reader has one scale for each corpus that it has learned from, and these differ most in how factual
they call what is yet to come: news more than talk (letters, reviews, weblogs). So there are two blends, one for each
register, and a word is rated with both, each as much as the reader takes the text for that register. A mixture of
experts (Jacobs et al. 1991).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from dateline.dictionaries.factuality import FactualityWeights, load_factuality_weights

if TYPE_CHECKING:
    from dateline.annotate.reader.reader import Factuality
    from dateline.records import Judgement

SCALES = ("uw", "meantime", "uds")
"""The corpora behind the reader's scales of factuality, in its order."""
TALK = SCALES.index("uds")
"""The one that is talk; the others are news."""

_LIMIT = 3.0


class FactualityBlend:
    """Rates predicates with the weights of `data/factuality.toml`."""

    def __init__(self, weights: FactualityWeights | None = None) -> None:
        self._weights = weights or load_factuality_weights()

    def rate(self, judgement: Judgement, read: Factuality | None) -> float:
        """The factuality of one predicate, −3 … +3; the calculus' own where the reader has not read it."""
        if read is None:
            return judgement.factuality
        seen, talk = features(judgement, read), read.shares[TALK]
        news, chat = _total(seen, self._weights.news), _total(seen, self._weights.talk)
        return round(max(-_LIMIT, min(_LIMIT, (1 - talk) * news + talk * chat)), 3)


def features(judgement: Judgement, read: Factuality) -> dict[str, float]:
    """What a blend weighs."""
    scales = dict(zip(SCALES, read.scales, strict=True))
    return {"bias": 1.0, "calculus": judgement.factuality, **scales, f"status:{judgement.status}": 1.0}


def _total(seen: Mapping[str, float], weights: Mapping[str, float]) -> float:
    return sum(weights.get(name, 0.0) * value for name, value in seen.items())
