"""A user's own heads beside the shipped ones."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from dateline.annotate.reader.heads import Layer, OwnHeads
from dateline.errors import SettingsError


def heads() -> OwnHeads:
    types = Layer(np.ones((4, 17), np.float32), np.arange(17, dtype=np.float32))
    return OwnHeads(types, Layer.zeros(4, 7))


def test_a_folder_without_heads_has_none(tmp_path: Path) -> None:
    assert OwnHeads.read(tmp_path) is None


def test_heads_are_added_to_types_and_statuses_alone(tmp_path: Path) -> None:
    heads().write(tmp_path)
    vectors = np.full((1, 2, 4), 0.5, np.float32)
    scores = [np.zeros((1, 2, size), np.float32) for size in (17, 7, 3, 3)]

    read = OwnHeads.read(tmp_path)
    assert read is not None
    types, *others = read.add(vectors, scores)

    assert types[0, 1].tolist() == [2 + n for n in range(17)]
    assert all(np.array_equal(was, now) for was, now in zip(scores[1:], others, strict=True))


@pytest.mark.parametrize("content", [b"no archive", b"PK\x03\x04", b""])
def test_a_file_that_holds_no_heads_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "heads.npz").write_bytes(content)

    with pytest.raises(SettingsError, match=r"heads\.npz: cannot be read .* make the folder anew with dateline train"):
        OwnHeads.read(tmp_path)


def test_a_file_without_one_of_the_layers_is_told(tmp_path: Path) -> None:
    np.savez(tmp_path / "heads.npz", type_weights=np.zeros(3))

    with pytest.raises(SettingsError, match="cannot be read"):
        OwnHeads.read(tmp_path)
