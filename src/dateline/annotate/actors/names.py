"""Names in the text: the dictionary's first, then what the language model takes for persons, bodies and peoples."""

from __future__ import annotations

from bisect import insort
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span as SpacySpan

from dateline.annotate.actors.era import probable_day
from dateline.annotate.actors.scene import Scene
from dateline.dictionaries.actor_entries import BEYOND_STATES
from dateline.dictionaries.actor_files import Origin
from dateline.dictionaries.actors import ActorDictionary, ActorEntry, PeopleEntry, Sense, StateEntry, Use, pieces
from dateline.records import Kind

_ACRONYM_LENGTH = 6
_LABELS = frozenset({"PERSON", "ORG", "NORP"})
_TRIM_LEFT = frozenset({"the", "a", "an", "'s", "’s", "-", '"', "“", "‘", "'", "(", "and", "\n"})
_TRIM_RIGHT = frozenset({"'s", "’s", "'", "’", "-", '"', "”", ")", "(", ",", ".", "–", "\n", ":"})
_NAMING = frozenset({"PROPN", "NOUN", "ADJ"})


@dataclass(slots=True)
class Name:
    """A name found.

    Attributes:
        start, end: Tokens, half-open.
        sense: Its reading in the dictionary; None where the language model alone found it.
        label: PERSON, ORG or NORP where the language model found it.
    """

    start: int
    end: int
    sense: Sense | None
    label: str | None = None

    @property
    def state(self) -> StateEntry | None:
        """The state that it names in some way."""
        return self.sense.entry if self.sense and isinstance(self.sense.entry, StateEntry) else None

    @property
    def people(self) -> PeopleEntry | None:
        """The people that it names."""
        return self.sense.entry if self.sense and isinstance(self.sense.entry, PeopleEntry) else None

    @property
    def actor(self) -> ActorEntry | None:
        """The person or body that it names."""
        return self.sense.entry if self.sense and isinstance(self.sense.entry, ActorEntry) else None

    @property
    def is_person(self) -> bool:
        """Whether it is one person's name."""
        return self.label == "PERSON" if self.sense is None else bool(self.actor and self.actor.kind is Kind.PERSON)


@dataclass(slots=True)
class Names:
    """All names of an article.

    Attributes:
        found: In text order, without overlaps.
        at: For each token the name that covers it, or None.
        states: How often each state is named, by whatever word.
    """

    found: list[Name]
    at: list[Name | None]
    states: Counter[str]

    def add(self, name: Name) -> None:
        """Put a name in its place; its tokens must be free."""
        insort(self.found, name, key=lambda found: found.start)
        self.at[name.start : name.end] = [name] * (name.end - name.start)

    def drop(self, name: Name) -> None:
        """Take a name back that is none."""
        self.found.remove(name)
        self.at[name.start : name.end] = [None] * (name.end - name.start)


def find_names(scene: Scene, dictionary: ActorDictionary) -> Names:
    """Every name, dictionary and language model reconciled."""
    hits = list(_dictionary_hits(scene, dictionary))
    states = _states_named(scene, hits)
    if scene.day is None:
        scene.day = probable_day(_persons(scene, dictionary, hits, states))
        scene.inferred = scene.day is not None
    known = [
        Name(start, end, sense) for start, end, senses in hits if (sense := _choose(senses, scene, states)) is not None
    ]
    found = _reconcile(scene, dictionary, known, states)
    at: list[Name | None] = [None] * len(scene.words)
    for name in found:
        for position in range(name.start, name.end):
            at[position] = name
    return Names(found, at, states)


def _persons(
    scene: Scene, dictionary: ActorDictionary, hits: list[tuple[int, int, list[Sense]]], states: Counter[str]
) -> list[ActorEntry]:
    """Each person of the dictionary whom the article may name, by full name or by family name."""
    found: dict[str, ActorEntry] = {}
    for _, _, senses in hits:
        for sense in senses:
            if isinstance(sense.entry, ActorEntry) and sense.entry.kind is Kind.PERSON:
                found[sense.entry.id] = sense.entry
    for entity in scene.doc.ents:
        if entity.label_ == "PERSON" and len(entity) == 1:
            found |= {entry.id: entry for entry in dictionary.families.get(entity.text) if states[entry.country]}
    return list(found.values())


def _dictionary_hits(scene: Scene, dictionary: ActorDictionary) -> Iterator[tuple[int, int, list[Sense]]]:
    position = 0
    end_of_all = len(scene.pieces)
    while position < end_of_all:
        step = position + 1
        if scene.pieces[position]:
            for hit in dictionary.names.at(scene.pieces, position):
                tokens = scene.whole_tokens(hit.start, hit.end)
                senses = [sense for sense in hit.values if tokens and _fits(scene, *tokens, sense)]
                if tokens and senses:
                    yield (*tokens, senses)
                    step = hit.end
                    break
        position = step


def _fits(scene: Scene, start: int, end: int, sense: Sense) -> bool:
    """Whether the text's capitals are those of the name, and no place of another state stands there."""
    word, name = scene.words[start], sense.name
    if isinstance(sense.entry, StateEntry) and not _same_place(scene, start, sense):
        return False
    letters = name.replace(".", "")
    acronym = end - start == 1 and letters.isupper() and len(letters) <= _ACRONYM_LENGTH
    if scene.caseless:
        return scene.pos[end - 1] in _NAMING and not (acronym and scene.doc[start].is_stop and "." not in word)
    if acronym:
        return word.replace(".", "").isupper()
    last = name.split()[-1]
    return (not name[0].isupper() or word[0].isupper()) and (
        not last[0].isupper() or _has_capital(scene.words[end - 1])
    )


def _has_capital(word: str) -> bool:
    return any(map(str.isupper, word)) or word in ("'s", "’s", "'", "’") or not word[0].isalpha()


def _same_place(scene: Scene, start: int, sense: Sense) -> bool:
    """False where the gazetteer is sure that the word is a place of another state: the Georgia of Atlanta."""
    index = scene.place[start]
    if index < 0 or not isinstance(sense.entry, StateEntry):
        return True
    country = scene.places[index].country
    return (
        country is None or country == sense.entry.code or (sense.use is not Use.NAME and sense.use is not Use.CAPITAL)
    )


def _states_named(scene: Scene, hits: list[tuple[int, int, list[Sense]]]) -> Counter[str]:
    states: Counter[str] = Counter()
    for _, _, senses in hits:
        codes = list(dict.fromkeys(sense.entry.code for sense in senses if isinstance(sense.entry, StateEntry)))
        if codes:
            states[codes[0]] += 1
    for place in scene.places:
        if place.country is not None and not place.adjective:
            states[place.country] += 1
    return states


def _choose(senses: list[Sense], scene: Scene, states: Counter[str]) -> Sense | None:
    """One reading: the user's own, then who is in office on the day, then of a state that the text names."""
    day = scene.day
    allowed = [sense for sense in senses if _is_possible(sense, scene, states)]
    allowed = [sense for sense in allowed if sense.own] or allowed
    if len(allowed) < 2:
        return allowed[0] if allowed else None

    def rank(sense: Sense) -> tuple[bool, bool]:
        entry = sense.entry
        if isinstance(entry, ActorEntry):
            return (day is not None and entry.role_on(day) is None, not states[entry.country])
        return (False, isinstance(entry, StateEntry) and not states[entry.code])

    return min(allowed, key=rank)  # min keeps the first of equals


def _is_possible(sense: Sense, scene: Scene, states: Counter[str]) -> bool:
    """Whether the text names the state that the name needs beside it, and the actor was there when it was published."""
    entry = sense.entry
    if not isinstance(entry, ActorEntry):
        return True
    if entry.since is not None and not scene.inferred and scene.day is not None and scene.day < entry.since:
        return False
    # Without capitals an acronym may be a word ("fact", "aid").
    doubtful = scene.caseless and not sense.own and sense.name.isupper() and len(pieces(sense.name)) == 1
    if doubtful and len(sense.name) <= _ACRONYM_LENGTH and entry.country not in BEYOND_STATES:
        return bool(states[entry.country])
    return not entry.near or bool(states[entry.country])


def _reconcile(scene: Scene, dictionary: ActorDictionary, known: list[Name], states: Counter[str]) -> list[Name]:
    """Put the model's entities beside the dictionary's names. Where they meet, the longer wins, else the dictionary."""
    taken: list[Name | None] = [None] * len(scene.words)
    for name in known:
        taken[name.start : name.end] = [name] * (name.end - name.start)
    added: list[Name] = []
    dropped: set[int] = set()
    for entity in scene.doc.ents:
        if entity.label_ not in _LABELS:
            continue
        start, end = _trimmed(scene, entity)
        if start >= end:
            continue
        inside = list({id(name): name for name in taken[start:end] if name is not None}.values())
        if entity.label_ == "PERSON":
            start, inside = _without_leading_words(scene, dictionary, start, end, inside)
        if start >= end or not _may_be_name(scene, start, end) or _is_known_place(scene, start, end):
            continue
        if not inside:
            added.append(_from_model(scene, dictionary, start, end, entity.label_, states))
        elif _is_part_of_longer(inside, start, end, entity.label_):
            dropped.update(id(name) for name in inside)
            added.append(Name(start, end, None, entity.label_))
    kept = [name for name in known if id(name) not in dropped]
    return sorted(kept + added, key=lambda name: name.start)


def _trimmed(scene: Scene, entity: SpacySpan) -> tuple[int, int]:
    start, end = entity.start, entity.end
    while start < end and (scene.lower[start] in _TRIM_LEFT or scene.words[start].isspace()):
        start += 1
    while end > start and (scene.lower[end - 1] in _TRIM_RIGHT or scene.words[end - 1].isspace()):
        end -= 1
    return start, end


def _without_leading_words(
    scene: Scene, dictionary: ActorDictionary, start: int, end: int, inside: list[Name]
) -> tuple[int, list[Name]]:
    """Take titles and demonyms off the front of a person's name: "Iraqi President Jalal Talabani"."""
    while start < end:
        name = next((name for name in inside if name.start == start), None)
        if name is not None and name.end < end and not name.is_person:
            if name.end == end - 1 or not _announces(scene, dictionary, name, end):
                return start, inside  # "Jordan Smith", "Christian Andersson"
            inside = [other for other in inside if other is not name]
            start = name.end
            continue
        title = next(iter(dictionary.words.nouns.at(scene.pieces, scene.first_piece[start])), None)
        tokens = scene.whole_tokens(title.start, title.end) if title else None
        if tokens is None or tokens[1] >= end:
            return start, inside
        start = tokens[1]
        while start < end - 1 and not scene.words[start][0].isalnum():
            start += 1
    return start, inside


def _announces(scene: Scene, dictionary: ActorDictionary, name: Name, end: int) -> bool:
    """Whether a title follows the demonym or body ("Iraqi President", "UN envoy")."""
    if name.end >= end:
        return False
    hit = next(iter(dictionary.words.nouns.at(scene.pieces, scene.first_piece[name.end])), None)
    return hit is not None


def _may_be_name(scene: Scene, start: int, end: int) -> bool:
    """Names have a capital (where the text has any), and are short."""
    if end - start > 10 or not any(map(str.isalpha, scene.words[start])):
        return False
    return scene.caseless or any(scene.words[position][0].isupper() for position in range(start, end))


def _is_known_place(scene: Scene, start: int, end: int) -> bool:
    """Whether the gazetteer has these words as a place, here or elsewhere in the article."""
    return scene.text(start, end).lower() in scene.place_words


def _is_part_of_longer(inside: list[Name], start: int, end: int, label: str) -> bool:
    """Whether the dictionary's names are mere words of the model's longer name ("Bank of England", "Paris Hilton")."""
    if label == "NORP" or any(name.start < start or name.end > end for name in inside):
        return False
    if any(name.end - name.start == end - start for name in inside):
        return False
    return all(name.state is not None or name.people is not None for name in inside)


def _from_model(
    scene: Scene, dictionary: ActorDictionary, start: int, end: int, label: str, states: Counter[str]
) -> Name:
    """The model's entity; a lone family name of somebody in office is that person."""
    if label == "PERSON":
        entry = _by_family(scene, dictionary, start, end, states)
        if entry is not None:
            return Name(start, end, Sense(scene.text(start, end), Use.NAME, entry), label)
    return Name(start, end, None, label)


def _by_family(
    scene: Scene, dictionary: ActorDictionary, start: int, end: int, states: Counter[str]
) -> ActorEntry | None:
    """The person of this family name who holds an office on the day and whose state the text names.

    The user's own go first. Of several of one state the dictionary's first, who is the best known; of several states
    none.
    """
    candidates = [
        entry
        for entry in dictionary.families.get(" ".join(pieces(scene.text(start, end))))
        if states[entry.country] and (scene.day is None or entry.role_on(scene.day) is not None)
    ]
    candidates = [entry for entry in candidates if entry.origin is Origin.USER] or candidates
    return candidates[0] if len({entry.country for entry in candidates}) == 1 else None
