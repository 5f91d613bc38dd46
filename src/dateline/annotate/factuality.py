"""How factual a predicate is, by the status calculus and the learned reader together.

Both see what the other misses: the calculus knows negation and modals, the reader tells a fact from a wish by the
words around. The reader has one scale for each corpus that it has learned from, and these differ most in how factual
they call what is yet to come: news more than talk (letters, reviews, weblogs). So there are two blends, one for each
register, and a text is read with both, each as much as the text is of its register. A linear mixture of experts
(Jacobs et al. 1991).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from spacy.tokens import Doc

from dateline.dictionaries.factuality import FactualityWeights, load_factuality_weights

if TYPE_CHECKING:
    from dateline.records import Judgement

SCALES = ("uw", "meantime", "uds")
"""The corpora behind the reader's scales of factuality, in its order."""

_LIMIT = 3.0
_SMOOTHING = 8  # words added to a text's length: the rates of a short one say little
_TAGS = {"CD": "number", "$": "number", "NN": "noun", "NNS": "noun", "NNP": "proper", "NNPS": "proper"}


class FactualityBlend:
    """Rates predicates with the weights of `data/factuality.toml`."""

    def __init__(self, weights: FactualityWeights | None = None) -> None:
        self._weights = weights or load_factuality_weights()
        words = self._weights.words
        self._words = {word: name for name in ("first", "second", "quote", "question") for word in sorted(words[name])}
        self._say = words["say"]

    def talk(self, doc: Doc) -> float:
        """How much a tagged text is talk rather than news, 0 to 1."""
        weights = self._weights.register
        return _share(weights["bias"] + sum(weights[name] * rate for name, rate in self.rates(doc).items()))

    def rates(self, doc: Doc) -> dict[str, float]:
        """What the register is read from: words of each kind per 100 words."""
        counts = dict.fromkeys(("first", "second", "quote", "question", "say", "number", "noun", "proper"), 0)
        for token in doc:
            name = self._words.get(token.lower_) or _TAGS.get(token.tag_)
            if name is not None:
                counts[name] += 1
            if token.lemma_ in self._say:
                counts["say"] += 1
        return {name: 100 * count / (len(doc) + _SMOOTHING) for name, count in counts.items()}

    def rate(self, judgement: Judgement, scales: Sequence[float] | None, talk: float) -> float:
        """The factuality of one predicate, −3 … +3; the calculus' own where the reader has not read it.

        `scales` is what the reader says, one value for each of `SCALES`.
        """
        if scales is None:
            return judgement.factuality
        seen = features(judgement, scales)
        news, chat = _total(seen, self._weights.news), _total(seen, self._weights.talk)
        return round(max(-_LIMIT, min(_LIMIT, (1 - talk) * news + talk * chat)), 3)


def features(judgement: Judgement, scales: Sequence[float]) -> dict[str, float]:
    """What a blend weighs."""
    read = dict(zip(SCALES, scales, strict=True))
    return {"bias": 1.0, "calculus": judgement.factuality, **read, f"status:{judgement.status}": 1.0}


def _total(seen: Mapping[str, float], weights: Mapping[str, float]) -> float:
    return sum(weights.get(name, 0.0) * value for name, value in seen.items())


def _share(total: float) -> float:
    return round(1 / (1 + math.exp(-total)), 3)
