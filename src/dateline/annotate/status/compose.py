"""How cues combine: plain arithmetic on (status, factuality), free of any parse tree.

The rules in words stand in `dateline.annotate.status`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dateline.dictionaries.status import FACTUALITY_LIMIT, Effect, EffectKind
from dateline.records import Receipt, Status

_NEGATIVE = (Status.DENIED, Status.OMITTED)


@dataclass(frozen=True, slots=True)
class Operator:
    """One cue at work: what it does, and the words that do it."""

    effect: Effect
    receipt: Receipt


@dataclass(frozen=True, slots=True)
class State:
    """How things stand at one depth of embedding.

    Attributes:
        decided: The operator that gave the status; None while everything is asserted plainly.
    """

    status: Status = Status.ACTUAL
    factuality: float = FACTUALITY_LIMIT
    decided: Operator | None = None


ASSERTED = State()


def evaluate(operators: Iterable[Operator]) -> State:
    """The state of the innermost content; `operators` come innermost first, as a walk up the tree meets them."""
    state = ASSERTED
    for operator in reversed(tuple(operators)):
        state = compose(state, operator)
    return state


def compose(outer: State, operator: Operator) -> State:
    """The state of the content of a cue that itself stands in state `outer`."""
    effect = operator.effect
    if effect.kind is EffectKind.KEEP:
        return outer
    if effect.kind is EffectKind.FACT:
        return State(Status.ACTUAL, effect.factuality, operator)
    strength = abs(outer.factuality) / FACTUALITY_LIMIT
    if outer.status in _NEGATIVE:
        return State(effect.negated_status, effect.negated_factuality * strength, operator)
    if outer.status is Status.ACTUAL:
        return State(effect.status, effect.factuality * strength, operator)
    if effect.status in _NEGATIVE:
        return _negation_of_what_is_not_yet(outer, operator)
    if effect.status is Status.ACTUAL:  # a report of a plan: the plan decides
        return State(outer.status, outer.factuality * effect.factuality / FACTUALITY_LIMIT, outer.decided)
    factuality = min(outer.factuality, effect.factuality)
    if outer.status is Status.PLANNED and not effect.yields:
        return State(effect.status, factuality, operator)
    return State(outer.status, factuality, outer.decided)


def _negation_of_what_is_not_yet(outer: State, operator: Operator) -> State:
    """ "May refuse to sign" stays open; "promised not to attack" and "urged them not to" tell that it shall not be."""
    factuality = operator.effect.factuality * outer.factuality / FACTUALITY_LIMIT
    if outer.status is Status.HYPOTHETICAL:
        return State(Status.HYPOTHETICAL, factuality, outer.decided)
    return State(operator.effect.status, factuality, operator)
