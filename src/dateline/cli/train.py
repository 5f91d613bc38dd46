"""`dateline train`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich import box
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from dateline.cli.drawing import error_console, output_console

if TYPE_CHECKING:
    from dateline.pipeline.training import Outcome


def train(
    marks: Annotated[
        Path, typer.Option("--from", metavar="MARKS", help="Marked events (JSONL, one article a line).", exists=True)
    ],
    articles: Annotated[
        Path, typer.Option("--articles", metavar="PATH", help="The articles: a file or folder.", exists=True)
    ],
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="New folder for the model.")],
    folds: Annotated[int, typer.Option(min=2, metavar="N", help="Parts that are left out in turn to measure.")] = 5,
    seed: Annotated[int, typer.Option(min=0, metavar="N", help="Seed of the folds.")] = 0,
    force: Annotated[
        bool, typer.Option("--force", help="Write the model even if it reads no better than the shipped one.")
    ] = False,
) -> None:
    """Fit the learned reader to your own marks, and measure it before and after."""
    # These import the language pipeline, which takes seconds: not for `dateline --help`.
    from dateline.pipeline import training  # noqa: PLC0415

    training.check_new(out)
    console = output_console()
    with _progress() as tell:
        outcome = training.train_reader(marks, articles, folds=folds, seed=seed, tell=tell)
    written = outcome.better or force
    if written:  # before anything is shown: a closed pipe must not lose the model
        training.write_model(out, outcome, marks=marks, folds=folds, seed=seed, both=force)
    _draw(console, outcome, folds=folds)
    if not written:
        console.print(
            "Neither figure is better, so nothing was written. More marks may help; --force writes it anyway."
        )
        raise typer.Exit(1)
    _draw_written(console, outcome, out, force=force)


@contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """A line on the terminal that says what is being done; nothing where standard error is no terminal."""
    console = error_console()
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("reading marks …")
        yield lambda now: bar.update(task, description=now)


def _draw(console: Console, outcome: Outcome, *, folds: int) -> None:
    console.print(
        f"{outcome.articles:,} articles, {outcome.marks:,} marks, {outcome.words:,} words "
        f"({outcome.left_out:,} left out: an event told again, or optional)"
    )
    console.print(f"\nOn articles that were not fitted on ({folds} folds of whole articles):\n")
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, padding=(0, 1))
    table.add_column("figure")
    for name in ("before", "after", "change", "90 of 100 times"):
        table.add_column(name, justify="right")
    rows = (("triggers with type, F1", outcome.triggers), ("statuses, share right", outcome.statuses))
    for name, change in rows:
        values = (change.before, change.after)
        signed = (change.after - change.before, change.low, change.high)
        cells = [*(f"{value:.3f}" for value in values), *(f"{value:+.3f}" for value in signed)]
        table.add_row(name, *cells[:3], f"{cells[3]} … {cells[4]}")
    console.print(table)
    console.print(_types_table(outcome))
    _draw_doubts(console, outcome)


def _types_table(outcome: Outcome) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, padding=(0, 1))
    table.add_column("event")
    for name in ("marks", "F1 before", "F1 after"):
        table.add_column(name, justify="right")
    for line in outcome.types:
        table.add_row(line.name, f"{line.marks:,}", f"{line.before:.3f}", f"{line.after:.3f}")
    return table


def _draw_doubts(console: Console, outcome: Outcome) -> None:
    """What a careful reader should know about the figures."""
    from dateline.pipeline.training import FEW_ARTICLES  # noqa: PLC0415  (as above)

    if outcome.articles < FEW_ARTICLES:
        console.print(f"With fewer than {FEW_ARTICLES} articles these figures are rough.")
    for name, change in (("event types", outcome.triggers), ("statuses", outcome.statuses)):
        if not change.better:
            console.print(f"The {name} are read no better than before.")
        elif not change.sure:
            console.print(f"The {name} are read better, but that may be chance: other articles may say otherwise.")


def _draw_written(console: Console, outcome: Outcome, out: Path, *, force: bool) -> None:
    if not force:
        for name, change in (("event types", outcome.triggers), ("statuses", outcome.statuses)):
            if not change.better:
                console.print(f"The {name} were left as shipped.")
    console.print(Text(f"written: {out}"))
    console.print(Text(f"Use it: dateline code … --reader {out}"))
