"""Explanations show each field with its words and its rule."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from dateline.errors import InputError
from dateline.pipeline.explain import FieldRow, explain
from dateline.records import Receipt
from samples import TEXT, sample_record


def test_each_field_has_its_value_its_words_and_its_rule() -> None:
    rows = explain(sample_record(), "e2").rows

    assert FieldRow("status", "requested", "asked", "status.request") in rows
    assert FieldRow("place", "Busia", "Busia", "places.near") in rows
    assert FieldRow("recipients", "rebels", None, None) in rows
    assert FieldRow("Uganda: country", "UGA", "Uganda", "actors.dictionary:test") in rows
    assert FieldRow("statements", "an official", None, None) in rows


def test_fields_that_the_text_does_not_give_are_left_out() -> None:
    fields = {row.field for row in explain(sample_record(), "e1").rows}

    assert not fields & {"place", "killed", "injured", "content_of"}


def test_figures_and_days_are_shown_as_ranges() -> None:
    values = {row.field: row.value for row in explain(sample_record(), "e3").rows}

    assert (values["killed"], values["injured"], values["time"]) == ("3 … 5", "0", "2020-05-04")


def test_the_text_is_the_sentence_with_trigger_and_words_marked() -> None:
    explanation = explain(sample_record(), "e3")
    marked = [explanation.text[mark.span.start : mark.span.end] for mark in explanation.marks]

    assert TEXT[explanation.start :].startswith(explanation.text)
    assert explanation.text[explanation.trigger.start : explanation.trigger.end] == "killed"
    assert "between 3 and 5" in marked


def test_marks_do_not_overlap_and_name_every_field_that_covers_them() -> None:
    sample = sample_record()
    sentence, trigger = sample.events[0].sentence, sample.events[0].trigger
    why = {
        "type": Receipt(trigger.start, trigger.end, "codebook.ask"),
        "status": Receipt(sentence.start, sentence.end, "status.plain"),
    }
    record = replace(sample, events=(replace(sample.events[0], why=why, actors=(), recipients=(), statements=()),))

    marks = explain(record, "e1").marks

    assert all(first.span.end <= second.span.start for first, second in itertools.pairwise(marks))
    assert any(mark.fields[:2] == ("type", "status") for mark in marks)


def test_an_event_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(InputError, match="no event 'e9'; its events are: e1, e2, e3"):
        explain(sample_record(), "e9")
