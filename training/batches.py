"""Packs as tensors: inputs, and the labels of every head with a mask for what is unknown."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from training.model import ACTOR, DISTANCE, MARKS, RECIPIENT
from training.passages import FACTUALITY, ROLES, STATUSES, TYPES, Pack, Question

NEGATIVE = -1e4
NONE = len(TYPES)
_PAIRS = 3  # pairs of one pack that are read in one step


@dataclass
class Batch:
    """Tensors of one step; B packs, P pieces, W words, Q questions."""

    ids: Tensor  # [B, P]
    bias: Tensor  # [B, 1, 1, P]
    firsts: Tensor  # [B, W]
    seen: Tensor  # [B, W]
    types: Tensor  # [B, W, 17] accepted types; all 0 where unknown
    statuses: Tensor  # [B, W]; -1 unknown
    cues: Tensor  # [B, W]; -1 unknown
    facts: Tensor  # [B, W, 3]; nan unknown
    holds: list[tuple[int, list[int], list[int]]]  # pack, words, accepted types
    relevant: Tensor  # [B]; -1 unknown
    asked: Tensor  # [Q] index of pack
    marks: Tensor  # [Q, W]
    distances: Tensor  # [Q, W]
    answers: Tensor  # [Q, W, roles]; -1 unknown
    pairs: Pairs | None


@dataclass
class Pairs:
    """Sentences with two parties marked; N pairs, P pieces, W words."""

    ids: Tensor  # [N, P]
    bias: Tensor  # [N, 1, 1, P]
    firsts: Tensor  # [N, W]
    seen: Tensor  # [N, W]
    marks: Tensor  # [N, P]
    types: Tensor  # [N, 16] accepted types
    corpora: list[str]


def batches(
    packs: Sequence[Pack],
    pieces: int,
    rng: random.Random | None,
    questions: int = 5,
    dropped: float = 0.0,
    unknown: int = 100,
) -> Iterator[Batch]:
    """The packs in batches of about `pieces` word pieces, alike in length; shuffled if there is an `rng`."""
    order = list(range(len(packs)))
    if rng:
        rng.shuffle(order)
        window = 600
        windows = (order[at : at + window] for at in range(0, len(order), window))
        order = [i for part in windows for i in sorted(part, key=lambda i: len(packs[i].ids))]
    groups: list[list[int]] = [[]]
    for i in order:
        if groups[-1] and (len(groups[-1]) + 1) * max(len(packs[j].ids) for j in (*groups[-1], i)) > pieces:
            groups.append([])
        groups[-1].append(i)
    if rng:
        rng.shuffle(groups)
    for group in groups:
        yield collate([packs[i] for i in group], rng, questions, dropped, unknown)


def collate(
    packs: Sequence[Pack], rng: random.Random | None, questions: int, dropped: float = 0.0, unknown: int = 100
) -> Batch:
    """One batch. With `rng`, at most `questions` random questions a pack, and a share of the pieces hidden."""
    size, pieces, words = len(packs), max(len(p.ids) for p in packs), max(len(p.words) for p in packs)
    ids = torch.zeros(size, pieces, dtype=torch.long)
    bias = torch.full((size, 1, 1, pieces), NEGATIVE)
    firsts = torch.zeros(size, words, dtype=torch.long)
    seen = torch.zeros(size, words)
    batch = Batch(
        ids, bias, firsts, seen,
        types=torch.zeros(size, words, NONE + 1),
        statuses=torch.full((size, words), -1),
        cues=torch.full((size, words), -1),
        facts=torch.full((size, words, len(FACTUALITY)), float("nan")),
        holds=[],
        relevant=torch.full((size,), -1.0),
        asked=torch.zeros(0, dtype=torch.long), marks=torch.zeros(0), distances=torch.zeros(0),
        answers=torch.zeros(0), pairs=None,
    )  # fmt: skip
    asked: list[tuple[int, Question]] = []
    pairs: list[tuple[Pack, Question]] = []
    for b, pack in enumerate(packs):
        ids[b, : len(pack.ids)] = torch.tensor(pack.ids)
        if rng and dropped:
            _hide(ids[b, 1 : len(pack.ids) - 1], rng, dropped, unknown)
        bias[b, 0, 0, : len(pack.ids)] = 0.0
        firsts[b, : len(pack.firsts)] = torch.tensor(pack.firsts)
        seen[b, : len(pack.words)] = 1.0
        _labels(batch, b, pack)
        inside = [q for q in pack.passage.questions if _lies_in(q, pack)]
        plain, two = [q for q in inside if not q.second], [q for q in inside if q.second]
        if rng:
            plain = rng.sample(plain, min(len(plain), questions))
            two = rng.sample(two, min(len(two), _PAIRS))
        asked += [(b, q) for q in plain]
        pairs += [(pack, q) for q in two]
    _ask(batch, packs, asked, words)
    if pairs:
        batch.pairs = _pairs(pairs)
        if rng and dropped:
            for row, seen_pieces in zip(batch.pairs.ids, (batch.pairs.bias[:, 0, 0] == 0).sum(-1), strict=True):
                _hide(row[1 : int(seen_pieces) - 1], rng, dropped, unknown)
    return batch


def _hide(pieces: Tensor, rng: random.Random, share: float, unknown: int) -> None:
    for i in range(len(pieces)):
        if rng.random() < share:
            pieces[i] = unknown


def _pairs(asked: Sequence[tuple[Pack, Question]]) -> Pairs:
    """Each pair's own sentences, with its words marked."""
    parts = [_part(pack, question) for pack, question in asked]
    size, pieces = len(parts), max(len(part.ids) for part in parts)
    words = max(len(part.firsts) for part in parts)
    pairs = Pairs(
        torch.zeros(size, pieces, dtype=torch.long), torch.full((size, 1, 1, pieces), NEGATIVE),
        torch.zeros(size, words, dtype=torch.long), torch.zeros(size, words),
        torch.zeros(size, pieces, dtype=torch.long), torch.zeros(size, len(TYPES)),
        [pack.passage.corpus for pack, _ in asked],
    )  # fmt: skip
    for n, (part, (_, question)) in enumerate(zip(parts, asked, strict=True)):
        pairs.ids[n, : len(part.ids)] = torch.tensor(part.ids)
        pairs.bias[n, 0, 0, : len(part.ids)] = 0.0
        pairs.firsts[n, : len(part.firsts)] = torch.tensor(part.firsts)
        pairs.seen[n, : len(part.firsts)] = 1.0
        pairs.marks[n, : len(part.ids)] = torch.tensor(part.marks)
        pairs.types[n, [TYPES.index(t) for t in question.types]] = 1.0
    return pairs


@dataclass
class _Part:
    ids: list[int]
    firsts: list[int]
    marks: list[int]


def _part(pack: Pack, question: Question) -> _Part:
    """The sentences of a pack from that of the one party to that of the other, by themselves."""
    second = question.second or (question.start, question.end)
    parties = {ACTOR: pack.covering(question.start, question.end), RECIPIENT: pack.covering(*second)}
    both = sorted(w for words in parties.values() for w in words)
    first = pack.sentences.index(pack.sentences[both[0]])
    last = max(w for w, start in enumerate(pack.sentences) if start == pack.sentences[both[-1]])
    bounds = [*pack.firsts, len(pack.ids) - 1]
    start, end = bounds[first], bounds[last + 1]
    marks = [0] * len(pack.ids)
    for mark, words in parties.items():
        for w in words:
            marks[bounds[w] : bounds[w + 1]] = [mark] * (bounds[w + 1] - bounds[w])
    ids = [pack.ids[0], *pack.ids[start:end], pack.ids[-1]]
    return _Part(ids, [f - start + 1 for f in pack.firsts[first : last + 1]], [0, *marks[start:end], 0])


def _lies_in(question: Question, pack: Pack) -> bool:
    """Whether the marked words of a question are all in this pack."""
    if question.second is not None and not (question.second[0] >= pack.start and question.second[1] <= pack.end):
        return False
    covered = pack.start <= question.start and question.end <= pack.end
    return (
        covered
        and bool(pack.covering(question.start, question.end))
        and (question.second is None or bool(pack.covering(*question.second)))
    )


def _labels(batch: Batch, b: int, pack: Pack) -> None:
    """Write what is known of one pack's words and sentences."""
    passage, words = pack.passage, len(pack.words)
    _events(batch, b, pack)
    if passage.cues is not None:
        batch.cues[b, :words] = 0
        for start, end in passage.cues:
            for i, w in enumerate(pack.covering(start, end)):
                batch.cues[b, w] = 1 if i == 0 else 2
    for start, end, corpus, value in passage.factuality:
        for w in pack.covering(start, end)[:1]:
            batch.facts[b, w, FACTUALITY.index(corpus)] = value
    for start, end, types in passage.holds:
        if pack.start <= start + 3 and end <= pack.end + 3 and (inside := pack.covering(start, end)):
            batch.holds.append((b, inside, [TYPES.index(t) for t in types]))
    if passage.relevant is not None:
        batch.relevant[b] = float(passage.relevant)


def _events(batch: Batch, b: int, pack: Pack) -> None:
    """Write the types and statuses of triggers; every other word of a text with known triggers is none."""
    if pack.passage.only is not None:
        batch.types[b, : len(pack.words), [NONE, *(TYPES.index(t) for t in pack.passage.only)]] = 1.0
    if pack.passage.triggers is None:
        return
    batch.types[b, : len(pack.words), NONE] = 1.0
    for start, end in pack.passage.ignore:
        batch.types[b, pack.covering(start, end)] = 0.0
    for trigger in pack.passage.triggers:
        for w in pack.covering(trigger.start, trigger.end):
            batch.types[b, w] = 0.0
            batch.types[b, w, [TYPES.index(t) for t in trigger.types]] = 1.0
            if trigger.status:
                batch.statuses[b, w] = STATUSES.index(trigger.status)


def _ask(batch: Batch, packs: Sequence[Pack], asked: list[tuple[int, Question]], words: int) -> None:
    """Write the questions and what is known of their answers."""
    batch.asked = torch.tensor([b for b, _ in asked], dtype=torch.long)
    batch.marks = torch.zeros(len(asked), words, dtype=torch.long)
    batch.distances = torch.zeros(len(asked), words, dtype=torch.long)
    batch.answers = torch.full((len(asked), words, len(ROLES)), -1.0)
    for q, (b, question) in enumerate(asked):
        pack = packs[b]
        marked = pack.covering(question.start, question.end)
        batch.marks[q, marked] = MARKS[question.kind]
        batch.distances[q] = distances(marked[0], marked[-1], words)
        for role, spans in question.answers.items():
            r = ROLES.index(role)
            cut = any(start < pack.start or end > pack.end for start, end in spans)
            if cut and not any(start < pack.end and end > pack.start for start, end in spans):
                continue  # the answer lies in another pack: nothing to learn here
            batch.answers[q, : len(pack.words), r] = 0.0
            for start, end in spans:
                batch.answers[q, pack.covering(start, end), r] = 1.0


def distances(first: int, last: int, words: int) -> Tensor:
    """How far each word is from the marked words, first to last, as an index: `DISTANCE` is on them."""
    at = torch.arange(words)
    away = torch.where(at < first, at - first, torch.where(at > last, at - last, 0))
    return away.clamp(-DISTANCE, DISTANCE) + DISTANCE
