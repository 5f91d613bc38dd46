"""How far a cue reaches: auxiliaries, negations, adverbs and the verbs that it hangs on ("has begun to urge")."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from dateline.annotate.statements.draft import Draft
from dateline.dictionaries.cues import CuePos

_HELPERS = frozenset({"aux", "auxpass", "neg", "advmod"})
_MAX_CHAIN = 3


def is_one_phrase(doc: Doc, first: int, last: Token) -> bool:
    """Whether only "to", auxiliaries, negations and adverbs stand between two verbs."""
    return all(doc[i].dep_ in _HELPERS or doc[i].dep_ in ("prt", "mark") for i in range(first + 1, last.i))


def cue_positions(draft: Draft) -> list[int]:
    """The cue's tokens, from its first auxiliary on, without gaps."""
    verb = draft.head
    if verb is None or draft.entry is None or draft.entry.pos in (CuePos.NOUN, CuePos.PREPOSITION):
        return draft.words
    doc = verb.doc
    first, last = draft.words[0], draft.words[-1]
    if draft.entry.pos is CuePos.VERB:
        for _ in range(_MAX_CHAIN):
            head = verb.head
            quoted_as = verb.dep_ == "pcomp" and head.lower_ == "as" and head.head.lemma_ == "quote"
            if not quoted_as and (verb.dep_ != "xcomp" or head.pos_ not in ("VERB", "AUX")):
                break
            if head.i >= verb.i or not is_one_phrase(doc, head.i, verb) or not _same_doer(verb):
                break
            verb = head.head if quoted_as else head
            first = min(first, verb.i)
    else:
        verb = doc[first]
    while first > 0 and _belongs(doc[first - 1], verb, first):
        first -= 1
    if draft.entry.particle is None and last + 1 < len(doc) and _is_short_adverb(doc[last + 1], draft):
        last += 1
    return list(range(first, last + 1))


def _same_doer(verb: Token) -> bool:
    """Whether the verb it hangs on has no object that does it ("ordered them to say")."""
    return not any(item.dep_ == "dobj" for item in verb.head.children)


def _belongs(token: Token, verb: Token, first: int) -> bool:
    helper = (
        token.dep_ in _HELPERS
        and token.head.i in (verb.i, first)
        and token.lower_ not in ("as", "when", "how", "why", "where")
    )
    return helper and not (token.dep_ == "advmod" and any(True for _ in token.lefts))


def _is_short_adverb(token: Token, draft: Draft) -> bool:
    return (
        draft.head is not None
        and token.dep_ == "advmod"
        and token.head.i == draft.head.i
        and token.i not in draft.content
        and token.lower_.endswith("ly")
    )
