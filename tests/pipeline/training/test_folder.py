"""The folder of a model: whole or not at all, and the same bytes each time."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from dateline.annotate.reader.heads import Layer, OwnHeads
from dateline.errors import OutputError
from dateline.pipeline.training.folder import write_folder

HEADS = OwnHeads(Layer.zeros(4, 17), Layer(np.ones((4, 7), np.float32), np.zeros(7, np.float32)))


@pytest.fixture
def base(tmp_path: Path) -> Path:
    folder = tmp_path / "base"
    folder.mkdir()
    for name in ("words.onnx", "tokenizer.json", "heads.npz"):
        (folder / name).write_text(name)
    return folder


def test_the_folder_has_the_models_files_the_heads_and_the_report(tmp_path: Path, base: Path) -> None:
    write_folder(tmp_path / "own", base=base, heads=HEADS, report={"marks": 20})

    names = sorted(path.name for path in (tmp_path / "own").iterdir())
    assert names == ["heads.npz", "tokenizer.json", "training.json", "words.onnx"]
    assert (tmp_path / "own" / "words.onnx").read_text() == "words.onnx"
    assert json.loads((tmp_path / "own" / "training.json").read_text()) == {"marks": 20}
    read = OwnHeads.read(tmp_path / "own")
    assert read is not None
    assert read.statuses.weights.tolist() == HEADS.statuses.weights.tolist()


def test_the_same_heads_give_the_same_bytes(tmp_path: Path, base: Path) -> None:
    for name in ("first", "second"):
        write_folder(tmp_path / name, base=base, heads=HEADS, report={})

    assert (tmp_path / "first" / "heads.npz").read_bytes() == (tmp_path / "second" / "heads.npz").read_bytes()


def test_a_folder_that_is_there_is_never_changed(tmp_path: Path, base: Path) -> None:
    with pytest.raises(OutputError, match="base: is there already; name a new folder"):
        write_folder(base, base=base, heads=HEADS, report={})


def test_a_folder_in_no_folder_is_told(tmp_path: Path, base: Path) -> None:
    with pytest.raises(OutputError, match="there is no folder"):
        write_folder(tmp_path / "no" / "own", base=base, heads=HEADS, report={})


def test_what_fails_leaves_nothing_behind(tmp_path: Path, base: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written"):
        write_folder(tmp_path / "own", base=tmp_path / "none", heads=HEADS, report={})

    assert [path.name for path in tmp_path.iterdir()] == ["base"]
