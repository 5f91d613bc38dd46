"""Which words predicate, and their frames: still plain word indexes, filled by the rules, then written as records."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from dateline.annotate.predications.tree import DIRECTIONS, HAVE, Tree, Word
from dateline.dictionaries.predications import PredicationLexicon
from dateline.records import Pos

# Endings of nouns made from verbs. Only read where the noun also has the arguments of a verb.
_DEVERBAL = ("tion", "sion", "ment", "ance", "ence", "al", "ing", "ure", "ery", "age")
_BEFORE_NOUN = ("compound", "amod", "nmod", "nummod")
_SHORTEST_GERUND = 6  # letters; "king", "ring" and "thing" are shorter
_TITLE_SHARE = 0.6  # of a sentence's longer words; a headline in title case has nearly all of them in capitals


class Slot(NamedTuple):
    """One argument: its role, the index of its head word, and the rule that found it."""

    role: str
    head: int
    rule: str = "syntax"


@dataclass(slots=True)
class Frame:
    """A predicating word with what has been found of its arguments."""

    head: int
    pos: Pos
    lemma: str
    particle: int | None = None
    passive: bool = False
    slots: list[Slot] = field(default_factory=list)

    def slot(self, role: str) -> Slot | None:
        """The first argument in this role."""
        for slot in self.slots:
            if slot.role == role:
                return slot
        return None

    def add(self, slot: Slot) -> None:
        """Take the argument, unless the same word has the same role already or the frame would argue about itself."""
        if slot.head != self.head and not any(s.role == slot.role and s.head == slot.head for s in self.slots):
            self.slots.append(slot)


def find_frames(tree: Tree, lexicon: PredicationLexicon) -> dict[int, Frame]:
    """A frame for each predicating word, by word index, in text order."""
    titled = {number for number, bounds in enumerate(tree.sentences) if _titled(tree, bounds)}
    found = (_frame(tree, word, lexicon, headline=word.sentence in titled) for word in tree.words)
    return {frame.head: frame for frame in found if frame is not None}


def drop_copulas(tree: Tree, frames: dict[int, Frame]) -> None:
    """Take out each "be" whose attribute, adjective or prepositional phrase predicates already.

    Only once roles are inherited: until then "is under attack" needs its verb.
    """
    for i in [i for i, frame in frames.items() if frame.lemma == "be" and _says_it_elsewhere(tree, i, frames)]:
        del frames[i]


def _frame(tree: Tree, word: Word, lexicon: PredicationLexicon, *, headline: bool) -> Frame | None:
    if word.dep in ("aux", "auxpass", "punct") or word.tag == "MD":
        return None
    if tree.verbal(word.i) and word.dep != "compound":
        passive = is_passive(tree, word.i, lexicon)
        return Frame(word.i, Pos.VERB, _verb_lemma(word, lexicon), _particle(tree, word.i), passive)
    if word.dep == "amod" and (verb := lexicon.adjectival.get(word.lower)):
        return Frame(word.i, Pos.VERB, verb, passive=not word.lower.endswith("ing"))
    if word.tag.startswith("NN"):
        return _noun_frame(tree, word, lexicon, headline=headline)
    if word.pos == "ADJ" and word.dep in ("acomp", "oprd", "ROOT", "conj") and _has_complement(tree, word.i):
        return Frame(word.i, Pos.ADJECTIVE, word.lemma)
    return None


def _particle(tree: Tree, i: int) -> int | None:
    found = tree.child(i, ("prt",))
    if found is not None or i + 1 == len(tree.words):
        return found
    after = tree.words[i + 1]
    # "pulled out of Mali": the parser calls "out" a preposition.
    bare = after.head == i and after.dep in ("prep", "advmod") and tree.child(after.i, ("pobj", "pcomp")) is None
    return after.i if bare and after.lower in DIRECTIONS else None


def _verb_lemma(word: Word, lexicon: PredicationLexicon) -> str:
    if word.lemma == word.lower:  # the lemmatiser gives up on a few participles
        return lexicon.adjectival.get(word.lower) or lexicon.transitive.get(word.lower) or word.lemma
    return word.lemma


def _noun_frame(tree: Tree, word: Word, lexicon: PredicationLexicon, *, headline: bool) -> Frame | None:
    if word.dep in _BEFORE_NOUN:
        return None
    lemma = word.lemma
    if word.tag.startswith("NNP"):
        if not headline:
            return None
        lemma = word.lower if word.lower in lexicon.events else word.lower.removesuffix("s")
    if lemma == "order" and tree.words[word.head].lower == "in":  # "in order to"
        return None
    if lemma in lexicon.events:
        return Frame(word.i, Pos.NOUN, lemma)
    if lemma in lexicon.no_happening or not lemma.endswith(_DEVERBAL):
        return None
    gerund = lemma.endswith("ing") and len(lemma) >= _SHORTEST_GERUND
    return Frame(word.i, Pos.NOUN, lemma) if gerund or _argues(tree, word.i) else None


def _argues(tree: Tree, i: int) -> bool:
    """Whether a noun has the arguments of a verb: an agent with "by", or somebody's … of something."""
    preps = {prep for prep, _, _ in tree.prepositions(i)}
    return "by" in preps or ("of" in preps and tree.words[i].tag == "NN")


def _has_complement(tree: Tree, i: int) -> bool:
    return any(tree.words[c].dep in ("prep", "xcomp", "ccomp") for c in tree.children[i])


def is_passive(tree: Tree, i: int, lexicon: PredicationLexicon) -> bool:
    """Whether the verb is passive: by its auxiliary or subject, or as a participle without "have".

    Headlines leave "was" out ("Two men arrested in Rome"), and taggers then see a past tense: a verb that hardly
    ever stands without an object is passive there.
    """
    word = tree.words[i]
    kinds = {tree.words[c].dep for c in tree.children[i]}
    if kinds & {"auxpass", "nsubjpass", "csubjpass", "agent"}:
        return True
    if "dobj" in kinds and "nsubj" in kinds:
        return False
    if word.tag == "VBN":
        return not _has_have(tree, i)
    bare = word.tag == "VBD" and "nsubj" in kinds and not kinds & {"dobj", "ccomp", "xcomp", "aux", "prt"}
    shared = any(tree.words[c].dep == "conj" and tree.verbal(c) for c in tree.children[i])
    return bare and word.lower in lexicon.transitive and not shared and word.dep == "ROOT"


def _has_have(tree: Tree, i: int) -> bool:
    """Whether an active perfect makes the participle: its own "have", or the one it shares in coordination."""
    while True:
        if any(tree.words[c].lower in HAVE for c in tree.each(i, ("aux",))):
            return True
        if tree.child(i, ("auxpass",)) is not None or tree.words[i].dep != "conj":
            return False
        i = tree.words[i].head
        if tree.words[i].tag in ("VBD", "VBZ", "VBP"):
            return True  # "attacked and taken": the tagger took a past tense for a participle
        if tree.words[i].tag != "VBN":
            return False


def _says_it_elsewhere(tree: Tree, i: int, frames: dict[int, Frame]) -> bool:
    """Whether a copula's attribute, adjective or prepositional phrase predicates already."""
    for c in tree.each(i, ("attr", "acomp", "prep")):
        if c in frames or any(inner in frames for inner in tree.each(c, ("pobj", "conj"))):
            return True
    return False


def _titled(tree: Tree, bounds: tuple[int, int]) -> bool:
    """A headline in title case: names cannot be told from nouns by their capitals."""
    long = [word for word in tree.words[slice(*bounds)] if len(word.lower) > 3 and word.lower.isalpha()]
    proper = sum(word.tag.startswith("NNP") for word in long)
    return len(long) > 2 and proper >= _TITLE_SHARE * len(long)
