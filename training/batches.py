"""Packs as tensors: inputs, and the labels of every head with a mask for what is unknown."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from training.model import DISTANCE, MARKS
from training.passages import FACTUALITY, ROLES, STATUSES, TYPES, Pack, Question

NEGATIVE = -1e4
NONE = len(TYPES)


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
    pair_types: Tensor  # [Q, 16]; all 0 where not asked


def batches(
    packs: Sequence[Pack],
    pieces: int,
    rng: random.Random | None,
    questions: int = 6,
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
        answers=torch.zeros(0), pair_types=torch.zeros(0),
    )  # fmt: skip
    asked: list[tuple[int, Question]] = []
    for b, pack in enumerate(packs):
        ids[b, : len(pack.ids)] = torch.tensor(pack.ids)
        if rng and dropped:
            for i in range(1, len(pack.ids) - 1):
                if rng.random() < dropped:
                    ids[b, i] = unknown
        bias[b, 0, 0, : len(pack.ids)] = 0.0
        firsts[b, : len(pack.firsts)] = torch.tensor(pack.firsts)
        seen[b, : len(pack.words)] = 1.0
        _labels(batch, b, pack)
        inside = [q for q in pack.passage.questions if _lies_in(q, pack)]
        if rng and len(inside) > questions:
            inside = rng.sample(inside, questions)
        asked += [(b, q) for q in inside]
    _ask(batch, packs, asked, words)
    return batch


def _lies_in(question: Question, pack: Pack) -> bool:
    """Whether the marked words of a question are all in this pack."""
    if question.second is not None and not (question.second[0] >= pack.start and question.second[1] <= pack.end):
        return False
    covered = pack.start <= question.start and question.end <= pack.end
    return covered and bool(pack.covering(question.start, question.end))


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
    batch.pair_types = torch.zeros(len(asked), len(TYPES))
    for q, (b, question) in enumerate(asked):
        pack = packs[b]
        marked = pack.covering(question.start, question.end)
        batch.marks[q, marked] = MARKS[question.kind]
        if question.second:
            batch.marks[q, pack.covering(*question.second)] = MARKS["second"]
        batch.distances[q] = distances(marked[0], marked[-1], words)
        for role, spans in question.answers.items():
            r = ROLES.index(role)
            cut = any(start < pack.start or end > pack.end for start, end in spans)
            if cut and not any(start < pack.end and end > pack.start for start, end in spans):
                continue  # the answer lies in another pack: nothing to learn here
            batch.answers[q, : len(pack.words), r] = 0.0
            for start, end in spans:
                batch.answers[q, pack.covering(start, end), r] = 1.0
        if question.types:
            batch.pair_types[q, [TYPES.index(t) for t in question.types]] = 1.0


def distances(first: int, last: int, words: int) -> Tensor:
    """How far each word is from the marked words, first to last, as an index: `DISTANCE` is on them."""
    at = torch.arange(words)
    away = torch.where(at < first, at - first, torch.where(at > last, at - last, 0))
    return away.clamp(-DISTANCE, DISTANCE) + DISTANCE
