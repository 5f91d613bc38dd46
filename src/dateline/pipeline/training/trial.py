"""Fit the heads, and measure them on articles that they were not fitted on."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from dateline.annotate.reader.heads import Layer, OwnHeads
from dateline.annotate.reader.reader import TYPES
from dateline.errors import InputError, SettingsError
from dateline.pipeline.training.examples import Examples, Flags, Floats, Ints
from dateline.pipeline.training.figures import Change, Tally, changes
from dateline.pipeline.training.fitting import Problem, log_loss

RIDGES = (100.0, 30.0, 10.0, 3.0, 1.0)
"""The strongest first."""
LEAST_ARTICLES = 10
LEAST_MARKS = 20
FEW_ARTICLES = 50
"""With fewer articles the figures are rough."""


@dataclass(frozen=True, slots=True)
class TypeLine:
    """One event type on articles that were not fitted on."""

    name: str
    marks: int
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a training gives.

    Attributes:
        triggers: F1 of triggers with their type.
        statuses: Share of the marks with the right status.
        types: F1 by type, for types that are marked or told.
        words, left_out: How many words were read, and how many of them were neither right nor wrong.
        type_ridge, status_ridge: The penalties that did best over all folds.
        heads: Fitted on all articles.
    """

    articles: int
    marks: int
    words: int
    left_out: int
    triggers: Change
    statuses: Change
    types: tuple[TypeLine, ...]
    type_ridge: float
    status_ridge: float
    heads: OwnHeads

    @property
    def better(self) -> bool:
        """Whether any of the two heads is worth keeping."""
        return self.triggers.better or self.statuses.better

    def kept(self, *, both: bool = False) -> OwnHeads:
        """The heads that did better than the shipped ones; with `both` all of them. The others change nothing."""
        pairs = ((self.heads.types, self.triggers), (self.heads.statuses, self.statuses))
        types, statuses = (
            layer if change.better or both else Layer.zeros(*layer.weights.shape) for layer, change in pairs
        )
        return OwnHeads(types, statuses)


def train(examples: Examples, *, folds: int, seed: int, tell: Callable[[str], None] = lambda _: None) -> Outcome:
    """Fit the heads to all articles, and measure them with each fold of whole articles left out in turn.

    The ridge is the one with the least loss on articles left out. What is measured on a fold used the ridge that was
    best in the other folds, so that the choice does not flatter the figure.

    Args:
        seed: Of the folds and of the intervals.
        tell: Is told what is being done.

    Raises:
        InputError: too few articles or marks.
        SettingsError: folds do not fit the number of articles.
    """
    count = len(examples.articles)
    check_enough(count, len(examples.marks), folds)
    fold = fold_of(count, folds, seed)[examples.article]
    tell("fitting event types …")
    types = _Head.tried(examples.vectors, examples.types, examples.right_types, fold)
    tell("fitting statuses …")
    statuses = _Head.tried(examples.vectors, examples.statuses, examples.right_statuses, fold)
    before = Tally.of(examples, examples.types, examples.statuses)
    after = Tally.of(examples, types.held_out, statuses.held_out)
    triggers, status = changes(before, after, seed)
    seen = [kind for kind in range(len(TYPES)) if (before.marks + before.told + after.told)[:, kind].any()]
    return Outcome(
        articles=count,
        marks=len(examples.marks),
        words=len(examples.vectors),
        left_out=int((~examples.right_types.any(-1)).sum()),
        triggers=triggers,
        statuses=status,
        types=tuple(
            TypeLine(TYPES[kind], int(before.marks[:, kind].sum()), before.f1(kind), after.f1(kind)) for kind in seen
        ),
        type_ridge=types.ridge,
        status_ridge=statuses.ridge,
        heads=OwnHeads(types.layer, statuses.layer),
    )


def check_enough(articles: int, marks: int, folds: int) -> None:
    """Refuse what no honest figure can come of.

    Raises:
        InputError, SettingsError: see `train`.
    """
    if articles < LEAST_ARTICLES or marks < LEAST_MARKS:
        raise InputError(
            f"{articles} marked articles with {marks} marks are too few: at least {LEAST_ARTICLES} articles with "
            f"{LEAST_MARKS} marks are needed to learn anything and to measure it. Articles without any event count "
            'too, with "events": [].'
        )
    if not 2 <= folds <= articles:
        raise SettingsError(f"folds is {folds}; it must lie between 2 and the number of marked articles, {articles}")


def fold_of(articles: int, folds: int, seed: int) -> Ints:
    """The fold of each article: as even as can be, drawn by the seed."""
    order = list(range(articles))
    random.Random(seed).shuffle(order)  # noqa: S311  (folds, not secrets)
    numbers = np.zeros(articles, np.int64)
    numbers[order] = np.arange(articles) % folds
    return numbers


@dataclass(frozen=True, slots=True)
class _Head:
    """One head, tried out: its logits of words when their fold was left out, and the layer fitted on all."""

    held_out: Floats
    ridge: float
    layer: Layer

    @staticmethod
    def tried(vectors: Floats, logits: Floats, right: Flags, fold: Ints) -> _Head:
        labelled = right.any(-1)
        problem = Problem.of(vectors[labelled], logits[labelled], right[labelled])
        folds = int(fold.max()) + 1
        losses = np.zeros((len(RIDGES), folds))
        left_out: list[list[Floats]] = []  # by fold, then ridge
        for number in range(folds):
            inside = fold == number
            tested = inside[labelled]
            layers = problem.fit(RIDGES, ~tested)
            left_out.append([logits[inside] + layer(vectors[inside]) for layer in layers])
            for i, layer in enumerate(layers):
                rows = inside & labelled
                losses[i, number] = log_loss(logits[rows] + layer(vectors[rows]), right[rows]) * tested.sum()
        held_out = logits.copy()
        for number in range(folds):
            others = np.arange(folds) != number
            held_out[fold == number] = left_out[number][int(losses[:, others].sum(1).argmin())]
        ridge = RIDGES[int(losses.sum(1).argmin())]
        return _Head(held_out, ridge, problem.fit([ridge])[0])
