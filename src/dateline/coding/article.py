"""An annotated article to its events: drafts, retellings folded, links, figures, statements, receipts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dateline.coding.candidates import READER
from dateline.coding.casualties import CasualtyReader, Figure
from dateline.coding.confidence import confidence, features_of
from dateline.coding.doers import with_doers
from dateline.coding.drafts import Draft, drafts
from dateline.coding.implied import with_implied
from dateline.coding.merging import Telling, merge
from dateline.coding.relevance import irrelevant
from dateline.coding.scene import Scene
from dateline.coding.shared_modes import with_shared_modes
from dateline.records import (
    Casualties,
    Dropped,
    DropReason,
    Event,
    EventType,
    Kind,
    Link,
    Receipt,
    Span,
    Status,
    Trigger,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dateline.dictionaries.knowledge import Knowledge
    from dateline.records import Annotated, Predication

_ASKING = frozenset({EventType.REQUEST, EventType.THREATEN, EventType.AGREE, EventType.REJECT, EventType.ACCUSE})
_AGREED = 0.5  # the reader's share of a type from which it agrees
_CONTENT_LINKS = (Link.COMPLEMENT, Link.ARGUMENT, Link.PURPOSE)


@dataclass(frozen=True, slots=True)
class Coded:
    """What coding makes of an article: its events in text order, and what it left out and why."""

    events: tuple[Event, ...]
    dropped: tuple[Dropped, ...]


def scene_of(annotated: Annotated, knowledge: Knowledge) -> Scene:
    """The article as drafts see it: with the doers that passives leave out, and with demands that lie in modals."""
    annotated = with_doers(Scene(annotated, knowledge.choices), knowledge.doers)
    annotated = with_implied(Scene(annotated, knowledge.choices), knowledge.implied)
    return Scene(annotated, knowledge.choices)


class ArticleCoder:
    """Codes annotated articles. Pure: the same layers give the same events."""

    def __init__(self, knowledge: Knowledge, *, min_confidence: float = 0.0) -> None:
        self._knowledge = knowledge
        self._casualties = CasualtyReader(knowledge.count_words)
        self._min_confidence = min_confidence

    def __call__(self, annotated: Annotated) -> Coded:
        """Events and what was dropped."""
        if dropped_all := irrelevant(annotated, self._knowledge.relevance):
            return Coded((), dropped_all)
        scene = scene_of(annotated, self._knowledge)
        results = [drafts(predication, self._knowledge, scene) for predication in scene.annotated.predications]
        best, dropped = self._weigh([item for item in results if not isinstance(item, Dropped)], scene)
        dropped += [item for item in results if isinstance(item, Dropped)]
        tellings = with_shared_modes(merge(best, scene), scene)
        dropped += _told_already(tellings, scene)
        homes = {
            member: (f"e{n}", telling.draft.type) for n, telling in enumerate(tellings, 1) for member in telling.members
        }
        figures = self._figures(tellings, scene)
        events = tuple(
            self._event(telling, homes, figures.get(telling.draft.predication.id, {}), scene) for telling in tellings
        )
        return Coded(events, tuple(dropped))

    def _weigh(self, ways: Sequence[Sequence[Draft]], scene: Scene) -> tuple[list[Draft], list[Dropped]]:
        """Of each predication's drafts the likeliest, with its confidence; those below the least one are dropped."""
        types = {items[0].predication.id: items[0].type for items in ways}
        fitted = self._knowledge.weights
        weights = fitted.learned if scene.annotated.reading else fitted.rules
        best = []
        for items in ways:
            weighed = [replace(i, confidence=confidence(features_of(i, types, scene), weights)) for i in items]
            best.append(max(weighed, key=lambda item: item.confidence))  # the first of equals: the lexicon's
        dropped = [
            _drop(item.predication, DropReason.UNSURE) for item in best if item.confidence < self._min_confidence
        ]
        return [item for item in best if item.confidence >= self._min_confidence], dropped

    def _event(
        self, telling: Telling, homes: Mapping[str, tuple[str, EventType]], figures: Mapping[str, Figure], scene: Scene
    ) -> Event:
        codebook = self._knowledge.codebook
        item = telling.draft
        predication = item.predication
        content_of = _content_of(predication, homes, scene)
        contexts = codebook.topics(_passage_words(predication, scene))
        cameo = codebook.cameo(item.type, item.mode, contexts, _core_words(predication), item.status)
        statements = scene.statements_around(predication.span)
        return Event(
            id=homes[predication.id][0],
            type=item.type,
            mode=item.mode,
            contexts=contexts,
            cameo=cameo,
            quad=codebook.quad(item.type),
            goldstein=codebook.goldstein(cameo) if cameo else None,
            intensity=codebook.intensity(item.type, item.mode),
            status=item.status,
            factuality=item.judgement.factuality,
            trigger=Trigger(predication.start, predication.end, predication.text),
            sentence=predication.sentence,
            actors=item.parties.actors,
            recipients=item.parties.recipients,
            place=item.place[0] if item.place else None,
            time=item.time[0] if item.time else None,
            statements=statements,
            content_of=content_of,
            retold=telling.retold,
            killed=figures["killed"].count if "killed" in figures else None,
            injured=figures["injured"].count if "injured" in figures else None,
            confidence=item.confidence,
            why=_receipts(item, statements, contexts, content_of, figures, scene),
        )

    def _figures(self, tellings: Sequence[Telling], scene: Scene) -> dict[str, dict[str, Figure]]:
        """By predication of an ASSAULT: the figures of its own and its retellings' sentences, one of each harm.

        A figure belongs to the nearest telling of its sentence. A killing of one person is one death without a number.
        """
        told: dict[Span, list[tuple[Predication, str]]] = {}
        for telling in tellings:
            if telling.draft.type is EventType.ASSAULT and telling.draft.status is Status.ACTUAL:
                for member in (scene.predications[i] for i in telling.members):
                    told.setdefault(member.sentence, []).append((member, telling.draft.predication.id))
        found: dict[str, dict[str, Figure]] = {}
        for sentence, members in sorted(told.items()):
            for figure in self._casualties.read(scene.annotated.article.text, sentence):
                _, home = min(members, key=lambda item: _distance(item[0].span, figure.span))
                found.setdefault(home, {}).setdefault(figure.harm, figure)
        for telling in tellings:
            if death := self._one_death(telling.draft, scene):
                found.setdefault(telling.draft.predication.id, {}).setdefault("killed", death)
        return found

    def _one_death(self, item: Draft, scene: Scene) -> Figure | None:
        victims = [scene.actors[i] for i in item.parties.recipients]
        actual = item.type is EventType.ASSAULT and item.status is Status.ACTUAL
        words = (*item.predication.words, item.predication.particle or "")
        if not actual or not self._casualties.is_killing(item.predication.lemma, words) or len(victims) != 1:
            return None
        return Figure("killed", Casualties(1, 1), item.predication.span) if victims[0].kind is Kind.PERSON else None


def _distance(first: Span, second: Span) -> int:
    return max(first.start - second.end, second.start - first.end, 0)


def _content_of(predication: Predication, homes: Mapping[str, tuple[str, EventType]], scene: Scene) -> str | None:
    """The nearest event above that asks for, threatens, promises, refuses or blames what this predication tells."""
    below, above = predication, predication.governor
    own = homes[predication.id][0]
    while above is not None and below.link in _CONTENT_LINKS:
        event_id, event_type = homes.get(above, (own, None))
        if event_id != own:
            return event_id if event_type in _ASKING else None
        below = scene.predications[above]
        above = below.governor
    return None


def _core_words(predication: Predication) -> list[str]:
    """Lemmas of the trigger and of what is asked, said or done."""
    told = [argument.head for argument in predication.arguments if argument.role in ("object", "complement")]
    return [*predication.lemma.split(), *told]


def _passage_words(predication: Predication, scene: Scene) -> list[str]:
    """Lemmas of the event's sentence and of the one before it: contexts are read from the passage."""
    sentences = [predication.sentence]
    if before := scene.sentence_before(predication.sentence):
        sentences.append(before)
    return [word for sentence in sentences for item in scene.predications_in(sentence) for word in item.words]


def _told_already(tellings: Sequence[Telling], scene: Scene) -> list[Dropped]:
    folded = (member for telling in tellings for member in telling.members if member != telling.draft.predication.id)
    return [_drop(scene.predications[member], DropReason.TOLD_ALREADY) for member in folded]


def _drop(predication: Predication, reason: DropReason) -> Dropped:
    return Dropped(Trigger(predication.start, predication.end, predication.text), reason)


def _receipts(
    item: Draft,
    statements: Sequence[int],
    contexts: Sequence[str],
    content_of: str | None,
    figures: Mapping[str, Figure],
    scene: Scene,
) -> dict[str, Receipt]:
    """The receipt of every field that is set."""
    predication = item.predication
    receipts: dict[str, Receipt | None] = {
        "type": Receipt(predication.start, predication.end, _type_rule(item)),
        "mode": item.mode_receipt,
        "status": item.judgement.receipt,
        "factuality": item.judgement.receipt,
        "actors": item.parties.actor_receipt,
        "recipients": item.parties.recipient_receipt,
        "place": item.place[1] if item.place else None,
        "time": item.time[1] if item.time else None,
    }
    if contexts:
        receipts["contexts"] = Receipt(predication.sentence.start, predication.sentence.end, "codebook.contexts")
    if content_of is not None and predication.governor is not None:
        governor = scene.predications[predication.governor]
        receipts["content_of"] = Receipt(governor.start, governor.end, f"content.{predication.link}")
    if statements:
        statement = scene.annotated.statements[statements[0]]
        words = statement.cue or statement.source or statement.content[0]
        receipts["statements"] = Receipt(words.start, words.end, "statements.around")
    receipts |= {harm: figure.receipt for harm, figure in figures.items()}
    return {name: receipt for name, receipt in receipts.items() if receipt is not None}


def _type_rule(item: Draft) -> str:
    """Who read the type: an entry of the lexicon, the reader, or both where the reader agrees."""
    if item.entry.id == READER:
        return READER
    agreed = item.reading is not None and item.reading.share(item.type) >= _AGREED
    return f"triggers.{item.entry.id}" + (f" + {READER}" if agreed else "")
