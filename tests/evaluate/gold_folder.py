"""A small folder of invented gold with scorers that give fixed figures, and a coder that notes what it is given."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from dateline.records import Article, Record, Rejected, RejectReason
from samples import INFO

GOLD_WORD = "never-shown"

_SCORERS = {
    "analyst": "def score(truth, articles, predictions): return {'f1': 1.0}",
    "events": "def score(task, gold, predictions): return {'task': task, 'f1': 0.5, 'unseen': {'f1': 0.25}}",
    "context": "def score(task, gold, predictions): return {'task': task, 'figures': {'value_f1': 0.75}}",
}


def make_gold(folder: Path) -> Path:
    """Write it; gives the folder."""
    data = folder / "data"
    (data / "extraction_html").mkdir(parents=True)
    for name, code in _SCORERS.items():
        (folder / f"score_{name}.py").write_text(code)
    gold = {"gold": {"events": GOLD_WORD}, "split": GOLD_WORD}
    texts = [f"Rebels shelled town number {n} on Sunday, officials of the region said." for n in range(20)]
    rows = [{"id": f"gsr-{n:02}", "text": text, "title": None, **gold} for n, text in enumerate(texts)]
    few = rows[:3]
    truth = [{"doc": row["id"], "events": [GOLD_WORD]} for row in few]
    page = {"id": "page", "url": "https://example.org", "html": "extraction_html/a.html.gz", **gold}
    html = f"<html><body><article><p>{texts[0] * 10}</p></article></body></html>"
    (data / "extraction_html" / "a.html.gz").write_bytes(gzip.compress(html.encode()))
    files = {
        "analyst_articles": few,
        "analyst_truth": truth,
        "analyst_train_articles": few,
        "analyst_train_marks": truth,
        "extraction": [page],
        "gsr": rows,
        "incidents_ecbplus": few,
        "times_example": few,
    }
    for name, lines in files.items():
        (data / f"{name}.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    return folder


class SpyCoder:
    """Makes empty records.

    Attributes:
        seen: All that it was given.
    """

    info = INFO

    def __init__(self, *, reject: str | None = None) -> None:
        self.seen: list[Article | Rejected] = []
        self._reject = reject

    def stream(
        self, articles: Iterable[Article | Rejected], *, workers: int = 1, predicates: bool = False
    ) -> Iterator[Record | Rejected]:
        for item in articles:
            self.seen.append(item)
            if isinstance(item, Rejected):
                yield item
            elif item.id == self._reject:
                yield Rejected(item.id, RejectReason.LANGUAGE, "is not English")
            else:
                yield Record(item.id, item.title, None, None, None, None, item.text, INFO)
