"""Quick figures of a model on held-out passages: not the product's figures, but what each head knows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
import torch

from training.batches import NONE, batches
from training.losses import between_of
from training.model import Reader
from training.passages import FACTUALITY, ROLES, Pack


def f1(right: float, told: float, true: float) -> float:
    """F1 from counts; 0 where nothing was told or true."""
    return 2 * right / (told + true) if told + true else 0.0


@torch.no_grad()
def measure(model: Reader, packs: Sequence[Pack]) -> dict[str, float]:
    """Figures by head, 0 to 1.

    Triggers with type, cues and roles (given the question): F1 of words. Status, pair, sentence, relevance: accuracy.
    `r_…`: Pearson's r of factuality by corpus.
    """
    model.eval()
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    facts: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for batch in batches(packs, 3000, None):
        words, types, statuses, cues, factuality, scales, relevant, _ = model.words(
            batch.ids, batch.bias, batch.firsts, batch.seen, torch.zeros_like(batch.ids)
        )
        blended = (factuality * scales.softmax(-1)).sum(-1)
        known = batch.types.sum(-1) > 0
        guess = types.argmax(-1)[known]
        gold = batch.types[known]
        hit = (gold.gather(1, guess[:, None]).squeeze(1) > 0) & (guess != NONE)
        counts["trigger"].update(
            right=int(hit.sum()), told=int((guess != NONE).sum()), true=int((gold[:, NONE] == 0).sum())
        )
        with_status = batch.statuses >= 0
        counts["status"].update(
            right=int((statuses.argmax(-1) == batch.statuses)[with_status].sum()), all=int(with_status.sum())
        )
        for b, inside, accepted in batch.holds:
            logs = types[b, inside].softmax(-1)[:, :NONE]
            counts["sentence"].update(right=int(int(logs.max(0).values.argmax()) in accepted), all=1)
        cue = batch.cues >= 0
        told, true = (cues.argmax(-1) > 0)[cue], (batch.cues > 0)[cue]
        counts["cue"].update(right=int((told & true).sum()), told=int(told.sum()), true=int(true.sum()))
        for i, name in enumerate(FACTUALITY):
            rated = ~batch.facts[..., i].isnan()
            facts[name] += zip(batch.facts[..., i][rated].tolist(), blended[rated].tolist(), strict=True)
        labelled = batch.relevant >= 0
        counts["relevance"].update(
            right=int(((relevant.squeeze(-1) > 0) == (batch.relevant > 0))[labelled].sum()), all=int(labelled.sum())
        )
        if batch.pairs:
            best = between_of(model, batch.pairs).argmax(-1)
            right = (batch.pairs.types.gather(1, best[:, None]) > 0).squeeze(1).tolist()
            for corpus, hit_type in zip(batch.pairs.corpora, right, strict=True):
                counts[f"pair_{corpus}"].update(right=int(hit_type), all=1)
        if not len(batch.asked):
            continue
        bias = ((batch.seen - 1.0) * 1e4)[batch.asked][:, None, None, :]
        roles = model.questioner(words[batch.asked], bias, batch.marks, batch.distances)
        for i, name in enumerate(ROLES):
            asked = batch.answers[..., i] >= 0
            told, true = (roles[..., i] > 0)[asked], (batch.answers[..., i] > 0)[asked]
            counts[name].update(right=int((told & true).sum()), told=int(told.sum()), true=int(true.sum()))
    model.train()
    figures = {
        name: f1(c["right"], c["told"], c["true"]) if "told" in c else c["right"] / c["all"]
        for name, c in counts.items()
        if c.get("all") or c.get("true")
    }
    figures |= {
        f"r_{name}": float(np.corrcoef(np.array(pairs).T)[0, 1]) for name, pairs in facts.items() if len(pairs) > 2
    }
    return {name: round(value, 3) for name, value in figures.items()}
