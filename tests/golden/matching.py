"""Coded events against marked ones: which find which, and how well their fields agree.

An event finds a marked one when its type is the marked type (or an accepted other) and its trigger lies in the mark's
evidence. One to one. More events that would find the same mark are repeats, neither right nor wrong.
"""

from __future__ import annotations

import calendar
import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from dateline.ingest import read
from dateline.records import Actor, Article, Event, Record, Span

FOLDER = Path(__file__).parent
ARTICLES = FOLDER.parents[1] / "examples" / "articles"
_SMALL_WORDS = frozenset({"a", "an", "and", "for", "his", "in", "its", "of", "s", "the", "their"})
Mark = dict[str, Any]
Pair = tuple[Record, Event, Mark]


def read_expectations() -> list[dict[str, Any]]:
    """The articles of expectations.toml, each with its marks under `event`."""
    return list(tomllib.loads((FOLDER / "expectations.toml").read_text("utf-8"))["article"])


def label(expected: dict[str, Any]) -> str:
    """Name of an example: its id, or its file without suffix where the format has no ids."""
    return str(expected.get("id", Path(expected["file"]).stem))


def article_of(expected: dict[str, Any]) -> Article:
    """The example article, with the day of publication that its format may not hold."""
    found = [item for item in read([ARTICLES / expected["file"]]) if isinstance(item, Article)]
    (article,) = [item for item in found if item.id == expected.get("id", item.id)]
    return replace(article, published=expected.get("published", article.published))


def match(record: Record, marks: list[Mark]) -> tuple[dict[int, int], list[int]]:
    """Which event (by position) finds which mark, best pairs first; and the positions of repeats."""
    options = [
        (_merit(record, event, mark), -i, -j)
        for i, event in enumerate(record.events)
        for j, mark in enumerate(marks)
        if could_find(record, event, mark)
    ]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(options, reverse=True):
        if -i not in pairs and -j not in taken:
            pairs[-i] = -j
            taken.add(-j)
    return pairs, sorted({-i for _, i, _ in options} - set(pairs))


def could_find(record: Record, event: Event, mark: Mark) -> bool:
    """Whether the types agree and the trigger lies in the mark's evidence."""
    passages = [spot(record.text, words) for words in (mark["evidence"], *mark.get("more_evidence", []))]
    trigger = Span(event.trigger.start, event.trigger.end)
    return event.type in (mark["type"], *mark.get("alt_types", [])) and any(map(trigger.overlaps, passages))


def spot(text: str, words: str) -> Span:
    """Where the words stand. Raises ValueError where they do not."""
    start = text.index(words)
    return Span(start, start + len(words))


def _merit(record: Record, event: Event, mark: Mark) -> tuple[bool, ...]:
    evidence = spot(record.text, mark["evidence"])
    own = spot(record.text[evidence.start :], mark["trigger"])
    trigger = Span(evidence.start + own.start, evidence.start + own.end)
    agreed = sum(agrees(record, event, mark) for agrees in CHECKS.values())
    return (
        not mark.get("optional", False),
        trigger.overlaps(Span(event.trigger.start, event.trigger.end)),
        event.status == mark["status"],
        agreed > len(CHECKS) // 2,
    )


def figures(records: dict[str, Record], expectations: Iterable[dict[str, Any]]) -> dict[str, float]:
    """Shares, 0 … 1: marks found, events that are right, and each field over the found marks that state it."""
    pairs: list[Pair] = []
    wanted = said = 0
    for expected in expectations:
        record, marks = records[label(expected)], expected["event"]
        found, repeats = match(record, marks)
        free = sum(marks[j].get("optional", False) for j in found.values())
        wanted += sum(not mark.get("optional", False) for mark in marks)
        said += len(record.events) - len(repeats) - free
        pairs += [(record, record.events[i], marks[j]) for i, j in found.items() if not marks[j].get("optional")]
    fields = {
        name: _share(agrees(*pair) for pair in pairs if _states(pair[2], STATED.get(name, name)))
        for name, agrees in CHECKS.items()
    }
    return {"found": len(pairs) / wanted, "precision": len(pairs) / said, **fields}


def _states(mark: Mark, key: str) -> bool:
    """Whether the mark says what is right: parties without a country do not."""
    value = mark.get(key)
    if key in STATED.values():
        return any("country" in party for party in value or [])
    return value is not None


def _share(checks: Iterable[bool]) -> float:
    results = list(checks)
    return sum(results) / len(results) if results else 0.0


def _same_country(ids: Iterable[str], record: Record, parties: list[dict[str, str]]) -> bool:
    """Whether some country is in both; None stands for a party without one, and for no party."""
    said = {record.actor(name).country for name in ids} or {None}
    return bool(said & ({party.get("country") for party in parties} or {None}))


def _same_actors(record: Record, event: Event, mark: Mark) -> bool:
    return _same_country(event.actors, record, mark.get("actors", []))


def _same_recipients(record: Record, event: Event, mark: Mark) -> bool:
    return _same_country(event.recipients, record, mark.get("recipients", []))


def _same_place(record: Record, event: Event, mark: Mark) -> bool:
    if event.place is None:
        return "place" not in mark
    place = record.places[event.place]
    return bool(words(f"{place.name} {place.text}") & words(mark.get("place", "")))


def _same_date(record: Record, event: Event, mark: Mark) -> bool:
    """Whether one of the two lies within the other: 5 May agrees with May."""
    if event.time is None or "date" not in mark:
        return event.time is None and "date" not in mark
    time, (first, last) = record.times[event.time], days(mark["date"])
    if not time.first or not time.last:
        return False
    said_first, said_last = date.fromisoformat(time.first), date.fromisoformat(time.last)
    return said_first <= first <= last <= said_last or first <= said_first <= said_last <= last


def _same_source(record: Record, event: Event, mark: Mark) -> bool:
    sources = [record.statements[i].source for i in event.statements]
    names = {source.actor for source in sources if source and source.actor}
    known: list[Actor] = [record.actor(name) for name in sorted(names)]
    said = " ".join([*(source.text for source in sources if source), *(actor.name for actor in known)])
    return bool(words(said) & words(mark.get("source", ""))) or (not said and "source" not in mark)


def _same_killed(record: Record, event: Event, mark: Mark) -> bool:
    killed = [event.killed.low, event.killed.high] if event.killed else None
    return killed == mark.get("killed")


def words(text: str) -> set[str]:
    """Words that tell names apart, in lower case and without accents."""
    plain = "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))
    return set(re.findall(r"\w+", plain.lower())) - _SMALL_WORDS


def days(value: str) -> tuple[date, date]:
    """First and last day of a TIMEX3 date: a year, a month, a week or a day."""
    if week := re.fullmatch(r"(\d{4})-W(\d{2})", value):
        first = date.fromisocalendar(int(week[1]), int(week[2]), 1)
        return first, first + timedelta(days=6)
    year, month, day = (*(int(part) for part in value.split("-")), 0, 0)[:3]
    last_month = month or 12
    last_day = day or calendar.monthrange(year, last_month)[1]
    return date(year, month or 1, day or 1), date(year, last_month, last_day)


CHECKS: dict[str, Callable[[Record, Event, Mark], bool]] = {
    "status": lambda _, event, mark: bool(event.status == mark["status"]),
    "actor_country": _same_actors,
    "recipient_country": _same_recipients,
    "place": _same_place,
    "date": _same_date,
    "source": _same_source,
    "killed": _same_killed,
}
STATED = {"actor_country": "actors", "recipient_country": "recipients"}  # the mark's key of a figure, where it differs
