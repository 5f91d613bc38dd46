"""The entries of the actor dictionary, and how files of them are read and checked.

Three shapes of file, told apart by their keys:
  actors  `names`, `country`, `sectors` or dated `roles`; optional `kind`, `family`, `since`, `near`
  states  `names`, `adjectives`, `people`, `capitals`; the block's name is the alpha-3 code in lower case
  peoples `people`, `adjectives`, `countries`
A JSONL file has one entry a line with its `id`, and a first line `{"about": …}`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from dateline.dictionaries.suggest import allowed_are
from dateline.dictionaries.toml import read_entries
from dateline.errors import DictionaryError, Fault
from dateline.records import Kind

BEYOND_STATES = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"})
SECTORS = frozenset(
    {
        "COP", "JUD", "MIL", "PTY", "SPY", "UNK", "BUS", "CVL", "ELI", "LAB", "REF", "SOC", "GOV", "LEG", "PRM",
        "REB", "UAF", "AGR", "CRM", "EDU", "JRN", "MED", "OPP", "PRE", "REL", "IGO", "NGO",
    }
)  # fmt: skip
_ACTOR_KEYS = frozenset({"names", "country", "sectors", "roles", "kind", "family", "since", "near", "type"})
_STATE_KEYS = frozenset({"names", "adjectives", "people", "capitals", "code", "type"})
_PEOPLE_KEYS = frozenset({"people", "adjectives", "countries"})
_ROLE_KEYS = frozenset({"sectors", "country", "from", "until"})
# The factbook's parties, legislatures and services have plain names ("Socialist Party"): the text must name the state.
_NEAR_TYPES = frozenset({"party", "legislature", "service"})


@dataclass(frozen=True, slots=True)
class Role:
    """What an actor is from `first` to `last`, both days inclusive; None is open."""

    sectors: tuple[str, ...]
    country: str
    first: date | None
    last: date | None

    def holds(self, day: date) -> bool:
        """Whether the role is held on that day."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class ActorEntry:
    """A person, body or group that has a name.

    Attributes:
        names: The first is the name to show.
        family: A person's family name, by which news calls them after the first mention.
        near: The name counts only where the text names the entry's state too.
        generated: From a file that tools/ made: hand-made entries of the same name and state come before it.
    """

    id: str
    names: tuple[str, ...]
    country: str
    roles: tuple[Role, ...]
    kind: Kind
    family: str | None
    near: bool
    generated: bool

    def role_on(self, day: date | None) -> Role | None:
        """The role of that day; without a day the latest. None where the day is before every role."""
        if day is None:
            return self.roles[-1]
        for role in reversed(self.roles):
            if role.holds(day):
                return role
        return None

    def status_on(self, day: date | None) -> tuple[str, tuple[str, ...]]:
        """Country and sectors on that day: of the role then held, ELI after it, nothing before the first."""
        role = self.role_on(day)
        if role is not None and not (day is None and role.last is not None and self.kind is Kind.PERSON):
            return role.country, role.sectors
        begun = [role for role in self.roles if day is None or role.first is None or role.first <= day]
        if not begun:
            return self.country, ()
        last = begun[-1]
        return last.country, ("ELI",) if self.kind is Kind.PERSON else last.sectors


@dataclass(frozen=True, slots=True)
class StateEntry:
    """A state and the words for it and its people."""

    code: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capitals: tuple[str, ...]

    @property
    def id(self) -> str:
        """The alpha-3 code in lower case, which is its authority id too."""
        return self.code.lower()


@dataclass(frozen=True, slots=True)
class PeopleEntry:
    """A people or faith: `countries` where they mostly live, the most reported first; maybe none."""

    id: str
    people: tuple[str, ...]
    adjectives: tuple[str, ...]
    countries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RawEntry:
    """One block or line, not yet checked."""

    id: str
    where: str
    values: Mapping[str, Any]
    generated: bool


def read_raw(path: Path) -> list[RawEntry]:
    """The entries of a TOML or JSONL file.

    Raises:
        DictionaryError: the file cannot be read as such.
    """
    if path.suffix != ".jsonl":
        return [RawEntry(entry.id, entry.where, entry.values, False) for entry in read_entries(path)[1]]
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise DictionaryError(path.name, [Fault(path.name, f"is not JSON lines: {error}")]) from error
    faults = [
        Fault(f"{path.name}:{number}", "is no object with an id")
        for number, row in enumerate(rows, start=1)
        if not isinstance(row, dict) or not ("about" in row or isinstance(row.get("id"), str))
    ]
    if faults:
        raise DictionaryError(path.name, faults)
    return [
        RawEntry(row["id"], f"{path.name}#{row['id']}", {key: value for key, value in row.items() if key != "id"}, True)
        for row in rows
        if "about" not in row
    ]


def is_state(raw: RawEntry) -> bool:
    """Whether the entry is a state or adds to one."""
    return raw.values.get("type") == "state" or ("country" not in raw.values and "countries" not in raw.values)


def is_people(raw: RawEntry) -> bool:
    """Whether the entry is a people."""
    return "countries" in raw.values


def actor_of(raw: RawEntry, codes: frozenset[str], faults: list[Fault]) -> ActorEntry | None:
    """An actor entry; its faults go to `faults`, and None comes back if there are any."""
    before = len(faults)
    values = raw.values
    faults += _unknown_keys(raw, _ACTOR_KEYS)
    faults += _list_faults(raw, ("sectors",))
    if not isinstance(values.get("roles", []), list) or not all(
        isinstance(role, dict) for role in values.get("roles", [])
    ):
        faults.append(Fault(raw.where, f"roles is {values['roles']!r}, not a list of {{ sectors, from, until }}"))
    if not values.get("names"):
        faults.append(Fault(raw.where, f"names is {values.get('names')!r}, not a list of names"))
    faults += _list_faults(raw, ("names",))
    if len(faults) > before:
        return None
    names = tuple(values["names"])
    country = values.get("country")
    faults += _country_faults(raw.where, country, codes)
    kind = values.get("kind") or _kind(values)
    if kind not in set(Kind):
        faults.append(Fault(raw.where, f"kind is {kind!r}. {allowed_are(str(kind), set(Kind))}"))
    roles = list(_roles(raw, codes, faults))
    if len(faults) > before:
        return None
    near = bool(values.get("near", values.get("type") in _NEAR_TYPES))
    family = values.get("family") or (_family(names[0]) if kind == Kind.PERSON else None)
    return ActorEntry(raw.id, names, str(country), tuple(roles), Kind(kind), family, near, raw.generated)


def _kind(values: Mapping[str, Any]) -> str:
    """A person has roles that begin or end and a name that is no acronym; the rest are bodies unless the entry says."""
    if values.get("type") == "person":
        return Kind.PERSON
    return Kind.ORGANIZATION


def _family(name: str) -> str | None:
    """The last word of a name, with the particles before it; None for a single word or a regnal number."""
    words = name.split()
    while words and (words[-1].rstrip(".") in ("Jr", "Sr") or set(words[-1]) <= set("IVX")):
        words.pop()
    if len(words) < 2:
        return None
    first = len(words) - 1
    while first > 1 and words[first - 1].lower() in ("al", "el", "bin", "ben", "de", "van", "von", "der", "la", "dos"):
        first -= 1
    return " ".join(words[first:])


def _roles(raw: RawEntry, codes: frozenset[str], faults: list[Fault]) -> Iterator[Role]:
    country = str(raw.values.get("country"))
    plain = {"sectors": raw.values["sectors"]} if "sectors" in raw.values else None
    rows = ([plain] if plain else []) + list(raw.values.get("roles", ()))
    if not rows:
        faults.append(Fault(raw.where, "has neither sectors nor roles"))
    for row in rows:
        unknown = sorted(set(row) - _ROLE_KEYS)
        faults += [Fault(raw.where, f"a role has the key {key!r}. {allowed_are(key, _ROLE_KEYS)}") for key in unknown]
        sectors = tuple(row.get("sectors", ()))
        wrong = [sector for sector in sectors if sector not in SECTORS]
        faults += [Fault(raw.where, f"sector is {sector!r}. {allowed_are(str(sector), SECTORS)}") for sector in wrong]
        if "country" in row:
            faults += _country_faults(raw.where, row["country"], codes)
        first, last = (_day(raw.where, key, row.get(key), faults) for key in ("from", "until"))
        if first and last and first > last:
            faults.append(Fault(raw.where, f"a role ends ({last}) before it begins ({first})"))
        yield Role(sectors, row.get("country", country), first, last)


def _day(where: str, key: str, value: Any, faults: list[Fault]) -> date | None:
    """A day, a month as "2014-06" or a year as 2014; the first day of it for `from`, the last for `until`."""
    if value is None or isinstance(value, date):
        return value
    text = str(value)
    try:
        if len(text) == 10:
            return date.fromisoformat(text)
        year, month = (int(text[:4]), int(text[5:7] or 0))
        if key == "from":
            return date(year, month or 1, 1)
        return (date(year + (month or 12) // 12, (month or 12) % 12 + 1, 1)) - timedelta(days=1)
    except ValueError:
        faults.append(Fault(where, f"{key} is {value!r}, not a day (2014-06-10), month ('2014-06') or year (2014)"))
        return None


def _country_faults(where: str, code: Any, codes: frozenset[str]) -> list[Fault]:
    allowed = codes | BEYOND_STATES
    return [] if code in allowed else [Fault(where, f"country is {code!r}. {allowed_are(str(code), allowed)}")]


def _list_faults(raw: RawEntry, keys: tuple[str, ...]) -> list[Fault]:
    """Faults of those keys that are there and are no list of words."""
    return [
        Fault(raw.where, f"{key} is {value!r}, not a list of words")
        for key in keys
        if not isinstance(value := raw.values.get(key, []), list)
        or not all(isinstance(word, str) and word.strip() for word in value)
    ]


def _unknown_keys(raw: RawEntry, allowed: frozenset[str]) -> list[Fault]:
    return [
        Fault(raw.where, f"has the key {key!r}. {allowed_are(key, allowed)}")
        for key in sorted(set(raw.values) - allowed)
    ]


def states_of(raws: list[RawEntry], faults: list[Fault]) -> list[StateEntry]:
    """States in file order; several entries of one id are one state, the hand-made words first."""
    merged: dict[str, dict[str, list[str]]] = {}
    for raw in sorted(raws, key=lambda raw: raw.generated):
        wrong = _unknown_keys(raw, _STATE_KEYS) + _list_faults(raw, ("names", "adjectives", "people", "capitals"))
        faults += wrong
        if wrong:
            continue
        if len(raw.id) != 3 or not raw.id.isalpha():
            faults.append(Fault(raw.where, f"is no alpha-3 code: a state's block is named [{raw.id[:3].lower()}]"))
        words = merged.setdefault(raw.id, {})
        for key in ("names", "adjectives", "people", "capitals"):
            words.setdefault(key, []).extend(raw.values.get(key, ()))
    return [
        StateEntry(
            code.upper(), *(tuple(dict.fromkeys(words[key])) for key in ("names", "adjectives", "people", "capitals"))
        )
        for code, words in merged.items()
    ]


def people_of(raw: RawEntry, codes: frozenset[str], faults: list[Fault]) -> PeopleEntry:
    """A people; its faults go to `faults`."""
    wrong = _unknown_keys(raw, _PEOPLE_KEYS) + _list_faults(raw, ("people", "adjectives", "countries"))
    faults += wrong
    if wrong:
        return PeopleEntry(raw.id, (), (), ())
    for code in raw.values["countries"]:
        faults += _country_faults(raw.where, code, codes)
    values = raw.values
    return PeopleEntry(raw.id, *(tuple(values.get(key, ())) for key in ("people", "adjectives", "countries")))
