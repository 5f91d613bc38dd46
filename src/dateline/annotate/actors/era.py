"""When an undated article was probably written: when the leaders that it names were in office together."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dateline.dictionaries.actors import ActorEntry


def probable_day(persons: Iterable[ActorEntry]) -> date | None:
    """The first day on which most of these persons held a role; of several the latest. None without persons."""
    roles = [(entry.id, role) for entry in persons for role in entry.roles]
    days = sorted({role.first for _, role in roles if role.first is not None})
    best: tuple[int, date] | None = None
    for day in days:
        count = len({owner for owner, role in roles if role.holds(day)})
        if best is None or count >= best[0]:
            best = (count, day)
    return best[1] if best else None
