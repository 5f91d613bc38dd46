"""The words and rules of time: data/times/words.toml, holidays.toml and rules.toml, checked and frozen.

A word says which kinds of time word it can be, with a value for each kind. A rule is a pattern of such kinds and of
plain words, the reader that turns a match into a value, and an example that runs as a test.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from dateline.dictionaries.toml import DATA, Entry, read_entries
from dateline.errors import DictionaryError, Fault

Keys = Mapping[str, type | tuple[type, ...]]

CASES = ("any", "capital", "lower")
_WORD_KEYS: Keys = {"kinds": list, "words": list, "value": (int, str), "case": str}
_RULE_KEYS: Keys = {"pattern": str, "reads": str, "value": str, "example": str, "gives": list}
_HOLIDAY_KEYS: Keys = {"names": list, "month": int, "day": int, "weekday": int, "nth": int, "easter": int}


@dataclass(frozen=True, slots=True)
class Word:
    """A word or phrase, with its value for each kind that it can be.

    Attributes:
        case: `capital`: only with a capital letter; `lower`: only without; `any`.
    """

    kinds: Mapping[str, int | str]
    case: str


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day of the year: `month` and `day`, the `nth` ISO `weekday` of `month`, or so many days after Easter Sunday."""

    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    nth: int | None = None
    easter: int | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `value` is a constant that its reader may use; `gives` are the values that `example` yields."""

    id: str
    where: str
    pattern: str
    reads: str
    value: str | None
    example: str
    gives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TimeLanguage:
    """All knowledge of the layer.

    Attributes:
        words: By lower-case word; phrases have single spaces.
        macros: Pattern pieces by name.
    """

    words: Mapping[str, Word]
    rules: tuple[Rule, ...]
    macros: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    holidays: Mapping[str, Holiday] = field(default_factory=lambda: MappingProxyType({}))


def load_times(folder: Path = DATA / "times") -> TimeLanguage:
    """Read the three files. Raises DictionaryError with every fault of the first file that has any."""
    words = _words(folder / "words.toml")
    holidays = _holidays(folder / "holidays.toml", words)
    macros, rules = _rules(folder / "rules.toml")
    return TimeLanguage(MappingProxyType(words), rules, MappingProxyType(macros), MappingProxyType(holidays))


def _words(path: Path) -> dict[str, Word]:
    found: dict[str, Word] = {}
    faults: list[Fault] = []
    for entry in read_entries(path)[1]:
        wrong = list(_key_faults(entry, _WORD_KEYS, ("kinds", "words")))
        case = entry.values.get("case", "any")
        if case not in CASES:
            wrong.append(Fault(entry.where, f"case is {case!r}; allowed are {', '.join(CASES)}"))
        faults += wrong
        if wrong:
            continue
        value = entry.values.get("value", entry.id)
        for word in entry.values["words"]:
            name = word.lower()
            before = found.get(name, Word({}, case))
            faults += [
                Fault(entry.where, f"{word!r} is {kind} already, with the value {before.kinds[kind]!r}")
                for kind in entry.values["kinds"]
                if kind in before.kinds
            ]
            if before.case != case:
                faults.append(Fault(entry.where, f"{word!r} has the case {before.case!r} elsewhere, {case!r} here"))
            found[name] = Word({**before.kinds, **dict.fromkeys(entry.values["kinds"], value)}, case)
    if faults:
        raise DictionaryError(path.name, faults)
    return found


def _holidays(path: Path, words: dict[str, Word]) -> dict[str, Holiday]:
    """Read the holidays and add their names to `words` with the kind HOLIDAY."""
    found: dict[str, Holiday] = {}
    faults: list[Fault] = []
    for entry in read_entries(path)[1]:
        wrong = list(_key_faults(entry, _HOLIDAY_KEYS, ("names",)))
        rule = {key: value for key, value in entry.values.items() if key != "names"}
        if set(rule) not in ({"month", "day"}, {"month", "weekday", "nth"}, {"easter"}):
            wrong.append(Fault(entry.where, "needs month and day, or month, weekday and nth, or easter"))
        faults += wrong
        if not wrong:
            found[entry.id] = Holiday(**rule)
            words.update({name.lower(): Word({"HOLIDAY": entry.id}, "capital") for name in entry.values["names"]})
    if faults:
        raise DictionaryError(path.name, faults)
    return found


def _rules(path: Path) -> tuple[dict[str, str], tuple[Rule, ...]]:
    """Macros are the entries that have a pattern and no reader."""
    macros: dict[str, str] = {}
    rules: list[Rule] = []
    faults: list[Fault] = []
    for entry in read_entries(path)[1]:
        is_rule = "reads" in entry.values
        needed = ("pattern", "example", "gives") if is_rule else ("pattern",)
        wrong = list(_key_faults(entry, _RULE_KEYS, needed))
        faults += wrong
        if wrong:
            continue
        if is_rule:
            values = dict(entry.values)
            gives = tuple(values.pop("gives"))
            rules.append(Rule(entry.id, entry.where, value=values.pop("value", None), gives=gives, **values))
        else:
            macros[entry.id] = entry.values["pattern"]
    if faults:
        raise DictionaryError(path.name, faults)
    return macros, tuple(rules)


def _key_faults(entry: Entry, keys: Keys, needed: tuple[str, ...]) -> Iterator[Fault]:
    for key in needed:
        if key not in entry.values:
            yield Fault(entry.where, f"has no {key}")
    for key, value in entry.values.items():
        if key not in keys:
            near = difflib.get_close_matches(key, keys, 1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            yield Fault(entry.where, f"has the key {key!r}; allowed are {', '.join(keys)}.{hint}")
        elif not isinstance(value, keys[key]) or isinstance(value, bool):
            yield Fault(entry.where, f"{key} is {value!r}, which is of the wrong type")
