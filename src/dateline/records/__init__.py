"""The frozen nouns that pass between rooms. Needs nothing but Python itself."""

from dateline.records.article import Article, Rejected, RejectReason
from dateline.records.events import Casualties, Dropped, DropReason, Event, EventType, Trigger
from dateline.records.layers import (
    Actor,
    Basis,
    Cue,
    Kind,
    Place,
    Precision,
    Receipt,
    Source,
    Span,
    Statement,
    StatementKind,
    TimeRef,
    TimeType,
)
from dateline.records.predications import Argument, Judgement, Link, Pos, Predicate, Predication, Status
from dateline.records.reading import Reading, StatementReading, TriggerReading
from dateline.records.record import SCHEMA, Annotated, CoderInfo, Record
from dateline.records.schema import json_schema
from dateline.records.wire import RecordError, from_wire, to_wire

__all__ = [
    "SCHEMA",
    "Actor",
    "Annotated",
    "Argument",
    "Article",
    "Basis",
    "Casualties",
    "CoderInfo",
    "Cue",
    "DropReason",
    "Dropped",
    "Event",
    "EventType",
    "Judgement",
    "Kind",
    "Link",
    "Place",
    "Pos",
    "Precision",
    "Predicate",
    "Predication",
    "Reading",
    "Receipt",
    "Record",
    "RecordError",
    "RejectReason",
    "Rejected",
    "Source",
    "Span",
    "Statement",
    "StatementKind",
    "StatementReading",
    "Status",
    "TimeRef",
    "TimeType",
    "Trigger",
    "TriggerReading",
    "from_wire",
    "json_schema",
    "to_wire",
]
