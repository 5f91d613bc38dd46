"""Figures of sentences with one event, each coded with the reader of a fold that has not seen it.

    python tools/report_folds.py ../shared/eval --readers runs/fold0/reader runs/fold1/reader …

The readers are those of folds 0, 1, … in that order; what no given reader has held out is left out. Codes the sentences
and prints the figures of the gold's own scorers over all folds together, with and without the reader.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dateline.evaluate.scoring import load_scorers
from dateline.pipeline import Settings
from dateline.pipeline.coder import Coder
from dateline.records import Article, Rejected
from training.data import EXAMPLES, MARKS, load

CORPORA = ("plv", "gsr", "quad")
FIGURES = {"plv": ("accuracy", "macro_f1", "quad_macro_f1"), "gsr": ("p", "r", "f1", "top1"), "quad": ("accuracy",)}
Row = dict[str, Any]


def predictions(rows: Sequence[Row], reader: str) -> list[Row]:
    """The records of the rows' texts, as a reader codes them."""
    coder = Coder(Settings(reader=reader))
    records = (coder.code_article(Article(row["id"], row["text"], language="en")) for row in rows)
    return [json.loads(record.to_json()) for record in records if not isinstance(record, Rejected)]


def main() -> None:
    """Print a line a corpus."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--readers", nargs="+", required=True)
    options = parser.parse_args()
    data = options.gold / "data"
    scorer = load_scorers(options.gold)["events"]
    gold = {name: {row["id"]: row for row in scorer.read_jsonl(data / f"{name}.jsonl")} for name in CORPORA}
    seen: dict[str, list[Row]] = {name: [] for name in CORPORA}
    told: dict[str, list[Row]] = {name: [] for name in CORPORA}
    for fold, reader in enumerate(options.readers):
        held = {(passage.corpus, passage.doc) for passage in load(data, EXAMPLES, MARKS, fold).held}
        for name in CORPORA:
            rows = [row for id_, row in gold[name].items() if (name, id_) in held]
            seen[name] += rows
            told[name] += predictions(rows, reader)
            print(f"fold {fold}, {name}: {len(rows)} sentences, {_figures(scorer, name, rows, told[name])}", flush=True)
    for name in CORPORA:
        alone = predictions(seen[name], "rules")
        print(f"{name}: {len(seen[name])} of {len(gold[name])} sentences")
        print(f"  with the reader: {_figures(scorer, name, seen[name], told[name])}")
        print(f"  rules alone:     {_figures(scorer, name, seen[name], alone)}")


def _figures(scorer: Any, name: str, rows: Sequence[Row], records: Sequence[Row]) -> dict[str, float]:
    figures = scorer.score(name, list(rows), list(records))
    return {figure: round(figures[figure], 3) for figure in FIGURES[name]}


if __name__ == "__main__":
    main()
