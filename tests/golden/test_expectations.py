"""The expectations and the example articles fit together. Whether the coder meets them is another test's matter."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from dateline.ingest import read
from dateline.records import Article, EventType, Status

ROOT = Path(__file__).parents[2]
ARTICLES = ROOT / "examples" / "articles"
EXPECTED: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("expectations.toml").read_text("utf-8"))[
    "article"
]
EVENT_KEYS = {
    *("type", "alt_types", "status", "trigger", "evidence", "actors", "recipients", "place", "date"),
    *("source", "anonymous", "killed", "injured", "background"),
}


def find(expected: dict[str, Any]) -> Article:
    found = [item for item in read([ARTICLES / expected["file"]]) if isinstance(item, Article)]
    chosen = [article for article in found if article.id == expected.get("id", article.id)]
    assert len(chosen) == 1
    return chosen[0]


def events(expected: dict[str, Any]) -> list[dict[str, Any]]:
    return list(expected["event"])


def label(expected: dict[str, Any]) -> str:
    return str(expected.get("id", expected["file"]))


def test_every_example_article_has_expectations() -> None:
    files = {path.name for path in ARTICLES.iterdir()}

    assert files == {expected["file"] for expected in EXPECTED}


def test_all_types_and_statuses_are_shown() -> None:
    marked = [event for expected in EXPECTED for event in events(expected)]

    assert {event["type"] for event in marked} == set(EventType)
    assert {event["status"] for event in marked} == set(Status)


@pytest.mark.parametrize("expected", EXPECTED, ids=label)
def test_an_example_says_that_it_is_invented(expected: dict[str, Any]) -> None:
    article = find(expected)

    names = f"{article.id} {article.outlet} {expected['file']}"
    assert "invented" in names.lower()
    assert "nvented" not in article.text.replace("the Invented Courier reported", "")


@pytest.mark.parametrize("expected", EXPECTED, ids=label)
def test_an_example_is_as_long_as_a_short_report(expected: dict[str, Any]) -> None:
    article = find(expected)

    assert 80 <= len(article.text.split()) <= 220


@pytest.mark.parametrize("expected", EXPECTED, ids=label)
def test_evidence_occurs_once_and_holds_the_trigger(expected: dict[str, Any]) -> None:
    text = find(expected).text

    wrong = [
        event["evidence"]
        for event in events(expected)
        if text.count(event["evidence"]) != 1 or event["trigger"] not in event["evidence"]
    ]

    assert wrong == []


@pytest.mark.parametrize("expected", EXPECTED, ids=label)
def test_marks_have_known_fields_and_words_of_the_text(expected: dict[str, Any]) -> None:
    text = find(expected).text

    for event in events(expected):
        assert set(event) <= EVENT_KEYS
        assert {*event.get("alt_types", []), event["type"]} <= set(EventType)
        assert event.get("place", "").lower() in text.lower()
        assert event.get("killed", [0, 0]) == sorted(event.get("killed", [0, 0]))
        for party in [*event.get("actors", []), *event.get("recipients", [])]:
            assert set(party) <= {"name", "country"}
            assert party["name"].split()[-1].lower() in text.lower()
