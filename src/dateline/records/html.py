"""A record as a small HTML table, for notebooks."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.records.events import Event
    from dateline.records.record import Record

_HEADS = ("date", "place", "actors", "recipients", "event", "status", "source", "words")


def as_html(record: Record) -> str:
    """Title and events of a record; everything that comes from the article is escaped."""
    heads = "".join(f"<th>{head}</th>" for head in _HEADS)
    rows = "".join(
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in event_cells(record, event))}</tr>"
        for event in record.events
    )
    title = escape(record.title or record.id)
    return f"<table><caption>{title}: {len(record.events)} events</caption><tr>{heads}</tr>{rows}</table>"


def event_cells(record: Record, event: Event) -> tuple[str, ...]:
    """One event as table cells: date, place, actors, recipients, event, status, source, words."""
    names = {actor.id: actor.name for actor in record.actors}
    sources = [record.statements[i].source for i in event.statements]
    return (
        record.times[event.time].value if event.time is not None else "",
        record.places[event.place].name if event.place is not None else "",
        ", ".join(names[i] for i in event.actors),
        ", ".join(names[i] for i in event.recipients),
        f"{event.type} {event.mode}" if event.mode else str(event.type),
        str(event.status),
        next((source.text for source in sources if source), ""),
        event.trigger.text,
    )
