"""What the learned reader makes of an article: its proposals, each with a probability, before any rule has a say."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.records.events import EventType
from dateline.records.layers import Span
from dateline.records.predications import Status


@dataclass(frozen=True, slots=True)
class TriggerReading:
    """Words that may name an event.

    Attributes:
        types: Event types with their probability, the likeliest first; what is missing to 1 is "no event".
        statuses: Statuses with their probability, the likeliest first.
        factuality: −3 … +3.
        actors, recipients, places, times, tellers: The words that answer who, to whom, where, when and who says so.
        pair: Event types between the first actor and recipient, the likeliest first; empty where one is missing.
    """

    start: int
    end: int
    types: tuple[tuple[EventType, float], ...]
    statuses: tuple[tuple[Status, float], ...]
    factuality: float
    actors: tuple[Span, ...] = ()
    recipients: tuple[Span, ...] = ()
    places: tuple[Span, ...] = ()
    times: tuple[Span, ...] = ()
    tellers: tuple[Span, ...] = ()
    pair: tuple[tuple[EventType, float], ...] = ()

    @property
    def probability(self) -> float:
        """That the words name an event at all."""
        return sum(share for _, share in self.types)

    @property
    def span(self) -> Span:
        """The words."""
        return Span(self.start, self.end)

    def share(self, event_type: EventType) -> float:
        """The probability of one type."""
        return dict(self.types).get(event_type, 0.0)


@dataclass(frozen=True, slots=True)
class StatementReading:
    """Words that may be a cue, with the words that answer who says so and what."""

    cue: Span
    probability: float
    source: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """The reader's view of an article.

    Attributes:
        model: Name and digest of the model.
        relevance: The probability that the article is about political or armed conflict, or politics at all.
        triggers, statements: In text order.
    """

    model: str
    relevance: float
    triggers: tuple[TriggerReading, ...]
    statements: tuple[StatementReading, ...]
