"""Groups, bodies and things: mentions made of common nouns, and of names that are no person's."""

from __future__ import annotations

from dateline.annotate.actors.mentions import Mention
from dateline.annotate.actors.names import Name
from dateline.annotate.actors.nouns import NounHit, Phrase, heads_phrase, is_before_noun, phrase_of
from dateline.annotate.actors.owners import Owner, Reader, sectors_of
from dateline.dictionaries.actors import ActorEntry, Noun, StateEntry, Use, WordClass, pieces
from dateline.records import Kind

# Before another noun ("police raid") only those count that act as bodies; "school bus" names no actor.
_ACTING = frozenset({"GOV", "MIL", "COP", "REB", "PRM", "JUD", "OPP", "LEG", "CRM", "UAF"})
_TO = frozenset({"to", "from", "for", "towards", "toward"})
_WITH = frozenset({"with", "between", "against", "by", "to", "from"})


def noun_mention(reader: Reader, hit: NounHit, used: set[int]) -> Mention | None:
    """The mention that a common noun heads, or None where the noun names nobody in particular."""
    scene, noun = reader.scene, hit.noun
    if noun.courtesy or (not heads_phrase(scene, hit) and not _acts(reader, hit)):
        return None
    phrase = phrase_of(scene, reader.names, hit.start, hit.head)
    start = _after_used(phrase.start, hit.start, used)
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
        plural=noun.plural or (noun.word_class is not WordClass.TITLE and scene.lower[hit.head] in ("police", "people")),
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


def _after_used(start: int, head_start: int, used: set[int]) -> int:
    for position in range(head_start - 1, start - 1, -1):
        if position in used:
            return position + 1
    return start


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
    """Say which other mentions are the same actor: the body that "ISIL fighters" belong to; plain groups of one country."""
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
        return _state_mention(reader, name, used)
    scene = reader.scene
    start = _with_article(reader, name, used)
    actor = name.actor
    mention = Mention(
        start=start,
        end=name.end,
        head=_last_head(reader, name),
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
        mention.set_country(country, where)
        mention.set_sectors(sectors, where)
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
    position = scene.first_piece[name.start]
    stop = scene.first_piece[name.end]
    found: Noun | None = None
    while position < stop:
        step = position + 1
        for sense_hit in dictionary.names.at(scene.pieces, position):
            entry = sense_hit.values[0].entry
            tokens = scene.whole_tokens(sense_hit.start, sense_hit.end)
            if isinstance(entry, StateEntry) and tokens and sense_hit.end <= stop:
                mention.set_country(entry.code, scene.receipt(*tokens, f"actors.demonym:{entry.id}"))
                step = sense_hit.end
                break
        for noun_hit in reader.words.nouns.at(scene.pieces, position):
            tokens = scene.whole_tokens(noun_hit.start, noun_hit.end)
            if tokens and noun_hit.end <= stop and noun_hit.values[0].sectors:
                if found is None or noun_hit.end == stop:
                    found = noun_hit.values[0]
                    mention.sectors = ()
                    mention.set_sectors(found.sectors, scene.receipt(*tokens, f"actors.noun:{found.id}"))
                step = max(step, noun_hit.end)
                break
        position = step
    owner = Owner()
    reader.left_of(mention.start, name.start, owner)
    reader.possessor(mention.head, owner)
    reader.right_of(mention.head, owner)
    if owner.country_why is not None:
        mention.set_country(owner.country, owner.country_why)


def _with_article(reader: Reader, name: Name, used: set[int]) -> int:
    before = name.start - 1
    if before >= 0 and before not in used and reader.scene.lower[before] in ("the", "a", "an"):
        return before
    return name.start


def _last_head(reader: Reader, name: Name) -> int:
    scene = reader.scene
    for position in range(name.end - 1, name.start - 1, -1):
        if not name.start <= scene.head[position] < name.end:
            return position
    return name.end - 1


def _state_mention(reader: Reader, name: Name, used: set[int]) -> Mention | None:
    """A state or people by name, adjective, people word or capital, where it stands for the actor."""
    scene, sense = reader.scene, name.sense
    if sense is None or not _stands_for_actor(reader, name, sense.use):
        return None
    start = _with_article(reader, name, used)
    state, people = name.state, name.people
    plural = sense.use is Use.PEOPLE or (
        people is not None and scene.dep[_last_head(reader, name)] not in ("amod", "compound")
    )
    entry = state or people
    assert entry is not None  # name_mention asks for one of them
    use = "people" if plural else "state"
    mention = Mention(
        start=start,
        end=name.end,
        head=_last_head(reader, name),
        kind=Kind.GROUP if plural or people else Kind.ORGANIZATION,
        name=state.names[0] if state and not plural else sense.name,
        key=f"{use}:{entry.id}",
        entry=entry,
        plural=plural,
        definite=True,
    )
    where = scene.receipt(name.start, name.end, f"actors.dictionary:{entry.id}")
    mention.why["kind"] = mention.why["authority"] = where
    if state is not None:
        mention.set_country(state.code, where)
        mention.set_sectors(("CVL",) if plural else ("GOV",), where)
    else:
        mention.places = people.countries if people else ()
        mention.set_sectors(("CVL",), where)
    used.update(range(start, name.end))
    return mention


def _stands_for_actor(reader: Reader, name: Name, use: Use) -> bool:
    scene, cues = reader.scene, reader.words.cues
    position = _last_head(reader, name)
    if is_before_noun(scene, position):
        if (
            name.end < len(scene.words)
            and scene.words[name.end] in ("-", "–")
            and scene.lower[name.end + 1] in cues["backing"]
        ):
            return scene.lower[name.end + 1] in ("backed", "led", "supported", "sponsored", "trained")
        if scene.dep[position] == "poss":
            return use is not Use.CAPITAL or scene.lower[scene.head[position]] in cues["deeds"]
        return use is not Use.CAPITAL and scene.lower[scene.head[position]] in cues["deeds"]
    if use is Use.PEOPLE or (use is Use.ADJECTIVE and scene.pos[position] in ("PROPN", "NOUN")):
        return True
    if use is Use.ADJECTIVE:
        return scene.dep[position] in ("nsubj", "dobj", "pobj", "conj", "nsubjpass")
    if _is_locative(reader, position, name):
        return False
    return use is not Use.CAPITAL or _is_metonym(reader, position)


def _is_locative(reader: Reader, position: int, name: Name) -> bool:
    """Whether the state's name is a place there: "in Iraq", "flew to Iraq", "Mosul, Iraq", "the north of Iraq"."""
    scene, cues = reader.scene, reader.words.cues
    dep, head = scene.dep[position], scene.head[position]
    if dep in ("npadvmod", "advmod"):
        return True
    if name.start >= 2 and scene.words[name.start - 1] == "," and dep in ("appos", "conj", "npadvmod"):
        before = scene.doc[name.start - 2]
        if before.ent_type_ in ("GPE", "LOC", "FAC") and dep != "conj":
            return True
    if dep != "pobj":
        return dep == "dobj" and scene.doc[head].lemma_ in cues["motion"]
    preposition = scene.lower[head]
    if preposition in cues["locative"]:
        return True
    governor = scene.head[head]
    if preposition == "of":
        return scene.lower[governor] in cues["places-of-a-state"]
    return preposition in _TO and (
        scene.doc[governor].lemma_.lower() in cues["motion"] or scene.lower[governor] in cues["motion"]
    )


def _is_metonym(reader: Reader, position: int) -> bool:
    """Whether a capital stands for its government: a subject of a deed, or the other side of one."""
    scene, cues = reader.scene, reader.words.cues
    dep, head = scene.dep[position], scene.head[position]
    if dep in ("nsubj", "nsubjpass", "agent"):
        return scene.doc[head].lemma_ not in cues["city-verbs"]
    if dep == "pobj":
        return scene.lower[head] in _WITH
    if dep == "dobj":
        return scene.doc[head].lemma_ not in cues["motion"] and scene.pos[head] == "VERB"
    return False
