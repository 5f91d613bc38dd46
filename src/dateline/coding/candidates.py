"""What a predication may tell: the frame of the lexicon that fits it, and the types that the reader proposes."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from dateline.coding.matching import match
from dateline.dictionaries.triggers import TriggerEntry
from dateline.records import DropReason, EventType, Pos

if TYPE_CHECKING:
    from dateline.coding.scene import Scene
    from dateline.dictionaries.triggers import Lexicon
    from dateline.records import Predication

READER = "reader"
"""The id of an entry that no lexicon holds: the learned reader alone proposes it."""

_LEAST_SHARE = 0.1  # types that the reader thinks less likely than this are not tried
_RECIPROCAL = frozenset({EventType.CONSULT, EventType.COOPERATE})


def candidates(
    predication: Predication, lexicon: Lexicon, scene: Scene
) -> tuple[tuple[TriggerEntry, ...], DropReason | None]:
    """The entries to try, the lexicon's first, and why the lexicon has none where it has none."""
    found = match(predication, lexicon, scene)
    entries = () if isinstance(found, DropReason) else (found,)
    known = {entry.type for entry in entries}
    reading = scene.reading_at(predication.span)
    proposed = [
        _proposal(event_type, predication.pos)
        for event_type, share in (reading.types if reading else ())
        if share >= _LEAST_SHARE and event_type not in known
    ]
    return (*entries, *proposed), found if isinstance(found, DropReason) else None


@lru_cache(maxsize=64)  # types times word classes
def _proposal(event_type: EventType, pos: Pos) -> TriggerEntry:
    """An entry without a frame: any party will do, in the roles that are usual for the word class."""
    return TriggerEntry(
        id=READER,
        lemmas=(),
        pos=pos,
        particle=None,
        type=event_type,
        mode=None,
        when={},
        unless={},
        actor=(),
        recipient=(),
        both_sides=event_type in _RECIPROCAL,
        party="none",
        confidence=0.5,
        example="",
        source="the learned reader",
        added=date.min,
    )
