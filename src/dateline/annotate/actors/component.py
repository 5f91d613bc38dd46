"""The spaCy component: reads the parse and `doc._.places`, writes `doc._.actors`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from dateline.annotate.actors.countries import Countries, fill_countries
from dateline.annotate.actors.groups import name_mention, noun_mention
from dateline.annotate.actors.identity import Cluster, cluster
from dateline.annotate.actors.mentions import Mention
from dateline.annotate.actors.more_names import add_acronyms, add_families, add_given, add_titled, given_names
from dateline.annotate.actors.names import Names, find_names
from dateline.annotate.actors.nouns import NounHit, find_nouns
from dateline.annotate.actors.owners import Reader
from dateline.annotate.actors.people import person_mention
from dateline.annotate.actors.pronouns import resolve_pronouns
from dateline.annotate.actors.scene import Scene, read_scene
from dateline.annotate.layers import ensure_layers
from dateline.dictionaries.actor_entries import BEYOND_STATES
from dateline.dictionaries.actors import ActorDictionary, load_actors
from dateline.records import Actor, Kind, Receipt, Span


class Actors:
    """Writes `doc._.actors`: every person, body, group and thing that can do or suffer a political deed.

    A mention is a name or a base noun phrase: with determiner, numbers, adjectives and full titles ("the Iraqi prime
    minister Nouri al-Maliki"), without relative clauses, courtesy titles ("Mr") and possessors ("Turkey's" is Turkey).
    Mentions do not overlap each other.
    """

    def __init__(self, dictionary: ActorDictionary | None = None) -> None:
        ensure_layers()
        self._dictionary = dictionary or load_actors()
        self._given = given_names(self._dictionary)

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one article."""
        scene = read_scene(doc)
        names = find_names(scene, self._dictionary)
        nouns = find_nouns(scene, self._dictionary.words)
        if scene.caseless:
            add_titled(scene, names, nouns)
            add_given(scene, names, self._given, self._dictionary.words.cues["places-of-a-state"])
        add_acronyms(scene, names)
        add_families(scene, names, nouns)
        used: set[int] = set()
        mentions = _mentions(Reader(scene, names, self._dictionary, {hit.head: hit for hit in nouns}), nouns, used)
        fill_countries(scene, Countries(scene, names), mentions)
        clusters = cluster(scene, mentions)
        resolve_pronouns(scene, self._dictionary.words, clusters, used)
        clusters.sort(key=lambda found: min(mention.start for mention in found.mentions))
        doc._.actors = tuple(_actor(scene, number, found) for number, found in enumerate(clusters, start=1))
        return doc


@Language.factory("dateline_actors", assigns=["doc._.actors"], default_config={"dictionaries": []})
def make_actors(nlp: Language, name: str, dictionaries: Sequence[str]) -> Actors:  # noqa: ARG001 - spaCy's signature
    """The component with the user's own dictionary files before Dateline's."""
    return Actors(load_actors([Path(path) for path in dictionaries]))


def _mentions(reader: Reader, nouns: list[NounHit], used: set[int]) -> list[Mention]:
    """Persons first, for they take their titles; then common nouns, which take their modifiers; then the names left."""
    found: list[Mention] = []
    apposed: dict[int, Mention] = {}
    covered = {position for hit in nouns for position in range(hit.start, hit.end)}
    for name in list(reader.names.found):
        if name.sense is None and covered.issuperset(range(name.start, name.end)):
            reader.names.drop(name)  # the model took a common noun for a name ("Riot" of "Riot police")
        elif name.is_person:
            found.append(person_mention(reader, name, used, apposed))
    for hit in nouns:
        if any(position in used or _is_inside_name(reader.names, position) for position in range(hit.start, hit.end)):
            continue
        mention = noun_mention(reader, hit, used)
        if mention is not None:
            mention.same_as = apposed.get(hit.head)
            found.append(mention)
    for name in reader.names.found:
        if not name.is_person and not any(position in used for position in range(name.start, name.end)):
            mention = name_mention(reader, name, used)
            if mention is not None:
                found.append(mention)
    return sorted(found, key=lambda mention: mention.start)


def _is_inside_name(names: Names, position: int) -> bool:
    """A common noun inside a body's name is part of the name; beside a demonym it is not ("the Iraqis' army")."""
    name = names.at[position]
    return name is not None


def _actor(scene: Scene, number: int, found: Cluster) -> Actor:
    """The record of a cluster: the best that its mentions tell of each field."""
    mentions = sorted(found.mentions, key=lambda mention: mention.start)
    named = [mention for mention in mentions if not mention.pronoun]
    best = max(named, key=_rank)
    country = next((mention for mention in _by_weight(named, "country") if mention.country is not None), None)
    sector = next((mention for mention in _by_weight(named, "sector") if mention.sectors), None)
    entry = found.entry
    why: dict[str, Receipt] = {"name": scene.receipt(best.start, best.end, "actors.mention"), "kind": best.why["kind"]}
    if country is not None:
        why["country"] = country.why["country"]
    if sector is not None:
        why["sector"] = sector.why["sector"]
    if entry is not None:
        why["authority"] = next(mention.why["authority"] for mention in named if "authority" in mention.why)
    sectors = tuple(dict.fromkeys(code for mention in ([sector] if sector else []) for code in mention.sectors))
    return Actor(
        id=f"a{number}",
        name=best.name,
        country=country.country if country else None,
        sector=sectors[0] if sectors else None,
        sectors=sectors,
        kind=best.kind,
        authority=entry.id if entry is not None else None,
        mentions=tuple(_span(scene, mention) for mention in mentions),
        why=why,
    )


def _rank(mention: Mention) -> tuple[bool, bool, int]:
    """Names before nouns, persons' full names before short ones."""
    return (mention.entry is not None, mention.noun is None, len(mention.name) if mention.noun is None else 0)


def _by_weight(mentions: list[Mention], field: str) -> list[Mention]:
    """Mentions whose receipt is not a guess from the whole article come first; states before bodies' codes."""

    def weight(mention: Mention) -> tuple[bool, bool]:
        guessed = field not in mention.why or mention.why[field].rule.startswith("actors.article")
        beyond = field == "country" and mention.kind is Kind.PERSON and mention.country in BEYOND_STATES
        return guessed, beyond

    return sorted(mentions, key=weight)


def _span(scene: Scene, mention: Mention) -> Span:
    last = scene.doc[mention.end - 1]
    return Span(scene.doc[mention.start].idx, last.idx + len(last))
