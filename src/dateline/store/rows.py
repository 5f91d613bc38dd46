"""Records to rows of the store's tables. `rebuild` is the way back; `COLUMNS` serves both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from dateline.records import Actor, Event, Receipt, Record, Span, Statement
from dateline.store.keys import content_key, record_key

Row = tuple[Any, ...]

_SPAN = ("start_char", "end_char")

# Tables in the order in which they must be filled (a key's table before those that point to it), with the columns
# that are written. `article_number` comes first in each and is not repeated here.
COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "article": (
            *("article_key", "content_key", "run_id", "id", "title", "published", "outlet", "url", "language", "text"),
            *("schema", "has_predicates", "version", "codebook", "model", "settings"),
        ),
        "actor": ("actor_id", "position", "name", "country", "sector", "sectors", "kind", "authority"),
        "actor_mention": ("actor_id", "position", *_SPAN),
        "place": (
            *("position", *_SPAN, "text", "name", "geonameid", "lat", "lon", "country", "admin1", "feature"),
            *("precision", "adjective"),
        ),
        "time": ("position", *_SPAN, "text", "type", "value", "mod", "first", "last", "basis"),
        "statement": (
            *("position", "kind", "source_start", "source_end", "source_text", "source_actor", "source_anonymous"),
            *("source_spans", "cue_start", "cue_end", "cue_text", "cue_spans"),
        ),
        "statement_content": ("statement", "position", *_SPAN),
        "event": (
            *("event_id", "position", "type", "mode", "contexts", "cameo", "quad", "goldstein", "intensity", "status"),
            *("factuality", "trigger_start", "trigger_end", "trigger_text", "sentence_start", "sentence_end"),
            *("place", "time", "content_of", "killed_low", "killed_high", "injured_low", "injured_high", "confidence"),
        ),
        "event_actor": ("event_id", "role", "position", "actor_id"),
        "event_statement": ("event_id", "position", "statement"),
        "event_retold": ("event_id", "position", *_SPAN),
        "receipt": ("layer", "item", "field", *_SPAN, "rule"),
        "predicate": ("position", *_SPAN, "factuality"),
        "dropped": ("reason", "count"),
    }
)


def rows_of(record: Record, *, article_number: int, run_id: int) -> Iterator[tuple[str, Row]]:
    """Every row that holds the record, as (table, values of `article_number` and of the table's COLUMNS)."""
    for table, row in _rows(record, run_id):
        yield table, (article_number, *row)


def _rows(record: Record, run_id: int) -> Iterator[tuple[str, Row]]:
    coder = record.coder
    yield (
        "article",
        (
            *(
                record_key(record),
                content_key(record),
                run_id,
                record.id,
                record.title,
                record.published,
                record.outlet,
            ),
            *(record.url, record.language, record.text, record.schema, record.predicates is not None),
            *(coder.version, coder.codebook, coder.model, coder.settings),
        ),
    )
    for i, actor in enumerate(record.actors):
        yield from _actor_rows(actor, i)
    for i, place in enumerate(record.places):
        where = (place.geonameid, place.lat, place.lon, place.country, place.admin1, place.feature, place.precision)
        yield "place", (i, place.start, place.end, place.text, place.name, *where, place.adjective)
        yield from _receipts("place", str(i), place.why)
    for i, time in enumerate(record.times):
        when = (time.type, time.value, time.mod, time.first, time.last, time.basis)
        yield "time", (i, time.start, time.end, time.text, *when)
        yield from _receipts("time", str(i), time.why)
    for i, statement in enumerate(record.statements):
        yield from _statement_rows(statement, i)
    for i, event in enumerate(record.events):
        yield from _event_rows(event, i)
    for i, predicate in enumerate(record.predicates or ()):
        yield "predicate", (i, predicate.start, predicate.end, predicate.factuality)
    for reason, count in sorted(record.dropped.items()):
        yield "dropped", (reason, count)


def _actor_rows(actor: Actor, i: int) -> Iterator[tuple[str, Row]]:
    known = (actor.country, actor.sector, list(actor.sectors), actor.kind, actor.authority)
    yield "actor", (actor.id, i, actor.name, *known)
    for j, span in enumerate(actor.mentions):
        yield "actor_mention", (actor.id, j, span.start, span.end)
    yield from _receipts("actor", actor.id, actor.why)


def _statement_rows(statement: Statement, i: int) -> Iterator[tuple[str, Row]]:
    source, cue = statement.source, statement.cue
    source_part: Row = (None,) * 6
    if source is not None:
        spans = _pieces(source.spans)
        source_part = (source.start, source.end, source.text, source.actor, source.anonymous, spans)
    cue_part: Row = (cue.start, cue.end, cue.text, _pieces(cue.spans)) if cue is not None else (None,) * 4
    yield "statement", (i, statement.kind, *source_part, *cue_part)
    for j, span in enumerate(statement.content):
        yield "statement_content", (i, j, span.start, span.end)
    yield from _receipts("statement", str(i), statement.why)


def _event_rows(event: Event, i: int) -> Iterator[tuple[str, Row]]:
    trigger, sentence = event.trigger, event.sentence
    killed = (event.killed.low, event.killed.high) if event.killed else (None, None)
    injured = (event.injured.low, event.injured.high) if event.injured else (None, None)
    yield (
        "event",
        (
            *(event.id, i, event.type, event.mode, list(event.contexts), event.cameo, event.quad, event.goldstein),
            *(event.intensity, event.status, event.factuality, trigger.start, trigger.end, trigger.text),
            *(sentence.start, sentence.end, event.place, event.time, event.content_of, *killed, *injured),
            event.confidence,
        ),
    )
    for role, actors in (("actor", event.actors), ("recipient", event.recipients)):
        for j, actor in enumerate(actors):
            yield "event_actor", (event.id, role, j, actor)
    for j, statement in enumerate(event.statements):
        yield "event_statement", (event.id, j, statement)
    for j, span in enumerate(event.retold):
        yield "event_retold", (event.id, j, span.start, span.end)
    yield from _receipts("event", event.id, event.why)


def _receipts(layer: str, item: str, why: Mapping[str, Receipt]) -> Iterator[tuple[str, Row]]:
    for field, receipt in sorted(why.items()):
        yield "receipt", (layer, item, field, receipt.start, receipt.end, receipt.rule)


def _pieces(spans: tuple[Span, ...]) -> list[dict[str, int]]:
    return [{"start_char": span.start, "end_char": span.end} for span in spans]
