"""When: dates, times, durations and sets, with TIMEX3 values and the days that they may mean."""

from dateline.annotate.times.component import Times

__all__ = ["Times"]
