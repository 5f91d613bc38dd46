"""The gate: an article that is neither about politics nor about conflict has no events, whatever its words are.

"The striker attacked", "the bank defended its offer": on such pages the lexicon is at home in the wrong house. Whole
articles tell this far better than sentences, so the gate asks the learned reader once, for the article.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.records import Dropped, DropReason, Trigger

if TYPE_CHECKING:
    from dateline.dictionaries.relevance import RelevanceBounds
    from dateline.records import Annotated


def irrelevant(annotated: Annotated, bounds: RelevanceBounds) -> tuple[Dropped, ...]:
    """Every predication of an article that is not to be coded; nothing of one that is, or that was not read."""
    if annotated.passed_over:
        return tuple(Dropped(trigger, DropReason.IRRELEVANT_ARTICLE) for trigger in annotated.passed_over)
    reading = annotated.reading
    if reading is None or reading.relevance >= bounds.least_probability:
        return ()
    if len(annotated.sentences) < bounds.fewest_sentences:
        return ()
    return tuple(
        Dropped(Trigger(item.start, item.end, item.text), DropReason.IRRELEVANT_ARTICLE)
        for item in annotated.predications
    )
