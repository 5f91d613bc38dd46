"""Killed and injured: the figures of a sentence.

A scan over words, not a pattern: it looks from each word of harm back, then forward, for the numbers that it counts,
and never over another word of harm ("14 dead and 20 wounded" are two figures). Linear in the sentence's length.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.coding.quantities import is_number, quantity
from dateline.dictionaries.casualties import CountWords
from dateline.records import Casualties, Receipt, Span

_TOKEN = re.compile(r"\d[\d,.]*\d|\d|[^\W\d][\w’'-]*|[^\w\s]")
_LONGEST_NUMBER = 8  # words: "two hundred and five thousand" has four
_MOST_PEOPLE = 10**10  # more than that is no count of people
_LONGEST_LIST = 12  # counts joined to one figure; longer lists are tables
_TO = ("to", "-", "–")
_REACH = 8  # words between a number and the next one of its list, or the word of harm: longer noun phrases are rare


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the text and the words that give it. `harm` is `killed` or `injured`."""

    harm: str
    count: Casualties
    span: Span

    @property
    def receipt(self) -> Receipt:
        """The words that give the figure."""
        return Receipt(self.span.start, self.span.end, f"casualties.{self.harm}")


@dataclass(frozen=True, slots=True)
class _Run:
    """A number: its words' positions [first, last)."""

    first: int
    last: int


class CasualtyReader:
    """Reads figures from sentences with the words of `data/casualties.toml`."""

    def __init__(self, words: CountWords) -> None:
        self._words = words
        phrases = sorted({phrase for harm in words.harms.values() for phrase in (*harm.before, *harm.after)})
        self._phrases: dict[str, list[list[str]]] = {}
        for phrase in sorted(phrases, key=len, reverse=True):
            self._phrases.setdefault(phrase.split()[0], []).append(phrase.split())

    def is_killing(self, lemma: str, words: Iterable[str] = ()) -> bool:
        """Whether a trigger says that somebody died, by itself ("murder") or with its phrase ("shot dead")."""
        return lemma in self._words.lethal or any((lemma, word) in self._words.lethal_phrases for word in words)

    def read(self, text: str, sentence: Span) -> list[Figure]:
        """The figures of a sentence in text order."""
        tokens = [(found[0].lower(), found.span()) for found in _TOKEN.finditer(text, sentence.start, sentence.end)]
        words = [word for word, _ in tokens]
        if not any(word in self._phrases for word in words):
            return []
        hits = self._hits(words)
        barred = {i for first, last in hits for i in range(first, last)}
        figures = []
        for first, last in hits:
            phrase = " ".join(words[first:last])
            for harm, counts in self._words.harms.items():
                runs = self._count(words, first, last, barred, phrase in counts.before, phrase in counts.after)
                if runs and self._total(words, runs).high <= _MOST_PEOPLE:
                    low, high = min(first, runs[0].first), max(last, runs[-1].last)
                    span = Span(tokens[low][1][0], tokens[high - 1][1][1])
                    figures.append(Figure(harm, self._total(words, runs), span))
        return figures

    def _hits(self, words: Sequence[str]) -> list[tuple[int, int]]:
        """Positions of the words of harm, the longest phrase at each."""
        hits: list[tuple[int, int]] = []
        for i, word in enumerate(words):
            if hits and i < hits[-1][1]:
                continue
            for phrase in self._phrases.get(word, ()):
                if list(words[i : i + len(phrase)]) == phrase:
                    hits.append((i, i + len(phrase)))
                    break
        return hits

    def _count(
        self, words: Sequence[str], first: int, last: int, barred: set[int], before: bool, after: bool
    ) -> list[_Run]:
        if after and (runs := self._forward(words, last, barred)):
            return runs
        return self._backward(words, first, barred) if before else []

    def _forward(self, words: Sequence[str], start: int, barred: set[int]) -> list[_Run]:
        """The numbers that begin right after the word of harm, and those joined to them."""
        i = start
        while i < len(words) and words[i] in self._words.qualifiers:
            i += 1
        runs: list[_Run] = []
        while run := self._run(words, i):
            runs.append(run)
            joint = self._joint(words, run.last, barred)
            if joint is None or len(runs) == _LONGEST_LIST:
                break
            i = joint
        return runs

    def _joint(self, words: Sequence[str], start: int, barred: set[int]) -> int | None:
        """Where the next number of a list starts: within reach, after "and" or a comma; None at the list's end."""
        if start < len(words) and words[start] in _TO and self._run(words, start + 1):
            return start + 1
        for i in range(start, min(start + _REACH, len(words))):
            if i in barred or words[i] in self._words.stops:
                return None
            if words[i] in ("and", ","):
                j = i + 1
                while j < len(words) and (words[j] == "and" or words[j] in self._words.qualifiers):
                    j += 1
                if self._run(words, j):
                    return j
        return None

    def _backward(self, words: Sequence[str], end: int, barred: set[int]) -> list[_Run]:
        """The numbers of the noun phrase before the word of harm ("eight soldiers and two policemen were killed")."""
        begin = end
        while begin > 0 and begin - 1 not in barred and words[begin - 1] not in self._words.stops:
            begin -= 1
        runs: list[_Run] = []
        i = begin
        while i < end:
            run = self._run(words, i)
            if run:
                runs.append(run)
            i = run.last if run else i + 1
        return self._chain(words, runs, end)

    def _chain(self, words: Sequence[str], runs: list[_Run], end: int) -> list[_Run]:
        """The last run within reach of the word of harm, and the runs before it that are joined to it."""
        if not runs or end - runs[-1].last > _REACH:
            return []
        chain = [runs[-1]]
        for run in reversed(runs[-_LONGEST_LIST:-1]):
            between = words[run.last : chain[-1].first]
            ranged = len(between) == 1 and between[0] in _TO
            while between and not ranged and between[-1] in self._words.qualifiers:
                between = between[:-1]
            if not ranged and (len(between) > _REACH or not between or between[-1] not in ("and", ",")):
                break
            chain.append(run)
        return chain[::-1]

    def _run(self, words: Sequence[str], i: int) -> _Run | None:
        """The number that starts at a position; percentages and lengths of time are none."""
        last = i
        while last < min(len(words), i + _LONGEST_NUMBER) and is_number(words[last]):
            last += 1
        after = words[last] if last < len(words) else ""
        if last == i or after in self._words.units:
            return None
        if i > 0 and words[i - 1] == "," and after in (",", "of"):
            return None  # an age ("Scott, 43, was killed"), or a part of a figure ("87 people, 30 of them children")
        if last > i + 1 and words[last - 1] in ("a", "an"):
            last -= 1
        return _Run(i, last)

    def _total(self, words: Sequence[str], runs: Sequence[_Run]) -> Casualties:
        """One range of all runs: added up, or spanned where they are the ends of a range ("20 to 30")."""
        counts = [quantity(list(words[run.first : run.last])) for run in runs]
        if len(runs) == 2 and self._is_range(words, runs[0], runs[1]) and counts[0].low < counts[1].high:
            return Casualties(counts[0].low, counts[1].high)
        low, high = sum(count.low for count in counts), sum(count.high for count in counts)
        return Casualties(1, high) if self._is_bound(words, runs[0]) and high > 0 else Casualties(low, high)

    def _is_range(self, words: Sequence[str], first: _Run, second: _Run) -> bool:
        joint = list(words[first.last : second.first])
        between = first.first > 0 and words[first.first - 1] == "between"
        return (len(joint) == 1 and joint[0] in _TO) or (joint == ["and"] and between)

    def _is_bound(self, words: Sequence[str], run: _Run) -> bool:
        """Whether the number is only an upper bound: "up to 27", "as many as 27"."""
        lead = " ".join(words[max(run.first - 3, 0) : run.first])
        return any(lead.endswith(bound) for bound in self._words.bounds)
