"""Whose word counts for the status: the calculus' or the reader's. No model."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders import predication, trigger_reading
from dateline.coding.statuses import reconcile
from dateline.records import EventType, Judgement, Receipt, Status

TEXT = "Rebels may attack the village."
WEIGHTS = {"reader": 1.0, "calculus:planned": 2.0, "calculus:actual": 2.0}
"""The calculus' verdict counts as much as seven to one of the reader's."""


def reconciled(
    calculus: Status,
    shares: dict[Status, float] | None,
    factualities: tuple[float, float] = (3.0, 3.0),
    rule: str = "status.test",
) -> Judgement:
    """What comes out; the factualities are the calculus' and the reader's."""
    item = predication(TEXT, "attack", "attack", 1)
    item = replace(item, judgement=Judgement(calculus, factualities[0], Receipt(7, 10, rule)))
    read = trigger_reading(TEXT, "attack", {EventType.ASSAULT: 0.9}, shares, factualities[1]) if shares else None
    return reconcile(item, read, WEIGHTS)


def test_what_was_not_read_keeps_the_calculus_judgement() -> None:
    assert reconciled(Status.PLANNED, None) == Judgement(Status.PLANNED, 3.0, Receipt(7, 10, "status.test"))


def test_where_both_agree_the_receipt_names_the_words_of_the_rule() -> None:
    found = reconciled(Status.PLANNED, {Status.PLANNED: 0.9, Status.ACTUAL: 0.1})

    assert found == Judgement(Status.PLANNED, 3.0, Receipt(7, 10, "status.test"))


def test_a_reader_that_is_hardly_surer_does_not_prevail() -> None:
    assert reconciled(Status.PLANNED, {Status.HYPOTHETICAL: 0.6, Status.PLANNED: 0.4}).status is Status.PLANNED


def test_a_reader_that_is_much_surer_prevails_and_is_named() -> None:
    found = reconciled(Status.PLANNED, {Status.HYPOTHETICAL: 0.95, Status.PLANNED: 0.05}, (3.0, 1.0))

    assert found.status is Status.HYPOTHETICAL
    assert found.receipt == Receipt(TEXT.index("attack"), TEXT.index("attack") + 6, "reader.status")
    assert found.factuality == 2.0  # between 3 and 1


@pytest.mark.parametrize("status", [Status.DENIED, Status.OMITTED])
def test_what_did_not_happen_has_a_factuality_below_zero(status: Status) -> None:
    assert reconciled(Status.PLANNED, {status: 0.99}, (1.0, -2.0)).factuality == -0.5
    assert reconciled(Status.PLANNED, {status: 0.99}, (3.0, -1.0)).factuality == -2.0  # their mean would be above


def test_what_happened_has_a_factuality_above_zero() -> None:
    assert reconciled(Status.DENIED, {Status.ACTUAL: 0.99}, (-2.0, 3.0)).factuality == 0.5
    assert reconciled(Status.DENIED, {Status.ACTUAL: 0.99}, (-3.0, 1.0)).factuality == 1.0  # their mean would be below


def test_a_word_that_tells_the_omission_itself_is_not_outvoted() -> None:
    found = reconciled(Status.OMITTED, {Status.ACTUAL: 0.99}, (2.8, 3.0))

    assert found.status is Status.OMITTED


def test_a_status_that_follows_from_another_predication_stands() -> None:
    found = reconciled(Status.ACTUAL, {Status.DENIED: 0.99}, rule="implied.test")

    assert found.status is Status.ACTUAL


def test_equal_scores_give_the_first_status() -> None:
    item = predication(TEXT, "attack", "attack", 1)
    read = trigger_reading(TEXT, "attack", {}, {})

    assert reconcile(item, read, {}).status is next(iter(Status))
