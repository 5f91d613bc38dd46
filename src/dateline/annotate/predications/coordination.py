"""Arguments that coordinated words share because they stand at one of them only: "beat and jailed the editors"."""

from __future__ import annotations

from dateline.annotate.predications.frames import Frame, Slot
from dateline.annotate.predications.tree import Tree
from dateline.records import Pos

_BETWEEN = ("cc", "conj", "punct", "prt", "advmod", "neg", "preconj")
_LEFT = ("det", "poss")


def share(tree: Tree, frames: dict[int, Frame]) -> None:
    """Hand objects and agents to the conjuncts before, and owners and modifiers of nouns to the conjuncts after.

    Goes from the last conjunct to the first, so that a chain of three shares as well.
    """
    for i in reversed(frames):
        first = tree.words[i].head
        if tree.words[i].dep != "conj" or first not in frames:
            continue
        if frames[i].pos is Pos.NOUN and frames[first].pos is Pos.NOUN:
            _share_nouns(tree, frames[first], frames[i])
        elif frames[i].pos is Pos.VERB and frames[first].pos is Pos.VERB:
            _share_verbs(tree, frames[first], frames[i])


def _share_verbs(tree: Tree, first: Frame, second: Frame) -> None:
    if not _bare_after(tree, first.head) or first.passive != second.passive:
        return
    role = "subject" if second.passive else "object"
    if (slot := second.slot(role)) is not None and first.slot(role) is None and slot.head > second.head:
        first.add(Slot(role, slot.head, "coordination"))


def _share_nouns(tree: Tree, first: Frame, second: Frame) -> None:
    if not any(tree.words[c].dep in _LEFT for c in tree.children[second.head]):
        for slot in first.slots:
            # Only what names somebody goes on: "Israeli raids and arrests", but not "drone strikes and arrests".
            owner = slot.role == "possessive" or (slot.role == "modifier" and tree.words[slot.head].entity == "NORP")
            if owner and second.slot(slot.role) is None:
                second.add(Slot(slot.role, slot.head, "coordination"))
    if _bare_after(tree, first.head):
        for slot in second.slots:
            if slot.head > second.head and tree.words[slot.head].dep == "pobj":
                first.add(Slot(slot.role, slot.head, "coordination"))


def _bare_after(tree: Tree, i: int) -> bool:
    """Whether nothing stands after the word that is its own."""
    return all(tree.words[c].dep in _BETWEEN for c in tree.children[i] if c > i)
