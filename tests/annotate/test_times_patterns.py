"""The pattern language and the lexer beneath it."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType

import pytest

from dateline.annotate.times.lexer import Lexer, cardinal
from dateline.annotate.times.patterns import Grammar
from dateline.dictionaries.times import Rule, TimeLanguage, Word, load_times
from dateline.errors import DictionaryError

WORDS = MappingProxyType(
    {
        "june": Word({"MONTH": 6}, "any"),
        "more than": Word({"HEDGE": "MORE_THAN"}, "any"),
        "days": Word({"UNITS": "day"}, "any"),
        "five": Word({"CARDINAL": 5}, "any"),
    }
)


def grammar(*patterns: str, macros: dict[str, str] | None = None) -> Grammar:
    rules = tuple(Rule(f"r{i}", f"rules.toml#r{i}", text, "date", None, "", ()) for i, text in enumerate(patterns))
    return Grammar(TimeLanguage(WORDS, rules, macros or {}))


def match(made: Grammar, text: str, place: int = 0) -> list[tuple[str, str]]:
    lexemes = Lexer(WORDS)(text)
    hits = made.matches(lexemes, made.encode(lexemes), place)
    return [(hit.rule.id, text[lexemes[hit.first].start : lexemes[hit.end - 1].end]) for hit in hits]


def test_the_longest_match_comes_first() -> None:
    made = grammar("number:NUMBER", "hedge:HEDGE? number:NUMBER UNITS")

    found = match(made, "five days of rain")

    assert found == [("r1", "five days"), ("r0", "five")]


def test_of_equally_long_matches_the_first_rule_comes_first() -> None:
    made = grammar("MONTH DAY", "month:MONTH day:DAY")

    found = match(made, "June 5")

    assert [rule for rule, _ in found] == ["r0", "r1"]


def test_brackets_leave_context_out_of_the_expression() -> None:
    made = grammar("in [ month:MONTH ] sharp")

    found = match(made, "in June sharp")

    assert found == [("r0", "June")]


def test_an_exclamation_mark_forbids_what_follows() -> None:
    made = grammar("number:NUMBER !UNITS")

    found = [match(made, "five days"), match(made, "five dogs")]

    assert found == [[], [("r0", "five")]]


def test_macros_stand_for_their_pattern() -> None:
    made = grammar("{size}? UNITS", macros={"size": "number:NUMBER | HEDGE"})

    found = match(made, "more than days")

    assert found == [("r0", "more than days")]


def test_all_faults_of_all_patterns_are_told_at_once() -> None:
    with pytest.raises(DictionaryError) as caught:
        grammar("MOTH DAY", "{none}", "( MONTH", "MONTH )", "MONTH?")

    assert [str(fault).split(": ")[0] for fault in caught.value.faults] == [f"rules.toml#r{i}" for i in range(5)]
    assert "MONTH" in caught.value.faults[0].what  # the kinds that are allowed


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([20, 4], (2, 24)),
        ([19, 90, 7], (3, 1997)),
        ([20, 14], (2, 2014)),
        ([2, 100, 50], (3, 250)),
        ([12, 100], (2, 1200)),
        ([3, 4], (1, 3)),
        ([2, 1000], (2, 2000)),
    ],
)
def test_number_words_make_numbers(words: list[int], expected: tuple[int, int]) -> None:
    found = cardinal(words)

    assert found == expected


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("2014", {"YEAR": 2014, "CLOCK": "20:14"}),
        ("0630", {"CLOCK": "06:30"}),
        ("31", {"NUMBER": 31, "DAY": 31}),
        ("45", {"NUMBER": 45}),
        ("1,990", {"NUMBER": 1990}),
        ("2.5", {"NUMBER": "2.5"}),
        ("21st", {"ORDINAL": 21}),
        ("1990s", {"DECADE": 1990}),
        ("'80s", {"DECADE": 1980}),
        ("2014-06-11", {"ISO": "2014-06-11"}),
        ("10:35", {"CLOCK": "10:35"}),
        ("11/6/2014", {"NUMERIC": "11/6/2014"}),
        ("1991-95", {"YEARS": "1991-95"}),
    ],
)
def test_numbers_are_sorted_by_their_shape(text: str, kinds: dict[str, int | str]) -> None:
    (lexeme,) = Lexer(WORDS)(text)

    assert dict(lexeme.kinds) == kinds


def test_lexemes_keep_their_place_in_the_text() -> None:
    text = "On Sept. 3rd, twenty-four third-quarter reports came\n\nby 8 p.m."
    lexer = Lexer(load_times().words)

    found = [text[lexeme.start : lexeme.end] for lexeme in lexer(text)]

    assert found[:9] == ["On", "Sept.", "3rd", ",", "twenty-four", "third", "quarter", "reports", "came"]
    assert found[9:] == ["\n\n", "by", "8", "p.m."]


def test_a_day_of_every_month_is_known() -> None:
    words = load_times().words

    months = {words[f"{date(2014, month, 1):%B}".lower()].kinds["MONTH"] for month in range(1, 13)}

    assert months == set(range(1, 13))
