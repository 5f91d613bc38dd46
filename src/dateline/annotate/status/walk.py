"""One step up the tree: what embeds a predicate, and where its sphere ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Token

from dateline.annotate.status.compose import Operator
from dateline.annotate.status.local import is_definite
from dateline.annotate.status.lookup import Lookup, has_subject, is_infinitive, is_past, receipt

_NONFINITE = ("VB", "VBG")
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_WH_TAGS = ("WDT", "WP", "WP$", "WRB")
_SUBJECTS = ("nsubj", "nsubjpass")
_PHRASE_WORDS = 4  # "in the event of" is the longest connective


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
        self._utterances = lookup.cues.words["utterance"]
        self._performatives = lookup.cues.words["performative"]
        self._by_dep: dict[str, Callable[[Token], Step]] = {
            "ccomp": self._clause,
            "xcomp": self._clause,
            "csubj": self._clausal_subject,
            "csubjpass": self._clausal_subject,
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

    def up(self, token: Token, *, innermost: bool = False) -> Step:
        """The step from this predicate to its governor; `innermost` where it is the predicate that is judged."""
        handler = self._by_dep.get(token.dep_)
        if handler is None or token.head.i == token.i:
            return BARRIER
        step = handler(token)
        if innermost and token.pos_ == "NOUN" and token.lemma_.lower() in self._utterances and self._is_answered(step):
            return BARRIER
        return step

    def _is_answered(self, step: Step) -> bool:
        """ "Refused the request", "denied the charges": what was said was said, though its content is turned down."""
        return any(operator.effect.name in ("refused", "disclaimed") for operator in step.operators)

    def _step(self, operator: Operator | None, governor: Token) -> Step:
        return Step((operator,) if operator is not None else (), governor)

    def _keep(self, token: Token) -> Step:
        return Step((), token.head)

    def _clausal_subject(self, token: Token) -> Step:
        if clause_frame(token) == "whether":
            return self._step(self._lookup.named("open", token, "status.conditional:whether"), token.head)
        return Step((), token.head)

    # --- clauses ----------------------------------------------------------------------------------------------------

    def _clause(self, token: Token) -> Step:
        governor, frame = token.head, clause_frame(token)
        if governor.lemma_ == "be":
            return self._copular(token, governor, frame)
        operator = self._lookup.operator(governor, frame)
        if operator is not None and operator.effect.name == "wanted" and self._performs(token):
            return Step((self._lookup.named("known", token, "status.performative"),), governor)
        if frame == "whether" and operator is None:
            operator = self._lookup.named("open", governor, "status.conditional:whether")
        if frame == "wh" and operator is None:
            operator = self._lookup.named("presupposed", governor, "status.presupposed")
        return self._step(operator, governor)

    def _performs(self, token: Token) -> bool:
        """ "I want to thank the envoy" thanks him."""
        if token.lemma_.lower() not in self._performatives:
            return False
        return any(child.dep_ == "nsubj" and child.lower_ in ("i", "we") for child in token.head.lefts)

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
        if token.tag_ == "VBN" and not any(child.dep_ == "aux" for child in token.lefts):
            return BARRIER
        connective = self._phrase(noun, frame)  # "in order to"
        operator = self._lookup.operator(noun, frame) if connective is None else connective[1]
        verb = self._verb_of_object(noun, frame)
        if verb is not None and verb.operators[0].effect.name in ("requested", "ordered"):
            return verb  # "directed the authority to comply" is no authority to comply
        if operator is not None:
            return self._step(operator, noun)
        if frame == "infinitive":
            return verb or self._step(self._lookup.named("purpose", token, "status.purpose"), noun)
        if frame == "gerund" and noun.dep_ in ("pobj", "dobj") and self.up(noun).operators:
            return Step((), noun)  # "reports of soldiers looting"
        return BARRIER

    def _verb_of_object(self, noun: Token, frame: str) -> Step | None:
        """ "Asked the army to leave", where the parser hangs the clause on the army."""
        if noun.dep_ not in ("dobj", "nsubjpass", "dative"):
            return None
        operator = self._lookup.operator(noun.head, frame)
        return None if operator is None else self._step(operator, noun.head)

    def _relative(self, token: Token) -> Step:
        subjects = sum(child.dep_ in _SUBJECTS for child in token.lefts)
        # "The claim that they fled": parsers may take "that" for a second subject.
        if is_infinitive(token) or subjects > 1 or any(child.dep_ == "mark" for child in token.lefts):
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
        operator = self._connective(token, *(("clause.past", "clause") if is_past(token) else ("clause",)))
        if operator is None and frame == "gerund" and token.i - governor.i in (1, 2) and not token.nbor(-1).is_punct:
            operator = self._lookup.operator(governor, frame)  # "ruled out sending"
        if operator is None and not has_subject(token) and token.tag_ in ("VBG", "VBN"):
            # "Striking the town, killing nine" shares the plan but not the denial: "did not reply, citing the law".
            return self._step(self._lookup.named("aside", token, "status.aside"), governor)
        if operator is None:
            return BARRIER
        return self._step(operator, governor)

    def _connective(self, token: Token, *frames: str) -> Operator | None:
        """The longest connective before the clause: "as if" rather than "as"."""
        best: tuple[int, Operator] | None = None
        for child in token.lefts:
            if child.dep_ in ("mark", "advmod", "prep", "dep"):
                found = self._phrase(child, *frames)
                if found is not None and (best is None or found[0] > best[0]):
                    best = found
        return None if best is None else best[1]

    def _phrase(self, last: Token, *frames: str) -> tuple[int, Operator] | None:
        """The longest connective that ends with this word ("as soon as", "in case of"), and its number of words.

        `frames` stand in order of preference.
        """
        words: list[str] = []
        found: tuple[int, Operator] | None = None
        for back in range(min(_PHRASE_WORDS, last.i + 1)):
            words.insert(0, last.doc[last.i - back].lower_)
            cue = self._connectives.get(" ".join(words))
            frame = None if cue is None else next((frame for frame in frames if frame in cue.frames), None)
            if cue is not None and frame is not None:
                rule = f"status.connective:{cue.id.partition('.')[2]}"
                found = len(words), Operator(cue.frames[frame], receipt(last, rule))
        return found

    # --- nouns and prepositions ---------------------------------------------------------------------------------------

    def _prepositional(self, token: Token) -> Step:
        preposition = token.head
        governor = preposition.head
        if governor.dep_ in ("prep", "advmod", "prt") and governor.pos_ in ("ADP", "ADV"):  # "back from", "because of"
            governor = governor.head
        word = preposition.lower_
        finite = token.dep_ == "pcomp" and has_subject(token)  # "provided the army leaves"
        frames = ("clause", "gerund") if finite else ("gerund",) if token.dep_ == "pcomp" else ("nominal",)
        connective = self._phrase(preposition, *frames)
        if connective is not None and connective[0] > 1:  # "in case of" outdoes "the case of"
            return self._step(connective[1], governor)
        operator = self._lookup.operator(governor, word)
        if operator is None and word == "to" and not token.n_lefts:
            operator = self._lookup.operator(governor, "infinitive")  # "ordered to fire", with "fire" taken for a noun
        if operator is not None:
            return self._step(operator, governor)
        if governor.dep_ in ("dobj", "nsubjpass", "dative", "pobj") and governor.pos_ in ("NOUN", "PROPN", "PRON"):
            # "asked the government for help": "for" may hang on the government.
            above = governor.head.head if governor.dep_ == "pobj" else governor.head
            operator = self._lookup.operator(above, word)
            if operator is not None:
                return self._step(operator, above)
        if connective is not None:
            return self._step(connective[1], governor)
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
        joint = next(
            (child for child in (*first.rights, *token.lefts) if child.dep_ == "cc" and child.i < token.i), None
        )
        rather = None if joint is None else self._phrase(joint, "clause")
        if rather is not None:
            return self._step(rather[1], first)
        if token.pos_ not in ("VERB", "AUX"):
            return Step((), first, whole=not any(child.dep_ in ("det", "poss") for child in token.lefts))
        own = has_subject(token) or any(
            child.tag_ in _FINITE for child in token.lefts if child.dep_ in ("aux", "auxpass")
        )
        finite = own or token.tag_ in _FINITE
        contrast = joint is not None and joint.lower_ == "but"
        if finite and first.pos_ in ("VERB", "AUX") and _is_nonfinite(first):
            # "Asked them to leave and warned the mayor": a finite verb joins the finite verb above.
            if own or first.head.i == first.i or first.head.pos_ != "VERB":
                return BARRIER
            return Step((), first.head, whole=not contrast and _same_form(token, first.head))
        return Step((), first, whole=not own and not contrast and _same_form(token, first))


def clause_frame(token: Token) -> str:
    """How a clause is made: `infinitive`, `gerund`, `whether`, `wh` or `that`."""
    if is_infinitive(token):
        return "infinitive"
    for child in token.lefts:
        if child.dep_ == "mark" and child.lower_ in ("whether", "if"):
            return "whether"
        if (
            child.left_edge.tag_ in _WH_TAGS
            and child.lower_ != "that"
            and child.dep_ in ("advmod", "dobj", "nsubj", "nsubjpass", "attr", "prep")
        ):
            return "wh"
    if any(child.dep_ == "aux" or (child.dep_ == "mark" and child.lower_ == "that") for child in token.lefts):
        return "that"
    return {"VBG": "gerund", "VB": "infinitive"}.get(token.tag_, "that")  # "saw them leave" has a bare infinitive


def _is_nonfinite(token: Token) -> bool:
    auxiliaries = [child for child in token.lefts if child.dep_ in ("aux", "auxpass")]
    if token.tag_ not in _NONFINITE and not auxiliaries:
        return False
    return not any(child.tag_ in _FINITE for child in auxiliaries)


def _same_form(token: Token, first: Token) -> bool:
    if token.tag_ == first.tag_:
        return True
    pasts = ("VBN", "VBD")
    return token.tag_ in pasts and first.tag_ in pasts
