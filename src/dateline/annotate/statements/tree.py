"""Reading a dependency parse: subjects, passives, phrases, clauses. Labels are those of spaCy's English pipelines."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from dateline.records import Span

_OPENERS = frozenset("\"“„«‘([$£€'#@")
_CLOSERS = frozenset("\"”»’)]%'")
_NO_PART_OF_A_NAME = frozenset({"ccomp", "advcl", "parataxis", "dep"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})


def child(token: Token, *labels: str) -> Token | None:
    """The first child with one of these labels."""
    for item in token.children:
        if item.dep_ in labels:
            return item
    return None


def is_passive(verb: Token) -> bool:
    """ "was said", "is being accused", and the bare participle of "the deal announced by"."""
    if child(verb, "auxpass", "nsubjpass") is not None:
        return True
    return verb.tag_ == "VBN" and verb.dep_ in ("acl", "advcl", "relcl") and child(verb, "aux", "nsubj") is None


def is_infinitive(verb: Token) -> bool:
    """A verb with "to"."""
    return any(item.dep_ == "aux" and item.tag_ == "TO" for item in verb.children)


def subject_of(verb: Token) -> Token | None:
    """The verb's own subject, unless it is a dummy ("it is said that")."""
    subject = child(verb, "nsubj", "nsubjpass", "csubj")
    if subject is None and (auxiliary := child(verb, "auxpass")) is not None:
        subject = child(auxiliary, "nsubj", "nsubjpass")  # some parses hang it on "is"
    return None if subject is None or _is_dummy(subject, verb) else subject


def _is_dummy(subject: Token, verb: Token) -> bool:
    return subject.lower_ == "it" and subject.dep_ == "nsubjpass" and child(verb, "ccomp") is not None


def doer_of(verb: Token) -> Token | None:
    """Who does it, also where the words stand with another verb: agents, controllers, shared subjects, participles."""
    for _ in range(6):  # deeper chains are parses gone wrong
        if is_passive(verb):
            agent = child(verb, "agent")
            return child(agent, "pobj") if agent is not None else None
        if child(verb, *SUBJECTS, "expl") is not None:
            return subject_of(verb)
        head = verb.head
        if verb.dep_ == "xcomp" and head.pos_ == "VERB" and (controller := _controller(head)) is not None:
            return controller
        if verb.dep_ == "acl":
            return head if verb.tag_ == "VBG" else None
        if verb.dep_ in ("pcomp", "acomp") and head.i != verb.i:
            head = head.head
        if verb.dep_ not in ("conj", "xcomp", "advcl", "ccomp", "pcomp", "dep", "acomp") or head.pos_ not in (
            "VERB",
            "AUX",
        ):
            return None
        if is_passive(head) and verb.dep_ != "conj":
            return subject_of(head)
        if verb.dep_ == "conj" and is_passive(head) and not is_passive(verb):
            return subject_of(head)
        verb = head
    return None


def _controller(verb: Token) -> Token | None:
    """ "ordered the army to say": the army. A passive's subject: "was seen to say"."""
    if is_passive(verb):
        return subject_of(verb)
    return child(verb, "dobj")


def indexes(tokens: Iterable[Token]) -> set[int]:
    """Where tokens stand."""
    return {token.i for token in tokens}


def phrase(token: Token, *, without: Iterable[int] = ()) -> set[int]:
    """The positions of a token and all that hangs on it, less some."""
    return indexes(token.subtree).difference(without)


def noun_phrase(token: Token, *, without: Iterable[int] = ()) -> set[int]:
    """A phrase as `phrase` gives it, without clauses that a wrong parse hangs on a noun."""
    dropped = set(without)
    for item in token.children:
        if item.dep_ in _NO_PART_OF_A_NAME:
            dropped |= phrase(item)
    return phrase(token, without=dropped)


def spans_of(doc: Doc, positions: Iterable[int]) -> list[Span]:
    """Runs of neighbouring tokens as character spans, without punctuation or space at either end."""
    runs: list[list[int]] = []
    for position in sorted(positions):
        if doc[position].is_space and "\n" in doc[position].text:
            continue  # no phrase runs over the end of a line that the language model kept
        if runs and position == runs[-1][-1] + 1:
            runs[-1].append(position)
        else:
            runs.append([position])
    spans = []
    for run in runs:
        first, last = trimmed(doc, run[0], run[-1])
        if first <= last:
            spans.append(Span(doc[first].idx, doc[last].idx + len(doc[last])))
    return spans


def trimmed(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """The run of tokens from `first` to `last` without punctuation that belongs to the sentence around it."""
    while first <= last and _is_loose(doc[first], _OPENERS):
        first += 1
    while first <= last and _is_loose(doc[last], _CLOSERS):
        last -= 1
    return first, last


def _is_loose(token: Token, kept: frozenset[str]) -> bool:
    text = token.text
    return token.is_space or (not any(sign.isalnum() for sign in text) and text[0] not in kept)
