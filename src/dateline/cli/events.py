"""`dateline events`."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from dateline.cli.drawing import draw_events, error_console, output_console
from dateline.cli.options import day
from dateline.records import EventType, Status, to_wire
from dateline.store import Store
from dateline.views import EventFilter, EventRow, count_events, list_events

_ROWS_ON_SCREEN = 200


def _names(kind: type[StrEnum]) -> str:
    return ", ".join(kind)


class Format(StrEnum):
    """How rows are written."""

    TABLE = "table"
    CSV = "csv"
    JSONL = "jsonl"


class Order(StrEnum):
    """By the event's first day, by article, or the surest first."""

    DATE = "date"
    ARTICLE = "article"
    CONFIDENCE = "confidence"


def events(
    db: Annotated[Path, typer.Argument(metavar="DB", help="Store that `dateline code --db` wrote.")],
    *,
    kind: Annotated[
        list[EventType] | None,
        typer.Option("--type", case_sensitive=False, metavar="TYPE", help=f"Repeatable. {_names(EventType)}."),
    ] = None,
    mode: Annotated[list[str] | None, typer.Option(metavar="MODE", help="Repeatable. A mode of the type.")] = None,
    status: Annotated[
        list[Status] | None, typer.Option(case_sensitive=False, metavar="STATUS", help=f"Repeatable. {_names(Status)}.")
    ] = None,
    actor: Annotated[str | None, typer.Option(metavar="WORDS", help="Part of an actor's or recipient's name.")] = None,
    country: Annotated[
        str | None,
        typer.Option(metavar="CODE", help="Country code of the place, an actor or a recipient, such as IRQ."),
    ] = None,
    place: Annotated[str | None, typer.Option(metavar="WORDS", help="Part of the place's name.")] = None,
    since: Annotated[date | None, typer.Option(parser=day, metavar="DATE", help="First day.")] = None,
    until: Annotated[date | None, typer.Option(parser=day, metavar="DATE", help="Last day.")] = None,
    source: Annotated[
        str | None, typer.Option(metavar="WORDS", help="Part of the words that name who says so.")
    ] = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="The newspaper, agency or site.")] = None,
    order: Annotated[Order, typer.Option(help="What comes first.")] = Order.DATE,
    limit: Annotated[
        int | None, typer.Option(min=1, metavar="N", help=f"Rows at most; a table has {_ROWS_ON_SCREEN} unless told.")
    ] = None,
    offset: Annotated[int, typer.Option(min=0, metavar="N", help="Rows to pass over.")] = 0,
    output: Annotated[Format, typer.Option("--format", help="How rows are written.")] = Format.TABLE,
) -> None:
    """Show the events of a store. Days count as in the text; an event without one counts on the day of publication."""
    wanted = EventFilter(
        types=tuple(kind or ()),
        statuses=tuple(status or ()),
        modes=tuple(mode or ()),
        actor=actor,
        country=country,
        place=place,
        since=since,
        until=until,
        source=source,
        outlet=outlet,
    )
    if output is Format.TABLE and limit is None:
        limit = _ROWS_ON_SCREEN
    with Store.open(db, read_only=True) as store:
        rows = list_events(store, wanted, order=order, limit=limit, offset=offset)
        total = sum(count.events for count in count_events(store, wanted))
    if output is Format.TABLE:
        draw_events(output_console(), rows)
        if len(rows) < total:
            error_console().print(f"{len(rows):,} of {total:,} events; --limit and --offset show others")
    elif output is Format.CSV:
        _write_csv(rows)
    else:
        for row in rows:
            typer.echo(json.dumps(to_wire(row), ensure_ascii=False, separators=(",", ":")))


def _write_csv(rows: Sequence[EventRow]) -> None:
    """Lists are joined by "; "; unknown is empty."""
    names = [item.name for item in fields(EventRow)]
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([_cell(getattr(row, name)) for name in names] for row in rows)


def _cell(value: Any) -> Any:
    return "; ".join(value) if isinstance(value, tuple) else value
