"""The program `dateline`: its commands, and how their errors are told."""

from __future__ import annotations

import logging
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from dateline import __version__
from dateline.cli import code, events, explain, schema, train
from dateline.errors import DatelineError, SettingsError

_NOTHING_DONE = 1
_WRONG_USAGE = 2

_EXAMPLES = """
Examples:

  dateline code reports/ --db news.duckdb

  dateline code report.txt --published 2014-06-10

  dateline events news.duckdb --type ASSAULT --status actual

  dateline explain news.duckdb 3f2a91c0:e1

  dateline explain "Iraq asked the United States to bomb militants."
"""


class _Program(TyperGroup):
    """Tells our own errors in one block, without a traceback; bugs keep theirs."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except DatelineError as error:
            sys.stderr.write(f"error: {error}\n")
            raise typer.Exit(_WRONG_USAGE if isinstance(error, SettingsError) else _NOTHING_DONE) from error


app = typer.Typer(
    cls=_Program,
    help="Reads news and writes down who did what to whom, when, where, who says so, and whether it happened at all.",
    epilog=_EXAMPLES,
    invoke_without_command=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("code")(code.code)
app.command("events")(events.events)
app.command("explain")(explain.explain_event)
app.command("schema")(schema.schema)
app.command("train")(train.train)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"dateline {__version__}")
        raise typer.Exit


@app.callback()
def dateline(
    ctx: typer.Context,
    version: Annotated[  # noqa: ARG001  (its callback answers)
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Show the log on standard error.")] = False,
) -> None:
    """Set up the log; show the help where no command is given."""
    # What goes wrong with an article is in the run's report; the libraries that read pages talk of every odd tag.
    logging.basicConfig(level=logging.INFO if verbose else logging.CRITICAL, stream=sys.stderr)
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())
