"""What counts as finding a mark, and as agreeing with it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from golden.matching import CHECKS, days, figures, match, words
from samples import sample_record

REQUEST: dict[str, Any] = {"type": "REQUEST", "status": "actual", "trigger": "asked", "evidence": "Kenya asked Uganda"}
KILLING: dict[str, Any] = {
    "type": "COERCE",
    "alt_types": ["ASSAULT"],
    "status": "actual",
    "trigger": "killed",
    "evidence": "Ugandan troops killed",
    "killed": [3, 5],
    "actors": [{"name": "troops", "country": "UGA"}],
}


def test_a_mark_is_found_by_type_and_by_words_in_its_evidence() -> None:
    pairs, repeats = match(sample_record(), [KILLING, REQUEST])

    assert (pairs, repeats) == ({0: 1, 2: 0}, [])


def test_a_mark_of_another_type_or_passage_is_not_found() -> None:
    pairs, _ = match(sample_record(), [{**REQUEST, "type": "ACCUSE"}, {**KILLING, "evidence": "Kenya asked Uganda"}])

    assert pairs == {}


def test_figures_leave_optional_marks_out() -> None:
    expected = {"id": "kenya", "file": "", "event": [KILLING, {**REQUEST, "optional": True}]}

    found = figures({"kenya": sample_record()}, [expected, {**expected, "event": [REQUEST]}])

    assert (found["found"], found["precision"], found["killed"]) == (1.0, 0.4, 1.0)


@pytest.mark.parametrize(
    ("field", "value", "agreed"),
    [
        ("status", "planned", False),
        ("actors", [{"name": "Uganda", "country": "UGA"}], True),
        ("actors", [{"name": "Kenya", "country": "KEN"}], False),
        ("place", "Búsia", True),
        ("date", "2020-05", True),
        ("date", "2020-05-05", False),
        ("killed", [3, 3], False),
    ],
)
def test_a_field_agrees_or_not(field: str, value: Any, agreed: bool) -> None:
    record = sample_record()
    check = CHECKS[{"actors": "actor_country"}.get(field, field)]

    assert check(record, record.events[2], {**KILLING, field: value}) is agreed


def test_a_date_stands_for_all_its_days() -> None:
    assert days("2024") == (date(2024, 1, 1), date(2024, 12, 31))
    assert days("2024-02") == (date(2024, 2, 1), date(2024, 2, 29))
    assert days("2026-W12") == (date(2026, 3, 16), date(2026, 3, 22))
    assert days("2026-05-04") == (date(2026, 5, 4), date(2026, 5, 4))


def test_small_words_and_accents_do_not_make_names_differ() -> None:
    assert words("the port of Bălţi") == {"port", "balti"}
