"""Passages that may name a place: names of the gazetteer, and what the entity recogniser takes for a place.

Nothing is decided here. A proposal is a passage with the gazetteer's readings of it; `signs.py` gathers the evidence
for and against, `ranking.py` chooses among the readings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc

from dateline.dictionaries.gazetteer import Gazetteer, Match, NameKind
from dateline.dictionaries.place_cues import PlaceCues

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
MAX_NAME_TOKENS = 6  # "Deir el - Zour" is four; longer names are rare enough to miss
ACRONYM_LETTERS = 3  # datelines have towns of four letters in capitals (ROME, OSLO)
LARGE_POPULATION = 100_000
_INSIDE = frozenset("-'’.&")  # marks that a name may contain
_OWN = ("'s", "’s", "'", "’")


@dataclass(slots=True)
class Words:
    """The tokens of a document in plain lists: reading them off spaCy again and again is slow."""

    texts: list[str]
    lowers: list[str]
    starts: list[int]
    ends: list[int]
    proper: list[bool]
    entity: list[int]  # number of the entity a token is in, or -1
    labels: list[str]  # of each entity
    bounds: list[tuple[int, int]]  # of each entity, in tokens
    text: str

    @classmethod
    def of(cls, doc: Doc) -> Words:
        """Read a document once."""
        tokens = list(doc)
        texts = [token.text for token in tokens]
        starts = [token.idx for token in tokens]
        entity = [-1] * len(tokens)
        spans = list(doc.ents)
        for number, span in enumerate(spans):
            entity[span.start : span.end] = [number] * (span.end - span.start)
        return cls(
            texts=texts,
            lowers=[text.lower() for text in texts],
            starts=starts,
            ends=[start + len(text) for start, text in zip(starts, texts, strict=True)],
            proper=[token.pos_ == "PROPN" for token in tokens],
            entity=entity,
            labels=[span.label_ for span in spans],
            bounds=[(span.start, span.end) for span in spans],
            text=doc.text,
        )

    def piece(self, first: int, last: int) -> str:
        """The text of tokens `first` to `last`, `last` not included."""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def label(self, token: int) -> str:
        """The type of the entity that a token is in, or ""."""
        number = self.entity[token]
        return self.labels[number] if number >= 0 else ""

    def capital(self, token: int) -> bool:
        """Whether there is such a token and it begins with a capital letter."""
        return 0 <= token < len(self.texts) and self.texts[token][:1].isupper()


@dataclass(slots=True)
class Proposal:
    """A passage that may name a place.

    Attributes:
        first, last: Its tokens, `last` not included.
        matches: The gazetteer's readings; none for what only the entity recogniser knows.
        label: The entity type that it lies in, or "".
        relation: How it lies in that entity: eq, pre, suf, in, or none.
        signs: Names of the signs for and against it, see evidence.toml.
        parent: The proposal after it that says where it is ("Paris, Texas").
    """

    first: int
    last: int
    start: int
    end: int
    text: str
    matches: tuple[Match, ...]
    label: str
    relation: str
    signs: list[str] = field(default_factory=list)
    parent: Proposal | None = None

    @property
    def adjective(self) -> bool:
        """Whether the words are a demonym: the gazetteer has them as an adjective and as no name."""
        return bool(self.matches) and all(match.kind is NameKind.ADJECTIVE for match in self.matches)


class Proposer:
    """Finds proposals by gazetteer and entity."""

    def __init__(self, gazetteer: Gazetteer, cues: PlaceCues) -> None:
        self._gazetteer = gazetteer
        self._cues = cues

    def propose(self, words: Words) -> list[Proposal]:
        """Proposals in text order, without overlaps."""
        found = self._in_gazetteer(words)
        taken = [False] * len(words.texts)
        for first, last, _ in found:
            taken[first:last] = [True] * (last - first)
        found += self._in_entities(words, taken)
        found.sort(key=lambda item: item[:2])
        return [self._proposal(words, *item) for item in found]

    def _proposal(self, words: Words, first: int, last: int, matches: tuple[Match, ...]) -> Proposal:
        number = words.entity[first]
        if number < 0:
            number = words.entity[last - 1]
        label, relation = "", "none"
        if number >= 0:
            label = words.labels[number]
            begins, ends = words.bounds[number][0] == first, words.bounds[number][1] == last
            relation = "eq" if begins and ends else "pre" if begins else "suf" if ends else "in"
        start, end = words.starts[first], words.ends[last - 1]
        return Proposal(first, last, start, end, words.text[start:end], matches, label, relation)

    def _in_gazetteer(self, words: Words) -> list[tuple[int, int, tuple[Match, ...]]]:
        found: list[tuple[int, int, tuple[Match, ...]]] = []
        token = 0
        while token < len(words.texts):
            if self._may_begin(words, token):
                first, last, matches = self._longest(words, token)
                if last > first:
                    first, last, matches = self._widened(words, first, last, matches)
                    while found and found[-1][1] > first:
                        found.pop()
                    found.append((first, last, matches))
                    token = last
                    continue
            token += 1
        return found

    def _may_begin(self, words: Words, token: int) -> bool:
        if words.capital(token):
            return True
        joined = words.lowers[token] in self._cues.article and token + 2 < len(words.texts)
        return joined and words.texts[token + 1] == "-" and words.capital(token + 2)

    def _longest(self, words: Words, first: int) -> tuple[int, int, tuple[Match, ...]]:
        last = self._farthest(words, first)
        while last > first:
            if words.texts[last - 1][:1].isalnum():
                matches = self._matches(words, first, last)
                if matches:
                    return first, last, matches
            last -= 1
        return first, first, ()

    def _farthest(self, words: Words, first: int) -> int:
        """The end of the longest run from `first` that can be one name."""
        last = first + 1
        limit = min(len(words.texts), first + MAX_NAME_TOKENS)
        while last < limit and (words.texts[last][:1].isalpha() or words.texts[last] in _INSIDE):
            last += 1
        while last > first + 1 and not words.texts[last - 1][:1].isupper():
            last -= 1
        return last

    def _matches(self, words: Words, first: int, last: int) -> tuple[Match, ...]:
        name = words.piece(first, last)
        matches = self._gazetteer.matches(name) or self._as_spelled(words, first, last)
        if not matches or name.lower() in self._cues.lookalike:
            return ()
        kinds = {match.kind for match in matches}
        common = name.lower() in self._cues.never and words.label(first) not in PLACE_LABELS
        if common or _is_acronym(name) or NameKind.ABBREVIATION in kinds:
            return tuple(match for match in matches if match.kind is NameKind.ABBREVIATION)
        if NameKind.ADJECTIVE in kinds and not any(_is_large(match) for match in matches):
            return tuple(match for match in matches if match.kind is NameKind.ADJECTIVE)
        return matches

    def _as_spelled(self, words: Words, first: int, last: int) -> tuple[Match, ...]:
        """Readings of the name with its short forms written out, or without the Arabic article."""
        if last - first < 2:
            return ()
        lowers = words.lowers[first:last]
        full = [self._cues.spelled.get(word.removesuffix("."), word) for word in lowers]
        if full != lowers:
            return self._gazetteer.matches(" ".join(full))
        if lowers[0] in self._cues.article and lowers[1] == "-":
            return self._gazetteer.matches(words.piece(first + 2, last))
        return ()

    def _widened(
        self, words: Words, first: int, last: int, matches: tuple[Match, ...]
    ) -> tuple[int, int, tuple[Match, ...]]:
        """Take in what belongs to the name: "Ash" + "River" is a river that is not known, not the town of Ash."""
        following = words.lowers[last] if words.capital(last) else ""
        if following in self._cues.feature or following in self._cues.way:
            return first, last + 1, ()
        if following in self._cues.unit_district or following in self._cues.unit_town:
            last += 1
        while first and words.capital(first - 1) and words.lowers[first - 1] in self._cues.side - {"the"}:
            first -= 1
        return first, last, matches

    def _in_entities(self, words: Words, taken: Sequence[bool]) -> Iterator[tuple[int, int, tuple[Match, ...]]]:
        for label, bounds in zip(words.labels, words.bounds, strict=True):
            first, last = bounds
            if label not in PLACE_LABELS or any(taken[first:last]):
                continue
            while first < last and words.lowers[first] == "the":
                first += 1
            while first < last and words.texts[last - 1] in _OWN:
                last -= 1
            named = any(words.capital(token) for token in range(first, last))
            if named and words.piece(first, last).lower() not in self._cues.lookalike:
                yield first, last, ()


def _is_acronym(name: str) -> bool:
    """Two or three capitals, with full stops or without: a village of that name is not meant."""
    return name.isupper() and sum(letter.isalpha() for letter in name) <= ACRONYM_LETTERS


def _is_large(match: Match) -> bool:
    """Whether a name that is an adjective, too, may mean a place: one as small as Canadian, Texas is not meant."""
    return match.kind is NameKind.MAIN and match.entry.population >= LARGE_POPULATION
