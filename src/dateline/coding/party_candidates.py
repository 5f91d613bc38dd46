"""Who may be the side of an event that syntax leaves open, and what speaks for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.coding.choosing import Candidate
from dateline.records import EventType, Pos, Receipt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.coding.scene import Scene
    from dateline.records import Predication, TriggerReading

_BACK = 3  # sentences
_HEIGHT = 3  # governors looked at
_COMMON = 3  # actors of the whole article that are tried: those that it names most
_LAST_RANK = 3  # from the fourth nearest actor of a sentence on, all are alike
# A sentence about violence names bystanders, victims and avengers: guessing the killer is the worst mistake of all.
_NEVER_GUESSED = ("actors", EventType.ASSAULT)
_ROLES_ABOVE = frozenset({"subject", "object", "possessive"})


class PartyCandidates:
    """The candidates for one side of an event. The doer of violence must be told by syntax or by the reader.

    Args:
        side: `actors` or `recipients`.
        other: Who stands on the other side, and cannot stand on this one.
        behind: Who stands behind a thing or deed that the syntax has in the side's place.

    Attributes:
        read: Whom the reader answers.
        behind: As given.
        none: The features of "nobody told".
    """

    def __init__(
        self,
        predication: Predication,
        event_type: EventType,
        side: str,
        scene: Scene,
        reading: TriggerReading | None,
        *,
        other: Sequence[str] = (),
        behind: Sequence[str] = (),
    ) -> None:
        self._predication, self._type, self._scene = predication, event_type, scene
        sides = {"actors": reading.actors, "recipients": reading.recipients} if reading else {}
        self._side_of = (side, event_type)
        self.read = scene.actors_at(sides.get(side, ()))
        self.behind = tuple(behind)
        self._unread = scene.actors_at(span for name, spans in sides.items() if name != side for span in spans)
        self._other = frozenset(other)
        self._lands = {scene.actors[i].country for i in other} - {None}
        self._near, self._subjects = _near(predication, scene)
        self._here = [i for i, (back, _) in self._near.items() if back == 0]
        self._above = _above(predication, scene)
        self._own = {i for a in predication.arguments for i in a.actors}
        sources = (scene.annotated.statements[i].source for i in scene.statements_around(predication.span))
        self._tellers = {source.actor for source in sources if source is not None}
        self.none = self._none()

    def _none(self) -> dict[str, float]:
        item = self._predication
        found = {
            "none": True,
            f"none:{self._type}": True,
            f"none:{item.pos}": True,
            f"none:status:{item.judgement.status}": True,
            "none:passive": item.passive,
            "none:reader": not self.read,
            "none:sentence": not self._here,
            "none:other": not self._other,
            "none:bare": item.pos is Pos.NOUN and not item.arguments,
        }
        return {name: 1.0 for name, seen in found.items() if seen}

    def all(self) -> list[Candidate[str]]:
        """The candidates as ids of actors."""
        told = (*self.read, *self.behind)
        guessed = () if self._side_of == _NEVER_GUESSED else (*self._near, *self._above, *self._scene.common[:_COMMON])
        tried = dict.fromkeys((*told, *guessed))
        kept = (i for i in tried if i not in self._other and self._scene.is_party(i))
        return [Candidate(i, self._features(i), self._receipt(i)) for i in kept]

    def _receipt(self, actor_id: str) -> Receipt:
        start = self._predication.start
        mentions = self._scene.actors[actor_id].mentions
        mention = min(mentions, key=lambda m: (abs(m.start - start), m.start))
        if actor_id in self.read:
            rule = "reader.parties"
        elif actor_id in self.behind:
            rule = "parties.behind"
        elif actor_id in self._near:
            rule = "parties.sentence" if self._near[actor_id][0] == 0 else "parties.sentence-before"
        else:
            rule = "parties.article"
        return Receipt(mention.start, mention.end, rule)

    def _features(self, actor_id: str) -> dict[str, float]:
        actor = self._scene.actors[actor_id]
        found = {
            f"sector:{actor.sector}": True,
            f"{self._type}:{actor.sector}": True,
            f"kind:{actor.kind}": True,
            "no_country": actor.country is None,
            "same_country": actor.country in self._lands,
            "other_country": bool(self._lands) and actor.country is not None and actor.country not in self._lands,
            "reader": actor_id in self.read,
            "reader_opposite": actor_id in self._unread,
            "behind": actor_id in self.behind,
            "own": actor_id in self._own,
            "teller": actor_id in self._tellers,
            "far": actor_id not in self._near,
            self._above.get(actor_id, "above"): actor_id in self._above,
            **self._position(actor_id),
        }
        return {"share": self._scene.share(actor_id), **{name: 1.0 for name, seen in found.items() if seen}}

    def _position(self, actor_id: str) -> dict[str, bool]:
        if actor_id not in self._near:
            return {}
        back, before = self._near[actor_id]
        found = {f"sentence:{back}": True, f"subject:{back}": actor_id in self._subjects}
        if back == 0:
            rank = self._here.index(actor_id)
            found[f"rank:{min(rank, _LAST_RANK)}"] = True
            found["before" if before else "after"] = True
            found[f"nearest:{self._type}"] = rank == 0
        return found


def _near(predication: Predication, scene: Scene) -> tuple[dict[str, tuple[int, bool]], set[str]]:
    """By actor how many sentences back it is named and whether before the trigger, nearest first; and subjects."""
    here = scene.sentence_number(predication.start)
    found: dict[str, tuple[int, bool]] = {}
    subjects: set[str] = set()
    for back in range(min(_BACK, here) + 1):
        sentence = scene.annotated.sentences[here - back]
        mentions = sorted(scene.mentions_in(sentence), key=lambda item: abs(item[0].start - predication.start))
        for mention, i in mentions:
            found.setdefault(i, (back, mention.start < predication.start))
        arguments = (a for item in scene.predications_in(sentence) for a in item.arguments if a.role == "subject")
        subjects.update(i for a in arguments for i in a.actors if found.get(i, (back,))[0] == back)
    return found, subjects


def _above(predication: Predication, scene: Scene) -> dict[str, str]:
    """Actors of the predications that govern this one, with a feature that names their role there."""
    found: dict[str, str] = {}
    item = predication
    for height in range(_HEIGHT):
        governor = scene.predications.get(item.governor or "")
        if governor is None:
            break
        for a in governor.arguments:
            role = a.role if a.role in _ROLES_ABOVE else "other"
            name = f"above:{min(height, 1)}:{role}:{item.link}"
            found |= {i: name for i in a.actors if i not in found}
        item = governor
    return found
