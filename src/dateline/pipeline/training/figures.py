"""What the reader gets right on marked articles: counts by article and type, and figures with intervals from them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dateline.annotate.reader.network import softmax
from dateline.pipeline.training.examples import NONE, Examples, Floats, Ints

_DRAWS = 1000
_LOW, _HIGH = 5, 95


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts, [articles, 16 types] and [articles].

    Attributes:
        marks, found: Marks by their best type, and those of them that the reader tells with an accepted type.
        told, right: Triggers that the reader tells by the type that it gives them, and those of them that meet a mark
            which accepts it. A trigger is a run of words with one likeliest type; it meets a mark by a word.
        statuses, right_statuses: Marks, and those whose likeliest status, at the mark's own words, is the marked one.
    """

    marks: Ints
    found: Ints
    told: Ints
    right: Ints
    statuses: Ints
    right_statuses: Ints

    @staticmethod
    def of(examples: Examples, types: Floats, statuses: Floats) -> Tally:
        """Count what logits of types and statuses say, both [words, classes]."""
        articles = len(examples.articles)
        marks, found, told, right = (np.zeros((articles, NONE), np.int64) for _ in range(4))
        asked, answered = np.zeros(articles, np.int64), np.zeros(articles, np.int64)
        likeliest = types.argmax(-1)
        for run in _runs(likeliest, examples.article):
            if examples.right_types[run].any():  # else it is in a passage that is left out
                kind, article = int(likeliest[run[0]]), int(examples.article[run[0]])
                told[article, kind] += 1
                right[article, kind] += bool(examples.right_types[run, kind].any())
        nothing = softmax(examples.types)[:, NONE]
        for mark in examples.marks:
            marks[mark.article, mark.types[0]] += 1
            asked[mark.article] += 1
            if mark.words:
                words = list(mark.words)
                found[mark.article, mark.types[0]] += bool(np.isin(likeliest[words], mark.types).any())
                head = words[int(nothing[words].argmin())]
                answered[mark.article] += int(statuses[head].argmax()) == mark.status
        return Tally(marks, found, told, right, asked, answered)

    def f1(self, kind: int | None = None, articles: Ints | None = None) -> float:
        """F1 of triggers with type: of one type or all; of these articles (numbers, repeated as drawn) or all."""
        counts = (self.marks, self.found, self.told, self.right)
        chosen = (table if articles is None else table[articles] for table in counts)
        marks, found, told, right = (int((table if kind is None else table[:, kind]).sum()) for table in chosen)
        recall, precision = found / max(marks, 1), right / max(told, 1)
        return 2 * precision * recall / (precision + recall) if found and right else 0.0

    def accuracy(self, articles: Ints | None = None) -> float:
        """Share of the marks with the right status."""
        asked, right = (t if articles is None else t[articles] for t in (self.statuses, self.right_statuses))
        return int(right.sum()) / max(int(asked.sum()), 1)


@dataclass(frozen=True, slots=True)
class Change:
    """One figure on articles that were not fitted on.

    Attributes:
        low, high: Where the change lies in 90 of 100 draws of as many articles, with repeats.
    """

    before: float
    after: float
    low: float
    high: float

    @property
    def better(self) -> bool:
        """Whether it rose at all."""
        return self.after > self.before

    @property
    def sure(self) -> bool:
        """Whether other articles like these would very likely say so too."""
        return self.low > 0


def changes(before: Tally, after: Tally, seed: int) -> tuple[Change, Change]:
    """The change of trigger F1 and of status accuracy."""
    random = np.random.default_rng(seed)
    articles = len(before.marks)
    draws = [random.integers(0, articles, articles) for _ in range(_DRAWS)]
    f1 = [after.f1(articles=draw) - before.f1(articles=draw) for draw in draws]
    accuracy = [after.accuracy(draw) - before.accuracy(draw) for draw in draws]
    return _change(before.f1(), after.f1(), f1), _change(before.accuracy(), after.accuracy(), accuracy)


def _change(before: float, after: float, drawn: list[float]) -> Change:
    low, high = np.percentile(drawn, [_LOW, _HIGH])
    return Change(before, after, float(low), float(high))


def _runs(kinds: NDArray[np.int64], article: Ints) -> Iterator[list[int]]:
    """Rows of neighbouring words with one type of event, within an article."""
    run: list[int] = []
    for row in np.flatnonzero(kinds != NONE).tolist():
        if run and (row != run[-1] + 1 or kinds[row] != kinds[run[-1]] or article[row] != article[run[-1]]):
            yield run
            run = []
        run.append(row)
    if run:
        yield run
