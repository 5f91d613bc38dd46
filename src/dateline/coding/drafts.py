"""One predication to one draft of an event: everything that it can say by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.coding.matching import match
from dateline.coding.parties import Parties, find_parties
from dateline.coding.where_when import WORDS_ONLY, find_place, find_time
from dateline.records import Dropped, DropReason, EventType, Kind, Predication, Receipt, Status, Trigger

if TYPE_CHECKING:
    from dateline.coding.scene import Scene
    from dateline.dictionaries.codebook import Codebook
    from dateline.dictionaries.knowledge import Knowledge
    from dateline.dictionaries.triggers import TriggerEntry

# What is only wished or feared of words and meetings is no event (ANALYST: "mark non-actual events where they are
# deeds"), except what is planned or refused, which the text dwells on.
_DWELLING = WORDS_ONLY | {EventType.CONSULT}
_DWELT_ON = frozenset({Status.ACTUAL, Status.PLANNED, Status.DENIED})


@dataclass(frozen=True, slots=True)
class Draft:
    """An event before it is compared with the others of its article."""

    predication: Predication
    entry: TriggerEntry
    mode: str | None
    mode_receipt: Receipt | None
    parties: Parties
    place: tuple[int, Receipt] | None
    time: tuple[int, Receipt] | None
    status: Status
    factuality: float
    confidence: float = 0.0

    @property
    def type(self) -> EventType:
        """Its event type."""
        return self.entry.type


def draft(predication: Predication, knowledge: Knowledge, scene: Scene) -> Draft | Dropped:
    """Code one predication, or say why not. Never guesses: what the codebook does not cover is dropped."""
    entry = match(predication, knowledge.lexicon, scene)
    trigger = Trigger(predication.start, predication.end, predication.text)
    if isinstance(entry, DropReason):
        return Dropped(trigger, entry)
    parties = find_parties(predication, entry, scene)
    if not _has_parties(parties, entry.party):
        return Dropped(trigger, DropReason.NO_PARTY)
    judgement = predication.judgement
    if entry.type in _DWELLING and judgement.status not in _DWELT_ON:
        return Dropped(trigger, DropReason.ONLY_WISHED)
    mode, mode_receipt = _mode(predication, entry, knowledge.codebook, scene)
    return Draft(
        predication=predication,
        entry=entry,
        mode=mode,
        mode_receipt=mode_receipt,
        parties=parties,
        place=find_place(predication, entry.type, (*parties.actors, *parties.recipients), scene),
        time=find_time(predication, scene),
        status=judgement.status,
        factuality=judgement.factuality,
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


def _mode(
    predication: Predication, entry: TriggerEntry, codebook: Codebook, scene: Scene
) -> tuple[str | None, Receipt | None]:
    """The entry's mode; where it has none, what the words in and around the trigger say of how it was done."""
    own = Receipt(predication.start, predication.end, f"triggers.{entry.id}")
    if entry.mode:
        return entry.mode, own
    tools = [
        (argument.head, Receipt(argument.head_start, argument.head_end, ""))
        for argument in predication.arguments
        if argument.role in ("modifier", "with", "by", "using", "subject", "in")
        and (not argument.actors or any(scene.actors[i].kind is Kind.OBJECT for i in argument.actors))
    ]
    for words, where in [((predication.lemma,), own), *(((head,), receipt) for head, receipt in tools)]:
        if cue := codebook.mode_cue(entry.type, words):
            return cue.mode, Receipt(where.start, where.end, f"mode_cues.{cue.id}")
    if cue := codebook.mode_cue(entry.type, predication.words):
        return cue.mode, Receipt(predication.start, predication.end, f"mode_cues.{cue.id}")
    return None, None
