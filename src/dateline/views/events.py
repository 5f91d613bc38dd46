"""The table of events: one row an event, with the words a reader wants to see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from dateline.errors import InputError, SettingsError
from dateline.store import Store
from dateline.views.filters import WHERE, EventFilter
from dateline.views.relation import EVENT_ROW


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event.

    Attributes:
        event: ARTICLE-ID:EVENT-ID; unique where article ids are.
        first_day, last_day: When it happened, inclusive; None where the text does not say or cannot be placed.
        published: Day of publication of the article.
        time: The words that say when, as TIMEX3 value where it has no days.
        country: Of the place.
        actors, recipients: Names, in order.
        actor_countries, recipient_countries: Codes in the same order, the unknown left out.
        source: Who says so, of the innermost statement that names somebody; None in the article's own voice.
        words: The trigger.
    """

    event: str
    article: str
    outlet: str | None
    published: date | None
    first_day: date | None
    last_day: date | None
    time: str | None
    place: str | None
    country: str | None
    lat: float | None
    lon: float | None
    actors: tuple[str, ...]
    actor_countries: tuple[str, ...]
    recipients: tuple[str, ...]
    recipient_countries: tuple[str, ...]
    type: str
    mode: str | None
    status: str
    source: str | None
    words: str
    cameo: str | None
    quad: int
    goldstein: float | None
    intensity: float
    factuality: float
    killed_low: int | None
    killed_high: int | None
    injured_low: int | None
    injured_high: int | None
    content_of: str | None
    confidence: float


ORDERS: Mapping[str, str] = MappingProxyType(
    {
        "date": "day NULLS LAST, article_number, position",
        "article": "article_number, position",
        "confidence": "confidence DESC, article_number, position",
    }
)

_COLUMNS = ", ".join(EventRow.__dataclass_fields__)


def list_events(
    store: Store, wanted: EventFilter | None = None, *, order: str = "date", limit: int | None = None, offset: int = 0
) -> list[EventRow]:
    """The events that pass the filter.

    Args:
        order: A key of `ORDERS`. By date: the event's first day, or else the day of publication.

    Raises:
        SettingsError: no such order.
    """
    if order not in ORDERS:
        raise SettingsError(f"order is {order!r}; allowed are {', '.join(ORDERS)}")
    sql = f"{EVENT_ROW} SELECT {_COLUMNS} FROM event_row {WHERE} ORDER BY {ORDERS[order]} LIMIT $limit OFFSET $offset"
    values = {**(wanted or EventFilter()).values(), "limit": limit, "offset": offset}
    return [_row(cells) for cells in store.rows(sql, values)]


def _row(cells: tuple[Any, ...]) -> EventRow:
    values: tuple[Any, ...] = tuple(tuple(cell) if isinstance(cell, list) else cell for cell in cells)
    return EventRow(*values)


# An exact article id first; else every article whose id begins so.
_FIND = """
SELECT article.article_key, article.id || ':' || event.event_id AS event
FROM event JOIN current_article AS article USING (article_number)
WHERE event.event_id = $event AND starts_with(article.id, $article)
ORDER BY article.id <> $article, article.id
"""


def find_event(store: Store, name: str) -> tuple[str, str]:
    """Article key and event id of the event called ARTICLE-ID:EVENT-ID, where the article's id may be cut short.

    Raises:
        InputError: no event is called so, or several are.
    """
    article, colon, event = name.rpartition(":")
    if not colon:
        raise InputError(f"{name!r} is no event; write ARTICLE-ID:EVENT-ID, as `dateline events` shows them")
    found = store.rows(_FIND, {"article": article, "event": event})
    exact = [row for row in found if row[1] == name]
    if len(exact) == 1:
        found = exact
    if not found:
        raise InputError(f"there is no event {name!r}; `dateline events` shows which there are")
    if len(found) > 1:
        some = ", ".join(full for _, full in found[:5])
        raise InputError(f"{name!r} may be {len(found)} events: {some}{' …' if len(found) > 5 else ''}")
    return str(found[0][0]), event
