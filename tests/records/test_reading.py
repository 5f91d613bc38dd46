"""What the learned reader says of an article, as records."""

from __future__ import annotations

import pytest

from builders import trigger_reading
from dateline.records import EventType, Span

TEXT = "Rebels opened fire on soldiers."


def test_the_probability_of_an_event_is_that_of_all_types_together() -> None:
    found = trigger_reading(TEXT, "opened fire", {EventType.ASSAULT: 0.7, EventType.PROTEST: 0.2})

    assert found.probability == pytest.approx(0.9)


def test_a_type_that_is_not_named_has_no_share() -> None:
    found = trigger_reading(TEXT, "opened fire", {EventType.ASSAULT: 0.7})

    assert found.share(EventType.ASSAULT) == 0.7
    assert found.share(EventType.AID) == 0.0


def test_no_type_at_all_is_no_event() -> None:
    assert trigger_reading(TEXT, "opened fire", {}).probability == 0


def test_the_span_is_that_of_the_words() -> None:
    assert trigger_reading(TEXT, "opened fire", {}).span == Span(7, 18)
