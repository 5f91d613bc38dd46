"""The article as coding sees it: look-ups over its layers, made once an article."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from dateline.coding.place_candidates import main_places
from dateline.dictionaries.choices import Choices, FieldWeights
from dateline.records import Actor, Annotated, Kind, Place, Predication, Span, TimeRef, TriggerReading

_PRIVATE = frozenset({"BUS", "EDU", "MED", "UNK", "CVL", "SOC", "AGR", "LAB", "JRN"})  # found in any news
_LONGEST_MENTION = 120  # characters


class Scene:
    """Look-ups over one article's layers.

    Attributes:
        annotated: The layers themselves.
        choices: The weights that choose what syntax leaves open; those of the reader where it read the article.
        actors: Actors by id.
        predications: Predications by id.
    """

    def __init__(self, annotated: Annotated, choices: Choices) -> None:
        self.annotated = annotated
        self.choices: FieldWeights = choices.learned if annotated.reading else choices.rules
        self.actors: dict[str, Actor] = {actor.id: actor for actor in annotated.actors}
        self.predications: dict[str, Predication] = {item.id: item for item in annotated.predications}
        self._mentions = sorted((mention, actor.id) for actor in annotated.actors for mention in actor.mentions)
        self._readings = annotated.reading.triggers if annotated.reading else ()
        self._reading_starts = [reading.start for reading in self._readings]
        self._sentence_starts = [sentence.start for sentence in annotated.sentences]

    @cached_property
    def political(self) -> float:
        """How political the article is, 0 … 1: the share of its mentions that are of actors with a public sector."""
        public = {actor.id for actor in self.annotated.actors if actor.sector and actor.sector not in _PRIVATE}
        return sum(i in public for _, i in self._mentions) / max(len(self._mentions), 1)

    @cached_property
    def main_places(self) -> Mapping[str, tuple[int, float]]:
        """The places that stand for the article; see `place_candidates.main_places`."""
        return main_places(self.annotated.places, self.annotated.article.text)

    @cached_property
    def common(self) -> tuple[str, ...]:
        """Ids of the actors, those with most mentions first."""
        return tuple(sorted(self.actors, key=lambda i: -len(self.actors[i].mentions)))

    def share(self, actor_id: str) -> float:
        """The share of an actor in all mentions of actors, 0 … 1."""
        return len(self.actors[actor_id].mentions) / max(len(self._mentions), 1)

    def reading_at(self, span: Span) -> TriggerReading | None:
        """What the reader proposes for these words: the likeliest of the readings that share a character with them."""
        first = max(bisect_right(self._reading_starts, span.start) - 1, 0)
        last = bisect_left(self._reading_starts, span.end)
        readings = self._readings[first:last]
        return max((r for r in readings if r.end > span.start), key=lambda r: r.probability, default=None)

    def actors_at(self, spans: Iterable[Span]) -> tuple[str, ...]:
        """The actors that passages name: of each the actor whose mention shares most with it, in text order."""
        found = []
        for span in spans:
            near = self.mentions_in(Span(span.start - _LONGEST_MENTION, span.end))
            shared = [(min(m.end, span.end) - max(m.start, span.start), i) for m, i in near if m.overlaps(span)]
            if shared:
                found.append(max(shared, key=lambda item: item[0])[1])
        return tuple(dict.fromkeys(found))

    def is_party(self, actor_id: str) -> bool:
        """Whether an actor can do or suffer something itself: an object can only where we know whose it is."""
        actor = self.actors[actor_id]
        return actor.kind is not Kind.OBJECT or actor.country is not None or actor.sector is not None

    def mentions_in(self, passage: Span) -> list[tuple[Span, str]]:
        """The mentions that begin inside a passage, with their actors' ids, in text order."""
        first, last = (bisect_left(self._mentions, (Span(edge, edge), "")) for edge in (passage.start, passage.end))
        return self._mentions[first:last]

    def places_in(self, sentence: Span) -> list[tuple[int, Place]]:
        """The places of a sentence with their indexes, adjectives left out."""
        return [(i, place) for i, place in self._by_sentence[0].get(sentence.start, ()) if not place.adjective]

    def times_in(self, sentence: Span) -> list[tuple[int, TimeRef]]:
        """The times of a sentence with their indexes."""
        return self._by_sentence[1].get(sentence.start, [])

    def places_at(self, spans: Iterable[Span]) -> list[tuple[int, Place]]:
        """The places that share a character with one of some passages, with their indexes, adjectives left out."""
        found = _sharing(self.annotated.places, self._starts[0], spans)
        return [(i, self.annotated.places[i]) for i in found if not self.annotated.places[i].adjective]

    def times_at(self, spans: Iterable[Span]) -> list[tuple[int, TimeRef]]:
        """The times that share a character with one of some passages, with their indexes."""
        return [(i, self.annotated.times[i]) for i in _sharing(self.annotated.times, self._starts[1], spans)]

    @cached_property
    def _starts(self) -> tuple[list[int], list[int]]:
        return [place.start for place in self.annotated.places], [time.start for time in self.annotated.times]

    def predications_in(self, sentence: Span) -> Sequence[Predication]:
        """The predications of a sentence in text order."""
        return self._by_sentence[2].get(sentence.start, [])

    def sentence_number(self, position: int) -> int:
        """The number of the sentence that holds a position, or of the last one before it."""
        return max(bisect_right(self._sentence_starts, position) - 1, 0)

    def sentence_before(self, sentence: Span) -> Span | None:
        """The sentence before this one; None at the start."""
        i = bisect_right(self._sentence_starts, sentence.start) - 2
        return self.annotated.sentences[i] if i >= 0 else None

    def statements_around(self, span: Span) -> tuple[int, ...]:
        """Indexes of the statements whose content holds a passage, the innermost (shortest content) first."""
        around = []
        for i, statement in enumerate(self.annotated.statements):
            length = sum(piece.end - piece.start for piece in statement.content)
            if any(piece.holds(span) for piece in statement.content):
                around.append((length, i))
        return tuple(i for _, i in sorted(around))

    @cached_property
    def _by_sentence(
        self,
    ) -> tuple[dict[int, list[tuple[int, Place]]], dict[int, list[tuple[int, TimeRef]]], dict[int, list[Predication]]]:
        places: dict[int, list[tuple[int, Place]]] = {}
        times: dict[int, list[tuple[int, TimeRef]]] = {}
        predications: dict[int, list[Predication]] = {}
        for i, place in enumerate(self.annotated.places):
            places.setdefault(self._sentence_of(place.start), []).append((i, place))
        for i, time in enumerate(self.annotated.times):
            times.setdefault(self._sentence_of(time.start), []).append((i, time))
        for item in self.annotated.predications:
            predications.setdefault(item.sentence.start, []).append(item)
        return places, times, predications

    def _sentence_of(self, position: int) -> int:
        i = bisect_right(self._sentence_starts, position) - 1
        return self._sentence_starts[max(i, 0)] if self._sentence_starts else 0


def _sharing(items: Sequence[Place] | Sequence[TimeRef], starts: Sequence[int], spans: Iterable[Span]) -> list[int]:
    """Indexes of the items, in text order and without overlaps, that share a character with one of some passages."""
    found: dict[int, None] = {}
    for span in spans:
        first = max(bisect_right(starts, span.start) - 1, 0)
        last = bisect_left(starts, span.end)
        found |= dict.fromkeys(i for i in range(first, last) if items[i].end > span.start)
    return sorted(found)
