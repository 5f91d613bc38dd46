"""How events look on a terminal. Everything that comes from articles is shown as plain text, never as markup."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from datetime import timedelta
from types import MappingProxyType

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dateline.records import Status
from dateline.views import EventRow

_WIDTH_OF_FILES = 160  # columns where the output is no terminal
_ID_CHARS = 8  # at least; ids that begin alike are shown longer

# Name, greatest width (None: shares the rest of the line), share of the rest.
_COLUMNS: tuple[tuple[str, int | None, int | None], ...] = (
    ("date", 12, None),
    ("place", 14, None),
    ("who", None, 3),
    ("→ whom", None, 3),
    ("event", 22, None),
    ("status", 14, None),
    ("source", None, 2),
    ("words", 14, None),
    ("id", 30, None),
)

# Each status has a sign and its name as well as its colour, so that none depends on seeing colours.
_STATUS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        Status.ACTUAL: ("●", "green"),
        Status.PLANNED: ("◌", "cyan"),
        Status.REQUESTED: ("?", "blue"),
        Status.THREATENED: ("!", "yellow"),
        Status.HYPOTHETICAL: ("~", "magenta"),
        Status.DENIED: ("×", "red"),
        Status.OMITTED: ("–", "red"),
    }
)


def output_console() -> Console:
    """Standard output; wide where it is a file or a pipe."""
    wide = not sys.stdout.isatty() and "COLUMNS" not in os.environ
    return Console(width=_WIDTH_OF_FILES if wide else None, highlight=False)


def error_console() -> Console:
    """Standard error."""
    return Console(stderr=True, highlight=False)


def plain(value: str | None) -> str:
    """A text from an article on one line, without the control characters that could steer a terminal."""
    return " ".join("".join(char if char.isprintable() else " " for char in value or "").split())


def status_text(status: str) -> Text:
    """A status with its sign and colour."""
    sign, colour = _STATUS[status]
    return Text(f"{sign} {status}", style=colour)


def draw_events(console: Console, rows: Sequence[EventRow]) -> None:
    """A table of events, one a line, cut to the width of the console."""
    if not rows:
        console.print("no events")
        return
    table = Table(box=box.SIMPLE_HEAD, expand=True, padding=(0, 1, 0, 0), show_edge=False)
    ids = _short_ids(rows)
    cells = [
        (
            Text(day_text(row)),
            Text(plain(row.place)),
            Text(plain(", ".join(row.actors))),
            Text(plain(", ".join(row.recipients))),
            Text(f"{row.type} {row.mode}" if row.mode else row.type),
            status_text(row.status),
            Text(plain(row.source)),
            Text(plain(row.words)),
            Text(short, style="dim"),
        )
        for row, short in zip(rows, ids, strict=True)
    ]
    # What is short keeps its width; the names share what is left of the line.
    for i, (name, widest, ratio) in enumerate(_COLUMNS):
        width = min(widest, max(len(name), *(len(row[i]) for row in cells))) if widest else None
        table.add_column(name, width=width, ratio=ratio, no_wrap=True, overflow="ellipsis")
    for row_cells in cells:
        table.add_row(*row_cells)
    console.print(table)
    if any(row.first_day is None and row.published for row in rows):
        console.print("Days in brackets are days of publication: the text gives none.", style="dim")


def day_text(row: EventRow) -> str:
    """The event's day, month or year; `2014-06-10…` where it is the first of several days; brackets: see below."""
    first, last = row.first_day, row.last_day
    if first is None or last is None:
        return f"({row.published})" if row.published else ""
    if first == last:
        return first.isoformat()
    if first.day == 1 and (last + timedelta(days=1)).day == 1:
        if (first.month, last.month) == (1, 12) and first.year == last.year:
            return f"{first:%Y}"
        if (first.year, first.month) == (last.year, last.month):
            return f"{first:%Y-%m}"
    return f"{first.isoformat()}…"


def _short_ids(rows: Sequence[EventRow]) -> list[str]:
    """Event ids with the article's id cut as short as `dateline explain` can still tell apart among these."""
    articles = sorted({row.article for row in rows})
    length = _ID_CHARS
    while len({article[:length] for article in articles}) < len(articles):
        length += 1
    return [row.article[:length] + row.event[len(row.article) :] for row in rows]
