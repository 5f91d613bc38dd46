"""From scores to proposals: which words are triggers and cues, and what answers the questions about them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from dateline.annotate.reader.network import (
    ACTOR,
    CUE,
    RECIPIENT,
    TRIGGER,
    Floats,
    Network,
    WordScores,
    sigmoid,
    softmax,
)
from dateline.annotate.reader.packing import Pack, marked_part, pack
from dateline.dictionaries.relevance import RelevanceBounds
from dateline.records import EventType, Reading, Span, StatementReading, Status, TriggerReading

TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
STATUSES = ("actual", "planned", "requested", "threatened", "hypothetical", "denied", "omitted")
ROLES = ("source", "content", "actor", "recipient", "place", "time", "teller")
"""The order of the graphs' outputs, as in training."""

LEAST_TRIGGER = 0.15  # words less likely than this to name an event are not proposed
_ASKED_TRIGGER = 0.3  # those less likely than this are proposed without answers: each question costs a millisecond
_SHORT = 4  # sentences: of shorter texts it is asked what is between the parties; in longer ones that says little
LEAST_CUE = 0.3
_LEAST_SHARE = 0.02
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Answer:
    """How likely each word near a cue is to be part of its source and of its content, 0 to 1."""

    words: Sequence[Span]
    source: Floats
    content: Floats


@dataclass(frozen=True, slots=True)
class Factuality:
    """How factual a word is on the scale of each corpus, and how much the text asks for each, 0 to 1."""

    scales: tuple[float, ...]
    shares: tuple[float, ...]


class DocReading:
    """The reader's view of one text: the proposals, and every word for those who ask.

    Attributes:
        reading: The proposals.
        answers: For each of the proposed statements, in their order, the words that its cue was asked about.
        whole: Whether all of the text was read, and not only the beginning of an irrelevant article.
    """

    def __init__(
        self,
        reading: Reading,
        words: Sequence[Span],
        scores: Sequence[WordScores],
        answers: Sequence[Answer] = (),
        *,
        whole: bool = True,
    ) -> None:
        self.reading = reading
        self.answers = answers
        self.whole = whole
        self._starts = [word.start for word in words]
        self._words = words
        self._scores = scores

    def cue_at(self, start: int, end: int) -> float:
        """The probability that a word in [start, end) is part of a cue: the likeliest word's; 0 where none was read."""
        return float(max((1 - self._cues[i, 0] for i in self._at(start, end)), default=0.0))

    def factuality_at(self, start: int, end: int) -> Factuality | None:
        """The factuality of the word in [start, end) that is likeliest to name an event.

        None where no word was read.
        """
        best = min(self._at(start, end), key=lambda i: self._types[i, -1], default=None)
        if best is None:
            return None
        return Factuality(tuple(self._factuality[best].tolist()), self._scales)

    def _at(self, start: int, end: int) -> list[int]:
        """The words that share a character with [start, end)."""
        first = max(bisect_left(self._starts, start + 1) - 1, 0)
        return [i for i in range(first, bisect_left(self._starts, end)) if self._words[i].end > start]

    # Only some texts are asked for these, so they are put together when they are.

    @cached_property
    def _types(self) -> Floats:
        return softmax(np.concatenate([s.types for s in self._scores]))

    @cached_property
    def _cues(self) -> Floats:
        return softmax(np.concatenate([s.cues for s in self._scores]))

    @cached_property
    def _factuality(self) -> Floats:
        return np.concatenate([s.factuality for s in self._scores])

    @cached_property
    def _scales(self) -> tuple[float, ...]:
        """Of the whole text: single words say little of whose scale they ask for."""
        shares: list[float] = softmax(np.concatenate([s.scales for s in self._scores]).mean(0)).tolist()
        return tuple(shares)


class Reader:
    """Reads texts with the model of a folder.

    Args:
        bounds: Which texts are given up after their first pack; by default none.
    """

    def __init__(self, folder: Path, bounds: RelevanceBounds | None = None) -> None:
        self._network = Network(folder)
        self._bounds = bounds or RelevanceBounds()
        self.model = self._network.model

    def read(self, text: str, sentences: Sequence[Span]) -> DocReading:
        """The proposals for one text, and its words' scores. Time grows with the text's length.

        An irrelevant text is read no further than its beginning, proposes nothing, and its reading is not `whole`.
        """
        skims = len(sentences) >= self._bounds.fewest_sentences
        triggers: list[TriggerReading] = []
        statements: list[tuple[StatementReading, Answer]] = []
        words: list[Span] = []
        scores: list[WordScores] = []
        for item in pack(text, sentences, self._network.tokenizer):
            seen = self._network.read(item)
            scores.append(seen)
            if skims and len(scores) == 1 and (relevance := _relevance(scores)) < self._bounds.skim_probability:
                return DocReading(Reading(self.model, relevance, (), ()), (), (), whole=False)
            triggers += self._triggers(item, seen, paired=len(sentences) < _SHORT)
            statements += self._statements(item, seen)
            words += item.words
        relevance = _relevance(scores) if scores else 0.0
        proposed = tuple(statement for statement, _ in statements)
        answers = [answer for _, answer in statements]
        return DocReading(Reading(self.model, relevance, tuple(triggers), proposed), words, scores, answers)

    def _triggers(self, item: Pack, seen: WordScores, *, paired: bool) -> Iterator[TriggerReading]:
        shares = softmax(seen.types)
        runs = list(_runs(shares[:, -1] <= 1 - LEAST_TRIGGER, shares[:, :-1].argmax(-1)))
        if not runs:
            return
        heads = [first + int(shares[first : last + 1, -1].argmin()) for first, last in runs]
        answers = self._answers(
            item, seen, {n: runs[n] for n, h in enumerate(heads) if 1 - shares[h, -1] >= _ASKED_TRIGGER}
        )
        pairs = self._pairs(item, answers) if paired else {}
        statuses = softmax(seen.statuses)
        for n, ((first, last), head) in enumerate(zip(runs, heads, strict=True)):
            answer = answers.get(n, {})
            yield TriggerReading(
                start=item.words[first].start,
                end=item.words[last].end,
                types=tuple((EventType(name), share) for name, share in _ranked(TYPES, shares[head, :-1])),
                statuses=tuple((Status(name), share) for name, share in _ranked(STATUSES, statuses[head])),
                factuality=_one_factuality(seen.factuality[head]),
                actors=answer.get("actor", ()),
                recipients=answer.get("recipient", ()),
                places=answer.get("place", ()),
                times=answer.get("time", ()),
                tellers=answer.get("teller", ()),
                pair=pairs.get(n, ()),
            )

    def _answers(
        self, item: Pack, seen: WordScores, runs: Mapping[int, tuple[int, int]]
    ) -> dict[int, dict[str, tuple[Span, ...]]]:
        """For each trigger the words that play each role."""
        if not runs:
            return {}
        roles = self._network.ask(seen, TRIGGER, list(runs.values()))
        return {
            n: {name: _spans(scores[:, i], item) for i, name in enumerate(ROLES)}
            for n, scores in zip(runs, sigmoid(roles), strict=True)
        }

    def _pairs(
        self, item: Pack, answers: Mapping[int, dict[str, tuple[Span, ...]]]
    ) -> dict[int, tuple[tuple[EventType, float], ...]]:
        """For each trigger with both sides: which types of event are between them."""
        asked = [n for n, answer in answers.items() if answer["actor"] and answer["recipient"]]
        if not asked:
            return {}
        found = {}
        for n in asked:
            sides = {ACTOR: answers[n]["actor"][0], RECIPIENT: answers[n]["recipient"][0]}
            part = marked_part(item, {mark: _words_of(span, item) for mark, span in sides.items()})
            shares = softmax(self._network.between(part))
            found[n] = tuple((EventType(name), share) for name, share in _ranked(TYPES, shares))
        return found

    def _statements(self, item: Pack, seen: WordScores) -> Iterator[tuple[StatementReading, Answer]]:
        shares = softmax(seen.cues)
        likely = shares[:, 0] <= 1 - LEAST_CUE
        runs = list(_runs(likely, np.cumsum(shares[:, 1] > shares[:, 2])))  # a beginning starts a new cue
        if not runs:
            return
        roles = self._network.ask(seen, CUE, runs)
        for (first, last), scores in zip(runs, sigmoid(roles), strict=True):
            answer = Answer(item.words, scores[:, ROLES.index("source")], scores[:, ROLES.index("content")])
            statement = StatementReading(
                cue=Span(item.words[first].start, item.words[last].end),
                probability=round(float(1 - shares[first : last + 1, 0].min()), 3),
                source=_spans(answer.source, item),
                content=_spans(answer.content, item),
            )
            yield statement, answer


def _runs(likely: np.typing.NDArray[np.bool_], kinds: np.typing.NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """First and last word of each run of likely words of one kind."""
    first = None
    for i, flag in enumerate(likely):
        if first is not None and (not flag or kinds[i] != kinds[first]):
            yield first, i - 1
            first = None
        if flag and first is None:
            first = i
    if first is not None:
        yield first, len(likely) - 1


def _spans(shares: Floats, item: Pack) -> tuple[Span, ...]:
    runs = _runs(shares >= _HALF, np.zeros(len(shares), np.int64))
    return tuple(Span(item.words[first].start, item.words[last].end) for first, last in runs)


def _words_of(span: Span, item: Pack) -> tuple[int, int]:
    inside = [i for i, word in enumerate(item.words) if word.start < span.end and word.end > span.start]
    return inside[0], inside[-1]


def _ranked(names: Sequence[str], shares: Floats) -> list[tuple[str, float]]:
    """Names with their share, the greatest first; equal ones in the order of the names."""
    kept = [(name, round(float(share), 3)) for name, share in zip(names, shares, strict=True) if share >= _LEAST_SHARE]
    return sorted(kept, key=lambda item: -item[1])


def _one_factuality(scores: Floats) -> float:
    """The mean of the outputs that were trained on one corpus each, on the scale's bounds."""
    return round(float(np.clip(scores.mean(), -3, 3)), 2)


def _relevance(scores: Sequence[WordScores]) -> float:
    """Of the whole article: the mean of its packs' scores, as a probability."""
    return round(float(sigmoid(np.array([np.mean([s.relevance for s in scores])], np.float32))[0]), 3)
