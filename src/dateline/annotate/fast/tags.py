"""Attribute ruler and lemmatiser in one, with what they give kept.

Most of the ruler's patterns look at one word: its letters, tag and dependency. All words that no pattern names are the
same to them; so what they give is kept for each (word if named, tag, dependency), and a lemma for each (word, part of
speech, morphology), which is all that the rules of spaCy's English lemmatiser look at. What is not yet kept is asked of
spaCy's own matcher and lemmatiser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from spacy.attrs import DEP, LEMMA, MORPH, ORTH, POS, TAG  # type: ignore[import-not-found]
from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

_READ = frozenset({"TAG", "DEP", "LOWER", "ORTH", "IS_SPACE"})
_TESTS = frozenset({"IN", "NOT_IN", "REGEX"})
_SET = [TAG, POS, MORPH, LEMMA, DEP]

Pattern = list[dict[str, Any]]
_Row = tuple[int, int, int, int, int]  # tag, part of speech, morphology, lemma, dependency; in the order of _SET


class _Effect(NamedTuple):
    """What the patterns of one word do: their numbers, the row with them done, and whether a longer one may begin."""

    rules: tuple[int, ...]
    row: _Row
    begins: bool


class FastTags:
    """Do what attribute ruler and lemmatiser do, one after the other. Make one with `FastTags.of`."""

    def __init__(self, ruler: AttributeRuler, lemmatizer: EnglishLemmatizer) -> None:
        self._ruler, self._lemmatizer = ruler, lemmatizer
        vocab = ruler.vocab
        self._strings = vocab.strings
        self._lexemes = vocab
        self._one, self._first, self._longer = (Matcher(vocab) for _ in range(3))
        self._named: set[str] = set()
        self._regexes: list[re.Pattern[str]] = []
        self._longest = 1
        for number, pattern in _patterns(ruler):
            if len(pattern) == 1:
                _add(self._one, number, pattern)
            else:
                _add(self._first, number, pattern[:1])
                _add(self._longer, number, pattern)
                self._longest = max(self._longest, len(pattern))
            for test in pattern:
                self._note(test)
        self._words: dict[int, int] = {}
        self._effects: dict[tuple[int, int, int], _Effect] = {}
        self._lemmas: dict[tuple[int, int, int], int] = {}

    @classmethod
    def of(cls, ruler: Any, lemmatizer: Any) -> FastTags | None:
        """For these two components, or None where they have another form than the one read here."""
        if type(ruler) is not AttributeRuler or type(lemmatizer) is not EnglishLemmatizer:
            return None
        if lemmatizer.mode != "rule" or lemmatizer.overwrite or not all(_readable(p) for _, p in _patterns(ruler)):
            return None
        settable = all(set(attrs) <= set(_SET) for attrs in ruler.attrs)
        return cls(ruler, lemmatizer) if settable and all(index >= 0 for index in ruler.indices) else None

    def __call__(self, doc: Doc) -> Doc:
        """Set tags, parts of speech, morphology, lemmas and dependencies."""
        facts = doc.to_array([ORTH, TAG, DEP, POS, MORPH, LEMMA])
        if not len(doc) or facts[:, 3:].any():
            return self._lemmatizer(self._ruler(doc))
        words = facts[:, :3].tolist()
        effects = [self._effect(doc, i, *word) for i, word in enumerate(words)]
        rows = [effect.row for effect in effects]
        self._apply_longer(doc, effects, rows, words)
        missing = self._fill_lemmas(rows, words)
        doc.from_array(_SET, np.array(rows, dtype=np.uint64))  # type: ignore[arg-type]
        for i in missing:
            token = doc[i]
            token.lemma_ = self._lemmatizer.lemmatize(token)[0]
            self._lemmas[words[i][0], token.pos, rows[i][2]] = token.lemma
        return doc

    def _effect(self, doc: Doc, i: int, orth: int, tag: int, dep: int) -> _Effect:
        word = self._words.get(orth)
        if word is None:
            word = self._words[orth] = self._word(orth)
        effect = self._effects.get((word, tag, dep))
        if effect is None:
            rules = tuple(sorted(number for number, _, _ in self._matches(self._one, doc, i, 1)))
            begins = bool(self._first(doc[i : i + 1], allow_missing=True))
            effect = self._effects[word, tag, dep] = _Effect(rules, self._row(rules, tag, dep), begins)
        return effect

    def _word(self, orth: int) -> int:
        """The word where a pattern may name it, else 0: all others are the same to the patterns."""
        lexeme = self._lexemes[orth]
        named = lexeme.is_space or lexeme.lower_ in self._named or lexeme.orth_ in self._named
        return orth if named or any(regex.search(lexeme.lower_) for regex in self._regexes) else 0

    def _row(self, rules: tuple[int, ...], tag: int, dep: int) -> _Row:
        """What is set once these rules are done, later ones over earlier ones."""
        values = {TAG: tag, POS: 0, MORPH: 0, LEMMA: 0, DEP: dep}
        for number in rules:
            values.update(self._ruler.attrs[number])
        return values[TAG], values[POS], values[MORPH], values[LEMMA], values[DEP]

    def _apply_longer(self, doc: Doc, effects: list[_Effect], rows: list[_Row], words: list[list[int]]) -> None:
        """Patterns of several words, which are rare: looked for only where a first word stands."""
        more: dict[int, list[int]] = {}
        for i, effect in enumerate(effects):
            if effect.begins:
                for number, start, _ in self._matches(self._longer, doc, i, self._longest):
                    if start == 0:
                        more.setdefault(i + self._ruler.indices[number], []).append(number)
        for i, numbers in more.items():
            _, tag, dep = words[i]
            rows[i] = self._row(tuple(sorted([*effects[i].rules, *numbers])), tag, dep)

    def _matches(self, matcher: Matcher, doc: Doc, i: int, length: int) -> Iterator[tuple[int, int, int]]:
        found: list[tuple[int, int, int]] = matcher(doc[i : i + length], allow_missing=True)
        return ((int(self._strings[rule]), start, end) for rule, start, end in found)

    def _fill_lemmas(self, rows: list[_Row], words: list[list[int]]) -> list[int]:
        """Put the lemmas that are known into the rows; the words whose are not."""
        missing = []
        for i, (tag, pos, morph, lemma, dep) in enumerate(rows):
            if not lemma:
                if known := self._lemmas.get((words[i][0], pos, morph)):
                    rows[i] = (tag, pos, morph, known, dep)
                else:
                    missing.append(i)
        return missing

    def _note(self, test: dict[str, Any]) -> None:
        """Remember which words a test of a pattern names."""
        for name in ("LOWER", "ORTH"):
            value = test.get(name, {})
            if isinstance(value, str):
                self._named.add(value)
            else:
                self._named.update(value.get("IN", ()), value.get("NOT_IN", ()))
                self._regexes += [re.compile(value["REGEX"])] if "REGEX" in value else []


def _patterns(ruler: AttributeRuler) -> Iterator[tuple[int, Pattern]]:
    entries: list[Any] = ruler.patterns
    for number, entry in enumerate(entries):
        for pattern in entry["patterns"]:
            yield number, pattern


def _add(matcher: Matcher, number: int, pattern: Pattern) -> None:
    """One more pattern of a rule, which may have several."""
    known = matcher.get(str(number), (None, []))[1]
    if known:
        matcher.remove(str(number))
    matcher.add(str(number), [*known, pattern])


def _readable(pattern: Pattern) -> bool:
    """Whether it asks only for what is read here: no operators, no extensions, no other attributes."""
    return all(
        set(test) <= _READ
        and all(isinstance(value, str | bool) or set(value) <= _TESTS for value in test.values())
        and not any("REGEX" in value for name, value in test.items() if name != "LOWER" and isinstance(value, dict))
        for test in pattern
    )
