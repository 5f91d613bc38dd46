"""Doers that a passive leaves out: "four were arrested" by the police of the article, "killed in police firing"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.records import Annotated, Argument, Kind, Pos, Predication, Span

if TYPE_CHECKING:
    from dateline.coding.scene import Scene
    from dateline.dictionaries.doers import DoerRule

_DOERS = ("subject", "by", "possessive", "modifier")


def with_doers(scene: Scene, rules: Iterable[DoerRule]) -> Annotated:
    """The article's layers, with a doer among the arguments of predications that leave theirs out."""
    kinds = tuple(rules)
    found = tuple(_with_doer(item, kinds, scene) for item in scene.annotated.predications)
    return replace(scene.annotated, predications=found)


def _with_doer(predication: Predication, rules: Sequence[DoerRule], scene: Scene) -> Predication:
    if any(argument.role in _DOERS and argument.actors for argument in predication.arguments):
        return predication
    if predication.pos is Pos.VERB and not predication.passive and predication.lemma != "die":
        return predication
    for rule in rules:
        if _is_meant(predication, rule):
            look = _of_article if rule.place == "article" else _of_deed
            if doer := look(predication, rule, scene):
                return _with(predication, *doer, f"doer.{rule.id}", scene)
    return predication


def _with(predication: Predication, span: Span, actors: tuple[str, ...], rule: str, scene: Scene) -> Predication:
    role = "by" if predication.pos is Pos.NOUN else "subject"
    head = scene.annotated.article.text[span.start : span.end].rsplit(maxsplit=1)[-1].lower()
    added = Argument(role, span.start, span.end, head, span.start, span.end, actors, rule=rule)
    return replace(predication, arguments=(*predication.arguments, added))


def _is_meant(predication: Predication, rule: DoerRule) -> bool:
    if predication.lemma in rule.lemmas:
        return True
    words = (*predication.words, predication.particle or "")
    return any(predication.lemma == lemma and word in words for lemma, word in rule.phrases)


def _of_article(predication: Predication, rule: DoerRule, scene: Scene) -> tuple[Span, tuple[str, ...]] | None:
    """The nearest actor of the sectors: of the sentence, else before it, else after it; nobody who suffers it.

    Persons only where no body or group is named: a spokesman tells of arrests and does not make them.
    """
    suffering = {i for argument in predication.arguments for i in argument.actors}
    mentions = [
        (mention, actor.id)
        for actor in scene.annotated.actors
        if actor.sector in rule.sectors and actor.id not in suffering
        for mention in actor.mentions
    ]

    def distance(item: tuple[Span, str]) -> tuple[bool, bool, bool, int]:
        mention, sentence = item[0], predication.sentence
        outside = not sentence.holds(mention)
        person = scene.actors[item[1]].kind is Kind.PERSON
        return person, outside, outside and mention.start > sentence.end, abs(mention.start - predication.start)

    best = min(mentions, key=distance, default=None)
    return None if best is None else (best[0], (best[1],))


def _of_deed(predication: Predication, rule: DoerRule, scene: Scene) -> tuple[Span, tuple[str, ...]] | None:
    """Who does the deed that the predication happens in, or that is the subject of what it hangs on."""
    places = [argument for role in rule.roles for argument in predication.arguments if argument.role == role]
    above = scene.predications.get(predication.governor or "")
    if above is not None and above.lemma in rule.governors:
        places += [argument for argument in above.arguments if argument.role == "subject"]
    for argument in places:
        armed = tuple(i for i in argument.actors if scene.actors[i].sector in rule.sectors)
        if armed and argument.role in rule.roles:  # "killed in police": parsers hang the firing elsewhere
            return Span(argument.start, argument.end), armed
        deed = scene.predications.get(argument.predication or "")
        if deed is None or deed.lemma in rule.unless:
            continue
        if any(other.role in ("between", "with") for other in deed.arguments):
            continue
        for doer in deed.arguments:
            if doer.role in _DOERS and doer.actors:
                return Span(doer.start, doer.end), doer.actors
        before = [item for item in scene.mentions_in(Span(argument.start, deed.start)) if item[0].end <= deed.start]
        if before and before[-1][0].end >= deed.start - 1:
            return before[-1][0], (before[-1][1],)
    return None
