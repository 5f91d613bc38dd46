"""How the report of a run looks."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dateline.cli.drawing import plain
from dateline.pipeline.runs import RunReport
from dateline.records import Status

_SHOWN = 20  # rejected files named one by one


def draw_report(console: Console, report: RunReport, *, store: Path | None, out: Path | None) -> None:
    """What became of every article: coded, there already, rejected; and what was found."""
    rate = f", {report.words / report.seconds:,.0f} words a second" if report.seconds > 1 and report.words else ""
    events = sum(count for _, _, count in report.events)
    console.print(
        f"coded {_many(report.coded, 'article')} ({_many(report.words, 'word')}): {_many(events, 'event')}, "
        f"in {report.seconds:.1f} s{rate}"
    )
    if report.already:
        console.print(f"there already: {_many(report.already, 'article')}, not coded again")
    if report.events:
        console.print(_events_table(report.events))
    if report.dropped:
        reasons = ", ".join(f"{reason} {count:,}" for reason, count in report.dropped)
        console.print(f"not coded as events: {reasons}")
    _draw_rejected(console, report, store)
    for path in (store, out):
        if path is not None and (report.coded or report.already):
            console.print(Text(f"written: {path}"))


def _draw_rejected(console: Console, report: RunReport, store: Path | None) -> None:
    if not report.rejected:
        return
    reasons = ", ".join(f"{reason} {count:,}" for reason, count in report.reasons)
    console.print(f"rejected: {len(report.rejected):,} ({reasons})")
    for item in report.rejected[:_SHOWN]:
        console.print(Text(f"  {item.reason}  {plain(item.origin)}: {plain(item.detail)}"), soft_wrap=True)
    if more := len(report.rejected) - _SHOWN:
        where = "; the store's table `rejected` has them all" if store else ""
        if more > 0:
            console.print(f"  … and {more:,} more{where}")


def _events_table(events: Iterable[tuple[str, str, int]]) -> Table:
    counts = {(kind, status): count for kind, status, count in events}
    kinds = sorted({kind for kind, _ in counts})
    statuses = [status for status in Status if any((kind, status) in counts for kind in kinds)]
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, padding=(0, 1))
    table.add_column("event")
    for status in statuses:
        table.add_column(str(status), justify="right")
    table.add_column("all", justify="right")
    for kind in kinds:
        row = [counts.get((kind, status), 0) for status in statuses]
        table.add_row(kind, *(f"{count:,}" if count else "" for count in row), f"{sum(row):,}")
    return table


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
