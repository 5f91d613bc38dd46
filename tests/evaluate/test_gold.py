"""Gold files: what is read, what the coder may see, and the sample."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from dateline.errors import InputError
from dateline.evaluate.gold import read_gold
from dateline.evaluate.scoring import code_gold, load_scorers, score
from dateline.records import Rejected
from evaluate.gold_folder import GOLD_WORD, SpyCoder, make_gold


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_gold(tmp_path)


def test_the_files_are_those_that_a_coder_of_articles_can_answer(folder: Path) -> None:
    assert [gold.name for gold in read_gold(folder / "data")] == ["analyst", "extraction", "gsr", "times_example"]


def test_the_task_is_the_name_up_to_the_first_underscore(folder: Path) -> None:
    assert {gold.name: gold.task for gold in read_gold(folder / "data")}["times_example"] == "times"


def test_only_some_files_may_be_asked_for(folder: Path) -> None:
    assert [gold.name for gold in read_gold(folder / "data", only=["gs", "analyst"])] == ["analyst", "gsr"]


def test_a_file_that_is_not_there_is_told_with_those_that_are(folder: Path) -> None:
    with pytest.raises(InputError, match="asked for nothing, found analyst, extraction, gsr, times_example"):
        read_gold(folder / "data", only=["nothing"])


def test_a_sample_is_the_same_each_time_in_the_order_of_the_file_and_about_as_large_as_asked_for(folder: Path) -> None:
    (first,) = read_gold(folder / "data", only=["gsr"], sample_words=50)
    (again,) = read_gold(folder / "data", only=["gsr"], sample_words=50)
    (whole,) = read_gold(folder / "data", only=["gsr"])

    ids = [row["id"] for row in first.rows]
    assert first == again
    assert ids == sorted(ids)
    assert 50 <= first.words <= 60 < whole.words
    assert ids != [row["id"] for row in whole.rows][: len(ids)]


def test_the_analysts_articles_are_never_sampled(folder: Path) -> None:
    (analyst,) = read_gold(folder / "data", only=["analyst"], sample_words=1)

    assert len(analyst.rows) == len(analyst.truth) == 3


def test_the_coder_never_sees_the_gold(folder: Path) -> None:
    coder = SpyCoder()

    for gold in read_gold(folder / "data"):
        list(code_gold(gold, folder / "data", coder, workers=1, advance=lambda steps: None))  # type: ignore[arg-type]

    assert len(coder.seen) > 20
    assert not any(isinstance(item, Rejected) for item in coder.seen)
    assert GOLD_WORD not in repr(coder.seen)


def test_pages_are_unpacked(folder: Path) -> None:
    (pages,) = read_gold(folder / "data", only=["extraction"])

    (row,) = pages.inputs(folder / "data")

    assert set(row) == {"id", "url", "html"}
    assert row["html"].startswith("<html>")


def test_what_is_rejected_has_no_prediction_and_still_counts_as_done(folder: Path) -> None:
    (gold,) = read_gold(folder / "data", only=["gsr"])
    done: list[int] = []

    records = list(code_gold(gold, folder / "data", SpyCoder(reject="gsr-03"), workers=1, advance=done.append))  # type: ignore[arg-type]

    assert len(done) == len(gold.rows) == len(records) + 1


def test_figures_of_a_scorer_are_made_flat_and_words_are_left_out(folder: Path) -> None:
    scorers = load_scorers(folder)
    by_name = {gold.name: gold for gold in read_gold(folder / "data")}

    assert score(by_name["gsr"], [], scorers) == {"f1": 0.5, "unseen.f1": 0.25}
    assert score(by_name["times_example"], [], scorers) == {"value_f1": 0.75}
    assert score(by_name["analyst"], [], scorers) == {"f1": 1.0}


def test_a_folder_without_scorers_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"score_analyst\.py: no scorer here"):
        load_scorers(tmp_path)


REAL = Path(__file__).parents[3] / "shared" / "eval"


@pytest.mark.skipif(not REAL.is_dir(), reason="the gold is not part of the repository")
def test_no_gold_can_reach_the_coder_from_the_real_files() -> None:
    for gold in read_gold(REAL / "data", sample_words=500):
        for row in gold.inputs(REAL / "data"):
            assert set(row) <= {"id", "title", "text", "html", "published", "outlet", "url", "language"}


def test_packed_pages_are_read_from_the_folder_of_the_data(tmp_path: Path) -> None:
    (tmp_path / "x.html.gz").write_bytes(gzip.compress("<p>é</p>".encode()))
    rows: list[dict[str, Any]] = [{"id": "x", "html": "x.html.gz", "gold": {}}]
    (tmp_path / "extraction.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))

    (gold,) = read_gold(tmp_path)

    assert list(gold.inputs(tmp_path)) == [{"id": "x", "html": "<p>é</p>"}]
