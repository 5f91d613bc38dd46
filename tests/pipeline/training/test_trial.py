"""The trial: folds of whole articles, an honest verdict, and only what is better is kept."""

from __future__ import annotations

import numpy as np
import pytest

from dateline.errors import InputError, SettingsError
from dateline.pipeline.training.trial import RIDGES, fold_of, train
from pipeline.training.invented import COERCE, examples


def test_folds_are_even_and_the_same_for_a_seed() -> None:
    folds = fold_of(23, 5, 7)

    assert sorted(np.bincount(folds)) == [4, 4, 5, 5, 5]
    assert folds.tolist() == fold_of(23, 5, 7).tolist()
    assert folds.tolist() != fold_of(23, 5, 8).tolist()


def test_what_can_be_learned_is_found_in_articles_that_were_not_fitted_on() -> None:
    outcome = train(examples(), folds=5, seed=0)

    assert outcome.triggers.before == pytest.approx(2 / 3)
    assert outcome.triggers.after > 0.9
    assert outcome.statuses.after > outcome.statuses.before
    assert outcome.triggers.sure
    lines = {line.name: line for line in outcome.types}
    assert list(lines) == ["PROTEST", "COERCE"]
    assert (lines["COERCE"].marks, lines["COERCE"].before) == (30, 0)
    assert lines["COERCE"].after > 0.8
    assert outcome.type_ridge in RIDGES
    assert outcome.heads.types(examples().vectors[[int(examples().marks[1].words[0])]])[0].argmax() == COERCE


def test_what_cannot_be_learned_is_no_better_and_is_not_kept() -> None:
    outcome = train(examples(articles=40, learnable=False), folds=5, seed=0)

    assert not outcome.triggers.better
    assert not outcome.kept().types.weights.any()
    assert outcome.kept(both=True) == outcome.heads


def test_training_again_gives_the_same_bytes() -> None:
    first, second = (train(examples(12), folds=3, seed=1) for _ in range(2))

    assert first.heads.types.weights.tobytes() == second.heads.types.weights.tobytes()
    assert first.triggers == second.triggers


def test_too_few_articles_are_refused() -> None:
    with pytest.raises(
        InputError, match="9 marked articles with 18 marks are too few: at least 10 articles with 20 marks"
    ):
        train(examples(9), folds=5, seed=0)


def test_more_folds_than_articles_are_refused() -> None:
    with pytest.raises(SettingsError, match="folds is 11; it must lie between 2 and the number of marked articles, 10"):
        train(examples(10), folds=11, seed=0)
