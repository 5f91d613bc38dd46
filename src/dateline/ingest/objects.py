"""One JSON object to one Article, or the reason why not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from dateline.ingest.identity import content_id
from dateline.ingest.pages import read_page
from dateline.records import Article, Rejected, RejectReason

FIELDS = ("id", "title", "text", "html", "published", "outlet", "url", "language")
_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*)?")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}([-_].*)?")


class FieldError(ValueError):
    """A field that does not exist or has a value that it cannot have; a full sentence."""


def read_object(value: Any, origin: str, *, published: date | None = None) -> Article | Rejected:
    """An article from a JSON object with the fields in `FIELDS`; `text` is taken as it is.

    Args:
        origin: File and line or item, for messages.
        published: Day for objects that give none.
    """
    if not isinstance(value, dict):
        kind = type(value).__name__
        return Rejected(origin, RejectReason.MALFORMED, f'is a JSON {kind}, not an object like {{"text": "…"}}')
    try:
        fields = _checked(value)
        stated = _day(fields.pop("published", None))
    except FieldError as error:
        return Rejected(origin, RejectReason.FIELD, str(error))
    except UnicodeEncodeError:
        return Rejected(origin, RejectReason.ENCODING, "has half a character (a lone surrogate such as \\ud83d)")
    html = fields.pop("html", None)
    if html is None:
        return _from_text(fields, stated or published, origin)
    page = read_page(html, origin, default_day=published)
    if isinstance(page, Rejected):
        return page
    return Article(
        id=fields.get("id") or page.id,
        text=page.text,
        title=fields.get("title") or page.title,
        published=stated or page.published,
        outlet=fields.get("outlet") or page.outlet,
        url=fields.get("url") or page.url,
        language=fields.get("language") or page.language,
    )


def _from_text(fields: dict[str, str], day: date | None, origin: str) -> Article | Rejected:
    text = fields.pop("text")
    if not text.strip():
        return Rejected(origin, RejectReason.EMPTY, "its text is empty")
    name = fields.pop("id", None)
    if not name:
        name = content_id(text, *(fields[key] for key in sorted(fields)), day.isoformat() if day else None)
    return Article(id=name, text=text, published=day, **fields)


def _checked(value: Mapping[str, Any]) -> dict[str, str]:
    """The fields that are set, as strings.

    Raises:
        FieldError: an unknown field, a wrong type, or neither or both of text and html.
    """
    if unknown := sorted(set(value) - set(FIELDS)):
        names = ", ".join(map(repr, unknown))
        raise FieldError(f"has the field {names}; allowed are {', '.join(FIELDS)}")
    fields = {key: item for key, item in value.items() if item is not None}
    if isinstance(fields.get("id"), int) and not isinstance(fields["id"], bool):
        fields["id"] = str(fields["id"])  # tables number their rows
    for key, item in fields.items():
        if not isinstance(item, str):
            raise FieldError(f"{key} is {_short(item)}, not a string")
        item.encode()
    if ("text" in fields) == ("html" in fields):
        raise FieldError("has both text and html; give one" if "text" in fields else "has no text")
    for key in ("title", "published", "outlet", "url", "language", "id"):
        if key in fields and not fields[key].strip():
            del fields[key]  # spreadsheets write "" for what is unknown
    if "language" in fields and not _LANGUAGE.fullmatch(fields["language"]):
        raise FieldError(f"language is {_short(fields['language'])}, not an ISO 639 code such as 'en'")
    return fields


def _day(value: str | None) -> date | None:
    """The day of an ISO date or date and time: the day on the clock of the place that wrote it."""
    if value is None:
        return None
    try:
        if found := _DAY.fullmatch(value.strip()):
            year, month, day = map(int, found.groups())
            return date(year, month, day)
    except ValueError:
        pass  # the 31st of April
    raise FieldError(f"published is {_short(value)}, not a day as YYYY-MM-DD")


def _short(value: Any) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else f"{shown[:57]}…"
