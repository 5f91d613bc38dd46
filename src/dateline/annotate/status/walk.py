"""One step up the tree: what embeds a predicate, and where its sphere ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Token

from dateline.annotate.status.compose import Operator
from dateline.annotate.status.local import is_definite
from dateline.annotate.status.lookup import Lookup, has_subject, is_infinitive, receipt

_NONFINITE = ("VB", "VBG")
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_WH_TAGS = ("WDT", "WP", "WP$", "WRB")
_SUBJECTS = ("nsubj", "nsubjpass")
_PHRASE_WORDS = 3  # "in case of" is the longest connective


@dataclass(frozen=True, slots=True)
class Step:
    """One step up.

    Attributes:
        governor: The next predicate up; None where the sphere ends: what stands above has no say.
        whole: Whether the governor's own negation, modals and adverbs have a say too.
    """

    operators: tuple[Operator, ...] = ()
    governor: Token | None = None
    whole: bool = True


BARRIER = Step()


class Walk:
    """Climbs from a predicate to whatever embeds it."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self._connectives = lookup.cues.connectives
        self._by_dep: dict[str, Callable[[Token], Step]] = {
            "ccomp": self._clause,
            "xcomp": self._clause,
            "csubj": self._keep,
            "csubjpass": self._keep,
            "acomp": self._keep,
            "oprd": self._keep,
            "appos": self._apposition,
            "attr": self._attribute,
            "acl": self._noun_clause,
            "relcl": self._relative,
            "advcl": self._adverbial,
            "pcomp": self._prepositional,
            "pobj": self._prepositional,
            "dobj": self._object,
            "nsubjpass": self._object,
            "nsubj": self._subject,
            "compound": self._compound,
            "nmod": self._compound,
            "conj": self._coordinated,
        }

    def up(self, token: Token) -> Step:
        """The step from this predicate to its governor."""
        handler = self._by_dep.get(token.dep_)
        return BARRIER if handler is None or token.head.i == token.i else handler(token)

    def _step(self, operator: Operator | None, governor: Token) -> Step:
        return Step((operator,) if operator is not None else (), governor)

    def _keep(self, token: Token) -> Step:
        return Step((), token.head)

    # --- clauses ----------------------------------------------------------------------------------------------------

    def _clause(self, token: Token) -> Step:
        governor, frame = token.head, clause_frame(token)
        if governor.lemma_ == "be":
            return self._copular(token, governor, frame)
        operator = self._lookup.operator(governor, frame)
        if frame == "whether" and operator is None:
            operator = self._lookup.named("open", governor, "status.conditional:whether")
        if frame == "wh" and operator is None:
            operator = self._lookup.named("presupposed", governor, "status.presupposed")
        return self._step(operator, governor)

    def _copular(self, token: Token, be: Token, frame: str) -> Step:
        """ "The aim is to seize it", "it is possible that", "they are to leave"."""
        for child in be.children:
            if child.dep_ in ("acomp", "attr") and child.i != token.i:
                operator = self._lookup.operator(child, frame)
                if operator is not None:
                    return self._step(operator, be)
        for child in be.lefts:
            if child.dep_ in _SUBJECTS:
                operator = self._lookup.operator(child, frame)
                if operator is not None:
                    return self._step(operator, be)
        if frame == "infinitive":
            return self._step(self._lookup.named("scheduled", be, "status.future:be-to"), be)
        return Step((), be)

    def _noun_clause(self, token: Token) -> Step:
        noun, frame = token.head, clause_frame(token)
        if frame == "participle" or token.tag_ == "VBN":
            return BARRIER
        operator = self._lookup.operator(noun, frame)
        if operator is not None:
            return self._step(operator, noun)
        if frame == "infinitive":
            verb = self._verb_of_object(noun, frame)
            return verb or self._step(self._lookup.named("purpose", token, "status.purpose"), noun)
        return BARRIER

    def _verb_of_object(self, noun: Token, frame: str) -> Step | None:
        """ "Asked the army to leave", where the parser hangs the clause on the army."""
        if noun.dep_ not in ("dobj", "nsubjpass", "dative"):
            return None
        operator = self._lookup.operator(noun.head, frame)
        return None if operator is None else self._step(operator, noun.head)

    def _relative(self, token: Token) -> Step:
        if is_infinitive(token):
            return self._noun_clause(token)
        return BARRIER

    def _adverbial(self, token: Token) -> Step:
        governor, frame = token.head, clause_frame(token)
        if frame == "infinitive":
            operator = self._lookup.operator(governor, frame)
            mark = self._connective(token, "infinitive")
            if mark is None and operator is not None:
                return self._step(operator, governor)
            return self._step(mark or self._lookup.named("purpose", token, "status.purpose"), governor)
        operator = self._connective(token, "clause")
        if operator is None and not has_subject(token) and token.tag_ in ("VBG", "VBN"):
            return Step((), governor)  # "striking the town, killing nine"
        if operator is None:
            return BARRIER
        return self._step(operator, governor)

    def _connective(self, token: Token, frame: str) -> Operator | None:
        for child in token.lefts:
            if child.dep_ in ("mark", "advmod", "prep", "dep"):
                found = self._phrase(child, frame)
                if found is not None:
                    return found
        return None

    def _phrase(self, last: Token, frame: str) -> Operator | None:
        """The longest connective that ends with this word ("as soon as", "in case of")."""
        words: list[str] = []
        found: Operator | None = None
        for back in range(min(_PHRASE_WORDS, last.i + 1)):
            words.insert(0, last.doc[last.i - back].lower_)
            cue = self._connectives.get(" ".join(words))
            if cue is not None and frame in cue.frames:
                found = Operator(cue.frames[frame], receipt(last, f"status.connective:{cue.id.partition('.')[2]}"))
        return found

    # --- nouns and prepositions ---------------------------------------------------------------------------------------

    def _prepositional(self, token: Token) -> Step:
        preposition = token.head
        governor = preposition.head
        if preposition.dep_ in ("pcomp", "prep") and governor.dep_ == "prep":  # "from inside", "because of"
            governor = governor.head
        word = preposition.lower_
        operator = self._lookup.operator(governor, word)
        if operator is not None:
            return self._step(operator, governor)
        connective = self._phrase(preposition, "gerund" if token.dep_ == "pcomp" else "nominal")
        if governor.dep_ in ("dobj", "nsubjpass", "dative", "pobj") and governor.pos_ in ("NOUN", "PROPN", "PRON"):
            # "asked the government for help": "for" may hang on the government.
            above = governor.head.head if governor.dep_ == "pobj" else governor.head
            operator = self._lookup.operator(above, word)
            if operator is not None:
                return self._step(operator, above)
        if connective is not None:
            return self._step(connective, governor)
        return Step((), governor) if token.dep_ == "pcomp" else BARRIER

    def _object(self, token: Token) -> Step:
        return self._argument(token, "object")

    def _subject(self, token: Token) -> Step:
        governor = token.head
        if governor.lemma_ == "be":
            for child in governor.children:
                if child.dep_ in ("acomp", "attr", "prep"):
                    operator = self._lookup.operator(child, "subject")
                    if operator is not None:
                        return self._step(operator, governor)
        return self._argument(token, "subject")

    def _argument(self, token: Token, frame: str) -> Step:
        governor = token.head
        operator = self._lookup.operator(governor, frame)
        if operator is not None:
            return self._step(operator, governor)
        if is_definite(token):
            return BARRIER
        return self._step(self._lookup.named("argument", governor, "status.argument"), governor)

    def _attribute(self, token: Token) -> Step:
        """ "Their aim is the defeat of the rebels", "it was no attack"."""
        be = token.head
        for child in be.lefts:
            if child.dep_ in _SUBJECTS:
                operator = self._lookup.operator(child, "infinitive")
                if operator is not None:
                    return self._step(operator, be)
        return Step((), be)

    def _compound(self, token: Token) -> Step:
        return self._step(self._lookup.operator(token.head, "compound"), token.head)

    def _apposition(self, token: Token) -> Step:
        return Step((), token.head, whole=False)

    # --- coordination -------------------------------------------------------------------------------------------------

    def _coordinated(self, token: Token) -> Step:
        """What is joined shares what embeds it; its negation and modals only where the form allows that."""
        first = token.head
        if token.pos_ not in ("VERB", "AUX"):
            return Step((), first, whole=not any(child.dep_ in ("det", "poss") for child in token.lefts))
        own = has_subject(token) or any(child.tag_ in _FINITE for child in token.lefts if child.dep_ in ("aux", "auxpass"))
        finite = own or token.tag_ in ("VBZ", "VBP")
        if finite and first.pos_ in ("VERB", "AUX") and _is_nonfinite(first):
            return BARRIER
        contrast = any(child.dep_ == "cc" and child.lower_ == "but" for child in first.rights)
        return Step((), first, whole=not own and not contrast and _same_form(token, first))


def clause_frame(token: Token) -> str:
    """How a clause is made: `infinitive`, `gerund`, `participle`, `whether`, `wh` or `that`."""
    if is_infinitive(token):
        return "infinitive"
    for child in token.lefts:
        if child.dep_ == "mark" and child.lower_ in ("whether", "if"):
            return "whether"
        if child.left_edge.tag_ in _WH_TAGS and child.dep_ in ("advmod", "dobj", "nsubj", "nsubjpass", "attr", "prep"):
            return "wh"
    if token.tag_ == "VBG" and not any(child.dep_ == "aux" for child in token.lefts):
        return "gerund"
    return "that"


def _is_nonfinite(token: Token) -> bool:
    if token.tag_ not in _NONFINITE:
        return False
    return not any(child.dep_ == "aux" and child.tag_ in _FINITE for child in token.lefts)


def _same_form(token: Token, first: Token) -> bool:
    if token.tag_ == first.tag_:
        return True
    pasts = ("VBN", "VBD")
    return token.tag_ in pasts and first.tag_ in pasts
