"""What the user points at to articles: files, folders, standard input; in one order, past whatever is bad."""

from __future__ import annotations

import itertools
import os
import sys
from collections.abc import Iterable, Iterator, MutableMapping, Sequence
from datetime import date
from pathlib import Path

from dateline.ingest.formats import READERS, Found, read_lines, read_text
from dateline.records import Article, Rejected, RejectReason

STANDARD_INPUT = "-"


def read(
    paths: Sequence[Path | str],
    *,
    published: date | None = None,
    stdin: Iterable[bytes] | None = None,
    origins: MutableMapping[str, str] | None = None,
) -> Iterator[Article | Rejected]:
    """Every article under the paths, in the order given; within folders (all levels) sorted by path.

    `.txt`: the whole file is the text; the first line is no title. The text is unchanged except that it is decoded and
    line ends become `\\n`. `.html`, `.htm`: text, title, day, outlet and address of the page's article. `.json`: an
    object or a list of objects, `.jsonl` and `.ndjson`: one object a line, with the fields in `FIELDS`; their text is
    unchanged altogether. `-`: standard input, read as JSONL if its first line that is not blank begins with `{`, else
    as one text. Hidden files in folders are passed over. An article without id gets a digest of its content.

    Which language a text is in is the coder's matter: `language` comes back as given.

    Args:
        published: Day of publication of what does not give its own.
        stdin: The lines that `-` reads; standard input if None.
        origins: Filled with where each article came from, by article id, for messages about it later.
    """
    for path in paths:
        if str(path) == STANDARD_INPUT:
            found = _read_stream(sys.stdin.buffer if stdin is None else stdin, published)
        else:
            found = _read_path(Path(path), published)
        for origin, item in found:
            if origins is not None and isinstance(item, Article):
                origins[item.id] = origin
            yield item


def _read_path(path: Path, published: date | None) -> Iterator[Found]:
    if not path.is_dir():
        yield from _read_file(path, published)
        return
    seen = False
    for name, problem in _files_under(path):
        seen = True
        if problem:
            yield _rejected(name, RejectReason.UNREADABLE, f"cannot be read: {problem}")
        else:
            yield from _read_file(name, published)
    if not seen:
        yield _rejected(path, RejectReason.EMPTY, "is a folder without files")


def _files_under(folder: Path) -> Iterator[tuple[Path, str | None]]:
    """Files of a folder and of those in it, without hidden ones; a folder that cannot be listed, with the reason."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield folder, error.strerror
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):  # links to folders may run in circles
            yield from _files_under(Path(entry))
        elif not entry.is_dir():
            yield Path(entry), None


def _read_file(path: Path, published: date | None) -> Iterator[Found]:
    reader = READERS.get(path.suffix.lower())
    try:
        if not path.exists():
            yield _missing(path)
        elif reader is None:
            found = f"ends in {path.suffix!r}" if path.suffix else "has no suffix"
            yield _rejected(path, RejectReason.FORMAT, f"{found}; files that are read end in {', '.join(READERS)}")
        else:
            with path.open("rb") as file:
                yield from reader(file, str(path), published)
    except OSError as error:
        yield _rejected(path, RejectReason.UNREADABLE, f"cannot be read: {error.strerror}")


def _read_stream(lines: Iterable[bytes], published: date | None) -> Iterator[Found]:
    rest = iter(lines)
    head: list[bytes] = []
    for line in rest:
        head.append(line)
        if line.strip():
            break
    is_objects = b"".join(head).removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")
    reader = read_lines if is_objects else read_text
    yield from reader(itertools.chain(head, rest), "standard input", published)


def _missing(path: Path) -> Found:
    if path.is_symlink():
        return _rejected(path, RejectReason.UNREADABLE, "is a link to nothing")
    return _rejected(path, RejectReason.MISSING, "there is no such file or folder")


def _rejected(path: Path, reason: RejectReason, detail: str) -> Found:
    return str(path), Rejected(str(path), reason, detail)
