"""JSON objects to articles."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dateline.ingest.objects import read_object
from dateline.records import Article, Rejected, RejectReason


def test_every_field_is_taken_over() -> None:
    value = {
        "id": "r-1",
        "title": "Troops leave",
        "text": "They left.",
        "published": "2020-05-05",
        "outlet": "The Daily Example",
        "url": "https://example.org/1",
        "language": "en",
    }

    article = read_object(value, "a.json")

    assert article == Article(**{**value, "published": date(2020, 5, 5)})


@pytest.mark.parametrize(
    ("value", "reason", "words"),
    [
        ({"text": "a", "body": "b"}, RejectReason.FIELD, "'body'; allowed are id, title, text"),
        ({"text": "a", "published": "10 June"}, RejectReason.FIELD, "'10 June', not a day as YYYY-MM-DD"),
        ({"text": "a", "published": "2014-02-30"}, RejectReason.FIELD, "'2014-02-30'"),
        ({"text": "a", "published": "2014-W24"}, RejectReason.FIELD, "'2014-W24'"),
        ({"text": 7}, RejectReason.FIELD, "text is 7, not a string"),
        ({"title": "a"}, RejectReason.FIELD, "has no text"),
        ({"text": "a", "html": "<p>a</p>"}, RejectReason.FIELD, "both"),
        ({"text": "a", "language": "English!"}, RejectReason.FIELD, "ISO 639"),
        ({"text": "half \ud83d"}, RejectReason.ENCODING, "half a character"),
        ({"text": "  "}, RejectReason.EMPTY, "empty"),
        (["text"], RejectReason.MALFORMED, "not an object"),
    ],
    ids=str,
)
def test_a_wrong_object_is_rejected_with_what_was_found(value: Any, reason: RejectReason, words: str) -> None:
    item = read_object(value, "a.jsonl:7")

    assert isinstance(item, Rejected)
    assert (item.origin, item.reason) == ("a.jsonl:7", reason)
    assert words in item.detail


@pytest.mark.parametrize("published", ["2014-06-10", "20140610", "2014-06-10T23:30:00-05:00", "2014-06-10 08:00"])
def test_a_day_may_come_with_a_time(published: str) -> None:
    article = read_object({"text": "a", "published": published}, "a.json")

    assert isinstance(article, Article)
    assert article.published == date(2014, 6, 10)


def test_the_default_day_is_for_those_without_one() -> None:
    default = date(2020, 1, 1)

    without = read_object({"text": "a", "published": ""}, "a.json", published=default)
    with_own = read_object({"text": "a", "published": "2014-06-10"}, "a.json", published=default)

    assert isinstance(without, Article)
    assert isinstance(with_own, Article)
    assert (without.published, with_own.published) == (default, date(2014, 6, 10))


def test_an_article_without_id_gets_a_digest_of_its_content() -> None:
    first, twin, other = (
        read_object({"text": "a", "outlet": outlet}, "a.json") for outlet in ("Example", "Example", "Other")
    )

    assert isinstance(first, Article)
    assert isinstance(other, Article)
    assert first == twin
    assert first.id != other.id
    assert len(first.id) == 16


def test_a_number_may_be_an_id() -> None:
    article = read_object({"id": 17, "text": "a"}, "a.json")

    assert isinstance(article, Article)
    assert article.id == "17"
