"""From word indexes to phrases: where an argument stands, and which actors and places it names."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from dateline.annotate.predications.frames import Frame, Slot
from dateline.annotate.predications.tree import Tree, spread
from dateline.dictionaries.predications import PredicationLexicon
from dateline.records import Actor, Argument, Place, Precision

# Clauses after a noun say more about it; they are no part of who or what it is.
_CLAUSES = ("relcl", "acl", "advcl", "parataxis", "ccomp", "punct", "case")
_SCENES = (Precision.POINT, Precision.CITY, Precision.DISTRICT, Precision.PROVINCE)
_LONG = 8  # words; a longer phrase loses its apposition as well


class Naming:
    """Which actor each word names.

    Attributes:
        heads: Word that heads a mention → the actor's id.
        acting: Those that are no mere scene: a town before a noun says where ("the Kabul blast"), a country who.
    """

    def __init__(self, tree: Tree, actors: Sequence[Actor], places: Sequence[Place] = ()) -> None:
        self.heads: dict[int, str] = {}
        self._inside: dict[int, str] = {}
        starts = [word.start for word in tree.words]
        for actor in actors:
            for mention in actor.mentions:
                first = max(bisect_right(starts, mention.start) - 1, 0)
                last = bisect_left(starts, mention.end)
                for i in range(first, last):
                    self._inside.setdefault(i, actor.id)
                    if not first <= tree.words[i].head < last or tree.words[i].head == i:
                        self.heads.setdefault(i, actor.id)

        scenes = (place for place in places if not place.adjective and place.precision in _SCENES)
        where = {i for place in scenes for i in range(bisect_left(starts, place.start), bisect_left(starts, place.end))}
        self.acting = frozenset(i for i in self.heads if i not in where)

    def actor(self, i: int) -> str | None:
        """The actor whose mention the word heads, or, where the parse tears a name apart, whose mention it is in."""
        return self.heads.get(i) or self._inside.get(i)


class Phrases:
    """Makes arguments out of slots."""

    def __init__(
        self,
        tree: Tree,
        frames: Mapping[int, Frame],
        lexicon: PredicationLexicon,
        naming: Naming,
        places: Sequence[Place],
    ) -> None:
        self._tree = tree
        self._frames = frames
        self._lexicon = lexicon
        self._naming = naming
        self._places = sorted(enumerate(places), key=lambda pair: (pair[1].start, pair[0]))
        self._place_starts = [place.start for _, place in self._places]
        self._clause = spread(tree, ())
        self._full = spread(tree, _CLAUSES)
        self._short = spread(tree, (*_CLAUSES, "appos"))

    def argument(self, slot: Slot, ids: Mapping[int, str]) -> Argument:
        """The record of a slot; `ids` names the predications by word index."""
        word = self._tree.words[slot.head]
        first, last = self._reach(slot)
        start, end = self._tree.words[first].start, self._tree.words[last].end
        return Argument(
            role=slot.role,
            start=start,
            end=end,
            head=word.lemma,
            head_start=word.start,
            head_end=word.end,
            actors=self._actors(slot),
            places=self._named_places(start, end),
            predication=ids.get(self._told_by(slot.head)),
            rule=slot.rule,
        )

    def _reach(self, slot: Slot) -> tuple[int, int]:
        frame = self._frames.get(slot.head)
        if slot.role == "complement" or (self._tree.verbal(slot.head) and frame is not None):
            return self._trimmed(*self._clause[slot.head])
        if slot.role == "modifier" or slot.rule == "compound":
            return self._full[slot.head]
        first, last = self._full[slot.head]
        return (first, last) if last - first < _LONG else self._short[slot.head]

    def _trimmed(self, first: int, last: int) -> tuple[int, int]:
        while first < last and self._tree.words[first].pos in ("PUNCT", "SPACE"):
            first += 1
        while last > first and self._tree.words[last].pos in ("PUNCT", "SPACE"):
            last -= 1
        return first, last

    def _actors(self, slot: Slot) -> tuple[str, ...]:
        """The actors that head the phrase, each once, in text order."""
        found: dict[str, None] = {}
        for i in self._tree.conjuncts(slot.head):
            for name in self._named(i):
                found.setdefault(name)
        return tuple(found)

    def _named(self, i: int, depth: int = 0) -> tuple[str, ...]:
        aside = self._tree.child(i, ("appos",))
        actor = self._naming.actor(i)
        if actor is not None:
            listed = aside is not None and self._tree.words[i].tag == "NNS" and len(self._tree.conjuncts(aside)) > 1
            return (actor, *self._listed(aside)) if listed and aside is not None else (actor,)
        through = self._lexicon.transparent.get(self._tree.words[i].lemma, frozenset())
        if through and depth < 3:  # "dozens of members of the council"; nothing longer was seen
            for prep, _, inner in self._tree.prepositions(i):
                if prep in through:
                    names = [n for c in self._tree.conjuncts(inner) for n in self._named(c, depth + 1)]
                    if names:
                        return tuple(names)
        return () if aside is None else self._listed(aside)

    def _listed(self, i: int) -> tuple[str, ...]:
        """The actors of an apposition: "two aides, Mr A and Mr B"."""
        names = (self._naming.actor(c) for c in self._tree.conjuncts(i))
        return tuple(name for name in names if name is not None)

    def _named_places(self, start: int, end: int) -> tuple[int, ...]:
        first, last = bisect_left(self._place_starts, start), bisect_left(self._place_starts, end)
        return tuple(sorted(number for number, place in self._places[first:last] if place.end <= end))

    def _told_by(self, i: int) -> int:
        """The word that predicates for the phrase: the raids of "a wave of raids", the adjective of "it was ready"."""
        if i not in self._frames and self._tree.verbal(i):
            i = next((c for c in self._tree.each(i, ("attr", "acomp")) if c in self._frames), i)
        while i not in self._frames:
            through = self._lexicon.transparent.get(self._tree.words[i].lemma, frozenset())
            inner = next((inner for prep, _, inner in self._tree.prepositions(i) if prep in through), None)
            if inner is None:
                return i
            i = inner
        return i
