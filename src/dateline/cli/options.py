"""Options that several commands share."""

from __future__ import annotations

from datetime import date

import typer

READER_HELP = "What proposes events: the rules alone, the built-in model (the default), or a model of your own."


def day(value: str) -> date:
    """A day from the command line."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise typer.BadParameter(f"{value!r} is not a day; write it as YYYY-MM-DD") from None
