"""Marks to spans of articles: quoted passages or offsets, every fault of the files told at once with its line."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.dictionaries.suggest import allowed_are
from dateline.errors import DictionaryError, Fault, InputError
from dateline.ingest import read
from dateline.records import Article, EventType, Span, Status

_READ = ("type", "alt_types", "status", "trigger", "evidence", "more_evidence", "optional")
_NOT_READ = ("actors", "recipients", "place", "date", "source", "killed", "injured", "salience", "second")
_NEEDED = ("type", "status", "trigger", "evidence")
_ROW = ("doc", "events", "sha256")
_SHOWN_CHARS = 60


@dataclass(frozen=True, slots=True)
class Mark:
    """One event that somebody marked.

    Attributes:
        trigger: The words that name it.
        types: Accepted event types, the best first.
        more: Passages that tell it again: words there are neither right nor wrong.
        optional: A reader may tell it or not: its trigger is neither right nor wrong.
    """

    trigger: Span
    types: tuple[EventType, ...]
    status: Status
    more: tuple[Span, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class MarkedArticle:
    """An article that was marked to the end: what no mark names is no event. It may have no mark at all."""

    id: str
    text: str
    marks: tuple[Mark, ...]


class _MarkError(ValueError):
    """One thing wrong with a mark; a full sentence."""


def read_marked(marks: Path, articles: Path) -> list[MarkedArticle]:
    """The marked articles, in the order of the marks; articles without a line of marks are passed over.

    Args:
        marks: One JSON object a line: `doc` is the article's id, `events` are the marks; with `sha256`, the digest of
            the article's text, the passages are [start, end) offsets instead of quotations.
        articles: What the coder reads: a file or folder.

    Raises:
        DictionaryError: lines have faults; all are listed.
        InputError: the marks cannot be read.
    """
    faults: list[Fault] = []
    texts = _texts(articles, faults)
    found: dict[str, MarkedArticle] = {}
    lines: dict[str, int] = {}
    for number, line in enumerate(_lines(marks), 1):
        if not line.strip():
            continue
        where = f"{marks.name}:{number}"
        try:
            name, text, row = _row(line, texts, lines)
        except _MarkError as error:
            faults.append(Fault(where, str(error)))
            continue
        lines[name] = number
        found[name] = MarkedArticle(name, text, tuple(_marks(row, text, where, faults)))
    if faults:
        raise DictionaryError(marks.name, faults)
    return list(found.values())


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: is not UTF-8: {error}") from error


def _texts(path: Path, faults: list[Fault]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for item in read([path]):
        if not isinstance(item, Article):
            faults.append(Fault(item.origin, item.detail))
        elif item.id in texts:
            faults.append(Fault(path.name, f"has the article {item.id!r} twice"))
        else:
            texts[item.id] = item.text
    return texts


def _row(line: str, texts: Mapping[str, str], seen: Mapping[str, int]) -> tuple[str, str, dict[str, Any]]:
    """The article's id and text, and the line as an object; `seen` are the lines of articles before it."""
    try:
        row = json.loads(line)
    except ValueError as error:
        raise _MarkError(f"is not JSON: {error}") from error
    if not isinstance(row, dict) or not isinstance(row.get("events"), list):
        raise _MarkError('is no object like {"doc": "article-id", "events": [...]}')
    if unknown := [key for key in row if key not in _ROW]:
        raise _MarkError(f"has the key {unknown[0]!r}. {allowed_are(unknown[0], _ROW)}")
    name = str(row.get("doc", ""))
    if name not in texts:
        raise _MarkError(f"doc is {name!r}, which is none of the {len(texts)} articles")
    if name in seen:
        raise _MarkError(f"doc {name!r} was marked in line {seen[name]} already; put its events into one line")
    text = texts[name]
    if "sha256" in row and hashlib.sha256(text.encode()).hexdigest() != row["sha256"]:
        raise _MarkError(f"the text of {name!r} is not the one that was marked (its sha256 differs)")
    return name, text, row


def _marks(row: Mapping[str, Any], text: str, where: str, faults: list[Fault]) -> Iterator[Mark]:
    for number, event in enumerate(row["events"], 1):
        here = f"{where} event {number}"
        if not isinstance(event, dict):
            faults.append(Fault(here, 'is no object like {"type": "PROTEST", "status": "actual", ...}'))
            continue
        found = [*_field_faults(event)]
        spans: list[Span] = []
        try:
            spans = _spans(event, text, offsets="sha256" in row) if not found else []
        except _MarkError as error:
            found.append(str(error))
        if found:
            faults += [Fault(here, what) for what in found]
            continue
        trigger, *more = spans
        types = tuple(dict.fromkeys(EventType(name) for name in (event["type"], *event.get("alt_types", ()))))
        yield Mark(trigger, types, Status(event["status"]), tuple(more), bool(event.get("optional")))


def _field_faults(event: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with a mark before its article is looked at."""
    known = (*_READ, *_NOT_READ)
    yield from (f"has the key {key!r}. {allowed_are(key, known)}" for key in event if key not in known)
    if missing := [key for key in _NEEDED if key not in event]:
        yield f"lacks {', '.join(missing)}"
        return
    lists = {key: event.get(key, []) for key in ("alt_types", "more_evidence")}
    wrong = [key for key, value in lists.items() if not isinstance(value, list)]
    yield from (f"{key} is {_short(lists[key])}, not a list" for key in wrong)
    names = [event["type"], *(lists["alt_types"] if "alt_types" not in wrong else [])]
    allowed: list[str] = [str(kind) for kind in EventType]
    yield from (f"type is {_short(name)}. {allowed_are(str(name), allowed)}" for name in names if name not in allowed)
    statuses = [str(status) for status in Status]
    if event["status"] not in statuses:
        yield f"status is {_short(event['status'])}. {allowed_are(str(event['status']), statuses)}"


def _spans(event: Mapping[str, Any], text: str, *, offsets: bool) -> list[Span]:
    """The trigger, then every passage of `more_evidence`."""
    if offsets:
        evidence, trigger = (_offsets(key, event[key], text) for key in ("evidence", "trigger"))
        if not evidence.holds(trigger):
            raise _MarkError(f"trigger {_range(trigger)} is not inside evidence {_range(evidence)}")
        return [trigger, *(_offsets("more_evidence", pair, text) for pair in event.get("more_evidence", ()))]
    values = (event["trigger"], event["evidence"], *event.get("more_evidence", ()))
    if wrong := [value for value in values if not isinstance(value, str) or not value.strip()]:
        raise _MarkError(f"{_short(wrong[0])} is no quotation; offsets need the text's sha256 in the line")
    evidence_text, trigger_text = event["evidence"], event["trigger"]
    if (times := text.count(evidence_text)) != 1:
        what = "is not in the text" if not times else f"occurs {times} times; quote more of the sentence"
        raise _MarkError(f"evidence {_short(evidence_text)} {what}")
    if trigger_text not in evidence_text:
        raise _MarkError(f"trigger {_short(trigger_text)} is not in evidence {_short(evidence_text)}")
    start = text.index(evidence_text) + _place(trigger_text, evidence_text)
    spans = [Span(start, start + len(trigger_text))]
    for passage in event.get("more_evidence", ()):
        if passage not in text:
            raise _MarkError(f"more_evidence {_short(passage)} is not in the text")
        spans += [Span(found.start(), found.end()) for found in re.finditer(re.escape(passage), text)]
    return spans


def _offsets(key: str, value: Any, text: str) -> Span:
    fits = isinstance(value, list) and len(value) == 2 and all(type(number) is int for number in value)
    if not fits or not 0 <= value[0] < value[1] <= len(text):
        raise _MarkError(f"{key} is {_short(value)}, not [start, end) within the {len(text)} characters of the text")
    return Span(*value)


def _place(trigger: str, evidence: str) -> int:
    """Where the trigger first stands as whole words, or else at all: "war" is not the beginning of "warned"."""
    whole = re.search(rf"(?<!\w){re.escape(trigger)}(?!\w)", evidence)
    return whole.start() if whole else evidence.index(trigger)


def _range(span: Span) -> str:
    return f"[{span.start}, {span.end}]"


def _short(value: Any) -> str:
    shown = repr(value)
    return shown if len(shown) <= _SHOWN_CHARS else f"{shown[: _SHOWN_CHARS - 1]}…"
