"""From text to lexemes: the words, numbers and marks that the patterns of time are written in.

Hyphens inside words are dropped, so that "third-quarter" and "third quarter" read alike. Number words become one
lexeme ("twenty-four", "nineteen ninety-seven"), and so do the phrases of the word list ("more than").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from dateline.dictionaries.times import Word

# The sets of kinds that are read from the shape of a lexeme, not from the word list.
SHAPE_SORTS = (
    ("NUMBER",),
    ("NUMBER", "DAY"),
    ("NUMBER", "CLOCK"),
    ("YEAR",),
    ("YEAR", "CLOCK"),
    *((name,) for name in ("CLOCK", "CURRENCY", "DECADE", "FRACTION", "GAP", "ISO", "NUMERIC", "ORDINAL", "YEARS")),
)

_RAW = re.compile(
    r"""(?P<gap>\n[ \t\r]*\n\s*)
    | (?P<iso>\b\d{4}-\d{2}-\d{2}\b)
    | (?P<numeric>\b\d{1,2}(?P<sep>[/.])\d{1,2}(?P=sep)(?:\d{4}|\d{2})\b(?!\.?\d))
    | (?P<years>\b[12]\d{3}[-–/](?:[12]\d{3}|\d{2})\b)
    | (?P<clock>\b[012]?\d:[0-5]\d\b | \b1?\d\.[0-5]\d(?=\s?[ap]\.?m\b))
    | (?P<decade>\b[12]\d\d0['’]?s\b | ['’]\d0s\b)
    | (?P<ordinal>\b\d{1,2}(?:st|nd|rd|th)\b)
    | (?P<fraction>\b\d/\d\b)
    | (?P<number>\d+(?:,\d{3})*(?:\.\d+)?)
    | (?P<word>[ap]\.?m\b\.? | [^\W\d_]+(?:['’](?!s\b|s\W)[^\W\d_]+)? | ['’]s\b)
    | (?P<mark>[^\w\s])""",
    re.VERBOSE | re.IGNORECASE,
)
_LONGEST_NUMBER_CHARS = 20  # longer ones tell no time, and Python refuses to read those of thousands of digits
_SPELLED_YEAR_HEADS = range(11, 21)
_TENS = range(20, 100, 10)


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A piece of text with its kinds and their values; `word` is lower case."""

    start: int
    end: int
    word: str
    kinds: Mapping[str, int | str]
    capital: bool = False


_NONE: Mapping[str, int | str] = MappingProxyType({})


class Lexer:
    """Splits text by the shapes above and the words of a word list. Linear in the text's length."""

    def __init__(self, words: Mapping[str, Word]) -> None:
        self._words = words
        self._dotted = frozenset(name[:-1] for name in words if name.endswith("."))
        phrases: dict[str, list[tuple[str, ...]]] = {}
        for name in words:
            first, *rest = name.split()
            if rest:
                phrases.setdefault(first, []).append(tuple(rest))
        self._phrases = {first: sorted(rests, key=len, reverse=True) for first, rests in phrases.items()}

    def __call__(self, text: str) -> list[Lexeme]:
        """All lexemes of a text, in order."""
        return self._joined(self._raw(text))

    def _raw(self, text: str) -> list[Lexeme]:
        lexemes: list[Lexeme] = []
        skip = 0
        for found in _RAW.finditer(text):
            start, end = found.span()
            if start < skip:
                continue
            shape, surface = found.lastgroup or "", found.group()
            if shape == "word":
                if surface.lower() in self._dotted and text[end : end + 1] == ".":
                    end = skip = end + 1
                    surface += "."
                lexemes.append(Lexeme(start, end, surface.lower(), self._kinds(surface), surface[0].isupper()))
            elif shape == "mark":
                joins = surface in "-‐‑" and text[start - 1 : start].isalnum() and text[end : end + 1].isalnum()
                if not joins or not start:
                    lexemes.append(Lexeme(start, end, surface, {"CURRENCY": surface} if surface in "$£€¥#" else _NONE))
            else:
                lexemes.append(Lexeme(start, end, surface.lower(), _shape_kinds(shape, surface)))
        return lexemes

    def _kinds(self, surface: str) -> Mapping[str, int | str]:
        word = self._words.get(surface.lower())
        if word is None or (word.case == "capital" and not surface[0].isupper()):
            return _NONE
        return _NONE if word.case == "lower" and surface[0].isupper() else word.kinds

    def _joined(self, raw: list[Lexeme]) -> list[Lexeme]:
        joined: list[Lexeme] = []
        place = 0
        while place < len(raw):
            lexeme = raw[place]
            length = 1
            if lexeme.word in self._phrases:
                length, lexeme = self._phrase(raw, place)
            elif "CARDINAL" in lexeme.kinds:
                length, lexeme = _spelled(raw, place)
            joined.append(lexeme)
            place += length
        return joined

    def _phrase(self, raw: list[Lexeme], place: int) -> tuple[int, Lexeme]:
        first = raw[place]
        for rest in self._phrases[first.word]:
            last = place + len(rest)
            if last < len(raw) and all(raw[place + 1 + i].word == word for i, word in enumerate(rest)):
                name = " ".join((first.word, *rest))
                word = self._words[name]
                if word.case != "capital" or first.capital:
                    return len(rest) + 1, Lexeme(first.start, raw[last].end, name, word.kinds, first.capital)
        return 1, first


def _shape_kinds(shape: str, surface: str) -> Mapping[str, int | str]:
    if len(surface) > _LONGEST_NUMBER_CHARS and shape in ("ordinal", "decade", "number"):
        return _NONE
    match shape:
        case "ordinal":
            return {"ORDINAL": int(surface[:-2])}
        case "decade":
            digits = "".join(filter(str.isdigit, surface))
            return {"DECADE": int(digits) if len(digits) > 2 else 1900 + int(digits)}
        case "number":
            return number_kinds(surface)
        case _:
            return {shape.upper(): surface}


def number_kinds(surface: str) -> Mapping[str, int | str]:
    """What a number in digits can be: a NUMBER, a DAY of a month, a YEAR, or a military CLOCK time ("0630")."""
    plain = surface.replace(",", "")
    if not plain.isdigit():
        return {"NUMBER": plain}
    if len(plain) == 4 and plain == surface:
        number = int(plain)
        if plain.startswith("0"):
            return {"CLOCK": f"{plain[:2]}:{plain[2:]}"} if number < 1000 and number % 100 < 60 else _NONE
        clock = {"CLOCK": f"{plain[:2]}:{plain[2:]}"} if number < 2400 and number % 100 < 60 else {}
        return {"YEAR": number, **clock} if 1000 <= number < 2200 else {"NUMBER": number, **clock}
    number = int(plain)
    return {"NUMBER": number, "DAY": number} if 1 <= number <= 31 and not plain.startswith("00") else {"NUMBER": number}


def _spelled(raw: list[Lexeme], place: int) -> tuple[int, Lexeme]:
    """One lexeme for the number words that begin at `place`, and how many lexemes it takes."""
    words: list[int] = []
    for lexeme in raw[place : place + 6]:
        value = lexeme.kinds.get("CARDINAL")
        if value is None or (words and raw[place + len(words) - 1].end + 1 < lexeme.start):
            break
        words.append(int(value))
    length, number = cardinal(words)
    first, last = raw[place], raw[place + length - 1]
    is_year = 1000 < number < 2200 and length > 1 and 100 not in words[:length]
    kinds: dict[str, int | str] = {"YEAR": number} if is_year else {"NUMBER": number}
    if number <= 31 and length == 1 + (number > 20):
        kinds["DAY"] = number
    after = raw[place + length] if place + length < len(raw) else None
    if after is not None and number in _TENS and after.kinds.get("ORDINAL") in range(1, 10):  # "twenty-third"
        kinds = {"ORDINAL": number + int(after.kinds["ORDINAL"])}
        length, last = length + 1, after
    text = first.word if length == 1 else " ".join(item.word for item in raw[place : place + length])
    return length, Lexeme(first.start, last.end, text, kinds, first.capital)


def cardinal(words: Iterable[int]) -> tuple[int, int]:
    """How many of these number words make one number, and which: 20, 4 → (2, 24); 19, 90, 7 → (3, 1997)."""
    values = list(words)
    total, length = _below_hundred(values, 0)
    if total in _SPELLED_YEAR_HEADS and length < len(values) and 10 <= values[length] < 100:
        rest, used = _below_hundred(values, length)
        return length + used, total * 100 + rest
    while length < len(values) and values[length] in (100, 1000):
        total *= values[length]
        length += 1
        if length < len(values) and values[length] < 100:
            rest, used = _below_hundred(values, length)
            total, length = total + rest, length + used
    return length, total


def _below_hundred(values: list[int], place: int) -> tuple[int, int]:
    first = values[place]
    if first in _TENS and place + 1 < len(values) and values[place + 1] < 10:
        return first + values[place + 1], 2
    return first, 1
