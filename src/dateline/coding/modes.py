"""How it was done: the mode of a draft."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dateline.records import Kind, Receipt

if TYPE_CHECKING:
    from dateline.coding.scene import Scene
    from dateline.dictionaries.codebook import Codebook, ModeCue
    from dateline.dictionaries.triggers import TriggerEntry
    from dateline.records import Predication

Mode = tuple[str | None, Receipt | None]

_TOOLS = ("modifier", "with", "by", "using", "subject", "in")
VAGUE = frozenset({"destroy"})  # "destroy only where the weapon is unknown" (ontology, 2.16)


def mode_of(
    predication: Predication, entry: TriggerEntry, actors: Sequence[str], codebook: Codebook, scene: Scene
) -> Mode:
    """The entry's mode; where it has none, or a vague one, what the words in and around the trigger say of the means.

    Args:
        actors: Ids of the draft's actors.
    """
    own = Receipt(predication.start, predication.end, f"triggers.{entry.id}")
    if entry.mode and entry.mode not in VAGUE:
        return entry.mode, own
    words = [] if entry.mode else [((predication.lemma,), own)]
    for lemmas, where in [*words, *_tools(predication, scene)]:
        if cue := codebook.mode_cue(entry.type, lemmas):
            cue = _settled(cue, lemmas, predication, actors, codebook, scene)
            return cue.mode, Receipt(where.start, where.end, f"mode_cues.{cue.id}")
    if entry.mode:
        return entry.mode, own
    if cue := codebook.mode_cue(entry.type, predication.words):
        return cue.mode, Receipt(predication.start, predication.end, f"mode_cues.{cue.id}")
    return None, None


def _tools(predication: Predication, scene: Scene) -> Iterator[tuple[tuple[str, ...], Receipt]]:
    """The heads of arguments that may be the means."""
    for argument in predication.arguments:
        things = not argument.actors or any(scene.actors[i].kind is Kind.OBJECT for i in argument.actors)
        if argument.role in _TOOLS and things:
            yield (argument.head,), Receipt(argument.head_start, argument.head_end, "")


def _settled(
    cue: ModeCue,
    lemmas: Sequence[str],
    predication: Predication,
    actors: Sequence[str],
    codebook: Codebook,
    scene: Scene,
) -> ModeCue:
    """The cue, or the one that a word which leaves the means open gives way to ("the air force's bombing")."""
    if not cue.yields.issuperset(lemmas) or predication.lemma not in cue.yields:
        return cue
    closed = [word for word in predication.words if word not in cue.yields]
    if other := codebook.mode_cue(cue.type, closed):
        return other
    rivals = [item for item in codebook.mode_cues if item.type is cue.type and item.doers]
    if actors:
        sectors = {scene.actors[i].sector for i in actors}
        return next((item for item in rivals if item.doers & sectors), cue)
    told = {found.id for words in _passages(cue, scene) if (found := codebook.mode_cue(cue.type, words))}
    return next((item for item in rivals if item.id in told and cue.id not in told), cue)


def _passages(cue: ModeCue, scene: Scene) -> Iterator[list[str]]:
    """The phrases of the article, without the words that leave the means open."""
    for item in scene.annotated.predications:
        yield [word for word in item.words if word not in cue.yields]
