"""Sentences to inputs: neighbouring sentences are packed into one input of at most `MAX_PIECES` word pieces.

A pack is read by itself, so what is read of it depends on the article alone and never on a batch.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tokenizers import Tokenizer

from dateline.records import Span

MAX_PIECES = 120
"""Longer inputs than the model was trained on are read worse."""


@dataclass(frozen=True, slots=True)
class Pack:
    """One input: piece ids, the position of each word's first piece, and the words' characters."""

    ids: tuple[int, ...]
    firsts: tuple[int, ...]
    words: tuple[Span, ...]


def pack(text: str, sentences: Iterable[Span], tokenizer: Tokenizer) -> Iterator[Pack]:
    """The sentences as packs, in order; one that is too long for a pack is cut at `MAX_PIECES` pieces."""
    room = MAX_PIECES - 2
    waiting: list[_Piece] = []
    for sentence in sentences:
        pieces = _pieces(text, sentence, tokenizer)
        if waiting and len(waiting) + len(pieces) > room:
            yield _pack(waiting, tokenizer)
            waiting = []
        while len(pieces) > room:
            yield _pack(pieces[:room], tokenizer)
            pieces = pieces[room:]
        waiting += pieces
    if waiting:
        yield _pack(waiting, tokenizer)


@dataclass(frozen=True, slots=True)
class _Piece:
    id: int
    start: int
    end: int
    word: tuple[int, int]  # sentence start and number in it: unique in the text


def _pieces(text: str, sentence: Span, tokenizer: Tokenizer) -> list[_Piece]:
    encoding = tokenizer.encode(text[sentence.start : sentence.end], add_special_tokens=False)
    shift = sentence.start
    return [
        _Piece(id_, start + shift, end + shift, (shift, -1 if word is None else word))
        for id_, (start, end), word in zip(encoding.ids, encoding.offsets, encoding.word_ids, strict=True)
    ]


def _pack(pieces: list[_Piece], tokenizer: Tokenizer) -> Pack:
    firsts, words, last = [], [], None
    for position, piece in enumerate(pieces, start=1):
        if piece.word != last:
            firsts.append(position)
            words.append(Span(piece.start, piece.end))
            last = piece.word
        else:
            words[-1] = Span(words[-1].start, piece.end)
    ids = (_edge("[CLS]", tokenizer), *(piece.id for piece in pieces), _edge("[SEP]", tokenizer))
    return Pack(ids, tuple(firsts), tuple(words))


def _edge(name: str, tokenizer: Tokenizer) -> int:
    number = tokenizer.token_to_id(name)
    if number is None:
        raise ValueError(f"the tokenizer has no {name}; take the tokenizer.json that the model was trained with")
    return number
