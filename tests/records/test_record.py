"""The record as JSON: round trips, refusals, schema."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from datetime import date

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import actor, place
from dateline.records import (
    Basis,
    Casualties,
    CoderInfo,
    Cue,
    Event,
    EventType,
    Predicate,
    Receipt,
    Record,
    RecordError,
    Source,
    Span,
    Statement,
    StatementKind,
    Status,
    TimeRef,
    TimeType,
    Trigger,
    json_schema,
)

TEXT = "On Sunday rebels in Hama killed four soldiers, a doctor said."


@pytest.fixture
def record() -> Record:
    """A record with one item in every layer."""
    event = Event(
        id="e1",
        type=EventType.ASSAULT,
        mode="firearms",
        contexts=("military",),
        cameo="193",
        quad=4,
        goldstein=-10.0,
        intensity=-9.0,
        status=Status.ACTUAL,
        factuality=3.0,
        trigger=Trigger(25, 31, "killed"),
        sentence=Span(0, len(TEXT)),
        actors=("a1",),
        recipients=("a2",),
        place=0,
        time=0,
        statements=(0,),
        content_of=None,
        retold=(Span(0, 5),),
        killed=Casualties(4, 4),
        injured=None,
        confidence=0.5,
        why={"type": Receipt(25, 31, "triggers.assault.kill")},
    )
    statement = Statement(
        Source(47, 55, "a doctor", None, anonymous=True), Cue(56, 60, "said"), (Span(0, 45),), StatementKind.INDIRECT
    )
    return Record(
        id="x",
        title="A title",
        published=date(2026, 3, 2),
        outlet=None,
        url=None,
        language="en",
        text=TEXT,
        coder=CoderInfo("0.1.0", "abc", "model", "def"),
        actors=(actor(TEXT, "rebels", 1, sector="REB"), actor(TEXT, "four soldiers", 2, country="SYR")),
        places=(place(TEXT, "Hama"),),
        times=(TimeRef(3, 9, "Sunday", TimeType.DATE, "2026-03-01", None, "2026-03-01", "2026-03-01", Basis.RELATIVE),),
        statements=(statement,),
        events=(event,),
        dropped={"frame": 2},
    )


def test_a_record_comes_back_from_its_json(record: Record) -> None:
    line = record.to_json()

    assert Record.from_json(line) == record
    assert "\n" not in line


def test_predicates_are_written_only_when_asked_for(record: Record) -> None:
    with_predicates = replace(record, predicates=(Predicate(25, 31, 3.0),))

    assert "predicates" not in json.loads(record.to_json())
    assert Record.from_json(with_predicates.to_json()) == with_predicates


@given(text=st.text(), title=st.none() | st.text(), dropped=st.dictionaries(st.text(), st.integers(0, 9)))
def test_any_text_survives_the_round_trip(text: str, title: str | None, dropped: dict[str, int]) -> None:
    record = Record("x", title, None, None, None, None, text, CoderInfo("", "", "", ""), dropped=dropped)

    assert Record.from_json(record.to_json()) == record


def test_a_record_fits_its_schema(record: Record) -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())

    jsonschema.validate(json.loads(record.to_json()), json_schema())


def test_the_schema_refuses_an_unknown_status(record: Record) -> None:
    value = json.loads(record.to_json())
    value["events"][0]["status"] = "perhaps"

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(value, json_schema())


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"publihsed": "2026-01-01"}, "publihsed"),
        ({"published": "1 March"}, "not a day"),
        ({"events": 3}, "events is 3"),
        ({"text": None}, "text is None"),
    ],
    ids=["unknown field", "wrong date", "wrong type", "missing value"],
)
def test_a_wrong_field_is_named(record: Record, change: dict[str, object], message: str) -> None:
    line = json.dumps(json.loads(record.to_json()) | change)

    with pytest.raises(RecordError, match=message):
        Record.from_json(line)


def test_a_notebook_shows_the_events_and_escapes_the_text(record: Record) -> None:
    html = replace(record, title="<b>bold</b>")._repr_html_()

    assert "&lt;b&gt;" in html
    assert "rebels" in html
    assert "killed" in html


def test_an_actor_is_found_by_its_id(record: Record) -> None:
    assert record.actor("a2").country == "SYR"
    with pytest.raises(KeyError):
        record.actor("a9")


def test_records_need_nothing_but_python() -> None:
    code = "import sys, dateline.records; print(sorted({'spacy', 'numpy', 'duckdb', 'rich'} & set(sys.modules)))"

    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert result.stdout.strip() == "[]"
