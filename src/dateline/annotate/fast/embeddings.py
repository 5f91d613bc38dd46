"""Word vectors that are kept: the first layers of a spaCy `Tok2Vec` look at one word at a time.

Its embedding hashes a few features of the word (norm, prefix, suffix, shape …), adds rows of tables and mixes them: a
quarter of the model's work, and the same for the same features. So they are computed once for each word of a run.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc
from thinc.api import Model

_EMBEDDING = ("extract_features", "list2ragged", "with_array(", "with_array(maxout>>layernorm", "ragged2list")
_MOST_ROWS = 60_000  # words kept, of 96 numbers each: 23 MB; then it begins anew


class _Kept:
    """The vectors of the words seen so far.

    Attributes:
        inner: The layers that make them.
    """

    def __init__(self, inner: Model[Any, Any]) -> None:
        self.inner = inner
        self._rows: dict[bytes, int] = {}
        self._table = np.zeros((0, 0), dtype=np.float32)

    def __call__(self, doc: Doc) -> npt.NDArray[np.float32]:
        features = self.inner.layers[0].predict([doc])[0]
        width = features.shape[1] * features.itemsize
        whole = np.dtype((np.void, width))  # a word's features as one value
        keys: list[Any] = np.ascontiguousarray(features).view(whole).ravel().tolist()
        if len(self._rows) + len(keys) > _MOST_ROWS:
            self._rows.clear()
        rows = self._rows
        new = {key: i for i, key in enumerate(keys) if key not in rows}
        if new:
            self._learn(list(new), features[list(new.values())])
        return self._table[[rows[key] for key in keys]]

    def _learn(self, keys: list[bytes], features: npt.NDArray[np.uint64]) -> None:
        found: Any = [features]
        for layer in self.inner.layers[1:]:
            found = layer.predict(found)
        known = len(self._rows)
        if known + len(keys) > len(self._table):
            larger = np.zeros((max(4096, 2 * (known + len(keys))), found[0].shape[1]), dtype=np.float32)
            if known:
                larger[:known] = self._table[:known]
            self._table = larger
        self._table[known : known + len(keys)] = found[0]
        self._rows.update(zip(keys, range(known, known + len(keys)), strict=True))


def keep_embeddings(model: object) -> bool:
    """Let each embedding in the model keep its vectors; whether one did.

    The vectors are the same to the bit: every layer of the embedding works row by row.
    """
    found = False
    for node in model.walk() if isinstance(model, Model) else ():
        embed = node.get_ref("embed") if node.has_ref("embed") else None
        if embed is not None and node.layers and node.layers[0] is embed and _is_expected(embed):
            node.layers[0] = Model("kept_embeddings", _forward, dims={"nO": None}, attrs={"kept": _Kept(embed)})
            found = True
    return found


def _forward(
    model: Model[list[Doc], list[Any]],
    docs: list[Doc],
    is_train: bool,
) -> tuple[list[Any], Any]:
    kept: _Kept = model.attrs["kept"]
    if is_train or not all(len(doc) for doc in docs):
        return kept.inner(docs, is_train)
    return [kept(doc) for doc in docs], None


def _is_expected(embed: Model[Any, Any]) -> bool:
    names = [layer.name for layer in embed.layers]
    return len(names) == len(_EMBEDDING) and all(
        name.startswith(expected) for name, expected in zip(names, _EMBEDDING, strict=True)
    )
