"""Who does it and to whom: from a predication's arguments to actors and recipients."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.coding.choosing import choose
from dateline.coding.party_candidates import PartyCandidates
from dateline.coding.scene import Scene
from dateline.dictionaries.triggers import TriggerEntry
from dateline.records import Argument, Pos, Predication, Receipt, Span, StatementKind, TriggerReading

# Roles tried in order where the entry names none. Nouns: "the killing of X by Y", "Y's attack on X", "Israeli raid".
_ACTOR_ROLES = {
    Pos.VERB: ("subject",),
    Pos.NOUN: ("by", "subject", "possessive", "between", "modifier"),
    Pos.ADJECTIVE: ("subject", "by"),
}
_RECIPIENT_ROLES = {
    Pos.VERB: ("object", "indirect", "against", "with", "on", "upon", "to", "at", "from"),
    Pos.NOUN: ("object", "against", "on", "upon", "of", "with", "to", "at", "indirect"),
    Pos.ADJECTIVE: ("object", "of", "to", "with"),
}
_PARTNER_ROLES = ("object", "with", "against", "and", "between", "of")
_DOERS = ("subject", "possessive", "by", "of")
_FIRST_PERSON = frozenset({"i", "we", "me", "us"})


@dataclass(frozen=True, slots=True)
class Parties:
    """Ids of actors and recipients, with the words that each side was read from.

    Attributes:
        chosen: The sides (`actors`, `recipients`) that no syntax tells: the likeliest candidates.
    """

    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    actor_receipt: Receipt | None = None
    recipient_receipt: Receipt | None = None
    chosen: frozenset[str] = frozenset()

    def sure(self, side: str) -> tuple[str, ...]:
        """The actors of a side, as far as syntax tells them."""
        found: tuple[str, ...] = getattr(self, side)
        return () if side in self.chosen else found


@dataclass(frozen=True, slots=True)
class Syntax(Parties):
    """The same as syntax alone has it, and who stands behind a thing or deed in the recipient's place."""

    behind: tuple[str, ...] = ()
    behind_receipt: Receipt | None = None


def find_parties(
    predication: Predication, entry: TriggerEntry, scene: Scene, reading: TriggerReading | None = None
) -> Parties:
    """Both sides of an event: by syntax, else the likeliest of those whom the reader and the passage name.

    Nobody is on both sides; an unknown side is empty.
    """
    found = by_syntax(predication, entry, scene)
    actors, recipients = found.actors, found.recipients
    actor_receipt, recipient_receipt = found.actor_receipt, found.recipient_receipt
    if not actors:
        side = PartyCandidates(predication, entry.type, "actors", scene, reading, other=recipients or found.behind)
        actors, actor_receipt = _chosen(side, scene, scene.choices.actors, but=recipients)
    if not recipients:
        side = PartyCandidates(predication, entry.type, "recipients", scene, reading, other=actors, behind=found.behind)
        recipients, recipient_receipt = _chosen(side, scene, scene.choices.recipients, but=actors)
        if recipients and set(recipients) <= set(found.behind):
            recipient_receipt = found.behind_receipt
    chosen = {"actors": not found.actors and actors, "recipients": not found.recipients and recipients}
    sides = frozenset(name for name, seen in chosen.items() if seen)
    return Parties(actors, recipients, actor_receipt, recipient_receipt, sides)


def by_syntax(predication: Predication, entry: TriggerEntry, scene: Scene) -> Syntax:
    """Both sides as far as the predication's own arguments tell them."""
    actor_roles = entry.actor or _ACTOR_ROLES[predication.pos]
    partner_roles = (*_PARTNER_ROLES, *_RECIPIENT_ROLES[predication.pos]) if entry.both_sides else ()
    recipient_roles = entry.recipient or partner_roles or _RECIPIENT_ROLES[predication.pos]
    actors, actor_receipt = _first(predication, actor_roles, scene)
    recipients, recipient_receipt = _first(predication, recipient_roles, scene, but=actors)
    if entry.both_sides and not actors and len(recipients) > 1:
        # "talks between A and B": both do it to each other.
        actors, recipients = recipients[:1], recipients[1:]
        actor_receipt = recipient_receipt
    if recipients:
        return Syntax(actors, recipients, actor_receipt, recipient_receipt)
    behind, receipt = _behind(predication, (*recipient_roles, "complement"), scene, but=actors)
    return Syntax(actors, (), actor_receipt, None, behind=behind, behind_receipt=receipt)


def _first(
    predication: Predication, roles: Sequence[str], scene: Scene, but: Iterable[str] = ()
) -> tuple[tuple[str, ...], Receipt | None]:
    """The actors of the first role that has any."""
    for role in roles:
        for argument in predication.arguments:
            if argument.role == role and (found := _usable(_named(argument, predication, scene), scene, but)):
                return found, Receipt(argument.start, argument.end, f"parties.{role}:{argument.rule}")
    return (), None


def _behind(
    predication: Predication, roles: Sequence[str], scene: Scene, but: Iterable[str] = ()
) -> tuple[tuple[str, ...], Receipt | None]:
    """The actor behind a thing or deed that stands where a party should: "criticised Trump's withdrawal" is of Trump.

    The doer of the deed is taken, and else the first actor that the phrase names.
    """
    for role in roles:
        for argument in predication.arguments:
            if argument.role != role:
                continue
            deed = scene.predications.get(argument.predication or "")
            doers = [i for a in deed.arguments if a.role in _DOERS for i in a.actors] if deed else []
            inside = [i for _, i in scene.mentions_in(Span(argument.start, argument.end))[:1]]
            for candidates, rule in ((doers, "doer"), (inside, "inside")):
                if found := _usable(candidates, scene, but):
                    return found, Receipt(argument.start, argument.end, f"parties.{role}-{rule}:{argument.rule}")
    return (), None


def _chosen(
    side: PartyCandidates, scene: Scene, weights: Mapping[str, float], but: Iterable[str]
) -> tuple[tuple[str, ...], Receipt | None]:
    """The likeliest candidate, if any is likelier than nobody; with those that the same words name beside it."""
    best = choose(side.all(), side.none, weights)
    if best is None:
        return (), None
    together = next((group for group in (side.behind, side.read) if best.item in group), (best.item,))
    return _usable(together, scene, but), best.receipt


def _usable(candidates: Iterable[str], scene: Scene, but: Iterable[str]) -> tuple[str, ...]:
    taken = set(but)
    return tuple(i for i in dict.fromkeys(candidates) if i not in taken and scene.is_party(i))


def _named(argument: Argument, predication: Predication, scene: Scene) -> tuple[str, ...]:
    """The actors of an argument; "we" inside somebody's quoted words is that somebody."""
    if argument.actors or argument.head not in _FIRST_PERSON:
        return argument.actors
    return _speaker(predication, scene)


def _speaker(predication: Predication, scene: Scene) -> tuple[str, ...]:
    for i in scene.statements_around(predication.span):
        statement = scene.annotated.statements[i]
        if statement.kind is not StatementKind.INDIRECT and statement.source and statement.source.actor:
            return (statement.source.actor,)
    return ()
