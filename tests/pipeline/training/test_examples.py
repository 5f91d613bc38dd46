"""Words to rows: which are triggers, which are left out, and which are nothing."""

from __future__ import annotations

import numpy as np
import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace

from dateline.annotate.reader.network import WordScores
from dateline.annotate.reader.packing import Pack
from dateline.annotate.reader.reader import STATUSES, TYPES
from dateline.pipeline.training.examples import NONE, Examples, examples_of
from dateline.pipeline.training.marks import Mark, MarkedArticle
from dateline.records import EventType, Span, Status

TEXT = "Dockers walked out Monday . Their strike goes on ."


class FakeNetwork:
    """Each word's vector is its length."""

    tokenizer = Tokenizer(WordLevel({"[UNK]": 0, "[CLS]": 1, "[SEP]": 2}, unk_token="[UNK]"))  # noqa: S106
    tokenizer.pre_tokenizer = Whitespace()

    def read(self, pack: Pack) -> WordScores:
        lengths = np.float32([[word.end - word.start] for word in pack.words])
        count = len(lengths)
        types, statuses = np.zeros((count, NONE + 1), np.float32), np.zeros((count, len(STATUSES)), np.float32)
        return WordScores(lengths[None], types, statuses, types, lengths, lengths, 0.0)


def span_of(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def read(*marks: Mark) -> Examples:
    articles = [MarkedArticle("empty", "Rain .", ()), MarkedArticle("a", TEXT, marks)]
    return examples_of(articles, lambda text: [Span(0, len(text))], FakeNetwork())


WALKED_OUT = Mark(
    span_of("walked out"), (EventType.PROTEST, EventType.SANCTION), Status.ACTUAL, (span_of("Their strike"),)
)


def test_every_word_has_its_article_and_vector() -> None:
    examples = read()

    assert examples.articles == ("empty", "a")
    assert examples.article.tolist() == [0, 0, *[1] * 10]
    assert examples.vectors[:, 0].tolist() == [4, 1, 7, 6, 3, 6, 1, 5, 6, 4, 2, 1]


def test_words_of_a_trigger_have_its_types_and_status_and_no_others() -> None:
    examples = read(WALKED_OUT)

    accepted = {TYPES.index("PROTEST"), TYPES.index("SANCTION")}
    assert [set(np.flatnonzero(examples.right_types[row])) for row in (3, 4)] == [accepted, accepted]
    assert np.argwhere(examples.right_statuses).tolist() == [[3, 0], [4, 0]]
    assert examples.marks[0].words == (3, 4)
    assert examples.marks[0].types == (TYPES.index("PROTEST"), TYPES.index("SANCTION"))


def test_passages_that_tell_it_again_are_left_out_and_all_else_is_nothing() -> None:
    examples = read(WALKED_OUT)

    assert np.flatnonzero(~examples.right_types.any(-1)).tolist() == [7, 8]
    assert np.flatnonzero(examples.right_types[:, NONE]).tolist() == [0, 1, 2, 5, 6, 9, 10, 11]


def test_a_trigger_within_a_passage_that_tells_another_event_again_is_still_one() -> None:
    strike = Mark(span_of("strike"), (EventType.PROTEST,), Status.PLANNED)

    examples = read(WALKED_OUT, strike)

    assert np.flatnonzero(examples.right_types[8]).tolist() == [TYPES.index("PROTEST")]
    assert not examples.right_types[7].any()


def test_an_optional_mark_is_left_out_and_counts_for_nothing() -> None:
    examples = read(Mark(span_of("walked out"), (EventType.PROTEST,), Status.ACTUAL, optional=True))

    assert np.flatnonzero(~examples.right_types.any(-1)).tolist() == [3, 4]
    assert examples.marks == ()


@pytest.mark.parametrize("part", ["alked", "walk", "ed out"])
def test_a_word_belongs_to_a_trigger_that_shares_a_character_with_it(part: str) -> None:
    examples = read(Mark(span_of(part), (EventType.PROTEST,), Status.ACTUAL))

    assert examples.marks[0].words[0] == 3
