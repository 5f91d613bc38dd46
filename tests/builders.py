"""Hand-built layers for tests: short names, sensible defaults, no model."""

from __future__ import annotations

from dateline.records import (
    Actor,
    Annotated,
    Argument,
    Article,
    Judgement,
    Kind,
    Link,
    Place,
    Pos,
    Precision,
    Predication,
    Receipt,
    Span,
    Statement,
    Status,
    TimeRef,
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
) -> Annotated:
    """An article with these layers; the sentences are those of the predications."""
    sentences = tuple(dict.fromkeys(item.sentence for item in predications)) or (Span(0, len(text)),)
    article = Article(id="test", text=text)
    return Annotated(article, sentences, actors, places, times, statements, predications)
