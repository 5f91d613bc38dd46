"""Places: which passages name one, and which place it is."""

from __future__ import annotations

from itertools import pairwise

import pytest
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from dateline.annotate.places import Places
from dateline.annotate.places.grouping import host_of, is_home, outlet_country
from dateline.annotate.places.ranking import FEATURES, MAX_NAMES, Name, Ranked, lies_in, own_features, rank, settle_kind
from dateline.dictionaries.gazetteer import GazetteerEntry, Match, NameKind
from dateline.dictionaries.place_cues import PLACES, read_weights
from dateline.records import Article, Place


@pytest.fixture(scope="module")
def places() -> Places:
    return Places()


@pytest.fixture(scope="module")
def weights() -> dict[str, float]:
    return dict(read_weights(PLACES / "ranking.toml"))


def entry(row: int, country: str | None, admin1: str | None = None, **facts: object) -> GazetteerEntry:
    values = {"lat": 0.0, "lon": 0.0, "feature": "PPL", "population": 1000, "admin2": None, "name": f"n{row}"} | facts
    return GazetteerEntry(row=row, geonameid=row + 1, country=country, admin1=admin1, **values)  # type: ignore[arg-type]


def name(*entries: GazetteerEntry, parent: GazetteerEntry | None = None, unit: str | None = None) -> Name:
    outer = (Match(parent, NameKind.MAIN),) if parent else ()
    return Name(tuple(Match(item, NameKind.MAIN) for item in entries), outer, unit)


def read(places: Places, text: str, *entities: tuple[str, str], proper: bool = True) -> tuple[Place, ...]:
    """The places of a text whose tokens are split at blanks and marks; entities are given as (words, label)."""
    words, spaces = [], []
    for chunk in text.split(" "):
        stem = chunk.rstrip(",.")
        stem = chunk if chunk in ("U.S.", "Va.", "W.Va.") else stem
        marks = chunk[len(stem) :]
        words += [stem, *marks]
        spaces += [False] * len(marks) + [True]
    doc = Doc(
        Vocab(), words=words, spaces=spaces, pos=["PROPN" if proper and word[:1].isupper() else "X" for word in words]
    )
    spans = []
    for phrase, label in entities:
        start = text.index(phrase)
        span = doc.char_span(start, start + len(phrase), label=label)
        assert isinstance(span, Span)
        spans.append(span)
    doc.ents = tuple(spans)
    return tuple(places(doc)._.places)


def test_a_town_after_in_is_a_place_with_its_facts_and_receipts(places: Places) -> None:
    found = read(places, "Shells fell in Kobani on Sunday.", ("Kobani", "GPE"))

    assert len(found) == 1
    place = found[0]
    assert (place.start, place.end, place.text) == (15, 21, "Kobani")
    assert (place.country, place.precision, place.adjective) == ("SYR", "city", False)
    assert place.lat == pytest.approx(36.89, abs=0.1)
    assert place.why["name"].rule.startswith("places.evidence:")
    assert place.why["lat"].rule.startswith("places.context:")
    assert all(0 <= receipt.start < receipt.end <= 32 for receipt in place.why.values())


def test_the_state_after_the_comma_decides(places: Places) -> None:
    virginia = read(places, "A man from Alexandria, Va. was held.", ("Alexandria", "GPE"), ("Va.", "GPE"))
    egypt = read(places, "A man from Alexandria, Egypt was held.", ("Alexandria", "GPE"), ("Egypt", "GPE"))

    assert [place.country for place in virginia] == ["USA", "USA"]
    assert virginia[0].admin1 == "Virginia"
    assert [place.country for place in egypt] == ["EGY", "EGY"]


def test_a_town_that_the_recogniser_takes_for_a_person_is_a_place_where_the_words_say_so(places: Places) -> None:
    found = read(places, "Fighting went on near Donetsk and in Horlivka.", ("Donetsk", "PERSON"))

    assert [place.text for place in found] == ["Donetsk", "Horlivka"]


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("Actress Paris Hilton arrived.", ("Paris Hilton", "PERSON")),
        ("Mr. Clinton said so.", ("Clinton", "PERSON")),
        ("They met us and NATO agreed.", ("NATO", "ORG")),
        ("The SEC opened an inquiry.", ("SEC", "ORG")),
        ("The Police came.", ("Police", "ORG")),
    ],
    ids=["person", "title", "alliance", "acronym", "common word"],
)
def test_what_only_looks_like_a_place_is_none(places: Places, text: str, entity: tuple[str, str]) -> None:
    assert read(places, text, entity) == ()


def test_an_adjective_is_marked_and_stands_in_its_country(places: Places) -> None:
    found = read(places, "The Iraqi army advanced.", ("Iraqi", "NORP"))

    assert [(place.text, place.country, place.adjective) for place in found] == [("Iraqi", "IRQ", True)]


def test_an_unknown_place_has_no_coordinates(places: Places) -> None:
    found = read(places, "Rebels hold Zzyrqabad in the hills.", ("Zzyrqabad", "GPE"))

    for place in found:
        assert (place.name, place.geonameid, place.lat, place.lon, place.country) == (
            "Zzyrqabad",
            None,
            None,
            None,
            None,
        )


@pytest.mark.parametrize("text", ["", " ", "\n\n", ".", "nothing here is a name", "(((", "In In In In"])
def test_a_text_without_places_has_none(places: Places, text: str) -> None:
    doc = Doc(Vocab(), words=text.split() or [], spaces=None)

    assert places(doc)._.places == ()


def test_places_come_in_text_order_without_overlaps(places: Places) -> None:
    found = read(
        places,
        "From New York City and the West Bank to North Waziristan, Pakistan they went.",
        ("New York City", "GPE"),
        ("the West Bank", "GPE"),
        ("North Waziristan", "GPE"),
        ("Pakistan", "GPE"),
    )

    assert [place.text for place in found] == ["New York City", "West Bank", "North Waziristan", "Pakistan"]
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_a_province_is_one_where_the_text_says_so(places: Places) -> None:
    province = read(places, "Clashes broke out across Kandahar province.", ("Kandahar", "GPE"))
    town = read(places, "Clashes broke out in Kandahar.", ("Kandahar", "GPE"))

    assert province[0].feature == "ADM1"
    assert town[0].precision == "city"


def test_the_outlet_tells_which_town_of_a_name_is_meant(places: Places) -> None:
    words = ["Police", "in", "Boston", "arrested", "three", "."]
    doc = Doc(Vocab(), words=words, pos=["NOUN", "ADP", "PROPN", "VERB", "NUM", "PUNCT"])
    doc.ents = (Span(doc, 2, 3, label="GPE"),)
    doc._.article = Article("x", doc.text, outlet="bostonstandard.co.uk")

    assert places(doc)._.places[0].country == "GBR"


def test_a_place_lies_in_its_country_unit_and_district_only() -> None:
    town = entry(0, "USA", "Ohio", admin2="Wood County")
    country = entry(1, "USA", feature="PCLI")
    state = entry(2, "USA", "Ohio", feature="ADM1")
    county = entry(3, "USA", "Ohio", admin2="Wood County", feature="ADM2")
    elsewhere = [entry(4, "USA", "Texas", feature="ADM1"), entry(5, "CAN", feature="PCLI"), entry(6, "USA", "Ohio")]

    assert all(lies_in(town, [Match(outer, NameKind.MAIN)]) for outer in (country, state, county))
    assert not any(lies_in(town, [Match(outer, NameKind.MAIN)]) for outer in [*elsewhere, town])


def test_the_larger_place_is_believed_where_nothing_else_speaks(weights: dict[str, float]) -> None:
    ranked = rank([name(entry(0, "GBR", population=9_000_000), entry(1, "CAN", population=300_000))], weights)

    assert ranked[0] is not None
    assert ranked[0].entry.country == "GBR"
    assert 0.5 < ranked[0].belief <= 1


def test_company_outweighs_size(weights: dict[str, float]) -> None:
    names = [
        name(entry(0, "GBR", "East", lat=51, lon=0, population=90_000), entry(1, "CAN", "West", lat=50, lon=-100)),
        name(entry(2, "CAN", "West", feature="ADM1", lat=51, lon=-101, population=900_000)),
        name(entry(3, "CAN", feature="PCLI", lat=60, lon=-96, population=37_000_000)),
        name(entry(4, "CAN", "West", lat=50.1, lon=-100.1)),
        name(entry(5, "CAN", "West", lat=50.2, lon=-100.2)),
    ]

    alone, together = rank(names[:1], weights)[0], rank(names, weights)[0]

    assert alone is not None
    assert alone.entry.country == "GBR"
    assert together is not None
    assert together.entry.country == "CAN"


def test_what_the_text_says_holds_a_place_decides(weights: dict[str, float]) -> None:
    texas = entry(2, "USA", "Texas", feature="ADM1", population=29_000_000, lat=31, lon=-99)
    paris = (entry(0, "FRA", "Ile", lat=48, lon=2, population=2_000_000), entry(1, "USA", "Texas", lat=33, lon=-95))

    ranked = rank([name(*paris, parent=texas), name(texas)], weights)

    assert ranked[0] is not None
    assert ranked[0].entry.country == "USA"


def test_names_without_readings_stay_open(weights: dict[str, float]) -> None:
    assert rank([], weights) == []
    assert rank([name(), name()], weights) == [None, None]
    mixed = rank([name(), name(entry(0, "FRA"))], weights)

    assert mixed[0] is None
    assert mixed[1] is not None
    assert mixed[1].belief == pytest.approx(1)


def test_more_names_than_keep_company_are_ranked_all_the_same(weights: dict[str, float]) -> None:
    names = [name(*(entry(100 * i + j, "FRA", population=5000 * j) for j in range(30))) for i in range(MAX_NAMES * 5)]

    ranked = rank(names, weights)

    assert len(ranked) == MAX_NAMES * 5
    assert all(found is not None for found in ranked)


def test_own_features_are_as_many_as_their_names() -> None:
    rows = own_features([Match(entry(0, "FRA"), NameKind.ALIAS)], name(), None)

    assert len(rows) == 1
    assert len(rows[0]) < len(FEATURES)


@pytest.mark.parametrize(
    ("unit", "population", "feature"),
    [(None, 50_000, "PPL"), ("province", 50_000, "ADM1"), (None, 5_000, "ADM1")],
    ids=["bare", "province beside it", "hamlet"],
)
def test_a_bare_name_is_the_town_of_its_unit(unit: str | None, population: int, feature: str) -> None:
    province = entry(0, "SYR", "Q", feature="ADM1", population=100_000)
    town = entry(1, "SYR", "Q", population=population)

    found = settle_kind(name(province, town), Ranked(province, 0.9, "population"), unit)

    assert found.entry.feature == feature


def test_a_town_with_province_beside_it_is_the_province_around_it() -> None:
    province, town = entry(0, "SYR", "Q", feature="ADM1"), entry(1, "SYR", "Q", population=90_000)
    elsewhere = entry(2, "SYR", "R", feature="ADM1")

    found = settle_kind(name(elsewhere, town, province), Ranked(town, 0.9, "near"), "province")

    assert found.entry is province


def test_a_sea_is_no_village_and_a_country_no_town_in_it() -> None:
    village, sea = entry(0, "USA"), entry(1, None, feature="SEA")
    town, country = entry(2, "MEX"), entry(3, "MEX", feature="PCLI")

    assert settle_kind(name(village, sea), Ranked(village, 0.9, "near")).entry is sea
    assert settle_kind(name(town, country), Ranked(town, 0.9, "near")).entry is country


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://www.example.co.uk/a/b?c", "example.co.uk"),
        ("example.com", "example.com"),
        ("Ashford Times", ""),
        (None, ""),
        ("http://host:80/x", ""),
    ],
)
def test_the_host_of_an_outlet_is_read_from_its_address(address: str | None, host: str) -> None:
    assert host_of(address) == host


def test_an_outlet_is_at_home_in_the_place_of_its_name(places: Places) -> None:
    assert is_home("Ashford", "ashfordtimes.example")
    assert not is_home("Ash", "ashfordtimes.example")
    assert outlet_country("ashfordtimes.co.uk", places.gazetteer) == "GBR"
    assert outlet_country("ashfordtimes.com", places.gazetteer) is None
    assert outlet_country("", places.gazetteer) is None


@pytest.mark.model
def test_the_component_works_in_a_pipeline_of_its_own(nlp: Language, places: Places) -> None:
    text = "Government troops entered Hawija in Iraq's Kirkuk province, 60 km from Tikrit, a Kurdish commander said."

    found = {place.text: place for place in places(nlp(text))._.places}

    assert {"Hawija", "Iraq", "Kirkuk", "Tikrit"} <= set(found)
    assert {found[town].country for town in ("Hawija", "Iraq", "Kirkuk", "Tikrit")} == {"IRQ"}


def test_a_town_listed_with_a_town_of_its_country_is_one(places: Places) -> None:
    found = read(places, "Gunmen raided Chibok and Damboa.", ("Chibok", "GPE"))

    assert [place.country for place in found] == ["NGA", "NGA"]


def test_a_name_among_capitals_is_a_capital(places: Places) -> None:
    text = "Washington, London and Beijing condemned the coup."

    found = read(places, text, ("Washington", "GPE"), ("London", "GPE"), ("Beijing", "GPE"))

    assert [place.country for place in found] == ["USA", "GBR", "CHN"]
