"""How many events there are of each type and status."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.store import Store
from dateline.views.filters import WHERE, EventFilter
from dateline.views.relation import EVENT_ROW


@dataclass(frozen=True, slots=True)
class EventCount:
    """Events of one type and status, and the articles that tell them."""

    type: str
    status: str
    events: int
    articles: int


_COUNTS = f"""
{EVENT_ROW}
SELECT type, status, count(*) AS events, count(DISTINCT article_number) AS articles
FROM event_row {WHERE} GROUP BY ALL ORDER BY type, status
"""


def count_events(store: Store, wanted: EventFilter | None = None) -> list[EventCount]:
    """Counts of the events that pass the filter, by type and status."""
    return [EventCount(*cells) for cells in store.rows(_COUNTS, (wanted or EventFilter()).values())]
