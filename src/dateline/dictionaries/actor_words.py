"""Reads `groups.toml`, `titles.toml`, `objects.toml`, `cues.toml`: nouns that name an actor by what it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from dateline.dictionaries.actor_entries import SECTORS
from dateline.dictionaries.actor_names import Trie, pieces
from dateline.dictionaries.suggest import allowed_are
from dateline.dictionaries.toml import Entry, read_entries
from dateline.errors import DictionaryError, Fault


class WordClass(StrEnum):
    """What a word names: one or more people, a body, the holder of an office, or a thing."""

    PEOPLE = "people"
    ORGANIZATION = "organization"
    TITLE = "title"
    OBJECT = "object"


_KEYS = frozenset(
    {
        "words",
        "bodies",
        "plurals",
        "sectors",
        "state",
        "country",
        "kind",
        "weak",
        "member",
        "generic",
        "courtesy",
        "people",
        "many",
    }
)
_CUE_LISTS = (
    "former", "locative", "motion", "backing", "belonging", "anti", "speech", "deeds", "city-verbs",
    "places-of-a-state",
    "group-words", "female", "male", "female-names", "given-names",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Noun:
    """One noun or noun phrase of the lexicon.

    Attributes:
        id: `file:entry`, for receipts.
        lemma: The word in the singular, as the file has it; singular and plural are the same word.
        sectors: What the word tells; empty where it tells nothing of its own.
        state: Sectors where it belongs to a state; else `sectors`.
        people: Sectors where it belongs to a people without a state.
        weak: A modifier's sector goes before the word's own.
        member: With a group's name before it, it means the group.
        generic: No actor without something beside it that says whose or which.
        courtesy: "Mr": no office at all.
        many: A plural whose members are of several countries.
    """

    id: str
    lemma: str
    word_class: WordClass
    plural: bool
    sectors: tuple[str, ...]
    state: tuple[str, ...] | None
    people: tuple[str, ...]
    country: str | None
    weak: bool
    member: bool
    generic: bool
    courtesy: bool
    many: bool


@dataclass(frozen=True, slots=True)
class ActorWords:
    """The lexicon.

    Attributes:
        nouns: By their pieces, singular and plural; the first value of a hit is the group noun, if it has one.
        cues: The word lists of `cues.toml` by name.
    """

    nouns: Trie[Noun]
    cues: Mapping[str, frozenset[str]]


def load_words(folder: Path) -> ActorWords:
    """Read the four files.

    Raises:
        DictionaryError: every fault of a file at once.
    """
    nouns: Trie[Noun] = Trie()
    for name, word_class in (("groups", None), ("titles", WordClass.TITLE), ("objects", WordClass.OBJECT)):
        path = folder / f"{name}.toml"
        faults: list[Fault] = []
        seen: dict[str, str] = {}
        for entry in read_entries(path)[1]:
            faults += _faults(entry, seen)
            if not faults:
                for form, noun in _forms(entry, name, word_class):
                    nouns.add(form, noun)
        if faults:
            raise DictionaryError(path.name, faults)
    return ActorWords(nouns, _cues(folder / "cues.toml"))


def _forms(entry: Entry, file: str, word_class: WordClass | None) -> Iterator[tuple[str, Noun]]:
    values = entry.values
    kind = word_class or WordClass(values["kind"])
    given = values.get("plurals", ())
    bodies = values.get("bodies", ())
    words = [*values["words"], *bodies]
    words += [word for word in given if word not in words]
    for word in words:
        for form, plural in _inflected(word, given):
            yield form, _noun(entry.id, file, word, WordClass.ORGANIZATION if word in bodies else kind, plural, values)


def _noun(entry: str, file: str, word: str, kind: WordClass, plural: bool, values: Mapping[str, Any]) -> Noun:
    state = values.get("state")
    return Noun(
        id=f"{file}:{entry}",
        lemma=word,
        word_class=kind,
        plural=plural,
        sectors=tuple(values["sectors"]) if "sectors" in values else tuple(state or ()),
        state=tuple(state) if state is not None else None,
        people=tuple(values.get("people", ())),
        country=values.get("country"),
        weak=bool(values.get("weak", False)),
        member=bool(values.get("member", False)),
        generic=bool(values.get("generic", False)),
        courtesy=bool(values.get("courtesy", False)),
        many=bool(values.get("many", False)) and plural,
    )


def _inflected(word: str, given: list[str]) -> Iterator[tuple[str, bool]]:
    """The word and its regular plural, unless it is a plural itself or its plural is given."""
    if word in given:
        yield word, True
        return
    yield word, False
    yield plural_of(word), True


def plural_of(word: str) -> str:
    """The regular plural of a noun's last word: party, parties; church, churches; soldier, soldiers."""
    if word.endswith("man") and word != "human":
        return word[:-3] + "men"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    return word + "s"


def _faults(entry: Entry, seen: dict[str, str]) -> Iterator[Fault]:
    for key in sorted(set(entry.values) - _KEYS):
        yield Fault(entry.where, f"has the key {key!r}. {allowed_are(key, _KEYS)}")
    for sector in (value for key in ("sectors", "state", "people") for value in entry.values.get(key, ())):
        if sector not in SECTORS:
            yield Fault(entry.where, f"sector is {sector!r}. {allowed_are(str(sector), SECTORS)}")
    kind = entry.values.get("kind")
    if kind is not None and kind not in set(WordClass):
        yield Fault(entry.where, f"kind is {kind!r}. {allowed_are(str(kind), set(WordClass))}")
    words = entry.values.get("words")
    if not words:
        yield Fault(entry.where, "has no words")
    for word in (*(words or ()), *entry.values.get("bodies", ())):
        if not pieces(word):
            yield Fault(entry.where, f"the word {word!r} has no letters")
        if word in seen:
            yield Fault(entry.where, f"the word {word!r} stands in [{seen[word]}] too")
        seen[word] = entry.id


def _cues(path: Path) -> dict[str, frozenset[str]]:
    lists = {entry.id: frozenset(entry.values.get("words", ())) for entry in read_entries(path)[1]}
    faults = [Fault(f"{path.name}#{name}", "is missing or has no words") for name in _CUE_LISTS if not lists.get(name)]
    faults += [
        Fault(f"{path.name}#{name}", f"is no list that is read. {allowed_are(name, _CUE_LISTS)}")
        for name in sorted(set(lists) - set(_CUE_LISTS))
    ]
    if faults:
        raise DictionaryError(path.name, faults)
    return lists
