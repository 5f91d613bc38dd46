"""Hand-built records and a coder that needs no model, for tests of storing, showing and running."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from dateline.records import (
    Actor,
    Article,
    Basis,
    Casualties,
    CoderInfo,
    Cue,
    Event,
    EventType,
    Kind,
    Place,
    Precision,
    Predicate,
    Receipt,
    Record,
    Rejected,
    RejectReason,
    Source,
    Span,
    Statement,
    StatementKind,
    Status,
    TimeRef,
    TimeType,
    Trigger,
)

INFO = CoderInfo(version="0.1.0", codebook="c0de", model="fake-1.0", settings="5e77")

TEXT = (
    "Kenya asked Uganda on Monday to arrest rebels near Busia, an official said. "
    "Ugandan troops killed between 3 and 5 rebels there on 4 May 2020."
)


def span_of(words: str, text: str = TEXT) -> Span:
    """Where these words first stand."""
    start = text.index(words)
    return Span(start, start + len(words))


def receipt(words: str, rule: str) -> Receipt:
    span = span_of(words)
    return Receipt(span.start, span.end, rule)


def actor(number: int, name: str, country: str | None, sector: str | None, kind: Kind = Kind.ORGANIZATION) -> Actor:
    why = {"name": receipt(name, "actors.mention")}
    if country:
        why["country"] = receipt(name, "actors.dictionary:test")
    return Actor(
        id=f"a{number}",
        name=name,
        country=country,
        sector=sector,
        sectors=(sector,) if sector else (),
        kind=kind,
        authority=None,
        mentions=(span_of(name),),
        why=why,
    )


def place(words: str, *, name: str, country: str | None = None, resolved: bool = True) -> Place:
    span = span_of(words)
    return Place(
        start=span.start,
        end=span.end,
        text=words,
        name=name,
        geonameid=12345 if resolved else None,
        lat=0.4608 if resolved else None,
        lon=34.1115 if resolved else None,
        country=country,
        admin1=None,
        feature="PPL" if resolved else None,
        precision=Precision.CITY if resolved else None,
        adjective=False,
        why={"name": receipt(words, "places.gazetteer")},
    )


def time(words: str, value: str, basis: Basis) -> TimeRef:
    span = span_of(words)
    why = {"value": receipt(words, "times.rule")}
    return TimeRef(span.start, span.end, words, TimeType.DATE, value, None, value, value, basis, why)


def request_event() -> Event:
    words = "asked"
    return Event(
        id="e1",
        type=EventType.REQUEST,
        mode="assist",
        contexts=("military", "legal"),
        cameo="020",
        quad=3,
        goldstein=-0.5,
        intensity=-2.0,
        status=Status.ACTUAL,
        factuality=3.0,
        trigger=Trigger(*_ends(words), words),
        sentence=Span(0, TEXT.index("said.") + 5),
        actors=("a1",),
        recipients=("a2",),
        place=None,
        time=0,
        statements=(0,),
        content_of=None,
        retold=(),
        killed=None,
        injured=None,
        confidence=0.8,
        why={"type": receipt(words, "codebook.ask"), "actors": receipt("Kenya", "roles.subject")},
    )


def arrest_event() -> Event:
    words = "arrest"
    return replace(
        request_event(),
        id="e2",
        type=EventType.COERCE,
        mode="arrest",
        contexts=(),
        cameo="173",
        quad=4,
        status=Status.REQUESTED,
        factuality=0.0,
        trigger=Trigger(*_ends(words), words),
        actors=("a2",),
        recipients=("a3",),
        place=0,
        content_of="e1",
        why={"status": receipt("asked", "status.request"), "place": receipt("Busia", "places.near")},
    )


def assault_event() -> Event:
    words = "killed"
    return replace(
        request_event(),
        id="e3",
        type=EventType.ASSAULT,
        mode=None,
        cameo=None,
        goldstein=None,
        intensity=-10.0,
        quad=4,
        trigger=Trigger(*_ends(words), words),
        sentence=Span(TEXT.index("Ugandan"), len(TEXT)),
        actors=("a4",),
        recipients=("a3",),
        place=0,
        time=1,
        statements=(),
        retold=(span_of("rebels there"),),
        killed=Casualties(3, 5),
        injured=Casualties(0, 0),
        why={"killed": receipt("between 3 and 5", "casualties.range")},
    )


def statement() -> Statement:
    return Statement(
        source=Source(*_ends("an official"), "an official", None, anonymous=True, spans=()),
        cue=Cue(*_ends("said"), "said", (span_of("said"),)),
        content=(Span(0, TEXT.index(", an official")), span_of("rebels")),
        kind=StatementKind.INDIRECT,
        why={"source": receipt("an official", "statements.subject")},
    )


def sample_record(name: str = "kenya-1", *, predicates: bool = True) -> Record:
    """A record that uses every field of every layer, and every one of them empty somewhere."""
    official = Statement(None, None, (span_of("killed"),), StatementKind.ATTITUDE)
    named = replace(statement(), source=Source(*_ends("Kenya"), "Kenya", "a1", anonymous=False), cue=None)
    return Record(
        id=name,
        title="Kenya asks Uganda",
        published=date(2020, 5, 5),
        outlet="The Daily Example",
        url="https://example.org/1",
        language="en",
        text=TEXT,
        coder=INFO,
        actors=(
            actor(1, "Kenya", "KEN", "GOV"),
            actor(2, "Uganda", "UGA", "GOV"),
            actor(3, "rebels", None, None, Kind.GROUP),
            actor(4, "Ugandan troops", "UGA", "MIL"),
        ),
        places=(place("Busia", name="Busia", country="UGA"), place("there", name="there", resolved=False)),
        times=(
            time("Monday", "2020-05-04", Basis.RELATIVE),
            time("4 May 2020", "2020-05-04", Basis.STATED),
            replace(time("Monday", "PAST_REF", Basis.RELATIVE), first=None, last=None, mod="APPROX", why={}),
        ),
        statements=(statement(), official, named),
        events=(request_event(), arrest_event(), assault_event()),
        predicates=(Predicate(*_ends("asked"), 3.0), Predicate(*_ends("arrest"), -0.5)) if predicates else None,
        dropped={"lookalike": 1, "no_party": 2},
    )


def article(name: str, text: str = TEXT) -> Article:
    return Article(id=name, text=text, published=date(2020, 5, 5), outlet="The Daily Example")


class FakeCoder:
    """Codes every article as the sample record, without a model; texts that begin with "fail" fail.

    Attributes:
        coded: Ids of the articles that were really coded.
    """

    info = INFO

    def __init__(self) -> None:
        self.coded: list[str] = []

    def stream(
        self, articles: Iterable[Article | Rejected], *, workers: int = 1, predicates: bool = False
    ) -> Iterator[Record | Rejected]:
        ahead: list[Article | Rejected] = []
        for item in articles:
            ahead.append(item)
            if len(ahead) > 2 * (workers - 1):  # as with real workers, more is read than has been given
                yield self._code(ahead.pop(0), predicates=predicates)
        for item in ahead:
            yield self._code(item, predicates=predicates)

    def _code(self, item: Article | Rejected, *, predicates: bool) -> Record | Rejected:
        if isinstance(item, Rejected):
            return item
        self.coded.append(item.id)
        if item.text.startswith("fail"):
            return Rejected(item.id, RejectReason.FAILED, "the coder failed")
        sample = sample_record(item.id, predicates=predicates)
        if item.text != TEXT:
            empty = {"actors": (), "places": (), "times": (), "statements": (), "events": (), "dropped": {}}
            sample = replace(sample, text=item.text, **empty, predicates=() if predicates else None)
        return replace(sample, title=item.title, published=item.published, outlet=item.outlet, url=item.url)


def _ends(words: str) -> tuple[int, int]:
    span = span_of(words)
    return span.start, span.end
