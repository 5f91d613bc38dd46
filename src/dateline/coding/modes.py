"""How it was done: the mode of a draft."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.records import Kind, Receipt

if TYPE_CHECKING:
    from dateline.coding.scene import Scene
    from dateline.dictionaries.codebook import Codebook
    from dateline.dictionaries.triggers import TriggerEntry
    from dateline.records import Predication

Mode = tuple[str | None, Receipt | None]

_TOOLS = ("modifier", "with", "by", "using", "subject", "in")
VAGUE = frozenset({"destroy"})  # "destroy only where the weapon is unknown" (ontology, 2.16)


def mode_of(predication: Predication, entry: TriggerEntry, codebook: Codebook, scene: Scene) -> Mode:
    """The entry's mode; where it has none, or a vague one, what the words in and around the trigger say of the means."""
    own = Receipt(predication.start, predication.end, f"triggers.{entry.id}")
    if entry.mode and entry.mode not in VAGUE:
        return entry.mode, own
    tools = list(_tools(predication, scene))
    words = [] if entry.mode else [((predication.lemma,), own)]
    for lemmas, where in [*words, *tools]:
        if cue := codebook.mode_cue(entry.type, lemmas):
            return cue.mode, Receipt(where.start, where.end, f"mode_cues.{cue.id}")
    if entry.mode:
        return entry.mode, own
    if cue := codebook.mode_cue(entry.type, predication.words):
        return cue.mode, Receipt(predication.start, predication.end, f"mode_cues.{cue.id}")
    return None, None


def _tools(predication: Predication, scene: Scene) -> Iterator[tuple[tuple[str, ...], Receipt]]:
    for argument in predication.arguments:
        things = not argument.actors or any(scene.actors[i].kind is Kind.OBJECT for i in argument.actors)
        if argument.role in _TOOLS and things:
            yield (argument.head,), Receipt(argument.head_start, argument.head_end, "")
