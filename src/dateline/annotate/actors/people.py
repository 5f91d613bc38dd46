"""Persons: the titles before a name, the apposition after it, and what they tell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.annotate.actors.mentions import Mention
from dateline.annotate.actors.names import Name
from dateline.annotate.actors.nouns import NounHit, after_used, heads_phrase, phrase_of
from dateline.annotate.actors.owners import Owner, Reader, sectors_of
from dateline.annotate.actors.scene import Scene
from dateline.dictionaries.actors import Noun, fold, pieces
from dateline.records import Kind

_APPOSITION_REACH = 9  # tokens after ", " within which an office may stand that the parser missed
_LINKS = frozenset({"-", "–", "‐", ".", '"', "“"})
_PUBLIC = frozenset({"GOV", "LEG", "JUD", "COP", "SPY", "MIL", "IGO"})
_BE = frozenset({"is", "was", "became", "as"})


@dataclass(slots=True)
class Office:
    """What a title or an apposition tells of its holder.

    Attributes:
        noun: The office; None where only a body or state is told ("Kenneth Roth of Human Rights Watch").
        head: The office's head noun.
    """

    noun: Noun | None
    start: int
    end: int
    owner: Owner

    @property
    def is_courtesy(self) -> bool:
        """Whether it is a mere "Mr"."""
        return self.noun is not None and self.noun.courtesy


def person_mention(reader: Reader, name: Name, used: set[int], apposed: dict[int, Mention]) -> Mention:
    """A person's mention, with its title.

    Args:
        used: Gets the tokens of the mention: no other mention may take them.
        apposed: Gets the head nouns of phrases that are the same person ("X, a spokesman").
    """
    scene = reader.scene
    start, offices = _titles_before(reader, name)
    start = after_used(start, name.start, used)
    root = scene.root(name.start, name.end)
    spoken = scene.text(name.start, name.end)
    mention = Mention(
        start=start,
        end=name.end,
        head=root,
        kind=Kind.PERSON,
        name=name.actor.names[0] if name.actor else " ".join(spoken.split()),
        entry=name.actor,
        person=tuple(pieces(spoken)),
        definite=True,
    )
    for office in _appositions(reader, name, root):
        offices.append(office)
        if office.noun is not None:
            apposed[office.end - 1] = mention
    mention.titles = tuple(office.noun.lemma for office in offices if office.noun and not office.is_courtesy)
    mention.female = _is_female(reader, name, offices)
    mention.why["kind"] = scene.receipt(name.start, name.end, "actors.person")
    _tell(reader, mention, name, offices)
    used.update(range(start, name.end))
    return mention


def _titles_before(reader: Reader, name: Name) -> tuple[int, list[Office]]:
    """Walk left from the name over titles, the demonyms and bodies before them, and "former"."""
    scene = reader.scene
    start = position = name.start
    offices: list[Office] = []
    owner = Owner()
    while position > 0 and scene.sentence[position - 1] == scene.sentence[name.start]:
        position -= 1
        hit = reader.noun_at.get(position)
        before = reader.names.at[position]
        if before is None and hit is not None and (noun := hit.title()) is not None:
            offices.append(Office(noun, hit.start, hit.end, owner))
            position = hit.start
            start = start if noun.courtesy and len(offices) == 1 else position
        elif scene.lower[position] in reader.words.cues["former"]:
            owner.former = scene.receipt(position, position + 1, "actors.former")
            start = position
        elif offices and before is not None and not before.is_person:
            reader.take(before, owner, "actors.demonym" if before.state else "actors.title-of")
            start = position = before.start
        elif offices and scene.words[position] in _LINKS:
            continue
        elif offices and before is None and _is_modifier(scene, position, start, name.end):
            start = position
        else:
            break
    if start < name.start:
        reader.possessor(scene.root(name.start, name.end), owner)
        reader.possessor(offices[-1].end - 1, owner) if offices else None
        if start and scene.lower[start - 1] in ("the", "a", "an"):
            start -= 1
    return start, offices


def _is_modifier(scene: Scene, position: int, start: int, end: int) -> bool:
    """An adjective or noun in front of a title: "senior Pentagon official"."""
    inside = start <= scene.head[position] < end
    return inside and scene.dep[position] in ("amod", "compound", "nmod") and scene.pos[position] != "VERB"


def _appositions(reader: Reader, name: Name, root: int) -> Iterator[Office]:
    """Offices in apposition: by the parse, else by the comma; of "X is the leader of Y"; and bodies after "of"."""
    scene = reader.scene
    hits = [
        reader.noun_at[child]
        for child in scene.children[root]
        if scene.dep[child] == "appos" and child in reader.noun_at
    ]
    head = scene.head[root]
    if scene.dep[root] == "appos" and head in reader.noun_at and head < name.start:
        hits.append(reader.noun_at[head])
    if not hits and scene.dep[root] == "nsubj" and scene.lower[head] in _BE:
        hits = [
            reader.noun_at[child]
            for child in scene.children[head]
            if scene.dep[child] == "attr" and child in reader.noun_at
        ]
    if not hits and name.end < len(scene.words) and scene.words[name.end] == ",":
        hits = list(_after_comma(reader, name.end + 1))
    for hit in hits:
        yield from _office(reader, hit)
    owner = Owner()
    reader.right_of(root, owner)
    if owner.entry is not None:
        yield Office(None, name.start, name.end, owner)


def _after_comma(reader: Reader, first: int) -> Iterator[NounHit]:
    """The office right after a comma, before any verb or further comma."""
    scene = reader.scene
    for position in range(first, min(first + _APPOSITION_REACH, len(scene.words))):
        if scene.pos[position] in ("VERB", "AUX", "PRON") or scene.words[position] == ",":
            return
        if scene.sentence[position] != scene.sentence[first]:
            return
        if position in reader.noun_at and heads_phrase(scene, reader.noun_at[position]):
            yield reader.noun_at[position]
            return


def _office(reader: Reader, hit: NounHit) -> Iterator[Office]:
    noun = hit.title()
    if noun is None:
        return
    owner = Owner()
    phrase = phrase_of(reader.scene, reader.names, hit.start, hit.head)
    reader.left_of(phrase.start, hit.start, owner)
    reader.possessor(hit.head, owner)
    reader.right_of(hit.head, owner)
    yield Office(noun, hit.start, hit.end, owner)


def _tell(reader: Reader, mention: Mention, name: Name, offices: list[Office]) -> None:
    """Country and sectors: of the office told in the text, then of the dictionary on the day."""
    scene = reader.scene
    told = [office for office in offices if not office.is_courtesy]
    if name.actor is not None:
        country, sectors = name.actor.status_on(scene.day)
        where = scene.receipt(name.start, name.end, f"actors.dictionary:{scene.known_as(name.actor)}")
        mention.set_country(country, where)
        mention.why["authority"] = scene.receipt(name.start, name.end, f"actors.dictionary:{name.actor.id}")
        if sectors != ("ELI",):
            mention.set_sectors(sectors, where)
    for office in told:
        _tell_office(reader, mention, office)
    if name.actor is not None:
        mention.set_sectors(sectors, where)
    for office in offices:
        if office.owner.country_why is not None:
            mention.set_country(office.owner.country, office.owner.country_why)
        if office.noun is not None and office.noun.country is not None:
            mention.set_country(
                office.noun.country, scene.receipt(office.start, office.end, f"actors.title:{office.noun.id}")
            )
        mention.places = mention.places or office.owner.countries


def _tell_office(reader: Reader, mention: Mention, office: Office) -> None:
    """The sectors of one office; who held a public one and does no more is of the elite."""
    sectors, own = (office.owner.sectors, False) if office.noun is None else sectors_of(office.noun, office.owner)
    former = office.owner.former
    if former is not None and set(sectors) & _PUBLIC:
        mention.set_sectors(("ELI",), former)
    elif own and office.noun is not None:
        rule = f"actors.title:{office.noun.id}"
        mention.set_sectors(sectors, reader.scene.receipt(office.start, office.end, rule))
    elif office.owner.sectors_why is not None:
        mention.set_sectors(sectors, office.owner.sectors_why)


def _is_female(reader: Reader, name: Name, offices: list[Office]) -> bool | None:
    """What titles or the given name tell of the person's sex; None where they tell nothing."""
    cues = reader.words.cues
    for office in offices:
        if office.noun is not None and office.noun.lemma in cues["female"]:
            return True
        if office.noun is not None and office.noun.lemma in cues["male"]:
            return False
    known = fold(name.actor.names[0]) if name.actor else fold(reader.scene.words[name.start])
    if known in cues["female-names"] or (name.actor and known.split()[0] in cues["female-names"]):
        return True
    return None
