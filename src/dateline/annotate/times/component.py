"""The spaCy component: scans the text, reads each expression, and writes `doc._.times`."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import ClassVar

from spacy.language import Language
from spacy.tokens import Doc

from dateline.annotate.layers import ensure_layers, published
from dateline.annotate.times.lexer import Lexeme, Lexer
from dateline.annotate.times.patterns import Found, Grammar
from dateline.annotate.times.readers import NOTHING, READERS
from dateline.annotate.times.scene import Lean, Reading, Scene
from dateline.annotate.times.tense import Tense
from dateline.dictionaries.times import TimeLanguage, load_times
from dateline.errors import DictionaryError, Fault
from dateline.records import Receipt, TimeRef


class Times:
    """Writes `doc._.times`: one `TimeRef` a time expression, in text order, without overlaps.

    It reads text, and uses tags and the parse where there are any, so it also runs on a blank English pipeline.
    """

    assigns: ClassVar = ["doc._.times"]

    def __init__(self, language: TimeLanguage | None = None) -> None:
        """Load the words and rules. Raises DictionaryError where the data files have faults."""
        ensure_layers()
        language = language or load_times()
        unknown = [rule for rule in language.rules if rule.reads not in READERS and rule.reads != NOTHING]
        if unknown:
            names = ", ".join([*READERS, NOTHING])
            faults = [Fault(rule.where, f"reads is {rule.reads!r}; allowed are {names}") for rule in unknown]
            raise DictionaryError("rules.toml", faults)
        self._lexer = Lexer(language.words)
        self._grammar = Grammar(language)
        self._tense = Tense(language)
        self._holidays = dict(language.holidays)

    def __call__(self, doc: Doc) -> Doc:
        """Find and read the time expressions of a document."""
        doc._.times = tuple(self._refs(doc))
        return doc

    def _refs(self, doc: Doc) -> Iterator[TimeRef]:
        text = doc.text  # made anew at each access
        lexemes = self._lexer(text)
        codes = self._grammar.encode(lexemes)
        context = _Context(doc, self._tense)
        scene = Scene(published(doc), self._holidays, context.lean, context.tag)
        place = 0
        while place < len(lexemes):
            end = place + 1
            for found in self._grammar.matches(lexemes, codes, place):
                if found.first > place and self._is_outdone(found, lexemes, codes):
                    continue
                first, last = lexemes[found.first], lexemes[found.end - 1]
                if found.rule.reads == NOTHING:
                    end = found.end
                    break
                context.start, context.end = scene.start, _ = first.start, last.end
                reading = _read(found, scene)
                if reading is not None:
                    yield _ref(text, found, lexemes, reading)
                    if reading.period is not None:
                        scene.tell(last.end, reading.period)
                    end = found.end
                    break
            place = end

    def _is_outdone(self, found: Found, lexemes: list[Lexeme], codes: str) -> bool:
        """Whether a rule that begins where this one's expression begins, past its left context, finds more."""
        rival = next(self._grammar.matches(lexemes, codes, found.first), None)
        return rival is not None and rival.end > found.end


class _Context:
    """Looks up the tokens under the expression that is being read."""

    def __init__(self, doc: Doc, tense: Tense) -> None:
        self.start = self.end = 0
        self._doc = doc
        self._tense = tense
        self._starts: list[int] = []
        self._is_tagged = doc.has_annotation("TAG")
        self._is_parsed = doc.has_annotation("DEP")

    def lean(self) -> Lean:
        """The lean of the expression's sentence."""
        if not self._is_parsed or self.tag(1) == "POS":  # "Wednesday's ruling": the verb does not date the ruling
            return Lean.OPEN
        return self._tense.lean(self._doc[self._token(self.start) : self._token(self.end - 1) + 1].root)

    def tag(self, place: int) -> str:
        """See `Scene.tag`."""
        if not self._is_tagged:
            return ""
        token = self._token(self.end - 1 if place >= 0 else self.start) + place
        return self._doc[token].tag_ if 0 <= token < len(self._doc) else ""

    def _token(self, offset: int) -> int:
        if not self._starts:
            self._starts = [token.idx for token in self._doc]
        return bisect_right(self._starts, offset) - 1


def _read(found: Found, scene: Scene) -> Reading | None:
    try:
        return READERS[found.rule.reads](found, scene)
    except (ValueError, OverflowError):  # the words look like a date, but there is no such day on the calendar
        return None


def _ref(text: str, found: Found, lexemes: list[Lexeme], reading: Reading) -> TimeRef:
    start, end = lexemes[found.first].start, lexemes[found.end - 1].end
    if text[end - 1] == ",":  # a pattern may end with a comma that only joins on
        end -= 1
    return TimeRef(
        start=start,
        end=end,
        text=text[start:end],
        type=reading.type,
        value=reading.value,
        mod=reading.mod,
        first=reading.first.isoformat() if reading.first else None,
        last=reading.last.isoformat() if reading.last else None,
        basis=reading.basis,
        why={"value": Receipt(start, end, f"times.{found.rule.id}")},
    )


@Language.factory("dateline_times", assigns=Times.assigns)
def make_times(nlp: Language, name: str) -> Times:  # noqa: ARG001 - spaCy calls factories with both
    """The component for a pipeline."""
    return Times()
