"""Fit the weights that choose sides and places where syntax leaves them open; write `data/choices.toml`.

    python tools/fit_choices.py ../shared/eval --reader FOLDER --held IDS.json

An example is a draft whose event an analyst has marked, with its candidates and "none". A candidate for a side is right
when its country is a marked one and the words or the sector are the marked actor's, else when the country is; a
candidate for a place when words and country are the marked ones, else when the country is. Conditional logit with a
ridge, by Newton's method; five folds of whole articles print how often the marked country is chosen on articles that
were not fitted on, and with it each field's `SHIFT`: how much "none" gives way. Several candidates may be right
together, and none of them likelier than "none".

The reader must not have learned from the articles: give the model of a training that held out a fold (`--reader`) and
the ids of that fold (`--held`, a JSON list). Holds no text: only weights.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.annotate.annotator import Annotator
from dateline.coding.article import scene_of
from dateline.coding.candidates import candidates
from dateline.coding.drafts import Draft, drafts
from dateline.coding.parties import by_syntax
from dateline.coding.party_candidates import PartyCandidates
from dateline.coding.place_candidates import PlaceCandidates
from dateline.coding.scene import Scene
from dateline.dictionaries.actor_entries import BEYOND_STATES
from dateline.dictionaries.choices import FIELDS, Choices, FieldWeights
from dateline.dictionaries.knowledge import Knowledge, load_knowledge
from dateline.pipeline import Settings
from dateline.records import Annotated, Article
from fit_confidence import read_marked

Floats = NDArray[np.float64]
OUT = Path(__file__).parent.parent / "src" / "dateline" / "data" / "choices.toml"
LEAST_USES = 15  # a feature seen less often than this gets no weight
RIDGE = {"actors": 2.0, "recipients": 2.0, "place": 3.0}  # by the folds; 10 and more is worse, 1 no better than 3
SHIFT = {"actors": 0.3, "recipients": 0.4, "place": 0.3}  # chosen by the folds among 0, 0.1 … 1.4
FOLDS = 5
WORD = re.compile(r"\w+")
STOP = {"the", "a", "an", "of", "and", "in", "for", "its", "his", "their", "s"}


@dataclass(frozen=True)
class Choice:
    """One field of one marked event: features of each candidate and, last, of "none"; which are right.

    Attributes:
        agrees: Whether each has the marked country, as the score counts it.
    """

    article: int
    features: Sequence[Mapping[str, float]]
    right: Sequence[bool]
    agrees: Sequence[bool]


def side_choices(number: int, scene: Scene, draft: Draft, event: Mapping[str, Any]) -> Iterator[tuple[str, Choice]]:
    """The sides that syntax leaves open."""
    found = by_syntax(draft.predication, draft.entry, scene)
    for side in ("actors", "recipients"):
        if getattr(found, side):
            continue
        other = found.actors if side == "recipients" else found.recipients or found.behind
        behind = found.behind if side == "recipients" else ()
        open_side = PartyCandidates(
            draft.predication, draft.type, side, scene, draft.reading, other=other, behind=behind
        )
        tried = open_side.all()
        lands = {_land(person.get("country")) for person in event[side]}
        agrees = [bool(lands) and _land(scene.actors[item.item].country) in lands for item in tried]
        merits = [_merit(item.item, scene, event[side]) if ok else 0 for item, ok in zip(tried, agrees, strict=True)]
        top = max(merits, default=0)
        right = [merit == top > 0 for merit in merits]
        none = not lands
        yield (
            side,
            Choice(
                number, [*(item.features for item in tried), open_side.none], [*right, none], [*agrees, lands <= {None}]
            ),
        )


def _land(country: str | None) -> str | None:
    return None if country in BEYOND_STATES else country


def _merit(actor_id: str, scene: Scene, people: Sequence[Mapping[str, Any]]) -> int:
    """How well an actor of the marked country fits one of the marked people: by name, by sector, or by it alone."""
    actor = scene.actors[actor_id]
    text = scene.annotated.article.text
    names = _words(actor.name).union(*(_words(text[m.start : m.end]) for m in actor.mentions))
    if any(names & _words(person["text"]) for person in people):
        return 3
    if any(actor.sector == person.get("sector") for person in people):
        return 2
    return int(actor.country is not None)


def place_choice(number: int, scene: Scene, draft: Draft, event: Mapping[str, Any]) -> Choice:
    """The place of an event."""
    parties = (draft.parties.actors, draft.parties.recipients)
    found = PlaceCandidates(draft.predication, draft.type, parties, scene, draft.reading)
    tried = found.all()
    place = event.get("place") or {}
    lands = [scene.annotated.places[item.item].country for item in tried]
    agrees = [bool(place) and land == place.get("country") for land in lands]
    told = (scene.annotated.places[item.item] for item in tried)
    named = [bool(_words(f"{item.text} {item.name}") & _words(place.get("text"))) for item in told]
    right = [a and b for a, b in zip(agrees, named, strict=True)]
    if not any(right):
        right = [ok and land is not None for ok, land in zip(agrees, lands, strict=True)]
    return Choice(
        number,
        [*(item.features for item in tried), found.none],
        [*right, not place],
        [*agrees, place.get("country") is None],
    )


def _words(text: str | None) -> set[str]:
    return {word.lower() for word in WORD.findall(text or "")} - STOP


def marked(
    annotated: Iterable[Annotated], marks: Sequence[list[dict[str, Any]]], knowledge: Knowledge
) -> Iterator[tuple[int, Scene, Draft, dict[str, Any]]]:
    """Drafts with the one marked event that they tell."""
    for number, (layers, events) in enumerate(zip(annotated, marks, strict=True)):
        scene = scene_of(layers, knowledge)
        for predication in scene.annotated.predications:
            entries, _ = candidates(predication, knowledge.lexicon, scene)
            ways = drafts(predication, knowledge, scene) if entries else []
            for draft in ways if isinstance(ways, list) else []:
                fitting = [event for event in events if _tells(draft, event, layers.article.text)]
                if len(fitting) > 1:
                    fitting = [event for event in fitting if _is_trigger(draft, event, layers.article.text)]
                if len(fitting) == 1:
                    yield number, scene, draft, fitting[0]


def _tells(draft: Draft, event: Mapping[str, Any], text: str) -> bool:
    if draft.type not in (event["type"], *event.get("alt_types", [])):
        return False
    passages = (event["evidence"], *event.get("more_evidence", []))
    starts = ((text.find(passage), len(passage)) for passage in passages)
    return any(start <= draft.predication.start < start + length for start, length in starts if start >= 0)


def _is_trigger(draft: Draft, event: Mapping[str, Any], text: str) -> bool:
    evidence = text.find(event["evidence"])
    start = evidence + max(event["evidence"].find(event["trigger"]), 0)
    return evidence >= 0 and start < draft.predication.end and draft.predication.start < start + len(event["trigger"])


@dataclass(frozen=True)
class Table:
    """All choices of a field as numbers: a row for each candidate."""

    names: Sequence[str]
    matrix: Floats
    right: Floats
    group: NDArray[np.int64]

    def rows(self, kept: NDArray[np.bool_]) -> Table:
        """The same of some groups."""
        inside = kept[self.group]
        _, group = np.unique(self.group[inside], return_inverse=True)
        return Table(self.names, self.matrix[inside], self.right[inside], group)


def table_of(found: Sequence[Choice]) -> Table:
    """The choices as numbers."""
    uses = Counter(name for item in found for name in {name for row in item.features for name in row})
    names = sorted(name for name, count in uses.items() if count >= LEAST_USES)
    rows = [[row.get(name, 0.0) for name in names] for item in found for row in item.features]
    right = [float(flag) for item in found for flag in item.right]
    group = [number for number, item in enumerate(found) for _ in item.features]
    return Table(names, np.array(rows), np.array(right), np.array(group))


def fit(table: Table, ridge: float) -> Floats:
    """Weights of a conditional logit; groups without a right candidate tell nothing."""
    kept = np.zeros(table.group.max() + 1)
    np.maximum.at(kept, table.group, table.right)
    table = table.rows(kept > 0)
    groups = table.group.max() + 1
    weights = np.zeros(len(table.names))
    for _ in range(25):
        scores = table.matrix @ weights
        chance = _shares(scores, table.group, groups)
        wanted = _shares(np.where(table.right > 0, scores, -1e9), table.group, groups)
        gradient = table.matrix.T @ (chance - wanted) + ridge * weights
        means = np.zeros((groups, len(table.names)))
        np.add.at(means, table.group, chance[:, None] * table.matrix)
        curvature = (table.matrix * chance[:, None]).T @ table.matrix - means.T @ means + ridge * np.eye(len(weights))
        step = np.linalg.solve(curvature, gradient)
        weights = weights - step
        if np.abs(step).max() < 1e-3:
            break
    return weights


def _shares(scores: Floats, group: NDArray[np.int64], groups: int) -> Floats:
    top = np.full(groups, -1e9)
    np.maximum.at(top, group, scores)
    raised = np.exp(scores - top[group])
    total = np.zeros(groups)
    np.add.at(total, group, raised)
    shares: Floats = raised / total[group]
    return shares


def fit_field(name: str, found: Sequence[Choice]) -> dict[str, float]:
    """The weights of a field, after printing how well folds of whole articles do."""
    table = table_of(found)
    folds = np.array([item.article % FOLDS for item in found])
    counts: Counter[str] = Counter()
    for fold in range(FOLDS):
        weights = _shifted(name, table.names, fit(table.rows(folds != fold), RIDGE[name]))
        for item in (item for item, n in zip(found, folds, strict=True) if n == fold):
            scores = [sum(weights.get(key, 0.0) * value for key, value in row.items()) for row in item.features]
            best = max(range(len(scores)), key=lambda n: (scores[n], n))
            kind = "silent" if item.right[-1] else "told"
            counts[kind] += 1
            counts[f"{kind} right"] += item.agrees[best]
    shown = ", ".join(
        f"{kind} {counts[f'{kind} right'] / max(counts[kind], 1):.3f} of {counts[kind]}" for kind in ("told", "silent")
    )
    print(f"{name}: right on unseen folds: {shown}", flush=True)
    weights = _shifted(name, table.names, fit(table, RIDGE[name]))
    return {key: round(value, 3) for key, value in sorted(weights.items()) if abs(value) >= 0.0005}


def _shifted(name: str, names: Sequence[str], weights: Floats) -> dict[str, float]:
    found = dict(zip(names, weights.tolist(), strict=True))
    return found | {"none": found["none"] - SHIFT[name]}


def fit_all(
    annotated: Sequence[Annotated], marks: Sequence[list[dict[str, Any]]], knowledge: Knowledge
) -> FieldWeights:
    """The weights of every field: first of the sides, then of the place, which looks at them."""
    empty = replace(knowledge, choices=Choices())
    sides: dict[str, list[Choice]] = {"actors": [], "recipients": []}
    for found in marked(annotated, marks, empty):
        for side, choice in side_choices(*found):
            sides[side].append(choice)
    fitted = FieldWeights(**{side: fit_field(side, found) for side, found in sides.items()})
    now = replace(knowledge, choices=Choices(fitted, fitted))
    places = [place_choice(*found) for found in marked(annotated, marks, now)]
    return replace(fitted, place=fit_field("place", places))


def write(rules: FieldWeights, learned: FieldWeights, source: str, path: Path = OUT) -> None:
    """Write the file."""
    lines = [
        "# Weights that choose who and where when the clause of an event leaves it open (coding/choosing.py).",
        "# Fitted by tools/fit_choices.py.",
        "",
        "[about]",
        f"source = {json.dumps(source)}",
        'licence = "Apache-2.0"',
        f"added = {datetime.now(tz=UTC).date().isoformat()}",
    ]
    for side, weights in (("rules", rules), ("learned", learned)):
        for name in FIELDS:
            lines += ["", f"[{side}-{name}]"]
            lines += [f"{json.dumps(key)} = {value:.3f}" for key, value in sorted(getattr(weights, name).items())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def without_reader(annotated: Iterable[Annotated]) -> list[Annotated]:
    """The same layers as if only the rules had read."""
    return [replace(item, reading=None) for item in annotated]


def main(gold: Path, reader: str, held: Path) -> None:
    """Annotate the held articles, fit, write."""
    ids = set(json.loads(held.read_text(encoding="utf-8")))
    rows = [(article, events) for article, events in read_marked(gold) if article["id"] in ids]
    annotator = Annotator(Settings().language_model, (), reader)
    annotated = [annotator(_article(row))[0] for row, _ in rows]
    marks = [events for _, events in rows]
    knowledge = replace(load_knowledge(), choices=Choices())
    learned = fit_all(annotated, marks, knowledge)
    rules = fit_all(without_reader(annotated), marks, knowledge)
    write(rules, learned, f"Fitted on {len(rows)} marked articles that the reader had not learned from. No text")


def _article(row: Mapping[str, Any]) -> Article:
    published = date.fromisoformat(row["published"][:10]) if row.get("published") else None
    return Article(row["id"], row["text"], published=published, language="en")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--reader", required=True)
    parser.add_argument("--held", type=Path, required=True)
    given = parser.parse_args()
    main(given.gold, given.reader, given.held)
