"""The parse as plain values: one pass over the `Doc`, then no spaCy. Rules read this; tests build it by hand."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from spacy.strings import StringStore
    from spacy.tokens import Doc

PASSIVE_SUBJECTS = ("nsubjpass", "csubjpass")
SUBJECTS = ("nsubj", "csubj", *PASSIVE_SUBJECTS)
AUXILIARIES = ("aux", "auxpass")
_FACTS = ("HEAD", "IDX", "LENGTH", "LOWER", "LEMMA", "TAG", "POS", "DEP", "ENT_TYPE")
_RELATIVE_TAGS = ("WDT", "WP", "WP$")
HAVE = frozenset({"have", "has", "had", "having", "'ve", "’ve", "'d"})
# Adverbs of direction before a preposition: "out of the town" is told by "of", with "out" as the verb's particle.
DIRECTIONS = frozenset({"out", "off", "away", "back", "up", "down", "over", "along", "together", "forward", "ahead"})


class Word(NamedTuple):
    """One token.

    Attributes:
        lower, lemma: Lower case.
        tag, pos, dep: Penn tag, universal part of speech, ClearNLP dependency, as spaCy's English pipelines give them.
        head: Index of the governing word; its own for a root.
        start, end: Characters of the article's text.
        sentence: Index of its sentence in `Tree.sentences`.
        entity: spaCy's entity label, or empty.
    """

    i: int
    lower: str
    lemma: str
    tag: str
    pos: str
    dep: str
    head: int
    start: int
    end: int
    sentence: int = 0
    entity: str = ""


class Tree:
    """The words of a text, their children, and what their relative pronouns stand for.

    Attributes:
        words: In text order; `words[i].i == i`.
        children: Indexes of each word's dependents, in text order.
        sentences: First and last-plus-one index of each sentence's words.
        antecedents: Relative pronoun → the word that it stands for.
    """

    def __init__(self, words: Sequence[Word], sentences: Sequence[tuple[int, int]] | None = None) -> None:
        self.words = tuple(words)
        self.sentences = tuple(sentences) if sentences is not None else ((0, len(self.words)),)
        self.children: list[list[int]] = [[] for _ in self.words]
        for word in self.words:
            if word.head != word.i:
                self.children[word.head].append(word.i)
        self.verbals = frozenset(word.i for word in self.words if self._verbal(word.i))
        self.antecedents = {
            word.i: found
            for word in self.words
            if self._relative(word) and (found := self._antecedent(word)) is not None
        }

    def child(self, i: int, deps: Collection[str]) -> int | None:
        """The first dependent of one of these kinds."""
        for c in self.children[i]:
            if self.words[c].dep in deps:
                return c
        return None

    def subject(self, i: int) -> int | None:
        """The grammatical subject: of several before the verb the nearest, since the first may be a dateline."""
        found = list(self.each(i, SUBJECTS))
        return max((c for c in found if c < i), default=found[0] if found else None)

    def each(self, i: int, deps: Collection[str]) -> Iterator[int]:
        """All dependents of these kinds, in text order."""
        return (c for c in self.children[i] if self.words[c].dep in deps)

    def verbal(self, i: int) -> bool:
        """A verb or a copula; no auxiliary, and no preposition that was a verb ("including")."""
        return i in self.verbals

    def _verbal(self, i: int) -> bool:
        word = self.words[i]
        if not word.lower[0].isalpha() or self._prefix(word):
            return False
        if word.pos in ("VERB", "AUX"):
            return word.dep not in AUXILIARIES and not (word.dep == "prep" and word.tag in ("VBG", "VBN"))
        return self._mistagged(i)

    def infinitive(self, i: int) -> bool:
        """Whether the verb has its "to"."""
        return any(self.words[c].tag == "TO" for c in self.each(i, AUXILIARIES))

    def content_clause(self, i: int) -> bool:
        """Whether a clause after a noun is what the noun says ("the demand that he go"), not a relative clause."""
        return any(self.words[c].lower == "that" for c in self.each(i, ("mark",)))

    def announced(self, i: int) -> bool:
        """Whether it is a headline's infinitive: "Turkey to send troops" says that Turkey will."""
        word, head = self.words[i], self.words[self.words[i].head]
        after_name = word.dep in ("acl", "relcl") and head.dep == "ROOT" and head.pos in ("NOUN", "PROPN")
        return (after_name or (word.dep == "ROOT" and self.subject(i) is not None)) and self.infinitive(i)

    def prepositions(self, i: int) -> Iterator[tuple[str, int, int]]:
        """The word's prepositional phrases: preposition in lower case, its index, index of the noun or verb in it.

        The first word of a preposition of two words names it ("because of", "according to"); an adverb of direction
        before one does not ("back to", "out of").
        """
        for c in self.children[i]:
            word = self.words[c]
            if word.dep in ("prep", "agent", "dative") and word.pos in ("ADP", "SCONJ", "VERB", "ADV", "PART", "ADJ"):
                if word.lower in DIRECTIONS:
                    yield from ((word.lower, c, inner) for inner in self.each(c, ("pobj", "pcomp")))
                    yield from self._prepositions_after(c)
                else:
                    yield from ((word.lower, c, inner) for inner in self._inside(c))
            elif word.dep in ("advmod", "prt"):
                yield from self._prepositions_after(c)

    def conjuncts(self, i: int) -> tuple[int, ...]:
        """The word and those that are coordinated with it further on, in text order."""
        found = [i]
        for head in found:
            found += self.each(head, ("conj",))
        return tuple(sorted(found))

    def up(self, i: int) -> Iterator[int]:
        """The words that govern this one, nearest first."""
        head = self.words[i].head
        while head != i:
            yield head
            i, head = head, self.words[head].head

    def _prefix(self, word: Word) -> bool:
        """Whether a hyphen hangs on its end: the "re" of "re-open" is no verb, whatever its tag."""
        after = self.words[word.i + 1] if word.i + 1 < len(self.words) else None
        return after is not None and after.lower == "-" and after.start == word.end and after.head != word.i

    def _mistagged(self, i: int) -> bool:
        """Whether a word has the dependents of a verb, whatever its tag: "to free them", "Minister slams ruling"."""
        kinds = {self.words[c].dep for c in self.children[i]}
        return self.words[i].pos in ("ADJ", "NOUN", "PROPN", "ADV") and (
            ("dobj" in kinds and "nsubj" in kinds) or ("aux" in kinds and self.infinitive(i))
        )

    def _prepositions_after(self, adverb: int) -> Iterator[tuple[str, int, int]]:
        for p in self.each(adverb, ("prep",)):
            yield from ((self.words[p].lower, p, inner) for inner in self._inside(p))

    def _inside(self, p: int) -> Iterator[int]:
        for c in self.children[p]:
            dep = self.words[c].dep
            if dep == "prep" or (dep == "pcomp" and self.words[c].pos == "ADP"):
                yield from self._inside(c)
            elif dep in ("pobj", "pcomp"):
                yield c

    def _relative(self, word: Word) -> bool:
        """Who, which; and a "that" which is a clause's subject or object, as taggers often miss it."""
        if word.tag in _RELATIVE_TAGS:
            return True
        thing = word.lower == "that" and word.dep in (*SUBJECTS, "dobj", "pobj")
        return thing and self.words[word.head].dep == "relcl"

    def _antecedent(self, pronoun: Word) -> int | None:
        i = pronoun.i
        for _ in self.words:
            word = self.words[i]
            if word.head == i:
                return None
            # A clause with its own subject after a noun is relative, whatever the parser calls it.
            if word.dep == "relcl" or (word.dep == "acl" and i != pronoun.i):
                return word.head if word.head < pronoun.i else None
            i = word.head
        return None


def tree_of(doc: Doc) -> Tree:
    """The parse of a `Doc`."""
    sentences = [(sentence.start, sentence.end) for sentence in doc.sents]
    numbers = [number for number, (start, end) in enumerate(sentences) for _ in range(start, end)]
    # One table, and each name looked up once: a token's own attributes are made anew at each access.
    facts = doc.to_array(list(_FACTS)).astype(np.int64)
    facts[:, 0] += np.arange(len(facts))
    facts[:, 2] += facts[:, 1]
    names = _Names(doc.vocab.strings)
    words = []
    for i, (number, row) in enumerate(zip(numbers, facts.tolist(), strict=True)):
        head, start, end, lower, lemma, tag, pos, dep, entity = row
        lemma_lower = names[lemma].lower()
        words.append(
            Word(
                i,
                names[lower],
                lemma_lower,
                names[tag],
                names[pos],
                names[dep],
                head,
                start,
                end,
                number,
                names[entity],
            )
        )
    return Tree(words, sentences)


class _Names(dict[int, str]):
    """spaCy's strings by their numbers, each fetched once."""

    def __init__(self, strings: StringStore) -> None:
        super().__init__({0: ""})
        self._strings = strings

    def __missing__(self, number: int) -> str:
        name = self[number] = self._strings[number % 2**64]
        return name


def spread(tree: Tree, cut: Iterable[str]) -> list[tuple[int, int]]:
    """For every word the first and the last word of its phrase, without dependents of the kinds in `cut`.

    One pass per level of the tree: each word hands its reach up until nobody's grows.
    """
    without = frozenset(cut)
    heads = [word.i if word.dep in without else word.head for word in tree.words]  # itself: hands nothing up
    firsts, lasts = list(range(len(heads))), list(range(len(heads)))
    for word in range(len(heads)):
        i = word
        while (head := heads[i]) != i and not firsts[head] <= word <= lasts[head]:
            if word < firsts[head]:
                firsts[head] = word
            else:
                lasts[head] = word
            i = head
    return list(zip(firsts, lasts, strict=True))
