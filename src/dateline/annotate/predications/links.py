"""What a predication hangs on and how, its tense, and the words that are its own."""

from __future__ import annotations

from typing import NamedTuple

from dateline.annotate.predications.frames import Frame
from dateline.annotate.predications.tree import AUXILIARIES, HAVE, Tree
from dateline.dictionaries.predications import INFINITIVE, PredicationLexicon
from dateline.records import Link, Pos

_ARGUMENTS = ("nsubj", "nsubjpass", "dobj", "dative", "attr", "appos", "pobj", "oprd")
# Prepositions that say when, why or under which circumstances; what follows is told beside the deed, not of it.
_CIRCUMSTANCES = frozenset(
    {"after", "before", "since", "until", "during", "amid", "following", "while", "by", "without", "despite", "upon"}
    | {"because", "due", "ahead", "pending", "besides", "instead", "throughout", "as", "than", "when", "within"}
)
_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo"})
_PAST_TAGS, _PRESENT_TAGS = frozenset({"VBD"}), frozenset({"VBZ", "VBP"})


class Hold(NamedTuple):
    """The word that a predication hangs on, and how; both None for a sentence's root."""

    governor: int | None
    link: Link | None


def hold(tree: Tree, frames: dict[int, Frame], lexicon: PredicationLexicon, i: int) -> Hold:
    """What governs the predication at word `i`."""
    governor = next((h for h in tree.up(i) if h in frames), None)
    if governor is None:
        return Hold(None, None)
    return Hold(governor, _link(tree, frames[governor], lexicon, _standing(tree, frames, i)))


def _standing(tree: Tree, frames: dict[int, Frame], i: int) -> int:
    """The word in whose place it stands: a silent copula's, or that of a first conjunct that predicates nothing."""
    while True:
        word = tree.words[i]
        head = word.head
        if word.dep == "pobj" and tree.words[head].dep == "prep":
            head = tree.words[head].head
        silent = head not in frames and head != i
        if not (silent and (word.dep == "conj" or (tree.verbal(head) and word.dep in ("attr", "acomp", "pobj")))):
            return i
        i = head


def _link(tree: Tree, governor: Frame, lexicon: PredicationLexicon, i: int) -> Link:
    word = tree.words[i]
    infinitive = tree.infinitive(i)
    match word.dep:
        case "conj":
            return Link.COORDINATED
        case "ccomp":
            return Link.COMPLEMENT
        case "xcomp" | "advcl" if infinitive:
            return _of_infinitive(tree, governor, lexicon, word.i)
        case "xcomp":
            return Link.COMPLEMENT
        case "advcl":
            return Link.ADVERBIAL
        case "relcl" | "acl" if tree.content_clause(word.i):
            return Link.COMPLEMENT if word.head == governor.head else Link.OTHER
        case "acl" | "relcl" if infinitive:
            return _after_noun(tree, governor, lexicon, word.head)
        case "relcl" | "acl" | "amod":
            return Link.RELATIVE
        case "pcomp":
            return Link.ADVERBIAL if tree.words[word.head].lower in _CIRCUMSTANCES else Link.COMPLEMENT
    return _of_nominal(tree, governor, lexicon, word.i)


def _after_noun(tree: Tree, governor: Frame, lexicon: PredicationLexicon, noun: int) -> Link:
    if tree.words[noun].lower == "order" and tree.words[tree.words[noun].head].lower == "in":
        return Link.PURPOSE
    return Link.COMPLEMENT if noun == governor.head or _takes(governor, lexicon) else Link.OTHER


def _takes(governor: Frame, lexicon: PredicationLexicon) -> bool:
    return bool(lexicon.lendings(governor.lemma, None, governor.pos, INFINITIVE))


def _of_infinitive(tree: Tree, governor: Frame, lexicon: PredicationLexicon, i: int) -> Link:
    """What one asks, wants or agrees to do is a complement; what one acts for is a purpose."""
    if any(tree.words[c].lower in ("order", "so") for c in tree.each(i, ("mark", "advmod", "npadvmod"))):
        return Link.PURPOSE
    if governor.pos is not Pos.VERB or _takes(governor, lexicon):
        return Link.COMPLEMENT
    if tree.words[i].dep == "advcl":
        return Link.PURPOSE
    return Link.PURPOSE if tree.child(governor.head, ("dobj",)) is not None else Link.COMPLEMENT


def _of_nominal(tree: Tree, governor: Frame, lexicon: PredicationLexicon, i: int) -> Link:
    while tree.words[i].dep in _ARGUMENTS:
        word, head = tree.words[i], tree.words[tree.words[i].head]
        if word.dep == "pobj":
            if head.lower in _CIRCUMSTANCES and head.dep != "agent":
                return Link.ADVERBIAL
            while head.dep in ("prep", "agent", "dative", "advmod", "prt") and head.i != governor.head:
                head = tree.words[head.head]
        if head.i == governor.head:
            return Link.ARGUMENT
        if head.lemma not in lexicon.transparent:
            break
        i = head.i
    return Link.OTHER


def tense(tree: Tree, frames: dict[int, Frame], frame: Frame) -> str | None:
    """`past`, `present`, `future`, or None where the form tells none (infinitives, "would", "may", nouns)."""
    if frame.pos is Pos.NOUN:
        return None
    i = frame.head
    if frame.pos is Pos.ADJECTIVE:
        i = tree.words[i].head
    auxiliaries = [tree.words[c] for c in tree.each(i, AUXILIARIES)]
    word = tree.words[i]
    while not auxiliaries and word.dep == "conj" and word.tag in ("VB", "VBN", "VBG"):
        word = tree.words[word.head]  # "will arrest and deport"
        auxiliaries = [tree.words[c] for c in tree.each(word.i, AUXILIARIES)]
    if any(aux.lower in _FUTURE for aux in auxiliaries) or _going_to(tree, word.i):
        return "future"
    if any(aux.tag == "MD" for aux in auxiliaries):
        return None
    tags = {aux.tag for aux in auxiliaries} or {word.tag}
    if tags & _PAST_TAGS or any(aux.lower in HAVE for aux in auxiliaries):
        return "past"
    if "TO" in tags:
        return "future" if tree.announced(word.i) and (word.head == word.i or word.head not in frames) else None
    if tags & _PRESENT_TAGS:
        return "present"
    return "past" if word.tag == "VBN" else None


def _going_to(tree: Tree, i: int) -> bool:
    head = tree.words[tree.words[i].head]
    return tree.words[i].dep == "xcomp" and head.lower == "going" and tree.infinitive(i)


def own_words(tree: Tree, frames: dict[int, Frame]) -> dict[int, tuple[str, ...]]:
    """For each frame the lemmas of its phrase, clauses of other verbs left out."""
    owners: list[int | None] = [None] * len(tree.words)
    known = [False] * len(tree.words)
    found: dict[int, list[str]] = {i: [] for i in frames}
    for word in tree.words:
        path = []
        i: int | None = word.i
        while i is not None and not known[i]:
            path.append(i)
            if i in frames and frames[i].pos is not Pos.NOUN:
                break
            i = tree.words[i].head if tree.words[i].head != i else None
        owner = None if i is None else owners[i] if known[i] else i
        for step in path:
            owners[step], known[step] = owner, True
    for word in tree.words:
        if word.pos in ("PUNCT", "SPACE"):
            continue
        owner = owners[word.i]
        if owner is not None:
            found[owner].append(word.lemma)
        i = word.i
        while i != owner:  # nouns between the word and its clause
            if i in frames:
                found[i].append(word.lemma)
            if tree.words[i].head == i:
                break
            i = tree.words[i].head
    return {i: tuple(words) for i, words in found.items()}
