"""Honest folds: passages that share much of their wording are kept together, and none may share it with a test text."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from training.passages import Passage

FOLDS = 5
_SHINGLE = 6
_SHARED = 0.3


def shingles(text: str) -> set[int]:
    """Hashes of the runs of six words of a text, without case and punctuation."""
    words = re.findall(r"\w+", text.lower())
    runs = (" ".join(words[i : i + _SHINGLE]) for i in range(max(1, len(words) - _SHINGLE + 1)))
    return {int.from_bytes(hashlib.blake2b(run.encode(), digest_size=8).digest(), "big") for run in runs}


def without(passages: Iterable[Passage], tests: Sequence[str]) -> list[Passage]:
    """The passages that share less than three tenths of their wording with the test texts together."""
    forbidden = set().union(*(shingles(text) for text in tests)) if tests else set()
    kept = []
    for passage in passages:
        own = shingles(passage.text)
        if len(own & forbidden) < _SHARED * len(own):
            kept.append(passage)
    return kept


def fold_of(passages: Sequence[Passage], groups: Sequence[int]) -> list[int]:
    """The fold, 0 to 4, of each passage: by the hash of the first passage of its group."""
    return [_bucket(passages[group].doc) for group in groups]


def groups_of(passages: Sequence[Passage]) -> list[int]:
    """For each passage the number of the first passage of its group of near-copies."""
    holders: dict[int, list[int]] = defaultdict(list)
    root = list(range(len(passages)))

    def find(i: int) -> int:
        while root[i] != i:
            i = root[i]
        return i

    for index, passage in enumerate(passages):
        own = shingles(passage.text)
        shared = Counter(other for run in own for other in holders[run][:20])
        for other, count in shared.items():
            if count >= _SHARED * len(own):
                a, b = find(index), find(other)
                root[max(a, b)] = min(a, b)
        for run in own:
            holders[run].append(index)
    return [find(i) for i in range(len(passages))]


def _bucket(name: str) -> int:
    return hashlib.blake2b(name.encode(), digest_size=2).digest()[0] % FOLDS
