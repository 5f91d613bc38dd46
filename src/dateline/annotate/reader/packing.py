"""Sentences to inputs: neighbouring sentences are packed into one input of at most `MAX_PIECES` word pieces.

A pack is read by itself, so what is read of it depends on the article alone and never on a batch.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tokenizers import Tokenizer

from dateline.records import Span

MAX_PIECES = 120
"""Longer inputs than the model was trained on are read worse."""


@dataclass(frozen=True, slots=True)
class Pack:
    """One input: piece ids; for each word the position of its first piece, its characters, its sentence's start."""

    ids: tuple[int, ...]
    firsts: tuple[int, ...]
    words: tuple[Span, ...]
    sentences: tuple[int, ...]


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
class MarkedPart:
    """Whole sentences of a pack, by themselves, with the pieces of two parties marked."""

    ids: tuple[int, ...]
    firsts: tuple[int, ...]
    marks: tuple[int, ...]


def marked_part(item: Pack, parties: Mapping[int, tuple[int, int]]) -> MarkedPart:
    """The sentences from that of the first party to that of the last; `parties`: first and last word by mark."""
    first = item.sentences.index(item.sentences[min(begin for begin, _ in parties.values())])
    final = item.sentences[max(end for _, end in parties.values())]
    last = len(item.sentences) - 1 - item.sentences[::-1].index(final)
    bounds = (*item.firsts, len(item.ids) - 1)
    start, end = bounds[first], bounds[last + 1]
    marks = [0] * len(item.ids)
    for mark, (begin, until) in parties.items():
        marks[bounds[begin] : bounds[until + 1]] = [mark] * (bounds[until + 1] - bounds[begin])
    return MarkedPart(
        ids=(item.ids[0], *item.ids[start:end], item.ids[-1]),
        firsts=tuple(position - start + 1 for position in item.firsts[first : last + 1]),
        marks=(0, *marks[start:end], 0),
    )


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
    firsts, words, sentences, last = [], [], [], None
    for position, piece in enumerate(pieces, start=1):
        if piece.word != last:
            firsts.append(position)
            words.append(Span(piece.start, piece.end))
            sentences.append(piece.word[0])
            last = piece.word
        else:
            words[-1] = Span(words[-1].start, piece.end)
    ids = (_edge("[CLS]", tokenizer), *(piece.id for piece in pieces), _edge("[SEP]", tokenizer))
    return Pack(ids, tuple(firsts), tuple(words), tuple(sentences))


def _edge(name: str, tokenizer: Tokenizer) -> int:
    number = tokenizer.token_to_id(name)
    if number is None:
        raise ValueError(f"the tokenizer has no {name}; take the tokenizer.json that the model was trained with")
    return number
