"""The status calculus: one walk up the tree for each predicate."""

from __future__ import annotations

from spacy.tokens import Token

from dateline.annotate.status.compose import Operator, State, evaluate
from dateline.annotate.status.local import LocalCues
from dateline.annotate.status.lookup import Lookup, receipt
from dateline.annotate.status.predicates import Predicates
from dateline.annotate.status.walk import Walk
from dateline.dictionaries.status import FACTUALITY_LIMIT, StatusCues, load_status_cues
from dateline.records import Judgement, Receipt, Status

_DEEPEST = 40  # steps; a tree that is deeper is a parser's slip on a list or a table


class StatusCalculus:
    """Judges whether a predicate's event happened, as the text tells it.

    Keeps no state between calls; a judgement takes time in the depth of the predicate's embedding.
    """

    def __init__(self, cues: StatusCues | None = None) -> None:
        self.cues = cues or load_status_cues()
        lookup = Lookup(self.cues)
        self._local = LocalCues(lookup)
        self._walk = Walk(lookup)
        self._is_predicate = Predicates(self.cues)

    def is_predicate(self, token: Token) -> bool:
        """Whether this word predicates something: verbs that are no auxiliaries, nouns of happening, predicated adjectives."""
        return self._is_predicate(token)

    def judge(self, head: Token) -> Judgement:
        """Status and factuality of what this word predicates, with the words that decide."""
        operators = self._operators(head)
        state = evaluate(operators)
        status = self._omitted(head, state) or state.status
        own = receipt(head, "status.asserted")
        return Judgement(
            status=status,
            factuality=round(max(-FACTUALITY_LIMIT, min(FACTUALITY_LIMIT, state.factuality)), 3),
            receipt=state.decided.receipt if state.decided is not None else own,
            cues=_once(operators),
        )

    def _operators(self, head: Token) -> list[Operator]:
        """Every cue that has a say, innermost first."""
        operators: list[Operator] = []
        token, whole = head, True
        for _ in range(_DEEPEST):
            if whole:
                operators += self._local.of(token)
            step = self._walk.up(token)
            operators += step.operators
            if step.governor is None:
                break
            token, whole = step.governor, step.whole
        return operators

    def _omitted(self, head: Token, state: State) -> Status | None:
        """ "Failed to intervene" leaves a duty undone; "failed to escape" does not."""
        if state.status is not Status.DENIED or state.decided is None:
            return None
        duties = "duty" if state.decided.effect.omission else "intervention"
        return Status.OMITTED if head.lemma_.lower() in self.cues.words[duties] else None


def _once(operators: list[Operator]) -> tuple[Receipt, ...]:
    return tuple(dict.fromkeys(operator.receipt for operator in operators))
