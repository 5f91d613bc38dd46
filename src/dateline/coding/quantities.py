"""How many: English number words and figures to values and ranges."""

from __future__ import annotations

import re

from dateline.records import Casualties

_UNITS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
    *("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_VALUES = (
    {"zero": 0, "no": 0, "none": 0, "nobody": 0, "a": 1, "an": 1}
    | {word: n for n, word in enumerate(_UNITS, 1)}
    | {word: 10 * n for n, word in enumerate(_TENS, 2)}
)
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "dozen": 12}
# Vague words as ranges: an analyst writes "dozens" as at least two dozen and fewer than a hundred.
_VAGUE = {
    "dozens": (24, 99),
    "scores": (40, 99),
    "hundreds": (200, 999),
    "thousands": (2000, 9999),
    "several": (3, 9),
}
_FIGURE = re.compile(r"\d{1,3}(?:,\d{3}){1,3}|\d{1,9}(?:\.\d{1,2})?")  # longer ones count no people


def is_number(word: str) -> bool:
    """Whether a word is (part of) a number: "13", "1,200", "twenty-five", "hundred", "dozens", "a", "no"."""
    word = word.lower()
    return bool(_FIGURE.fullmatch(word)) or all(
        part in _VALUES or part in _SCALES or part in _VAGUE for part in word.split("-")
    )


def quantity(words: list[str]) -> Casualties:
    """The range that the words of one number mean; every word satisfies `is_number`.

    "13" is 13 to 13, "dozens" is 24 to 99, "no one" is nobody.
    """
    lower = [part for word in words for part in word.lower().replace(",", "").split("-")]
    if lower[0] == "no":
        return Casualties(0, 0)
    for part in lower:
        if part in _VAGUE:
            return Casualties(*_VAGUE[part])
    total = current = 0.0
    for part in lower:
        if part not in _SCALES:
            current += float(part) if part[0].isdigit() else _VALUES[part]
        elif _SCALES[part] < 1000:
            current = max(current, 1) * _SCALES[part]
        else:
            total, current = total + max(current, 1) * _SCALES[part], 0
    value = int(total + current)
    return Casualties(value, value)
