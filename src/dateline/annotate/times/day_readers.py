"""Readers of calendar dates and times of day: "Tuesday, June 10", "early May", "10 p.m. on Friday", "last night".

They raise ValueError or OverflowError where the numbers are no day ("June 31").
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.annotate.times import calendar as cal
from dateline.annotate.times.calendar import Grain, Period
from dateline.annotate.times.patterns import Found
from dateline.annotate.times.scene import Lean, Reading, Scene, dated, unplaced
from dateline.dictionaries.times import Holiday
from dateline.records import Basis, TimeType

# A date that the verb's tense puts so far from publication, while its next occurrence on the other side is so near,
# is the near one: papers add the year to a date that is nearly a year off. Set on one half of TimeBank.
_FAR_DAYS, _NEAR_DAYS = 270, 95


@dataclass(frozen=True, slots=True)
class Day:
    """The date part of an expression: a period, or only an underspecified value."""

    value: str
    period: Period | None
    basis: Basis


def read_date(found: Found, scene: Scene) -> Reading | None:
    """Weekday, month, day and year in any mixture, "today", holidays; also with an edge or a time of day."""
    day = _day(found, scene)
    mod = found.text("edge")
    time = _time_of_day(found)
    if time is None:
        return dated(day.period, day.basis, mod) if day.period else unplaced(day.value, mod, day.basis)
    period = day.period
    first, last = (period.first, period.last) if period else (None, None)
    return Reading(TimeType.TIME, day.value + time, mod, first, last, day.basis, period)


def read_days(found: Found, scene: Scene) -> Reading | None:
    """From one day or year to another: "June 3-5", "2012-2014". The value is an ISO 8601 interval."""
    years = found.text("years")
    if years is not None:
        start, end = years[:4], years[5:]
        first, last = cal.year_period(int(start)), cal.year_period(int(start[: 4 - len(end)] + end))
    else:
        left = _day(found, scene).period
        if left is None or left.grain is not Grain.DAY:
            return None
        first, last = left, cal.day_period(left.first.replace(day=found.number("until") or 0))
    if last.first <= first.first:
        return None
    basis = Basis.STATED if years or found.number("year") else Basis.RELATIVE
    return Reading(TimeType.DATE, f"{first.value}/{last.value}", None, first.first, last.last, basis, first)


def read_year(found: Found, scene: Scene) -> Reading | None:
    """A year by its number; None where the sentence counts something by it ("killed 1990 rebels")."""
    is_count = scene.tag(1) == "NNS" and scene.tag(-1) not in ("", "DT", "POS", "PRP$", "IN", "JJ")
    return None if is_count and found.end - found.first == 1 else read_date(found, scene)


def read_beyond(found: Found, scene: Scene) -> Reading | None:
    """The day before yesterday, the day after tomorrow."""
    if scene.published is None:
        return unplaced("XXXX-XX-XX")
    return dated(cal.day_period(scene.published + timedelta(days=2 * (found.number("beyond") or 0))), Basis.RELATIVE)


def read_weekday_of_week(found: Found, scene: Scene) -> Reading | None:
    """A weekday of this, last or next week: "Sunday last week"."""
    weekday = found.number("weekday") or 1
    if scene.published is None:
        return unplaced(f"XXXX-WXX-{weekday}")
    week = cal.week_period(scene.published + timedelta(weeks=found.number("week") or 0))
    return dated(cal.day_period(week.first + timedelta(days=weekday - 1)), Basis.RELATIVE)


def read_week_of(found: Found, scene: Scene) -> Reading | None:
    """The ISO week that holds a day: "the week of March 6"."""
    day = read_date(found, scene)
    if day is None or day.first is None:
        return unplaced("XXXX-WXX")
    return dated(cal.week_period(day.first), day.basis)


def _day(found: Found, scene: Scene) -> Day:
    readers: tuple[tuple[str, Callable[[Found, Scene], Day]], ...] = (
        ("iso", _iso),
        ("numeric", _numeric),
        ("today", _today),
        ("holiday", _holiday),
        ("month", _month),
        ("weekday", _weekday),
        ("year", _year),
    )
    for name, reader in readers:
        if name in found.named:
            return reader(found, scene)
    return _bare_time(found, scene)


def _iso(found: Found, _scene: Scene) -> Day:
    return _stated(cal.day_period(date.fromisoformat(found.text("iso") or "")))


def _numeric(found: Found, scene: Scene) -> Day:
    """Day and month in figures. Slashes are read month first, as in the United States, unless that is no month."""
    surface = found.text("numeric") or ""
    one, two, year = (int(part) for part in surface.replace("/", ".").split("."))
    if year < 100:
        pivot = scene.published.year + 1 if scene.published else 2049
        year += pivot // 100 * 100 - (100 if year > pivot % 100 else 0)
    day_first = "." in surface or one > 12
    return _stated(cal.day_period(date(year, two, one) if day_first else date(year, one, two)))


def _today(found: Found, scene: Scene) -> Day:
    offset = found.number("today") or 0
    if scene.published is None:
        return Day("XXXX-XX-XX", None, Basis.RELATIVE)
    period = cal.day_period(scene.published + timedelta(days=offset))
    return Day(period.value, period, Basis.RELATIVE if offset else Basis.PUBLICATION)


def _holiday(found: Found, scene: Scene) -> Day:
    holiday = scene.holidays[found.text("holiday") or ""]
    year = _year_number(found, scene)
    if year is not None:
        period = cal.day_period(holiday_date(holiday, year))
        return Day(period.value, period, _year_basis(found))
    if scene.published is None:
        day = holiday_date(holiday, 2000)
        return Day(f"XXXX-{day:%m-%d}" if holiday.day else "XXXX-XX-XX", None, Basis.RELATIVE)
    candidates = [cal.day_period(holiday_date(holiday, scene.published.year + step)) for step in (-1, 0, 1)]
    return _relative(_chosen(candidates, found, scene))


def holiday_date(holiday: Holiday, year: int) -> date:
    """The day that a holiday falls on in a year."""
    if holiday.easter is not None:
        return cal.easter(year) + timedelta(days=holiday.easter)
    if holiday.weekday is not None:
        return cal.nth_weekday(holiday.weekday, holiday.nth or 1, year=year, month=holiday.month or 1)
    return date(year, holiday.month or 1, holiday.day or 1)


def _month(found: Found, scene: Scene) -> Day:
    month, day = found.number("month") or 0, found.number("day")
    year = _year_number(found, scene)
    if year is not None:
        period = cal.day_period(date(year, month, day)) if day else cal.month_period(year, month)
        return Day(period.value, period, _year_basis(found))
    if scene.published is None:
        date(2000, month, day or 1)  # raises where there is no such day
        return Day(f"XXXX-{month:02}-{day:02}" if day else f"XXXX-{month:02}", None, Basis.RELATIVE)
    years = range(scene.published.year - 1, scene.published.year + 2)
    if day is None:
        return _relative(_chosen([cal.month_period(year, month) for year in years], found, scene))
    lengths = [(year, cal.month_period(year, month).last.day) for year in years]
    candidates = [cal.day_period(date(year, month, day)) for year, length in lengths if day <= length]
    if not candidates:
        raise ValueError(f"no year near {scene.published} has a day {month}-{day}")
    weekday = found.number("weekday")
    fitting = [period for period in candidates if period.first.isoweekday() == weekday]
    return _relative(_chosen(fitting or candidates, found, scene))


def _weekday(found: Found, scene: Scene) -> Day:
    weekday = found.number("weekday") or 1
    published = scene.published
    if published is None:
        return Day(f"XXXX-WXX-{weekday}", None, Basis.RELATIVE)
    which = found.number("which")
    if which is None or which == 0:
        ahead = scene.lean() is Lean.FUTURE
        chosen = (
            cal.earliest_weekday(weekday, not_before=published)
            if ahead
            else cal.latest_weekday(weekday, not_after=published)
        )
    elif which > 0:
        chosen = cal.earliest_weekday(weekday, not_before=published + timedelta(days=1))
    else:
        chosen = cal.latest_weekday(weekday, not_after=published - timedelta(days=1))
    return _relative(cal.day_period(chosen))


def _year(found: Found, _scene: Scene) -> Day:
    return _stated(cal.year_period(found.number("year") or 0))


def _bare_time(found: Found, scene: Scene) -> Day:
    """A time of day without a date: "this morning", "last night", "at 10:35 a.m."."""
    which = found.number("which")
    if which is None:
        day = scene.day()
        return _relative(cal.day_period(day)) if day else Day("XXXX-XX-XX", None, Basis.RELATIVE)
    if scene.published is None:
        return Day("XXXX-XX-XX", None, Basis.RELATIVE)
    period = cal.day_period(scene.published + timedelta(days=which))
    return Day(period.value, period, Basis.RELATIVE if which else Basis.PUBLICATION)


def _stated(period: Period) -> Day:
    return Day(period.value, period, Basis.STATED)


def _relative(period: Period) -> Day:
    return Day(period.value, period, Basis.RELATIVE)


def _year_number(found: Found, scene: Scene) -> int | None:
    """The year that goes with a month or holiday: stated, or "of last year"."""
    stated, offset = found.number("year"), found.number("whichyear")
    if stated is not None or offset is None or scene.published is None:
        return stated
    return scene.published.year + offset


def _year_basis(found: Found) -> Basis:
    return Basis.STATED if found.number("year") is not None else Basis.RELATIVE


def _chosen(candidates: list[Period], found: Found, scene: Scene) -> Period:
    """Of the same date in several years, the one that is meant.

    "Last" and "next" decide; else the lean of the sentence; else the one that is nearest to the publication date.
    """
    published = scene.published
    assert published is not None  # noqa: S101 - the callers have candidates only where there is a publication date
    which = found.number("which")
    behind = [period for period in candidates if period.first <= published]
    ahead = [period for period in candidates if period.last >= published]
    nearest = min(candidates, key=lambda period: abs((period.first - published).days))
    if which == 0:
        wanted = [period for period in candidates if period.first.year == published.year]
    elif which is not None and which < 0:
        wanted = [period for period in reversed(candidates) if period.last < published]
    elif which is not None:
        wanted = [period for period in candidates if period.first > published]
    else:
        lean = scene.lean()
        wanted = behind[-1:] if lean is Lean.PAST else ahead[:1] if lean is Lean.FUTURE else []
        if wanted and _is_far(wanted[0], published) and not _is_far(nearest, published, _NEAR_DAYS):
            wanted = []
    return wanted[0] if wanted else nearest


def _is_far(period: Period, published: date, days: int = _FAR_DAYS) -> bool:
    return period.grain is not Grain.MONTH and abs((period.first - published).days) > days


def _time_of_day(found: Found) -> str | None:
    """The part of a TIMEX3 value after the day: "TMO", "T22:00"; None where there is none."""
    part = found.text("daypart")
    clock, hour, half_day = found.text("clock"), found.number("hour"), found.text("ampm")
    if clock is None and hour is None:
        return part
    hours, minutes = (int(piece) for piece in clock.replace(".", ":").split(":")) if clock else (hour or 0, 0)
    afternoon = half_day == "pm" or (half_day is None and part in ("TAF", "TEV", "TNI") and hours < 12)
    if afternoon:
        hours = hours % 12 + 12
    elif half_day == "am":
        hours %= 12
    return f"T{hours:02}:{minutes:02}"
