"""What goes in, and what does not: an article, or the reason why a file or line is none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Article:
    """One news report.

    Attributes:
        id: The user's own, or a digest of the content.
        text: What all offsets count in. Never changed after reading.
        published: The day that "today" means in the text; None where it is unknown.
        outlet: Newspaper, agency or site. (Who says so is a *source*, never this.)
        language: ISO 639-1.
    """

    id: str
    text: str
    title: str | None = None
    published: date | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None


class RejectReason(StrEnum):
    """Why something that was offered is not coded."""

    MISSING = "missing"  # no such file
    UNREADABLE = "unreadable"  # permission, broken link, broken archive
    EMPTY = "empty"
    BINARY = "binary"
    ENCODING = "encoding"
    MALFORMED = "malformed"  # not JSON, or not an object
    FIELD = "field"  # a field that does not exist, or a value that it cannot have
    FORMAT = "format"  # a file type that is not read
    LANGUAGE = "language"
    TOO_LONG = "too_long"
    NO_TEXT = "no_text"  # a page without an article
    FAILED = "failed"  # the coder raised: a bug of ours, with its message


@dataclass(frozen=True, slots=True)
class Rejected:
    """Something that could not be coded, and why.

    Attributes:
        origin: File, with `:line` where it has lines, or article id.
        detail: What was found, what is allowed, and what to do, in a sentence.
    """

    origin: str
    reason: RejectReason
    detail: str
