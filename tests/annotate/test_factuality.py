"""Factuality by the status calculus and the learned reader together."""

from __future__ import annotations

import pytest

from dateline.annotate.factuality import FactualityBlend
from dateline.annotate.reader.reader import Factuality
from dateline.dictionaries.factuality import FactualityWeights
from dateline.records import Judgement, Receipt, Status

NEWS = {"calculus": 0.5, "uw": 0.5, "status:planned": 0.25}
TALK = {"calculus": 0.5, "uds": 0.5}
BLEND = FactualityBlend(FactualityWeights(NEWS, TALK))


def judged(factuality: float, status: Status = Status.ACTUAL) -> Judgement:
    return Judgement(status, factuality, Receipt(0, 4, "status.asserted"))


def read(*scales: float, talk: float = 0.0) -> Factuality:
    return Factuality(scales, (1 - talk, 0.0, talk))


@pytest.mark.parametrize(
    ("talk", "expected"), [(0.0, 2.0), (1.0, 0.0), (0.5, 1.0)], ids=["news", "talk", "half and half"]
)
def test_a_text_is_read_with_each_blend_as_much_as_it_is_of_its_register(talk: float, expected: float) -> None:
    assert BLEND.rate(judged(2.0), read(2.0, 2.0, -2.0, talk=talk)) == expected


def test_the_calculus_status_counts_too() -> None:
    assert BLEND.rate(judged(2.0, Status.PLANNED), read(2.0, 2.0, -2.0)) == 2.25


def test_the_scale_has_bounds() -> None:
    assert BLEND.rate(judged(3.0), read(4.5, 0.0, 0.0)) == 3.0


def test_a_word_that_was_not_read_keeps_the_calculus_value() -> None:
    assert BLEND.rate(judged(-2.4, Status.DENIED), None) == -2.4
