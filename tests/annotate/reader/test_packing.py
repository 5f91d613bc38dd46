"""Sentences become packs: nothing is lost, nothing is read twice, and every word knows where it stands."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

import dateline
from dateline.annotate.reader.packing import MAX_PIECES, Pack, marked_part, pack
from dateline.records import Span
from training.passages import Passage, packs

TOKENIZER = Tokenizer.from_file(str(Path(dateline.__file__).parent / "data" / "reader" / "tokenizer.json"))
TOKENIZER.no_padding()
TOKENIZER.no_truncation()

PLAIN = ("Rebels", "shelled", "Goma", ",", ".", "“we", "U.N.", "extraordinarily", "Zubrowka-based", "3,400", "…", "’s")
ODD = ("🚀", "\r\n", "\t", "\u00a0", "\u200b", "café", "a\u0301", "İstanbul", "Ольга", "北京", "한국어", "x" * 120)
WORDS = st.sampled_from(PLAIN + ODD)
SENTENCES = st.lists(st.lists(WORDS, max_size=90), max_size=8)


def written(sentences: list[list[str]]) -> tuple[str, list[Span]]:
    """The sentences as a text, a blank between any two words, and where each stands."""
    text, spans = "", []
    for words in sentences:
        start = len(text)
        text += " ".join(words)
        spans.append(Span(start, len(text)))
        text += " "
    return text, spans


def packed(text: str, spans: list[Span]) -> list[Pack]:
    return list(pack(text, spans, TOKENIZER))


@settings(max_examples=60, deadline=None)
@given(SENTENCES)
def test_no_pack_is_longer_than_the_model_was_trained_on(sentences: list[list[str]]) -> None:
    text, spans = written(sentences)

    found = packed(text, spans)

    assert all(2 < len(item.ids) <= MAX_PIECES for item in found)


@settings(max_examples=60, deadline=None)
@given(SENTENCES)
def test_words_stand_in_order_each_in_one_pack(sentences: list[list[str]]) -> None:
    text, spans = written(sentences)

    words = [word for item in packed(text, spans) for word in item.words]

    assert all(one.end <= other.start for one, other in itertools.pairwise(words))
    assert all(word.start < word.end for word in words)
    covered = {i for word in words for i in range(word.start, word.end)}
    assert all(i in covered for i, char in enumerate(text) if char.isascii() and char.isalnum())


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(WORDS, max_size=12), max_size=12))
def test_offsets_point_at_the_words_that_the_pieces_are_of(sentences: list[list[str]]) -> None:
    text, spans = written(sentences)

    found = packed(text, spans)

    for item in found:
        ends = (*item.firsts[1:], len(item.ids) - 1)
        assert item.firsts[0] == 1
        for word, first, end in zip(item.words, item.firsts, ends, strict=True):
            alone = TOKENIZER.encode(text[word.start : word.end], add_special_tokens=False)
            assert item.ids[first:end] == tuple(alone.ids)


@settings(max_examples=60, deadline=None)
@given(SENTENCES)
def test_training_packs_the_same(sentences: list[list[str]]) -> None:
    text, spans = written(sentences)
    passage = Passage("test", "test", text)

    ours = [(item.ids, item.firsts, tuple((w.start, w.end) for w in item.words)) for item in packed(text, spans)]

    pairs = [(span.start, span.end) for span in spans]
    theirs = [(tuple(p.ids), tuple(p.firsts), tuple(p.words)) for p in packs(passage, TOKENIZER, pairs or [(0, 0)])]
    assert ours == theirs


def test_neighbouring_sentences_share_a_pack_until_it_is_full() -> None:
    text, spans = written([["Rebels", "shelled", "Goma", "."]] * 40)  # 6 pieces each

    found = packed(text, spans)

    assert {len(item.words) for item in found[:-1]} == {len(found[0].words)}
    assert len(found[0].ids) > MAX_PIECES - 8
    assert all(text[item.words[0].start :].startswith("Rebels") for item in found)


def test_a_sentence_that_fits_is_never_cut() -> None:
    text, spans = written([["Goma"] * 30, ["Goma"] * 40, ["Goma"] * 59])  # two pieces a word: 60, 80 and 118

    found = packed(text, spans)

    assert [len(item.ids) - 2 for item in found] == [60, 80, 118]


def test_a_sentence_too_long_for_a_pack_is_cut_and_goes_on_in_the_next() -> None:
    text, spans = written([["war"] * 300, ["peace"] * 3])

    found = packed(text, spans)

    assert [len(item.words) for item in found] == [118, 118, 67]
    assert text[found[-1].words[-1].start :].startswith("peace")


@pytest.mark.parametrize("text", ["", " \r\n\t ", "\u200b"], ids=["empty", "blanks", "nothing visible"])
def test_where_there_are_no_words_there_is_no_pack(text: str) -> None:
    assert packed(text, [Span(0, len(text))]) == []


def test_without_sentences_there_is_no_pack() -> None:
    assert packed("Rebels shelled Goma.", []) == []


def test_a_marked_part_is_the_parties_sentences_by_themselves() -> None:
    text = "Talks went on. Norwegian troops left Goma. Rebels shelled Norway's army. Rain fell."
    spans = [Span(0, 14), Span(15, 42), Span(43, 72), Span(73, 83)]
    (item,) = pack(text, spans, TOKENIZER)
    words = [text[word.start : word.end] for word in item.words]
    rebels, norway = words.index("Rebels"), words.index("Norway")

    part = marked_part(item, {1: (rebels, rebels), 2: (norway, norway + 3)})

    assert TOKENIZER.decode(part.ids) == "rebels shelled norway ' s army."
    marked = [TOKENIZER.decode([piece]) for piece, mark in zip(part.ids, part.marks, strict=True) if mark == 2]
    assert marked == ["norway", "'", "s", "army"]
    firsts = [TOKENIZER.id_to_token(part.ids[position]) for position in part.firsts]
    assert firsts == ["rebels", "shell", "norway", "'", "s", "army", "."]


def test_a_marked_part_reaches_from_the_one_party_to_the_other_whichever_comes_first() -> None:
    text = "Rebels left. Troops came. Rain fell."
    (item,) = pack(text, [Span(0, 12), Span(13, 25), Span(26, 36)], TOKENIZER)

    part = marked_part(item, {1: (3, 3), 2: (0, 0)})

    assert TOKENIZER.decode(part.ids) == "rebels left. troops came."
    assert part.marks[1] == 2
    assert part.marks[4] == 1
