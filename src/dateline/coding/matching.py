"""Which entry of the lexicon a predication meets: its word, and what stands in its arguments."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.coding.scene import Scene
from dateline.dictionaries.triggers import Lexicon, TriggerEntry
from dateline.records import Argument, DropReason, Kind, Predication

_WORDS = "words"  # a frame's pseudo-role: lemmas anywhere in the predication's phrase


def match(predication: Predication, lexicon: Lexicon, scene: Scene) -> TriggerEntry | DropReason:
    """The most specific entry that fits, or why none does."""
    entries = [
        entry
        for entry in lexicon.entries_for(predication.lemma, predication.pos)
        if entry.particle == predication.particle  # a phrasal verb is not its bare verb: "take back" is no "take"
    ]
    if not entries:
        return DropReason.NOT_IN_CODEBOOK
    lookalike = False
    for entry in entries:
        if any(_meets(predication, role, heads, lexicon, scene) for role, heads in entry.unless.items()):
            lookalike = True
        elif all(_meets(predication, role, heads, lexicon, scene) for role, heads in entry.when.items()):
            return entry
    return DropReason.LOOKALIKE if lookalike else DropReason.FRAME


def _meets(predication: Predication, role: str, heads: Iterable[str], lexicon: Lexicon, scene: Scene) -> bool:
    if role == _WORDS:
        return any(_is(word, head, lexicon) for head in heads for word in predication.words)
    found = [argument for argument in predication.arguments if argument.role == role]
    return any(_fits(argument, head, lexicon, scene) for head in heads for argument in found)


def _fits(argument: Argument, head: str, lexicon: Lexicon, scene: Scene) -> bool:
    match head:
        case "*":
            return True
        case "@actor":
            return bool(argument.actors)
        case "@place":
            return bool(argument.places)
        case "@event":
            return argument.predication is not None
        case "@person":
            known = any(scene.actors[i].kind in (Kind.PERSON, Kind.GROUP) for i in argument.actors)
            return known or lexicon.in_class(argument.head, "people")
        case _:
            return _is(argument.head, head, lexicon)


def _is(word: str, head: str, lexicon: Lexicon) -> bool:
    return lexicon.in_class(word, head) if head.startswith("@") else word == head
