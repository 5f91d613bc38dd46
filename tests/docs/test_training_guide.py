"""The marks in the guide to training are marks, and its faults are told so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dateline.errors import DictionaryError
from dateline.pipeline.training.marks import _NOT_READ, _READ, read_marked
from dateline.pipeline.training.trial import FEW_ARTICLES, LEAST_ARTICLES, LEAST_MARKS

GUIDE = (Path(__file__).parents[2] / "docs" / "how-to-train.md").read_text(encoding="utf-8")
ARTICLES, MARKS, OFFSETS = re.findall(r"^```json\n(.*?)^```", GUIDE, re.DOTALL | re.MULTILINE)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    path = tmp_path / "articles.jsonl"
    path.write_text(ARTICLES, encoding="utf-8")
    return path


def write(folder: Path, marks: str) -> Path:
    path = folder / "marks.jsonl"
    path.write_text(marks, encoding="utf-8")
    return path


def test_the_marks_and_the_offsets_of_the_guide_say_the_same(tmp_path: Path, articles: Path) -> None:
    quoted = read_marked(write(tmp_path, MARKS), articles)
    (stripped,) = read_marked(write(tmp_path, OFFSETS), articles)

    assert [len(article.marks) for article in quoted] == [2, 0]
    assert stripped.marks[0].trigger == quoted[0].marks[0].trigger


def test_the_faults_are_told_as_in_the_guide(tmp_path: Path, articles: Path) -> None:
    wrong = MARKS.replace('"PROTEST"', '"PROTST"').replace('"The minister asked', '"The minister begged')
    marks = write(tmp_path, wrong.replace('"harbour-2"', '"harbour-3"'))

    with pytest.raises(DictionaryError) as caught:
        read_marked(marks, articles)

    assert f"error: {caught.value}\n" in GUIDE


def test_the_guide_names_every_key_and_bound() -> None:
    told = {name for row in re.findall(r"^\| (`\w+`) \|", GUIDE, re.MULTILINE) for name in re.findall(r"\w+", row)}

    assert told == set(_READ)
    assert all(f"`{name}`" in GUIDE for name in _NOT_READ)
    assert f"At least {LEAST_ARTICLES} articles with {LEAST_MARKS} marks" in GUIDE
    assert f"fewer than {FEW_ARTICLES} articles" in GUIDE
