"""What the views of events show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from dateline.errors import InputError, SettingsError
from dateline.store import Store
from dateline.views import EventCount, EventFilter, count_events, find_event, list_events
from samples import INFO, sample_record


@pytest.fixture
def store() -> Iterator[Store]:
    sample = sample_record("2f00aa")
    dateless = replace(sample_record("2f00bb"), published=date(2021, 1, 1), outlet="Other")
    dateless = replace(dateless, events=tuple(replace(event, time=None) for event in dateless.events[:1]))
    with Store.open(":memory:") as opened:
        opened.add(opened.start_run(INFO, predicates=True), [dateless, sample])
        yield opened


def shown(store: Store, **wanted: object) -> list[str]:
    return [row.event for row in list_events(store, EventFilter(**wanted))]


def test_a_row_says_who_what_whom_when_where_and_who_says_so(store: Store) -> None:
    row = next(row for row in list_events(store) if row.event == "2f00aa:e2")

    assert (row.first_day, row.last_day, row.published) == (date(2020, 5, 4), date(2020, 5, 4), date(2020, 5, 5))
    assert (row.place, row.country, row.lat) == ("Busia", "UGA", 0.4608)
    assert (row.actors, row.actor_countries, row.recipients, row.recipient_countries) == (
        ("Uganda",),
        ("UGA",),
        ("rebels",),
        (),
    )
    assert (row.type, row.mode, row.status, row.content_of) == ("COERCE", "arrest", "requested", "e1")
    assert (row.source, row.words) == ("an official", "arrest")


def test_rows_come_by_day_and_those_without_by_publication(store: Store) -> None:
    assert shown(store) == ["2f00aa:e1", "2f00aa:e2", "2f00aa:e3", "2f00bb:e1"]


def test_order_limit_and_offset_page_through_the_rows(store: Store) -> None:
    rows = list_events(store, order="article", limit=2, offset=1)

    assert [row.event for row in rows] == ["2f00aa:e1", "2f00aa:e2"]


@pytest.mark.parametrize(
    ("wanted", "events"),
    [
        ({"types": ("ASSAULT", "COERCE")}, ["2f00aa:e2", "2f00aa:e3"]),
        ({"modes": ("arrest",)}, ["2f00aa:e2"]),
        ({"statuses": ("requested",)}, ["2f00aa:e2"]),
        ({"actor": "TROOPS"}, ["2f00aa:e3"]),
        ({"actor": "kenya"}, ["2f00aa:e1", "2f00bb:e1"]),
        ({"country": "ken"}, ["2f00aa:e1", "2f00bb:e1"]),
        ({"country": "FRA"}, []),
        ({"place": "busia"}, ["2f00aa:e2", "2f00aa:e3"]),
        ({"since": date(2020, 5, 5)}, ["2f00bb:e1"]),
        ({"until": date(2020, 5, 4)}, ["2f00aa:e1", "2f00aa:e2", "2f00aa:e3"]),
        ({"source": "Official", "statuses": ("actual",)}, ["2f00aa:e1", "2f00bb:e1"]),
        ({"outlet": "other"}, ["2f00bb:e1"]),
    ],
    ids=str,
)
def test_a_filter_shows_what_it_says(store: Store, wanted: dict[str, object], events: list[str]) -> None:
    assert shown(store, **wanted) == events


def test_counts_are_by_type_and_status(store: Store) -> None:
    assert count_events(store) == [
        EventCount("ASSAULT", "actual", 1, 1),
        EventCount("COERCE", "requested", 1, 1),
        EventCount("REQUEST", "actual", 2, 2),
    ]


def test_only_the_latest_reading_of_an_article_is_shown(store: Store) -> None:
    newer = replace(INFO, version="0.2.0")
    again = replace(sample_record("2f00aa"), coder=newer, events=sample_record().events[:1])

    store.add(store.start_run(newer, predicates=True), [again])

    assert shown(store) == ["2f00aa:e1", "2f00bb:e1"]


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ({"types": ("ATTACK",)}, "type is 'ATTACK'; allowed are AGREE"),
        ({"statuses": ("done",)}, "status is 'done'; allowed are actual"),
        ({"since": date(2021, 1, 1), "until": date(2020, 1, 1)}, "is after"),
    ],
    ids=["type", "status", "days"],
)
def test_a_filter_that_cannot_be_says_so(wanted: dict[str, object], message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        EventFilter(**wanted)


def test_an_order_that_is_none_says_so(store: Store) -> None:
    with pytest.raises(SettingsError, match="order is 'size'; allowed are date, article, confidence"):
        list_events(store, order="size")


def test_an_event_is_found_by_a_unique_beginning_of_its_articles_id(store: Store) -> None:
    assert find_event(store, "2f00a:e3")[1] == "e3"
    assert store.record(find_event(store, "2f00bb:e1")[0]).id == "2f00bb"


@pytest.mark.parametrize(
    ("name", "message"),
    [("2f:e1", "may be 2 events: 2f00aa:e1, 2f00bb:e1"), ("9:e1", "there is no event"), ("e1", "ARTICLE-ID:EVENT-ID")],
)
def test_a_name_of_no_event_or_several_is_told(store: Store, name: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        find_event(store, name)
