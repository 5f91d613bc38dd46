"""The reader of the files of words, holidays and rules of time."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.dictionaries.times import load_times
from dateline.errors import DictionaryError

ABOUT = '[about]\nsource = "test"\nlicence = "none"\nadded = 2026-11-22\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("words", "holidays", "rules"):
        (tmp_path / f"{name}.toml").write_text(ABOUT, encoding="utf-8")
    return tmp_path


def test_the_files_that_are_shipped_have_no_fault() -> None:
    language = load_times()

    assert language.rules
    assert language.words["june"].kinds["MONTH"] == 6
    assert language.words["christmas"].kinds["HOLIDAY"] == "christmas"


def test_a_word_of_two_sorts_has_a_value_for_each() -> None:
    words = load_times().words

    assert words["earlier"].kinds["EDGE"] == "START"
    assert words["earlier"].kinds["BEFORE"] == -1


def test_all_faults_of_the_words_are_told_at_once(folder: Path) -> None:
    text = '[a]\nkinds = ["X"]\nwords = ["b"]\ncase = "upper"\n[c]\nwords = ["d"]\n[e]\nkinds = ["X"]\nword = ["f"]\n'
    (folder / "words.toml").write_text(ABOUT + text, encoding="utf-8")

    with pytest.raises(DictionaryError) as caught:
        load_times(folder)

    assert [str(fault) for fault in caught.value.faults] == [
        "words.toml#a: case is 'upper'; allowed are any, capital, lower",
        "words.toml#c: has no kinds",
        "words.toml#e: has no words",
        "words.toml#e: has the key 'word'; allowed are kinds, words, value, case. Did you mean 'words'?",
    ]


def test_a_word_cannot_have_two_values_of_one_kind(folder: Path) -> None:
    text = '[a]\nkinds = ["X"]\nvalue = 1\nwords = ["Same"]\n[b]\nkinds = ["X"]\nvalue = 2\nwords = ["same"]\n'
    (folder / "words.toml").write_text(ABOUT + text, encoding="utf-8")

    with pytest.raises(DictionaryError, match="'same' is X already, with the value 1"):
        load_times(folder)


def test_a_holiday_needs_a_way_to_find_its_day(folder: Path) -> None:
    (folder / "holidays.toml").write_text(ABOUT + '[a]\nnames = ["A"]\nmonth = 3\n', encoding="utf-8")

    with pytest.raises(DictionaryError, match="needs month and day"):
        load_times(folder)


def test_a_rule_needs_an_example(folder: Path) -> None:
    (folder / "rules.toml").write_text(ABOUT + '[a]\npattern = "june"\nreads = "date"\n', encoding="utf-8")

    with pytest.raises(DictionaryError, match=r"rules\.toml#a: has no example"):
        load_times(folder)
