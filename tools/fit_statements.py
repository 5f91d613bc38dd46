"""Fit how the rules' statements and the learned reader's are joined, and write `data/statements/reader.toml`.

    python tools/fit_statements.py ../shared/eval

Fits on every other article of the publisher's dev part of PolNeAR, which the reader was not trained on, and prints
the figures on both halves. A candidate is right when its cue and content meet those of one attribution better than any
other candidate's. Ridge logistic regression by Newton's method; a choice between two versions of a role weighs as much
as they differ in likeness to the truth. Holds no text: only weights are written.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from numpy.typing import NDArray
from spacy.tokens import Doc

from dateline.annotate.annotator import COMPONENTS
from dateline.annotate.statements import Statements
from dateline.annotate.statements.draft import Draft
from dateline.annotate.statements.edges import (
    Option,
    best,
    content_run,
    cue_edges,
    cue_run,
    ends,
    source_run,
    starts,
    with_gains,
)
from dateline.annotate.statements.quotes import QuotationIndex, find_quotations
from dateline.annotate.statements.readings import Candidate, compare
from dateline.annotate.statements.snapping import Words, alike, odds_of
from dateline.annotate.statements.weighing import TABLES, THRESHOLD, Weights
from dateline.pipeline import Settings
from dateline.records import Article, Span

Floats = NDArray[np.float64]
Run = tuple[int, int]
Example = tuple[Mapping[str, float], float, float]  # features, right or not, weight
OUT = Path(__file__).parent.parent / "src" / "dateline" / "data" / "statements" / "reader.toml"
ROLES = ("source", "cue", "content")
RIDGE = {"accept": 1.0, "cue": 1.0, "source": 2.0, "content": 2.0}
LEAST_USES = 6  # a feature seen less often than this gets no weight
GAINS = (0.0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5)
THRESHOLDS = [round(0.3 + 0.03 * step, 2) for step in range(7)]


@dataclass
class Parts:
    """One statement, true or found, as the positions of the words of each role."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]


def documents(gold: Path) -> tuple[list[Doc], list[dict[str, Any]]]:
    """The dev part, annotated up to the reader."""
    nlp = spacy.load(Settings().language_model)
    nlp.add_pipe("dateline_paragraphs", first=True)
    for name in COMPONENTS[: COMPONENTS.index("dateline_statements")]:
        nlp.add_pipe(name)
    rows = map(json.loads, (gold / "data" / "attribution.jsonl").read_text(encoding="utf-8").splitlines())
    wanted = [row for row in rows if row["split"] == "dev"]
    docs = []
    for row in wanted:
        doc = nlp.make_doc(row["text"])
        doc._.article = Article(row["id"], row["text"], language="en")
        docs.append(nlp(doc))
    return docs, wanted


def truth(words: Words, row: Mapping[str, Any]) -> list[Parts]:
    """The attributions of an article."""
    return [
        Parts(*(_positions(words, [Span(s["start"], s["end"]) for s in one[role]]) for role in ROLES))
        for one in row["gold"]["attributions"]
    ]


def _positions(words: Words, spans: Sequence[Span]) -> frozenset[int]:
    return frozenset(i for span in spans for i in words.of(span) if not words.doc[i].is_space)


def matched(words: Words, items: Sequence[Candidate], true: Sequence[Parts]) -> list[Parts | None]:
    """For each candidate the attribution that it tells, one to one, best first."""
    options = []
    for i, item in enumerate(items):
        content = _positions(words, [*item.draft.pieces, *item.content])
        for j, parts in enumerate(true):
            if parts.cue & {*item.draft.words, *item.cue} and content & parts.content:
                likeness = alike(content, parts.content) + alike(item.draft.words, parts.cue)
                options.append((likeness, -i, -j))
    found: list[Parts | None] = [None] * len(items)
    used = set()
    for _, i, j in sorted(options, reverse=True):
        if found[-i] is None and j not in used:
            found[-i] = true[-j]
            used.add(j)
    return found


def examples(words: Words, item: Candidate, parts: Parts | None) -> dict[str, Example]:
    """What a candidate teaches each table."""
    found: dict[str, Example] = {"accept": (item.accept, float(parts is not None), 1.0)}
    if parts is None:
        return found
    pairs: dict[str, tuple[Collection[int], Collection[int]]] = {
        "cue": (item.draft.words, item.cue),
        "source": (item.draft.speaker_words, item.source[1] if item.source else ()),
        "content": (_positions(words, item.draft.pieces), _positions(words, item.content)),
    }
    for role, features in item.choices.items():
        ours, theirs = (_worth(side, getattr(parts, role)) for side in pairs[role])
        if ours != theirs:
            found[role] = (features, float(theirs > ours), abs(theirs - ours))
    return found


def _worth(found: Collection[int], true: frozenset[int]) -> float:
    return alike(found, true) + (set(found) == true)


def rankings(
    words: Words, quotations: QuotationIndex, draft: Draft, parts: Mapping[str, Collection[int]]
) -> Iterator[tuple[str, Sequence[Option], int]]:
    """For each edge of a true draft: its table, the options, and the true position."""
    doc = words.tokens
    source, cue = source_run(words, draft), cue_run(words.doc, draft)
    if cue is not None and (true := _around(parts["cue"], cue)) is not None:
        begins, finishes = cue_edges(doc, cue, draft.speaker_words, draft.entry.id if draft.entry else "")
        yield "cue_start", begins, true[0]
        yield "cue_end", finishes, true[1]
    if source is not None and draft.speaker and (true := _around(parts["source"], source)) is not None:
        yield "source_start", starts(doc, source, draft.words, draft.speaker.pos_), true[0]
        yield "source_end", ends(doc, source, draft.words, draft.speaker.pos_, closed=True), true[1]
    frame, rule = {*draft.words, *draft.speaker_words}, draft.rule or "quotation"
    for piece in draft.pieces:
        run = content_run(words, quotations, piece)
        if run is not None and (true := _around(parts["content"], run)) is not None:
            yield "content_start", starts(doc, run, frame, rule), true[0]
            yield "content_end", ends(doc, run, frame, rule), true[1]


def _around(true: Collection[int], run: Run) -> Run | None:
    """The unbroken run of true words that begins within another run."""
    inside = [i for i in sorted(true) if run[0] <= i <= run[1]]
    if not inside:
        return None
    first, last = inside[0], inside[-1]
    while first - 1 in true:
        first -= 1
    while last + 1 in true:
        last += 1
    return first, last


def fit(found: Sequence[Example], ridge: float) -> dict[str, float]:
    """Weights of a ridge logistic regression."""
    uses: dict[str, int] = {}
    for features, _, _ in found:
        for name in features:
            uses[name] = uses.get(name, 0) + 1
    names = sorted(name for name, count in uses.items() if count >= LEAST_USES)
    matrix: Floats = np.array([[features.get(name, 0.0) for name in names] for features, _, _ in found])
    right, share = (np.array([item[k] for item in found]) for k in (1, 2))
    weights = np.zeros(len(names))
    for _ in range(30):
        chance = 1 / (1 + np.exp(-matrix @ weights))
        gradient = matrix.T @ (share * (right - chance)) - ridge * weights
        curvature = (matrix * (share * chance * (1 - chance))[:, None]).T @ matrix + ridge * np.eye(len(names))
        weights = weights + np.linalg.solve(curvature, gradient)
    return {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)}


def candidates(component: Statements, words: Words, text: str, quotations: QuotationIndex) -> list[Candidate]:
    """The candidates of an article, compared with the reader."""
    found = component.candidates(words, text, quotations, words.doc._.reading)
    for item in found:
        compare(words, quotations, item)
    return found


def fitted(
    component: Statements, docs: Sequence[Doc], rows: Sequence[Mapping[str, Any]]
) -> dict[str, dict[str, float]]:
    """The four tables, from some articles."""
    found: dict[str, list[Example]] = {name: [] for name in RIDGE}
    for doc, row in zip(docs, rows, strict=True):
        words, text = Words(doc), doc.text
        quotations = QuotationIndex(find_quotations(text))
        items = candidates(component, words, text, quotations)
        for item, parts in zip(items, matched(words, items, truth(words, row)), strict=True):
            for name, example in examples(words, item, parts).items():
                found[name].append(example)
    kept = {name: dict(component.weights.tables[name]) for name in TABLES if name not in RIDGE}
    return kept | {name: fit(found[name], RIDGE[name]) for name in RIDGE}


def figures(component: Statements, docs: Sequence[Doc], rows: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    """Token F1, exact F1 of each role, and strict F1: as the publisher's scorers count, on spaCy's tokens."""
    counts: dict[str, list[float]] = {}

    def add(name: str, right: float, said: float, wanted: float) -> None:
        row = counts.setdefault(name, [0.0, 0.0, 0.0])
        for k, value in enumerate((right, said, wanted)):
            row[k] += value

    for doc, row in zip(docs, rows, strict=True):
        words = Words(doc)
        true = truth(words, row)
        said = [
            Parts(
                _positions(words, [Span(s.source.start, s.source.end)] if s.source else []),
                _positions(words, [Span(s.cue.start, s.cue.end)] if s.cue else []),
                _positions(words, s.content),
            )
            for s in component.find(doc)
        ]
        pairs = _aligned(said, true)
        add("strict", sum(said[i] == true[j] for i, j in pairs), len(said), len(true))
        for role in ROLES:
            mine, theirs = ([getattr(parts, role) for parts in side] for side in (said, true))
            add(
                f"{role} tokens",
                sum(len(mine[i] & theirs[j]) for i, j in pairs),
                *(sum(map(len, x)) for x in (mine, theirs)),
            )
            distinct, wanted = ({parts for parts in side if parts} for side in (mine, theirs))
            add(f"{role} exact", len(distinct & wanted), len(distinct), len(wanted))
    return {name: 2 * right / max(said + wanted, 1) for name, (right, said, wanted) in counts.items()}


def _aligned(said: Sequence[Parts], true: Sequence[Parts]) -> list[tuple[int, int]]:
    options = [
        (alike(mine.content, theirs.content), -i, -j) for i, mine in enumerate(said) for j, theirs in enumerate(true)
    ]
    pairs, first, second = [], set(), set()
    for likeness, i, j in sorted(options, reverse=True):
        if likeness > 0 and i not in first and j not in second:
            pairs.append((-i, -j))
            first.add(i)
            second.add(j)
    return pairs


def gains(component: Statements, docs: Sequence[Doc], rows: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    """For each edge's table the weight of what the reader says, by the share of edges that are right."""
    right: dict[str, list[int]] = {}
    for doc, row in zip(docs, rows, strict=True):
        words, text = Words(doc), doc.text
        quotations = QuotationIndex(find_quotations(text))
        items = candidates(component, words, text, quotations)
        for item, parts in zip(items, matched(words, items, truth(words, row)), strict=True):
            if parts is None or item.draft.answer is None:
                continue
            for table, options, true in rankings(words, quotations, item.draft, vars(parts)):
                role, side = table.split("_")
                was = next(at for at, features in options if "same" in features)
                odds = odds_of(words, item.draft.answer, role) if role != "cue" else {}
                with_gains(options, was, odds, forward=side == "end")
                weights = component.weights.tables[table]
                for k, gain in enumerate(GAINS):
                    found = best(options, {**weights, "gain": gain})
                    right.setdefault(table, [0] * len(GAINS))[k] += found == true
    return {table: GAINS[int(np.argmax(counts))] for table, counts in right.items()}


def tune(component: Statements, docs: Sequence[Doc], rows: Sequence[Mapping[str, Any]]) -> Weights:
    """Weights from some articles, with the threshold whose figures' mean is best on them."""
    tables = fitted(component, docs, rows)
    for table, gain in gains(component, docs, rows).items():
        tables[table]["gain"] = gain

    def worth(threshold: float) -> float:
        component.weights = Weights(tables, threshold)
        return float(np.mean(list(figures(component, docs, rows).values())))

    component.weights = Weights(tables, max(THRESHOLDS, key=worth))
    return component.weights


def main() -> None:
    """Fit on one half, print the figures of both, write the weights."""
    docs, rows = documents(Path(sys.argv[1]))
    component = Statements(spacy.blank("en"), "statements")
    weights = tune(component, docs[::2], rows[::2])
    for name, half in (("fitted on", slice(0, None, 2)), ("not seen", slice(1, None, 2))):
        print(f"{name:10}", " ".join(f"{k} {v:.3f}" for k, v in figures(component, docs[half], rows[half]).items()))
    write(weights)


def write(weights: Weights) -> None:
    """Write `data/statements/reader.toml`."""
    lines = [
        "# Weights that join the rules' statements with the learned reader's (annotate/statements/weighing.py).",
        "# Written by tools/fit_statement_rules.py (habit and edges) and tools/fit_statements.py (the rest).",
        "",
        "[about]",
        'source = "Fitted on PolNeAR: habit and edges on its train part, the rest on half its dev part; holds no text"',
        'licence = "Apache-2.0"',
        "added = 2026-11-22",
    ]
    for table in TABLES:
        lines += ["", f"[{table}]"]
        lines += [f"{THRESHOLD} = {weights.threshold}"] if table == "accept" else []
        lines += [
            f"{json.dumps(name, ensure_ascii=False)} = {float(weight)}"
            for name, weight in weights.tables[table].items()
            if weight
        ]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
