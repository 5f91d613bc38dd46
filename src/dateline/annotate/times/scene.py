"""What a reader of a time expression may look at: the publication date, the dates told so far, the verb's tense."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from dateline.annotate.times.calendar import Grain, Period, narrowed
from dateline.dictionaries.times import Holiday
from dateline.records import Basis, TimeType


class Lean(Enum):
    """On which side of the publication date the sentence puts its happening."""

    PAST = -1
    OPEN = 0
    FUTURE = 1


@dataclass(frozen=True, slots=True)
class Reading:
    """What one expression means. `period` is what later expressions ("the next day") may count from."""

    type: TimeType
    value: str
    mod: str | None = None
    first: date | None = None
    last: date | None = None
    basis: Basis = Basis.RELATIVE
    period: Period | None = None


@dataclass(slots=True)
class Scene:
    """The surroundings of the expression that is being read.

    Attributes:
        published: The day that "today" is; None where it is unknown.
        lean: Asks the sentence's tense; costs a look at the parse, so it is asked for only where it matters.
        tag: Penn tag of the token so many places after the expression's last one (0 is that one), or, below 0, before
            its first; "" where the text is not tagged.
        told: The last date told of each grain, and under None of any, with the offset where its words ended.
        start: Where the expression starts.
    """

    published: date | None
    holidays: dict[str, Holiday]
    lean: Callable[[], Lean] = lambda: Lean.OPEN
    tag: Callable[[int], str] = lambda _: ""
    told: dict[Grain | None, tuple[int, Period]] = field(default_factory=dict)
    start: int = 0

    def last_told(self, grain: Grain | None = None, *, within: int | None = None) -> Period | None:
        """The latest date told so far (of this grain), unless it ended more than `within` characters back."""
        found = self.told.get(grain)
        if found is None or (within is not None and found[0] < self.start - within):
            return None
        return found[1]

    def tell(self, end: int, period: Period) -> None:
        """Remember a date whose words ended at `end`."""
        self.told[None] = self.told[period.grain] = end, period

    def day(self) -> date | None:
        """The day that a bare clock time means: the last one told in this passage, or the day of publication."""
        told = self.last_told(Grain.DAY, within=300)
        return told.first if told else self.published


def dated(period: Period, basis: Basis, mod: str | None = None) -> Reading:
    """A DATE that is this period, or the part of it that `mod` picks."""
    first, last = narrowed(period, mod)
    return Reading(TimeType.DATE, period.value, mod, first, last, basis, period)


def unplaced(value: str, mod: str | None = None, basis: Basis = Basis.RELATIVE) -> Reading:
    """A DATE that cannot be put on the calendar: "XXXX-WXX-3", "PAST_REF"."""
    return Reading(TimeType.DATE, value, mod, basis=basis)
