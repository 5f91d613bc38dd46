"""What a user's own marks add to the reader: two linear layers over the word vectors, beside the shipped heads.

`dateline train` fits them. They lie as `heads.npz` in the model's folder; a folder without that file reads as shipped.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dateline.errors import SettingsError

Floats = NDArray[np.float32]
HEADS_FILE = "heads.npz"
_NAMES = ("type_weights", "type_bias", "status_weights", "status_bias")


@dataclass(frozen=True, slots=True)
class Layer:
    """Logits to add: `vectors @ weights + bias`. Shapes [vector length, classes] and [classes], float32."""

    weights: Floats
    bias: Floats

    @staticmethod
    def zeros(length: int, classes: int) -> Layer:
        """A layer that changes nothing."""
        return Layer(np.zeros((length, classes), np.float32), np.zeros(classes, np.float32))

    def __call__(self, vectors: Floats) -> Floats:
        return vectors @ self.weights + self.bias


@dataclass(frozen=True, slots=True)
class OwnHeads:
    """The layers for event types and for statuses."""

    types: Layer
    statuses: Layer

    @staticmethod
    def read(folder: Path) -> OwnHeads | None:
        """The heads of a model's folder; None where it has none.

        Raises:
            SettingsError: the file is not one that `dateline train` has written.
        """
        path = folder / HEADS_FILE
        if not path.exists():
            return None
        try:
            with np.load(path, allow_pickle=False) as arrays:
                type_weights, type_bias, status_weights, status_bias = (arrays[name] for name in _NAMES)
        except (OSError, EOFError, ValueError, KeyError, zipfile.BadZipFile) as error:
            raise SettingsError(
                f"{path}: cannot be read ({error}); make the folder anew with dateline train"
            ) from error
        return OwnHeads(Layer(type_weights, type_bias), Layer(status_weights, status_bias))

    def write(self, folder: Path) -> None:
        """Write `heads.npz`; equal heads, equal bytes."""
        layers = (self.types.weights, self.types.bias, self.statuses.weights, self.statuses.bias)
        with (folder / HEADS_FILE).open("wb") as file:
            np.savez(file, allow_pickle=False, **dict(zip(_NAMES, layers, strict=True)))

    def add(self, vectors: Floats, scores: Sequence[Floats]) -> list[Floats]:
        """The scores of a pack with what the layers add to the first two of them, types and statuses."""
        types, statuses, *others = scores
        return [types + self.types(vectors), statuses + self.statuses(vectors), *others]
