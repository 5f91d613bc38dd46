"""Marked articles to numbers: each word's vector and shipped scores, and what it should have been read as."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from dateline.annotate.reader.network import WordScores
from dateline.annotate.reader.packing import Pack, pack
from dateline.annotate.reader.reader import STATUSES, TYPES
from dateline.pipeline.training.marks import MarkedArticle
from dateline.records import Span

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]
Ints = NDArray[np.int64]
NONE = len(TYPES)


class ReadsWords(Protocol):
    """What is needed of the reader's network."""

    tokenizer: Tokenizer

    def read(self, pack: Pack) -> WordScores:
        """The scores of a pack's words."""
        ...


@dataclass(frozen=True, slots=True)
class MarkedWords:
    """A mark as rows of `Examples`: its words, its accepted types as columns, its status as a column."""

    article: int
    words: tuple[int, ...]
    types: tuple[int, ...]
    status: int


@dataclass(frozen=True, slots=True)
class Examples:
    """All words of all articles, one row each.

    Attributes:
        articles: Ids, in order; `article` has each word's number among them, [words].
        vectors: What the frozen encoder gives, [words, length].
        types, statuses: Logits of the shipped heads, [words, 17] and [words, 7].
        right_types: The accepted classes of each word; a row without any is left out of fitting and of counting.
        right_statuses: The same; only words of triggers have any.
        marks: Without the optional ones.
    """

    articles: tuple[str, ...]
    article: Ints
    vectors: Floats
    types: Floats
    statuses: Floats
    right_types: Flags
    right_statuses: Flags
    marks: tuple[MarkedWords, ...]


def examples_of(
    articles: Iterable[MarkedArticle], sentences: Callable[[str], Iterable[Span]], network: ReadsWords
) -> Examples:
    """Read the articles and label their words.

    The words of a trigger have its type and status; words of passages that tell an event again are left out; all others
    are "none". Memory: about 1.7 kB a word.

    Args:
        articles: At least one, with text.
        sentences: A text's sentences, in order.
    """
    ids: list[str] = []
    numbers: list[int] = []
    scores: list[WordScores] = []
    words: list[Span] = []
    bounds = [0]
    kept: list[MarkedArticle] = []
    for number, article in enumerate(articles):
        for item in pack(article.text, sentences(article.text), network.tokenizer):
            scores.append(network.read(item))
            words += item.words
        numbers += [number] * (len(words) - bounds[-1])
        bounds.append(len(words))
        ids.append(article.id)
        kept.append(article)
    right_types = np.zeros((len(words), NONE + 1), np.bool_)
    right_types[:, NONE] = True
    right_statuses = np.zeros((len(words), len(STATUSES)), np.bool_)
    marks: list[MarkedWords] = []
    for number, article in enumerate(kept):
        own = words[bounds[number] : bounds[number + 1]]
        marks += _label(article, number, own, bounds[number], right_types, right_statuses)
    return Examples(
        articles=tuple(ids),
        article=np.array(numbers, np.int64),
        vectors=np.concatenate([item.vectors[0] for item in scores]),
        types=np.concatenate([item.types for item in scores]),
        statuses=np.concatenate([item.statuses for item in scores]),
        right_types=right_types,
        right_statuses=right_statuses,
        marks=tuple(marks),
    )


def _label(
    article: MarkedArticle, number: int, words: Sequence[Span], first: int, types: Flags, statuses: Flags
) -> list[MarkedWords]:
    """Write an article's labels into the tables; `first` is the row of its first word."""
    starts = [word.start for word in words]
    optional = [mark.trigger for mark in article.marks if mark.optional]
    for span in (*(span for mark in article.marks for span in mark.more), *optional):
        types[_covering(span, words, starts, first)] = False
    marks = []
    for mark in article.marks:
        if mark.optional:
            continue
        rows = _covering(mark.trigger, words, starts, first)
        columns = tuple(TYPES.index(str(kind)) for kind in mark.types)
        status = STATUSES.index(str(mark.status))
        types[rows, NONE] = False
        types[np.ix_(rows, columns)] = True
        statuses[rows, status] = True
        marks.append(MarkedWords(number, tuple(rows), columns, status))
    return marks


def _covering(span: Span, words: Sequence[Span], starts: Sequence[int], first: int) -> list[int]:
    """The rows of the words that share a character with a span."""
    at = max(bisect_left(starts, span.start + 1) - 1, 0)
    return [first + i for i in range(at, bisect_left(starts, span.end)) if words[i].end > span.start]
