"""The learned reader as a torch module: one small BERT encoder, heads on every word, and a questioner.

Encoder: the first layers of all-MiniLM-L6-v2 (Wang et al. 2020, arXiv 2002.10957), word embeddings frozen, no dropout.
Heads, on the first piece of each word: event type (16 and none), status (7), cue (outside, begin, inside), factuality
(one output a corpus) and which corpus' annotators the text is for; on the mean of the words: relevance.
A sentence with two parties marked is read anew, for which type of event is between them: entity markers, as of Baldini
Soares et al. 2019 (arXiv 1906.03158), here as vectors added to the marked pieces.
Questioner: two narrow transformer layers that see the words again with one of them marked, and say for each word
whether it is part of the answer: the source or content of that cue, the actor, recipient, place, time or teller of that
trigger.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from training.passages import FACTUALITY, ROLES, STATUSES, TYPES

WIDTH, HEADS, INNER = 384, 12, 1536
NARROW, NARROW_HEADS, NARROW_INNER = 192, 4, 512
DISTANCE = 24
"""Words further than this from the marked one are all equally far."""
MARKS = {"cue": 1, "trigger": 2}
ACTOR, RECIPIENT = 1, 2
"""The marks of a pair's words, read by the encoder itself."""


@dataclass(frozen=True)
class Shape:
    """How deep the model is."""

    layers: int = 6
    asking_layers: int = 2


class Layer(nn.Module):
    """A post-norm transformer layer, as in BERT."""

    def __init__(self, width: int, heads: int, inner: int) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """x: [batch, length, width]; bias: [batch, 1, 1, length], 0 where a word may be seen, else very negative."""
        batch, length, width = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        scores = q @ k.transpose(-1, -2) * (width // self.heads) ** -0.5 + bias
        mixed = (scores.softmax(-1) @ v).transpose(1, 2).reshape(batch, length, width)
        x = self.norm1(x + self.out(mixed))
        return self.norm2(x + self.down(functional.gelu(self.up(x))))


class Encoder(nn.Module):
    """Piece ids in, one vector a piece out."""

    def __init__(self, layers: int, vocabulary: int = 30522, positions: int = 512) -> None:
        super().__init__()
        self.pieces = nn.Embedding(vocabulary, WIDTH)
        self.positions = nn.Embedding(positions, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.marks = nn.Embedding(3, WIDTH, padding_idx=0)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(WIDTH, HEADS, INNER) for _ in range(layers))
        self.pieces.weight.requires_grad = False
        nn.init.normal_(self.marks.weight[1:], std=0.05)

    def forward(self, ids: Tensor, bias: Tensor, marks: Tensor) -> Tensor:
        """ids, marks: [batch, length]; bias as in a layer. Gives [batch, length, WIDTH]."""
        x = self.pieces(ids) + self.positions.weight[: ids.shape[1]] + self.kind + self.marks(marks)
        x = self.norm(x)
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def load(self, path: Path, keep: list[int]) -> None:
        """Start from published weights: those of the layers `keep`, in that order."""
        given = load_file(path)
        state = {
            "pieces.weight": given["embeddings.word_embeddings.weight"],
            "positions.weight": given["embeddings.position_embeddings.weight"],
            "kind": given["embeddings.token_type_embeddings.weight"][0],
            "norm.weight": given["embeddings.LayerNorm.weight"],
            "norm.bias": given["embeddings.LayerNorm.bias"],
        }
        for new, old in enumerate(keep):
            source, target = f"encoder.layer.{old}.", f"layers.{new}."
            for kind in ("weight", "bias"):
                parts = [given[f"{source}attention.self.{name}.{kind}"] for name in ("query", "key", "value")]
                state[f"{target}qkv.{kind}"] = torch.cat(parts)
                for ours, theirs in _NAMES.items():
                    state[f"{target}{ours}.{kind}"] = given[f"{source}{theirs}.{kind}"]
        self.load_state_dict(state, strict=False)  # the marks are ours


_NAMES = {
    "out": "attention.output.dense",
    "norm1": "attention.output.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "norm2": "output.LayerNorm",
}


class Words(nn.Module):
    """Encoder and the heads on single words."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.encoder = Encoder(shape.layers)
        self.event = nn.Linear(WIDTH, len(TYPES) + 1)
        self.status = nn.Linear(WIDTH, len(STATUSES))
        self.cue = nn.Linear(WIDTH, 3)
        self.factuality = nn.Linear(WIDTH, len(FACTUALITY))
        self.scale = nn.Linear(WIDTH, len(FACTUALITY))
        self.relevance = nn.Linear(WIDTH, 1)
        self.pair = nn.Sequential(nn.Linear(3 * WIDTH, WIDTH), nn.GELU(), nn.Linear(WIDTH, len(TYPES)))

    def forward(self, ids: Tensor, bias: Tensor, firsts: Tensor, seen: Tensor, marks: Tensor) -> tuple[Tensor, ...]:
        """ids and marks [batch, pieces], bias [batch, 1, 1, pieces], firsts and seen (1 or 0) [batch, words].

        Gives the words' vectors; types, statuses, cues, factuality and its scale for each word; relevance and the types
        of the marked pair for each input.
        """
        pieces = self.encoder(ids, bias, marks)
        words = pieces.gather(1, firsts.unsqueeze(-1).expand(-1, -1, WIDTH))
        mean = (words * seen.unsqueeze(-1)).sum(1) / seen.sum(1, keepdim=True).clamp(min=1)
        parties = [_mean(pieces, marks == ACTOR), _mean(pieces, marks == RECIPIENT)]
        heads = (self.event, self.status, self.cue, self.factuality, self.scale)
        told = tuple(head(words) for head in heads)
        return (words, *told, self.relevance(mean), self.pair(torch.cat([*parties, mean], -1)))


class Questioner(nn.Module):
    """Reads the answer to a question about marked words."""

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.reduce = nn.Linear(WIDTH, NARROW)
        self.mark = nn.Embedding(len(MARKS) + 1, NARROW, padding_idx=0)
        self.distance = nn.Embedding(2 * DISTANCE + 1, NARROW)
        self.norm = nn.LayerNorm(NARROW)
        self.drop = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(NARROW, NARROW_HEADS, NARROW_INNER) for _ in range(shape.asking_layers))
        self.roles = nn.Linear(NARROW, len(ROLES))

    def forward(self, words: Tensor, bias: Tensor, marks: Tensor, distances: Tensor) -> Tensor:
        """words [questions, words, WIDTH], marks and distances [questions, words]. Gives the roles, as logits."""
        return self.answer(self.reduce(words), bias, marks, distances)

    def answer(self, reduced: Tensor, bias: Tensor, marks: Tensor, distances: Tensor) -> Tensor:
        """The same from words that are made narrow already, [questions, words, NARROW]."""
        x = self.drop(self.norm(reduced + self.mark(marks) + self.distance(distances)))
        for layer in self.layers:
            x = layer(x, bias)
        scores: Tensor = self.roles(x)
        return scores


def _mean(x: Tensor, where: Tensor) -> Tensor:
    share = where.to(x.dtype).unsqueeze(-1)
    return (x * share).sum(1) / share.sum(1).clamp(min=1)


class Reader(nn.Module):
    """Both parts."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.words = Words(shape)
        self.questioner = Questioner(shape)
