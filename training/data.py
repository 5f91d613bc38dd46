"""All passages of one training: which corpora, how often each is seen, what is held out."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tokenizers import Tokenizer

from training import corpora
from training.folds import fold_of, groups_of, without
from training.invented import read_examples
from training.passages import Pack, Passage, packs

EXAMPLES = Path(__file__).parent / "examples"
MARKS = sorted((Path(__file__).parent / "marks").glob("*.jsonl"))
REPEATS = {
    "base": {
        "analyst": 2.5, "invented": 2.5, "police": 0.2,
        "attribution": 1.0, "factuality_uw": 1.5, "factuality_meantime": 3.0, "factuality_uds": 1.0,
        "relevance_bbc_news": 0.2, "relevance_insightcrime": 0.12, "relevance_satp_relevant": 0.25,
    },
    "events": {
        "analyst": 1.0, "invented": 1.0, "plv": 3.0, "gsr": 3.0, "quad": 2.0, "police": 0.1,
        "attribution": 0.2, "factuality_uw": 0.3, "factuality_meantime": 1.0, "factuality_uds": 0.2,
        "relevance_bbc_news": 0.05, "relevance_insightcrime": 0.03, "relevance_satp_relevant": 0.05,
    },
}  # fmt: skip
"""How often a corpus is seen in one epoch of each stage.

The first stage leaves out the corpora of single sentences with one event, and whatever shares its wording with them: so
all five folds of these may start from one and the same first stage.
"""
FOLDED = (
    "analyst", "plv", "gsr", "quad", "police",
    "relevance_bbc_news", "relevance_insightcrime", "relevance_satp_relevant",
)  # fmt: skip
"""Corpora without a part of their own for testing: they are held out by fold."""


@dataclass
class Data:
    """The passages to learn from and those held out, with the digest of everything that was read."""

    train: list[Passage]
    held: list[Passage]
    digest: str
    counts: dict[str, int] = field(default_factory=dict)


def load(
    gold: Path,
    examples: Path,
    marks: Sequence[Path] = (),
    fold: int | None = None,
    stage: str = "events",
    dev: bool = True,
) -> Data:
    """Read everything.

    Args:
        gold: The folder of the gold files.
        examples: The folder of the invented sentences.
        marks: Files of marks that are kept as offsets into texts of the gold folder.
        fold: The fold, 0 to 4, of the `FOLDED` corpora that is held out; None holds out none.
        stage: The stage of `REPEATS`; a corpus that it does not name is left out with all that is like it.
        dev: Whether the publishers' dev parts are held out.
    """
    tests = [row["text"] for row in corpora.rows(gold / "analyst_articles.jsonl")]
    folded = [*corpora.analyst(gold / "analyst_train_articles.jsonl", gold / "analyst_train_marks.jsonl")]
    for path in marks:
        folded += corpora.marked(path, gold)
    folded += [*corpora.plv(gold), *corpora.gsr(gold), *corpora.quad(gold), *corpora.police(gold)]
    for name in ("bbc_news", "insightcrime", "satp_relevant"):
        folded += corpora.relevance(gold, name)
    folded = without(folded, tests)
    groups = groups_of(folded)
    folds = fold_of(folded, groups)
    absent = {group for passage, group in zip(folded, groups, strict=True) if passage.corpus not in REPEATS[stage]}
    placed = list(zip(folded, groups, folds, strict=True))
    train = [passage for passage, group, number in placed if number != fold and group not in absent]
    held = [passage for passage, _, number in placed if number == fold]
    train += read_examples(examples)
    part = "train" if dev else None
    train += corpora.attribution(gold, part)
    for corpus in ("uw", "meantime", "uds"):
        train += corpora.factuality(gold, corpus, part)
    if dev:
        held += corpora.attribution(gold, "dev")
        for corpus in ("uw", "meantime", "uds"):
            held += corpora.factuality(gold, corpus, "dev")
    digest = hashlib.sha256("\n".join(f"{p.corpus} {p.doc} {p.text}" for p in train).encode()).hexdigest()
    counts: dict[str, int] = {}
    for passage in train:
        counts[passage.corpus] = counts.get(passage.corpus, 0) + 1
    return Data(train, held, digest, counts)


def epoch(passages: Sequence[Pack], repeats: Mapping[str, float], rng: random.Random) -> list[Pack]:
    """The packs of one epoch: each corpus as often as `repeats` says, a fraction of it by chance."""
    chosen = []
    for pack in passages:
        times = repeats[pack.passage.corpus]
        chosen += [pack] * (int(times) + (rng.random() < times % 1))
    return chosen


def packed(passages: Sequence[Passage], tokenizer: Tokenizer) -> list[Pack]:
    """Every passage as packs; packs without words are left out."""
    return [pack for passage in passages for pack in packs(passage, tokenizer) if pack.words]
