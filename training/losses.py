"""The loss of each head over one batch, each a mean over what is known."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from training.batches import Batch, Pairs
from training.model import Reader

WEIGHTS = {
    "type": 1.0, "status": 0.5, "holds": 0.3, "cue": 0.7, "factuality": 0.5,
    "scale": 0.1, "relevance": 0.2, "source": 2.0, "role": 4.0, "pair": 0.5,
}  # fmt: skip
_STATEMENT = 2  # the first two roles belong to statements


def losses(model: Reader, batch: Batch) -> dict[str, Tensor]:
    """The losses of the heads that this batch has labels for."""
    unmarked = torch.zeros_like(batch.ids)
    words, types, statuses, cues, facts, scales, relevant, _ = model.words(
        batch.ids, batch.bias, batch.firsts, batch.seen, unmarked
    )
    found: dict[str, Tensor] = {}
    types = types.float()
    logs = types.log_softmax(-1)
    known = batch.types.sum(-1) > 0
    if known.any():
        found["type"] = -_accepted(logs[known], batch.types[known]).mean()
    if batch.holds:
        found["holds"] = torch.stack([_held(logs[b][ws][:, ts]) for b, ws, ts in batch.holds]).mean()
    if (batch.statuses >= 0).any():
        told = statuses.float().flatten(0, 1)
        found["status"] = functional.cross_entropy(told, batch.statuses.flatten(), ignore_index=-1)
    if (batch.cues >= 0).any():
        found["cue"] = functional.cross_entropy(cues.float().flatten(0, 1), batch.cues.flatten(), ignore_index=-1)
    rated = ~batch.facts.isnan()
    if rated.any():
        found["factuality"] = functional.smooth_l1_loss(facts.float()[rated], batch.facts[rated], beta=0.5)
        found["scale"] = functional.cross_entropy(scales.float()[rated.any(-1)], rated[rated.any(-1)].float())
    labelled = batch.relevant >= 0
    if labelled.any():
        found["relevance"] = functional.binary_cross_entropy_with_logits(
            relevant.float().squeeze(-1)[labelled], batch.relevant[labelled]
        )
    if len(batch.asked):
        found |= _asked(model, batch, words)
    if batch.pairs:
        between = between_of(model, batch.pairs).float().log_softmax(-1)
        found["pair"] = -_accepted(between, batch.pairs.types).mean()
    return found


def between_of(model: Reader, pairs: Pairs) -> Tensor:
    """The logits of the types between each two parties, [pairs, 16]."""
    return model.words(pairs.ids, pairs.bias, pairs.firsts, pairs.seen, pairs.marks)[-1]


def _asked(model: Reader, batch: Batch, words: Tensor) -> dict[str, Tensor]:
    bias = ((batch.seen - 1.0) * 1e4)[batch.asked][:, None, None, :]
    roles = model.questioner(words[batch.asked], bias, batch.marks, batch.distances).float()
    found = {}
    for name, part in (("source", slice(0, _STATEMENT)), ("role", slice(_STATEMENT, None))):
        answers = batch.answers[..., part]
        if (known := answers >= 0).any():
            found[name] = functional.binary_cross_entropy_with_logits(roles[..., part][known], answers[known])
    return found


def _accepted(logs: Tensor, accepted: Tensor) -> Tensor:
    """The log of the probability that any accepted class has."""
    return logs.masked_fill(accepted == 0, float("-inf")).logsumexp(-1)


def _held(logs: Tensor) -> Tensor:
    """The surprise at no word being a trigger of an accepted type, where one must be: [words, types] logs in."""
    none = torch.log1p(-logs.exp().sum(-1).clamp(max=0.9999)).sum()
    return -torch.log((1.0 - none.exp()).clamp(min=1e-6))
