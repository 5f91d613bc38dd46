"""The cues inside a predicate's own clause or noun phrase: negation, modals, adverbs, adjectives, mood."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from dateline.annotate.status.compose import Operator
from dateline.annotate.status.lookup import Lookup, embedding, has_subject, is_infinitive, is_past, receipt
from dateline.dictionaries.status import Cue

_SUBJECTS = ("nsubj", "nsubjpass")
_OBJECTS = ("dobj", "attr", "dative", "oprd")
_TIMES = ("npadvmod", "advmod", "prep")
_WH_TAGS = ("WDT", "WP", "WP$", "WRB")
_DEFINITE = ("the", "this", "that", "these", "those")


@dataclass(slots=True)
class _Clause:
    """What one pass over a verb's children finds."""

    modal: Token | None = None
    perfect: Token | None = None
    infinitive: Token | None = None
    negator: Token | None = None
    no_object: Token | None = None
    future: Token | None = None
    finite: bool = False
    adverbs: list[Operator] = field(default_factory=list)


class LocalCues:
    """Reads the operators of one predicate, innermost first."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self._words = lookup.cues.words
        self._not = lookup.cues.effects["not"]

    def of(self, token: Token, below: int = -1) -> list[Operator]:
        """The operators of this word's own clause or noun phrase.

        `below` is the position of the word that the walk came from: its own "no" has been counted
        already. Below 0, this word is judged itself.
        """
        own = self._lookup.cue(token) if below < 0 else None
        operators = [] if own is None or "self" not in own.frames else [embedding(own, own.frames["self"], token)]
        if token.pos_ in ("VERB", "AUX"):
            return operators + self._of_verb(token, below)
        return operators + self._of_noun(token)

    # --- clauses ----------------------------------------------------------------------------------------------------

    def _of_verb(self, token: Token, below: int) -> list[Operator]:
        clause = _Clause()
        for child in token.children:
            self._read(child, clause, below)
        operators: list[Operator] = []
        if clause.modal is not None:
            operators += self._modal(token, clause)
        elif clause.negator is not None:
            operators.append(Operator(self._not, receipt(clause.negator, f"status.negation:{clause.negator.lower_}")))
        elif clause.future is not None and _is_present(token):
            operators.append(self._lookup.named("scheduled", clause.future, f"status.future:{clause.future.lower_}"))
        if clause.no_object is not None:
            operators.append(self._lookup.named("none", clause.no_object, f"status.negation:{clause.no_object.lower_}"))
        operators += clause.adverbs
        if token.dep_ in ("ROOT", "ccomp", "parataxis"):
            operators += self._mood(token, clause)
        return operators

    def _read(self, child: Token, clause: _Clause, below: int) -> None:
        dep = child.dep_
        if dep in ("aux", "auxpass"):
            self._read_auxiliary(child, clause)
        elif dep in ("neg", "advmod", "preconj", "cc", "det"):
            self._read_adverb(child, clause)
        elif dep in _SUBJECTS and child.i != below:
            clause.negator = clause.negator or self._negative(child)
        elif dep in _OBJECTS and child.i != below:
            clause.no_object = clause.no_object or self._negative(child)
        if dep in _TIMES and self._is_future(child):
            clause.future = child

    def _read_auxiliary(self, child: Token, clause: _Clause) -> None:
        word = child.lower_
        if word == "to":
            clause.infinitive = child
        elif child.tag_ == "MD":
            clause.modal = child
        elif child.lemma_ == "have" and child.dep_ == "aux":
            clause.perfect = child
        if child.tag_ in ("MD", "VBZ", "VBP", "VBD"):
            clause.finite = True
        for below in child.children:  # "can't" and the like, where the parser hangs "not" on the auxiliary
            if below.dep_ == "neg":
                self._read_adverb(below, clause)

    def _read_adverb(self, child: Token, clause: _Clause) -> None:
        cue = self._adverb(child)
        if cue is None:
            return
        effect = cue.frames["clause"]
        if effect.name != self._not.name:
            clause.adverbs.append(Operator(effect, receipt(child, f"status.adverb:{cue.id.partition('.')[2]}")))
        elif not self._is_focus(child):
            clause.negator = child

    def _adverb(self, token: Token) -> Cue | None:
        adverbs = self._lookup.cues.adverbs
        if token.i:
            cue = adverbs.get(f"{token.nbor(-1).lower_} {token.lower_}")
            if cue is not None:
                return cue
        return adverbs.get(token.lower_)

    def _is_focus(self, negator: Token) -> bool:
        """ "Not only", "not just": nothing is denied."""
        following = negator.i + 1
        return following < len(negator.doc) and negator.doc[following].lower_ in self._words["focus"]

    def _negative(self, noun: Token) -> Token | None:
        """The word that makes a noun phrase negative: "nobody", "no soldiers"."""
        if noun.lower_ in self._words["negative-pronoun"]:
            return noun
        words = self._words["negative-determiner"]
        return next(
            (child for child in noun.lefts if child.dep_ in ("det", "neg", "preconj") and child.lower_ in words), None
        )

    def _is_future(self, token: Token) -> bool:
        words = self._words["future-time"]
        if token.lower_ in words or any(child.lower_ in words for child in token.children):
            return True
        return token.dep_ == "prep" and any(
            child.lower_ in words or any(below.lower_ in words for below in child.lefts) for child in token.rights
        )

    def _modal(self, token: Token, clause: _Clause) -> list[Operator]:
        assert clause.modal is not None  # noqa: S101 - the caller looked
        cue = self._lookup.cues.modals.get(clause.modal.lower_)
        if cue is None:
            return []
        wanted = [
            "negative-perfect" if clause.negator is not None and clause.perfect is not None else "",
            "negative" if clause.negator is not None else "",
            "perfect" if clause.perfect is not None else "",
            "reported" if _is_reported(token) else "",
            "main",
        ]
        effect = next(cue.frames[frame] for frame in wanted if frame in cue.frames)
        found = [Operator(effect, receipt(clause.modal, f"status.modal:{cue.lemma}"))]
        if clause.negator is not None and not any("negative" in frame for frame in cue.frames):
            found.insert(0, Operator(self._not, receipt(clause.negator, f"status.negation:{clause.negator.lower_}")))
        return found

    def _mood(self, token: Token, clause: _Clause) -> list[Operator]:
        bare = token.tag_ == "VB" and not clause.finite and clause.modal is None
        if bare and clause.infinitive is None and not has_subject(token):
            return [self._lookup.named("imperative", token, "status.imperative")]
        if token.dep_ != "ROOT":
            return []
        if bare and clause.infinitive is not None:  # "Colombia to extradite drug lord"
            return [self._lookup.named("scheduled", clause.infinitive, "status.future:to")]
        mark = _question_mark(token)
        return (
            [] if mark is None or _asks_who_or_why(token) else [self._lookup.named("question", mark, "status.question")]
        )

    # --- noun phrases -----------------------------------------------------------------------------------------------

    def _of_noun(self, token: Token) -> list[Operator]:
        operators: list[Operator] = []
        for child in reversed(list(token.children)):
            dep = child.dep_
            if dep in ("det", "neg", "preconj") and child.lower_ in self._words["negative-determiner"]:
                operators.append(Operator(self._not, receipt(child, f"status.negation:{child.lower_}")))
            elif dep in ("amod", "nmod", "compound", "advmod"):
                operators += self._attribute(child)
            elif dep == "acl" and child.tag_ == "VBN":  # "the talks scheduled for Monday"
                found = self._lookup.operator(child, "object")
                operators += [found] if found is not None else []
        if token.lower_ in self._words["negative-pronoun"]:
            operators.append(Operator(self._not, receipt(token, f"status.negation:{token.lower_}")))
        return operators

    def _attribute(self, child: Token) -> list[Operator]:
        found: list[Operator] = []
        adjectives = self._lookup.cues.adjectives
        # "Would-be" comes as three words of which "be" is the head.
        cue = adjectives.get(child.lower_) or adjectives.get(child.doc[child.left_edge.i : child.i + 1].text.lower())
        if cue is not None and "attributive" in cue.frames:
            found.append(
                Operator(cue.frames["attributive"], receipt(child, f"status.adjective:{cue.id.partition('.')[2]}"))
            )
        elif child.tag_ in ("VBN", "JJ") and (verb := self._lookup.participle(child)) is not None:
            if "object" in verb.frames and child.lower_.endswith("ed"):
                found.append(embedding(verb, verb.frames["object"], child))
        elif child.dep_ == "advmod" and (adverb := self._adverb(child)) is not None:
            found.append(
                Operator(adverb.frames["clause"], receipt(child, f"status.adverb:{adverb.id.partition('.')[2]}"))
            )
        return found


def is_definite(noun: Token) -> bool:
    """Whether the noun takes its referent for granted: "the attack", "their attack", "Israel's attack"."""
    return any(child.dep_ == "poss" or (child.dep_ == "det" and child.lower_ in _DEFINITE) for child in noun.lefts)


def _is_present(token: Token) -> bool:
    return not is_past(token) and (
        token.tag_ in ("VBZ", "VBP") or (token.tag_ in ("VBG", "VBN") and not is_infinitive(token))
    )


def _is_reported(token: Token) -> bool:
    """Whether the clause is the content of something said or thought in the past: "said it would leave"."""
    while token.dep_ == "conj" and token.i != token.head.i:
        token = token.head
    if token.dep_ == "acl":  # "the announcement that they would leave"
        return any(child.dep_ == "mark" for child in token.lefts)
    return token.dep_ == "ccomp" and is_past(token.head)


def _question_mark(root: Token) -> Token | None:
    last = root.right_edge
    for position in (last.i, last.i - 1):
        if position >= 0 and root.doc[position].lower_ == "?":
            return root.doc[position]
    return None


def _asks_who_or_why(root: Token) -> bool:
    """ "Who fired?" takes the firing for granted; "Did they fire?" does not."""
    return any(child.i < root.i and child.left_edge.tag_ in _WH_TAGS for child in root.children)
