"""Marked sentences become labels by character."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

import training
from dateline.records import EventType, Status
from training.invented import parse, read_examples
from training.passages import Passage

EXAMPLES = Path(training.__file__).parent / "examples"
LINE = (
    "[Kenya|A1] {urged|1|REQUEST|actual} [the rebels|R1,A2] to {withdraw|2|RETREAT|requested} from [Goma|P2] "
    "by [Friday|T2], [an envoy|S1] said."
)


@pytest.fixture(scope="module")
def examples() -> list[Passage]:
    return list(read_examples(EXAMPLES))


def words(passage: Passage, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [passage.text[start:end] for start, end in spans]


def test_marks_are_taken_out_of_the_text() -> None:
    assert parse(LINE, "x").text == "Kenya urged the rebels to withdraw from Goma by Friday, an envoy said."


def test_triggers_have_their_words_type_and_status() -> None:
    passage = parse(LINE, "x")

    assert passage.triggers is not None
    assert [(passage.text[t.start : t.end], t.types, t.status) for t in passage.triggers] == [
        ("urged", ("REQUEST",), "actual"),
        ("withdraw", ("RETREAT",), "requested"),
    ]


def test_each_trigger_is_a_question_with_an_answer_for_every_role() -> None:
    passage = parse(LINE, "x")

    urged, withdraw = (q for q in passage.questions if q.kind == "trigger")
    assert {role: words(passage, spans) for role, spans in urged.answers.items()} == {
        "actor": ["Kenya"],
        "recipient": ["the rebels"],
        "place": [],
        "time": [],
        "teller": ["an envoy"],
    }
    assert words(passage, withdraw.answers["actor"]) == ["the rebels"]
    assert words(passage, withdraw.answers["place"]) == ["Goma"]


def test_an_event_with_both_sides_is_a_question_about_the_pair() -> None:
    passage = parse(LINE, "x")

    (pair,) = (q for q in passage.questions if q.kind == "pair")
    assert pair.second is not None
    assert words(passage, ((pair.start, pair.end), pair.second)) == ["Kenya", "the rebels"]
    assert pair.types == ("REQUEST",)


def test_words_that_name_one_event_together_are_one_question() -> None:
    passage = parse("[Rebels|A1] {opened fire|1|ASSAULT|actual}; the {attack|1|ASSAULT|actual} killed nobody.", "x")

    assert passage.triggers is not None
    assert len(passage.triggers) == 2
    assert [passage.text[q.start : q.end] for q in passage.questions] == ["opened fire"]


def test_a_line_without_marks_holds_no_event() -> None:
    passage = parse("The river rose by a metre.", "x")

    assert (passage.text, passage.triggers, passage.questions) == ("The river rose by a metre.", [], [])


def test_comments_and_blank_lines_are_no_passages(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("# about\n\nIt rained.\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text("It snowed.\n", encoding="utf-8")

    assert [(p.doc, p.text) for p in read_examples(tmp_path)] == [("a-1", "It snowed."), ("b-3", "It rained.")]


def test_no_mark_of_the_examples_is_left_in_their_text(examples: list[Passage]) -> None:
    assert [p.doc for p in examples if re.search(r"[\[\]{}|]", p.text)] == []


def test_the_examples_use_only_types_and_statuses_that_there_are(examples: list[Passage]) -> None:
    triggers = [(p.doc, t) for p in examples for t in p.triggers or ()]

    assert [doc for doc, t in triggers if t.types[0] not in list(EventType)] == []
    assert [doc for doc, t in triggers if t.status not in list(Status)] == []


def test_the_examples_show_every_type_and_status_many_times(examples: list[Passage]) -> None:
    triggers = [t for p in examples for t in p.triggers or ()]

    assert min(Counter(t.types[0] for t in triggers)[kind] for kind in EventType) >= 20
    assert min(Counter(t.status for t in triggers)[status] for status in Status) >= 20


def test_every_span_of_the_examples_belongs_to_an_event() -> None:
    lost = []
    for path in sorted(EXAMPLES.glob("*.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            told = set(re.findall(r"\{[^|{}]+\|(\d+)\|", line))
            roles = re.findall(r"\|([ARPTS]\d+(?:,[ARPTS]\d+)*)\]", line)
            named = {role[1:] for group in roles for role in group.split(",")}
            lost += [f"{path.name}:{number}"] if named - told and not line.startswith("#") else []

    assert lost == []
