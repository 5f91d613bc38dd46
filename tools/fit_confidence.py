"""Fit the confidence model on marked articles and write `data/confidence.toml`.

    python tools/fit_confidence.py ../shared/eval

A draft counts as right when its type is marked (or an accepted alternative) in a passage that holds its trigger. Ridge
logistic regression by Newton's method; five folds of whole articles print how well it does on articles it has not seen.
Holds no text: only weights are written.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.annotate.annotator import Annotator
from dateline.coding.confidence import features_of
from dateline.coding.drafts import Draft, draft
from dateline.coding.scene import Scene
from dateline.dictionaries.knowledge import Knowledge, load_knowledge
from dateline.pipeline import Settings
from dateline.records import Annotated, Article

Floats = NDArray[np.float64]
OUT = Path(__file__).parent.parent / "src" / "dateline" / "data" / "confidence.toml"
RIDGE = 3.0  # chosen by the folds' log loss among 0.3, 1, 3, 10
LEAST_USES = 12  # a feature seen less often than this gets no weight


def annotate(gold: Path) -> list[Annotated]:
    """The marked training articles with their layers."""
    annotator = Annotator(Settings().language_model)
    rows = map(json.loads, (gold / "data" / "analyst_train_articles.jsonl").read_text(encoding="utf-8").splitlines())
    return [
        annotator(Article(row["id"], row["text"], published=_day(row.get("published")), language="en"))[0]
        for row in rows
    ]


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def examples(
    articles: Sequence[Annotated], gold: Path, knowledge: Knowledge
) -> list[tuple[int, dict[str, float], bool]]:
    """(article number, features, right or not) of every draft."""
    lines = (gold / "data" / "analyst_train_marks.jsonl").read_text(encoding="utf-8").splitlines()
    marks = {row["doc"]: row["events"] for row in map(json.loads, lines)}
    found = []
    for number, article in enumerate(articles):
        scene = Scene(article, knowledge.nearby)
        drafts = [item for p in article.predications if isinstance(item := draft(p, knowledge, scene), Draft)]
        types = {item.predication.id: item.type for item in drafts}
        for item in drafts:
            right = any(_marks(event, item, article.article.text) for event in marks.get(article.article.id, []))
            found.append((number, features_of(item, types, scene), right))
    return found


def _marks(event: dict[str, Any], item: Draft, text: str) -> bool:
    if item.type not in (event["type"], *event.get("alt_types", [])):
        return False
    passages = [event["evidence"], *event.get("more_evidence", [])]
    starts = [(text.find(passage), len(passage)) for passage in passages]
    return any(start <= item.predication.start < start + length for start, length in starts if start >= 0)


def fit(matrix: Floats, right: Floats) -> Floats:
    """Weights of a ridge logistic regression."""
    weights = np.zeros(matrix.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-matrix @ weights))
        gradient = matrix.T @ (right - chance) - RIDGE * weights
        curvature = (matrix * (chance * (1 - chance))[:, None]).T @ matrix + RIDGE * np.eye(matrix.shape[1])
        weights = weights + np.linalg.solve(curvature, gradient)
    return weights


def main() -> None:
    """Fit, print the folds' figures, write the weights."""
    gold = Path(sys.argv[1])
    found = examples(annotate(gold), gold, load_knowledge())
    uses: dict[str, int] = {}
    for _, features, _ in found:
        for name in features:
            uses[name] = uses.get(name, 0) + 1
    names = sorted(name for name, count in uses.items() if count >= LEAST_USES)
    matrix = np.array([[features.get(name, 0.0) for name in names] for _, features, _ in found])
    right = np.array([float(value) for _, _, value in found])
    articles = np.array([number for number, _, _ in found])
    chance = np.zeros(len(found))
    for fold in range(5):
        held = articles % 5 == fold
        chance[held] = 1 / (1 + np.exp(-matrix[held] @ fit(matrix[~held], right[~held])))
    loss = -np.mean(right * np.log(chance) + (1 - right) * np.log(1 - chance))
    print(f"{len(found)} drafts, {right.mean():.3f} right; on unseen folds log loss {loss:.4f}")
    for low in np.arange(0, 1, 0.1):
        inside = (chance >= low) & (chance < low + 0.1)
        if inside.any():
            print(f"  {low:.1f}-{low + 0.1:.1f}: {inside.sum():5d} drafts, {right[inside].mean():.2f} right")
    weights = fit(matrix, right)
    lines = [f'"{name}" = {weight:.3f}' for name, weight in zip(names, weights, strict=True)]
    head = (
        "# Weights of the confidence model, by feature (coding/confidence.py). Written by tools/fit_confidence.py.\n\n"
        "[about]\n"
        f'source = "Fitted on {len(set(articles))} marked articles ({len(found)} drafts); holds no text"\n'
        'licence = "Apache-2.0"\nadded = 2026-11-22\n\n[weights]\n'
    )
    OUT.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
