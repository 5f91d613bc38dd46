"""Readers of calendar periods, lengths of time, distances and repetitions: "last week", "three days", "a year ago"."""

from __future__ import annotations

from datetime import date, timedelta

from dateline.annotate.times import calendar as cal
from dateline.annotate.times.calendar import Grain, Period
from dateline.annotate.times.lengths import count_of, length_of
from dateline.annotate.times.patterns import Found
from dateline.annotate.times.scene import Lean, Reading, Scene, dated, unplaced
from dateline.records import Basis, TimeType

_UNKNOWN = {Grain.DAY: "XXXX-XX-XX", Grain.WEEK: "XXXX-WXX", Grain.WEEKEND: "XXXX-WXX-WE", Grain.MONTH: "XXXX-XX"}
_QUARTER_REACH = 600  # characters: "a year ago" in a report on a quarter means that quarter of the year before


def read_period(found: Found, scene: Scene) -> Reading | None:
    """This, last or next week, month, quarter, year, weekend, season …, by the calendar."""
    which, mod, published = found.number("which") or 0, found.text("edge"), scene.published
    season = found.text("season")
    if season is not None:
        return _season(found, scene, season, mod)
    grain = Grain(found.text("unit") or "")
    if published is None:
        return unplaced(_unknown(grain), mod)
    if grain is Grain.WEEKEND:
        return dated(_weekend(found, scene, published), Basis.RELATIVE, mod)
    return dated(cal.period_of(grain, cal.shift(published, grain, which)), Basis.RELATIVE, mod)


def read_part(found: Found, scene: Scene) -> Reading | None:
    """A numbered part of a year ("the third quarter of 2013", "the first half"), or a numbered century."""
    ordinal, unit = found.number("ordinal") or 0, found.text("unit")
    mod = found.text("edge")
    if unit == "century":
        return dated(cal.century_period(100 * (ordinal - 1) or 1), Basis.STATED, mod) if 1 <= ordinal <= 30 else None
    parts = 4 if unit == "quarter" else 2
    if not 1 <= ordinal <= parts:
        return None
    make = cal.quarter_period if unit == "quarter" else cal.half_period
    year, offset, published = found.number("year"), found.number("whichyear"), scene.published
    if year is not None:
        return dated(make(year, ordinal), Basis.STATED, mod)
    if published is None:
        return unplaced(f"XXXX-{'Q' if parts == 4 else 'H'}{ordinal}", mod)
    if offset is not None:
        return dated(make(published.year + offset, ordinal), Basis.RELATIVE, mod)
    candidates = [make(published.year + step, ordinal) for step in (-1, 0, 1)]
    if scene.lean() is Lean.FUTURE:  # the result of a quarter that is over may still be to come
        return dated(min(candidates, key=lambda period: abs((period.first - published).days)), Basis.RELATIVE, mod)
    return dated([period for period in candidates if period.first <= published][-1], Basis.RELATIVE, mod)


def read_decade(found: Found, _scene: Scene) -> Reading | None:
    """A decade, or part of one: "the 1990s", "the early '80s"."""
    return dated(cal.decade_period(found.number("decade") or 0), Basis.STATED, found.text("edge"))


def read_fiscal(found: Found, scene: Scene) -> Reading | None:
    """A business year. Its first day differs from one body to the next, so it is not put on the calendar."""
    year = found.number("year")
    if year is not None:
        return unplaced(f"{year:04}", found.text("edge"), Basis.STATED)
    published = scene.published
    return unplaced(f"{published.year + (found.number('which') or 0):04}" if published else "XXXX", found.text("edge"))


def read_duration(found: Found, scene: Scene) -> Reading | None:
    """A length of time; with "the last", "the next" and the like it is put before or after the publication date."""
    unit = found.text("unit") or found.text("many") or ""
    value = length_of(found, unit)
    if value is None:
        return None
    mod, which, published = found.text("hedge"), found.number("which"), scene.published
    first = last = None
    count = count_of(found)
    if which and published and isinstance(count, int):
        other = _moved(published, unit, count if which > 0 else -count)
        first, last = min(other, published), max(other, published)
    basis = Basis.RELATIVE if which else Basis.STATED
    return Reading(TimeType.DURATION, value, mod, first, last, basis)


def read_distance(found: Found, scene: Scene) -> Reading | None:
    """So long ago or from now, or so long before or after the last date told ("two days later")."""
    unit, direction = found.text("unit") or "", found.number("direction") or 0
    from_told = found.rule.value == "told"
    count, mod = count_of(found), found.text("hedge")
    if not isinstance(count, int):  # "several years ago"
        return unplaced("PAST_REF" if direction < 0 else "FUTURE_REF", mod)
    if unit in ("hour", "minute", "second"):
        # Today or yesterday, which the text does not tell: only the side is given.
        return None if from_told else unplaced("PAST_REF" if direction < 0 else "FUTURE_REF", mod)
    grain, count = (Grain.WEEK, 2 * count) if unit == "fortnight" else (Grain(unit), count)
    if grain is Grain.YEAR and count == 1 and direction < 0:
        quarter = scene.last_told(within=_QUARTER_REACH)
        if quarter is not None and quarter.grain is Grain.QUARTER:
            return _moved_period(quarter, Grain.YEAR, -1, mod)
    published = cal.day_period(scene.published) if scene.published else None
    start = scene.last_told() if from_told else published
    if start is None:
        return unplaced(_unknown(grain), mod)
    if from_told and grain is not Grain.YEAR and start.grain is not Grain.DAY and grain is not start.grain:
        return unplaced(_unknown(grain), mod)
    return _moved_period(start, grain, direction * count, mod)


def read_told(found: Found, scene: Scene) -> Reading | None:
    """The same, the next or the previous day, week, year … by the last date told: "that year", "the next morning"."""
    step, mod = found.number("step") or 0, found.text("edge")
    daypart = found.text("daypart")
    grain = Grain(found.text("unit") or "day")
    start = scene.last_told(Grain.DAY if grain is Grain.DAY else None)
    if start is None or (grain is not Grain.YEAR and start.grain not in (Grain.DAY, grain)):
        value = _unknown(grain)
        return Reading(TimeType.TIME, value + daypart, mod) if daypart else unplaced(value, mod)
    reading = _moved_period(start, grain, step, mod)
    if daypart is None:
        return reading
    return Reading(TimeType.TIME, reading.value + daypart, mod, reading.first, reading.last, period=reading.period)


def read_told_weekday(found: Found, scene: Scene) -> Reading | None:
    """The weekday before or after the last day told, or else the publication date: "the following Monday"."""
    told = scene.last_told(Grain.DAY)
    start = told.first if told else scene.published
    weekday, step = found.number("weekday") or 1, found.number("step") or 0
    if start is None:
        return unplaced(f"XXXX-WXX-{weekday}")
    one = timedelta(days=1)
    if step < 0:
        return dated(cal.day_period(cal.latest_weekday(weekday, not_after=start - one)), Basis.RELATIVE)
    return dated(cal.day_period(cal.earliest_weekday(weekday, not_before=start + one)), Basis.RELATIVE)


def read_quarter(found: Found, scene: Scene) -> Reading | None:
    """A quarter that the text has told of, or that of the year before: "the quarter", "the year-earlier quarter"."""
    quarter = scene.last_told(Grain.QUARTER)
    published = scene.published
    if found.text("latest") and published is not None:
        return dated(cal.period_of(Grain.QUARTER, cal.shift(published, Grain.QUARTER, -1)), Basis.RELATIVE)
    if quarter is None:
        return None
    year, direction = found.number("year"), found.number("direction")
    if year is not None:
        return dated(cal.quarter_period(year, int(quarter.value[-1])), Basis.STATED)
    return _moved_period(quarter, Grain.YEAR, direction, None) if direction else dated(quarter, Basis.RELATIVE)


def read_year_end(_found: Found, scene: Scene) -> Reading | None:
    """The end of this year: "year-end", "the year's end"."""
    return dated(cal.year_period(scene.published.year), Basis.RELATIVE, "END") if scene.published else unplaced("XXXX")


def _unknown(grain: Grain) -> str:
    return _UNKNOWN.get(grain, "XXXX")


def _moved(day: date, unit: str, count: int) -> date:
    if unit in ("hour", "minute", "second"):
        hours = {"hour": 1, "minute": 1 / 60, "second": 1 / 3600}[unit] * count
        return day + timedelta(days=round(hours / 24))
    grain, size = (Grain.WEEK, 2) if unit == "fortnight" else (Grain(unit), 1)
    return cal.shift(day, grain, count * size)


def _moved_period(start: Period, grain: Grain, count: int, mod: str | None) -> Reading:
    """The period of `grain` so many grains from `start`; moving a month or quarter by years keeps it one."""
    kept = start.grain if grain is Grain.YEAR and start.grain is Grain.QUARTER and count else grain
    return dated(cal.period_of(kept, cal.shift(start.first, grain, count)), Basis.RELATIVE, mod)


def _weekend(found: Found, scene: Scene, published: date) -> Period:
    which = found.number("which")
    if which is None:
        which = 0
        is_behind = scene.lean() is not Lean.FUTURE and published.isoweekday() < 6
        return cal.weekend_period(published - timedelta(weeks=int(is_behind)))
    if which < 0:
        return cal.weekend_period(published - timedelta(weeks=1))
    return cal.weekend_period(published + timedelta(weeks=which))


def _season(found: Found, scene: Scene, season: str, mod: str | None) -> Reading:
    year, offset, published = found.number("year"), found.number("whichyear"), scene.published
    if year is not None:
        return dated(cal.season_period(year, season), Basis.STATED, mod)
    if published is None:
        return unplaced(f"XXXX-{season}", mod)
    if offset is not None:
        return dated(cal.season_period(published.year + offset, season), Basis.RELATIVE, mod)
    candidates = [cal.season_period(published.year + step, season) for step in (-1, 0, 1, 2)]
    which = found.number("which")
    if which == 0:  # "this summer" may be over or to come, but it is this year's
        chosen = min(candidates, key=lambda period: abs((period.first - published).days))
    elif which is not None and which < 0:
        chosen = [period for period in candidates if period.last < published][-1]
    elif which is not None:
        chosen = next(period for period in candidates if period.first > published)
    elif scene.lean() is Lean.FUTURE:
        chosen = next(period for period in candidates if period.last >= published)
    else:
        chosen = [period for period in candidates if period.first <= published][-1]
    return dated(chosen, Basis.RELATIVE, mod)
