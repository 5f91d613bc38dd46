"""The means of a deed, lent to the words that only dwell on the harm it did."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.coding.drafts import Draft
from dateline.coding.merging import Telling, contradicts
from dateline.coding.modes import VAGUE
from dateline.coding.scene import Scene
from dateline.records import EventType, Pos, Status

# A mode that says by what means; a killing "beside" a kidnapping or a rape was not done by it.
_MEANS = frozenset({"explosives", "suicide-attack", "aerial", "drone", "heavy-weapons", "firearms"})
_HARM = frozenset(
    {"kill", "wound", "injure", "die", "damage", "destroy", "hit", "hurt", "maim", "shake", "rock", "strike"}
)
_AGAIN = frozenset({"attack", "assault", "incident", "death", "killing", "damage", "destruction", "sabotage", "action"})
_FARTHEST = 600  # characters between a deed and the sentence that dwells on it: about three sentences


def with_shared_modes(tellings: Sequence[Telling], scene: Scene) -> list[Telling]:
    """The tellings, with the means of a deed lent to those that only dwell on the harm it did.

    "A bomb exploded at the hotel. Five people were wounded in the attack": the wounding was done with explosives.
    """
    found: list[Telling] = []
    for telling in tellings:
        lender = next((item for item in _beside(telling, tellings, scene) if _lends(item, telling, scene)), None)
        if lender is None or lender.draft.mode_receipt is None:
            found.append(telling)
            continue
        receipt = replace(lender.draft.mode_receipt, rule="modes.same-deed")
        found.append(replace(telling, draft=replace(telling.draft, mode=lender.draft.mode, mode_receipt=receipt)))
    return found


def _beside(telling: Telling, tellings: Sequence[Telling], scene: Scene) -> Iterator[Telling]:
    """The tellings of the same sentence, the nearest first; then the one that tells of a means last before it."""
    draft = telling.draft
    if draft.type is not EventType.ASSAULT or draft.mode not in (None, *VAGUE) or draft.status is not Status.ACTUAL:
        return
    means = [item for item in tellings if item.draft.mode in _MEANS and item.draft.status is Status.ACTUAL]
    start = draft.predication.start
    same = [item for item in means if item.draft.predication.sentence == draft.predication.sentence]
    yield from sorted(same, key=lambda item: abs(item.draft.predication.start - start))
    before = [item for item in means if 0 < start - item.draft.predication.start <= _FARTHEST]
    yield from before[-1:]


def _lends(lender: Telling, telling: Telling, scene: Scene) -> bool:
    first, second = lender.draft, telling.draft
    return _dwells(second) and not contradicts(first, second, scene)


def _dwells(draft: Draft) -> bool:
    """Whether words only tell of a harm, or take a deed up again, and leave open how it was done."""
    predication = draft.predication
    if predication.pos is Pos.NOUN:
        return predication.lemma in _AGAIN
    return predication.lemma in _HARM
