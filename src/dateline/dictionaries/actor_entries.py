"""The entries of the actor dictionary, and how they are checked.

Three shapes of entry, told apart by `kind`:
  state   `names`, `adjectives`, `people`, `capitals`; the block's name is the alpha-3 code in lower case
  people  `people`, `adjectives`, `countries`
  any other kind is an actor's: `names`, `country`, `sectors` or dated `roles`; optional `family`, `since`, `near`
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dateline.dictionaries.actor_files import PEOPLE, STATE, Origin, RawEntry
from dateline.dictionaries.suggest import allowed_are
from dateline.errors import Fault
from dateline.records import Kind

BEYOND_STATES = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"})
SECTORS = frozenset(
    {
        "COP", "JUD", "MIL", "PTY", "SPY", "UNK", "BUS", "CVL", "ELI", "LAB", "REF", "SOC", "GOV", "LEG", "PRM",
        "REB", "UAF", "AGR", "CRM", "EDU", "JRN", "MED", "OPP", "PRE", "REL", "IGO", "NGO",
    }
)  # fmt: skip
_ACTOR_KEYS = frozenset({"names", "country", "sectors", "roles", "kind", "family", "since", "near"})
_STATE_KEYS = frozenset({"names", "adjectives", "people", "capitals", "kind"})
_PEOPLE_KEYS = frozenset({"people", "adjectives", "countries", "kind"})
_ROLE_KEYS = frozenset({"sectors", "country", "from", "until"})
_WORDS_OF_STATE = ("names", "adjectives", "people", "capitals")


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
        since: The name means nobody in articles published before this day.
        origin: Who wrote the file that it is from.
    """

    id: str
    names: tuple[str, ...]
    country: str
    roles: tuple[Role, ...]
    kind: Kind
    family: str | None
    near: bool
    since: date | None
    origin: Origin

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
    """A state and the words for it and its people; `own` are those that the user added."""

    code: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capitals: tuple[str, ...]
    own: frozenset[str] = frozenset()

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
    origin: Origin = Origin.OURS


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
    roles = list(_roles(raw, codes, faults))
    since = _day(raw.where, "since", values.get("since"), faults)
    if raw.id.upper() in codes:
        faults.append(
            Fault(raw.where, "has the id of a state: choose another, or write kind = 'state' to add words to it")
        )
    if not isinstance(values.get("near", False), bool):
        faults.append(Fault(raw.where, f"near is {values['near']!r}, not true or false"))
    if len(faults) > before:
        return None
    kind = Kind(raw.kind)
    family = values.get("family") or (_family(names[0]) if kind == Kind.PERSON else None)
    near = bool(values.get("near", False))
    return ActorEntry(raw.id, names, str(country), tuple(roles), kind, family, near, since, raw.origin)


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
    """A day, a month as "2014-06" or a year as 2014; the last day of it for `until`, else the first."""
    if value is None or isinstance(value, date):
        return value
    text = str(value)
    try:
        if len(text) == 10:
            return date.fromisoformat(text)
        year, month = (int(text[:4]), int(text[5:7] or 0))
        if key != "until":
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
        Fault(raw.where, f"has the key {key!r}. {_kind_wanted(key) or allowed_are(key, allowed)}")
        for key in sorted(set(raw.values) - allowed)
    ]


def _kind_wanted(key: str) -> str | None:
    """What to write where the key is one of another kind."""
    kinds = {PEOPLE: _PEOPLE_KEYS, STATE: _STATE_KEYS}
    fitting = [f"kind = {kind!r}" for kind, keys in kinds.items() if key in keys]
    return f"It is a key of {' or '.join(fitting)}: write that in the block" if fitting else None


def states_of(raws: Sequence[RawEntry], faults: list[Fault]) -> list[StateEntry]:
    """States in file order; several entries of one id are one state, whose words stand in the order of the origins."""
    merged: dict[str, dict[str, list[str]]] = {}
    own: dict[str, set[str]] = {}
    for raw in sorted(raws, key=lambda raw: raw.origin):
        wrong = _unknown_keys(raw, _STATE_KEYS) + _list_faults(raw, _WORDS_OF_STATE)
        if len(raw.id) != 3 or not raw.id.isalpha() or not raw.id.islower():
            wrong.append(Fault(raw.where, "is a state, but its id is no alpha-3 code in lower case, such as [sdn]"))
        faults += wrong
        if wrong:
            continue
        words = merged.setdefault(raw.id, {key: [] for key in _WORDS_OF_STATE})
        for key in _WORDS_OF_STATE:
            words[key].extend(raw.values.get(key, ()))
            if raw.origin is Origin.USER:
                own.setdefault(raw.id, set()).update(raw.values.get(key, ()))
    return [
        StateEntry(
            code=code.upper(),
            names=_once(words["names"]),
            adjectives=_once(words["adjectives"]),
            people=_once(words["people"]),
            capitals=_once(words["capitals"]),
            own=frozenset(own.get(code, ())),
        )
        for code, words in merged.items()
    ]


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


def people_of(raw: RawEntry, codes: frozenset[str], faults: list[Fault]) -> PeopleEntry | None:
    """A people entry; its faults go to `faults`, and None comes back if there are any."""
    values = raw.values
    wrong = _unknown_keys(raw, _PEOPLE_KEYS) + _list_faults(raw, ("people", "adjectives", "countries"))
    if "countries" not in values:
        wrong.append(Fault(raw.where, "has no countries; write countries = [] where there are none"))
    if not values.get("people") and not values.get("adjectives"):
        wrong.append(Fault(raw.where, "has neither people nor adjectives"))
    if raw.id.upper() in codes:
        wrong.append(Fault(raw.where, "has the id of a state: choose another"))
    if not wrong:
        wrong += [fault for code in values["countries"] for fault in _country_faults(raw.where, code, codes)]
    faults += wrong
    if wrong:
        return None
    return PeopleEntry(
        id=raw.id,
        people=tuple(values.get("people", ())),
        adjectives=tuple(values.get("adjectives", ())),
        countries=tuple(values["countries"]),
        origin=raw.origin,
    )
