"""Fit what the rules' statements tell by themselves, and write it into `data/statements/reader.toml`.

    python tools/fit_statement_rules.py ../shared/eval

`habit` (is this draft one that people mark?) and the edges of source, cue and content are fitted on PolNeAR's train
part without the learned reader, so they stay when the reader is trained anew. Run `tools/fit_statements.py` afterwards.
Edges are ranked by a conditional logit. About ten minutes, most of it parsing. Holds no text: only weights are written,
by the names of grammatical relations, of our own cue entries and of function words.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from numpy.typing import NDArray
from spacy.tokens import Doc

from dateline.annotate.statements import Statements
from dateline.annotate.statements.habits import rule_features
from dateline.annotate.statements.linking import Linker
from dateline.annotate.statements.nesting import without_idle
from dateline.annotate.statements.quotes import QuotationIndex, find_quotations
from dateline.annotate.statements.readings import Candidate
from dateline.annotate.statements.snapping import Words
from dateline.annotate.statements.weighing import EDGES, Weights
from dateline.pipeline import Settings
from fit_statements import Floats, fit, matched, rankings, truth, write

HABIT_RIDGE, EDGE_RIDGE = 5.0, 3.0
LEAST_USES = 60  # an edge feature seen less often than this gets no weight
Ranking = tuple[Sequence[Mapping[str, float]], int]  # the options' features, and which one is right


def documents(gold: Path) -> Iterator[tuple[Doc, dict[str, Any]]]:
    """The train part, parsed."""
    nlp = spacy.load(Settings().language_model)
    nlp.add_pipe("dateline_paragraphs", first=True)
    nlp.add_pipe("dateline_statements")  # registers the layers
    with (gold / "data" / "attribution.jsonl").open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["split"] == "train":
                yield nlp(row["text"]), row


class Lessons:
    """What the articles teach: examples of `habit`, and rankings by the name of an edge's table."""

    def __init__(self) -> None:
        self.habit: list[tuple[Mapping[str, float], float, float]] = []
        self.edges: dict[str, list[Ranking]] = {name: [] for name in EDGES}

    def add(self, component: Statements, doc: Doc, row: Mapping[str, Any]) -> None:
        """Learn from one article."""
        text, words = doc.text, Words(doc)
        quotations = QuotationIndex(find_quotations(text))
        drafts = component.by_rules(doc, text, quotations)
        Linker(doc, text, quotations, drafts).link()
        full = [draft for draft in drafts if draft.pieces]
        kept = {id(draft) for draft in without_idle(doc, full, quotations)}
        items = [Candidate(draft) for draft in full]
        for item, parts in zip(items, matched(words, items, truth(words, row)), strict=True):
            idle = id(item.draft) not in kept
            features = rule_features(doc, item.draft, quotations, idle=idle)
            self.habit.append((features, float(parts is not None), 1.0))
            if parts is None or idle:
                continue
            for table, options, right in rankings(words, quotations, item.draft, vars(parts)):
                at = [position for position, _ in options]
                if right in at:
                    self.edges[table].append(([names for _, names in options], at.index(right)))


def rank(found: Sequence[Ranking]) -> dict[str, float]:
    """Weights of a ridge conditional logit, by Newton's method with halved steps."""
    uses: dict[str, int] = {}
    for options, _ in found:
        for name in {name for features in options for name in features}:
            uses[name] = uses.get(name, 0) + 1
    names = sorted(name for name, count in uses.items() if count >= LEAST_USES)
    column = {name: k for k, name in enumerate(names)}
    bounds: NDArray[np.int64] = np.cumsum([0] + [len(options) for options, _ in found])
    matrix: Floats = np.zeros((bounds[-1], len(names)))
    for row, features in enumerate(features for options, _ in found for features in options):
        for name, value in features.items():
            if name in column:
                matrix[row, column[name]] = value
    first, right = bounds[:-1], bounds[:-1] + np.array([at for _, at in found])
    group = np.repeat(np.arange(len(found)), np.diff(bounds))

    def shares(weights: Floats) -> tuple[Floats, float]:
        scores = matrix @ weights
        scores -= np.maximum.reduceat(scores, first)[group]
        powers = np.exp(scores)
        sums = np.add.reduceat(powers, first)
        worth = scores[right].sum() - np.log(sums).sum() - EDGE_RIDGE / 2 * weights @ weights
        return powers / sums[group], float(worth)

    weights = np.zeros(len(names))
    share, worth = shares(weights)
    for _ in range(20):
        means = np.add.reduceat(matrix * share[:, None], first)
        gradient = (matrix[right] - means).sum(0) - EDGE_RIDGE * weights
        curvature = (matrix * share[:, None]).T @ matrix - means.T @ means + EDGE_RIDGE * np.eye(len(names))
        step, size = np.linalg.solve(curvature, gradient), 1.0
        while (tried := shares(weights + size * step))[1] < worth and size > 1e-3:
            size /= 2
        gained = tried[1] - worth
        if gained < 1e-2:
            break
        weights, (share, worth) = weights + size * step, tried
    return {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)}


def tables(lessons: Lessons) -> dict[str, dict[str, float]]:
    """The tables that need no reader."""
    return {"habit": fit(lessons.habit, HABIT_RIDGE)} | {name: rank(found) for name, found in lessons.edges.items()}


def main() -> None:
    """Fit, and write the tables beside those that need the reader."""
    lessons, component = Lessons(), Statements(spacy.blank("en"), "statements")
    for doc, row in documents(Path(sys.argv[1])):
        lessons.add(component, doc, row)
    known = component.weights
    write(Weights({**known.tables, **tables(lessons)}, known.threshold))
    print(f"{len(lessons.habit)} drafts;", ", ".join(f"{name} {len(found)}" for name, found in lessons.edges.items()))


if __name__ == "__main__":
    main()
