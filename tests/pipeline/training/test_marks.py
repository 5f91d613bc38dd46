"""Marks as quotations and as offsets, and everything that can be wrong with them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from dateline.errors import DictionaryError, InputError
from dateline.pipeline.training.marks import Mark, read_marked
from dateline.records import EventType, Span, Status

Write = Callable[[str, Sequence[Mapping[str, Any]]], Path]
TEXT = "Dockers warned of war and walked out. Their strike goes on. Their strike may spread."
ARTICLES = [
    {"id": "a", "text": TEXT, "title": "Dockers"},
    {"id": "b", "text": "A ferry sails."},
    {"id": 3, "text": "No."},
]
MARK = {"type": "PROTEST", "status": "actual", "trigger": "walked out", "evidence": "and walked out."}


@pytest.fixture
def articles(write: Write) -> Path:
    return write("articles.jsonl", ARTICLES)


def faults_of(marks: Path, articles: Path) -> list[str]:
    with pytest.raises(DictionaryError) as caught:
        read_marked(marks, articles)
    return [str(fault) for fault in caught.value.faults]


def test_quoted_passages_become_spans_of_the_text(write: Write, articles: Path) -> None:
    event = {
        **MARK,
        "alt_types": ["SANCTION", "PROTEST"],
        "more_evidence": ["Their strike"],
        "actors": [],
        "date": None,
    }
    marks = write("marks.jsonl", [{"doc": "a", "events": [event]}])

    (article,) = read_marked(marks, articles)

    trigger, first, second = (TEXT.index(words) for words in ("walked", "Their strike goes", "Their strike may"))
    assert article.marks == (
        Mark(
            Span(trigger, trigger + 10),
            (EventType.PROTEST, EventType.SANCTION),
            Status.ACTUAL,
            (Span(first, first + 12), Span(second, second + 12)),
        ),
    )


def test_offsets_give_the_same_marks_as_quotations(write: Write, articles: Path) -> None:
    at, more = TEXT.index("and walked"), TEXT.index("Their strike goes on.")
    offsets = {**MARK, "trigger": [at + 4, at + 14], "evidence": [at, at + 15], "more_evidence": [[more, more + 21]]}
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    stripped = write("offsets.jsonl", [{"doc": "a", "sha256": digest, "events": [offsets]}])
    quoted = write("marks.jsonl", [{"doc": "a", "events": [{**MARK, "more_evidence": ["Their strike goes on."]}]}])

    assert read_marked(stripped, articles) == read_marked(quoted, articles)


def test_a_trigger_is_found_as_a_whole_word_first(write: Write, articles: Path) -> None:
    event = {"type": "THREATEN", "status": "actual", "trigger": "war", "evidence": "Dockers warned of war"}

    (article,) = read_marked(write("marks.jsonl", [{"doc": "a", "events": [event]}]), articles)

    assert article.marks[0].trigger == Span(18, 21)


def test_articles_without_events_are_kept_and_those_without_a_line_are_not(write: Write, articles: Path) -> None:
    marks = write("marks.jsonl", [{"doc": 3, "events": []}, {"doc": "a", "events": [{**MARK, "optional": True}]}])

    found = read_marked(marks, articles)

    assert [(article.id, len(article.marks)) for article in found] == [("3", 0), ("a", 1)]
    assert found[1].marks[0].optional


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"type": "PROTST"}, "type is 'PROTST'. Did you mean PROTEST?"),
        ({"alt_types": ["XX"]}, "type is 'XX'. Allowed are ACCUSE, AGREE"),
        ({"alt_types": "AID"}, "alt_types is 'AID', not a list"),
        ({"status": "xyz"}, "status is 'xyz'. Allowed are actual, denied"),
        ({"trigger": "ran"}, "trigger 'ran' is not in evidence 'and walked out.'"),
        ({"evidence": "They walked out."}, "evidence 'They walked out.' is not in the text"),
        ({"evidence": "Their strike"}, "evidence 'Their strike' occurs 2 times; quote more of the sentence"),
        ({"more_evidence": ["The dockers"]}, "more_evidence 'The dockers' is not in the text"),
        ({"trigger": [1, 2]}, "[1, 2] is no quotation; offsets need the text's sha256 in the line"),
        ({"trigger": " "}, "' ' is no quotation"),
        ({"alttypes": []}, "has the key 'alttypes'. Did you mean alt_types?"),
    ],
)
def test_a_fault_of_a_mark_is_told(write: Write, articles: Path, change: dict[str, Any], said: str) -> None:
    marks = write("marks.jsonl", [{"doc": "a", "events": [{**MARK, **change}]}])

    (fault,) = faults_of(marks, articles)

    assert fault.startswith(f"marks.jsonl:1 event 1: {said}")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"trigger": [0, 7]}, "trigger [0, 7] is not inside evidence [22, 37]"),
        ({"evidence": [22, 900]}, f"evidence is [22, 900], not [start, end) within the {len(TEXT)} characters"),
        ({"trigger": "walked out"}, "trigger is 'walked out', not [start, end)"),
        ({"more_evidence": [[5, 5]]}, "more_evidence is [5, 5], not [start, end)"),
        ({"trigger": [True, 2]}, "trigger is [True, 2], not [start, end)"),
    ],
)
def test_a_fault_of_offsets_is_told(write: Write, articles: Path, change: dict[str, Any], said: str) -> None:
    event = {**MARK, "trigger": [26, 36], "evidence": [22, 37], **change}
    digest = hashlib.sha256(TEXT.encode()).hexdigest()

    (fault,) = faults_of(write("marks.jsonl", [{"doc": "a", "sha256": digest, "events": [event]}]), articles)

    assert fault.startswith(f"marks.jsonl:1 event 1: {said}")


def test_all_faults_are_told_at_once_with_their_lines(write: Write) -> None:
    articles = write("articles.jsonl", [*ARTICLES, {"id": "a", "text": "Again."}, {"id": "c", "txt": "?"}])
    good = {"doc": "a", "events": [MARK]}
    marks = write(
        "marks.jsonl",
        [
            good,
            {"doc": "z", "events": []},
            good,
            {"doc": "b", "event": []},
            {"doc": "b", "events": [], "note": "x"},
            {"doc": "b", "events": [], "sha256": "0"},
            {"doc": "b", "events": [7, {}]},
        ],
    )
    with marks.open("a") as file:
        file.write("\n{\n")

    faults = faults_of(marks, articles)

    assert [fault.split(":")[1].split(" ")[0] for fault in faults[2:]] == ["2", "3", "4", "5", "6", "7", "7", "9"]
    expected = [
        "has the article 'a' twice",
        "has the field 'txt'",
        "doc is 'z', which is none of the 3 articles",
        "was marked in line 1 already",
        'is no object like {"doc"',
        "has the key 'note'. Allowed are doc, events, sha256.",
        "is not the one that was marked (its sha256 differs)",
        'is no object like {"type"',
        "lacks type, status, trigger, evidence",
        "is not JSON",
    ]
    assert [part for part, fault in zip(expected, faults, strict=True) if part not in fault] == []


def test_marks_that_cannot_be_read_are_told(tmp_path: Path, articles: Path) -> None:
    with pytest.raises(InputError, match=r"none\.jsonl: cannot be read"):
        read_marked(tmp_path / "none.jsonl", articles)
    (tmp_path / "latin.jsonl").write_bytes(b"\xe9")
    with pytest.raises(InputError, match="is not UTF-8"):
        read_marked(tmp_path / "latin.jsonl", articles)
