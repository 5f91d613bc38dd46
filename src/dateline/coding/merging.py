"""One happening, one event: drafts that tell the same thing are folded into the one that tells it best."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from dateline.coding.drafts import Draft
from dateline.coding.parties import Parties
from dateline.coding.scene import Scene
from dateline.records import Link, Pos, Span

_SIDES = ("actors", "recipients")
_HANGS_ON = (Link.ARGUMENT, Link.COMPLEMENT, Link.ADVERBIAL, Link.RELATIVE)


@dataclass(frozen=True, slots=True)
class Telling:
    """One event with every passage that tells it.

    Attributes:
        draft: The best telling, with gaps filled from the others.
        retold: The other passages: sentences, in text order.
        members: Ids of all predications that tell it.
    """

    draft: Draft
    retold: tuple[Span, ...]
    members: tuple[str, ...]


def merge(drafts: Sequence[Draft], scene: Scene) -> list[Telling]:
    """Fold retellings; the result is in the order of the tellings' triggers."""
    groups: list[list[Draft]] = []
    for candidate in drafts:
        home = next(
            (group for group in reversed(groups) if all(_same(other, candidate, scene) for other in group)), None
        )
        if home is None:
            groups.append([candidate])
        else:
            home.append(candidate)
    tellings = [_tell(group) for group in groups]
    return sorted(tellings, key=lambda telling: telling.draft.predication.start)


def _tell(group: list[Draft]) -> Telling:
    best = max(group, key=lambda item: (_richness(item), -item.predication.start))
    filled = best
    for other in group:
        filled = _fill(filled, other)
    sentences = {item.predication.sentence for item in group} - {best.predication.sentence}
    return Telling(filled, tuple(sorted(sentences)), tuple(item.predication.id for item in group))


def _richness(draft: Draft) -> tuple[int, int, bool, float]:
    known = bool(draft.parties.actors) + bool(draft.parties.recipients)
    sure = sum(bool(draft.parties.sure(side)) for side in _SIDES)
    return sure, known, draft.predication.pos is Pos.VERB, draft.entry.confidence


def _fill(best: Draft, other: Draft) -> Draft:
    """`best` with what only `other` knows, or is surer of."""
    return replace(
        best,
        parties=_filled(best.parties, other.parties),
        mode=best.mode or other.mode,
        mode_receipt=best.mode_receipt if best.mode else other.mode_receipt,
        place=best.place or other.place,
        time=best.time or other.time,
    )


def _filled(best: Parties, other: Parties) -> Parties:
    actors, recipients = other.actors, other.recipients
    if actors and _gives_way(best, other, "actors") and not set(actors) & set(best.recipients):
        chosen = best.chosen - {"actors"} | other.chosen & {"actors"}
        best = replace(best, actors=actors, actor_receipt=other.actor_receipt, chosen=chosen)
    if recipients and _gives_way(best, other, "recipients") and not set(recipients) & set(best.actors):
        chosen = best.chosen - {"recipients"} | other.chosen & {"recipients"}
        best = replace(best, recipients=recipients, recipient_receipt=other.recipient_receipt, chosen=chosen)
    return best


def _gives_way(best: Parties, other: Parties, side: str) -> bool:
    return not getattr(best, side) or (not best.sure(side) and bool(other.sure(side)))


def _same(first: Draft, second: Draft, scene: Scene) -> bool:
    """Whether two drafts tell one happening."""
    if first.type is not second.type or first.status is not second.status:
        return False
    if None not in (first.mode, second.mode) and first.mode != second.mode:
        return False
    if not _parties_agree(first.parties, second.parties):
        return False
    if first.predication.sentence == second.predication.sentence:
        return _hangs_on(first, second) or _hangs_on(second, first)
    return _retells(first, second, scene)


def _parties_agree(first: Parties, second: Parties) -> bool:
    """No side contradicts: where the syntax of both tellings names it, they share somebody."""
    sides = ((getattr(first, side), getattr(second, side)) for side in _SIDES)
    return all(not a or not b or set(a) & set(b) for a, b in sides)


def _hangs_on(lower: Draft, upper: Draft) -> bool:
    """Whether the one is part of the other's clause: "the blast killed", "an attack, killing five"."""
    return lower.predication.governor == upper.predication.id and lower.predication.link in _HANGS_ON


def _retells(first: Draft, second: Draft, scene: Scene) -> bool:
    """Whether two sentences tell one happening: they share the word and a party; no place or day contradicts."""
    shared = _shared_parties(first.parties, second.parties)
    same_word = first.predication.lemma == second.predication.lemma
    bare = second.predication.pos is Pos.NOUN and not (second.parties.actors and second.parties.recipients)
    if contradicts(first, second, scene):
        return False
    return (shared == 2 and same_word) or (same_word and shared == 1 and bare)


def _shared_parties(first: Parties, second: Parties) -> int:
    return bool(set(first.actors) & set(second.actors)) + bool(set(first.recipients) & set(second.recipients))


def contradicts(first: Draft, second: Draft, scene: Scene) -> bool:
    if first.place and second.place:
        one, other = scene.annotated.places[first.place[0]], scene.annotated.places[second.place[0]]
        if one.geonameid != other.geonameid and one.precision == other.precision:
            return True
    if first.time and second.time:
        days = [scene.annotated.times[item.time[0]] for item in (first, second) if item.time]
        return any(
            (a.first or "") > (b.last or "9") or (b.first or "") > (a.last or "9") for a, b in combinations(days, 2)
        )
    return False
