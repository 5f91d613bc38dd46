"""Whose word it is: a source that is a pronoun or a mere description is told by the name of its actor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.annotate.layers import chars
from dateline.annotate.statements.snapping import Words
from dateline.annotate.statements.sources import ActorIndex
from dateline.records import Actor, Kind, Source, Span, Statement

_RELATIVE = frozenset({"who", "which", "that"})
_FIRST = frozenset({"i", "we"})
_THIRD = frozenset({"he", "she"})
_PRONOUNS = frozenset(
    {*_FIRST, *_THIRD, *_RELATIVE, "it", "they", "you", "this", "one", "some", "many", "others", "those"}
)
_FARTHEST = 400  # characters back to the last person who said something


def named(words: Words, statements: Sequence[Statement], actors: ActorIndex) -> list[Statement]:
    """The statements, in order of cue, with the actor's name as the text of every source whose words name nobody.

    Those are pronouns and descriptions without a name ("the president"); offsets stay those of the words. "He" and
    "she" that the actors' layer leaves open are whoever spoke last, "I" and "we" whoever is quoted, "who" the noun
    before it.
    """
    found: list[Statement] = []
    for statement in statements:
        source = statement.source
        if source is not None and (actor := _actor(words, statement, source, found, actors)) is not None:
            source = replace(source, text=actor.name, actor=actor.id)
            statement = replace(statement, source=source)  # noqa: PLW2901 -- the same statement, named
        found.append(statement)
    return found


def _actor(
    words: Words, statement: Statement, source: Source, before: Sequence[Statement], actors: ActorIndex
) -> Actor | None:
    """The actor behind a pronoun or description; None for sources with a name, and where nobody is known."""
    positions = words.of(Span(source.start, source.end))
    token, word = words.doc[positions[0]], source.text.lower()
    actor = actors.by_id(source.actor)
    if len(positions) != 1 or token.pos_ != "PRON":
        is_known = token.lower_ == "the" and not any(words.doc[i].pos_ == "PROPN" for i in positions)
        return actor if is_known and actor is not None and actor.name != actor.name.lower() else None
    if actor is None and word in _RELATIVE and token.head.dep_ == "relcl":
        noun = token.head.head
        actor = actors.actor_at(chars(noun), chars(noun))
    elif actor is None and word in _FIRST:
        actor = actors.by_id(_quoted(statement, before))
    elif actor is None and word in _THIRD:
        actor = _last_person(source.start, before, actors)
    return actor if actor is not None and actor.name.lower() not in _PRONOUNS else None


def _quoted(statement: Statement, before: Sequence[Statement]) -> str | None:
    """The actor of the innermost earlier statement whose content holds the source."""
    if statement.source is None:
        return None
    at = Span(statement.source.start, statement.source.end)
    around = [item for item in before if item.source and any(piece.holds(at) for piece in item.content)]
    return around[-1].source.actor if around and around[-1].source else None


def _last_person(start: int, before: Sequence[Statement], actors: ActorIndex) -> Actor | None:
    for item in reversed(before):
        if item.source is None or item.source.actor is None:
            continue
        if start - max(item.source.end, *(piece.end for piece in item.content)) > _FARTHEST:
            return None
        actor = actors.by_id(item.source.actor)
        if actor is not None and actor.kind is Kind.PERSON and item.source.end <= start:
            return actor
    return None
