"""Events: claims of one article that somebody did, or would do, something to somebody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from dateline.records.layers import Receipt, Span
from dateline.records.predications import Status


class EventType(StrEnum):
    """The 16 types of PLOVER 2.0."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


@dataclass(frozen=True, slots=True)
class Trigger:
    """The words that tell the event."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Casualties:
    """How many people, from `low` to `high`; equal where the text gives one figure."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Event:
    """One claim. What the text does not give is None or empty; what is read from it has its receipt in `why`.

    `quad`, `cameo`, `goldstein` and `intensity` follow from type, mode and contexts, `confidence` from all of it: they
    have no words of their own.

    Attributes:
        id: `e1`, `e2`, … in text order.
        mode: PLOVER mode; None where the type has none or the text does not say.
        contexts: PLOVER contexts of the passage: its topics, not the event's cause.
        cameo: The finest CAMEO code that type, mode, contexts, words and status support.
        quad: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
        goldstein: −10 … +10 on ICEWS's table (ONTOLOGY section 8).
        intensity: −10 … +10 on PLOVER's scale.
        factuality: −3 certainly not … +3 certainly.
        actors, recipients: Ids of the record's actors.
        place, time: Indexes into the record's places and times.
        statements: Indexes of the statements that the event is told in, innermost first.
        content_of: Id of the event that this one is the content of (the strike that was asked for → the REQUEST).
        retold: Other passages of the article that tell the same event.
        confidence: Probability, 0 … 1, that an analyst would mark this as an event of this type.
    """

    id: str
    type: EventType
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str | None
    quad: int
    goldstein: float | None
    intensity: float
    status: Status
    factuality: float
    trigger: Trigger
    sentence: Span
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    place: int | None
    time: int | None
    statements: tuple[int, ...]
    content_of: str | None
    retold: tuple[Span, ...]
    killed: Casualties | None
    injured: Casualties | None
    confidence: float
    why: Mapping[str, Receipt] = field(default_factory=dict)


class DropReason(StrEnum):
    """Why a predication is no event."""

    IRRELEVANT_ARTICLE = "irrelevant_article"  # the article is neither about politics nor about conflict
    NOT_IN_CODEBOOK = "not_in_codebook"
    FRAME = "frame"  # the word is known, but not with these arguments ("attacked the proposal")
    LOOKALIKE = "lookalike"  # a sense that is no event ("strike a deal")
    NO_PARTY = "no_party"  # nobody political does it or suffers it
    ONLY_WISHED = "only_wished"  # words about words: a criticism that is only wished for, feared or possible
    UNSURE = "unsure"  # below the least confidence of the settings
    TOLD_ALREADY = "told_already"  # becomes a passage of another event's `retold`


@dataclass(frozen=True, slots=True)
class Dropped:
    """A predication that is not coded, and why."""

    trigger: Trigger
    reason: DropReason
