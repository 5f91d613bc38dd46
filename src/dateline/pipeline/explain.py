"""Why an event is coded as it is: its fields, each with the words it was read from and the rule that read it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dateline.errors import InputError
from dateline.records import Actor, Casualties, Event, Receipt, Record, Span


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field of an event.

    Attributes:
        field: Its name in the record; `actor: Kenya, country` for a field of a party, `place: …` and the like.
        value: As text.
        words: What it was read from; None where the record gives no receipt.
        rule: What read it.
    """

    field: str
    value: str
    words: str | None
    rule: str | None


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage of the shown text that some field was read from.

    Attributes:
        span: In the shown text.
        fields: Names of the fields, in the order of the rows.
    """

    span: Span
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """One event, ready to be shown.

    Attributes:
        text: The sentence of the event, widened to all the words that a field was read from within a few sentences.
        start: Where `text` begins in the article.
        trigger: In `text`.
        marks: Without overlaps, in text order.
    """

    event: Event
    text: str
    start: int
    trigger: Span
    marks: tuple[Mark, ...]
    rows: tuple[FieldRow, ...]


_FAR_CHARS = 400  # words further from the sentence than this are quoted in their row alone, not shown in place


def explain(record: Record, event_id: str) -> Explanation:
    """The explanation of one event of a record.

    Raises:
        InputError: the record has no such event.
    """
    event = next((event for event in record.events if event.id == event_id), None)
    if event is None:
        known = ", ".join(event.id for event in record.events) or "none"
        raise InputError(f"article {record.id} has no event {event_id!r}; its events are: {known}")
    found = list(_rows(record, event))
    passages = [(row.field, Span(receipt.start, receipt.end)) for row, receipt in found if receipt]
    shown = _shown(event.sentence, [span for _, span in passages])
    return Explanation(
        event=event,
        text=record.text[shown.start : shown.end],
        start=shown.start,
        trigger=_shift(Span(event.trigger.start, event.trigger.end), shown.start),
        marks=_marks(passages, shown),
        rows=tuple(row for row, _ in found),
    )


Pair = tuple[FieldRow, Receipt | None]


def _rows(record: Record, event: Event) -> Iterator[Pair]:
    names = {actor.id: actor for actor in record.actors}
    values: dict[str, str | None] = {
        "type": str(event.type),
        "mode": event.mode,
        "contexts": ", ".join(event.contexts) or None,
        "cameo": event.cameo,
        "status": str(event.status),
        "factuality": f"{event.factuality:+g} (−3 … +3)",
        "actors": ", ".join(names[name].name for name in event.actors) or None,
        "recipients": ", ".join(names[name].name for name in event.recipients) or None,
        "place": record.places[event.place].name if event.place is not None else None,
        "time": _days(record, event),
        "statements": "; ".join(_sources(record, event)) or None,
        "content_of": event.content_of,
        "killed": _range(event.killed),
        "injured": _range(event.injured),
        "intensity": f"{event.intensity:+g}",
        "goldstein": f"{event.goldstein:+g}" if event.goldstein is not None else None,
        "confidence": f"{event.confidence:.2f}",
    }
    for field, value in values.items():
        if value is not None:
            yield _row(record, field, value, event.why.get(field))
    for field in sorted(set(event.why) - set(values)):
        yield _row(record, field, "", event.why[field])
    for name in (*event.actors, *event.recipients):
        yield from _actor_rows(record, names[name])
    if event.place is not None:
        place = record.places[event.place]
        yield from _layer_rows(record, f"place {place.name}", place, place.why)
    if event.time is not None:
        time = record.times[event.time]
        yield from _layer_rows(record, f"time {time.text}", time, time.why)
    for number in event.statements:
        statement = record.statements[number]
        yield from _layer_rows(record, "statement", statement, statement.why)


def _actor_rows(record: Record, actor: Actor) -> Iterator[Pair]:
    yield from _layer_rows(record, actor.name, actor, actor.why)


def _layer_rows(record: Record, name: str, item: object, why: Mapping[str, Receipt]) -> Iterator[Pair]:
    for field, receipt in sorted(why.items()):
        value = getattr(item, field, None)
        plain = value if isinstance(value, str | int | float) else getattr(value, "text", None)
        yield _row(record, f"{name}: {field}", "" if plain is None else str(plain), receipt)


def _row(record: Record, field: str, value: str, receipt: Receipt | None) -> Pair:
    words = record.text[receipt.start : receipt.end] if receipt else None
    return FieldRow(field, value, words, receipt.rule if receipt else None), receipt


def _days(record: Record, event: Event) -> str | None:
    if event.time is None:
        return None
    time = record.times[event.time]
    if time.first is None:
        return time.value
    return time.first if time.first == time.last else f"{time.first} … {time.last}"


def _sources(record: Record, event: Event) -> Iterator[str]:
    for number in event.statements:
        source = record.statements[number].source
        yield "somebody unnamed" if source is None else source.text


def _range(casualties: Casualties | None) -> str | None:
    if casualties is None:
        return None
    return str(casualties.low) if casualties.low == casualties.high else f"{casualties.low} … {casualties.high}"


def _shown(sentence: Span, passages: list[Span]) -> Span:
    near = [
        span for span in passages if span.start >= sentence.start - _FAR_CHARS and span.end <= sentence.end + _FAR_CHARS
    ]
    return Span(
        min([sentence.start, *(span.start for span in near)]), max([sentence.end, *(span.end for span in near)])
    )


def _marks(passages: list[tuple[str, Span]], shown: Span) -> tuple[Mark, ...]:
    """Each stretch of text between two borders of passages, with all fields that cover it."""
    inside = [(field, span) for field, span in passages if shown.holds(span)]
    borders = sorted({border for _, span in inside for border in (span.start, span.end)})
    marks = []
    for start, end in itertools.pairwise(borders):
        piece = Span(start, end)
        if fields := tuple(dict.fromkeys(field for field, span in inside if span.holds(piece))):
            marks.append(Mark(_shift(piece, shown.start), fields))
    return tuple(marks)


def _shift(span: Span, by: int) -> Span:
    return Span(span.start - by, span.end - by)
