"""Fit the confidence of events and the reconciling of statuses on marked articles; write `data/confidence.toml`.

    python tools/fit_confidence.py ../shared/eval [--reader FOLDER --held IDS.json]

A draft counts as right when its type is marked (or an accepted alternative) in a passage that holds its trigger. Ridge
logistic regression by Newton's method; five folds of whole articles print how well it does on articles it has not seen.

The table of the rules is fitted on all marked articles. The tables for the learned reader must be fitted on articles
that the reader has not learned from: give the model of a training that held out a fold (`--reader`) and the ids of that
fold (`--held`, a JSON list). Without them only the table of the rules is renewed. Holds no text: only weights.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.annotate.annotator import Annotator
from dateline.coding.article import scene_of
from dateline.coding.confidence import features_of
from dateline.coding.drafts import Draft, drafts
from dateline.dictionaries.confidence import Weights, load_weights
from dateline.dictionaries.knowledge import Knowledge, load_knowledge
from dateline.pipeline import Settings
from dateline.records import Annotated, Article, Status

Floats = NDArray[np.float64]
ROOT = Path(__file__).parent.parent
OUT = ROOT / "src" / "dateline" / "data" / "confidence.toml"
MARKS = ROOT / "training" / "marks"
RIDGE = 10.0  # chosen by the folds' log loss among 1, 3, 10, 30
LEFT_OUT = ("under:",)  # features that made the folds' log loss no better
PAIR = 0.4  # articles are not asked; chosen on held-out sentences with two parties
LEAST_USES = 12  # a feature seen less often than this gets no weight
CALCULUS = (0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0)  # weights tried for the status calculus' verdict
_UNNAMED = 0.005  # the reader's share of a status that it does not name


@dataclass(frozen=True)
class Example:
    """One draft: its article, what is seen of it, whether it is right; and, where just one mark fits, the status."""

    article: int
    features: Mapping[str, float]
    right: bool
    draft: Draft
    status: Status | None


def read_marked(gold: Path) -> list[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """(article, marked events) of the training articles, and of those that the project keeps marks of as offsets.

    Raises:
        ValueError: no text of the gold has the digest that offsets name.
    """
    articles = _rows(gold / "data" / "analyst_train_articles.jsonl")
    events = {row["doc"]: row["events"] for row in _rows(gold / "data" / "analyst_train_marks.jsonl")}
    found = [(row, events[row["id"]]) for row in articles if row["id"] in events]
    offsets = [row for path in sorted(MARKS.glob("*.jsonl")) for row in _rows(path)]
    names = {row["doc"] for row in offsets}
    texts = {
        hashlib.sha256(row["text"].encode()).hexdigest(): row
        for path in sorted((gold / "data").glob("*.jsonl"))
        for row in _rows(path)
        if row.get("id") in names
    }
    for row in offsets:
        if row["sha256"] not in texts:
            raise ValueError(f"no text of the gold has the digest of {row['doc']}; is it another version?")
        article = texts[row["sha256"]]
        found.append((article, [_quoted(event, article["text"]) for event in row["events"]]))
    return found


def _quoted(event: dict[str, Any], text: str) -> dict[str, Any]:
    """The event with its passages as words."""
    words = {name: text[slice(*event[name])] for name in ("trigger", "evidence")}
    return event | words | {"more_evidence": [text[slice(*pair)] for pair in event["more_evidence"]]}


def _rows(path: Path) -> list[dict[str, Any]]:
    # Not splitlines(): some texts hold line separators of other kinds.
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def examples(
    annotated: Iterable[Annotated], marks: Sequence[list[dict[str, Any]]], knowledge: Knowledge
) -> list[Example]:
    """Every draft of the articles."""
    found = []
    for number, (layers, events) in enumerate(zip(annotated, marks, strict=True)):
        scene = scene_of(layers, knowledge)
        ways = [way for p in scene.annotated.predications if isinstance(way := drafts(p, knowledge, scene), list)]
        types = {way[0].predication.id: way[0].type for way in ways}
        for item in (item for way in ways for item in way):
            fitting = [event for event in events if _marks(event, item, layers.article.text)]
            status = Status(fitting[0]["status"]) if len(fitting) == 1 else None
            found.append(Example(number, features_of(item, types, scene), bool(fitting), item, status))
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


def fit_confidence(found: Sequence[Example]) -> dict[str, float]:
    """The weights, after printing how well folds of whole articles do."""
    uses: dict[str, int] = {}
    for example in found:
        for name in example.features:
            uses[name] = uses.get(name, 0) + 1
    names = sorted(n for n, count in uses.items() if count >= LEAST_USES and not n.startswith(LEFT_OUT))
    matrix = np.array([[example.features.get(name, 0.0) for name in names] for example in found])
    right = np.array([float(example.right) for example in found])
    articles = np.array([example.article for example in found])
    chance = np.zeros(len(found))
    for fold in range(5):
        held = articles % 5 == fold
        chance[held] = 1 / (1 + np.exp(-matrix[held] @ fit(matrix[~held], right[~held])))
    loss = -np.mean(right * np.log(chance) + (1 - right) * np.log(1 - chance))
    print(f"{len(found)} drafts, {right.mean():.3f} right; on unseen folds log loss {loss:.4f}")
    error = 0.0
    for low in np.arange(0, 1, 0.1):
        inside = (chance >= low) & (chance < low + 0.1)
        if inside.any():
            error += inside.mean() * abs(chance[inside].mean() - right[inside].mean())
            print(f"  {low:.1f}-{low + 0.1:.1f}: {inside.sum():5d} drafts, {right[inside].mean():.2f} right")
    print(f"  expected calibration error {error:.3f}")
    return {name: round(float(weight), 3) for name, weight in zip(names, fit(matrix, right), strict=True)}


def fit_status(found: Sequence[Example]) -> dict[str, float]:
    """How much the calculus' verdict weighs against the reader's shares: the value that is right most often."""
    asked = [example for example in found if example.status and example.draft.reading]

    def accuracy(calculus: float) -> float:
        hits = 0
        for example in asked:
            reading, verdict = example.draft.reading, example.draft.predication.judgement.status
            shares = dict(reading.statuses) if reading else {}
            scores = {s: math.log(shares.get(s, _UNNAMED)) + calculus * (s is verdict) for s in Status}
            hits += max(scores, key=lambda s: scores[s]) is example.status
        return hits / max(len(asked), 1)

    tried = {calculus: accuracy(calculus) for calculus in CALCULUS}
    print(f"{len(asked)} statuses; right by weight of the calculus: { ({k: round(v, 3) for k, v in tried.items()}) }")
    best = max(tried, key=lambda calculus: tried[calculus])
    return {"reader": 1.0, **{f"calculus:{status}": best for status in Status}}


def write(weights: Weights, articles: int, held: int) -> None:
    """Write the three tables, with the number of articles that the rules' one and the two others were fitted on."""
    lines = [
        "# Weights of the confidence of events and of their statuses (coding/confidence.py, coding/statuses.py).",
        "# Written by tools/fit_confidence.py.",
        "",
        "[about]",
        f'source = "Rules: fitted on {articles} marked articles; learned and status: on {held} unseen ones. No text"',
        'licence = "Apache-2.0"',
        f"added = {date.today().isoformat()}",  # noqa: DTZ011 -- a day, for people
    ]
    for name in ("rules", "learned", "status"):
        table: Mapping[str, float] = getattr(weights, name)
        lines += ["", f"[{name}]", *(f'"{key}" = {value:.3f}' for key, value in sorted(table.items()))]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Fit, print the folds' figures, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--reader", help="folder of a model that has not learned from the articles of --held")
    parser.add_argument("--held", type=Path, help="JSON list of the ids of the articles held out")
    options = parser.parse_args()
    marked = read_marked(options.gold)
    knowledge, old = load_knowledge(), load_weights()
    rules = fit_confidence(_examples(marked, "rules", knowledge))
    learned, status, unseen = dict(old.learned), dict(old.status), []
    if options.reader and options.held:
        held = set(json.loads(options.held.read_text(encoding="utf-8")))
        unseen = [pair for pair in marked if pair[0]["id"] in held]
        found = _examples(unseen, options.reader, knowledge)
        status = fit_status(found)
        learned = fit_confidence(found) | {"reader:pair": PAIR}
    write(Weights(rules, learned, status), len(marked), len(unseen))


def _examples(
    marked: Sequence[tuple[dict[str, Any], list[dict[str, Any]]]], reader: str, knowledge: Knowledge
) -> list[Example]:
    annotator = Annotator(Settings().language_model, reader=reader)
    layers = [
        annotator(Article(row["id"], row["text"], published=_day(row.get("published")), language="en"))[0]
        for row, _ in marked
    ]
    return examples(layers, [events for _, events in marked], knowledge)


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


if __name__ == "__main__":
    main()
