"""Which words are predicates: what a factuality annotator would mark."""

from __future__ import annotations

from spacy.tokens import Token

from dateline.dictionaries.status import StatusCues

_AUXILIARY = ("aux", "auxpass")
_SHORTEST_DERIVED_NOUN = 6  # letters; "ration" and "cement" are things, but shorter words are never derived


class Predicates:
    """Tells predicates from other words."""

    def __init__(self, cues: StatusCues) -> None:
        self._nouns = cues.words["event-noun"] | frozenset(cues.nouns)
        self._things = cues.words["thing-noun"]
        self._endings = tuple(sorted(cues.words["event-suffix"]))

    def __call__(self, token: Token) -> bool:
        """Verbs that are no auxiliaries, nouns of happening, and adjectives that are predicated."""
        pos = token.pos_
        if pos in ("VERB", "AUX"):
            return token.dep_ not in _AUXILIARY and token.lower_ != "to"
        if pos == "NOUN":
            return self._is_event(token.lemma_.lower())
        return pos == "ADJ" and token.dep_ in ("acomp", "oprd", "ROOT", "conj", "ccomp") and _is_predicated(token)

    def _is_event(self, lemma: str) -> bool:
        if lemma in self._things:
            return False
        return lemma in self._nouns or (len(lemma) >= _SHORTEST_DERIVED_NOUN and lemma.endswith(self._endings))


def _is_predicated(adjective: Token) -> bool:
    while adjective.dep_ == "conj" and adjective.head.i != adjective.i:
        adjective = adjective.head
    return adjective.dep_ in ("acomp", "oprd", "ROOT", "ccomp")
