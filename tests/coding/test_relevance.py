"""Articles that are not coded at all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from builders import annotated, predication
from dateline.coding.relevance import irrelevant
from dateline.dictionaries.relevance import RelevanceBounds, load_relevance_bounds
from dateline.errors import DictionaryError
from dateline.records import Annotated, Reading, Span, Trigger

BOUNDS = RelevanceBounds(least_probability=0.5, fewest_sentences=2)
TEXT = "The striker attacked. The keeper saved."


def article(relevance: float | None, *sentences: Span) -> Annotated:
    reading = None if relevance is None else Reading("model", relevance, (), ())
    layers = annotated(TEXT, (predication(TEXT, "attacked", "attack", 1), predication(TEXT, "saved", "save", 2)))
    return replace(layers, sentences=sentences or (Span(0, 21), Span(22, 39)), reading=reading)


def test_every_predication_of_an_irrelevant_article_is_dropped_with_its_reason() -> None:
    dropped = irrelevant(article(0.2), BOUNDS)

    assert [(item.trigger.text, item.reason) for item in dropped] == [
        ("attacked", "irrelevant_article"),
        ("saved", "irrelevant_article"),
    ]


def test_the_words_that_were_passed_over_are_dropped_with_the_same_reason() -> None:
    passed_over = (Trigger(12, 20, "attacked"),)

    dropped = irrelevant(replace(annotated(TEXT), passed_over=passed_over), BOUNDS)

    assert [(item.trigger.text, item.reason) for item in dropped] == [("attacked", "irrelevant_article")]


@pytest.mark.parametrize("relevance", [0.5, None], ids=["relevant", "not read"])
def test_other_articles_are_coded(relevance: float | None) -> None:
    assert irrelevant(article(relevance), BOUNDS) == ()


def test_a_text_that_is_too_short_to_be_judged_is_coded() -> None:
    assert irrelevant(article(0.2, Span(0, 39)), BOUNDS) == ()


def test_every_fault_of_the_bounds_is_told_at_once(tmp_path: Path) -> None:
    file = tmp_path / "relevance.toml"
    file.write_text(
        '[about]\nsource = "a test"\nlicence = "Apache-2.0"\nadded = 2026-11-22\n\n'
        "[article]\nleast_probability = 55\nfewest_sentences = 0\n"
    )

    with pytest.raises(DictionaryError) as caught:
        load_relevance_bounds(file)

    assert "least_probability is 55" in str(caught.value)
    assert "fewest_sentences is 0" in str(caught.value)
