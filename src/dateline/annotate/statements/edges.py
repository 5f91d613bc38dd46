"""Where a passage begins and ends: every place nearby where a phrase does, ranked by fitted weights.

A parse goes wrong most often in how far a clause reaches, and people who mark statements have habits that no grammar
tells: whether a relative clause, a closing comma or "on Monday" still belongs to it.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence

from spacy.tokens import Doc, Token

from dateline.annotate.statements.draft import Draft
from dateline.annotate.statements.quotes import QuotationIndex
from dateline.annotate.statements.snapping import Words, odds_of
from dateline.annotate.statements.tree import spans_of, trimmed
from dateline.records import Span

_FARTHEST = 25  # words: how far an edge may move
_FARTHEST_CUE = 6
_NEW_CLAUSE = frozenset({"ccomp", "advcl", "relcl", "conj", "parataxis", "acl"})
_MOST = 10.0  # log odds in all beyond this say no more
_CLOSED = frozenset({"ADP", "PART", "AUX", "SCONJ", "CCONJ", "DET", "PRON", "PUNCT"})  # no names, nothing of content
_OPENERS = frozenset("\"“”'‘’«»([$#@")
_WORDS = frozenset(
    {"that", "to", "of", "for", "whether", "as", "about", "who", "which", "on", "in", "and", "but", "while", "after"}
)

Option = tuple[int, dict[str, float]]


def starts(doc: Sequence[Token], run: tuple[int, int], frame: Collection[int], rule: str) -> list[Option]:
    """Where a passage found from first to last word may begin: positions with features, in text order."""
    first, last = run
    low = first
    while low > 0 and first - low < _FARTHEST and _is_open(doc[low - 1], frame):
        low -= 1
    edges = {token.left_edge.i for token in doc[low : last + 1]}
    found = []
    for i in range(low, min(last, first + _FARTHEST) + 1):
        if i != first and (i not in edges or _is_sign(doc[i])):
            continue
        features = _moved(i - first if i > first else 0, first - i if i < first else 0)
        before = doc[i - 1] if i > 0 else None
        if before is None or doc[i].is_sent_start or before.is_space:
            features["sentence"] = 1.0
        if before is not None:
            _add_neighbour(features, before, i - 1 in frame)
        features[f"word:{doc[i].dep_}"] = 1.0
        if doc[i].lower_ in _WORDS:
            features[f"is:{doc[i].lower_}"] = 1.0
        if i != first:
            a, b = (i, first) if i < first else (first, i)
            _add_between(features, doc[a:b], "added" if i < first else "dropped")
            _add_links(features, doc[min(i, first)], range(max(i, first), last + 1), frame)
        found.append((i, _crossed(features, rule)))
    return found


def ends(
    doc: Sequence[Token], run: tuple[int, int], frame: Collection[int], rule: str, *, closed: bool = False
) -> list[Option]:
    """Where a passage found from first to last word may end; as `starts`.

    With `closed`, a passage with a comma in it may end with the comma that closes what the first one opens.
    """
    first, last = run
    high = last
    while high + 1 < len(doc) and high - last < _FARTHEST and _is_open(doc[high + 1], frame):
        high += 1
    edges = {token.right_edge.i for token in doc[first : high + 1]}
    edges |= {i - 1 for i in range(first + 1, high + 1) if _is_sign(doc[i])}
    commas = [i for i in range(first, high + 1) if doc[i].text == ","] if closed else []
    closing = set(commas[1:])
    found = []
    for i in range(max(first, last - _FARTHEST), high + 1):
        if i != last and i not in closing and (i not in edges or _is_sign(doc[i])):
            continue
        features = _moved(last - i if i < last else 0, i - last if i > last else 0)
        after = doc[i + 1] if i + 1 < len(doc) else None
        if after is None or after.is_sent_start or after.is_space:
            features["sentence"] = 1.0
        if after is not None:
            _add_neighbour(features, after, i + 1 in frame)
            opening = doc[i + 2] if after.is_punct and i + 2 < len(doc) else after
            if opening.i != after.i:
                features[f"then:{opening.dep_}"] = 1.0
            _add_links(features, opening, range(first, i + 1), frame)
            if opening.lower_ in _WORDS:
                features[f"next:{opening.lower_}"] = 1.0
        if i in closing:
            features["closing"] = 1.0
        elif after is not None and i + 1 in closing:
            features["before_closing"] = 1.0
        if i != last:
            a, b = (i + 1, last + 1) if i < last else (last + 1, i + 1)
            _add_between(features, doc[a:b], "dropped" if i < last else "added")
        found.append((i, _crossed(features, rule)))
    return found


def _moved(inwards: int, outwards: int) -> dict[str, float]:
    if inwards == outwards:
        return {"same": 1.0}
    kind, count = ("in", inwards) if inwards else ("out", outwards)
    return {kind: 1.0, f"{kind}_far": math.log(count)}


def _add_between(features: dict[str, float], tokens: Iterable[Token], kind: str) -> None:
    """What an edge that moves takes in or leaves out."""
    for token in tokens:
        if token.dep_ in ("nsubj", "nsubjpass"):
            features[f"{kind}:subject"] = 1.0
        if token.text in (",", ";", "—", "–", "--", "(", ")"):
            features[f"{kind}:{token.text}"] = 1.0
        if token.ent_type_ in ("DATE", "TIME"):
            features[f"{kind}:date"] = 1.0


def _add_links(features: dict[str, float], opening: Token, inside: Collection[int], frame: Collection[int]) -> None:
    """What the phrase beside an edge hangs on: the passage itself, the cue, or something else."""
    top = opening
    while (
        top.head.i != top.i
        and top.head.i not in inside
        and top.head.i not in frame
        and top.head.left_edge.i == opening.i
    ):
        top = top.head
    where = "passage" if top.head.i in inside else "frame" if top.head.i in frame else "else"
    features[f"hangs:{where}"] = 1.0
    features[f"hangs:{where}:{top.dep_}"] = 1.0
    if top.dep_ in _NEW_CLAUSE:
        features["clause"] = 1.0


def _add_neighbour(features: dict[str, float], token: Token, is_frame: bool) -> None:
    if is_frame:
        features["frame"] = 1.0
    elif token.is_punct:
        sign = token.text[0]
        features[f"sign:{sign if sign in ',.;:?!' else 'other'}"] = 1.0
    else:
        features[f"beside:{token.dep_}"] = 1.0


def _crossed(features: dict[str, float], rule: str) -> dict[str, float]:
    for name in ("same", "in", "out"):
        if name in features:
            features[f"{name}|{rule}"] = 1.0
    return features


def _is_open(token: Token, frame: Collection[int]) -> bool:
    return (
        token.i not in frame
        and not (token.is_space and "\n" in token.text)
        and not (token.is_punct and token.text in ".?!")
    )


def _is_sign(token: Token) -> bool:
    return token.is_space or (token.is_punct and token.text[0] not in _OPENERS)


def with_gains(options: Sequence[Option], was: int, odds: Mapping[int, float], *, forward: bool) -> Sequence[Option]:
    """The options with what the reader says for moving an edge there: the log odds of the words that it takes in.

    Args:
        was: Where the edge was found.
        forward: The edge is an end: moving it forward takes words in.
    """
    if not odds:
        return options
    for at, features in options:
        low, high = (was + 1, at) if forward else (at, was - 1)
        taken = sum(odds.get(i, 0.0) for i in range(low, high + 1))
        low, high = (at + 1, was) if forward else (was, at - 1)
        gain = taken - sum(odds.get(i, 0.0) for i in range(low, high + 1))
        features["gain"] = max(-_MOST, min(_MOST, gain))
    return options


def best(found: Sequence[Option], weights: Mapping[str, float]) -> int:
    """The place of the highest weight; of equal ones the first."""
    return max(
        found, key=lambda item: round(sum(weights.get(name, 0.0) * value for name, value in item[1].items()), 4)
    )[0]


class Edges:
    """Moves the edges of a draft's passages to where they most likely are.

    Args:
        tables: Weights of the start and the end of each role.
    """

    def __init__(self, tables: Mapping[str, Mapping[str, float]]) -> None:
        self._tables = tables

    def move(self, words: Words, quotations: QuotationIndex, draft: Draft) -> None:
        """Set cue and source, and move the pieces of the content that are no whole quotations."""
        cue = cue_run(words.doc, draft)
        if cue is not None and draft.by_rules:
            entry = draft.entry.id if draft.entry is not None else ""
            begins, finishes = cue_edges(words.tokens, cue, draft.speaker_words, entry)
            cue = best(begins, self._tables["cue_start"]), best(finishes, self._tables["cue_end"])
            draft.words = list(range(cue[0], cue[1] + 1)) or draft.words
        source = source_run(words, draft)
        if source is not None and draft.speaker is not None:
            odds = odds_of(words, draft.answer, "source") if draft.answer else {}
            source = self._moved(words.tokens, source, draft.words, draft.speaker.pos_, "source", odds)
            draft.speaker_words = set(range(source[0], source[1] + 1))
            draft.speaker_span = words.span(*source)
        frame = {*draft.words, *draft.speaker_words}
        odds = odds_of(words, draft.answer) if draft.answer else {}
        for number, piece in enumerate(draft.pieces):
            run = content_run(words, quotations, piece)
            if run is not None:
                moved = self._moved(words.tokens, run, frame, draft.rule or "quotation", "content", odds)
                draft.pieces[number] = words.span(*moved)

    def _moved(
        self,
        doc: Sequence[Token],
        run: tuple[int, int],
        frame: Collection[int],
        rule: str,
        role: str,
        odds: Mapping[int, float],
    ) -> tuple[int, int]:
        begins = with_gains(starts(doc, run, frame, rule), run[0], odds, forward=False)
        finishes = with_gains(ends(doc, run, frame, rule, closed=role == "source"), run[1], odds, forward=True)
        first, last = best(begins, self._tables[f"{role}_start"]), best(finishes, self._tables[f"{role}_end"])
        return (first, last) if first <= last else run


def source_run(words: Words, draft: Draft) -> tuple[int, int] | None:
    """First and last word of a draft's source, without pieces that the cue splits off."""
    if draft.speaker is None:
        return None
    head = draft.speaker.idx
    spans = spans_of(words.doc, draft.speaker_words | {draft.speaker.i})
    return next((words.run(span) for span in spans if span.start <= head < span.end), None)


def cue_run(doc: Doc, draft: Draft) -> tuple[int, int] | None:
    """First and last word of a draft's cue, with a colon behind it; None where it is nothing but a sign."""
    first, last = trimmed(doc, draft.words[0], draft.words[-1])
    if first > last:
        return None
    return first, last + (last + 1 < len(doc) and doc[last + 1].text == ":")


def content_run(words: Words, quotations: QuotationIndex, piece: Span) -> tuple[int, int] | None:
    """First and last word of a piece of content; None for a whole quotation, whose edges are known."""
    return None if quotations.piece_at(piece.start) == piece else words.run(piece)


def cue_edges(
    doc: Sequence[Token], run: tuple[int, int], frame: Collection[int], rule: str
) -> tuple[list[Option], list[Option]]:
    """Where a cue may begin and end: any word nearby, with features that know the words."""
    first, last = run
    low, high = first, last
    while low > 0 and first - low < _FARTHEST_CUE and _is_open(doc[low - 1], frame):
        low -= 1
    while high + 1 < len(doc) and high - last < _FARTHEST_CUE and _is_open(doc[high + 1], frame):
        high += 1
    begins = []
    for i in range(low, last + 1):
        if i != first and doc[i].is_punct:
            continue
        features = _moved(i - first if i > first else 0, first - i if i < first else 0)
        _add_words(features, doc, (i, first) if i < first else (first, i), "added" if i < first else "dropped")
        _add_beside(features, doc[i], "word")
        if i > 0:
            _add_beside(features, doc[i - 1], "beside")
            features["frame"] = float(i - 1 in frame)
        begins.append((i, _crossed(features, rule)))
    finishes = []
    for i in range(first, high + 1):
        if i != last and doc[i].is_punct:
            continue
        features = _moved(last - i if i < last else 0, i - last if i > last else 0)
        _add_words(
            features, doc, (i + 1, last + 1) if i < last else (last + 1, i + 1), "dropped" if i < last else "added"
        )
        _add_beside(features, doc[i], "word")
        if i + 1 < len(doc):
            _add_beside(features, doc[i + 1], "beside")
            features["frame"] = float(i + 1 in frame)
        if i != last:
            features["whole"] = float(
                doc[i].right_edge.i == i and all(doc[k].right_edge.i <= i for k in range(last + 1, i))
            )
        finishes.append((i, _crossed(features, rule)))
    return begins, finishes


def _add_words(features: dict[str, float], doc: Sequence[Token], between: tuple[int, int], kind: str) -> None:
    """The words that a moving edge takes in or leaves out."""
    for token in doc[between[0] : between[1]]:
        features[f"{kind}:{token.dep_}"] = 1.0
        if token.ent_type_ in ("DATE", "TIME"):
            features[f"{kind}:date"] = 1.0
        if token.i == between[0] and token.pos_ in _CLOSED:
            features[f"{kind}:{token.lower_}"] = 1.0


def _add_beside(features: dict[str, float], token: Token, kind: str) -> None:
    features[f"{kind}:{token.dep_}"] = 1.0
    if token.pos_ in _CLOSED:
        features[f"{kind}:{token.lower_}"] = 1.0
