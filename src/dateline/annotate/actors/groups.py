"""Groups, bodies and things: mentions made of common nouns, and of names that are no person's."""

from __future__ import annotations

from dateline.annotate.actors.mentions import Mention
from dateline.annotate.actors.names import Name
from dateline.annotate.actors.nouns import NounHit, Phrase, after_used, heads_phrase, phrase_of
from dateline.annotate.actors.owners import Owner, Reader, sectors_of
from dateline.annotate.actors.states import state_mention, with_article
from dateline.dictionaries.actors import ActorEntry, Noun, PeopleEntry, StateEntry, WordClass, pieces
from dateline.records import Kind

# Before another noun ("police raid") only those count that act as bodies; "school bus" names no actor.
_ACTING = frozenset({"GOV", "MIL", "COP", "REB", "PRM", "JUD", "OPP", "LEG", "CRM", "UAF"})


def noun_mention(reader: Reader, hit: NounHit, used: set[int]) -> Mention | None:
    """The mention that a common noun heads, or None where the noun names nobody in particular."""
    scene, noun = reader.scene, hit.noun
    if noun.courtesy or (not heads_phrase(scene, hit) and not _acts(reader, hit)):
        return None
    phrase = phrase_of(scene, reader.names, hit.start, hit.head)
    start = after_used(phrase.start, hit.start, used)
    owner = Owner()
    reader.left_of(start, hit.start, owner)
    reader.possessor(hit.head, owner)
    end = reader.right_of(hit.head, owner)
    if end > hit.end and any(position in used for position in range(hit.end, end)):
        end = hit.end
    if noun.generic and not _is_somebody(noun, owner, phrase):
        return None
    mention = Mention(
        start=start,
        end=end,
        head=hit.head,
        kind=_kind(noun, phrase),
        name=scene.text(start, end),
        noun=noun,
        plural=noun.plural
        or (noun.word_class is not WordClass.TITLE and scene.lower[hit.head] in ("police", "people")),
        definite=phrase.definite,
        places=owner.countries,
    )
    mention.why["kind"] = scene.receipt(hit.start, hit.end, f"actors.noun:{noun.id}")
    _tell(reader, mention, hit, owner)
    _tie(reader, mention, phrase, owner)
    used.update(range(start, end))
    return mention


def _acts(reader: Reader, hit: NounHit) -> bool:
    """Whether a noun before another noun is still an actor: "army offensive", not "school bus" nor "police station"."""
    scene = reader.scene
    if hit.noun.generic or not set(hit.noun.sectors) & _ACTING or scene.dep[hit.head] == "amod":
        return False
    head = scene.head[hit.head]
    return head not in reader.noun_at and scene.lower[head] in reader.words.cues["deeds"]


def _is_somebody(noun: Noun, owner: Owner, phrase: Phrase) -> bool:
    """Whether a generic noun has beside it what makes it somebody."""
    told = owner.country is not None or owner.entry is not None or bool(owner.sectors) or bool(owner.countries)
    return told or ((noun.many or noun.word_class is WordClass.PEOPLE) and _is_counted(phrase) and bool(noun.sectors))


def _is_counted(phrase: Phrase) -> bool:
    return phrase.number or phrase.indefinite


def _kind(noun: Noun, phrase: Phrase) -> Kind:
    if noun.word_class is WordClass.OBJECT:
        return Kind.OBJECT
    if noun.word_class is WordClass.ORGANIZATION:
        return Kind.ORGANIZATION
    if noun.plural or phrase.number:
        return Kind.GROUP
    return Kind.GROUP if noun.lemma in ("police", "people", "media", "infantry") else Kind.PERSON


def _tell(reader: Reader, mention: Mention, hit: NounHit, owner: Owner) -> None:
    """Country and sectors of the phrase, with receipts."""
    scene, noun = reader.scene, hit.noun
    title = hit.title()
    chosen = title if title is not None and not noun.plural and title.sectors and not noun.sectors else noun
    if owner.former is not None and mention.kind is not Kind.OBJECT and title is not None:
        mention.set_sectors(("ELI",), owner.former)
    sectors, own = sectors_of(chosen, owner)
    where = scene.receipt(hit.start, hit.end, f"actors.noun:{chosen.id}") if own else owner.sectors_why
    if where is not None:
        mention.set_sectors(sectors, where)
    if owner.country_why is not None:
        mention.set_country(owner.country, owner.country_why)
    if noun.country is not None:
        mention.set_country(noun.country, scene.receipt(hit.start, hit.end, f"actors.noun:{noun.id}"))


def _tie(reader: Reader, mention: Mention, phrase: Phrase, owner: Owner) -> None:
    """Say which other mentions are the same actor: "ISIL fighters" are ISIL; plain groups of one country are one."""
    noun = mention.noun
    entry = owner.entry
    if (
        noun is not None
        and noun.member
        and isinstance(entry, ActorEntry)
        and not phrase.number
        and not phrase.indefinite
    ):
        sectors = entry.status_on(reader.scene.day)[1]
        if set(sectors) & {"REB", "CRM", "PRM", "UAF"}:
            mention.entry, mention.key = entry, f"entry:{entry.id}"
            mention.name, mention.kind = entry.names[0], Kind.ORGANIZATION
            mention.why["authority"] = owner.sectors_why or mention.why["kind"]
            return
    if mention.kind is Kind.PERSON or phrase.number or phrase.indefinite or noun is None:
        return
    beside = entry.id if entry is not None else "-".join(owner.sectors) if noun.weak else ""
    mention.key = f"noun:{noun.lemma}:{beside}"


def name_mention(reader: Reader, name: Name, used: set[int]) -> Mention | None:
    """The mention of a state, people or body by name, or None where the name is only a place or an attribute."""
    if name.state is not None or name.people is not None:
        return state_mention(reader, name, used)
    scene = reader.scene
    start = with_article(scene, name, used)
    actor = name.actor
    mention = Mention(
        start=start,
        end=name.end,
        head=scene.root(name.start, name.end),
        kind=actor.kind if actor else Kind.ORGANIZATION,
        name=actor.names[0] if actor else " ".join(scene.text(name.start, name.end).split()),
        key=f"entry:{actor.id}" if actor else f"name:{' '.join(pieces(scene.text(name.start, name.end)))}",
        entry=actor,
        definite=True,
    )
    where = scene.receipt(name.start, name.end, f"actors.dictionary:{actor.id}" if actor else "actors.model")
    mention.why["kind"] = where
    if actor is not None:
        country, sectors = actor.status_on(scene.day)
        dated = scene.receipt(name.start, name.end, f"actors.dictionary:{scene.known_as(actor)}")
        mention.set_country(country, dated)
        mention.set_sectors(sectors, dated)
        mention.why["authority"] = where
    else:
        _guess(reader, name, mention)
        if name.label == "NORP":
            mention.kind, mention.plural = Kind.GROUP, True
    used.update(range(start, name.end))
    return mention


def _guess(reader: Reader, name: Name, mention: Mention) -> None:
    """What the words of an unknown body's name tell: "Turkish Interior Ministry", "Bank of England"."""
    scene, dictionary = reader.scene, reader.dictionary
    position, stop = scene.first_piece[name.start], scene.first_piece[name.end]
    while position < stop:
        step = position + 1
        for sense_hit in dictionary.names.at(scene.pieces, position):
            entry = sense_hit.values[0].entry
            tokens = scene.whole_tokens(sense_hit.start, sense_hit.end)
            if isinstance(entry, StateEntry | PeopleEntry) and tokens and sense_hit.end <= stop:
                if isinstance(entry, StateEntry):
                    mention.set_country(entry.code, scene.receipt(*tokens, f"actors.demonym:{entry.id}"))
                step = sense_hit.end  # "Central American" is not "American"
                break
        position = step
    body = _word_of_body(reader, name)
    if body is not None:
        mention.set_sectors(body.noun.sectors, scene.receipt(body.start, body.end, f"actors.noun:{body.noun.id}"))
    owner = Owner()
    reader.left_of(mention.start, name.start, owner)
    reader.possessor(mention.head, owner)
    reader.right_of(mention.head, owner)
    if owner.country_why is not None:
        mention.set_country(owner.country, owner.country_why)


def _word_of_body(reader: Reader, name: Name) -> NounHit | None:
    """The common noun that tells what a body is: the last before "of", as in "Union Bank of Finland"."""
    scene = reader.scene
    found: NounHit | None = None
    position = name.start
    while position < name.end:
        if scene.lower[position] in ("of", "for") and found is not None:
            return found
        step = position + 1
        for hit in reader.words.nouns.at(scene.pieces, scene.first_piece[position]):
            tokens = scene.whole_tokens(hit.start, hit.end)
            bodies = tuple(noun for noun in hit.values if noun.word_class is WordClass.ORGANIZATION and noun.sectors)
            if tokens and tokens[1] <= name.end and bodies:
                found = NounHit(*tokens, bodies)
                step = tokens[1]
                break
        position = step
    return found
