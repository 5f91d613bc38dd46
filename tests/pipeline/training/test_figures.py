"""Counting what is found, missed and told without reason."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from dateline.pipeline.training.examples import MarkedWords
from dateline.pipeline.training.figures import Tally, changes
from pipeline.training.invented import ACTUAL, COERCE, PROTEST, WORDS, examples

MADE = examples(2)


def test_found_and_missed_marks_give_recall_and_false_ones_precision() -> None:
    types = MADE.types.copy()
    types[0:2, PROTEST] = 9  # two neighbouring words are one trigger

    tally = Tally.of(MADE, types, MADE.statuses)

    assert (tally.marks.sum(), tally.found.sum(), tally.told.sum(), tally.right.sum()) == (4, 2, 3, 2)
    assert tally.f1() == pytest.approx(2 * (2 / 3) * (2 / 4) / (2 / 3 + 2 / 4))
    assert tally.f1(PROTEST) == pytest.approx(2 * (2 / 3) / (2 / 3 + 1))
    assert tally.f1(COERCE) == 0


def test_an_accepted_type_is_as_good_as_the_best() -> None:
    row = MADE.marks[0].words[0]
    right = MADE.right_types.copy()
    right[row, COERCE] = True
    made = replace(MADE, right_types=right, marks=(MarkedWords(0, (row,), (COERCE, PROTEST), ACTUAL),))

    tally = Tally.of(made, made.types, made.statuses)

    assert tally.found[0, COERCE] == 1
    assert tally.right[0, PROTEST] == 1


def test_what_is_told_in_a_passage_that_is_left_out_does_not_count() -> None:
    types, right = MADE.types.copy(), MADE.right_types.copy()
    types[0, PROTEST] = 9
    right[0] = False

    tally = Tally.of(replace(MADE, right_types=right), types, MADE.statuses)

    assert tally.told.sum() == 2


def test_neighbours_of_other_types_and_other_articles_are_other_triggers() -> None:
    types = MADE.types.copy()
    types[WORDS - 2, COERCE] = types[WORDS - 1, PROTEST] = types[WORDS, PROTEST] = 9

    tally = Tally.of(MADE, types, MADE.statuses)

    assert tally.told.sum() == 2 + 3


def test_the_status_is_read_at_the_word_that_is_likeliest_an_event() -> None:
    row = MADE.marks[0].words[0]
    statuses = MADE.statuses.copy()
    statuses[row + 1, 3] = 9
    made = replace(MADE, marks=(MarkedWords(0, (row, row + 1), (PROTEST,), ACTUAL),))

    assert Tally.of(made, made.types, statuses).accuracy() == 1


def test_a_mark_without_words_is_missed() -> None:
    made = replace(MADE, marks=(MarkedWords(0, (), (PROTEST,), ACTUAL),))

    tally = Tally.of(made, made.types, made.statuses)

    assert (tally.marks.sum(), tally.found.sum(), tally.accuracy()) == (1, 0, 0)


def test_a_change_in_every_article_is_sure_and_no_change_is_none() -> None:
    types = MADE.types.copy()
    for mark in MADE.marks:
        types[mark.words, mark.types] = 9
    before, after = (Tally.of(MADE, logits, MADE.statuses) for logits in (MADE.types, types))

    triggers, statuses = changes(before, after, seed=0)

    assert (triggers.after, triggers.better, triggers.sure) == (1, True, True)
    assert (statuses.before, statuses.after, statuses.low, statuses.high) == (0.5, 0.5, 0, 0)
    assert not statuses.better
    assert np.isclose(triggers.high, triggers.after - triggers.before)
