"""The command line; no logic."""

from dateline.cli.main import app

__all__ = ["app"]
