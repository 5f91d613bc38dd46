"""Which events a view shows: one filter for all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dateline.errors import SettingsError
from dateline.records import EventType, Status


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Which events are wanted; what is empty or None does not filter.

    Attributes:
        types, statuses, modes: Any of these.
        actor: Part of the name of an actor or recipient, in any case.
        country: Code of the country of the place, an actor or a recipient.
        place: Part of the place's name, in any case.
        since, until: Inclusive days that the event's own days overlap. An event without a day of its own counts on the
            day of publication, since a reader who looks for June wants to see it.
        source: Part of the words that name the source, in any case.
        outlet: The outlet's name, in any case.
    """

    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    actor: str | None = None
    country: str | None = None
    place: str | None = None
    since: date | None = None
    until: date | None = None
    source: str | None = None
    outlet: str | None = None

    def __post_init__(self) -> None:
        """Raises SettingsError for a type or status that there is not, and for days in the wrong order."""
        _check("type", self.types, tuple(EventType))
        _check("status", self.statuses, tuple(Status))
        if self.since and self.until and self.since > self.until:
            raise SettingsError(f"since {self.since} is after until {self.until}")

    def values(self) -> Mapping[str, Any]:
        """The filter as the parameters that `WHERE` names."""
        return {
            "types": list(self.types),
            "statuses": list(self.statuses),
            "modes": list(self.modes),
            "actor": self.actor,
            "country": self.country,
            "place": self.place,
            "since": self.since,
            "until": self.until,
            "source": self.source,
            "outlet": self.outlet,
        }


def _check(name: str, values: tuple[str, ...], allowed: tuple[str, ...]) -> None:
    for value in values:
        if value not in allowed:
            raise SettingsError(f"{name} is {value!r}; allowed are {', '.join(allowed)}")


# For a relation with the columns of EventRow, and `day` and `day_after`: the days that the event is looked for under.
WHERE = """
WHERE (len($types) = 0 OR list_contains($types, type))
    AND (len($statuses) = 0 OR list_contains($statuses, status))
    AND (len($modes) = 0 OR list_contains($modes, mode))
    AND ($actor IS NULL OR contains(lower(array_to_string(actors || recipients, chr(10))), lower($actor)))
    AND ($country IS NULL OR country = upper($country)
        OR list_contains(actor_countries || recipient_countries, upper($country)))
    AND ($place IS NULL OR contains(lower(place), lower($place)))
    AND ($since IS NULL OR day_after >= $since)
    AND ($until IS NULL OR day <= $until)
    AND ($source IS NULL OR contains(lower(source), lower($source)))
    AND ($outlet IS NULL OR lower(outlet) = lower($outlet))
"""
