"""The arguments that stand next to the word in the parse, with passives turned back."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.annotate.predications.frames import Frame, Slot
from dateline.annotate.predications.tree import PASSIVE_SUBJECTS, Tree
from dateline.dictionaries.predications import PredicationLexicon
from dateline.records import Pos

_CLAUSES = ("ccomp", "xcomp")
_ATTRIBUTES = ("attr", "acomp", "oprd")
_MODIFIERS = ("compound", "amod", "nmod")
_WHEN = ("DATE", "TIME")


def read_roles(tree: Tree, frames: dict[int, Frame], lexicon: PredicationLexicon) -> None:
    """Fill each frame with its own arguments, relative pronouns replaced by what they stand for."""
    for frame in frames.values():
        read = _noun_slots if frame.pos is Pos.NOUN else _clause_slots
        for slot in read(tree, frame):
            frame.add(_resolved(tree, slot))
    _fill_gaps(tree, frames, lexicon)


def own_subject(tree: Tree, i: int) -> Slot | None:
    """The grammatical subject that stands at the verb, in the role it has there; the "there" of "there is" is none."""
    c = tree.subject(i)
    if c is None:
        return None
    role = "object" if tree.words[c].dep in PASSIVE_SUBJECTS else "subject"
    return _resolved(tree, Slot(role, c))


def _resolved(tree: Tree, slot: Slot) -> Slot:
    """Who, which and that stand for the noun before them."""
    antecedent = tree.antecedents.get(slot.head)
    return slot if antecedent is None else Slot(slot.role, antecedent, "relative")


def _clause_slots(tree: Tree, frame: Frame) -> Iterator[Slot]:
    i = frame.head
    yield from _core_slots(tree, frame)
    for c in tree.children[i]:
        dep = tree.words[c].dep
        if dep == "dative" and tree.words[c].pos not in ("ADP", "PART"):
            yield Slot("indirect", c)
        elif dep in _ATTRIBUTES or (dep in _CLAUSES and tree.words[c].lower[0].isalpha()):
            yield Slot("complement", c)
        elif dep == "npadvmod" and frame.passive and tree.words[i].dep == "amod":
            yield Slot("subject", c, "compound")  # "rebel-held"
    for prep, p, inner in tree.prepositions(i):
        dep = tree.words[p].dep
        if prep == "by" and frame.passive and tree.words[inner].dep == "pobj" and tree.words[inner].entity not in _WHEN:
            yield Slot("subject", inner, "passive")
        elif dep == "dative" and prep == "to":
            yield Slot("indirect", inner)
        else:
            yield Slot(prep, inner)


def _core_slots(tree: Tree, frame: Frame) -> Iterator[Slot]:
    i = frame.head
    subject, thing = tree.subject(i), tree.child(i, ("dobj",))
    if subject is not None:
        if not frame.passive:
            yield Slot("subject", subject)
        elif thing is not None:  # "was given shelter"
            yield Slot("indirect", subject, "passive")
        else:
            yield Slot("object", subject, "passive")
    if thing is not None:
        yield Slot("object", thing)
        return
    for c in tree.each(i, ("ccomp",)):
        inner = tree.child(c, ("nsubj",))
        if inner is not None and not tree.verbal(c):  # "considers it illegal": no clause, but an object and what it is
            yield Slot("object", inner, "small-clause")


def _noun_slots(tree: Tree, frame: Frame) -> Iterator[Slot]:
    i = frame.head
    for c in tree.children[i]:
        dep = tree.words[c].dep
        if dep == "poss" and tree.words[c].entity not in _WHEN:
            yield Slot("possessive", c)
        elif dep in _MODIFIERS and c < i and tree.words[c].tag not in ("CD", "HYPH"):
            yield Slot("modifier", c)
            yield from (Slot("modifier", name, "compound") for name in tree.each(c, ("npadvmod",)))
        elif dep == "ccomp" or (dep in ("acl", "relcl") and (tree.infinitive(c) or tree.content_clause(c))):
            yield Slot("complement", c)
    for prep, _, inner in tree.prepositions(i):
        yield Slot(prep, inner)


def _fill_gaps(tree: Tree, frames: dict[int, Frame], lexicon: PredicationLexicon) -> None:
    """Give a relative clause without a pronoun its antecedent: "the town they took", "the town where they met"."""
    standing_in = {_clause_of(tree, pronoun) for pronoun in tree.antecedents}
    for i, frame in frames.items():
        word = tree.words[i]
        if word.dep not in ("relcl", "acl") or frame.pos is not Pos.VERB or i in standing_in or i < word.head:
            continue
        where = any(tree.words[c].lower == "where" for c in tree.each(i, ("advmod",)))
        head = tree.words[word.head]
        if where:
            frame.add(Slot("in", word.head, "relative"))
        elif (
            tree.subject(i) is not None
            and frame.slot("object") is None
            and not tree.infinitive(i)
            and not tree.content_clause(i)
            and head.lemma not in lexicon.adverbial
            and head.tag.startswith(("NN", "PRP", "CD", "DT"))
        ):
            frame.add(Slot(_stranded(tree, i) or "object", word.head, "relative"))


def _stranded(tree: Tree, i: int) -> str | None:
    """A preposition left without its noun: "the town they fled to"."""
    for c in tree.each(i, ("prep",)):
        if not tree.children[c]:
            return tree.words[c].lower
    return None


def _clause_of(tree: Tree, pronoun: int) -> int:
    return next((i for i in tree.up(pronoun) if tree.words[i].dep in ("relcl", "acl")), pronoun)
