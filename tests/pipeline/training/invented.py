"""Examples made of numbers, as if articles had been read."""

from __future__ import annotations

import numpy as np

from dateline.annotate.reader.reader import STATUSES
from dateline.pipeline.training.examples import NONE, Examples, MarkedWords

PROTEST, COERCE = 11, 14
ACTUAL, DENIED = 0, 5
WORDS = 20


def examples(articles: int = 30, *, learnable: bool = True, seed: int = 3) -> Examples:
    """Articles of 20 words with two marks each.

    The first mark is PROTEST, actual, which the shipped heads know; the second COERCE, denied, which they take for
    nothing and actual. Where it is `learnable` the vectors tell it apart.
    """
    random = np.random.default_rng(seed)
    rows = articles * WORDS
    vectors = random.normal(size=(rows, 8)).astype(np.float32)
    types, statuses = np.zeros((rows, NONE + 1), np.float32), np.zeros((rows, len(STATUSES)), np.float32)
    types[:, NONE], statuses[:, ACTUAL] = 3, 2
    right_types, right_statuses = np.zeros(types.shape, np.bool_), np.zeros(statuses.shape, np.bool_)
    right_types[:, NONE] = True
    marks = []
    for article in range(articles):
        known, unknown = article * WORDS + 3, article * WORDS + 4 + int(random.integers(1, 10))
        types[known, PROTEST] = 9
        vectors[unknown, 0] += 6 * learnable
        for row, kind, status in ((known, PROTEST, ACTUAL), (unknown, COERCE, DENIED)):
            right_types[row] = np.arange(NONE + 1) == kind
            right_statuses[row, status] = True
            marks.append(MarkedWords(article, (row,), (kind,), status))
    return Examples(
        articles=tuple(f"a{number}" for number in range(articles)),
        article=np.repeat(np.arange(articles), WORDS),
        vectors=vectors,
        types=types,
        statuses=statuses,
        right_types=right_types,
        right_statuses=right_statuses,
        marks=tuple(marks),
    )
