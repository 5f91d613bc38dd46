"""Factuality by the status calculus and the learned reader together."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from dateline.annotate.factuality import FactualityBlend
from dateline.dictionaries.factuality import FactualityWeights, load_factuality_weights
from dateline.records import Judgement, Receipt, Status

WORDS = {name: frozenset[str]() for name in ("first", "second", "say", "quote", "question")}
NEWS = {"calculus": 0.5, "uw": 0.5, "status:planned": 0.25}
TALK = {"calculus": 0.5, "uds": 0.5}


def blend(register: dict[str, float] | None = None) -> FactualityBlend:
    return FactualityBlend(FactualityWeights(WORDS, register or {"bias": 0.0}, NEWS, TALK))


def judged(factuality: float, status: Status = Status.ACTUAL) -> Judgement:
    return Judgement(status, factuality, Receipt(0, 4, "status.asserted"))


def tagged(words: str, tags: str) -> Doc:
    return Doc(spacy.blank("en").vocab, words=words.split(), tags=tags.split(), lemmas=words.lower().split())


@pytest.mark.parametrize(
    ("talk", "expected"), [(0.0, 2.0), (1.0, 0.0), (0.5, 1.0)], ids=["news", "talk", "half and half"]
)
def test_a_text_is_read_with_each_blend_as_much_as_it_is_of_its_register(talk: float, expected: float) -> None:
    assert blend().rate(judged(2.0), (2.0, 2.0, -2.0), talk) == expected


def test_the_calculus_status_counts_too() -> None:
    assert blend().rate(judged(2.0, Status.PLANNED), (2.0, 2.0, -2.0), 0.0) == 2.25


def test_the_scale_has_bounds() -> None:
    assert blend().rate(judged(3.0), (4.5, 0.0, 0.0), 0.0) == 3.0


def test_a_word_that_was_not_read_keeps_the_calculus_value() -> None:
    assert blend().rate(judged(-2.4, Status.DENIED), None, 0.7) == -2.4


def test_questions_to_a_reader_are_talk_and_reports_with_names_and_numbers_are_news() -> None:
    shipped = FactualityBlend(load_factuality_weights())
    letter = tagged("Will you come to our place ?", "MD PRP VB IN PRP$ NN .")
    report = tagged("Norway said 40 soldiers left Kenya .", "NNP VBD CD NNS VBD NNP .")

    letter_share, report_share = shipped.talk(letter), shipped.talk(report)

    assert letter_share > 0.8
    assert report_share < 0.4
