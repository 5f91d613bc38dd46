"""The record: everything Dateline says of one article. One line of `dateline code --out`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from dateline.records.article import Article
from dateline.records.events import Event, Trigger
from dateline.records.html import as_html
from dateline.records.layers import Actor, Place, Span, Statement, TimeRef
from dateline.records.predications import Predicate, Predication
from dateline.records.reading import Reading
from dateline.records.wire import from_wire, to_wire

SCHEMA = "dateline/1"


@dataclass(frozen=True, slots=True)
class CoderInfo:
    """What made the record: program version, codebook digest, language model, and settings digest."""

    version: str
    codebook: str
    model: str
    settings: str


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article with all its layers, free of any parse tree: what `annotate` hands to `coding`.

    Attributes:
        sentences: In text order, without overlaps.
        predications: In text order; their ids are unique in the article.
        reading: What the learned reader proposes; None where only the rules read.
        passed_over: Of a text that the reader gave up as irrelevant, the words that predicate: it has no predications,
            since nothing else is read of them.
    """

    article: Article
    sentences: tuple[Span, ...]
    actors: tuple[Actor, ...]
    places: tuple[Place, ...]
    times: tuple[TimeRef, ...]
    statements: tuple[Statement, ...]
    predications: tuple[Predication, ...]
    reading: Reading | None = None
    passed_over: tuple[Trigger, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """One coded article.

    Attributes:
        schema: Name and version of this format.
        predicates: Every predicate with its factuality; None unless asked for.
        dropped: How many predications are no events, by reason.
    """

    id: str
    title: str | None
    published: date | None
    outlet: str | None
    url: str | None
    language: str | None
    text: str
    coder: CoderInfo
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[TimeRef, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    predicates: tuple[Predicate, ...] | None = None
    dropped: Mapping[str, int] = field(default_factory=dict)
    schema: str = SCHEMA

    def actor(self, name: str) -> Actor:
        """The actor with this id; raises KeyError where there is none."""
        for actor in self.actors:
            if actor.id == name:
                return actor
        raise KeyError(name)

    def to_json(self) -> str:
        """One line of JSON, fields in the order of the schema; the same record gives the same bytes."""
        return json.dumps(to_wire(self), ensure_ascii=False, separators=(",", ":"))

    @staticmethod
    def from_json(line: str) -> Record:
        """Read one line back. Raises RecordError, naming the field, where it is not a record."""
        return from_wire(Record, json.loads(line))

    def _repr_html_(self) -> str:
        return as_html(self)
