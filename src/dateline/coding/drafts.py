"""One predication to one draft of an event: everything that it can say by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.coding.candidates import candidates
from dateline.coding.modes import mode_of
from dateline.coding.parties import Parties, find_parties
from dateline.coding.place_candidates import WORDS_ONLY
from dateline.coding.statuses import omission, reconcile
from dateline.coding.where_when import find_place, find_time
from dateline.records import (
    Dropped,
    DropReason,
    EventType,
    Judgement,
    Predication,
    Receipt,
    Status,
    Trigger,
    TriggerReading,
)

if TYPE_CHECKING:
    from dateline.coding.scene import Scene
    from dateline.dictionaries.knowledge import Knowledge
    from dateline.dictionaries.triggers import TriggerEntry

# What is only wished or feared of words and meetings is no event (ANALYST: "mark non-actual events where they are
# deeds"), except what is planned or refused, which the text dwells on.
_DWELLING = WORDS_ONLY | {EventType.CONSULT}
_DWELT_ON = frozenset({Status.ACTUAL, Status.PLANNED, Status.DENIED})


@dataclass(frozen=True, slots=True)
class Draft:
    """An event before it is compared with the others of its article.

    Attributes:
        judgement: The status, reconciled between the calculus and the reader.
        reading: What the reader proposes for the trigger.
        not_in_lexicon: Why the lexicon has no entry for it, where only the reader proposes it.
    """

    predication: Predication
    entry: TriggerEntry
    mode: str | None
    mode_receipt: Receipt | None
    parties: Parties
    place: tuple[int, Receipt] | None
    time: tuple[int, Receipt] | None
    judgement: Judgement
    reading: TriggerReading | None = None
    not_in_lexicon: DropReason | None = None
    confidence: float = 0.0

    @property
    def type(self) -> EventType:
        """Its event type."""
        return self.entry.type

    @property
    def status(self) -> Status:
        """Whether it happened, by rules and reader together."""
        return self.judgement.status

    @property
    def only_wished(self) -> bool:
        """Whether it is words or a meeting that are only wished or feared, of which the guidelines mark few."""
        return self.type in _DWELLING and self.status not in _DWELT_ON


def drafts(predication: Predication, knowledge: Knowledge, scene: Scene) -> list[Draft] | Dropped:
    """Code one predication in every way that the lexicon and the reader propose, or say why in none.

    Only one of them can be the event; which one is decided by their confidence.
    """
    trigger = Trigger(predication.start, predication.end, predication.text)
    entries, reason = candidates(predication, knowledge.lexicon, scene)
    if not entries:
        return Dropped(trigger, reason or DropReason.NOT_IN_CODEBOOK)
    results = [_draft(predication, entry, reason, knowledge, scene) for entry in entries]
    kept = [result for result in results if isinstance(result, Draft)]
    return kept or Dropped(trigger, next(result for result in results if isinstance(result, DropReason)))


def _draft(
    predication: Predication, entry: TriggerEntry, reason: DropReason | None, knowledge: Knowledge, scene: Scene
) -> Draft | DropReason:
    reading = scene.reading_at(predication.span)
    parties = find_parties(predication, entry, scene, reading)
    if not _has_parties(parties, entry.party):
        return DropReason.NO_PARTY
    judgement = omission(predication, reconcile(predication, reading, knowledge.weights.status), entry)
    if reading is None and entry.type in _DWELLING and judgement.status not in _DWELT_ON:
        return DropReason.ONLY_WISHED
    mode, mode_receipt = mode_of(predication, entry, parties.actors, knowledge.codebook, scene)
    return Draft(
        predication=predication,
        entry=entry,
        mode=mode,
        mode_receipt=mode_receipt,
        parties=parties,
        place=find_place(predication, entry.type, (parties.actors, parties.recipients), scene, reading),
        time=find_time(predication, scene, reading),
        judgement=judgement,
        reading=reading,
        not_in_lexicon=reason,
    )


def _has_parties(parties: Parties, needed: str) -> bool:
    match needed:
        case "none":
            return True
        case "actor":
            return bool(parties.actors)
        case "recipient":
            return bool(parties.recipients)
        case "both":
            return bool(parties.actors and parties.recipients)
        case _:
            return bool(parties.actors or parties.recipients)
