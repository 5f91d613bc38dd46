"""The means of a deed, lent to the words that only dwell on the harm it did."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.coding.drafts import Draft
from dateline.coding.merging import Telling, contradicts
from dateline.coding.modes import VAGUE
from dateline.coding.scene import Scene
from dateline.records import EventType, Kind, Pos, Status

# A mode that says by what means; a killing "beside" a kidnapping or a rape was not done by it.
_MEANS = frozenset({"explosives", "suicide-attack", "aerial", "drone", "heavy-weapons", "firearms"})
_HARM = frozenset(
    {"kill", "wound", "injure", "die", "damage", "destroy", "hit", "hurt", "maim", "shake", "rock", "strike"}
)
_AGAIN = frozenset({"attack", "assault", "incident", "death", "killing", "damage", "destruction", "sabotage", "action"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_ANOTHER = frozenset({"last", "other", "another", "previous", "earlier", "past", "similar"})
_DETERMINER_REACH = 3  # words before a noun: "the second terrorist attack"
_FARTHEST = 600  # characters between a deed and the sentence that dwells on it: about three sentences


def with_shared_modes(tellings: Sequence[Telling], scene: Scene) -> list[Telling]:
    """The tellings, with the means of a deed lent to those that only dwell on the harm it did.

    "A bomb exploded at the hotel. Five people were wounded in the attack": the wounding was done with explosives.
    """
    means = [item for item in tellings if item.draft.mode in _MEANS and item.draft.status is Status.ACTUAL]
    return [_with_mode(telling, means, scene) if _dwells(telling.draft, scene) else telling for telling in tellings]


def _with_mode(telling: Telling, means: Sequence[Telling], scene: Scene) -> Telling:
    draft = telling.draft
    lender = next((item for item in _near(draft, means) if _may_be_one(item, draft, scene)), None)
    if lender is None or lender.mode_receipt is None:
        return telling
    receipt = replace(lender.mode_receipt, rule="modes.same-deed")
    return replace(telling, draft=replace(draft, mode=lender.mode, mode_receipt=receipt))


def _may_be_one(first: Draft, second: Draft, scene: Scene) -> bool:
    """Whether nothing says that the deeds are two: other doers, another place or another day."""
    one, other = _doers(first, scene), _doers(second, scene)
    return not contradicts(first, second, scene) and (not one or not other or bool(one & other))


def _doers(draft: Draft, scene: Scene) -> set[str]:
    return {i for i in draft.parties.actors if scene.actors[i].kind is not Kind.OBJECT}


def _near(draft: Draft, means: Sequence[Telling]) -> Iterator[Draft]:
    """The deeds of the same sentence, the nearest first; then the last before it; then the only one of its article."""
    start = draft.predication.start
    deeds = [item.draft for item in means]
    same = [item for item in deeds if item.predication.sentence == draft.predication.sentence]
    yield from sorted(same, key=lambda item: abs(item.predication.start - start))
    yield from [item for item in deeds if 0 < start - item.predication.start <= _FARTHEST][-1:]
    if len({item.mode for item in deeds}) == 1:
        yield from deeds[:1]


def _dwells(draft: Draft, scene: Scene) -> bool:
    """Whether words only tell of a harm, or take a deed up again ("the attack"), and leave open how it was done."""
    predication = draft.predication
    if draft.type is not EventType.ASSAULT or draft.status is not Status.ACTUAL or draft.mode not in (None, *VAGUE):
        return False
    if predication.pos is not Pos.NOUN:
        return predication.lemma in _HARM
    before = scene.annotated.article.text[predication.sentence.start : predication.start].lower().split()
    near = before[-_DETERMINER_REACH:]
    return predication.lemma in _AGAIN and not _DEFINITE.isdisjoint(near) and _ANOTHER.isdisjoint(near)
