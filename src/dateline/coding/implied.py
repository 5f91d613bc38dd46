"""Demands and refusals that lie in a modal: "Russia said that Sudan must return the helicopter" is a REQUEST."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from dateline.coding.scene import Scene
from dateline.dictionaries.implied import Implied
from dateline.records import Annotated, Argument, Judgement, Pos, Predication, Receipt, Span, Status


def with_implied(scene: Scene, rules: Iterable[Implied]) -> Annotated:
    """The article's layers with the implied predications beside those that imply them; ids are `<id>:<rule>`."""
    found = [item for predication in scene.annotated.predications for item in _implied(predication, rules, scene)]
    if not found:
        return scene.annotated
    every = sorted((*scene.annotated.predications, *found), key=lambda item: (item.start, item.id))
    return replace(scene.annotated, predications=tuple(every))


def _implied(predication: Predication, rules: Iterable[Implied], scene: Scene) -> Iterator[Predication]:
    judgement = predication.judgement
    for rule in rules:
        if judgement.status is not rule.status or judgement.receipt.rule not in rule.rules:
            continue
        source = _source(predication, scene)
        subjects = [a for a in predication.arguments if a.role == "subject"]
        himself = source is not None and any(source.actors[0] in a.actors for a in subjects)
        if source is None or himself is (rule.speaker == "source"):
            continue
        words = judgement.receipt
        yield replace(
            predication,
            id=f"{predication.id}:{rule.id}",
            start=words.start,
            end=words.end,
            text=scene.annotated.article.text[words.start : words.end],
            lemma=rule.lemma,
            pos=Pos.VERB,
            particle=None,
            arguments=(source, *_addressees(predication, subjects, rule)),
            judgement=Judgement(Status.ACTUAL, 3.0, Receipt(words.start, words.end, f"implied.{rule.id}")),
        )


def _source(predication: Predication, scene: Scene) -> Argument | None:
    """Who says it, as the subject of what is implied."""
    for i in scene.statements_around(Span(predication.start, predication.end)):
        source = scene.annotated.statements[i].source
        if source and source.actor:
            head = source.text.rsplit(maxsplit=1)[-1].lower()
            return Argument(
                "subject", source.start, source.end, head, source.start, source.end, (source.actor,), rule="statement"
            )
    return None


def _addressees(predication: Predication, subjects: Iterable[Argument], rule: Implied) -> Iterator[Argument]:
    """A demand is made of its predication's subject; a refusal leaves the predication's other arguments as they are."""
    if rule.speaker == "source":
        yield from (replace(argument, role="object") for argument in subjects)
    else:
        yield from (argument for argument in predication.arguments if argument.role != "subject")
