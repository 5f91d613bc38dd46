"""The actor dictionary: states and peoples, leaders with dated roles, armed groups, bodies, parties, common nouns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from dateline.dictionaries.actor_entries import (
    ActorEntry,
    PeopleEntry,
    RawEntry,
    Role,
    StateEntry,
    actor_of,
    is_people,
    is_state,
    people_of,
    read_raw,
    states_of,
)
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
# Hand-made files in the order in which their entries are preferred; persons come from the first.
FILES = ("leaders", "armed_groups", "agencies", "bodies", "parties", "peoples", "states")
_PERSON_FILES = frozenset({"leaders"})
_LEXICON_FILES = frozenset({"groups", "titles", "objects", "cues"})


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
    """

    name: str
    use: Use
    entry: ActorEntry | StateEntry | PeopleEntry


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
        return self.names.get(name)


def load_actors(extra: Sequence[Path] = ()) -> ActorDictionary:
    """Read Dateline's dictionary, and before it the user's own files.

    Args:
        extra: TOML or JSONL files of actors, states or peoples (see `actor_entries`); their entries are preferred.

    Raises:
        DictionaryError: every fault of a file at once.
    """
    paths = [*extra, *(FOLDER / f"{name}.toml" for name in FILES), FOLDER / "factbook.jsonl"]
    raws = [(path, read_raw(path)) for path in paths]
    faults: list[Fault] = []
    states = states_of([raw for _, rows in raws for raw in rows if is_state(raw)], faults)
    codes = frozenset(state.code for state in states)
    actors: dict[str, ActorEntry] = {}
    peoples: list[PeopleEntry] = []
    for path, rows in raws:
        for raw in rows:
            if is_people(raw):
                peoples.append(people_of(raw, codes, faults))
            elif not is_state(raw):
                _add_actor(_as_person(raw) if path.stem in _PERSON_FILES else raw, actors, codes, faults)
    if faults:
        raise DictionaryError("actor dictionary", faults)
    names, families = _index(states, peoples, actors)
    by_code = {state.code: state for state in states}
    return ActorDictionary(names, families, by_code, actors, load_words(FOLDER))


def _as_person(raw: RawEntry) -> RawEntry:
    return RawEntry(raw.id, raw.where, {"type": "person", **raw.values}, raw.generated)


def _add_actor(raw: RawEntry, actors: dict[str, ActorEntry], codes: frozenset[str], faults: list[Fault]) -> None:
    """Keep an entry; of two with one id the first is kept if the second is generated, else it is a fault."""
    entry = actor_of(raw, codes, faults)
    if entry is None:
        return
    if raw.id in actors and not raw.generated:
        faults.append(Fault(raw.where, "stands twice; rename one of the blocks"))
    actors.setdefault(raw.id, entry)


def _index(
    states: list[StateEntry], peoples: list[PeopleEntry], actors: Mapping[str, ActorEntry]
) -> tuple[Trie[Sense], Trie[ActorEntry]]:
    names: Trie[Sense] = Trie()
    families: Trie[ActorEntry] = Trie()
    taken: dict[
        tuple[str, str], str
    ] = {}  # (folded name, country) → the entry that has it: hand-made goes before generated
    for entry in actors.values():
        for name in entry.names:
            key = (" ".join(pieces(name)), entry.country)
            if taken.setdefault(key, entry.id) == entry.id or not entry.generated:
                names.add(name, Sense(name, Use.NAME, entry))
        if (
            entry.family
            and entry.kind is Kind.PERSON
            and taken.get((" ".join(pieces(entry.names[0])), entry.country)) == entry.id
        ):
            families.add(entry.family, entry)
    for state in states:
        for use, words in _uses(state):
            for word in words:
                names.add(word, Sense(word, use, state))
    for people in peoples:
        for word in people.adjectives:
            names.add(word, Sense(word, Use.ADJECTIVE, people))
        for word in people.people:
            if word not in people.adjectives:
                names.add(word, Sense(word, Use.PEOPLE, people))
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
