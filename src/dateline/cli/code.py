"""`dateline code`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import Progress as Bar
from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

from dateline.cli.drawing import draw_events, error_console, output_console
from dateline.cli.options import READER_HELP, day
from dateline.errors import SettingsError
from dateline.ingest import STANDARD_INPUT, read
from dateline.store import IN_MEMORY, Store
from dateline.views import list_events

if TYPE_CHECKING:
    from dateline.pipeline.runs import Progress


def code(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH…", help="Files (.txt .html .htm .json .jsonl .ndjson), folders, or - for standard input."
        ),
    ],
    db: Annotated[Path | None, typer.Option("--db", metavar="FILE", help="Store to write to (DuckDB).")] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="JSONL file to write, one record a line.")
    ] = None,
    published: Annotated[
        date | None,
        typer.Option(parser=day, metavar="DATE", help="Day of publication of what does not give its own."),
    ] = None,
    workers: Annotated[int, typer.Option(min=1, metavar="N", help="Processes to code with.")] = 1,
    predicates: Annotated[
        bool, typer.Option("--predicates", help="Also write every predicate with its factuality.")
    ] = False,
    reader: Annotated[str | None, typer.Option(metavar="rules|learned|FOLDER", help=READER_HELP)] = None,
    settings: Annotated[Path | None, typer.Option(metavar="FILE", help="Settings file (TOML).")] = None,
) -> None:
    """Code articles into a store, a JSONL file, or, with neither, a table on the screen."""
    # These import the language pipeline, which takes seconds: not for `dateline --help`.
    from dateline import pipeline  # noqa: PLC0415
    from dateline.cli.report import draw_report  # noqa: PLC0415
    from dateline.pipeline.runs import run  # noqa: PLC0415

    if paths.count(STANDARD_INPUT) > 1:
        raise SettingsError("standard input (-) is named twice; it can be read once")
    origins: dict[str, str] = {}
    with Store.open(db or IN_MEMORY) if db or not out else _no_store() as store, _progress() as progress:
        coder = pipeline.load(settings, reader=reader)
        report = run(
            coder,
            read(paths, published=published, origins=origins),
            store=store,
            out=out,
            workers=workers,
            predicates=predicates,
            progress=progress,
            origins=origins,
        )
        rows = list_events(store, order="article") if store and not db else []
    if not db and not out and report.coded:
        draw_events(output_console(), rows)
    draw_report(error_console(), report, store=db, out=out)
    if not report.coded and not report.already:
        raise typer.Exit(1)


@contextmanager
def _no_store() -> Iterator[None]:
    yield None


@contextmanager
def _progress() -> Iterator[Callable[[Progress], None]]:
    """A line on the terminal that counts; nothing where standard error is no terminal."""
    console = error_console()
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Bar(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("loading the coder …")
        yield lambda now: bar.update(task, description=f"{now.articles:,} articles, {now.events:,} events")
