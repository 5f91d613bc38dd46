"""How sure: the probability that an analyst would mark a draft as this event, from what is seen of it.

A logistic model over a few dozen plain features; its weights are `data/confidence.toml`, fitted by
`tools/fit_confidence.py` on articles that analysts have marked.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

from dateline.coding.candidates import READER
from dateline.records import Actor, EventType, Pos, StatementKind

if TYPE_CHECKING:
    from dateline.coding.drafts import Draft
    from dateline.coding.scene import Scene


def confidence(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The model's probability, rounded to three digits so that no processor's last bit shows."""
    total = sum(weights.get(name, 0.0) * value for name, value in features.items())
    return round(1 / (1 + math.exp(-total)), 3)


def features_of(draft: Draft, types: Mapping[str, EventType], scene: Scene) -> dict[str, float]:
    """What the model sees of a draft.

    Args:
        types: The event type of each predication that has a draft, by predication.
    """
    predication, parties = draft.predication, draft.parties
    above = types.get(predication.governor or "")
    prior = min(max(draft.entry.confidence, 0.02), 0.98)
    told = [scene.annotated.statements[i] for i in scene.statements_around(predication.span)]
    found = {
        "bias": True,
        "actor": bool(parties.actors),
        "recipient": bool(parties.recipients),
        "both": bool(parties.actors and parties.recipients),
        "country": any(scene.actors[i].country for i in (*parties.actors, *parties.recipients)),
        "sector": any(scene.actors[i].sector for i in (*parties.actors, *parties.recipients)),
        "doubtful": any(_is_doubtful(scene.actors[i]) for i in (*parties.actors, *parties.recipients)),
        "place": draft.place is not None,
        "time": draft.time is not None,
        "bare_noun": predication.pos is Pos.NOUN and not predication.arguments,
        f"pos:{predication.pos}": True,
        f"link:{predication.link or 'root'}": True,
        "under_event": above is not None,
        "under_same_type": above is draft.type,
        f"under:{above}": above is not None,
        f"status:{draft.status}": True,
        f"type:{draft.type}": True,
        f"type_noun:{draft.type}": predication.pos is Pos.NOUN,
        "told": bool(told),
        "quoted": any(statement.kind is not StatementKind.INDIRECT for statement in told),
        "first_sentence": predication.sentence == scene.annotated.sentences[0],
        f"dropped:{draft.not_in_lexicon}": draft.not_in_lexicon is not None,
        "only_wished": draft.only_wished,
        "against_lexicon": draft.entry.id == READER and draft.not_in_lexicon is None,
        "framed": bool(draft.entry.when or draft.entry.particle),
    }
    if scene.annotated.reading is not None:
        return {
            "prior": 0.0 if draft.entry.id == READER else math.log(prior / (1 - prior)),
            "political": scene.political,
            "relevance": _logit(scene.annotated.reading.relevance),
            **_read(draft),
            **{name: 1.0 for name, seen in found.items() if seen},
        }
    return {
        "prior": math.log(prior / (1 - prior)),
        "political": scene.political,
        **{name: 1.0 for name, seen in found.items() if seen},
    }


def _read(draft: Draft) -> dict[str, float]:
    """What the reader says of a draft: of its type at the trigger and between the parties, and of the parties."""
    reading = draft.reading
    if reading is None:
        return {"unread": 1.0}
    best = reading.types[0][0] if reading.types else None
    features = {
        "reader:type": _logit(reading.share(draft.type)),
        "reader:event": _logit(reading.probability),
        "reader:other": float(best is not draft.type),
    }
    if reading.pair:
        features["reader:pair"] = _logit(dict(reading.pair).get(draft.type, 0.0))
    return features


def _logit(share: float) -> float:
    kept = min(max(share, 0.01), 0.99)
    return math.log(kept / (1 - kept))


def _is_doubtful(actor: Actor) -> bool:
    """Whether the actor's country is only guessed from an article that names several."""
    receipt = actor.why.get("country")
    return receipt is not None and receipt.rule.endswith(":doubtful")
