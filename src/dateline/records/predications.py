"""What the sentences predicate: each verb or noun that tells of a happening, with its arguments and its status."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dateline.records.layers import Receipt, Span


class Status(StrEnum):
    """Whether it happened, as the text tells it. DESIGN's table defines each."""

    ACTUAL = "actual"
    PLANNED = "planned"
    REQUESTED = "requested"
    THREATENED = "threatened"
    HYPOTHETICAL = "hypothetical"
    DENIED = "denied"
    OMITTED = "omitted"


class Pos(StrEnum):
    """The word class of a predication's head."""

    VERB = "verb"
    NOUN = "noun"
    ADJECTIVE = "adjective"


class Link(StrEnum):
    """How a predication hangs on the one that governs it."""

    COMPLEMENT = "complement"  # "asked them to leave", "said it had left", "the plan to leave"
    ARGUMENT = "argument"  # a nominal as subject, object or prepositional object: "asked for strikes"
    PURPOSE = "purpose"  # "met to discuss", "in order to"
    ADVERBIAL = "adverbial"  # "after", "while", "if", participles
    RELATIVE = "relative"  # "the man who shot"
    COORDINATED = "coordinated"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a predication, in its deep role: a passive's subject is the `object`, its agent the `subject`.

    Attributes:
        role: `subject`, `object`, `indirect`, `complement` (a clause), `possessive` ("Israel's raid"),
            `modifier` (a compound or adjective before a noun: "drone strike", "Israeli raid"), or the preposition
            itself in lower case (`of`, `by`, `against`, `in`, `with` …).
        start, end: The whole phrase.
        head: Lower-case lemma of the phrase's head word.
        head_start, head_end: Where that word stands.
        actors: Ids of the actors whose mentions head this phrase or a conjunct of it, in text order.
        places: Indexes of the places that the phrase names.
        predication: Id of the predication that the phrase's head is itself.
        rule: How it was found: `syntax`, or `control`, `coordination`, `relative`, `light-verb`, `passive` …
    """

    role: str
    start: int
    end: int
    head: str
    head_start: int
    head_end: int
    actors: tuple[str, ...] = ()
    places: tuple[int, ...] = ()
    predication: str | None = None
    rule: str = "syntax"


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether a predicate happened, and how we know.

    Attributes:
        factuality: −3 (certainly not) … +3 (certainly).
        receipt: The words that decide, and the rule; for a plain assertion the predicate's own words.
        cues: Every word that had a say, innermost first.
    """

    status: Status
    factuality: float
    receipt: Receipt
    cues: tuple[Receipt, ...] = ()


@dataclass(frozen=True, slots=True)
class Predication:
    """One verb, noun or adjective that predicates something, with what it needs to be coded without its parse tree.

    Attributes:
        id: `p1`, `p2`, … in text order.
        start, end: The head word and, where it is next to it, its particle ("carried out").
        lemma: Lower case; a phrasal verb's particle stands in `particle`.
        sentence: The sentence's passage.
        governor: Id of the predication that this one hangs on, and `link` how.
        tense: `past`, `present`, `future` or None (infinitives, nouns).
        passive: A passive verb; the roles of its arguments are turned back already.
        words: Lower-case lemmas of the sentence's words inside the head's own phrase, in order (for idioms).
    """

    id: str
    start: int
    end: int
    text: str
    lemma: str
    pos: Pos
    particle: str | None
    sentence: Span
    arguments: tuple[Argument, ...]
    judgement: Judgement
    governor: str | None = None
    link: Link | None = None
    tense: str | None = None
    passive: bool = False
    words: tuple[str, ...] = ()

    @property
    def span(self) -> Span:
        """The trigger's own words."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Predicate:
    """A predicate with its factuality alone: what `--predicates` adds to the record."""

    start: int
    end: int
    factuality: float
