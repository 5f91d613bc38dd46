"""Hand-built layers for tests: short names, sensible defaults, no model."""

from __future__ import annotations

from datetime import date

from dateline.dictionaries.triggers import TriggerEntry
from dateline.records import (
    Actor,
    Annotated,
    Argument,
    Article,
    EventType,
    Judgement,
    Kind,
    Link,
    Place,
    Pos,
    Precision,
    Predication,
    Reading,
    Receipt,
    Span,
    Statement,
    Status,
    TimeRef,
    TriggerReading,
)


def span_of(text: str, words: str) -> Span:
    """Where words stand in a text (first occurrence)."""
    start = text.index(words)
    return Span(start, start + len(words))


def actor(text: str, words: str, number: int, **values: object) -> Actor:
    """An actor `a<number>` mentioned once."""
    defaults: dict[str, object] = {
        "country": None,
        "sector": None,
        "sectors": (),
        "kind": Kind.ORGANIZATION,
        "authority": None,
    }
    return Actor(id=f"a{number}", name=words, mentions=(span_of(text, words),), **(defaults | values))  # type: ignore[arg-type]


def place(text: str, words: str, precision: Precision = Precision.CITY, geonameid: int = 1) -> Place:
    """A resolved place."""
    span = span_of(text, words)
    return Place(span.start, span.end, words, words, geonameid, 1.0, 2.0, "IRQ", None, "PPL", precision, False)


def judged(status: Status = Status.ACTUAL, factuality: float = 3.0) -> Judgement:
    """A status with a receipt that points nowhere in particular."""
    return Judgement(status, factuality, Receipt(0, 1, "status.asserted"))


def argument(text: str, words: str, role: str, *, head: str | None = None, **values: object) -> Argument:
    """An argument whose head is its last word."""
    span = span_of(text, words)
    word = head or words.rsplit(maxsplit=1)[-1]
    start = span.start + words.rindex(words.rsplit(maxsplit=1)[-1])
    return Argument(role, span.start, span.end, word.lower(), start, span.end, **values)  # type: ignore[arg-type]


def predication(
    text: str,
    words: str,
    lemma: str,
    number: int,
    *arguments: Argument,
    pos: Pos = Pos.VERB,
    status: Status = Status.ACTUAL,
    governor: str | None = None,
    link: Link | None = None,
    particle: str | None = None,
    sentence: Span | None = None,
    words_around: tuple[str, ...] = (),
) -> Predication:
    """A predication `p<number>`; its sentence is the whole text unless given."""
    span = span_of(text, words)
    return Predication(
        id=f"p{number}",
        start=span.start,
        end=span.end,
        text=words,
        lemma=lemma,
        pos=pos,
        particle=particle,
        sentence=sentence or Span(0, len(text)),
        arguments=arguments,
        judgement=judged(status),
        governor=governor,
        link=link,
        words=words_around,
    )


def annotated(
    text: str,
    predications: tuple[Predication, ...] = (),
    *,
    actors: tuple[Actor, ...] = (),
    places: tuple[Place, ...] = (),
    times: tuple[TimeRef, ...] = (),
    statements: tuple[Statement, ...] = (),
    reading: Reading | None = None,
) -> Annotated:
    """An article with these layers; the sentences are those of the predications."""
    sentences = tuple(dict.fromkeys(item.sentence for item in predications)) or (Span(0, len(text)),)
    article = Article(id="test", text=text)
    return Annotated(article, sentences, actors, places, times, statements, predications, reading)


def trigger_reading(
    text: str,
    words: str,
    types: dict[EventType, float],
    statuses: dict[Status, float] | None = None,
    factuality: float = 3.0,
    **values: object,
) -> TriggerReading:
    """What the reader makes of these words; types and statuses are given likeliest first."""
    span = span_of(text, words)
    told = statuses or {Status.ACTUAL: 1.0}
    return TriggerReading(span.start, span.end, tuple(types.items()), tuple(told.items()), factuality, **values)  # type: ignore[arg-type]


def reading(*triggers: TriggerReading, relevance: float = 0.9) -> Reading:
    """A reading that proposes these triggers and no statements."""
    return Reading("test", relevance, triggers, ())


def entry(lemma: str, kind: EventType, pos: Pos = Pos.VERB, **values: object) -> TriggerEntry:
    """An entry with the defaults of the file format."""
    defaults: dict[str, object] = {
        "id": f"test.{lemma}",
        "lemmas": (lemma,),
        "pos": pos,
        "particle": None,
        "type": kind,
        "mode": None,
        "when": {},
        "unless": {},
        "actor": (),
        "recipient": (),
        "both_sides": False,
        "party": "any",
        "confidence": 0.8,
        "example": "",
        "source": "test",
        "added": date(2026, 11, 22),
    }
    return TriggerEntry(**(defaults | values))  # type: ignore[arg-type]
