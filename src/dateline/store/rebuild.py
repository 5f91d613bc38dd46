"""Rows of the store's tables back to the record that was written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from dateline.records import (
    Actor,
    Basis,
    Casualties,
    CoderInfo,
    Cue,
    Event,
    EventType,
    Kind,
    Place,
    Precision,
    Predicate,
    Receipt,
    Record,
    Source,
    Span,
    Statement,
    StatementKind,
    Status,
    TimeRef,
    TimeType,
    Trigger,
)

Cells = Mapping[str, Any]
Tables = Mapping[str, Sequence[Cells]]
Reasons = Mapping[tuple[str, str], Mapping[str, Receipt]]


def rebuild(tables: Tables) -> Record:
    """The record that these rows hold: by table, the article's rows in the order of their positions."""
    (article,) = tables["article"]
    why = _reasons(tables["receipt"])
    return Record(
        id=article["id"],
        title=article["title"],
        published=article["published"],
        outlet=article["outlet"],
        url=article["url"],
        language=article["language"],
        text=article["text"],
        coder=CoderInfo(**{name: article[name] for name in ("version", "codebook", "model", "settings")}),
        actors=_actors(tables, why),
        places=tuple(_place(row, why) for row in tables["place"]),
        times=tuple(_time(row, why) for row in tables["time"]),
        statements=_statements(tables, why),
        events=_events(tables, why),
        predicates=_predicates(tables["predicate"]) if article["has_predicates"] else None,
        dropped={row["reason"]: row["count"] for row in tables["dropped"]},
        schema=article["schema"],
    )


def _reasons(rows: Sequence[Cells]) -> Reasons:
    reasons: dict[tuple[str, str], dict[str, Receipt]] = defaultdict(dict)
    for row in rows:
        receipt = Receipt(row["start_char"], row["end_char"], row["rule"])
        reasons[row["layer"], row["item"]][row["field"]] = receipt
    return dict(reasons)


def _why(reasons: Reasons, layer: str, item: object) -> Mapping[str, Receipt]:
    return reasons.get((layer, str(item)), {})


def _grouped(rows: Sequence[Cells], *names: str) -> Mapping[Any, list[Cells]]:
    """Rows by the value, or the values, of these columns."""
    groups: dict[Any, list[Cells]] = defaultdict(list)
    for row in rows:
        groups[row[names[0]] if len(names) == 1 else tuple(row[name] for name in names)].append(row)
    return groups


def _spans(rows: Sequence[Cells] | None) -> tuple[Span, ...]:
    return tuple(Span(row["start_char"], row["end_char"]) for row in rows or ())


def _actors(tables: Tables, why: Reasons) -> tuple[Actor, ...]:
    mentions = _grouped(tables["actor_mention"], "actor_id")
    return tuple(
        Actor(
            id=row["actor_id"],
            name=row["name"],
            country=row["country"],
            sector=row["sector"],
            sectors=tuple(row["sectors"]),
            kind=Kind(row["kind"]),
            authority=row["authority"],
            mentions=_spans(mentions.get(row["actor_id"])),
            why=_why(why, "actor", row["actor_id"]),
        )
        for row in tables["actor"]
    )


def _place(row: Cells, why: Reasons) -> Place:
    return Place(
        start=row["start_char"],
        end=row["end_char"],
        precision=Precision(row["precision"]) if row["precision"] is not None else None,
        why=_why(why, "place", row["position"]),
        **{
            name: row[name]
            for name in ("text", "name", "geonameid", "lat", "lon", "country", "admin1", "feature", "adjective")
        },
    )


def _time(row: Cells, why: Reasons) -> TimeRef:
    return TimeRef(
        start=row["start_char"],
        end=row["end_char"],
        text=row["text"],
        type=TimeType(row["type"]),
        value=row["value"],
        mod=row["mod"],
        first=row["first"],
        last=row["last"],
        basis=Basis(row["basis"]),
        why=_why(why, "time", row["position"]),
    )


def _statements(tables: Tables, why: Reasons) -> tuple[Statement, ...]:
    content = _grouped(tables["statement_content"], "statement")
    return tuple(
        Statement(
            source=_source(row),
            cue=_cue(row),
            content=_spans(content.get(row["position"])),
            kind=StatementKind(row["kind"]),
            why=_why(why, "statement", row["position"]),
        )
        for row in tables["statement"]
    )


def _source(row: Cells) -> Source | None:
    if row["source_start"] is None:
        return None
    return Source(
        start=row["source_start"],
        end=row["source_end"],
        text=row["source_text"],
        actor=row["source_actor"],
        anonymous=row["source_anonymous"],
        spans=_spans(row["source_spans"]),
    )


def _cue(row: Cells) -> Cue | None:
    if row["cue_start"] is None:
        return None
    return Cue(row["cue_start"], row["cue_end"], row["cue_text"], _spans(row["cue_spans"]))


def _events(tables: Tables, why: Reasons) -> tuple[Event, ...]:
    parties = _grouped(tables["event_actor"], "event_id", "role")
    statements = _grouped(tables["event_statement"], "event_id")
    retold = _grouped(tables["event_retold"], "event_id")
    same = ("mode", "cameo", "quad", "goldstein", "intensity", "factuality", "place", "time", "content_of")
    return tuple(
        Event(
            id=row["event_id"],
            type=EventType(row["type"]),
            contexts=tuple(row["contexts"]),
            status=Status(row["status"]),
            trigger=Trigger(row["trigger_start"], row["trigger_end"], row["trigger_text"]),
            sentence=Span(row["sentence_start"], row["sentence_end"]),
            actors=tuple(party["actor_id"] for party in parties.get((row["event_id"], "actor"), ())),
            recipients=tuple(party["actor_id"] for party in parties.get((row["event_id"], "recipient"), ())),
            statements=tuple(link["statement"] for link in statements.get(row["event_id"], ())),
            retold=_spans(retold.get(row["event_id"])),
            killed=_casualties(row["killed_low"], row["killed_high"]),
            injured=_casualties(row["injured_low"], row["injured_high"]),
            confidence=row["confidence"],
            why=_why(why, "event", row["event_id"]),
            **{name: row[name] for name in same},
        )
        for row in tables["event"]
    )


def _casualties(low: int | None, high: int | None) -> Casualties | None:
    return Casualties(low, high) if low is not None and high is not None else None


def _predicates(rows: Sequence[Cells]) -> tuple[Predicate, ...]:
    return tuple(Predicate(row["start_char"], row["end_char"], row["factuality"]) for row in rows)
