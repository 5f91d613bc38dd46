"""Readers of the gold files: each yields passages whose labels say what that corpus knows, and no more.

The gold lies beside the project and is never part of it; `folder` is its data folder.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training.passages import TYPES, Passage, Question, Trigger

_YIELD = {"YIELD": ("CONCEDE", "RETREAT")}
_QUAD = {
    1: ("AGREE", "CONSULT", "SUPPORT"),
    2: ("COOPERATE", "AID", "CONCEDE", "RETREAT"),
    3: ("REQUEST", "ACCUSE", "REJECT", "THREATEN", "SANCTION"),
    4: ("PROTEST", "MOBILIZE", "COERCE", "ASSAULT"),
}
_QUIET = ("REQUEST", "ASSAULT")
"""What a neutral sentence may hold all the same: an appeal, or a deed that someone claims."""
_POLICE = {"KILL": ("ASSAULT",), "FORCE": ("ASSAULT",), "ARREST": ("COERCE",)}


def rows(path: Path) -> list[dict[str, Any]]:
    """The JSON lines of a file."""
    # Not splitlines(): some texts hold line separators of other kinds.
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def analyst(articles: Path, marks: Path) -> Iterator[Passage]:
    """Analysts' marks (events quoted by trigger and evidence) on whole articles."""
    marked = {row["doc"]: row["events"] for row in rows(marks)}
    for article in rows(articles):
        if article["id"] in marked:
            yield _marked(article, marked[article["id"]])


def marked(offsets: Path, folder: Path) -> Iterator[Passage]:
    """Marks that are kept as offsets, on the texts of the gold folder that they belong to.

    Raises:
        ValueError: no text of the folder has the digest that a mark names.
    """
    wanted = rows(offsets)
    names = {row["doc"] for row in wanted}
    texts = {
        hashlib.sha256(row["text"].encode()).hexdigest(): row
        for path in sorted(folder.glob("*.jsonl"))
        for row in rows(path)
        if row.get("id") in names
    }
    for row in wanted:
        article = texts.get(row["sha256"])
        if article is None:
            raise ValueError(
                f"{offsets.name}: no text in {folder} has the digest of {row['doc']}; is it another version?"
            )
        yield _marked(article, [_quoted(event, article["text"]) for event in row["events"]])


def _quoted(event: dict[str, Any], text: str) -> dict[str, Any]:
    """The event with its passages as words."""
    words = {name: text[slice(*event[name])] for name in ("trigger", "evidence")}
    return event | words | {"more_evidence": [text[slice(*pair)] for pair in event["more_evidence"]]}


def _marked(article: dict[str, Any], events: list[dict[str, Any]]) -> Passage:
    text = article["text"]
    passage = Passage("analyst", article["id"], text, triggers=[], relevant=bool(events))
    for event in events:
        at = text.find(event["evidence"])
        if at < 0:
            continue
        start = at + event["evidence"].find(event["trigger"])
        end = start + len(event["trigger"])
        types = (event["type"], *event.get("alt_types", ()))
        passage.triggers.append(Trigger(start, end, types, event["status"]))  # type: ignore[union-attr]
        for other in event.get("more_evidence", ()):
            passage.ignore += [(m.start(), m.end()) for m in re.finditer(re.escape(other), text)]
        near = (max(0, at - 300), at + len(event["evidence"]) + 200)
        answers: dict[str, tuple[tuple[int, int], ...]] = {}
        for role, parties in (("actor", event["actors"]), ("recipient", event["recipients"])):
            _answer(answers, role, text, [party["text"] for party in parties], near, start)
        for role, key in (("place", "place"), ("teller", "source")):
            _answer(answers, role, text, [event[key]["text"]] if event[key] else [], near, start)
        passage.questions.append(Question("trigger", start, end, answers))
        if answers.get("actor") and answers.get("recipient"):
            pair = (answers["actor"][0], answers["recipient"][0])
            passage.questions.append(Question("pair", *pair[0], {}, pair[1], types))
    return passage


def _answer(
    answers: dict[str, tuple[tuple[int, int], ...]],
    role: str,
    text: str,
    names: list[str],
    near: tuple[int, int],
    at: int,
) -> None:
    """Find each name near the trigger: whole, else by its last word, which is how a full name is told again.

    One name that is not found leaves the role without a label.
    """
    found = []
    for name in names:
        span = _nearest(text, name, near, at) or _nearest(text, name.split()[-1], near, at) if name.split() else None
        if span is None:
            return
        found.append(span)
    answers[role] = tuple(sorted(set(found)))


def _nearest(text: str, name: str, near: tuple[int, int], at: int) -> tuple[int, int] | None:
    pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
    spans = [match.span() for match in pattern.finditer(text, *near)]
    return min(spans, key=lambda span: abs(span[0] - at), default=None)


def plv(folder: Path) -> Iterator[Passage]:
    """Sentences with a source, a target and one type."""
    for row in rows(folder / "plv.jsonl"):
        passage = Passage("plv", row["id"], row["text"], relevant=True)
        for event in row["gold"]["events"]:
            types = tuple(t for name in event["types"] for t in _YIELD.get(name, (name,)) if t in TYPES)
            spans = {role: [(s["start"], s["end"]) for s in event["spans"] if s["role"] == role] for role in "ST"}
            if not types:
                continue
            passage.holds.append((0, len(row["text"]), types))
            if spans["S"] and spans["T"]:
                passage.questions.append(Question("pair", *spans["S"][0], {}, spans["T"][0], types))
        yield passage


def gsr(folder: Path) -> Iterator[Passage]:
    """Sentences of the PLOVER gold standard records, with types and parties as text."""
    for row in rows(folder / "gsr.jsonl"):
        text = row["text"]
        passage = Passage("gsr", row["id"], text, relevant=True)
        for event in row["gold"]["events"]:
            types = tuple(t for name in event["types"] for t in _YIELD.get(name, (name,)) if t in TYPES)
            passage.holds.append((0, len(text), types))
            spans = [
                _nearest(text, party["text"], (0, len(text)), 0)
                for side in ("actors", "recipients")
                for party in event[side][:1]
                if party.get("text")
            ]
            match spans:
                case [(start, end), (_, _) as second]:
                    passage.questions.append(Question("pair", start, end, {}, second, types))
        yield passage


def quad(folder: Path) -> Iterator[Passage]:
    """Sentences with one of five quad classes; 0 is neutral: statements and appeals."""
    for row in rows(folder / "quad.jsonl"):
        passage = Passage("quad", row["id"], row["text"])
        label = row["gold"]["quad"]
        if label:
            passage.holds.append((0, len(row["text"]), _QUAD[label]))
        else:
            passage.only = _QUIET
        yield passage


def attribution(folder: Path, part: str | None = None) -> Iterator[Passage]:
    """PolNeAR: every cue, and the source and content of each."""
    for row in rows(folder / "attribution.jsonl"):
        if part and row["split"] != part:
            continue
        passage = Passage("attribution", row["id"], row["text"], cues=[])
        for one in row["gold"]["attributions"]:
            if not one["cue"]:
                continue
            passage.cues += [(s["start"], s["end"]) for s in one["cue"]]  # type: ignore[operator]
            answers = {role: tuple((s["start"], s["end"]) for s in one[role]) for role in ("source", "content")}
            passage.questions.append(Question("cue", one["cue"][0]["start"], one["cue"][0]["end"], answers))
        yield passage


def factuality(folder: Path, corpus: str, part: str | None = None) -> Iterator[Passage]:
    """Predicates with a factuality of -3 to 3, after one of three corpora."""
    for row in rows(folder / f"factuality_{corpus}.jsonl"):
        if part is None or row["split"] == part:
            values = [(p["start"], p["end"], corpus, p["factuality"]) for p in row["gold"]["predicates"]]
            yield Passage(f"factuality_{corpus}", row["id"], row["text"], factuality=values)


def police(folder: Path) -> Iterator[Passage]:
    """Indian police reports: sentences that tell of a killing, use of force or an arrest by the police."""
    for row in rows(folder / "police.jsonl"):
        passage = Passage("police", row["id"], row["text"])
        for sentence in row["gold"]["sentences"]:
            types = {t for label in sentence["labels"] for t in _POLICE.get(label, ())}
            passage.holds += [(sentence["start"], sentence["end"], (t,)) for t in sorted(types)]
        yield passage


def relevance(folder: Path, corpus: str) -> Iterator[Passage]:
    """Whole articles, relevant to political conflict or not."""
    for row in rows(folder / f"relevance_{corpus}.jsonl"):
        yield Passage(f"relevance_{corpus}", row["id"], row["text"], relevant=row["gold"]["relevant"])
