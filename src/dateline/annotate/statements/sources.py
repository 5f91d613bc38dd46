"""Who says so: the source's words, whether anybody is named, and which actor it is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence

from spacy.tokens import Doc, Token

from dateline.annotate.layers import chars
from dateline.annotate.statements.draft import Draft
from dateline.annotate.statements.tree import spans_of
from dateline.records import Actor, Kind, Source, Span

_NAMED_TYPES = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "WORK_OF_ART", "LAW"})
_VAGUE_DETERMINERS = frozenset({"a", "an", "some", "several", "many", "few", "one", "another", "most", "no", "other"})


class ActorIndex:
    """Actors by the places of their mentions."""

    def __init__(self, actors: Sequence[Actor]) -> None:
        pairs = [(mention, actor) for actor in actors for mention in actor.mentions]
        self._mentions = sorted(pairs, key=lambda pair: pair[0])
        self._starts = [mention.start for mention, _ in self._mentions]
        self._by_id = {actor.id: actor for actor in actors}

    def by_id(self, actor_id: str | None) -> Actor | None:
        """The actor of an id; None for none."""
        return self._by_id.get(actor_id) if actor_id is not None else None

    def actor_at(self, head: Span, span: Span) -> Actor | None:
        """The actor with a mention on the head word, else one whose mention covers more than half of the source."""
        first = max(bisect_left(self._starts, span.start) - 1, 0)
        near = self._mentions[first : bisect_left(self._starts, span.end)]
        for mention, actor in near:
            if mention.overlaps(head):
                return actor
        for mention, actor in near:
            if 2 * (min(mention.end, span.end) - max(mention.start, span.start)) > span.end - span.start:
                return actor
        return None


class Sources:
    """Makes sources from drafts.

    Args:
        lists: `data/statements/words.toml`.
    """

    def __init__(self, lists: Mapping[str, Collection[str]]) -> None:
        self._lists = lists

    def source_of(self, doc: Doc, text: str, draft: Draft, actors: ActorIndex) -> Source | None:
        """The source of a draft; None where the text names none."""
        if draft.speaker is None:
            return None
        spans = spans_of(doc, draft.speaker_words | {draft.speaker.i})
        head = chars(draft.speaker)
        spans = [span for span in spans if span.holds(head)] or spans  # pieces split off by the cue are no part of it
        if not spans:
            return None
        span = draft.speaker_span or spans[0]
        actor = actors.actor_at(head, span)
        return Source(
            span.start,
            span.end,
            text[span.start : span.end].rstrip(" ,;"),
            actor.id if actor is not None else None,
            anonymous=self.is_anonymous(draft.speaker, actor),
        )

    def is_anonymous(self, head: Token, actor: Actor | None) -> bool:
        """Whether no person or body is named: "a senior official", "witnesses", "some"."""
        if head.pos_ == "PRON":
            if head.lower_ in self._lists["indefinite-pronouns"]:
                return True
            return actor is not None and actor.kind is not Kind.ORGANIZATION and actor.name == actor.name.lower()
        if head.lemma_.lower() in self._lists["indefinite-pronouns"] or head.pos_ == "NUM":
            return True
        if head.pos_ == "PROPN" or head.ent_type_ in _NAMED_TYPES or _has_name(head):
            return False
        lemma = head.lemma_.lower()
        if lemma in self._lists["spokespeople"]:
            return not any(item.ent_type_ in _NAMED_TYPES for item in head.subtree)
        if lemma in self._lists["anonymous-people"]:
            return True
        person = actor is not None and actor.kind is Kind.PERSON
        return person and any(item.lower_ in _VAGUE_DETERMINERS for item in head.children)


def _has_name(head: Token) -> bool:
    """ "The witness, Omar Haddad", "Maryland resident Omar Haddad"."""
    return any(item.dep_ == "appos" and item.pos_ == "PROPN" for item in head.children)
