"""Whose somebody is: the state, body or person that a phrase says its head belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from dateline.annotate.actors.mentions import Entry
from dateline.annotate.actors.names import Name, Names
from dateline.annotate.actors.nouns import NounHit
from dateline.annotate.actors.scene import HYPHENS, Scene
from dateline.dictionaries.actors import (
    ActorDictionary,
    ActorEntry,
    ActorWords,
    Noun,
    PeopleEntry,
    StateEntry,
    Use,
    WordClass,
)
from dateline.records import Kind, Receipt

_BODIES = frozenset({"IGO", "NGO"})  # an envoy of the United Nations is no government's
_ARMED = frozenset({"REB", "CRM", "PRM", "UAF", "MIL"})  # a gang leader of a rebel army is a rebel
_DEPTH = 2  # "the chief of police of Kabul": further down, a phrase says little of its head


@dataclass(slots=True)
class Owner:
    """What the words beside a head tell of it.

    Attributes:
        state: The country stands there as a state, not by way of a body ("Turkish police", not "NATO police").
        entry: A body whose member or part the head is.
        sectors: What modifiers tell ("rebel", "police", a body's own).
        of_body: A body that "of" brings in: "president of the Red Cross" is no head of state.
        countries: Several candidates, of a people without a state.
    """

    country: str | None = None
    country_why: Receipt | None = None
    state: bool = False
    sectors: tuple[str, ...] = ()
    sectors_why: Receipt | None = None
    entry: Entry | None = None
    former: Receipt | None = None
    countries: tuple[str, ...] = ()
    of_body: bool = False
    used: list[Name] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads owners. Holds what all steps share."""

    scene: Scene
    names: Names
    dictionary: ActorDictionary
    noun_at: Mapping[int, NounHit]  # by last token

    @property
    def words(self) -> ActorWords:
        """The lexicon."""
        return self.dictionary.words

    def left_of(self, start: int, head_start: int, owner: Owner) -> None:
        """Read the modifiers from `start` up to the head noun, nearest first."""
        position = head_start - 1
        while position >= start:
            name = self.names.at[position]
            if name is not None:
                self._name_before(name, owner)
                position = name.start - 1
                continue
            self._word_before(position, owner)
            position -= 1

    def _word_before(self, position: int, owner: Owner) -> None:
        scene = self.scene
        hit = self.noun_at.get(position)
        if scene.lower[position] in self.words.cues["former"]:
            owner.former = scene.receipt(position, position + 1, "actors.former")
        elif hit is not None and not owner.sectors and hit.noun.sectors:
            owner.sectors = hit.noun.sectors
            owner.sectors_why = scene.receipt(hit.start, hit.end, f"actors.modifier:{hit.noun.id}")

    def _name_before(self, name: Name, owner: Owner) -> None:
        """A name before the head, unless it only tells who backs, leads or bore the actor."""
        after = name.end
        if after < len(self.scene.words) and self.scene.words[after] in HYPHENS:
            following = self.scene.lower[after + 1] if after + 1 < len(self.scene.words) else ""
            if following in self.words.cues["backing"]:
                return
        before = self.scene.lower[name.start - 1] if name.start else ""
        hyphen_before = self.scene.lower[name.start - 2] if name.start > 1 and before in HYPHENS else before
        if before in self.words.cues["anti"] or hyphen_before in self.words.cues["anti"]:
            return
        self.take(name, owner, "actors.demonym" if name.sense and name.sense.use is not Use.NAME else "actors.modifier")

    def take(self, name: Name, owner: Owner, rule: str) -> None:
        """Let a name own the head."""
        scene = self.scene
        owner.used.append(name)
        entry = name.sense.entry if name.sense else None
        known = scene.known_as(entry) if isinstance(entry, ActorEntry) else entry.id if entry else None
        receipt = scene.receipt(name.start, name.end, f"{rule}:{known}" if known else rule)
        if isinstance(entry, StateEntry):
            if owner.country is None:
                owner.country, owner.country_why, owner.state = entry.code, receipt, True
        elif isinstance(entry, PeopleEntry):
            owner.entry = owner.entry or entry
            if not owner.countries:
                owner.countries, owner.country_why = entry.countries, owner.country_why or receipt
        elif isinstance(entry, ActorEntry):
            self._take_actor(entry, scene.day, receipt, owner)

    def _take_actor(self, entry: ActorEntry, day: date | None, receipt: Receipt, owner: Owner) -> None:
        country, sectors = entry.status_on(day)
        if owner.country is None:
            owner.country, owner.country_why = country, receipt
        if entry.kind is Kind.PERSON:
            owner.state = owner.state or "GOV" in sectors
            return  # "the Obama administration": the country, but the word's own sector
        if not owner.sectors:
            owner.sectors, owner.sectors_why = sectors, receipt
        owner.entry = owner.entry or entry

    def possessor(self, head: int, owner: Owner) -> None:
        """Read "Turkey's" in "Turkey's foreign minister"."""
        for child in self.scene.children[head]:
            if self.scene.dep[child] != "poss":
                continue
            name = self.names.at[child]
            if name is not None:
                self.take(name, owner, "actors.possessor")
            elif (place := self._place(child)) is not None and owner.country is None:
                owner.country, owner.country_why = place
            elif child in self.noun_at and self.noun_at[child].noun.sectors:
                self._noun_owner(self.noun_at[child], owner)

    def right_of(self, head: int, owner: Owner, depth: int = _DEPTH) -> int:
        """Read "of the Taliban", "in Cairo" after the head; gives the token after a name that follows "of" directly."""
        scene = self.scene
        end = head + 1
        for child in scene.children[head]:
            if (
                child < head
                or scene.dep[child] not in ("prep", "agent")
                or scene.lower[child] not in self.words.cues["belonging"]
            ):
                continue
            for target in self._objects(child):
                self._complement(child, target, owner, depth)
                name = self.names.at[target]
                if name is not None and child == head + 1 and scene.lower[child] == "of" and not name.is_person:
                    end = max(end, name.end)
        return end

    def _objects(self, preposition: int) -> Iterator[int]:
        for child in self.scene.children[preposition]:
            if self.scene.dep[child] in ("pobj", "pcomp"):
                yield child

    def _complement(self, preposition: int, target: int, owner: Owner, depth: int) -> None:
        scene = self.scene
        name = self.names.at[target]
        rule = "actors.of" if scene.lower[preposition] == "of" else "actors.place"
        if name is not None:
            whole_state = (
                name.state is not None and name.sense is not None and name.sense.use in (Use.NAME, Use.CAPITAL)
            )
            if whole_state or not name.is_person or name.actor is not None:
                self.take(name, owner, rule)
                owner.of_body = owner.entry is not None and rule == "actors.of"
            return
        place = self._place(target)
        if place is not None:
            if owner.country is None:
                owner.country, owner.country_why = place
            return
        hit = self.noun_at.get(target)
        if hit is not None and scene.lower[preposition] != "in":
            self._noun_owner(hit, owner)
            owner.of_body = hit.noun.word_class is WordClass.ORGANIZATION and rule == "actors.of"
        if depth > 1:
            self._inside(target, owner, depth)

    def _inside(self, target: int, owner: Owner, depth: int) -> None:
        """A phrase inside the complement: "of the Turkish army", "in the city of Mosul"."""
        for child in self.scene.children[target]:
            name = self.names.at[child]
            if child < target and name is not None and self.scene.dep[child] in ("amod", "compound", "nmod", "poss"):
                self._name_before(name, owner)
        self.right_of(target, owner, depth - 1)

    def _noun_owner(self, hit: NounHit, owner: Owner) -> None:
        if (
            not owner.sectors
            and not hit.noun.generic
            and hit.noun.word_class in (WordClass.ORGANIZATION, WordClass.PEOPLE)
        ):
            owner.sectors = hit.noun.sectors
            owner.sectors_why = self.scene.receipt(hit.start, hit.end, f"actors.of:{hit.noun.id}")

    def _place(self, position: int) -> tuple[str, Receipt] | None:
        index = self.scene.place[position]
        if index < 0 or (country := self.scene.places[index].country) is None:
            return None
        place = self.scene.places[index]
        return country, Receipt(place.start, place.end, "actors.place")


def sectors_of(noun: Noun, owner: Owner) -> tuple[tuple[str, ...], bool]:
    """The sectors of a head with its owner, and whether the noun gave them.

    A former office makes ELI; a strong noun keeps its own; a weak one takes its owner's, then what a state's own are.
    """
    theirs = set(owner.sectors)
    of_body = bool(theirs) and (owner.of_body or theirs <= _BODIES)
    outranked = (of_body and noun.sectors == ("GOV",)) or (
        owner.entry is not None and theirs & _ARMED and set(noun.sectors) <= _ARMED
    )
    if noun.weak or not noun.sectors or outranked:
        if owner.sectors:
            return owner.sectors, False
        if noun.people and owner.countries:
            return noun.people, True
        if noun.state is not None and owner.state:
            return noun.state, True
    elif noun.state is not None and owner.state:
        return noun.state, True
    return noun.sectors, True
