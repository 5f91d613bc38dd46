"""Everything that coding knows, in one hand: lexicon, codebook, and the smaller tables."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.dictionaries.casualties import CountWords, load_count_words
from dateline.dictionaries.choices import Choices, load_choices
from dateline.dictionaries.codebook import Codebook, load_codebook
from dateline.dictionaries.confidence import Weights, load_weights
from dateline.dictionaries.doers import DoerRule, load_doers
from dateline.dictionaries.implied import Implied, load_implied
from dateline.dictionaries.relevance import RelevanceBounds, load_relevance_bounds
from dateline.dictionaries.triggers import Lexicon, load_lexicon


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What coding looks things up in."""

    lexicon: Lexicon
    codebook: Codebook
    count_words: CountWords
    choices: Choices
    implied: tuple[Implied, ...]
    weights: Weights
    doers: tuple[DoerRule, ...] = ()
    relevance: RelevanceBounds = field(default_factory=RelevanceBounds)


def load_knowledge() -> Knowledge:
    """The knowledge that Dateline ships. Raises DictionaryError with every fault of the first file that has any."""
    return Knowledge(
        lexicon=load_lexicon(),
        codebook=load_codebook(),
        count_words=load_count_words(),
        choices=load_choices(),
        implied=load_implied(),
        weights=load_weights(),
        doers=load_doers(),
        relevance=load_relevance_bounds(),
    )
