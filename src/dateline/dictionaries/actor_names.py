"""Looking up names in running text: one way of folding, one trie, longest match first.

Text is compared piece by piece. A piece is a run of letters and digits, folded to lower case without accents; an
abbreviation with full stops ("U.S.") is one piece. Hyphens and apostrophes part pieces ("al-Qaeda" is two), so that it
does not matter how a tokenizer cuts a name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

Value = TypeVar("Value")

_ABBREVIATION = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]\.?|(?:[^\W\d_]\.){2,}")
_PIECE = re.compile(r"[^\W_]+")
_END = ""  # no piece is empty, so this key of a node holds what ends there


def fold(text: str) -> str:
    """Lower case without accents: "Élysée" gives "elysee"."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).replace("ı", "i")


def pieces(text: str) -> list[str]:
    """The folded pieces of a name or of one token; punctuation alone has none."""
    if text.isascii() and text.isalnum():
        return [text.lower()]
    found: list[str] = []
    for word in text.split():
        if _ABBREVIATION.fullmatch(word):
            found.append(fold(word.replace(".", "")))
        else:
            found += _PIECE.findall(fold(word))
    return found


@dataclass(frozen=True, slots=True)
class Hit(Generic[Value]):
    """A name found: `start` and `end` count pieces, half-open; `values` are all that bear the name, in file order."""

    start: int
    end: int
    values: tuple[Value, ...]


class Trie(Generic[Value]):
    """Names as paths of pieces. Built once, then only read."""

    def __init__(self) -> None:
        self._root: dict[str, Any] = {}

    def add(self, name: str, value: Value) -> None:
        """Put a value at the end of the name's path; several values may share a name."""
        node = self._root
        for piece in pieces(name):
            node = node.setdefault(piece, {})
        if node is not self._root:
            node.setdefault(_END, []).append(value)

    def get(self, name: str) -> tuple[Value, ...]:
        """Everything that has exactly this name."""
        node = self._root
        for piece in pieces(name):
            node = node.get(piece, {})
        return tuple(node.get(_END, ())) if node is not self._root else ()

    def at(self, text: Sequence[str], start: int) -> Iterator[Hit[Value]]:
        """Every name that begins at this piece, longest first. An empty piece is a wall that no name crosses."""
        node: dict[str, Any] | None = self._root.get(text[start]) if text[start] else None
        found: list[Hit[Value]] = []
        position = start + 1
        while node is not None:
            if _END in node:
                found.append(Hit(start, position, tuple(node[_END])))
            if position == len(text) or not text[position]:
                break
            node = node.get(text[position])
            position += 1
        return reversed(found)
