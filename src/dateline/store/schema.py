"""The store's schema: numbered SQL files, each run once, in order."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files

import duckdb


@dataclass(frozen=True, slots=True)
class Migration:
    """One step of the schema. `0001_first.sql` brings an empty file to version 1."""

    version: int
    name: str
    sql: str


def migrations() -> tuple[Migration, ...]:
    """Every step, oldest first."""
    found = [item for item in files("dateline.store").joinpath("migrations").iterdir() if item.name.endswith(".sql")]
    return tuple(
        Migration(int(item.name.partition("_")[0]), item.name, item.read_text(encoding="utf-8"))
        for item in sorted(found, key=lambda item: item.name)
    )


def version_of(connection: duckdb.DuckDBPyConnection) -> int | None:
    """The version of the schema in an open file: 0 for an empty file, None where somebody else's tables are in it."""
    tables = {name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    if "schema_version" in tables:
        row = connection.execute("SELECT max(version) FROM schema_version").fetchone()
        return int(row[0]) if row and row[0] is not None else 0
    return None if tables else 0


def migrate(connection: duckdb.DuckDBPyConnection, *, since: int) -> None:
    """Run the steps after version `since`, each in a transaction of its own."""
    for step in migrations():
        if step.version > since:
            connection.begin()
            connection.execute("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER, applied_at TIMESTAMPTZ)")
            connection.execute(step.sql)
            connection.execute("INSERT INTO schema_version VALUES ($1, now())", [step.version])
            connection.commit()
