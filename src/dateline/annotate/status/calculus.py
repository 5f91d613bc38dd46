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


_GROUND = frozenset(("argument", "aside", "meanwhile", "presupposed"))
"""Effects of mere position: where one of them gives the status, the text asserts it plainly."""


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
        """Whether this word predicates something: a verb, a noun of happening, a predicated adjective."""
        return self._is_predicate(token)

    def judge(self, head: Token) -> Judgement:
        """Status and factuality of what this word predicates, with the words that decide."""
        operators = self._operators(head)
        state = evaluate(operators)
        status = self._omitted(head, state) or state.status
        decided = state.decided if state.decided is None or state.decided.effect.name not in _GROUND else None
        return Judgement(
            status=status,
            factuality=round(max(-FACTUALITY_LIMIT, min(FACTUALITY_LIMIT, state.factuality)), 3),
            receipt=receipt(head, "status.asserted") if decided is None else decided.receipt,
            cues=_once(operators),
        )

    def _operators(self, head: Token) -> list[Operator]:
        """Every cue that has a say, innermost first."""
        operators: list[Operator] = []
        token, whole, below = head, True, -1
        for _ in range(_DEEPEST):
            if whole:
                operators += self._local.of(token, below)
            step = self._walk.up(token, innermost=below < 0)
            operators += step.operators
            if step.governor is None:
                break
            token, whole, below = step.governor, step.whole, token.i
        return operators

    def _omitted(self, head: Token, state: State) -> Status | None:
        """ "Failed to intervene" leaves a duty undone; "failed to escape" does not."""
        if state.status is not Status.DENIED or state.decided is None:
            return None
        duties = "duty" if state.decided.effect.omission else "intervention"
        return Status.OMITTED if head.lemma_.lower() in self.cues.words[duties] else None


def _once(operators: list[Operator]) -> tuple[Receipt, ...]:
    return tuple(dict.fromkeys(operator.receipt for operator in operators))
