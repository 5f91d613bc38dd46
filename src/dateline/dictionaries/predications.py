"""The words that the reading of predications turns on: event nouns, light verbs, control verbs, nouns read through.

Reads `data/predications/*.toml`. All faults of all files are raised at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from dateline.dictionaries.suggest import allowed_are
from dateline.dictionaries.toml import DATA, Entry, read_entries
from dateline.errors import DictionaryError, Fault
from dateline.records.predications import Pos

INFINITIVE, OBJECT, SUBJECT, ATTRIBUTE = "infinitive", "object", "subject", "attribute"

_CLASSES = {"verbs": Pos.VERB, "nouns": Pos.NOUN, "adjectives": Pos.ADJECTIVE}
_RULE_KEYS = (
    *_CLASSES,
    "through",
    "controllers",
    "gives",
    "shares",
    "nouns_only",
    "nouns_except",
    "clause_subject",
    "example",
)
_EVENT_NOUNS, _FUNCTION_NOUNS, _PARTICIPLES = "event_nouns.toml", "function_nouns.toml", "participles.toml"
_RULES = ("light_verbs.toml", "control.toml")
_NOUN_BLOCKS = {"when-where-and-how", "no-happening", "papers"}
_TABLES = {"adjectival", "transitive"}


@dataclass(frozen=True, slots=True)
class Lending:
    """A word that lends one of its arguments to the noun or clause that it governs.

    Attributes:
        id: `file.block`, as "light_verbs.perform".
        controllers: Roles of the governor, the first that is there is lent.
        gives: The role it takes at a governed noun; None lends nothing to nouns. A governed clause takes it as its
            subject whatever `gives` is.
        shares: The governor's own prepositional phrases go to the noun as well.
        nouns: The only governed nouns it holds for; empty means all.
        no_nouns: Governed nouns it does not hold for: who denies charges has not brought them.
        clause_subject: The subject of a governed infinitive is also the governor's object ("asked them to go").
    """

    id: str
    controllers: tuple[str, ...]
    gives: str | None
    shares: bool
    nouns: frozenset[str]
    no_nouns: frozenset[str]
    clause_subject: bool

    def takes(self, noun: str) -> bool:
        """Whether it holds for a governed noun."""
        return noun not in self.no_nouns and (not self.nouns or noun in self.nouns)


@dataclass(frozen=True, slots=True)
class PredicationLexicon:
    """What `load_predication_lexicon` read.

    Attributes:
        events: Lemmas of nouns that tell of a happening.
        transparent: Noun → prepositions through which it is read ("dozens of rebels": the rebels).
        adverbial: Nouns that a relative clause hangs on without their being its object ("the day he left").
        no_happening: Nouns that look deverbal and are not.
        papers: Nouns of texts and speeches; who sends them speaks in them.
        adjectival: Participles that taggers take for adjectives → the verb.
        transitive: Past forms whose subject suffers the deed where no object is there → the verb.
    """

    events: frozenset[str]
    transparent: Mapping[str, frozenset[str]]
    adverbial: frozenset[str]
    no_happening: frozenset[str]
    papers: frozenset[str]
    adjectival: Mapping[str, str]
    transitive: Mapping[str, str]
    _lendings: Mapping[tuple[str, str | None, Pos, str], tuple[Lending, ...]]

    def lendings(self, lemma: str, particle: str | None, pos: Pos, through: str) -> tuple[Lending, ...]:
        """How a governor lends through `infinitive`, `object`, `subject`, `attribute` or a preposition.

        A phrasal verb that has no entry of its own is read as the plain verb.
        """
        found = self._lendings.get((lemma, particle, pos, through))
        if found is None and particle is not None:
            found = self._lendings.get((lemma, None, pos, through))
        return found or ()


def load_predication_lexicon(folder: Path | None = None) -> PredicationLexicon:
    """Read the lexicon from `folder`, or the one that Dateline ships.

    Raises:
        DictionaryError: with every fault of every file.
    """
    reader = _Reader(folder or DATA / "predications")
    lexicon = reader.lexicon()
    if reader.faults:
        raise DictionaryError(reader.folder.name, reader.faults)
    return lexicon


class _Reader:
    """Goes through the files and gathers faults."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults: list[Fault] = []

    def lexicon(self) -> PredicationLexicon:
        """Everything that could be read; `faults` says what could not."""
        events = [noun for entry in self._entries(_EVENT_NOUNS) for noun in self._words(entry, "nouns")]
        transparent: dict[str, frozenset[str]] = {}
        plain: dict[str, frozenset[str]] = {}
        for entry in self._entries(_FUNCTION_NOUNS):
            nouns = self._words(entry, "nouns")
            if entry.id in _NOUN_BLOCKS:
                plain[entry.id] = frozenset(nouns)
            through = frozenset(self._words(entry, "through", empty=entry.id in _NOUN_BLOCKS))
            for noun in nouns if through else ():
                transparent[noun] = transparent.get(noun, frozenset()) | through
        tables = {entry.id: self._table(entry) for entry in self._entries(_PARTICIPLES)}
        for missing in sorted(_NOUN_BLOCKS - set(plain)):
            self.faults.append(Fault(_FUNCTION_NOUNS, f"has no block [{missing}]"))
        for missing in sorted(_TABLES - set(tables)):
            self.faults.append(Fault(_PARTICIPLES, f"has no block [{missing}]"))
        return PredicationLexicon(
            events=frozenset(events),
            transparent=MappingProxyType(transparent),
            adverbial=plain.get("when-where-and-how", frozenset()),
            no_happening=plain.get("no-happening", frozenset()),
            papers=plain.get("papers", frozenset()),
            adjectival=tables.get("adjectival", {}),
            transitive=tables.get("transitive", {}),
            _lendings=MappingProxyType(self._lendings()),
        )

    def _entries(self, name: str) -> tuple[Entry, ...]:
        try:
            return read_entries(self.folder / name)[1]
        except DictionaryError as error:
            self.faults += error.faults
            return ()

    def _words(self, entry: Entry, key: str, *, empty: bool = False) -> tuple[str, ...]:
        words = entry.values.get(key)
        if not isinstance(words, list) or not all(isinstance(word, str) and word == word.lower() for word in words):
            self.faults.append(Fault(entry.where, f"{key} is {words!r}, not a list of lower-case words"))
            return ()
        if not words and not empty:
            self.faults.append(Fault(entry.where, f"{key} is empty"))
        return tuple(words)

    def _table(self, entry: Entry) -> Mapping[str, str]:
        table = entry.values.get("verbs")
        if not isinstance(table, dict) or not all(isinstance(verb, str) for verb in table.values()):
            self.faults.append(Fault(entry.where, f"verbs is {table!r}, not a table of form = verb"))
            return {}
        return MappingProxyType(dict(table))

    def _lendings(self) -> dict[tuple[str, str | None, Pos, str], tuple[Lending, ...]]:
        found: dict[tuple[str, str | None, Pos, str], tuple[Lending, ...]] = {}
        for name in _RULES:
            for entry in self._entries(name):
                self._unknown_keys(entry)
                lending = self._lending(entry, f"{name.removesuffix('.toml')}.{entry.id}")
                for key in self._keys(entry):
                    found[key] = (*found.get(key, ()), lending)
        return found

    def _unknown_keys(self, entry: Entry) -> None:
        self.faults += [
            Fault(entry.where, f"has the key {key!r}. {allowed_are(key, _RULE_KEYS)}")
            for key in sorted(set(entry.values) - set(_RULE_KEYS))
        ]

    def _lending(self, entry: Entry, name: str) -> Lending:
        def optional(key: str, default: tuple[str, ...]) -> tuple[str, ...]:
            return self._words(entry, key, empty=True) if key in entry.values else default

        gives = entry.values.get("gives")
        if gives is not None and gives not in (SUBJECT, OBJECT, "indirect"):
            self.faults.append(Fault(entry.where, f"gives is {gives!r}; allowed are subject, object, indirect"))
        return Lending(
            id=name,
            controllers=optional("controllers", (SUBJECT,)),
            gives=gives,
            shares=self._flag(entry, "shares"),
            nouns=frozenset(optional("nouns_only", ())),
            no_nouns=frozenset(optional("nouns_except", ())),
            clause_subject=self._flag(entry, "clause_subject"),
        )

    def _flag(self, entry: Entry, key: str) -> bool:
        value: Any = entry.values.get(key, False)
        if not isinstance(value, bool):
            self.faults.append(Fault(entry.where, f"{key} is {value!r}, not true or false"))
            return False
        return value

    def _keys(self, entry: Entry) -> Iterator[tuple[str, str | None, Pos, str]]:
        classes = [key for key in _CLASSES if key in entry.values]
        if not classes:
            self.faults.append(Fault(entry.where, f"names no governing word: give it {', '.join(_CLASSES)}"))
        through = self._words(entry, "through")
        # A word twice in one list would lend twice.
        words = dict.fromkeys((_CLASSES[key], word) for key in classes for word in self._words(entry, key))
        for pos, word in words:
            lemma, _, particle = word.partition(" ")
            for way in through:
                yield lemma, particle or None, pos, way
