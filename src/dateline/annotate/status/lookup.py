"""From a parsed word to its cue and its complement's frame."""

from __future__ import annotations

from spacy.tokens import Token

from dateline.annotate.layers import chars
from dateline.annotate.status.compose import Operator
from dateline.dictionaries.status import Cue, Effect, StatusCues
from dateline.records import Receipt

_VERBS = ("VERB", "AUX")
_NOUNS = ("NOUN", "PROPN")
_CLAUSES = ("infinitive", "that", "gerund")
_PAST_TAGS = ("VBD",)
_ENDINGS = (("ied", ("y",)), ("ies", ("y",)), ("ed", ("", "e")), ("es", ("e",)), ("s", ("",)), ("ing", ("", "e")))


class Lookup:
    """Finds cues."""

    def __init__(self, cues: StatusCues) -> None:
        self.cues = cues
        self._particles = frozenset(particle for _, particle in cues.verbs if particle is not None)

    def cue(self, token: Token) -> Cue | None:
        """The entry of this word as a governor of complements."""
        lemma = token.lemma_.lower()
        if token.pos_ in _VERBS:
            return self._verb(token, lemma) or self.cues.adjectives.get(token.lower_)
        if token.pos_ in _NOUNS:
            noun = self.cues.nouns.get(lemma) or self.cues.nouns.get(token.lower_)
            # Taggers take "envisions" for a noun; as the root of a sentence it is more likely a verb.
            return noun or (self.cues.verbs.get((lemma, None)) if token.dep_ == "ROOT" else None)
        if token.pos_ == "ADJ":
            return self.cues.adjectives.get(token.lower_) or self.participle(token)
        return self.cues.adjectives.get(token.lower_)

    def _verb(self, token: Token, lemma: str) -> Cue | None:
        verbs = self.cues.verbs
        for child in token.children:
            if child.dep_ in ("prt", "advmod", "prep") and child.lower_ in self._particles:
                cue = verbs.get((lemma, child.lower_))
                if cue is not None and (child.dep_ != "prep" or not list(child.children)):
                    return cue
        # Lemmatisers slip on some verbs ("hopes" as "hop", "slated" as "slat"), so the form itself is tried too.
        return verbs.get((lemma, None)) or self._by_form(token.lower_)

    def _by_form(self, word: str) -> Cue | None:
        for ending, stems in _ENDINGS:
            if word.endswith(ending):
                base = word[: -len(ending)]
                undoubled = (base[:-1],) if base[-1:] == base[-2:-1] else ()  # "planned"
                for stem in (*(base + letter for letter in stems), *undoubled):
                    cue = self.cues.verbs.get((stem, None))
                    if cue is not None:
                        return cue
        return None

    def participle(self, token: Token) -> Cue | None:
        """The verb of a participle that the tagger took for an adjective ("the planned strike")."""
        return self._by_form(token.lower_) if token.lower_.endswith(("ed", "ing")) else None

    def operator(self, token: Token, frame: str) -> Operator | None:
        """What this word does to its complement in `frame`; None where the dictionary is silent."""
        cue = self.cue(token)
        if cue is None:
            return None
        effect = self._effect(cue, token, frame)
        return None if effect is None else embedding(cue, effect, token)

    def _effect(self, cue: Cue, token: Token, frame: str) -> Effect | None:
        frames = cue.frames
        if frame == "infinitive" and "infinitive.past" in frames and is_past(token):
            return frames["infinitive.past"]
        effect = frames.get(frame)
        if effect is None and frame in _CLAUSES:
            # Parsers mix up clause types ("asked them to" as a that-clause), so the nearest listed one serves.
            return next((frames[near] for near in _CLAUSES if near in frames), None)
        return effect

    def named(self, name: str, token: Token, rule: str) -> Operator:
        """The operator of an effect that grammar, not a listed word, brings about."""
        return Operator(self.cues.effects[name], receipt(token, rule))


def embedding(cue: Cue, effect: Effect, token: Token) -> Operator:
    """The operator of a governing word."""
    return Operator(effect, receipt(token, f"status.embedding:{cue.id.partition('.')[2]}"))


def receipt(token: Token, rule: str) -> Receipt:
    """The word and the rule that read it."""
    span = chars(token)
    return Receipt(span.start, span.end, rule)


def is_past(token: Token) -> bool:
    """Whether a verb, or the "be" of an adjective, stands in the past: "had", "was planning", "was able"."""
    if token.dep_ == "acomp":
        token = token.head
    if token.tag_ in _PAST_TAGS:
        return True
    return any(child.dep_ in ("aux", "auxpass") and child.tag_ in _PAST_TAGS for child in token.children)


def is_infinitive(token: Token) -> bool:
    """Whether "to" stands before the verb."""
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in token.children)


def has_subject(token: Token) -> bool:
    """Whether the verb has a subject of its own."""
    return any(child.dep_ in ("nsubj", "nsubjpass", "expl", "csubj") for child in token.children)
