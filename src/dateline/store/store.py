"""One DuckDB file that holds what was coded. Written by one process at a time; each batch whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb
import pyarrow as pa

from dateline.errors import DatelineError, InputError, OutputError
from dateline.records import CoderInfo, Record, Rejected
from dateline.store.keys import coder_key, record_key
from dateline.store.rebuild import rebuild
from dateline.store.rows import COLUMNS, Row, rows_of
from dateline.store.schema import migrate, migrations, version_of

IN_MEMORY = ":memory:"

_INPUT_OUTPUT = (duckdb.IOException, duckdb.OutOfMemoryException, duckdb.FatalException, duckdb.PermissionException)
_LOCK_HOLDER = re.compile(r"PID (\d+)")
_NUMBER = "article_number"
_ORDER = {"article": "id", "receipt": "layer, item, field", "dropped": "reason"}  # the others have a position
# The smallest blocks that DuckDB has: each of our thirty indexes takes some, so that its default of 262144 bytes makes
# a store of one article 12 MB large, and writing half as fast.
_CONFIG: dict[str, str | bool | int | float | list[str]] = {"default_block_size": "16384"}
_READ_BATCH = 200  # articles: some megabytes


class Store:
    """What was coded, in one file. Open with `Store.open`, in a `with` block."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, name: str, *, read_only: bool) -> None:
        self._connection = connection
        self._name = name
        self._read_only = read_only
        self._schemas: dict[str, pa.Schema] = {}

    @staticmethod
    def open(path: Path | str, *, read_only: bool = False) -> Store:
        """Open a store, or make one where there is none yet. The path ":memory:" gives one that is not kept.

        Raises:
            InputError: `read_only`, and there is no such file, or it cannot be read.
            OutputError: the file is no DuckDB file, holds other tables, was written by a newer Dateline, is open in
                another process, or cannot be written.
        """
        name = str(path)
        if read_only and not Path(name).is_file():
            raise InputError(f"{name}: there is no such file. `dateline code … --db {name}` makes one")
        with _told(name, read_only=read_only):
            connection = duckdb.connect(name, read_only=read_only, config=_CONFIG)
        try:
            with _told(name, read_only=read_only):
                _check_schema(connection, name, read_only=read_only)
        except BaseException:
            connection.close()
            raise
        return Store(connection, name, read_only=read_only)

    def close(self) -> None:
        """Write what DuckDB still holds back, and let go of the file."""
        with _told(self._name, read_only=self._read_only):
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def start_run(self, coder: CoderInfo, *, predicates: bool = False) -> int:
        """Note that a coder begins to write; gives the run's number."""
        info = (coder.version, coder.codebook, coder.model, coder.settings)
        (row,) = self.rows(
            "INSERT INTO run (started_at, coder_key, version, codebook, model, settings, has_predicates) "
            "VALUES (now(), $1, $2, $3, $4, $5, $6) RETURNING run_id",
            [coder_key(coder, predicates=predicates), *info, predicates],
        )
        return int(row[0])

    def finish_run(self, run_id: int, rejected: Sequence[Rejected] = ()) -> None:
        """Note that a run came to its end, and what it could not code."""
        columns = ("run_id", "position", "origin", "reason", "detail")
        rows = [(run_id, i, item.origin, item.reason, item.detail) for i, item in enumerate(rejected)]
        with self._transaction():
            self._insert("rejected", columns, rows)
            self._connection.execute("UPDATE run SET finished_at = now() WHERE run_id = $1", [run_id])

    def keys(self, coder: CoderInfo, *, predicates: bool = False) -> set[str]:
        """Keys of the articles that this coder has read already; compare with `article_key`."""
        sql = "SELECT article_key FROM article JOIN run USING (run_id) WHERE coder_key = $1"
        return {key for (key,) in self.rows(sql, [coder_key(coder, predicates=predicates)])}

    def add(self, run_id: int, records: Iterable[Record]) -> int:
        """Write records in one transaction; those that are there already are passed over. Gives how many are new.

        Raises:
            OutputError: the file cannot be written (no room, no permission); nothing of the batch is in it then.
        """
        batch = {record_key(record): record for record in records}
        known = self.rows("SELECT article_key FROM article WHERE list_contains($1, article_key)", [list(batch)])
        for (key,) in known:
            del batch[key]
        ((last,),) = self.rows("SELECT coalesce(max(article_number), 0) FROM article")
        tables: dict[str, list[Row]] = {table: [] for table in COLUMNS}
        for number, record in enumerate(batch.values(), last + 1):
            for table, row in rows_of(record, article_number=number, run_id=run_id):
                tables[table].append(row)
        with self._transaction():
            for table, rows in tables.items():
                self._insert(table, (_NUMBER, *COLUMNS[table]), rows)
        return len(batch)

    def record(self, name: str) -> Record:
        """The record with this article key or article id, equal to the one that was written.

        Of an article that several coders have read, the id gives the latest.

        Raises:
            InputError: no article has this name, or several different ones have.
        """
        sql = "SELECT article_number, article_key FROM {} WHERE {} = $1 ORDER BY article_number"
        found = self.rows(sql.format("article", "article_key"), [name])
        found = found or self.rows(sql.format("current_article", "id"), [name])
        if not found:
            raise InputError(f"{self._name}: no article has the id {name!r}")
        if len(found) > 1:
            keys = ", ".join(key for _, key in found)
            raise InputError(f"{self._name}: {len(found)} articles have the id {name!r}; ask by article key: {keys}")
        (record,) = self._read([found[0][0]])
        return record

    def records(self, keys: Sequence[str] | None = None) -> Iterator[Record]:
        """The records with these article keys, in their order; if None, every current one in the order of writing."""
        if keys is None:
            sql = "SELECT article_number FROM current_article ORDER BY ALL"
            numbers = [number for (number,) in self.rows(sql)]
        else:
            sql = "SELECT article_key, article_number FROM article WHERE list_contains($1, article_key)"
            by_key = dict(self.rows(sql, [list(keys)]))
            numbers = [by_key[key] for key in keys]
        for start in range(0, len(numbers), _READ_BATCH):
            yield from self._read(numbers[start : start + _READ_BATCH])

    def rows(self, sql: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> list[tuple[Any, ...]]:
        """The rows that a query gives; for the views."""
        with _told(self._name, read_only=self._read_only):
            return self._connection.execute(sql, values).fetchall()

    def _read(self, numbers: Sequence[int]) -> Iterator[Record]:
        """The records of these articles, in this order: one query a table for all of them."""
        tables: dict[int, dict[str, list[dict[str, Any]]]] = {
            number: {table: [] for table in COLUMNS} for number in numbers
        }
        for table, columns in COLUMNS.items():
            sql = (
                f"SELECT {_NUMBER}, {', '.join(columns)} FROM {table} "
                f"WHERE {_NUMBER} BETWEEN $1 AND $2 AND list_contains($3, {_NUMBER}) "
                f"ORDER BY {_NUMBER}, {_ORDER.get(table, 'position')}"
            )
            for number, *cells in self.rows(sql, [min(numbers), max(numbers), list(numbers)]):
                tables[number][table].append(dict(zip(columns, cells, strict=True)))
        return (rebuild(tables[number]) for number in numbers)

    def _insert(self, table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
        """Insert by way of an Arrow table: DuckDB's executemany is a hundred times slower."""
        if not rows:
            return
        names = ", ".join(columns)
        if table not in self._schemas:
            empty = self._connection.sql(f"SELECT {names} FROM {table} LIMIT 0")
            self._schemas[table] = empty.to_arrow_table().schema
        schema = self._schemas[table]
        arrays = [pa.array(cells, field.type) for cells, field in zip(zip(*rows, strict=True), schema, strict=True)]
        self._connection.register("batch", pa.Table.from_arrays(arrays, schema=schema))
        self._connection.execute(f"INSERT INTO {table} ({names}) SELECT * FROM batch")
        self._connection.unregister("batch")

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with _told(self._name, read_only=self._read_only):
            self._connection.begin()
            try:
                yield
                self._connection.commit()
            except BaseException:
                _roll_back(self._connection)
                raise


def _roll_back(connection: duckdb.DuckDBPyConnection) -> None:
    try:
        connection.rollback()
    except duckdb.Error:  # DuckDB has ended the transaction, or the whole connection, itself
        return


def _check_schema(connection: duckdb.DuckDBPyConnection, name: str, *, read_only: bool) -> None:
    version, newest = version_of(connection), migrations()[-1].version
    if version is None or (version == 0 and read_only):
        raise (InputError if read_only else OutputError)(f"{name}: is a DuckDB file, but not one of Dateline's")
    if version > newest:
        raise OutputError(
            f"{name}: has schema {version}, written by a newer Dateline; this one knows up to {newest}. Update Dateline"
        )
    if version < newest:
        if read_only:
            raise InputError(
                f"{name}: has the older schema {version}; `dateline code … --db {name}` brings it up to date"
            )
        migrate(connection, since=version)


@contextmanager
def _told(name: str, *, read_only: bool) -> Iterator[None]:
    """Turn DuckDB's errors of input and output into ours. Others are bugs of ours, and stay."""
    try:
        yield
    except duckdb.Error as error:
        no_room = isinstance(error, duckdb.TransactionException) and "Failed to commit" in str(error)
        if not (no_room or isinstance(error, _INPUT_OUTPUT)):
            raise
        kind: type[DatelineError] = InputError if read_only else OutputError
        raise kind(f"{name}: {_plain(str(error))}") from error


def _plain(message: str) -> str:
    """What DuckDB says, in our words where we know the case."""
    if "Could not set lock" in message:
        holder = _LOCK_HOLDER.search(message)
        who = f" (number {holder.group(1)})" if holder else ""
        return f"is open in another process{who}; close it there, or wait until it ends"
    if "not a valid DuckDB database" in message:
        return "exists, but is not a DuckDB file; choose another name"
    return f"cannot be read or written. {message.splitlines()[0]}"
