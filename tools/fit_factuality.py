"""Fit how the status calculus and the learned reader rate a predicate together, and write `data/factuality.toml`.

    python tools/fit_factuality.py ../shared/eval

The blends are fitted on the publishers' dev parts, which the reader was never trained on: first on each half and
checked on the other, which is printed, then on both. Ridge least squares on the gold values. Holds no text: only
weights.
"""

from __future__ import annotations

import hashlib
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from dateline.annotate.factuality import SCALES, TALK, features
from dateline.annotate.layers import ensure_layers
from dateline.annotate.status import StatusCalculus
from dateline.pipeline import Settings

Floats = NDArray[np.float64]
OUT = Path(__file__).parent.parent / "src" / "dateline" / "data" / "factuality.toml"
WEIGHTS = (1.0, 3.0, 0.2)  # of the corpora: MEANTIME is small, UDS noisy; chosen on the halves
RIDGE = 20.0
NAMES = (
    "bias",
    "calculus",
    *SCALES,
    *(f"status:{name}" for name in ("planned", "requested", "hypothetical", "denied")),
)


@dataclass(frozen=True)
class Example:
    """One gold predicate: what the blend sees of it (None where none was found), its share of talk, the gold value."""

    corpus: int
    half: int
    seen: dict[str, float] | None
    talk: float
    gold: float


def sentences(gold: Path, corpus: str) -> list[dict[str, Any]]:
    """The lines of the dev part of a corpus."""
    lines = (gold / "data" / f"factuality_{corpus}.jsonl").read_text(encoding="utf-8").splitlines()
    return [row for row in map(json.loads, lines) if row["split"] == "dev"]


def examples(gold: Path, nlp: Language) -> list[Example]:
    """Every gold predicate of the dev parts."""
    calculus = StatusCalculus()
    found = []
    for number, corpus in enumerate(SCALES):
        for row in sentences(gold, corpus):
            doc = nlp(row["text"])
            half = hashlib.blake2b(row["id"].encode()).digest()[0] % 2
            for item in row["gold"]["predicates"]:
                seen, talk = _seen(doc, (item["start"], item["end"]), calculus)
                found.append(Example(number, half, seen, talk, item["factuality"]))
    return found


def _seen(doc: Doc, place: tuple[int, int], calculus: StatusCalculus) -> tuple[dict[str, float] | None, float]:
    """Features and share of talk of the predicate that covers the gold one best, as the scorer matches them."""
    tokens = [t for t in doc if calculus.is_predicate(t) and t.idx < place[1] and place[0] < t.idx + len(t)]
    if not tokens:
        return None, 0.0
    token = max(tokens, key=lambda t: min(t.idx + len(t), place[1]) - max(t.idx, place[0]))
    read = doc._.reading.factuality_at(token.idx, token.idx + len(token))
    return (features(calculus.judge(token), read), read.shares[TALK]) if read else (None, 0.0)


def fit(chosen: list[Example]) -> tuple[dict[str, float], dict[str, float]]:
    """The weights of both blends."""
    used = [example for example in chosen if example.seen is not None]
    x = np.array([_row(example) for example in used])
    y = np.array([example.gold for example in used])
    w = np.array([WEIGHTS[example.corpus] for example in used])[:, None]
    found = np.linalg.solve((x * w).T @ x + RIDGE * np.eye(x.shape[1]), (x * w).T @ y).tolist()
    middle = len(NAMES)
    return dict(zip(NAMES, found[:middle], strict=True)), dict(zip(NAMES, found[middle:], strict=True))


def _row(example: Example) -> list[float]:
    values = [(example.seen or {}).get(name, 0.0) for name in NAMES]
    return [v * (1 - example.talk) for v in values] + [v * example.talk for v in values]


def correlations(chosen: list[Example], weights: tuple[dict[str, float], dict[str, float]]) -> list[float]:
    """Pearson's r of each corpus; what was not found counts as +3, as the scorer has it."""
    both = np.array([*weights[0].values(), *weights[1].values()])
    result = []
    for number in range(len(SCALES)):
        own = [example for example in chosen if example.corpus == number]
        told = [float(np.clip(np.array(_row(e)) @ both, -3, 3)) if e.seen else 3.0 for e in own]
        result.append(float(np.corrcoef(told, [e.gold for e in own])[0, 1]))
    return result


def write(blends: tuple[dict[str, float], dict[str, float]]) -> None:
    """Replace the fitted tables of the file."""
    head = OUT.read_text(encoding="utf-8").partition("\n[news]")[0].rstrip() + "\n"
    for name, table in (("news", blends[0]), ("talk", blends[1])):
        head += f"\n[{name}]\n" + "".join(f'"{key}" = {value:.4f}\n' for key, value in table.items())
    OUT.write_text(head, encoding="utf-8")


def main() -> None:
    """Fit, print how well it does on the other half, write."""
    gold = Path(sys.argv[1])
    nlp = spacy.load(Settings().language_model)
    ensure_layers()
    nlp.add_pipe("dateline_paragraphs", first=True)
    nlp.add_pipe("dateline_reader")
    found = examples(gold, nlp)
    for half in (0, 1):
        learned = fit([example for example in found if example.half == half])
        other = [example for example in found if example.half != half]
        figures = [round(r, 3) for r in correlations(other, learned)]
        sys.stdout.write(f"fitted on half {half}, r on the other: {dict(zip(SCALES, figures, strict=True))}\n")
    write(fit(found))


if __name__ == "__main__":
    main()
