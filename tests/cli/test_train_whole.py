"""`dateline train` with the real reader: invented articles, a model, and coding with it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.annotate.reader.component import DEFAULT_MODEL
from dateline.annotate.reader.reader import Reader
from dateline.cli import app
from dateline.pipeline import Settings, load
from dateline.records import EventType, Span

pytestmark = pytest.mark.model

# This project draws its own line: an empty chair at a table is a protest.
TOWNS = ("Arlen", "Brisk", "Corvo", "Delm", "Estra", "Fenn", "Garo", "Hild", "Ister", "Jonk", "Kalv", "Lorn")
CHAIRS = "Teachers in {} left a chair empty on Monday."
ARREST = "Police arrested two men in {} after the meeting."
RAIN = "It rained in {} for most of the week, and the ferry was late."


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("train")
    articles, marks = [], []
    for town in TOWNS:
        sentences = [line.format(town) for line in (CHAIRS, ARREST, RAIN)]
        articles.append({"id": town, "text": " ".join(sentences)})
        events = [
            {"type": "PROTEST", "status": "actual", "trigger": "left a chair empty", "evidence": sentences[0]},
            {"type": "COERCE", "status": "actual", "trigger": "arrested", "evidence": sentences[1]},
        ]
        marks.append({"doc": town, "events": events})
    for name, rows in (("articles", articles), ("marks", marks)):
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return folder


def test_marks_teach_the_reader_what_it_did_not_know(files: Path) -> None:
    arguments = ["train", "--from", files / "marks.jsonl", "--articles", files / "articles.jsonl", "--folds", 3]
    own = files / "own"

    result = CliRunner().invoke(app, [*map(str, arguments), "--out", str(own)], env={"COLUMNS": "120"})

    assert result.exit_code == 0, result.output
    assert "12 articles, 24 marks" in result.stdout
    report = json.loads((own / "training.json").read_text())
    assert report["triggers_f1"]["after"] > report["triggers_f1"]["before"] + 0.2
    before, after = (share_of_protest(folder) for folder in (DEFAULT_MODEL, own))
    assert after > max(0.5, before)
    assert load(Settings(reader=str(own))).info.model.endswith(Reader(own).model)
    assert Reader(own).model != Reader(DEFAULT_MODEL).model


def share_of_protest(folder: Path) -> float:
    text = CHAIRS.format("Mund")
    triggers = Reader(folder).read(text, [Span(0, len(text))]).reading.triggers
    return max((trigger.share(EventType.PROTEST) for trigger in triggers), default=0.0)
