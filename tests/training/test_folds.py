"""Near-copies never stand on both sides of a fold, and no test text is learned from."""

from __future__ import annotations

import random

import pytest

from training.folds import FOLDS, fold_of, groups_of, shingles, without
from training.passages import Passage

WORDS = [f"word{i}" for i in range(400)]


def text(seed: int, count: int = 40) -> str:
    """Random words: two seeds share hardly any run of six."""
    return " ".join(random.Random(seed).choices(WORDS, k=count))  # noqa: S311  (no secret)


def passages(*texts: str) -> list[Passage]:
    return [Passage("test", f"doc{i}", one) for i, one in enumerate(texts)]


def folds_of(items: list[Passage]) -> list[int]:
    return fold_of(items, groups_of(items))


def test_case_and_punctuation_make_no_other_shingles() -> None:
    assert shingles("Rebels shelled Goma on Sunday, a doctor said.") == shingles(
        "REBELS shelled Goma on Sunday a doctor said"
    )


def test_a_short_text_has_one_shingle() -> None:
    assert len(shingles("Rebels shelled Goma.")) == 1
    assert shingles("Rebels shelled Goma.") != shingles("Rebels shelled Beni.")


def test_folds_are_numbers_that_depend_on_names_alone() -> None:
    items = passages(*(text(seed) for seed in range(60)))

    folds = folds_of(items)

    assert set(folds) == set(range(FOLDS))
    assert folds_of(items) == folds
    assert folds_of(items[:30]) == folds[:30]


def test_near_copies_are_in_one_fold() -> None:
    originals = [text(seed) for seed in range(40)]
    copies = [f"{one} and a few words that are new at the end" for one in originals]

    folds = folds_of(passages(*originals, *copies))

    assert folds[:40] == folds[40:]


def test_copies_of_copies_are_in_one_fold() -> None:
    first, middle, last = text(1, 30), text(2, 30), text(3, 30)

    folds = folds_of(passages(first, last, f"{first} {middle}", f"{middle} {last}"))

    assert folds[0] == folds[2] == folds[3]


def test_texts_that_share_a_phrase_only_need_not_be() -> None:
    phrase = "on condition of anonymity because he was not allowed to speak"

    folds = folds_of(passages(*(f"{text(seed, 60)} {phrase}" for seed in range(40))))

    assert len(set(folds)) > 1


@pytest.mark.parametrize(
    ("share", "kept"), [(0.0, True), (0.1, True), (0.5, False), (1.0, False)], ids=["none", "little", "half", "all"]
)
def test_what_shares_much_wording_with_a_test_text_is_left_out(share: float, kept: bool) -> None:
    test, own = text(1, 100).split(), text(2, 100).split()
    cut = int(share * 100)

    found = without(passages(" ".join([*test[:cut], *own[cut:]])), [" ".join(test)])

    assert bool(found) is kept


def test_without_test_texts_everything_stays() -> None:
    items = passages(text(1), text(2))

    assert without(items, []) == items
