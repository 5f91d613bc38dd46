"""From files to an outcome, and from an outcome to a folder: what `dateline train` does."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from dateline import __version__
from dateline.annotate import RULES, Annotator
from dateline.annotate.reader.component import DEFAULT_MODEL
from dateline.annotate.reader.network import Network
from dateline.pipeline.settings import Settings
from dateline.pipeline.training.examples import examples_of
from dateline.pipeline.training.figures import Change
from dateline.pipeline.training.folder import write_folder
from dateline.pipeline.training.marks import MarkedArticle, read_marked
from dateline.pipeline.training.trial import Outcome, check_enough, train
from dateline.records import Article, Span

_DIGITS = 4


def train_reader(
    marks: Path, articles: Path, *, folds: int, seed: int, tell: Callable[[str], None] = lambda _: None
) -> Outcome:
    """Fit the built-in reader to marks. Sentences are those that coding finds, from the text without its title.

    Raises:
        DictionaryError, InputError: the marks or articles have faults, or are too few.
        SettingsError: folds do not fit the number of articles.
    """
    marked = read_marked(marks, articles)
    check_enough(len(marked), sum(not mark.optional for item in marked for mark in item.marks), folds)
    tell("loading the reader …")
    annotator = Annotator(Settings().language_model, reader=RULES)

    def sentences(text: str) -> Sequence[Span]:
        return annotator(Article("training", text))[0].sentences

    examples = examples_of(_counted(marked, tell), sentences, Network(DEFAULT_MODEL))
    return train(examples, folds=folds, seed=seed, tell=tell)


def write_model(folder: Path, outcome: Outcome, *, marks: Path, folds: int, seed: int, both: bool) -> None:
    """Write the folder of a model; `both` keeps a head that did no better too.

    Raises:
        OutputError: it cannot be written, or is there already.
    """
    report: dict[str, Any] = {
        "dateline": __version__,
        "fitted_on": Network(DEFAULT_MODEL).model,
        "marks_sha256": hashlib.sha256(marks.read_bytes()).hexdigest(),
        "folds": folds,
        "seed": seed,
        **{name: getattr(outcome, name) for name in ("articles", "marks", "words", "left_out")},
        "triggers_f1": _figure(outcome.triggers, outcome.type_ridge, both=both),
        "status_accuracy": _figure(outcome.statuses, outcome.status_ridge, both=both),
        "types": [{key: _rounded(value) for key, value in asdict(line).items()} for line in outcome.types],
    }
    write_folder(folder, base=DEFAULT_MODEL, heads=outcome.kept(both=both), report=report)


def _figure(change: Change, ridge: float, *, both: bool) -> dict[str, Any]:
    values = {key: _rounded(value) for key, value in asdict(change).items()}
    return {**values, "ridge": ridge, "kept": change.better or both}


def _rounded(value: Any) -> Any:
    return round(value, _DIGITS) if isinstance(value, float) else value


def _counted(articles: Sequence[MarkedArticle], tell: Callable[[str], None]) -> Iterator[MarkedArticle]:
    for number, article in enumerate(articles, 1):
        tell(f"reading article {number:,} of {len(articles):,} …")
        yield article
