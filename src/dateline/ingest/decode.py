"""Bytes to text: the encodings that are certain, one careful guess, and otherwise the reason why not."""

from __future__ import annotations

import codecs
import re

from dateline.records import RejectReason

_MARKS = (  # UTF-32 first: its little-endian mark begins with UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY_STARTS = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\xd0\xcf\x11\xe0",
    b"SQLite",
)
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1b")
_CONTROL_SHARE = 0.001  # printed text has none; logs and old wire copy have a few
_UTF8_SEQUENCE = re.compile(rb"[\xc3-\xef][\x80-\xbf]{1,2}")
_CP1252_UNUSED = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_HIGH_RUN = re.compile(rb"[\x80-\xff]{4}")
_ACCENTED = bytes(range(0xC0, 0x100))  # quotes and dashes lie below
_ACCENTED_SHARE = 0.08  # French, the densest of the languages that windows-1252 is made for, has 4 to 5 in 100
_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
_HEAD_BYTES = 4096  # HTML asks for the declaration in the first 1,024 bytes; pages are less careful


class UndecodableError(ValueError):
    """Bytes that are not text, or not text in an encoding that can be told; the text says what was found.

    Attributes:
        reason: BINARY or ENCODING.
    """

    def __init__(self, reason: RejectReason, detail: str) -> None:
        self.reason = reason
        super().__init__(detail)


def decode(data: bytes) -> str:
    """The text of a file.

    Order: a byte order mark (UTF-8, UTF-16, UTF-32); UTF-8; windows-1252 where the result can be Western European
    text. Nothing is replaced or dropped.

    Raises:
        UndecodableError: binary data, or none of these encodings.
    """
    if (marked := _decode_marked(data)) is not None:
        return marked
    if start := next((start for start in _BINARY_STARTS if data.startswith(start)), None):
        raise UndecodableError(RejectReason.BINARY, f"begins with {start!r}: binary data, not text")
    if _count(data, _CONTROLS) > _CONTROL_SHARE * len(data):
        raise UndecodableError(RejectReason.BINARY, "is full of control characters: binary data, not text")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _may_be_windows_1252(data):
            return data.decode("cp1252")
        line = data.count(b"\n", 0, error.start) + 1
        raise UndecodableError(
            RejectReason.ENCODING,
            f"byte 0x{data[error.start]:02x} in line {line} is not UTF-8, and it does not look like windows-1252; "
            "save it as UTF-8",
        ) from error


def decode_page(data: bytes) -> str:
    """The text of an HTML page: as `decode`, then the charset that the page declares.

    A page that declares its charset may have single broken bytes, as browsers allow: they become U+FFFD.

    Raises:
        UndecodableError: as `decode`.
    """
    declared = _META_CHARSET.search(data[:_HEAD_BYTES])
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        if declared and not data.startswith(tuple(mark for mark, _ in _MARKS)):
            name = declared.group(1).decode("ascii")
            try:
                return data.decode(name, errors="replace")
            except LookupError:
                pass  # the page invents a charset
    return decode(data)


def _decode_marked(data: bytes) -> str | None:
    for mark, name in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(name)
            except UnicodeDecodeError as error:
                raise UndecodableError(
                    RejectReason.ENCODING, f"begins with the mark of {name}, but breaks at byte {error.start}"
                ) from error
    return None


def _may_be_windows_1252(data: bytes) -> bool:
    """Whether it is text of Western European look: high bytes rare, never in long runs, and not broken UTF-8."""
    if _CP1252_UNUSED.search(data) or _HIGH_RUN.search(data) or _UTF8_SEQUENCE.search(data):
        return False
    return _count(data, _ACCENTED) <= _ACCENTED_SHARE * len(data)


def _count(data: bytes, wanted: bytes) -> int:
    return len(data) - len(data.translate(None, delete=wanted))
