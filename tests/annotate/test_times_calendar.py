"""Arithmetic on the calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.annotate.times import calendar as cal
from dateline.annotate.times.calendar import Grain

DAYS = st.dates(min_value=date(200, 1, 1), max_value=date(9000, 12, 31))
WEEKDAYS = st.integers(1, 7)
GRAINS = st.sampled_from(list(Grain))


@given(weekday=WEEKDAYS, day=DAYS)
def test_the_latest_weekday_is_that_weekday_within_the_last_seven_days(weekday: int, day: date) -> None:
    found = cal.latest_weekday(weekday, not_after=day)

    assert found.isoweekday() == weekday
    assert timedelta(0) <= day - found < timedelta(days=7)


@given(weekday=WEEKDAYS, day=DAYS)
def test_the_earliest_weekday_is_that_weekday_within_the_next_seven_days(weekday: int, day: date) -> None:
    found = cal.earliest_weekday(weekday, not_before=day)

    assert found.isoweekday() == weekday
    assert timedelta(0) <= found - day < timedelta(days=7)


@given(grain=GRAINS, day=DAYS)
def test_a_period_holds_the_day_that_it_was_made_for(grain: Grain, day: date) -> None:
    period = cal.period_of(grain, day)

    held = period.first <= day <= period.last
    assert held or (grain is Grain.WEEKEND and timedelta(0) < period.first - day < timedelta(days=6))
    assert period.grain is grain


@given(grain=GRAINS.filter(lambda grain: grain is not Grain.WEEKEND), day=DAYS)
def test_periods_of_a_grain_do_not_leave_gaps(grain: Grain, day: date) -> None:
    period = cal.period_of(grain, day)

    following = cal.period_of(grain, period.last + timedelta(days=1))

    assert following.first == period.last + timedelta(days=1)
    assert following.value != period.value


@given(day=DAYS, months=st.integers(-1200, 1200))
def test_adding_months_moves_the_month_and_keeps_the_day_where_it_can(day: date, months: int) -> None:
    moved = cal.add_months(day, months)

    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    assert moved.day == day.day or moved.day == cal.month_period(moved.year, moved.month).last.day


@given(grain=GRAINS, day=DAYS, mod=st.sampled_from([None, "START", "MID", "END"]))
def test_a_part_lies_within_its_period(grain: Grain, day: date, mod: str | None) -> None:
    period = cal.period_of(grain, day)

    first, last = cal.narrowed(period, mod)

    assert period.first <= first <= last <= period.last


@pytest.mark.parametrize(
    ("year", "day"),
    [(1961, date(1961, 4, 2)), (2000, date(2000, 4, 23)), (2014, date(2014, 4, 20)), (2024, date(2024, 3, 31))],
)
def test_easter(year: int, day: date) -> None:
    found = cal.easter(year)

    assert found == day


@pytest.mark.parametrize(
    ("nth", "day"),
    [(1, date(2014, 9, 1)), (4, date(2014, 9, 22)), (-1, date(2014, 9, 29))],
    ids=["first", "fourth", "last"],
)
def test_nth_weekday_of_a_month(nth: int, day: date) -> None:
    found = cal.nth_weekday(1, nth, year=2014, month=9)

    assert found == day


def test_a_month_has_no_sixth_monday() -> None:
    with pytest.raises(ValueError, match="no weekday 1 number 6"):
        cal.nth_weekday(1, 6, year=2014, month=9)


@pytest.mark.parametrize(
    ("period", "value"),
    [
        (cal.day_period(date(2014, 6, 1)), "2014-06-01"),
        (cal.week_period(date(2014, 12, 31)), "2015-W01"),
        (cal.weekend_period(date(2014, 6, 11)), "2014-W24-WE"),
        (cal.month_period(2014, 6), "2014-06"),
        (cal.quarter_period(2014, 2), "2014-Q2"),
        (cal.half_period(2014, 2), "2014-H2"),
        (cal.season_period(2014, "WI"), "2014-WI"),
        (cal.year_period(2014), "2014"),
        (cal.decade_period(1994), "199"),
        (cal.century_period(1994), "19"),
    ],
    ids=lambda item: item if isinstance(item, str) else item.grain,
)
def test_values_are_written_as_timex3_writes_them(period: cal.Period, value: str) -> None:
    assert period.value == value
