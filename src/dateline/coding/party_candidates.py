"""Who may be the side of an event that syntax leaves open, and what speaks for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from dateline.coding.choosing import Candidate
from dateline.records import EventType, Kind, Pos, Predication, Receipt, Span, TriggerReading

if TYPE_CHECKING:
    from dateline.coding.scene import Scene

_DOERS = ("subject", "possessive", "by", "of")
_BACK = 3  # sentences
_HEIGHT = 3  # governors looked at
_COMMON = 3  # actors of the whole article that are tried: those that it names most


def party_candidates(
    predication: Predication,
    event_type: EventType,
    side: str,
    other: Sequence[str],
    behind: Sequence[str],
    scene: Scene,
    reading: TriggerReading | None,
) -> tuple[list[Candidate[str]], dict[str, float]]:
    """The candidates for a side (`actors` or `recipients`), as ids of actors, and the features of "nobody".

    Args:
        other: Who stands on the other side, and cannot stand on this one.
        behind: Who stands behind a thing or deed that the syntax has in the side's place.
    """
    spans = (reading.actors if side == "actors" else reading.recipients) if reading else ()
    opposite = (reading.recipients if side == "actors" else reading.actors) if reading else ()
    read, unread = set(scene.actors_at(spans)), set(scene.actors_at(opposite))
    near, where = _near(predication, scene)
    above = _above(predication, scene)
    told = _tellers(predication, scene)
    own = {i: a.role for a in predication.arguments for i in a.actors}
    inside = [i for i in near if near[i][0] == 0]
    lands = {scene.actors[i].country for i in other} - {None}
    found = []
    for i in dict.fromkeys((*read, *behind, *near, *above, *scene.common[:_COMMON])):
        if i in other or not scene.is_party(i):
            continue
        actor = scene.actors[i]
        features = {
            f"sector:{actor.sector}": 1.0,
            f"{event_type}:{actor.sector}": 1.0,
            f"kind:{actor.kind}": 1.0,
            "share": scene.share(i),
        }
        if actor.country is None:
            features["no_country"] = 1.0
        elif lands:
            features["same_country" if actor.country in lands else "other_country"] = 1.0
        if i in read:
            features["reader"] = 1.0
        if i in unread:
            features["reader_opposite"] = 1.0
        if i in behind:
            features["behind"] = 1.0
        if i in own:
            features["own"] = 1.0
        if i in near:
            back, before = near[i]
            features[f"sentence:{back}"] = 1.0
            if back == 0:
                rank = inside.index(i)
                features[f"rank:{min(rank, 3)}"] = 1.0
                features["before" if before else "after"] = 1.0
                if rank == 0:
                    features[f"nearest:{event_type}"] = 1.0
            if i in where:
                features[f"subject:{back}"] = 1.0
        else:
            features["far"] = 1.0
        if i in above:
            features[above[i]] = 1.0
        if i in told:
            features["teller"] = 1.0
        mention = _mention(i, predication.start, scene)
        found.append(Candidate(i, features, Receipt(mention.start, mention.end, "parties.chosen")))
    none = {
        "none": 1.0,
        f"none:{event_type}": 1.0,
        f"none:{predication.pos}": 1.0,
        f"none:status:{predication.judgement.status}": 1.0,
    }
    if predication.passive:
        none["none:passive"] = 1.0
    if not read:
        none["none:reader"] = 1.0
    if not inside:
        none["none:sentence"] = 1.0
    if not other:
        none["none:other"] = 1.0
    if predication.pos is Pos.NOUN and not predication.arguments:
        none["none:bare"] = 1.0
    return found, none


def _near(predication: Predication, scene: Scene) -> tuple[dict[str, tuple[int, bool]], set[str]]:
    """Actors by how many sentences back they are named last and whether before the trigger; nearest first; subjects."""
    here = scene.sentence_number(predication.start)
    found: dict[str, tuple[int, bool]] = {}
    subjects: set[str] = set()
    for back in range(min(_BACK, here) + 1):
        sentence = scene.annotated.sentences[here - back]
        mentions = sorted(scene.mentions_in(sentence), key=lambda item: abs(item[0].start - predication.start))
        for mention, i in mentions:
            found.setdefault(i, (back, mention.start < predication.start))
        for item in scene.predications_in(sentence):
            for a in item.arguments:
                if a.role == "subject":
                    subjects.update(i for i in a.actors if found.get(i, (back,))[0] == back)
    return found, subjects


def _above(predication: Predication, scene: Scene) -> dict[str, str]:
    """Actors of the predications that govern this one, with their role there."""
    found: dict[str, str] = {}
    item = predication
    for height in range(_HEIGHT):
        governor = scene.predications.get(item.governor or "")
        if governor is None:
            break
        for a in governor.arguments:
            role = a.role if a.role in ("subject", "object", "possessive") else "other"
            for i in a.actors:
                found.setdefault(i, f"above:{min(height, 1)}:{role}:{item.link}")
        item = governor
    return found


def _tellers(predication: Predication, scene: Scene) -> set[str]:
    sources = (scene.annotated.statements[i].source for i in scene.statements_around(predication.span))
    return {source.actor for source in sources if source and source.actor}


def _mention(actor_id: str, position: int, scene: Scene) -> Span:
    return min(scene.actors[actor_id].mentions, key=lambda mention: (abs(mention.start - position), mention.start))
