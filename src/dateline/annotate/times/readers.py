"""The readers by the names that rules use for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from dateline.annotate.times import day_readers as days
from dateline.annotate.times import reference_readers as references
from dateline.annotate.times import span_readers as spans
from dateline.annotate.times.patterns import Found
from dateline.annotate.times.scene import Reading, Scene

# Turns a match into a meaning; None: the words are no time after all, and the next longest match is tried.
Reader = Callable[[Found, Scene], Reading | None]

NOTHING = "nothing"  # the rule's words are no time, and are not looked at again

READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "adjective_reference": references.read_adjective_reference,
        "beyond": days.read_beyond,
        "date": days.read_date,
        "days": days.read_days,
        "decade": spans.read_decade,
        "distance": spans.read_distance,
        "duration": spans.read_duration,
        "fiscal": spans.read_fiscal,
        "noun_reference": references.read_noun_reference,
        "part": spans.read_part,
        "period": spans.read_period,
        "quarter": spans.read_quarter,
        "reference": references.read_reference,
        "set": references.read_set,
        "told": spans.read_told,
        "told_weekday": spans.read_told_weekday,
        "vague_stretch": references.read_vague_stretch,
        "week_of": days.read_week_of,
        "weekday_of_week": days.read_weekday_of_week,
        "year": days.read_year,
        "year_end": spans.read_year_end,
    }
)
