"""The expectations and the example articles fit together. Whether the coder meets them is another test's matter."""

from __future__ import annotations

from typing import Any

import pytest

from dateline.pipeline.coder import with_title
from dateline.records import EventType, Status
from golden.matching import ARTICLES, article_of, days, label, read_expectations

EXPECTED = read_expectations()
EVENT_KEYS = {
    *("type", "alt_types", "status", "trigger", "evidence", "more_evidence", "actors", "recipients", "place", "date"),
    *("source", "anonymous", "killed", "injured", "background", "optional"),
}


def events(expected: dict[str, Any]) -> list[dict[str, Any]]:
    return list(expected["event"])


def text_of(expected: dict[str, Any]) -> str:
    return with_title(article_of(expected)).text


def test_every_example_article_has_expectations() -> None:
    files = {path.name for path in ARTICLES.iterdir()}

    assert files == {expected["file"] for expected in EXPECTED}


def test_all_types_and_statuses_are_shown() -> None:
    marked = [event for expected in EXPECTED for event in events(expected)]

    assert {event["type"] for event in marked} == set(EventType)
    assert {event["status"] for event in marked} == set(Status)


@pytest.mark.parametrize("expected", EXPECTED, ids=label)
def test_an_example_says_that_it_is_invented(expected: dict[str, Any]) -> None:
    article = article_of(expected)

    names = f"{article.id} {article.outlet} {expected['file']}"
    assert "invented" in names.lower()
    assert "nvented" not in article.text.replace("the Invented Courier reported", "")


@pytest.mark.parametrize("expected", EXPECTED, ids=label)
def test_an_example_is_as_long_as_a_short_report(expected: dict[str, Any]) -> None:
    article = article_of(expected)

    assert 80 <= len(article.text.split()) <= 220


@pytest.mark.parametrize("expected", EXPECTED, ids=label)
def test_evidence_occurs_once_and_holds_the_trigger(expected: dict[str, Any]) -> None:
    text = text_of(expected)

    wrong = [
        passage
        for event in events(expected)
        for passage in (event["evidence"], *event.get("more_evidence", []))
        if text.count(passage) != 1 or event["trigger"] not in event["evidence"]
    ]

    assert wrong == []


@pytest.mark.parametrize("expected", EXPECTED, ids=label)
def test_marks_have_known_fields_and_words_of_the_text(expected: dict[str, Any]) -> None:
    text = text_of(expected)

    for event in events(expected):
        assert set(event) <= EVENT_KEYS
        assert {*event.get("alt_types", []), event["type"]} <= set(EventType)
        assert days(event.get("date", "2026"))
        assert event.get("place", "").lower() in text.lower()
        assert event.get("killed", [0, 0]) == sorted(event.get("killed", [0, 0]))
        for party in [*event.get("actors", []), *event.get("recipients", [])]:
            assert set(party) <= {"name", "country"}
            assert party["name"].split()[-1].lower() in text.lower()
