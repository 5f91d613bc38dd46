"""Which way a sentence leans in time, read from the verb that governs an expression.

"Will meet on Friday" is ahead, "met on Friday" behind; "was scheduled for Friday" is ahead though its verb is past.
"""

from __future__ import annotations

from spacy.tokens import Token

from dateline.annotate.times.scene import Lean
from dateline.dictionaries.times import TimeLanguage

_CLIMB = 8  # words between an expression and its verb; longer chains are parser noise
_WILL = frozenset({"will", "shall", "'ll", "’ll", "wo"})
_AHEAD_AUXILIARIES = _WILL | {"would", "can", "may", "might", "must", "should"}
_CONDITIONS = frozenset({"if", "unless"})
_AHEAD_OF_FORWARD = frozenset({"for", "until", "till", "by"})
_AHEAD_PREPOSITIONS = frozenset({"until", "till", "by"})


class Tense:
    """Reads `Lean`s with the words of kinds FORWARD ("plan", "schedule") and TIMETABLE ("begin") as cues."""

    def __init__(self, language: TimeLanguage) -> None:
        self._forward = frozenset(name for name, word in language.words.items() if "FORWARD" in word.kinds)
        self._appoint = frozenset(name for name, word in language.words.items() if "APPOINT" in word.kinds)
        self._timetable = frozenset(name for name, word in language.words.items() if "TIMETABLE" in word.kinds)

    def lean(self, word: Token) -> Lean:
        """The lean of the sentence around an expression that is headed by `word`."""
        preposition = ""
        infinitive = False
        node = word
        for _ in range(_CLIMB):
            if node.pos_ == "ADP" and not preposition:
                preposition = node.lower_
            if preposition == "since":
                return Lean.PAST
            if node.pos_ in ("VERB", "AUX"):
                lean, infinitive = self._verb(node, preposition, infinitive)
                if lean is not None:
                    return lean
            elif node.lemma_.lower() in self._forward:
                return Lean.FUTURE
            above = node.head
            if node.pos_ == "NOUN" and node.dep_ == "pobj" and above.head.lemma_.lower() in self._forward:
                return Lean.FUTURE
            if above.i == node.i:
                break
            node = above
        return Lean.FUTURE if infinitive or preposition in _AHEAD_PREPOSITIONS else Lean.OPEN

    def _verb(self, verb: Token, preposition: str, infinitive: bool) -> tuple[Lean | None, bool]:
        """A verb's lean, or None to ask the verb above; and whether an infinitive has been passed on the way."""
        helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
        words = {child.lower_ for child in helpers}
        lemma = verb.lemma_.lower()
        past_helper = any(child.tag_ == "VBD" for child in helpers)
        is_forward = lemma in self._forward and (infinitive or preposition in _AHEAD_OF_FORWARD)
        if infinitive and lemma == "be":  # "were to begin on Friday"
            return Lean.FUTURE, True
        if any(child.dep_ == "mark" and child.lower_ in _CONDITIONS for child in verb.children):
            return Lean.FUTURE, infinitive
        if words & _AHEAD_AUXILIARIES:  # "may have left on Friday" looks back, "will have left" does not
            return (Lean.PAST if "have" in words and not words & _WILL else Lean.FUTURE), infinitive
        if is_forward or lemma in self._appoint:
            return Lean.FUTURE, infinitive
        if any(child.lemma_ == "have" for child in helpers):
            return Lean.PAST, infinitive
        if "to" in words:
            return None, True
        if verb.tag_ == "VBN" and helpers and not past_helper:  # "is held on Friday"
            return Lean.OPEN, infinitive
        if past_helper or verb.tag_ in ("VBD", "VBN"):
            ahead = preposition in ("until", "till") and not past_helper
            return (Lean.OPEN if ahead else Lean.PAST), infinitive
        if verb.tag_ in ("VBZ", "VBP") or (verb.tag_ == "VBG" and helpers):
            is_planned = infinitive or verb.tag_ == "VBG" or verb.lemma_.lower() in self._timetable
            return (Lean.FUTURE if is_planned else Lean.OPEN), infinitive
        return None, infinitive
