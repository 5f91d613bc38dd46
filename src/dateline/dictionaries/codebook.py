"""The codebook: types, modes, contexts, sectors, the words that refine a mode, and the tables of CAMEO codes.

Reads `data/codebook/`: types.toml, contexts.toml, sectors.toml, mode_cues.toml, roles.toml, cameo.toml with its
cameo_words.toml, and the two tables of facts that cameo.toml names. All faults of all files are raised at once.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from dateline.dictionaries.suggest import allowed_are
from dateline.dictionaries.toml import DATA, Entry, read_entries
from dateline.errors import DictionaryError, Fault
from dateline.records.events import EventType
from dateline.records.predications import Status


@dataclass(frozen=True, slots=True)
class TypeRule:
    """One event type.

    Attributes:
        quad: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
        score: PLOVER's intensity, −10 … +10, of the type without a mode.
        modes: Each mode with its own score, in the manual's order.
    """

    type: EventType
    summary: str
    quad: int
    score: float
    recipient_required: bool
    modes: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Context:
    """One topic of a passage.

    Attributes:
        words: Lemmas that tag a passage alone.
        weak: Lemmas of which two different ones are needed.
    """

    name: str
    summary: str
    words: tuple[str, ...]
    weak: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ModeCue:
    """Words near a trigger that say how it was done: "drone" makes an ASSAULT `drone`.

    Attributes:
        phrases: Each a run of lower-case lemmas ("car", "bomb").
        yields: Of these words, those that leave the means open: a bombing may be a car bomb's or an air force's.
        doers: Sectors whose deeds have this mode where the word leaves it open.
    """

    id: str
    type: EventType
    mode: str
    phrases: tuple[tuple[str, ...], ...]
    yields: frozenset[str] = frozenset()
    doers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CameoRule:
    """A CAMEO code and what an event must have to get it.

    Its type, and where given its mode, its status, one of `contexts`, and one of `words`: as its trigger, or as the
    head of what is asked, said or done.
    """

    code: str
    type: EventType
    mode: str | None
    contexts: tuple[str, ...]
    words: frozenset[str]
    status: Status | None


def _coarseness(rule: CameoRule) -> tuple[bool, bool, bool, bool, int]:
    """Sorts the finest first; Python's sort keeps file order among equals."""
    return not rule.status, not rule.words, rule.mode is None, not rule.contexts, -len(rule.code)


class Codebook:
    """What the codebook's files say; every table is read-only and in file order."""

    def __init__(
        self,
        *,
        types: Mapping[EventType, TypeRule],
        contexts: Mapping[str, Context],
        sectors: Mapping[str, str],
        mode_cues: Sequence[ModeCue],
        roles: Mapping[str, frozenset[str]],
        cameo_rules: Sequence[CameoRule],
        goldstein: Mapping[str, float],
    ) -> None:
        self.types = MappingProxyType(dict(types))
        self.contexts = MappingProxyType(dict(contexts))
        self.sectors = MappingProxyType(dict(sectors))
        self.mode_cues = tuple(mode_cues)
        self.roles = MappingProxyType(dict(roles))
        self._goldstein = dict(goldstein)
        self._cameo: dict[EventType, list[CameoRule]] = {type_: [] for type_ in EventType}
        for rule in cameo_rules:
            self._cameo[rule.type].append(rule)
        for rules in self._cameo.values():
            rules.sort(key=_coarseness)
        self._cues: dict[EventType, dict[str, list[tuple[tuple[str, ...], int]]]] = {type_: {} for type_ in EventType}
        for rank, cue in enumerate(self.mode_cues):
            for phrase in cue.phrases:
                self._cues[cue.type].setdefault(phrase[0], []).append((phrase, rank))
        self._strong = _by_word(self.contexts.values(), lambda context: context.words)
        self._weak = _by_word(self.contexts.values(), lambda context: context.weak)

    def quad(self, type_: EventType) -> int:
        """The quad class, 1 … 4."""
        return self.types[type_].quad

    def intensity(self, type_: EventType, mode: str | None) -> float:
        """PLOVER's score of the mode, or of the type where there is no mode. Raises KeyError for a foreign mode."""
        rule = self.types[type_]
        return rule.score if mode is None else rule.modes[mode]

    def cameo(
        self,
        type_: EventType,
        mode: str | None,
        contexts: Iterable[str],
        words: Iterable[str] = (),
        status: Status = Status.ACTUAL,
    ) -> str | None:
        """The finest CAMEO code that all this supports; None where the table has none.

        Args:
            words: Lower-case lemmas: the trigger's, and the heads of what is asked, said or done.
        """
        have, told = frozenset(contexts), frozenset(words)
        for rule in self._cameo[type_]:
            fits = rule.mode in (None, mode) and (not rule.contexts or have.intersection(rule.contexts))
            if fits and rule.status in (None, status) and (not rule.words or told.intersection(rule.words)):
                return rule.code
        return None

    def goldstein(self, cameo: str) -> float | None:
        """Goldstein's value of a CAMEO code on ICEWS's table; None for a code that the table lacks."""
        return self._goldstein.get(cameo)

    def mode_cue(self, type_: EventType, words: Sequence[str]) -> ModeCue | None:
        """The cue of this type that the words hold; the earliest block of mode_cues.toml wins.

        Args:
            words: Lower-case lemmas in text order.
        """
        table = self._cues[type_]
        ranks = [
            rank
            for start, word in enumerate(words)
            for phrase, rank in table.get(word, ())
            if tuple(words[start : start + len(phrase)]) == phrase
        ]
        return self.mode_cues[min(ranks)] if ranks else None

    def topics(self, words: Iterable[str]) -> tuple[str, ...]:
        """The contexts that a passage's lower-case lemmas tag it with, in the codebook's order."""
        found: set[str] = set()
        hints: dict[str, set[str]] = {}
        for word in words:
            found.update(self._strong.get(word, ()))
            for name in self._weak.get(word, ()):
                hints.setdefault(name, set()).add(word)
        found.update(name for name, hinted in hints.items() if len(hinted) > 1)
        return tuple(name for name in self.contexts if name in found)


def load_codebook(folder: Path | None = None) -> Codebook:
    """Read the codebook from `folder`, or the one that Dateline ships.

    Raises:
        DictionaryError: with every fault of every file.
    """
    return _Reader(folder or DATA / "codebook").read()


class _Reader:
    """Reads one folder and gathers faults; `read` raises them together."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults: list[Fault] = []

    def read(self) -> Codebook:
        types = {rule.type: rule for entry in self._entries("types.toml") for rule in self._type(entry)}
        for type_ in EventType:
            if type_ not in types:
                self.faults.append(Fault("types.toml", f"has no block for {type_}."))
        contexts = {entry.id: self._context(entry) for entry in self._entries("contexts.toml")}
        sectors = {entry.id: self._summary(entry) for entry in self._entries("sectors.toml")}
        roles = {entry.id: frozenset(self._words(entry, "words")) for entry in self._entries("roles.toml")}
        cues = [cue for entry in self._entries("mode_cues.toml") for cue in self._mode_cue(entry, types, sectors)]
        goldstein, codes = self._tables()
        words = {entry.id: frozenset(self._words(entry, "words")) for entry in self._entries("cameo_words.toml")}
        rules = [
            rule
            for entry in self._entries("cameo.toml")
            for rule in self._cameo(entry, types, set(contexts), words, codes)
        ]
        if self.faults:
            raise DictionaryError("codebook", self.faults)
        return Codebook(
            types=types,
            contexts=contexts,
            sectors=sectors,
            mode_cues=cues,
            roles=roles,
            cameo_rules=rules,
            goldstein=goldstein,
        )

    def _entries(self, name: str) -> tuple[Entry, ...]:
        try:
            return read_entries(self.folder / name)[1]
        except DictionaryError as error:
            self.faults.extend(error.faults)
            return ()

    def _tables(self) -> tuple[dict[str, float], frozenset[str]]:
        """Goldstein's value of each code, and all codes: of some acts that are mere words PLOVER has no home for."""
        goldstein = {
            row["cameo_code"]: float(row["goldstein_icews"])
            for row in self._rows("cameo_goldstein.csv")
            if row["goldstein_icews"]
        }
        tables = ("cameo_to_plover.csv", "cameo_goldstein.csv")
        return goldstein, frozenset(row["cameo_code"] for name in tables for row in self._rows(name))

    def _rows(self, name: str) -> Iterator[dict[str, str]]:
        try:
            with (self.folder / name).open(encoding="utf-8", newline="") as file:
                yield from csv.DictReader(file)
        except OSError as error:
            self.faults.append(Fault(name, f"cannot be read: {error.strerror}."))

    def _fault(self, entry: Entry, what: str) -> None:
        self.faults.append(Fault(entry.where, what))

    def _known(self, entry: Entry, allowed: tuple[str, ...]) -> None:
        for key in entry.values:
            if key not in allowed:
                self._fault(entry, f"has the key {key!r}. {allowed_are(key, allowed)}")

    def _summary(self, entry: Entry) -> str:
        self._known(entry, ("summary",))
        return self._text(entry)

    def _text(self, entry: Entry) -> str:
        summary = entry.values.get("summary")
        if not isinstance(summary, str) or not summary:
            self._fault(entry, "has no summary: say in a line what it covers.")
            return ""
        return summary

    def _words(self, entry: Entry, key: str, *, needed: bool = True) -> tuple[str, ...]:
        words = entry.values.get(key, [])
        if not isinstance(words, list) or not all(isinstance(word, str) and word == word.lower() for word in words):
            self._fault(entry, f"{key} is {words!r}, not a list of lower-case words.")
            return ()
        if needed and not words:
            self._fault(entry, f"{key} is missing or empty.")
        for word in dict.fromkeys(word for word in words if words.count(word) > 1):
            self._fault(entry, f"{key} has {word!r} twice.")
        return tuple(words)

    def _type(self, entry: Entry) -> Iterator[TypeRule]:
        self._known(entry, ("summary", "quad", "score", "recipient_required", "modes"))
        summary = self._text(entry)
        if entry.id not in EventType.__members__:
            self._fault(entry, f"is no type. {allowed_are(entry.id, EventType.__members__)}")
            return
        quad, score = entry.values.get("quad"), entry.values.get("score")
        modes = entry.values.get("modes", {})
        if quad not in (1, 2, 3, 4):
            self._fault(entry, f"quad is {quad!r}, not 1, 2, 3 or 4.")
        for name, value in {"score": score, **(modes if isinstance(modes, dict) else {"modes": modes})}.items():
            if not _is_score(value):
                self._fault(entry, f"{name} is {value!r}, not a number from -10 to 10.")
                return
        yield TypeRule(
            type=EventType(entry.id),
            summary=summary,
            quad=int(quad or 0),
            score=float(score or 0),
            recipient_required=entry.values.get("recipient_required") is True,
            modes=MappingProxyType({name: float(value) for name, value in modes.items()}),
        )

    def _context(self, entry: Entry) -> Context:
        self._known(entry, ("summary", "words", "weak"))
        return Context(
            name=entry.id,
            summary=self._text(entry),
            words=self._words(entry, "words"),
            weak=self._words(entry, "weak", needed=False),
        )

    def _mode_cue(
        self, entry: Entry, types: Mapping[EventType, TypeRule], sectors: Mapping[str, str]
    ) -> Iterator[ModeCue]:
        self._known(entry, ("type", "mode", "words", "yields", "doers"))
        phrases = tuple(tuple(phrase.split()) for phrase in self._words(entry, "words"))
        yields = frozenset(self._words(entry, "yields", needed=False))
        doers = frozenset(entry.values.get("doers", ()))
        for doer in sorted(doers - sectors.keys()):
            self._fault(entry, f"{doer!r} is no sector. {allowed_are(doer, sectors)}")
        for type_, mode in self._kind(entry, entry.values, types):
            if mode is None:
                self._fault(entry, "has no mode.")
            else:
                yield ModeCue(entry.id, type_, mode, phrases, yields, doers)

    def _kind(
        self, entry: Entry, values: Mapping[str, Any], types: Mapping[EventType, TypeRule]
    ) -> Iterator[tuple[EventType, str | None]]:
        try:
            yield type_and_mode(values, types)
        except ValueError as error:
            self._fault(entry, str(error))

    def _cameo(
        self,
        entry: Entry,
        types: Mapping[EventType, TypeRule],
        contexts: set[str],
        words: Mapping[str, frozenset[str]],
        codes: frozenset[str],
    ) -> Iterator[CameoRule]:
        self._known(entry, ("code", "type", "types", "mode", "contexts", "words", "status"))
        code, named = entry.values.get("code"), entry.values.get("words")
        topics = self._words(entry, "contexts", needed=False)
        for topic in topics:
            if topic not in contexts:
                self._fault(entry, f"{topic!r} is no context. {allowed_are(topic, contexts)}")
        status = entry.values.get("status")
        if status is not None and status not in list(Status):
            self._fault(entry, f"status is {status!r}. {allowed_are(str(status), Status)}")
            return
        kinds: list[Mapping[str, Any]] = [{"type": name} for name in entry.values.get("types", [])]
        for type_, mode in (kind for values in kinds or [entry.values] for kind in self._kind(entry, values, types)):
            if code not in codes:
                self._fault(entry, f"the tables of CAMEO have no code {code!r}. {allowed_are(str(code), codes)}")
            if named is not None and named not in words:
                self._fault(entry, f"cameo_words.toml has no block {named!r}. {allowed_are(str(named), words)}")
            told = words.get(str(named), frozenset())
            yield CameoRule(str(code), type_, mode, topics, told, Status(status) if status else None)


def type_and_mode(values: Mapping[str, Any], types: Mapping[EventType, TypeRule]) -> tuple[EventType, str | None]:
    """The `type` and `mode` of an entry. Raises ValueError, its text a full sentence, where they are not allowed."""
    name, mode = str(values.get("type")), values.get("mode")
    if name not in EventType.__members__:
        raise ValueError(f"type {name!r} is not a PLOVER type. {allowed_are(name, EventType.__members__)}")
    type_ = EventType(name)
    modes = types[type_].modes if type_ in types else {}
    if mode is not None and mode not in modes:
        hint = allowed_are(str(mode), modes) if modes else "It has none."
        raise ValueError(f"{type_} has no mode {mode!r}. {hint}")
    return type_, mode


def _is_score(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and -10 <= value <= 10


def _by_word(contexts: Iterable[Context], words: Callable[[Context], tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for context in contexts:
        for word in words(context):
            table[word] = (*table.get(word, ()), context.name)
    return table
