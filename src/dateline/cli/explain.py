"""`dateline explain`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dateline.cli.drawing import output_console, plain, status_text
from dateline.cli.options import READER_HELP, day
from dateline.errors import SettingsError
from dateline.records import Record
from dateline.store import Store
from dateline.views import find_event

if TYPE_CHECKING:
    from dateline.pipeline.explain import Explanation


def explain_event(
    what: Annotated[str, typer.Argument(metavar="SENTENCE|DB", help="A sentence to code, or a store.")],
    event: Annotated[
        str | None,
        typer.Argument(metavar="[EVENT-ID]", help="ARTICLE-ID:e1; the article's id may be cut short."),
    ] = None,
    published: Annotated[
        date | None, typer.Option(parser=day, metavar="DATE", help="Day that the sentence was published on.")
    ] = None,
    reader: Annotated[str | None, typer.Option(metavar="rules|learned|FOLDER", help=READER_HELP)] = None,
    settings: Annotated[Path | None, typer.Option(metavar="FILE", help="Settings file (TOML).")] = None,
) -> None:
    """Show why events are coded as they are: each field with its words and its rule."""
    # These import the language pipeline, which takes seconds: not for `dateline --help`.
    from dateline import pipeline  # noqa: PLC0415
    from dateline.pipeline.explain import explain  # noqa: PLC0415

    console = output_console()
    if event is not None:
        with Store.open(what, read_only=True) as store:
            key, event_id = find_event(store, event)
            record = store.record(key)
        _draw(console, explain(record, event_id))
        return
    if Path(what).is_file():
        raise SettingsError(f"{what} is a file; name an event of it: dateline explain {what} ARTICLE-ID:e1")
    record = pipeline.load(settings, reader=reader).code(what, published=published)
    for item in record.events:
        _draw(console, explain(record, item.id))
    _draw_dropped(console, record)


def _draw(console: Console, explanation: Explanation) -> None:
    event = explanation.event
    name = f"{event.type} {event.mode}" if event.mode else str(event.type)
    console.print(Text.assemble((f"{event.id}  {name}  ", "bold"), status_text(event.status)))
    console.print(_marked(explanation))
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, padding=(0, 2, 0, 0))
    for head in ("field", "value", "words", "rule"):
        table.add_column(head, overflow="fold")
    for row in explanation.rows:
        words = f"“{plain(row.words)}”" if row.words is not None else ""
        table.add_row(*map(Text, (plain(row.field), plain(row.value), words, plain(row.rule))))
    console.print(table)
    console.print()


def _marked(explanation: Explanation) -> Text:
    """The text with what fields were read from underlined, and the trigger in brackets."""
    # One blank for each control character keeps the offsets right.
    text = Text("".join(char if char.isprintable() else " " for char in explanation.text))
    for mark in explanation.marks:
        text.stylize("underline", mark.span.start, mark.span.end)
    start, end = explanation.trigger.start, explanation.trigger.end
    text.stylize("bold reverse", start, end)
    return Text.assemble(text[:start], "[", text[start:end], "]", text[end:])


def _draw_dropped(console: Console, record: Record) -> None:
    if not record.events:
        console.print("no events")
    if record.dropped:
        reasons = ", ".join(f"{reason} {count}" for reason, count in sorted(record.dropped.items()))
        console.print(f"not coded as events: {reasons}", style="dim")
