"""Patterns of time expressions: a small language over lexemes, compiled to regular expressions over code characters.

Each sort of lexeme has one character, so a text becomes a short string and each rule an ordinary regular expression.

    hedge:HEDGE? number:NUMBER (unit:UNITS | unit:UNIT) !old

UPPER CASE is a kind of lexeme, anything else a word or mark, `name:` keeps the lexeme for the reader, `{name}` is a
macro, `?` makes the piece before it optional, `!` says that a piece does not follow, and `[` `]` mark the words of the
expression itself where the pattern is wider.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.annotate.times.lexer import SHAPE_SORTS, Lexeme
from dateline.dictionaries.times import Rule, TimeLanguage
from dateline.errors import DictionaryError, Fault

_PIECE = re.compile(r"\s*(?:([a-z]+):(?=\S))?([A-Z_]+|\{[a-z_]+\}|[()|?!\[\]]|[^\s()|?!\[\]{}]+)")
_OTHER = "\ue000"  # every lexeme that no pattern can mention
_FIRST_CODE = 0xE001  # the rest of Unicode's private area: no meaning in regular expressions
_MAX_DEPTH = 8  # macros within macros; more is a circle

Sort = tuple[str, frozenset[str]]  # the word itself where a pattern mentions it, and its kinds


@dataclass(frozen=True, slots=True)
class Found:
    """A match: the lexemes `first` to `end` (exclusive), and those with a name, each with the kind it was taken for."""

    rule: Rule
    first: int
    end: int
    named: Mapping[str, tuple[Lexeme, str]]

    def value(self, name: str) -> int | str | None:
        """The value of the lexeme kept under this name: that of its kind, or the plain word itself."""
        if name not in self.named:
            return None
        lexeme, kind = self.named[name]
        return lexeme.kinds[kind] if kind else lexeme.word

    def number(self, name: str) -> int | None:
        """The value where it is a whole number."""
        value = self.value(name)
        return value if isinstance(value, int) else None

    def text(self, name: str) -> str | None:
        """The value where it is a word."""
        value = self.value(name)
        return value if isinstance(value, str) else None


@dataclass(frozen=True, slots=True)
class _Piece:
    """Part of a pattern: its regular expression, the names of its groups, and the codes that it may begin with.

    `names` has (name, kind) for a kept lexeme, ("[", "") and ("]", "") for the marks of the extent.
    """

    regex: str
    names: tuple[tuple[str, str], ...] = ()
    starts: frozenset[str] = frozenset()
    empty: bool = True  # whether it matches nothing


@dataclass(frozen=True, slots=True)
class _Compiled:
    rule: Rule
    order: int
    regex: re.Pattern[str]
    names: tuple[tuple[str, str], ...]


class Grammar:
    """All rules, ready to match. Built once a component; holds no state of a text."""

    def __init__(self, language: TimeLanguage) -> None:
        """Compile the rules.

        Raises:
            DictionaryError: a pattern cannot be read, or names a kind or macro that does not exist; all faults at once.
        """
        self._macros = language.macros
        literals = _literals([*language.macros.values(), *(rule.pattern for rule in language.rules)])
        self._codes = _codes(language, literals)
        self._kind_codes: dict[str, str] = {}
        self._literal_codes: dict[str, str] = {}
        for (word, kinds), code in self._codes.items():
            self._literal_codes[word] = self._literal_codes.get(word, "") + code
            for kind in kinds:
                self._kind_codes[kind] = self._kind_codes.get(kind, "") + code
        self._literals = literals
        self._by_start: dict[str, list[_Compiled]] = {}
        faults: list[Fault] = []
        for order, rule in enumerate(language.rules):
            try:
                self._add(rule, order)
            except ValueError as error:
                faults.append(Fault(rule.where, str(error)))
        if faults:
            raise DictionaryError("rules.toml", faults)

    def encode(self, lexemes: Sequence[Lexeme]) -> str:
        """One character a lexeme."""
        codes, literals = self._codes, self._literals
        return "".join(
            codes.get((lexeme.word if lexeme.word in literals else "", frozenset(lexeme.kinds)), _OTHER)
            for lexeme in lexemes
        )

    def matches(self, lexemes: Sequence[Lexeme], codes: str, place: int) -> Iterator[Found]:
        """What the rules find at `place`, longest first; of equally long ones the first in the file."""
        rules = self._by_start.get(codes[place])
        if not rules:
            return
        hits = [(compiled, match) for compiled in rules if (match := compiled.regex.match(codes, place))]
        hits.sort(key=lambda hit: (-hit[1].end(), hit[0].order))
        for compiled, match in hits:
            yield _found(compiled, match, lexemes)

    def _add(self, rule: Rule, order: int) -> None:
        tokens = list(_tokens(rule.pattern, self._macros))
        piece, rest = self._either(tokens, 0)
        if rest != len(tokens):
            raise ValueError(f"pattern has a ')' too many: {rule.pattern}")
        if piece.empty:
            raise ValueError(f"pattern matches nothing at all: {rule.pattern}")
        compiled = _Compiled(rule, order, re.compile(piece.regex), piece.names)
        for code in sorted(piece.starts):
            self._by_start.setdefault(code, []).append(compiled)

    def _either(self, tokens: Sequence[tuple[str, str]], place: int) -> tuple[_Piece, int]:
        choices = []
        while True:
            piece, place = self._sequence(tokens, place)
            choices.append(piece)
            if place == len(tokens) or tokens[place][1] != "|":
                break
            place += 1
        return _Piece(
            regex="(?:" + "|".join(piece.regex for piece in choices) + ")",
            names=tuple(name for piece in choices for name in piece.names),
            starts=frozenset().union(*(piece.starts for piece in choices)),
            empty=any(piece.empty for piece in choices),
        ), place

    def _sequence(self, tokens: Sequence[tuple[str, str]], place: int) -> tuple[_Piece, int]:
        whole = _Piece("")
        while place < len(tokens) and tokens[place][1] not in ("|", ")"):
            piece, place = self._item(tokens, place)
            whole = _Piece(
                regex=whole.regex + piece.regex,
                names=whole.names + piece.names,
                starts=whole.starts | piece.starts if whole.empty else whole.starts,
                empty=whole.empty and piece.empty,
            )
        return whole, place

    def _item(self, tokens: Sequence[tuple[str, str]], place: int) -> tuple[_Piece, int]:
        name, atom = tokens[place]
        if atom in "[]":
            return _Piece("()", ((atom, ""),)), place + 1
        if atom == "!":
            piece, place = self._item(tokens, place + 1)
            return _Piece(f"(?!{piece.regex})", piece.names), place
        if atom == "(":
            piece, place = self._either(tokens, place + 1)
            if place == len(tokens):
                raise ValueError("pattern has a '(' without its ')'")
        else:
            piece = self._atom(name, atom)
        place += 1
        if place < len(tokens) and tokens[place][1] == "?":
            return _Piece(f"(?:{piece.regex})?", piece.names, piece.starts), place + 1
        return piece, place

    def _atom(self, name: str, atom: str) -> _Piece:
        is_kind = atom.isupper()
        if is_kind and atom not in self._kind_codes:
            raise ValueError(f"{atom} is no kind of time word; allowed are {', '.join(sorted(self._kind_codes))}")
        codes = self._kind_codes[atom] if is_kind else self._literal_codes[atom]
        kept = ((name, atom if is_kind else ""),) if name else ()
        return _Piece(f"([{codes}])" if name else f"[{codes}]", kept, frozenset(codes), empty=False)


def _found(compiled: _Compiled, match: re.Match[str], lexemes: Sequence[Lexeme]) -> Found:
    first, end = match.span()
    named: dict[str, tuple[Lexeme, str]] = {}
    for group, (name, kind) in enumerate(compiled.names, 1):
        where = match.start(group)
        if where < 0:
            continue
        if name == "[":
            first = where
        elif name == "]":
            end = where
        else:
            named[name] = lexemes[where], kind
    return Found(compiled.rule, first, end, named)


def _tokens(pattern: str, macros: Mapping[str, str], depth: int = 0) -> Iterator[tuple[str, str]]:
    """(name, atom) pairs, with every macro written out in brackets."""
    place = 0
    pattern = pattern.rstrip()
    while place < len(pattern):
        match = _PIECE.match(pattern, place)
        if match is None:
            raise ValueError(f"pattern cannot be read from {pattern[place:]!r} on")
        place = match.end()
        name, atom = match.group(1) or "", match.group(2)
        if not atom.startswith("{"):
            yield name, atom
            continue
        macro = macros.get(atom[1:-1])
        if macro is None:
            raise ValueError(f"{atom} is no macro; allowed are {', '.join(sorted(macros))}")
        if depth > _MAX_DEPTH:
            raise ValueError(f"{atom} holds itself")
        yield "", "("
        yield from _tokens(macro, macros, depth + 1)
        yield "", ")"


def _literals(patterns: Sequence[str]) -> frozenset[str]:
    atoms = (match.group(2) for pattern in patterns for match in _PIECE.finditer(pattern))
    return frozenset(
        atom for atom in atoms if not atom.isupper() and atom not in "()|?![]" and not atom.startswith("{")
    )


def _codes(language: TimeLanguage, literals: frozenset[str]) -> dict[Sort, str]:
    """A character for every sort of lexeme that can occur, but for those without kinds that no pattern mentions."""
    shapes = [frozenset(), *(frozenset(sort) for sort in SHAPE_SORTS)]
    sorts: dict[Sort, None] = {}
    for name, word in language.words.items():
        sorts[name if name in literals else "", frozenset(word.kinds)] = None
    for literal in ["", *sorted(literals)]:
        for shape in shapes:
            sorts[literal, shape] = None
    sorts.pop(("", frozenset()))
    return {sort: chr(_FIRST_CODE + number) for number, sort in enumerate(sorts)}
