"""What the layers of annotation find in an article. Each item proves itself: offsets and, in `why`, rules.

Offsets are half-open, 0-based code points of the article's text. A field's name here is its name in the JSON record.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A passage of the article's text."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this passage."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Receipt:
    """Why a field has its value: the words it was read from, and the rule or model that read it.

    Attributes:
        rule: `component.rule` or `component.rule:entry`, such as `actors.dictionary:nato`.
    """

    start: int
    end: int
    rule: str


class Kind(StrEnum):
    """What sort of thing an actor is. An object (a warplane, a car bomb) acts only on somebody's behalf."""

    PERSON = "person"
    GROUP = "group"
    ORGANIZATION = "organization"
    OBJECT = "object"


@dataclass(frozen=True, slots=True)
class Actor:
    """One actor of the article, with every mention of it.

    Attributes:
        id: `a1`, `a2`, … in order of first mention; unique in the article.
        name: Its fullest name or description in the article, or the dictionary's name for it.
        country: ISO 3166 alpha-3, or PLOVER's codes beyond states (IGO, UNO, EUR, NGO, ISM, IMG, MNC); None is unknown.
        sector: Primary PLOVER sector on the day of publication; None is unknown.
        sectors: Every sector that the text or the dictionary gives, the primary first.
        authority: Id in the actor dictionary.
        mentions: In text order, without overlaps.
        why: Receipts for `name`, `country`, `sector`, `kind` and `authority` where they are set.
    """

    id: str
    name: str
    country: str | None
    sector: str | None
    sectors: tuple[str, ...]
    kind: Kind
    authority: str | None
    mentions: tuple[Span, ...]
    why: Mapping[str, Receipt] = field(default_factory=dict)


class Precision(StrEnum):
    """The smallest unit of land that a place's coordinates stand for."""

    POINT = "point"
    CITY = "city"
    DISTRICT = "district"
    PROVINCE = "province"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class Place:
    """One mention of a place. Unresolved places have neither `geonameid` nor coordinates.

    Attributes:
        name: The gazetteer's name, or the text where it is unresolved.
        lat, lon: WGS 84 degrees.
        country: ISO 3166 alpha-3.
        admin1: Name of the first-level unit.
        feature: GeoNames feature code (PPLC, ADM1, PCLI …).
        adjective: The words are a demonym ("Iraqi"): they name the people, and the place only by the way.
    """

    start: int
    end: int
    text: str
    name: str
    geonameid: int | None
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str | None
    feature: str | None
    precision: Precision | None
    adjective: bool
    why: Mapping[str, Receipt] = field(default_factory=dict)


class TimeType(StrEnum):
    """TIMEX3 types."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Basis(StrEnum):
    """How a date was got: `stated` in full, `relative` (counted from another date), or `publication` itself."""

    STATED = "stated"
    RELATIVE = "relative"
    PUBLICATION = "publication"


@dataclass(frozen=True, slots=True)
class TimeRef:
    """One time expression.

    Attributes:
        type: TIMEX3 type.
        value: TIMEX3 value ("2014-06-10", "2014-W24", "P3D", "PAST_REF").
        mod: TIMEX3 modifier ("APPROX", "START" …).
        first, last: Inclusive ISO days that the expression may mean; None where it cannot be placed on the calendar.
        basis: See `Basis`.

    Source: TIMEX3 of ISO 24617-1:2012.
    """

    start: int
    end: int
    text: str
    type: TimeType
    value: str
    mod: str | None
    first: str | None
    last: str | None
    basis: Basis
    why: Mapping[str, Receipt] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Source:
    """Who says so, as a statement names them.

    Attributes:
        text: The words, without a comma that closes them; the actor's name where the words alone name nobody ("he",
            "the president") and the learned reader ran.
        actor: Id of the actor that it is.
        anonymous: No person or body is named ("a senior official", "witnesses").
        spans: The pieces of a source in several pieces; empty when it is one.
    """

    start: int
    end: int
    text: str
    actor: str | None
    anonymous: bool
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that show something to be said or thought ("said", "according to")."""

    start: int
    end: int
    text: str
    spans: tuple[Span, ...] = ()


class StatementKind(StrEnum):
    """Wholly quoted, not quoted, partly quoted, or an attitude (belief, wish) rather than speech."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    ATTITUDE = "attitude"


@dataclass(frozen=True, slots=True)
class Statement:
    """Somebody says, writes or thinks something. `content` may have several pieces."""

    source: Source | None
    cue: Cue | None
    content: tuple[Span, ...]
    kind: StatementKind
    why: Mapping[str, Receipt] = field(default_factory=dict)
