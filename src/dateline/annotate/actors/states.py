"""States and peoples as actors: where a country's name, adjective or capital stands for those who act."""

from __future__ import annotations

from dateline.annotate.actors.mentions import Mention
from dateline.annotate.actors.names import Name
from dateline.annotate.actors.nouns import is_before_noun
from dateline.annotate.actors.owners import Reader
from dateline.annotate.actors.scene import Scene
from dateline.dictionaries.actors import Use
from dateline.records import Kind

_TO = frozenset({"to", "from", "for", "towards", "toward"})
_WITH = frozenset({"with", "between", "against", "by", "to", "from"})
_ACTING_FOR = frozenset({"backed", "led", "supported", "sponsored", "trained"})  # "US-backed": the US backs


def with_article(scene: Scene, name: Name, used: set[int]) -> int:
    """Where a name begins with its article, if that is free."""
    before = name.start - 1
    if before >= 0 and before not in used and scene.lower[before] in ("the", "a", "an"):
        return before
    return name.start


def state_mention(reader: Reader, name: Name, used: set[int]) -> Mention | None:
    """A state or people by name, adjective, people word or capital, where it stands for the actor."""
    scene, sense = reader.scene, name.sense
    state, people = name.state, name.people
    entry = state or people
    if sense is None or entry is None or not _stands_for_actor(reader, name, sense.use):
        return None
    start = with_article(scene, name, used)
    plural = sense.use is Use.PEOPLE or (
        people is not None and scene.dep[scene.root(name.start, name.end)] not in ("amod", "compound")
    )
    use = "people" if plural else "state"
    mention = Mention(
        start=start,
        end=name.end,
        head=scene.root(name.start, name.end),
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
    position = scene.root(name.start, name.end)
    if is_before_noun(scene, position):
        if (
            name.end < len(scene.words)
            and scene.words[name.end] in ("-", "–")
            and scene.lower[name.end + 1] in cues["backing"]
        ):
            return scene.lower[name.end + 1] in _ACTING_FOR
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
    """Whether a capital stands for its government: a subject of a deed, or the other side of one.

    In a list all must be capitals or states: "London, Paris and Berlin agreed", not "shook Homs and Damascus".
    """
    scene, cues = reader.scene, reader.words.cues
    listed = _listed(scene, position)
    if any((name := reader.names.at[member]) is None or name.state is None for member in listed):
        return False
    first = listed[0]
    dep, head = scene.dep[first], scene.head[first]
    if dep in ("nsubj", "nsubjpass", "agent"):
        return scene.doc[head].lemma_ not in cues["city-verbs"]
    if dep == "pobj":
        return scene.lower[head] in _WITH
    if dep == "dobj":
        return scene.doc[head].lemma_ not in cues["motion"] and scene.pos[head] == "VERB"
    return False


def _listed(scene: Scene, position: int) -> list[int]:
    """The heads of a list that a name stands in, the first first; itself alone where there is none."""
    first = position
    while (
        scene.dep[first] in ("conj", "appos") and scene.head[first] < first and scene.pos[scene.head[first]] == "PROPN"
    ):
        first = scene.head[first]
    members = [first]
    for member in members:  # grows while it is read
        members += [
            child
            for child in scene.children[member]
            if child > member and scene.dep[child] in ("conj", "appos") and scene.pos[child] == "PROPN"
        ]
    return members
