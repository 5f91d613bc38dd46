"""The article as plain lists, read from spaCy once: every later step looks things up by token number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from spacy.tokens import Doc

from dateline.annotate.layers import published
from dateline.dictionaries.actors import ActorEntry, pieces
from dateline.records import Place, Receipt

# Tokens that a name may run across without a piece of its own: "al-Qaeda", "Army (Maoist)", "St. Petersburg".
_CLEAR = frozenset({"-", "–", "‐", "'", "’", "‘", ".", "/", "(", "`"})
HYPHENS = frozenset({"-", "–", "‐"})
# Below this share of capitals among longer words the text has no case: wire copy that was lower-cased.
_CASELESS_SHARE = 0.02
_LONG = 4


@dataclass(slots=True)
class Scene:
    """What the finders read. All lists have one item a token, unless said otherwise.

    Attributes:
        words, lower: As written, and in lower case.
        head: Number of the head; a root heads itself.
        sentence: Number of the sentence.
        pieces: The pieces of all tokens, in order; an empty one is a wall.
        owner: One item a piece: the token that it belongs to.
        first_piece: Where a token's pieces begin; where it has none, the next token's.
        place: Index of the place that covers the token, or −1.
        place_words: The words of all places that were found on the map, in lower case.
        caseless: The text has no capitals to go by.
        day: Of publication; where that is unknown, when the leaders named were in office together.
        inferred: The day is not that of publication; receipts of what depends on it end in "@era".
    """

    doc: Doc
    words: list[str]
    lower: list[str]
    pos: list[str]
    dep: list[str]
    head: list[int]
    sentence: list[int]
    children: list[list[int]]
    pieces: list[str]
    owner: list[int]
    first_piece: list[int]
    places: tuple[Place, ...]
    place: list[int]
    place_words: frozenset[str]
    caseless: bool
    day: date | None
    inferred: bool = False

    def known_as(self, entry: ActorEntry) -> str:
        """The entry's id for a receipt, marked where the country and sectors are those of an inferred day."""
        dated = any(role.first is not None or role.last is not None for role in entry.roles)
        return f"{entry.id}@era" if self.inferred and dated else entry.id

    def receipt(self, start: int, end: int, rule: str) -> Receipt:
        """The characters from token `start` up to token `end`, and the rule that read them."""
        last = self.doc[end - 1]
        return Receipt(self.doc[start].idx, last.idx + len(last), rule)

    def text(self, start: int, end: int) -> str:
        """The text from token `start` up to token `end`."""
        return self.doc[start:end].text

    def root(self, start: int, end: int) -> int:
        """The token of a span that hangs on something outside it; the last one, if several do."""
        for position in range(end - 1, start - 1, -1):
            if not start <= self.head[position] < end:
                return position
        return end - 1

    def whole_tokens(self, start: int, end: int) -> tuple[int, int] | None:
        """The tokens of the pieces `start` … `end`, if these neither begin nor end inside a token."""
        owner = self.owner
        if start and owner[start - 1] == owner[start]:
            return None
        if end < len(owner) and owner[end] == owner[end - 1]:
            return None
        return owner[start], owner[end - 1] + 1


def read_scene(doc: Doc) -> Scene:
    """Read everything that the finders need."""
    tokens = list(doc)
    words = [token.text for token in tokens]
    head = [token.head.i for token in tokens]
    children: list[list[int]] = [[] for _ in tokens]
    for child, parent in enumerate(head):
        if child != parent:
            children[parent].append(child)
    sentence = [0] * len(tokens)
    for number, span in enumerate(doc.sents):
        for position in range(span.start, span.end):
            sentence[position] = number
    found, owner, first_piece = _pieces(words)
    places = tuple(doc._.places)
    return Scene(
        doc=doc,
        words=words,
        lower=[word.lower() for word in words],
        pos=[token.pos_ for token in tokens],
        dep=[token.dep_ for token in tokens],
        head=head,
        sentence=sentence,
        children=children,
        pieces=found,
        owner=owner,
        first_piece=first_piece,
        places=places,
        place=_places(doc, places),
        place_words=frozenset(
            place.text.lower() for place in places if place.geonameid is not None and not place.adjective
        ),
        caseless=_is_caseless(words),
        day=published(doc),
    )


def _pieces(words: list[str]) -> tuple[list[str], list[int], list[int]]:
    found: list[str] = []
    owner: list[int] = []
    first: list[int] = []
    for number, word in enumerate(words):
        first.append(len(found))
        parts = pieces(word)
        if not parts and word not in _CLEAR:
            parts = [""]
        found += parts
        owner += [number] * len(parts)
    first.append(len(found))
    return found, owner, first


def _places(doc: Doc, places: tuple[Place, ...]) -> list[int]:
    covered = [-1] * len(doc)
    for index, place in enumerate(places):
        span = doc.char_span(place.start, place.end, alignment_mode="expand")
        if span is not None and not place.adjective:
            for position in range(span.start, span.end):
                covered[position] = index
    return covered


def _is_caseless(words: list[str]) -> bool:
    """Whether capitals tell nothing: hardly any inside sentences, or hardly anything else."""
    inside = [
        word for before, word in pairwise(words) if len(word) >= _LONG and word.isalpha() and before not in ".!?\n"
    ]
    if not inside:
        return False
    capitals = sum(word[0].isupper() for word in inside) / len(inside)
    shouted = sum(word.isupper() for word in inside) / len(inside)
    return capitals < _CASELESS_SHARE or shouted > 1 - _CASELESS_SHARE
