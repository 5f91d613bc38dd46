"""The cues of status: words that decide whether what they govern happened (`data/status/*.toml`).

`effects.toml` names what a cue can do to its content, with status and factuality; the other files say which word does
what to which complement; `words.toml` holds plain lists. All faults of all files are raised at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any

from dateline.dictionaries.suggest import allowed_are
from dateline.dictionaries.toml import DATA, Entry, read_entries
from dateline.errors import DictionaryError, Fault
from dateline.records.predications import Status

FACTUALITY_LIMIT = 3.0
_POSITIVE = (Status.ACTUAL, Status.PLANNED, Status.REQUESTED, Status.THREATENED)


class EffectKind(StrEnum):
    """`decide`: the content has the effect's own status. `keep`: it shares the fate of the word that governs it.

    `fact`: it happened whatever becomes of the word that governs it ("regret", "stop", "after").
    """

    DECIDE = "decide"
    KEEP = "keep"
    FACT = "fact"


@dataclass(frozen=True, slots=True)
class Effect:
    """What a cue does to its content.

    Attributes:
        status, factuality: Of the content of a cue that is itself asserted. Unused by `keep`.
        negated_status, negated_factuality: Of the content of a cue that is itself denied ("did not ask"). Used by
            `decide` only.
        yields: Under a plan, request or threat it leaves the status to that ("will send troops to protect them").
        omission: A deed of duty under it is omitted rather than denied ("failed to intervene").
    """

    name: str
    kind: EffectKind
    status: Status = Status.ACTUAL
    factuality: float = FACTUALITY_LIMIT
    negated_status: Status = Status.DENIED
    negated_factuality: float = -FACTUALITY_LIMIT
    yields: bool = False
    omission: bool = False


@dataclass(frozen=True, slots=True)
class Example:
    """An invented sentence, the word in it that is judged, and the status that it must get."""

    text: str
    judge: str
    status: Status


@dataclass(frozen=True, slots=True)
class Cue:
    """One word or phrase that decides.

    Attributes:
        id: `file.block`, such as "verbs.ask".
        lemma: Lower case; several words for connectives and adverbs ("in case of").
        particle: "off" in "call off".
        frames: Which complement gets which effect: `infinitive`, `gerund`, `that`, `whether`, `object`, `subject`,
            `compound`, `attributive`, a preposition … (see `FRAMES`); "infinitive.past" holds under a past tense.
    """

    id: str
    lemma: str
    particle: str | None
    frames: Mapping[str, Effect]
    example: Example


@dataclass(frozen=True, slots=True)
class StatusCues:
    """Everything that the status calculus knows of words.

    Attributes:
        verbs: By (lemma, particle or None); the other mappings by lemma or phrase.
        words: The plain lists of `words.toml`.
    """

    effects: Mapping[str, Effect]
    verbs: Mapping[tuple[str, str | None], Cue]
    nouns: Mapping[str, Cue]
    adjectives: Mapping[str, Cue]
    adverbs: Mapping[str, Cue]
    modals: Mapping[str, Cue]
    connectives: Mapping[str, Cue]
    words: Mapping[str, frozenset[str]]
    cues: tuple[Cue, ...] = field(repr=False)


_COMPLEMENTS = ("infinitive", "infinitive.past", "gerund", "that", "whether", "object", "subject", "self")
FRAMES: Mapping[str, tuple[str, ...] | None] = MappingProxyType(
    {
        "verbs": None,  # None: prepositions are frames too
        "nouns": None,
        "adjectives": None,
        "adverbs": ("clause",),
        "modals": ("main", "reported", "perfect", "negative", "negative-perfect"),
        "connectives": ("clause", "clause.past", "infinitive", "gerund", "nominal"),
    }
)
"""The frames that the words of each file may have."""

_PREPOSITIONS = (
    "about",
    "against",
    "among",
    "at",
    "behind",
    "between",
    "by",
    "for",
    "from",
    "in",
    "into",
    "of",
    "off",
    "on",
    "onto",
    "out",
    "over",
    "to",
    "toward",
    "towards",
    "under",
    "upon",
    "with",
    "without",
)
_OPEN_FRAMES = (*_COMPLEMENTS, "compound", "attributive", *_PREPOSITIONS)
_EFFECT_KEYS = ("kind", "status", "factuality", "negated", "yields", "omission", "meaning")
_CUE_KEYS = ("lemma", "particle", "frames", "example", "judge", "status")
WORD_LISTS = (
    "duty",
    "intervention",
    "event-noun",
    "event-suffix",
    "thing-noun",
    "future-time",
    "negative-determiner",
    "negative-pronoun",
    "focus",
    "utterance",
    "performative",
)
"""The blocks of `words.toml`."""


def load_status_cues(folder: Path | None = None) -> StatusCues:
    """Read every file of the folder (default: the package's own).

    Raises:
        DictionaryError: anything wrong in any file; all faults at once.
    """
    folder = folder or DATA / "status"
    faults: list[Fault] = []
    effects = {effect.name: effect for effect in _effects(_entries(folder / "effects.toml", faults), faults)}
    cues = {
        name: [
            cue
            for entry in _entries(folder / f"{name}.toml", faults)
            if (cue := _cue(entry, name, effects, faults)) is not None
        ]
        for name in FRAMES
    }
    words = _word_lists(_entries(folder / "words.toml", faults), faults)
    for name, found in cues.items():
        faults.extend(_doubles(name, found))
    if faults:
        raise DictionaryError(folder.name, faults)
    by_lemma = {name: MappingProxyType({cue.lemma: cue for cue in cues[name]}) for name in FRAMES if name != "verbs"}
    return StatusCues(
        effects=MappingProxyType(effects),
        verbs=MappingProxyType({(cue.lemma, cue.particle): cue for cue in cues["verbs"]}),
        words=MappingProxyType(words),
        cues=tuple(cue for found in cues.values() for cue in found),
        **by_lemma,
    )


def _entries(path: Path, faults: list[Fault]) -> tuple[Entry, ...]:
    try:
        return read_entries(path)[1]
    except DictionaryError as error:
        faults.extend(error.faults)
        return ()


def _effects(entries: Iterable[Entry], faults: list[Fault]) -> Iterator[Effect]:
    for entry in entries:
        found = list(_effect_faults(entry))
        faults.extend(found)
        if found:
            continue
        values = entry.values
        negated = values.get("negated", {"status": Status.DENIED, "factuality": -FACTUALITY_LIMIT})
        yield Effect(
            name=entry.id,
            kind=EffectKind(values.get("kind", EffectKind.DECIDE)),
            status=Status(values.get("status", Status.ACTUAL)),
            factuality=float(values.get("factuality", FACTUALITY_LIMIT)),
            negated_status=Status(negated["status"]),
            negated_factuality=float(negated["factuality"]),
            yields=bool(values.get("yields", False)),
            omission=bool(values.get("omission", False)),
        )


def _effect_faults(entry: Entry) -> Iterator[Fault]:
    values = entry.values
    yield from _key_faults(entry, _EFFECT_KEYS)
    kind = values.get("kind", EffectKind.DECIDE)
    if kind not in list(EffectKind):
        yield Fault(entry.where, f"kind is {kind!r}. {allowed_are(str(kind), EffectKind)}")
    if kind == EffectKind.DECIDE:
        yield from _value_faults(entry.where, values)
        if "negated" not in values:
            yield Fault(
                entry.where, "has no negated = { status, factuality }: what holds when the cue itself is denied"
            )
    if "negated" in values:
        yield from _value_faults(f"{entry.where}.negated", values["negated"])
    if not isinstance(values.get("meaning"), str):
        yield Fault(entry.where, "has no meaning, a sentence that says what the effect is")


def _value_faults(where: str, values: Any) -> Iterator[Fault]:
    if not isinstance(values, Mapping):
        yield Fault(where, f"is {values!r}, not {{ status, factuality }}")
        return
    status, factuality = values.get("status"), values.get("factuality")
    if status not in list(Status):
        yield Fault(where, f"status is {status!r}. {allowed_are(str(status), Status)}")
    if not isinstance(factuality, int | float) or abs(factuality) > FACTUALITY_LIMIT:
        yield Fault(where, f"factuality is {factuality!r}, not a number from -3 to 3")
    elif (status == Status.DENIED and factuality >= 0) or (status in _POSITIVE and factuality <= 0):
        yield Fault(where, f"factuality {factuality} has the wrong sign for {status}")


def _cue(entry: Entry, file: str, effects: Mapping[str, Effect], faults: list[Fault]) -> Cue | None:
    found = [*_cue_faults(entry), *_frame_faults(entry, file, effects)]
    faults.extend(found)
    if found:
        return None
    values = entry.values
    return Cue(
        id=f"{file}.{entry.id}",
        lemma=values.get("lemma", entry.id.replace("-", " ")),
        particle=values.get("particle"),
        frames=MappingProxyType({frame: effects[effect] for frame, effect in values["frames"].items()}),
        example=Example(values["example"], values["judge"], Status(values["status"])),
    )


def _cue_faults(entry: Entry) -> Iterator[Fault]:
    values = entry.values
    yield from _key_faults(entry, _CUE_KEYS)
    for key in ("example", "judge"):
        if not isinstance(values.get(key), str):
            yield Fault(entry.where, f"{key} is {values.get(key)!r}, not a text")
    if isinstance(values.get("example"), str) and str(values.get("judge")) not in values["example"]:
        yield Fault(entry.where, f"judge is {values.get('judge')!r}, which the example does not hold")
    if values.get("status") not in list(Status):
        yield Fault(
            entry.where, f"status is {values.get('status')!r}. {allowed_are(str(values.get('status')), Status)}"
        )


def _frame_faults(entry: Entry, file: str, effects: Mapping[str, Effect]) -> Iterator[Fault]:
    frames = entry.values.get("frames")
    if not isinstance(frames, Mapping) or not frames:
        yield Fault(entry.where, f"frames is {frames!r}, not {{ complement = effect }}")
        return
    allowed = FRAMES[file] or _OPEN_FRAMES
    for frame, effect in frames.items():
        if frame not in allowed:
            yield Fault(entry.where, f"there is no frame {frame!r} in {file}. {allowed_are(frame, allowed)}")
        if effects and effect not in effects:
            yield Fault(entry.where, f"there is no effect {effect!r}. {allowed_are(str(effect), effects)}")


def _key_faults(entry: Entry, allowed: Iterable[str]) -> Iterator[Fault]:
    for key in entry.values:
        if key not in allowed:
            yield Fault(entry.where, f"there is no key {key!r}. {allowed_are(key, allowed)}")


def _doubles(file: str, cues: Iterable[Cue]) -> Iterator[Fault]:
    first: dict[tuple[str, str | None], Cue] = {}
    for cue in cues:
        key = (cue.lemma, cue.particle)
        if key in first:
            yield Fault(f"{file}.toml#{cue.id.partition('.')[2]}", f"is the same word as {first[key].id}; join the two")
        first.setdefault(key, cue)


def _word_lists(entries: Iterable[Entry], faults: list[Fault]) -> dict[str, frozenset[str]]:
    lists: dict[str, frozenset[str]] = {}
    for entry in entries:
        words = entry.values.get("words")
        if entry.id not in WORD_LISTS:
            faults.append(Fault(entry.where, f"is no list that is used. {allowed_are(entry.id, WORD_LISTS)}"))
        elif not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            faults.append(Fault(entry.where, f"words is {words!r}, not a list of words"))
        else:
            lists[entry.id] = frozenset(words)
    faults.extend(Fault(f"words.toml#{name}", "is missing") for name in WORD_LISTS if name not in lists and not faults)
    return lists
