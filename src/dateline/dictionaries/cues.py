"""Reads `data/cues.toml` and `data/statements/words.toml`: words that show that somebody says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from dateline.dictionaries.suggest import allowed_are
from dateline.dictionaries.toml import DATA, Entry, read_entries
from dateline.errors import DictionaryError, Fault


class CuePos(StrEnum):
    """Word class of a cue's head."""

    VERB = "verb"
    NOUN = "noun"
    ADJECTIVE = "adjective"
    PREPOSITION = "preposition"


class CueKind(StrEnum):
    """Whether the cue tells of words uttered or of a state of mind."""

    SPEECH = "speech"
    ATTITUDE = "attitude"


SLOTS = ("quote", "clause", "infinitive", "gerund", "object")
PREPOSITIONS = ("about", "against", "at", "for", "from", "in", "of", "on", "over", "to", "with")


@dataclass(frozen=True, slots=True)
class CueEntry:
    """One cue and its frame.

    Attributes:
        id: `say`, `call-for`, `claim-noun`.
        lemma: Head word, lower case.
        particle: Second word of a phrasal cue ("out" in "point out"), else None.
        forms: Inflected forms to know beside those whose lemma the language model gets right.
        slots: Where content may stand: some of `SLOTS`.
        prepositions: Prepositions that bring in content: some of `PREPOSITIONS`.
        addressee: A bare object is the person told, not the content.
        example: A sentence in which the cue yields a statement; run as a test.
    """

    id: str
    lemma: str
    pos: CuePos
    particle: str | None
    forms: tuple[str, ...]
    kind: CueKind
    slots: frozenset[str]
    prepositions: tuple[str, ...]
    addressee: bool
    example: str

    def takes(self, slot: str) -> bool:
        """Whether content may stand in this slot."""
        return slot in self.slots


_WANTED: Mapping[str, type] = {"lemma": str, "pos": str, "kind": str, "content": list, "example": str}
_OPTIONAL: Mapping[str, type] = {"particle": str, "forms": list, "addressee": bool}


def read_cues(path: Path = DATA / "cues.toml") -> tuple[CueEntry, ...]:
    """Every cue of a file, in file order.

    Raises:
        DictionaryError: fields missing, unknown or of the wrong kind, or a cue listed twice; every fault at once.
    """
    _, entries = read_entries(path)
    faults = [fault for entry in entries for fault in _entry_faults(entry)]
    if not faults:
        cues = tuple(_cue(entry) for entry in entries)
        faults = list(_twice_faults(path.name, cues))
    if faults:
        raise DictionaryError(path.name, faults)
    return cues


def read_word_lists(path: Path = DATA / "statements" / "words.toml") -> Mapping[str, frozenset[str]]:
    """Every list of words of a file, by the name of its block.

    Raises:
        DictionaryError: a block is something else than `words = ["…"]`; every fault at once.
    """
    _, entries = read_entries(path)
    faults = [
        Fault(entry.where, 'is not a list of words; write words = ["…"] and nothing else')
        for entry in entries
        if set(entry.values) != {"words"} or not _is_texts(entry.values["words"])
    ]
    if faults:
        raise DictionaryError(path.name, faults)
    return {entry.id: frozenset(entry.values["words"]) for entry in entries}


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) and item for item in value)


def _entry_faults(entry: Entry) -> Iterator[Fault]:
    known = {**_WANTED, **_OPTIONAL}
    for key in sorted(set(_WANTED) - set(entry.values)):
        yield Fault(entry.where, f"has no {key}")
    for key, value in entry.values.items():
        if key not in known:
            yield Fault(entry.where, f"has the key {key!r}. {allowed_are(key, known)}")
        elif not isinstance(value, known[key]) or (known[key] is list and not _is_texts(value)):
            kind = "list of texts" if known[key] is list else known[key].__name__
            yield Fault(entry.where, f"{key} is {value!r}, not a {kind}")
        else:
            yield from _value_faults(entry.where, key, value)


def _value_faults(where: str, key: str, value: Any) -> Iterator[Fault]:
    if key in ("lemma", "particle") and (not value or value != value.lower() or " " in value):
        yield Fault(where, f"{key} is {value!r}, not a single lower-case word")
    if key in ("pos", "kind"):
        allowed = [str(item) for item in (CuePos if key == "pos" else CueKind)]
        if value not in allowed:
            yield Fault(where, f"{key} is {value!r}. {allowed_are(value, allowed)}")
    if key == "content":
        for item in value:
            if item not in (*SLOTS, *PREPOSITIONS):
                yield Fault(where, f"content has {item!r}. {allowed_are(item, (*SLOTS, *PREPOSITIONS))}")


def _cue(entry: Entry) -> CueEntry:
    values = entry.values
    return CueEntry(
        id=entry.id,
        lemma=values["lemma"],
        pos=CuePos(values["pos"]),
        particle=values.get("particle"),
        forms=tuple(values.get("forms", ())),
        kind=CueKind(values["kind"]),
        slots=frozenset(item for item in values["content"] if item in SLOTS),
        prepositions=tuple(item for item in values["content"] if item in PREPOSITIONS),
        addressee=values.get("addressee", False),
        example=values["example"],
    )


def _twice_faults(name: str, cues: tuple[CueEntry, ...]) -> Iterator[Fault]:
    first: dict[tuple[str, str | None, CuePos], str] = {}
    for cue in cues:
        key = (cue.lemma, cue.particle, cue.pos)
        if key in first:
            yield Fault(f"{name}#{cue.id}", f"is the same cue as {first[key]!r}; keep one of them")
        first.setdefault(key, cue.id)
