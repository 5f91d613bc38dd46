"""A reader that is no model is told before anything is loaded; the shipped one is small."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy

from dateline.annotate.reader.component import DEFAULT_MODEL, ReaderComponent
from dateline.annotate.reader.folder import FILES, check_folder
from dateline.errors import SettingsError

MOST_BYTES = 25_000_000


def test_the_shipped_model_has_its_files_and_is_small() -> None:
    check_folder(DEFAULT_MODEL)

    size = sum(path.stat().st_size for path in DEFAULT_MODEL.rglob("*") if path.is_file())

    assert size <= MOST_BYTES


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no such folder; it must be 'learned', 'rules' or the folder") as caught:
        ReaderComponent(tmp_path / "nowhere")

    assert str(tmp_path / "nowhere") in str(caught.value)


def test_all_files_that_are_missing_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "words.onnx").touch()

    with pytest.raises(SettingsError, match=r"has no questions\.onnx, no tokenizer\.json; a model has words") as caught:
        ReaderComponent(tmp_path)

    assert str(tmp_path) in str(caught.value)


@pytest.mark.model
@pytest.mark.parametrize("name", FILES)
def test_a_file_that_was_cut_off_is_told(tmp_path: Path, name: str) -> None:
    for path in DEFAULT_MODEL.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes()[: 10 if path.name == name else None])

    with pytest.raises(SettingsError, match="a file in it cannot be read") as caught:
        ReaderComponent(tmp_path)

    assert str(tmp_path) in str(caught.value)


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "model").touch()

    with pytest.raises(SettingsError, match="no such folder"):
        check_folder(tmp_path / "model")


def test_a_foreign_pipeline_is_told_too(tmp_path: Path) -> None:
    nlp = spacy.blank("en")

    with pytest.raises(SettingsError, match="no such folder"):
        nlp.add_pipe("dateline_reader", config={"model": str(tmp_path / "nowhere")})
