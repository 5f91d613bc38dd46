"""Figures for the model card: how the coder does with a reader that has not learned from the articles it reads.

    python tools/report_reader.py ../shared/eval --reader FOLDER --held IDS.json --figure docs/calibration.svg

Codes the marked articles whose ids are in the JSON list IDS and prints, as Markdown tables, precision, recall and F1 by
type, status accuracy by status, F1 by kind of text, calibration, and how often an event changes when one country is put
for another in invented sentences. Writes the calibration plot as SVG.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.pipeline import Settings
from dateline.pipeline.coder import Coder
from dateline.records import Article, Event
from fit_confidence import read_marked

EXAMPLES = Path(__file__).parent.parent / "training" / "examples"
COUNTRIES = ("Kenya", "France", "Russia", "Israel", "Iran", "India", "Brazil", "China", "Germany", "Nigeria", "Syria")
"""Put for one another; chosen for their spread over the world and over the news."""


@dataclass(frozen=True)
class Found:
    """One predicted event and the mark that it finds, if any."""

    doc: str
    event: Event
    mark: dict[str, Any] | None


def matched(coder: Coder, pairs: Sequence[tuple[dict[str, Any], list[dict[str, Any]]]]) -> tuple[list[Found], int]:
    """Predictions with their marks, one to one in text order, and how many marks there are."""
    found, total = [], 0
    for row, marks in pairs:
        article = Article(row["id"], row["text"], language="en")
        record = coder.code_article(article)
        free = list(marks)
        total += len(marks)
        for event in getattr(record, "events", ()):
            mark = next((m for m in free if _fits(event, m, row["text"])), None)
            if mark is None and any(_fits(event, m, row["text"]) for m in marks):
                continue  # a repeat: neither right nor wrong
            if mark is not None:
                free.remove(mark)
            found.append(Found(row["id"], event, mark))
    return found, total


def _fits(event: Event, mark: dict[str, Any], text: str) -> bool:
    if event.type not in (mark["type"], *mark.get("alt_types", [])):
        return False
    passages = [mark["evidence"], *mark.get("more_evidence", [])]
    starts = [(text.find(passage), len(passage)) for passage in passages]
    return any(at <= event.trigger.start < at + length for at, length in starts if at >= 0)


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def by_type(found: Sequence[Found], marks: Sequence[dict[str, Any]]) -> str:
    """Precision, recall and F1 of each event type."""
    told, right = Counter(str(f.event.type) for f in found), Counter(str(f.event.type) for f in found if f.mark)
    true, hit = Counter(m["type"] for m in marks), Counter(f.mark["type"] for f in found if f.mark)
    rows = []
    for name, count in sorted(true.items(), key=lambda item: -item[1]):
        precision, recall = right[name] / max(told[name], 1), hit[name] / count
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        rows.append((name, count, f"{precision:.2f}", f"{recall:.2f}", f"{f1:.2f}"))
    return table(("type", "marked", "precision", "recall", "F1"), rows)


def by_status(found: Sequence[Found]) -> str:
    """Of the found events of each status, how many were given it."""
    true, right = Counter[str](), Counter[str]()
    for item in found:
        if item.mark:
            true[item.mark["status"]] += 1
            right[item.mark["status"]] += item.event.status == item.mark["status"]
    rows = [(name, count, f"{right[name] / count:.2f}") for name, count in true.most_common()]
    return table(("status", "found", "right"), rows)


def by_text(found: Sequence[Found], pairs: Sequence[tuple[dict[str, Any], list[dict[str, Any]]]]) -> str:
    """F1 by where the text is from."""
    told, right, true = Counter[str](), Counter[str](), Counter[str]()
    for item in found:
        told[item.doc.split("-")[0]] += 1
        right[item.doc.split("-")[0]] += item.mark is not None
    for row, marks in pairs:
        true[row["id"].split("-")[0]] += len(marks)
    rows = [(n, c, f"{2 * right[n] / max(told[n] + c, 1):.2f}") for n, c in true.most_common()]
    return table(("text", "marked", "F1"), rows)


def calibration(found: Sequence[Found]) -> tuple[list[tuple[float, float, int]], float]:
    """(mean confidence, share right, events) of each tenth, and the expected calibration error."""
    bins: dict[int, list[Found]] = defaultdict(list)
    for item in found:
        bins[min(int(item.event.confidence * 10), 9)].append(item)
    points = [
        (sum(f.event.confidence for f in b) / len(b), sum(f.mark is not None for f in b) / len(b), len(b))
        for _, b in sorted(bins.items())
    ]
    error = sum(abs(mean - share) * count for mean, share, count in points) / max(len(found), 1)
    return points, error


def draw(points: Sequence[tuple[float, float, int]], path: Path) -> None:
    """The calibration plot: confidence to the right, share right upwards, circles by the number of events."""
    size, edge = 360, 48
    largest = max((count for *_, count in points), default=1)

    def at(x: float, y: float) -> tuple[float, float]:
        return edge + x * (size - 2 * edge), size - edge - y * (size - 2 * edge)

    (x0, y0), (x1, y1) = at(0, 0), at(1, 1)
    marks = [
        f'<circle cx="{at(x, y)[0]:.1f}" cy="{at(x, y)[1]:.1f}" r="{3 + 9 * (count / largest) ** 0.5:.1f}" '
        f'fill="#1f5f8b" fill-opacity="0.75"><title>{count} events: confidence {x:.2f}, right {y:.2f}</title></circle>'
        for x, y, count in points
    ]
    ticks = [
        f'<text x="{at(t, 0)[0]:.1f}" y="{y0 + 16:.1f}" text-anchor="middle">{t:g}</text>'
        f'<text x="{x0 - 8:.1f}" y="{at(0, t)[1] + 4:.1f}" text-anchor="end">{t:g}</text>'
        for t in (0, 0.5, 1)
    ]
    body = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" font-family="sans-serif" font-size="12">',
        "<title>Calibration of event confidence on articles that were held out</title>",
        f'<rect x="0" y="0" width="{size}" height="{size}" fill="#ffffff"/>',
        f'<rect x="{x0}" y="{y1}" width="{x1 - x0}" height="{y0 - y1}" fill="none" stroke="#888888"/>',
        f'<line x1="{x0}" y1="{y0}" x2="{x1}" y2="{y1}" stroke="#888888" stroke-dasharray="4 4"/>',
        *ticks,
        f'<text x="{size / 2}" y="{size - 12}" text-anchor="middle">confidence</text>',
        f'<text x="14" y="{size / 2}" text-anchor="middle" transform="rotate(-90 14 {size / 2})">share right</text>',
        *marks,
        "</svg>",
    ]
    path.write_text("\n".join(body) + "\n", encoding="utf-8")


def even_handed(coder: Coder) -> str:
    """How often the events of invented sentences change in type or status when one country is put for another."""
    rows = []
    sentences = list(_sentences())
    base = [_told(coder, text.replace("@", "Spain")) for text in sentences]
    for country in COUNTRIES:
        changed = sum(_told(coder, t.replace("@", country)) != b for t, b in zip(sentences, base, strict=True))
        rows.append((country, len(sentences), changed))
    return table(("instead of Spain", "sentences", "with other events"), rows)


def _sentences() -> Iterator[str]:
    names = re.compile(r"\b(Kenya|Spain|Peru|Chad|Norway|Japan|Canada|Ghana|Poland|Mexico)\b(?!')")
    for path in sorted(EXAMPLES.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            text = re.sub(r"[\[{]([^|\[\]{}]+)\|[^\[\]{}]+[\]}]", r"\1", line)
            if not line.startswith("#") and len(set(names.findall(text))) == 1:
                yield names.sub("@", text)


def _told(coder: Coder, text: str) -> list[tuple[str, str]]:
    record = coder.code_article(Article("x", text, language="en"))
    return sorted((str(event.type), str(event.status)) for event in getattr(record, "events", ()))


def main() -> None:
    """Print every table, write the plot."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--reader", required=True)
    parser.add_argument("--held", type=Path, required=True)
    parser.add_argument("--figure", type=Path)
    options = parser.parse_args()
    held = set(json.loads(options.held.read_text(encoding="utf-8")))
    pairs = [(row, events) for row, events in read_marked(options.gold) if row["id"] in held]
    coder = Coder(Settings(reader=options.reader))
    found, total = matched(coder, pairs)
    right = sum(item.mark is not None for item in found)
    points, error = calibration(found)
    print(f"{len(pairs)} articles, {total} marked events; F1 {2 * right / (len(found) + total):.3f}\n")
    print(by_type(found, [mark for _, events in pairs for mark in events]), "\n")
    print(by_status(found), "\n")
    print(by_text(found, pairs), "\n")
    print(table(("confidence", "right", "events"), [(f"{x:.2f}", f"{y:.2f}", n) for x, y, n in points]))
    print(f"\nExpected calibration error {error:.3f}\n")
    print(even_handed(coder))
    if options.figure:
        draw(points, options.figure)


if __name__ == "__main__":
    main()
