"""The gold files: which there are, what the coder may see of them, and a sample by a fixed seed."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.errors import InputError
from dateline.ingest import FIELDS

Row = dict[str, Any]
SEED = 20261122
_ANALYST = ("analyst_articles", "analyst_truth")
_HELD_OUT = ("attribution", "factuality")
"""Tasks of which the learned reader has learned from the publisher's other parts: only `split` "dev" is scored."""
_NOT_CODED = ("analyst_train_articles", "analyst_train_marks", "incidents_ecbplus")


@dataclass(frozen=True, slots=True)
class GoldFile:
    """One gold file.

    Attributes:
        name: File name without suffix; for the analysts' files `analyst`.
        task: The scorer's task: the name up to the first underscore.
        rows: Gold lines, all or a sample.
        truth: The analysts' marks of these rows; empty for other files.
    """

    name: str
    task: str
    rows: tuple[Row, ...]
    truth: tuple[Row, ...] = ()

    @property
    def words(self) -> int:
        """Words of the rows' texts, as whitespace separates them."""
        return sum(len(row.get("text", "").split()) for row in self.rows)

    def inputs(self, folder: Path) -> Iterator[Row]:
        """What the coder may see: the record's input fields, never `gold`. Pages are unpacked into `html`."""
        for row in self.rows:
            seen = {key: row[key] for key in FIELDS if row.get(key) is not None}
            if isinstance(packed := seen.get("html"), str) and packed.endswith(".html.gz"):
                seen["html"] = gzip.decompress((folder / packed).read_bytes()).decode("utf-8", "replace")
            yield seen


def read_gold(folder: Path, *, only: Sequence[str] = (), sample_words: int | None = None) -> list[GoldFile]:
    """The gold files of a folder by name.

    Args:
        folder: Holds NAME.jsonl files as ../shared/eval/README.md describes.
        only: Names (or beginnings of names) to read; empty is all.
        sample_words: About how many words of each file, drawn with a fixed seed; None is the whole file.

    Raises:
        InputError: there is no gold.
    """
    names = sorted(path.stem for path in folder.glob("*.jsonl"))
    names = [name for name in names if name not in _NOT_CODED and name not in _ANALYST]
    if "analyst_truth" in {path.stem for path in folder.glob("*.jsonl")}:
        names.insert(0, "analyst")
    wanted = [name for name in names if not only or any(name.startswith(start) for start in only)]
    if not wanted:
        found = ", ".join(names) or "none"
        raise InputError(f"{folder}: no gold file to score; asked for {', '.join(only) or 'all'}, found {found}")
    return [_read(folder, name, sample_words) for name in wanted]


def _read(folder: Path, name: str, sample_words: int | None) -> GoldFile:
    if name == "analyst":
        rows, truth = (_lines(folder / f"{part}.jsonl") for part in _ANALYST)
        return GoldFile(name, "analyst", tuple(rows), tuple(truth))  # few and precious: never sampled
    rows = _lines(folder / f"{name}.jsonl")
    if name.startswith(_HELD_OUT):
        rows = [row for row in rows if row.get("split", "dev") == "dev"]
    if sample_words is not None:
        rows = _sample(rows, sample_words)
    return GoldFile(name, name.partition("_")[0], tuple(rows))


def _sample(rows: list[Row], words: int) -> list[Row]:
    order = list(range(len(rows)))
    random.Random(SEED).shuffle(order)  # noqa: S311  (a sample, not a secret)
    taken, total = [], 0
    for i in order:
        taken.append(i)
        total += len(rows[i].get("text", "").split()) or 500  # a page's text is not in its row
        if total >= words:
            break
    return [rows[i] for i in sorted(taken)]


def _lines(path: Path) -> list[Row]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]
