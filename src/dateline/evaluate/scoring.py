"""Code the gold files and call their scorers, which live beside them and stay the only definition of each figure."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from dateline.errors import InputError
from dateline.evaluate.gold import GoldFile, Row
from dateline.ingest.objects import read_object
from dateline.pipeline import Coder
from dateline.records import Rejected

Figures = dict[str, float]
_EVENT_TASKS = frozenset({"gsr", "petrarch", "plv", "quad", "actors", "police", "muc4", "synthetic", "relevance"})


def load_scorers(folder: Path) -> dict[str, ModuleType]:
    """The three scorers (`analyst`, `events`, `context`) of a folder.

    Raises:
        InputError: one of them is missing.
    """
    return {name: _load(folder / f"score_{name}.py") for name in ("analyst", "events", "context")}


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None or not path.is_file():
        raise InputError(f"{path}: no scorer here; `make score` needs the folder with the gold files and scorers")
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def code_gold(
    gold: GoldFile, folder: Path, coder: Coder, *, workers: int, advance: Callable[[int], None]
) -> Iterator[Row]:
    """Records of a gold file as plain JSON objects; what is rejected has none. `advance` is told of each article."""
    articles = (read_object(item, gold.name) for item in gold.inputs(folder))
    if gold.task == "extraction":  # what the page reader gives, before languages are told apart and titles put in front
        for article in articles:
            advance(1)
            if not isinstance(article, Rejected):
                yield {"id": article.id, "text": article.text}
        return
    for result in coder.stream(articles, workers=workers, predicates=gold.task == "factuality"):
        advance(1)
        if not isinstance(result, Rejected):
            yield json.loads(result.to_json())


def score(gold: GoldFile, predictions: list[Row], scorers: dict[str, ModuleType]) -> Figures:
    """Every figure that the file's scorer gives, nested ones with a dot in their name."""
    if gold.task == "analyst":
        figures: dict[str, Any] = scorers["analyst"].score(list(gold.truth), list(gold.rows), predictions)
    elif gold.task in _EVENT_TASKS:
        figures = scorers["events"].score(gold.task, list(gold.rows), predictions)
    else:
        figures = scorers["context"].score(gold.task, list(gold.rows), predictions)["figures"]
    flat: Figures = {}
    for name, value in figures.items():
        if isinstance(value, dict):
            flat |= {f"{name}.{inner}": float(item) for inner, item in value.items()}
        elif isinstance(value, int | float):
            flat[name] = float(value)
    return flat
