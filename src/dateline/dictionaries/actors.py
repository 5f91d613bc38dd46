"""The actor dictionary: states and peoples, leaders with dated roles, armed groups, bodies, parties, common nouns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from dateline.dictionaries.actor_entries import (
    ActorEntry,
    PeopleEntry,
    Role,
    StateEntry,
    actor_of,
    people_of,
    states_of,
)
from dateline.dictionaries.actor_files import PEOPLE, STATE, Origin, RawEntry, Source, read_raw
from dateline.dictionaries.actor_names import Hit, Trie, fold, pieces
from dateline.dictionaries.actor_words import ActorWords, Noun, WordClass, load_words
from dateline.dictionaries.toml import DATA
from dateline.errors import DictionaryError, Fault
from dateline.records import Kind

__all__ = [
    "ActorDictionary", "ActorEntry", "ActorWords", "Hit", "Noun", "PeopleEntry", "Role", "Sense", "StateEntry", "Trie",
    "Use", "WordClass", "fold", "load_actors", "pieces",
]  # fmt: skip

FOLDER = DATA / "actors"
# Hand-made files in the order in which their entries are preferred, with the kind of entries that say none.
FILES = {
    "leaders": Kind.PERSON,
    "armed_groups": Kind.ORGANIZATION,
    "agencies": Kind.ORGANIZATION,
    "bodies": Kind.ORGANIZATION,
    "parties": Kind.ORGANIZATION,
    "peoples": PEOPLE,
    "states": STATE,
}
OURS = (
    *(Source(FOLDER / f"{name}.toml", Origin.OURS, kind) for name, kind in FILES.items()),
    Source(FOLDER / "factbook.jsonl", Origin.GENERATED),
)


class Use(StrEnum):
    """How a name stands for its entry."""

    NAME = "name"
    ADJECTIVE = "adjective"
    PEOPLE = "people"
    CAPITAL = "capital"


@dataclass(frozen=True, slots=True)
class Sense:
    """One reading of a name in the dictionary.

    Attributes:
        name: As the dictionary spells it; capitals in it are wanted in the text too.
        use: Whether it is the entry's name, or an adjective, the people, or the capital of a state.
        own: From the user's own dictionary: it goes before every other reading.
    """

    name: str
    use: Use
    entry: ActorEntry | StateEntry | PeopleEntry
    own: bool = False


@dataclass(frozen=True, slots=True)
class ActorDictionary:
    """Everything that is known of actors, ready for lookup.

    Attributes:
        names: All names; a hit's values are in order of preference.
        families: Family names of persons.
        states: By alpha-3 code.
        words: Common nouns and function words.
    """

    names: Trie[Sense]
    families: Trie[ActorEntry]
    states: Mapping[str, StateEntry]
    entries: Mapping[str, ActorEntry]
    words: ActorWords

    def lookup(self, name: str) -> tuple[Sense, ...]:
        """Every reading of exactly this name, in order of preference."""
        return tuple(sorted(self.names.get(name), key=lambda sense: not sense.own))


def load_actors(extra: Sequence[Path] = ()) -> ActorDictionary:
    """Read Dateline's dictionary, and before it the user's own files.

    Args:
        extra: TOML or JSONL files of actors, states or peoples (see `actor_entries`). An entry with the id of one of
            Dateline's stands in its place; a name means the user's entry wherever an entry of Dateline's has it too.

    Raises:
        DictionaryError: every fault of every file at once.
    """
    faults: list[Fault] = []
    raws: list[RawEntry] = []
    for source in (*(Source(path) for path in extra), *OURS):
        try:
            raws += read_raw(source)
        except DictionaryError as error:
            faults += error.faults
    states = states_of([raw for raw in raws if raw.kind == STATE], faults)
    codes = frozenset(state.code for state in states)
    actors: dict[str, ActorEntry] = {}
    peoples: list[PeopleEntry] = []
    for raw in _without_replaced([raw for raw in raws if raw.kind != STATE], faults):
        if raw.kind == PEOPLE:
            people = people_of(raw, codes, faults)
            peoples += [people] if people is not None else []
        elif (entry := actor_of(raw, codes, faults)) is not None:
            actors[raw.id] = entry
    if faults:
        raise DictionaryError("actor dictionary", faults)
    names, families = _index(states, peoples, actors)
    by_code = {state.code: state for state in states}
    return ActorDictionary(names, families, by_code, actors, load_words(FOLDER))


def _without_replaced(raws: Sequence[RawEntry], faults: list[Fault]) -> list[RawEntry]:
    """Without entries whose id an entry of an earlier origin has; two of one origin are a fault."""
    kept: dict[str, RawEntry] = {}
    for raw in raws:
        first = kept.setdefault(raw.id, raw)
        if first is not raw and first.origin is raw.origin:
            faults.append(Fault(raw.where, f"has the id of {first.where}; rename one of the blocks"))
    return list(kept.values())


def _index(
    states: list[StateEntry], peoples: list[PeopleEntry], actors: Mapping[str, ActorEntry]
) -> tuple[Trie[Sense], Trie[ActorEntry]]:
    names: Trie[Sense] = Trie()
    families: Trie[ActorEntry] = Trie()
    # (folded name, country) → the entry that has it: hand-made goes before generated
    taken: dict[tuple[str, str], str] = {}
    for entry in actors.values():
        own = entry.origin is Origin.USER
        for name in entry.names:
            key = (" ".join(pieces(name)), entry.country)
            if taken.setdefault(key, entry.id) == entry.id or entry.origin is not Origin.GENERATED:
                names.add(name, Sense(name, Use.NAME, entry, own))
        if (
            entry.family
            and entry.kind is Kind.PERSON
            and taken.get((" ".join(pieces(entry.names[0])), entry.country)) == entry.id
        ):
            families.add(entry.family, entry)
    for state in states:
        for use, words in _uses(state):
            for word in words:
                names.add(word, Sense(word, use, state, word in state.own))
    for people in peoples:
        own = people.origin is Origin.USER
        for word in people.adjectives:
            names.add(word, Sense(word, Use.ADJECTIVE, people, own))
        for word in people.people:
            if word not in people.adjectives:
                names.add(word, Sense(word, Use.PEOPLE, people, own))
    return names, families


def _uses(state: StateEntry) -> tuple[tuple[Use, tuple[str, ...]], ...]:
    """A word that is adjective and people at once ("Iraqi", "British") is looked up as the adjective."""
    names = tuple(word for word in state.names if word not in state.adjectives)
    people = tuple(word for word in state.people if word not in state.adjectives)
    both = tuple(word for word in state.names if word in state.adjectives)
    return (
        (Use.NAME, names + both),
        (Use.ADJECTIVE, tuple(word for word in state.adjectives if word not in both)),
        (Use.PEOPLE, people),
        (Use.CAPITAL, state.capitals),
    )
