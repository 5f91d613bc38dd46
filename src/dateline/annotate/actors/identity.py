"""One name, one actor: short forms, acronyms, offices and plain groups are tied to the actor named before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from dateline.annotate.actors.mentions import Entry, Mention
from dateline.annotate.actors.scene import Scene
from dateline.dictionaries.actors import pieces
from dateline.records import Kind


@dataclass(slots=True)
class Cluster:
    """An actor in the making.

    Attributes:
        mentions: In text order.
    """

    mentions: list[Mention] = field(default_factory=list)

    @property
    def kind(self) -> Kind:
        """Of its first mention by name, else of its first."""
        return next((mention.kind for mention in self.mentions if mention.entry is not None), self.mentions[0].kind)

    @property
    def entry(self) -> Entry | None:
        """Its dictionary entry."""
        return next((mention.entry for mention in self.mentions if mention.entry is not None), None)

    @property
    def plural(self) -> bool:
        """Whether "they" may mean it."""
        return any(mention.plural for mention in self.mentions)

    @property
    def female(self) -> bool | None:
        """What titles or a given name tell."""
        return next((mention.female for mention in self.mentions if mention.female is not None), None)


def cluster(scene: Scene, mentions: list[Mention]) -> list[Cluster]:
    """Group the mentions (in text order) into actors, in order of first mention."""
    _name_persons(mentions)
    _name_acronyms(scene, mentions)
    _name_offices(mentions)
    by_key: dict[str, Cluster] = {}
    of_mention: dict[int, Cluster] = {}
    clusters: list[Cluster] = []
    for mention in mentions:
        key = _full_key(mention)
        found = by_key.get(key) if key else None
        if found is None and mention.same_as is not None:
            found = of_mention.get(id(mention.same_as))
        if found is None:
            found = Cluster()
            clusters.append(found)
        found.mentions.append(mention)
        of_mention[id(mention)] = found
        if key:
            by_key.setdefault(key, found)
        if mention.same_as is not None:
            of_mention.setdefault(id(mention.same_as), found)
            other = _full_key(mention.same_as)
            if other:
                by_key.setdefault(other, found)
    return clusters


def _full_key(mention: Mention) -> str | None:
    """Plain groups are one only within a country."""
    if mention.key is not None and mention.key.startswith("noun:"):
        return f"{mention.key}:{mention.country}"
    return mention.key


def _name_persons(mentions: Iterable[Mention]) -> None:
    """Tie short forms to full names: the family name, the given name, and spellings with and without "al"."""
    persons = [mention for mention in mentions if mention.person and mention.kind is Kind.PERSON]
    full: dict[tuple[str, ...], Mention] = {}
    ends: dict[str, list[tuple[str, ...]]] = {}  # the full names that begin or end with a piece
    for mention in sorted(persons, key=lambda mention: -len(mention.person)):
        known = _longer(mention, full, ends)
        if known is None or (
            mention.entry is not None and len(mention.person) > 1 and mention.entry is not known.entry
        ):
            key = f"entry:{mention.entry.id}" if mention.entry is not None else f"person:{' '.join(mention.person)}"
            mention.key = key
            if full.setdefault(mention.person, mention) is mention:
                for piece in {mention.person[0], mention.person[-1]}:
                    ends.setdefault(piece, []).append(mention.person)
        else:
            mention.key, mention.entry = known.key, known.entry
            mention.name = known.name
            if "authority" in known.why:
                mention.why["authority"] = known.why["authority"]
            else:
                mention.why.pop("authority", None)


def _longer(
    mention: Mention, full: dict[tuple[str, ...], Mention], ends: dict[str, list[tuple[str, ...]]]
) -> Mention | None:
    """The one fuller name that this one is short for; of several the nearest before it."""
    short = mention.person
    same = full.get(short)
    if same is not None:
        return same
    names = dict.fromkeys(ends.get(short[-1], []) + ends.get(short[0], []))
    fits = [full[name] for name in names if _is_short_for(short, name)]
    if len(fits) > 1:
        before = [other for other in fits if other.start < mention.start]
        fits = [max(before, key=lambda other: other.start)] if before else fits[:1]
    return fits[0] if fits else None


def _is_short_for(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    if len(short) >= len(full):
        return False
    if full[-len(short) :] == short or full[: len(short)] == short:
        return True
    bare = tuple(piece for piece in full if piece not in ("al", "el"))
    return bare[-len(short) :] == short or (len(short) > 1 and short[0] == full[0] and short[-1] == full[-1])


def _name_acronyms(scene: Scene, mentions: Iterable[Mention]) -> None:
    """Tie "(FSA)" and later "FSA" to the body named before the bracket, and acronyms to names with these initials."""
    bodies = [mention for mention in mentions if mention.key and mention.kind is Kind.ORGANIZATION and not mention.noun]
    initials: dict[str, Mention] = {}
    for mention in bodies:
        words = [word for word in scene.words[mention.start : mention.end] if word[0].isupper()]
        if len(words) >= 2:
            initials.setdefault("".join(word[0] for word in words).lower(), mention)
    by_end = {mention.end: mention for mention in bodies}
    alias: dict[str, Mention] = {}
    for mention in bodies:
        spoken = "".join(pieces(_bare(scene, mention)))
        start = mention.start
        full = by_end.get(start - 1) if start and scene.words[start - 1] == "(" else None
        if full is not None and full.end - full.start > 1:
            alias[spoken] = full
    for mention in bodies:
        word = _bare(scene, mention)
        spoken = "".join(pieces(word))
        full = alias.get(spoken) or (initials.get(spoken) if mention.entry is None and word.isupper() else None)
        if full is not None and full is not mention and (mention.entry is None or full.entry is None):
            _become(mention, full)


def _bare(scene: Scene, mention: Mention) -> str:
    """The words of a name without its article."""
    start = mention.start + (scene.lower[mention.start] in ("the", "a", "an"))
    return scene.text(start, mention.end)


def _become(mention: Mention, other: Mention) -> None:
    """Let two mentions be one actor: the one that the dictionary knows tells the other what it is."""
    known, unknown = (mention, other) if mention.entry is not None else (other, mention)
    unknown.key, unknown.name = known.key, known.name
    unknown.entry = known.entry
    unknown.country, unknown.sectors = known.country, known.sectors
    unknown.why = {**unknown.why, **known.why}


def _name_offices(mentions: list[Mention]) -> None:
    """Tie "the prime minister" to the person last named with that office."""
    holders: dict[str, Mention] = {}
    for mention in mentions:
        if mention.person:
            for title in mention.titles:
                holders[title] = mention
        elif mention.kind is Kind.PERSON and mention.definite and mention.noun is not None and mention.same_as is None:
            holder = holders.get(mention.noun.lemma)
            if holder is not None and (mention.country is None or mention.country == holder.country):
                mention.same_as, mention.key = holder, holder.key
