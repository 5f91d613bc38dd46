"""Common nouns that name actors, found in the text, and the noun phrases that they head."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.annotate.actors.names import Names
from dateline.annotate.actors.scene import HYPHENS, Scene
from dateline.dictionaries.actors import ActorWords, Noun, WordClass

_LEFT = frozenset(
    {"det", "amod", "nummod", "compound", "nmod", "quantmod", "predet", "advmod", "npadvmod", "punct", "poss"}
)
_NOUNS = frozenset({"NOUN", "PROPN"})
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X"})
_BEFORE = frozenset({"compound", "amod", "nmod", "poss"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "his", "her", "their", "our", "my"})
_INDEFINITE = frozenset(
    {"a", "an", "some", "any", "no", "another", "several", "many", "few", "more", "other", "two", "each"}
)


@dataclass(slots=True)
class NounHit:
    """A noun of the lexicon in the text: tokens, and its readings, the group noun first and the title after it."""

    start: int
    end: int
    nouns: tuple[Noun, ...]

    @property
    def noun(self) -> Noun:
        """The first reading."""
        return self.nouns[0]

    @property
    def head(self) -> int:
        """The last token, which heads the phrase."""
        return self.end - 1

    def title(self) -> Noun | None:
        """Its reading as one person's office, else as a noun for a person."""
        for noun in self.nouns:
            if noun.word_class is WordClass.TITLE:
                return noun
        noun = self.nouns[0]
        return noun if noun.word_class is WordClass.PEOPLE and not noun.plural else None


@dataclass(slots=True)
class Phrase:
    """A base noun phrase: `start` … `end` tokens, with what stands to the left of its head noun."""

    start: int
    end: int
    head: int
    definite: bool
    indefinite: bool
    number: bool


def find_nouns(scene: Scene, words: ActorWords) -> list[NounHit]:
    """Every noun or noun phrase of the lexicon, longest first, in text order and without overlaps."""
    found: list[NounHit] = []
    position = 0
    while position < len(scene.pieces):
        step = position + 1
        if scene.pieces[position]:
            for hit in words.nouns.at(scene.pieces, position):
                tokens = scene.whole_tokens(hit.start, hit.end)
                if tokens and _is_nominal(scene, tokens[1] - 1):
                    found.append(NounHit(*tokens, hit.values))
                    step = hit.end
                    break
        position = step
    return found


def _is_nominal(scene: Scene, head: int) -> bool:
    if scene.pos[head] in _NOUNS:
        return True
    # "the accused", "the jobless": an adjective that heads a phrase
    return scene.pos[head] in _NOMINAL and scene.dep[head] not in ("amod", "advmod", "acomp", "ROOT")


def is_before_noun(scene: Scene, position: int) -> bool:
    """Whether the token modifies a noun to its right ("police raid")."""
    head = scene.head[position]
    return head > position and scene.dep[position] in _BEFORE and scene.pos[head] in _NOUNS


def heads_phrase(scene: Scene, hit: NounHit) -> bool:
    """Whether nothing further right in its phrase is the head: "police officials" heads, "police" in it does not."""
    return not is_before_noun(scene, hit.head) or scene.dep[hit.head] == "poss"


def phrase_of(scene: Scene, names: Names, start: int, head: int) -> Phrase:
    """The base phrase whose head noun is `head` and whose noun begins at `start`.

    It goes left over determiners, numbers, adjectives and modifying nouns, and stops at a possessor's "'s", at a comma
    and at another actor joined by "and".
    """
    first = start
    definite = indefinite = number = False
    position = start - 1
    while position >= 0 and scene.sentence[position] == scene.sentence[head]:
        word = scene.lower[position]
        if not _belongs(scene, names, position, first, head):
            break
        definite = definite or word in _DEFINITE
        indefinite = indefinite or word in _INDEFINITE
        number = number or scene.pos[position] == "NUM"
        first = position
        position -= 1
    while first < start and (scene.words[first] in HYPHENS or _is_loose(scene, first)):
        first += 1
    return Phrase(first, head + 1, head, definite, indefinite, number)


def _is_loose(scene: Scene, position: int) -> bool:
    """Whether a mark or an adverb stands before the phrase; "at least" and "nearly" before a number are part of it."""
    if scene.pos[position] != "ADV":
        return scene.pos[position] in ("PUNCT", "SPACE")
    head = scene.head[position]
    return "NUM" not in (scene.pos[head], scene.pos[scene.head[head]])


def _belongs(scene: Scene, names: Names, position: int, first: int, head: int) -> bool:
    """Whether the token is part of the phrase that so far begins at `first`."""
    if scene.dep[position] not in _LEFT or scene.lower[position] in ("'s", "’s", ",", "and", "or", "'", "’"):
        name = names.at[position]
        return name is not None and first < name.end  # the rest of a name whose last word belongs
    if scene.dep[position] == "punct" and scene.words[position] not in HYPHENS:
        return False
    if scene.dep[position] == "poss" and scene.pos[position] != "PRON":
        return False
    parent = scene.head[position]
    return first <= parent <= head or (position < parent <= head)


def after_used(start: int, head_start: int, used: set[int]) -> int:
    """Where a phrase may begin: after the last token before its head that another mention has."""
    for position in range(head_start - 1, start - 1, -1):
        if position in used:
            return position + 1
    return start
