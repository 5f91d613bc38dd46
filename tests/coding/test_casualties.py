"""Figures of the dead and the injured."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from dateline.coding.casualties import CasualtyReader
from dateline.coding.quantities import is_number, quantity
from dateline.dictionaries.casualties import load_count_words
from dateline.records import Casualties, Span


@pytest.fixture(scope="module")
def reader() -> CasualtyReader:
    return CasualtyReader(load_count_words())


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        (["13"], 13, 13),
        (["1,200"], 1200, 1200),
        (["two", "hundred", "five"], 205, 205),
        (["3", "million"], 3_000_000, 3_000_000),
        (["twenty-five"], 25, 25),
        (["two", "dozen"], 24, 24),
        (["dozens"], 24, 99),
        (["no", "one"], 0, 0),
        (["a"], 1, 1),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else str(value),
)
def test_number_words_have_their_value(words: list[str], low: int, high: int) -> None:
    assert all(is_number(word) for word in words)

    assert quantity(words) == Casualties(low, high)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("A blast killed at least 13 people and injured dozens of others.", [("killed", 13, 13), ("injured", 24, 99)]),
        ("Eight army soldiers and two policemen were killed on Sunday.", [("killed", 10, 10)]),
        (
            "The raid, which left 14 people dead and more than 20 wounded, ended.",
            [("killed", 14, 14), ("injured", 20, 20)],
        ),
        ("The death toll rose to 40.", [("killed", 40, 40)]),
        ("No one was hurt.", [("injured", 0, 0)]),
        ("Between 20 and 30 militants were killed.", [("killed", 20, 30)]),
        ("The strike hit a camp, killing 20-30 people.", [("killed", 20, 30)]),
        ("Gunmen killed three policemen, two soldiers and a driver.", [("killed", 6, 6)]),
        ("Up to 27 hostages were beheaded.", [("killed", 1, 27)]),
        ("A policeman was killed.", [("killed", 1, 1)]),
        ("He died in 2011.", []),
        ("They killed the commander in a 5-day battle.", []),
        ("Prices rose by 13 percent.", []),
        ("The blast killed " + "9" * 5000 + " people.", []),
        ("The blast killed " + "hundred " * 400 + "people.", []),
    ],
    ids=lambda value: value[:60] if isinstance(value, str) else "",
)
def test_a_sentence_gives_its_figures(
    reader: CasualtyReader, sentence: str, expected: list[tuple[str, int, int]]
) -> None:
    figures = reader.read(sentence, Span(0, len(sentence)))

    assert [(f.harm, f.count.low, f.count.high) for f in figures] == expected


def test_a_figure_points_at_its_words(reader: CasualtyReader) -> None:
    text = "It rained. The blast killed 13 people."

    (figure,) = reader.read(text, Span(11, len(text)))

    assert text[figure.receipt.start : figure.receipt.end] == "killed 13"


def test_reading_time_grows_with_length_and_no_faster(reader: CasualtyReader) -> None:
    def seconds(repeats: int) -> float:
        text = "one two and three " * repeats + "killed"
        return min(_timed(lambda: reader.read(text, Span(0, len(text)))) for _ in range(3))

    assert seconds(16000) < 20 * max(seconds(2000), 0.005)  # eight times the length; 20 leaves room for noise


def _timed(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started
