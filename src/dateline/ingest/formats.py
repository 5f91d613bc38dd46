"""One reader a file type. Each takes the file's lines as bytes and gives (origin, Article or Rejected) pairs."""

from __future__ import annotations

import codecs
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from dateline.ingest.decode import UndecodableError, decode, decode_page
from dateline.ingest.identity import content_id
from dateline.ingest.objects import read_object
from dateline.ingest.pages import read_page
from dateline.records import Article, Rejected, RejectReason

Found = tuple[str, Article | Rejected]
Reader = Callable[[Iterable[bytes], str, date | None], Iterator[Found]]

_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)  # where a line end is two bytes


def read_text(lines: Iterable[bytes], origin: str, published: date | None) -> Iterator[Found]:
    """The whole file is one text. Line ends become `\\n`; nothing else changes, and no line is a title."""
    data = b"".join(lines)
    try:
        text = decode(data).replace("\r\n", "\n").replace("\r", "\n")
    except UndecodableError as error:
        yield origin, Rejected(origin, error.reason, str(error))
        return
    if not text.strip():
        yield origin, _empty(origin)
        return
    yield origin, Article(id=content_id(text), text=text, published=published)


def read_html(lines: Iterable[bytes], origin: str, published: date | None) -> Iterator[Found]:
    """The article of one page."""
    try:
        html = decode_page(b"".join(lines))
    except UndecodableError as error:
        yield origin, Rejected(origin, error.reason, str(error))
        return
    yield origin, read_page(html, origin, default_day=published)


def read_json(lines: Iterable[bytes], origin: str, published: date | None) -> Iterator[Found]:
    """An object, or a list of objects."""
    try:
        text = decode(b"".join(lines))
    except UndecodableError as error:
        yield origin, Rejected(origin, error.reason, str(error))
        return
    if not text.strip():
        yield origin, _empty(origin)
        return
    value = _parse(text, origin)
    if isinstance(value, Rejected):
        yield origin, value
    elif isinstance(value, list):
        if not value:
            yield origin, Rejected(origin, RejectReason.EMPTY, "is a list without objects")
        for i, item in enumerate(value, 1):
            yield f"{origin}[{i}]", read_object(item, f"{origin}[{i}]", published=published)
    else:
        yield origin, read_object(value, origin, published=published)


def read_lines(lines: Iterable[bytes], origin: str, published: date | None) -> Iterator[Found]:
    """One object a line; blank lines are passed over, and a bad line rejects itself alone."""
    seen = False
    for number, line in enumerate(_narrow(lines), 1):
        if not line.strip():
            continue
        seen = True
        where = f"{origin}:{number}"
        try:
            value = _parse(decode(line), where)
        except UndecodableError as error:
            yield where, Rejected(where, error.reason, str(error))
            continue
        yield where, value if isinstance(value, Rejected) else read_object(value, where, published=published)
    if not seen:
        yield origin, _empty(origin)


READERS: Mapping[str, Reader] = MappingProxyType(
    {
        ".txt": read_text,
        ".html": read_html,
        ".htm": read_html,
        ".json": read_json,
        ".jsonl": read_lines,
        ".ndjson": read_lines,
    }
)


def _parse(text: str, origin: str) -> Any:
    try:
        return json.loads(text.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        hint = ". One object a line? Then name it .jsonl" if error.msg == "Extra data" and error.lineno > 1 else ""
        where = f"line {error.lineno}, column {error.colno}" if error.lineno > 1 else f"column {error.colno}"
        return Rejected(origin, RejectReason.MALFORMED, f"is not JSON: {error.msg} at {where}{hint}")
    except (ValueError, RecursionError) as error:  # numbers of thousands of digits; brackets nested thousands deep
        return Rejected(origin, RejectReason.MALFORMED, f"is JSON that cannot be read: {error}")


def _narrow(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The lines as UTF-8 where the file is marked as UTF-16."""
    rest = iter(lines)
    first = next(rest, b"")
    if not first.startswith(_WIDE_MARKS):
        yield first
        yield from rest
        return
    data = first + b"".join(rest)
    try:
        yield from decode(data).encode().split(b"\n")
    except UndecodableError:
        yield data  # one line, which is rejected


def _empty(origin: str) -> Rejected:
    return Rejected(origin, RejectReason.EMPTY, "is empty")
