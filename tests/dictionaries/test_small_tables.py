"""The smaller tables of coding: figures, choices, implied words, confidence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.dictionaries.casualties import load_count_words
from dateline.dictionaries.choices import load_choices
from dateline.dictionaries.confidence import load_weights
from dateline.dictionaries.implied import load_implied
from dateline.dictionaries.predications import load_predication_lexicon
from dateline.dictionaries.triggers import load_lexicon
from dateline.errors import DictionaryError
from dateline.records import Pos

ABOUT = '[about]\nsource = "a test"\nlicence = "Apache-2.0"\nadded = 2026-11-22\n\n'


@pytest.mark.parametrize(
    ("load", "body", "messages"),
    [
        (load_count_words, "[killed]\nbefore = []\nafter = 3\n", ["before is []", "after is 3", "injured: is missing"]),
        (load_choices, '[rules-place]\nnone = "high"\n', ["#learned-place: is missing", "none is 'high'"]),
        (
            load_implied,
            '[a]\nlemma = "must"\nstatus = "maybe"\ncue = 1\n',
            ["has no rules", "'cue'", "status is 'maybe'"],
        ),
        (load_weights, '[rules]\nprior = "high"\n[status]\n', ["#learned: is missing", "prior is 'high'"]),
    ],
    ids=["casualties", "choices", "implied", "confidence"],
)
def test_every_fault_of_a_table_is_told_at_once(
    tmp_path: Path, load: Callable[[Path], object], body: str, messages: list[str]
) -> None:
    file = tmp_path / "table.toml"
    file.write_text(ABOUT + body, encoding="utf-8")

    with pytest.raises(DictionaryError) as caught:
        load(file)

    assert all(message in str(caught.value) for message in messages)


def test_what_is_implied_has_an_entry_in_the_trigger_lexicon() -> None:
    lexicon = load_lexicon()

    assert all(lexicon.entries_for(rule.lemma, Pos.VERB) for rule in load_implied())


def test_every_noun_that_the_lexicon_codes_is_read_as_a_happening() -> None:
    read = load_predication_lexicon()

    unread = load_lexicon().nouns - read.events - set(read.transparent)  # "a wave of arrests" is the arrests

    assert unread == frozenset()


def test_the_choosing_weights_know_a_place_that_the_event_is_given() -> None:
    weights = load_choices()

    assert weights.rules.place["role:where"] > 0
    assert weights.learned.place["reader"] > 0


def test_the_confidence_weights_know_the_lexicons_own_guess_and_the_readers() -> None:
    weights = load_weights()

    assert weights.rules["prior"] > 0
    assert weights.learned["reader:type"] > 0
    assert weights.status["reader"] > 0
