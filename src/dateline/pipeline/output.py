"""The JSONL file that a run writes: whole under its name, or not there at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from dateline.errors import OutputError
from dateline.records import Record


class RecordFile:
    """Takes records; made by `write_records`.

    Attributes:
        lines: How many it has taken.
    """

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self.lines = 0

    def write(self, record: Record) -> None:
        """Add one line."""
        self._file.write(record.to_json())
        self._file.write("\n")
        self.lines += 1


@contextmanager
def write_records(path: Path) -> Iterator[RecordFile]:
    """A file of records, one a line in UTF-8.

    It is written beside its place and moved there when the block ends well; an older file of that name stays as it is
    until then, and for good where no record came. A path that is no regular file (a pipe, a device) is written to
    directly.

    Raises:
        OutputError: no permission, no folder, no room, or the path is a folder.
    """
    direct = path.exists() and not path.is_file()
    target = path if direct else path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        if path.is_dir():
            raise IsADirectoryError(None, "is a folder; name a file in it")
        with target.open("w", encoding="utf-8", newline="\n") as file:
            records = RecordFile(file)
            yield records
        if not direct and records.lines:
            target.replace(path)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror or error}") from error
    finally:
        if not direct:
            with suppress(OSError):
                target.unlink(missing_ok=True)
