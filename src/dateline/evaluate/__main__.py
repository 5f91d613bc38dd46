"""`python -m dateline.evaluate GOLD`: what `make score` runs."""

from __future__ import annotations

import argparse
import json
import sys
import time
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from dateline.errors import DatelineError
from dateline.evaluate.gold import read_gold
from dateline.evaluate.scoreboard import Line, as_markdown, lines_of, read_targets, shown
from dateline.evaluate.scoring import Figures, code_gold, load_scorers, score
from dateline.pipeline import load


def main() -> int:
    """Score and print; 0 when done, 1 when there is no gold."""
    options = _options()
    console = Console(stderr=True)
    if not options.gold.is_dir():
        console.print(
            f"error: {options.gold} is not there. The DEV gold is not part of the repository: its texts may be used "
            "for evaluation but not passed on. Everything else works without it."
        )
        return 1
    try:
        _run(options, console)
    except DatelineError as error:
        console.print(f"error: {error}", markup=False)
        return 1
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make score", description="Code the DEV gold and print every figure.")
    parser.add_argument("gold", type=Path, help="folder with score_*.py and data/")
    parser.add_argument("--only", nargs="*", default=[], help="names or beginnings of names of gold files")
    parser.add_argument("--whole", action="store_true", help="whole files instead of a sample of each")
    parser.add_argument("--sample-words", type=int, default=12_000, help="words of each file in a sample")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--targets", type=Path, default=Path("benchmarks/targets.toml"))
    parser.add_argument("--write", type=Path, help="write the scoreboard to this file")
    parser.add_argument("--keep", type=Path, help="folder to keep the predictions in, for reading errors")
    return parser.parse_args()


def _run(options: argparse.Namespace, console: Console) -> None:
    data = options.gold / "data"
    scorers = load_scorers(options.gold)
    golds = read_gold(data, only=options.only, sample_words=None if options.whole else options.sample_words)
    coder = load()
    figures: dict[str, Figures] = {}
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console) as progress:
        for gold in golds:
            task = progress.add_task(gold.name, total=len(gold.rows))
            started = time.perf_counter()
            advance = partial(progress.advance, task)
            records = list(code_gold(gold, data, coder, workers=options.workers, advance=advance))
            figures[gold.name] = score(gold, records, scorers)
            progress.update(task, description=f"{gold.name} {time.perf_counter() - started:.0f} s")
            if options.keep:
                options.keep.mkdir(parents=True, exist_ok=True)
                kept = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
                (options.keep / f"{gold.name}.jsonl").write_text(kept, encoding="utf-8")
    lines = lines_of(figures, read_targets(options.targets))
    Console(width=None if sys.stdout.isatty() else 120).print(_table(lines))
    if options.write:
        size = "Whole files." if options.whole else f"Samples of about {options.sample_words} words a file, fixed seed."
        words = {gold.name: gold.words for gold in golds}
        options.write.write_text(as_markdown(lines, coder=coder.info, sample=size, words=words), encoding="utf-8")


def _table(lines: list[Line]) -> Table:
    table = Table(title="DEV figures", caption="targets: issue, reached or not, floor")
    for name, justify in (("file", "left"), ("figure", "left"), ("value", "right"), ("targets", "left")):
        table.add_column(name, justify=justify)  # type: ignore[arg-type]
    last = None
    for line in lines:
        if last not in (None, line.file):
            table.add_section()
        table.add_row("" if line.file == last else line.file, line.figure, shown(line.value), line.met)
        last = line.file
    return table


if __name__ == "__main__":
    sys.exit(main())
