"""Named SQL with typed rows."""

from dateline.views.counts import EventCount, count_events
from dateline.views.events import ORDERS, EventRow, find_event, list_events
from dateline.views.filters import EventFilter

__all__ = ["ORDERS", "EventCount", "EventFilter", "EventRow", "count_events", "find_event", "list_events"]
