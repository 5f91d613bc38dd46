"""Arithmetic on the calendar: pure functions from days and numbers to `Period`s.

Days are `datetime.date`s, ranges are inclusive at both ends, weekdays are ISO (1 Monday … 7 Sunday).
Values follow TIMEX3 (ISO 24617-1:2012) as TimeBank writes them: "2014-W24", "2014-Q2", "2014-SU", "201" for the 2010s.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Grain(StrEnum):
    """How long a period is."""

    DAY = "day"
    WEEKEND = "weekend"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of the calendar that has a TIMEX3 value; `first` and `last` are inclusive days."""

    value: str
    first: date
    last: date
    grain: Grain


# Meteorological seasons of the northern hemisphere: first month and length in months.
# Winter bears the year of its January: "winter of 1994" is December 1993 to February 1994.
_SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}

_MONTHS_IN = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.HALF: 6, Grain.YEAR: 12, Grain.DECADE: 120, Grain.CENTURY: 1200}


def latest_weekday(weekday: int, *, not_after: date) -> date:
    """The last day that falls on ISO `weekday`, counting `not_after` itself."""
    return not_after - timedelta(days=(not_after.isoweekday() - weekday) % 7)


def earliest_weekday(weekday: int, *, not_before: date) -> date:
    """The first day that falls on ISO `weekday`, counting `not_before` itself."""
    return not_before + timedelta(days=(weekday - not_before.isoweekday()) % 7)


def nth_weekday(weekday: int, nth: int, *, year: int, month: int) -> date:
    """The `nth` (1 …, or -1 for the last) ISO `weekday` of a month.

    Raises:
        ValueError: the month has no such day.
    """
    if nth < 0:
        return latest_weekday(weekday, not_after=month_period(year, month).last)
    found = earliest_weekday(weekday, not_before=date(year, month, 1)) + timedelta(weeks=nth - 1)
    if found.month != month:
        raise ValueError(f"month {year}-{month:02} has no weekday {weekday} number {nth}")
    return found


def easter(year: int) -> date:
    """Easter Sunday of the western churches.

    Source: the anonymous Gregorian computus (Meeus, Astronomical Algorithms, 1991, chapter 8).
    """
    golden, (cent, rest) = year % 19, divmod(year, 100)
    epact = (19 * golden + cent - cent // 4 - (cent - (cent + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (cent % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    month, day = divmod(epact + week - 7 * ((golden + 11 * epact + 22 * week) // 451) + 114, 31)
    return date(year, month, day + 1)


def add_months(day: date, months: int) -> date:
    """The same day of another month, or that month's last. Raises ValueError outside the years 1 to 9999."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]) if year > 0 else day.day)


def day_period(day: date) -> Period:
    """One day."""
    return Period(day.isoformat(), day, day, Grain.DAY)


def week_period(day: date) -> Period:
    """The ISO week that holds `day`."""
    monday = latest_weekday(1, not_after=day)
    year, week, _ = day.isocalendar()
    return Period(f"{year:04}-W{week:02}", monday, monday + timedelta(days=6), Grain.WEEK)


def weekend_period(day: date) -> Period:
    """Saturday and Sunday of the ISO week that holds `day`."""
    week = week_period(day)
    return Period(f"{week.value}-WE", week.first + timedelta(days=5), week.last, Grain.WEEKEND)


def month_period(year: int, month: int) -> Period:
    """One calendar month."""
    first = date(year, month, 1)
    return Period(f"{year:04}-{month:02}", first, _before(add_months(first, 1)), Grain.MONTH)


def quarter_period(year: int, quarter: int) -> Period:
    """Quarter 1 to 4 of a calendar year."""
    first = date(year, 3 * quarter - 2, 1)
    return Period(f"{year:04}-Q{quarter}", first, _before(add_months(first, 3)), Grain.QUARTER)


def half_period(year: int, half: int) -> Period:
    """Half 1 or 2 of a calendar year."""
    first = date(year, 6 * half - 5, 1)
    return Period(f"{year:04}-H{half}", first, _before(add_months(first, 6)), Grain.HALF)


def season_period(year: int, season: str) -> Period:
    """A season: SP, SU, FA or WI."""
    first = date(year - (season == "WI"), _SEASON_STARTS[season], 1)
    return Period(f"{year:04}-{season}", first, _before(add_months(first, 3)), Grain.SEASON)


def year_period(year: int) -> Period:
    """A calendar year."""
    return Period(f"{year:04}", date(year, 1, 1), date(year, 12, 31), Grain.YEAR)


def decade_period(year: int) -> Period:
    """The decade that holds `year`: 1990 to 1999 has the value "199"."""
    start = year // 10 * 10
    return Period(f"{start // 10:03}", date(max(start, 1), 1, 1), date(start + 9, 12, 31), Grain.DECADE)


def century_period(year: int) -> Period:
    """The hundred years that begin as `year` does: 1900 to 1999 has the value "19"."""
    start = year // 100 * 100
    return Period(f"{start // 100:02}", date(max(start, 1), 1, 1), date(start + 99, 12, 31), Grain.CENTURY)


def period_of(grain: Grain, day: date) -> Period:
    """The period of this grain that holds `day`. A season is the meteorological one."""
    match grain:
        case Grain.DAY:
            return day_period(day)
        case Grain.WEEK:
            return week_period(day)
        case Grain.WEEKEND:
            return weekend_period(day)
        case Grain.MONTH:
            return month_period(day.year, day.month)
        case Grain.QUARTER:
            return quarter_period(day.year, (day.month + 2) // 3)
        case Grain.HALF:
            return half_period(day.year, (day.month + 5) // 6)
        case Grain.SEASON:
            later = add_months(day, 1)
            return season_period(later.year, ("WI", "SP", "SU", "FA")[(later.month - 1) // 3])
        case Grain.YEAR:
            return year_period(day.year)
        case Grain.DECADE:
            return decade_period(day.year)
        case Grain.CENTURY:
            return century_period(day.year)


def shift(day: date, grain: Grain, count: int) -> date:
    """`day` moved by so many days, weeks, months … Raises ValueError or OverflowError outside the years 1 to 9999."""
    if grain is Grain.DAY:
        return day + timedelta(days=count)
    if grain in (Grain.WEEK, Grain.WEEKEND):
        return day + timedelta(weeks=count)
    return add_months(day, count * _MONTHS_IN.get(grain, 3))


def narrowed(period: Period, mod: str | None) -> tuple[date, date]:
    """The days of a period's START, MID or END.

    "Early 2014" has no sharp edge: START and END are read as halves, MID as the middle half.
    """
    length = (period.last - period.first).days + 1
    half, quarter = timedelta(days=length // 2), timedelta(days=length // 4)
    if length < 4:  # a day or a weekend cannot be narrowed
        return period.first, period.last
    match mod:
        case "START":
            return period.first, period.first + half
        case "MID":
            return period.first + quarter, period.last - quarter
        case "END":
            return period.last - half, period.last
        case _:
            return period.first, period.last


def _before(day: date) -> date:
    return day - timedelta(days=1)
