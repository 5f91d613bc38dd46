"""`dateline schema`."""

from __future__ import annotations

import json

import typer

from dateline.records import json_schema


def schema() -> None:
    """Print the JSON Schema of one line of `dateline code --out`."""
    typer.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))
