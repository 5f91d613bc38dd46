"""`dateline train`: what it prints, what it writes, and its exit status. Fitting itself is left out."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from dateline.annotate.reader.heads import Layer, OwnHeads
from dateline.cli import app
from dateline.pipeline import training
from dateline.pipeline.training import session
from dateline.pipeline.training.figures import Change
from dateline.pipeline.training.trial import Outcome, TypeLine

SURE, CHANCE, WORSE = Change(0.5, 0.6, 0.05, 0.15), Change(0.5, 0.6, -0.05, 0.2), Change(0.9, 0.85, -0.1, 0.02)
OUTCOME = Outcome(
    articles=60,
    marks=1200,
    words=24_000,
    left_out=300,
    triggers=SURE,
    statuses=SURE,
    types=(TypeLine("PROTEST", 700, 0.4, 0.55),),
    type_ridge=3.0,
    status_ridge=10.0,
    heads=OwnHeads(Layer.zeros(4, 17), Layer.zeros(4, 7)),
)


class FakeTraining:
    """Gives an outcome for any files."""

    outcome = OUTCOME

    def __call__(self, marks: Path, articles: Path, **options: Any) -> Outcome:
        self.options = options
        options["tell"]("fitting …")
        return self.outcome


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> FakeTraining:
    base = tmp_path / "base"
    base.mkdir()
    (base / "words.onnx").touch()
    for name in ("marks.jsonl", "articles.jsonl"):
        (tmp_path / name).write_text("\n")
    fake = FakeTraining()
    monkeypatch.setattr(training, "train_reader", fake)
    monkeypatch.setattr(session, "DEFAULT_MODEL", base)
    monkeypatch.setattr(session, "Network", lambda folder: type("Fake", (), {"model": "dateline-reader@0"}))
    return fake


def train(folder: Path, *more: str) -> Result:
    files = ["--from", str(folder / "marks.jsonl"), "--articles", str(folder / "articles.jsonl")]
    return CliRunner().invoke(app, ["train", *files, "--out", str(folder / "own"), *more], env={"COLUMNS": "200"})


def test_figures_before_and_after_are_shown_and_the_model_is_written(tmp_path: Path, fake: FakeTraining) -> None:
    result = train(tmp_path, "--folds", "4", "--seed", "9")

    assert result.exit_code == 0
    assert "60 articles, 1,200 marks, 24,000 words (300 left out" in result.stdout
    assert "On articles that were not fitted on (4 folds of whole articles)" in result.stdout
    assert re.search(r"triggers with type, F1 +0\.500 +0\.600 +\+0\.100 +\+0\.050 … \+0\.150", result.stdout)
    assert re.search(r"PROTEST +700 +0\.400 +0\.550", result.stdout)
    assert "rough" not in result.stdout
    assert "chance" not in result.stdout
    assert f"--reader {tmp_path / 'own'}" in result.stdout
    assert (fake.options["folds"], fake.options["seed"]) == (4, 9)
    report = json.loads((tmp_path / "own" / "training.json").read_text())
    assert report["triggers_f1"] == {
        "before": 0.5, "after": 0.6, "low": 0.05, "high": 0.15, "ridge": 3.0, "kept": True,
    }  # fmt: skip
    assert (tmp_path / "own" / "heads.npz").exists()


def test_few_articles_and_what_may_be_chance_are_told(tmp_path: Path, fake: FakeTraining) -> None:
    fake.outcome = replace(OUTCOME, articles=40, triggers=CHANCE)

    shown = train(tmp_path).stdout

    assert "With fewer than 50 articles these figures are rough." in shown
    assert "The event types are read better, but that may be chance" in shown


def test_a_head_that_is_no_better_is_left_as_shipped(tmp_path: Path, fake: FakeTraining) -> None:
    fake.outcome = replace(OUTCOME, statuses=WORSE)

    result = train(tmp_path)

    assert result.exit_code == 0
    assert "The statuses are read no better than before." in result.stdout
    assert "The statuses were left as shipped." in result.stdout
    assert not json.loads((tmp_path / "own" / "training.json").read_text())["status_accuracy"]["kept"]


def test_where_nothing_is_better_nothing_is_written(tmp_path: Path, fake: FakeTraining) -> None:
    fake.outcome = replace(OUTCOME, triggers=WORSE, statuses=WORSE)

    result = train(tmp_path)

    assert result.exit_code == 1
    assert "Neither figure is better, so nothing was written." in result.stdout
    assert not (tmp_path / "own").exists()


def test_force_writes_it_anyway(tmp_path: Path, fake: FakeTraining) -> None:
    fake.outcome = replace(OUTCOME, triggers=WORSE, statuses=WORSE)

    result = train(tmp_path, "--force")

    assert result.exit_code == 0
    assert "The event types are read no better than before." in result.stdout
    assert json.loads((tmp_path / "own" / "training.json").read_text())["status_accuracy"]["kept"]


def test_a_folder_that_is_there_is_refused_before_anything_is_read(tmp_path: Path, fake: FakeTraining) -> None:
    (tmp_path / "own").mkdir()

    result = train(tmp_path)

    assert result.exit_code == 1
    assert "own: is there already; name a new folder" in result.stderr
    assert not hasattr(fake, "options")
