"""The actor dictionary that Dateline ships, its data, and what its readers say of a faulty file."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from dateline.dictionaries.actor_entries import BEYOND_STATES
from dateline.dictionaries.actor_files import Source, read_raw
from dateline.dictionaries.actors import FILES, FOLDER, ActorDictionary, Trie, Use, fold, load_actors, pieces
from dateline.dictionaries.toml import read_entries
from dateline.errors import DictionaryError
from dateline.records import Kind

HEAD = '[about]\nsource = "x"\nlicence = "x"\nadded = 2026-11-22\n'
LEXICON = ("groups", "titles", "objects", "cues")


@pytest.fixture(scope="module")
def dictionary() -> ActorDictionary:
    return load_actors()


def write(folder: Path, text: str, name: str = "mine.toml") -> Path:
    path = folder / name
    path.write_text(HEAD + text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "authority"),
    [
        ("U.S.", "usa"),
        ("the Kremlin".removeprefix("the "), "kremlin"),
        ("Downing Street", "downing-street"),
        ("Elysee", "elysee"),
        ("Élysée", "elysee"),
        ("Blue House", "blue-house"),
        ("Zhongnanhai", "zhongnanhai"),
        ("Pentagon", "pentagon"),
        ("Boko Haram", "boko-haram"),
        ("al Qaeda", "al-qaeda"),
        ("UNHCR", "un-high-commissioner-for-refugees"),
        ("Medecins Sans Frontieres", "medecins-sans-frontieres"),
    ],
)
def test_a_name_is_found_however_it_is_spelt(dictionary: ActorDictionary, name: str, authority: str) -> None:
    assert dictionary.lookup(name)[0].entry.id == authority


def test_words_of_a_state_say_how_they_name_it(dictionary: ActorDictionary) -> None:
    uses = {word: dictionary.lookup(word)[0].use for word in ("Iraq", "Iraqi", "Iraqis", "Baghdad")}

    assert uses == {"Iraq": Use.NAME, "Iraqi": Use.ADJECTIVE, "Iraqis": Use.PEOPLE, "Baghdad": Use.CAPITAL}


@pytest.mark.parametrize("code", ["USA", "KOS", "PSE", "TWN", "HKG", "SSD", "TLS", "PRK"])
def test_states_that_lists_forget_are_there(dictionary: ActorDictionary, code: str) -> None:
    assert dictionary.states[code].names


def test_a_leader_holds_an_office_then_is_a_former_one(dictionary: ActorDictionary) -> None:
    leader = dictionary.entries["nouri-al-maliki"]

    assert leader.status_on(date(2010, 1, 1)) == ("IRQ", ("GOV",))
    assert leader.status_on(date(2020, 1, 1)) == ("IRQ", ("ELI",))
    assert leader.status_on(date(1990, 1, 1)) == ("IRQ", ())


def test_a_role_may_be_held_for_another_country(dictionary: ActorDictionary) -> None:
    minister = dictionary.entries["ban-ki-moon"]

    assert minister.status_on(date(2005, 1, 1)) == ("KOR", ("GOV",))
    assert minister.status_on(date(2010, 1, 1)) == ("UNO", ("IGO",))


def test_there_are_as_many_entries_as_promised(dictionary: ActorDictionary) -> None:
    counts = {name: len(read_entries(FOLDER / f"{name}.toml")[1]) for name in FILES}

    assert counts["armed_groups"] >= 150
    assert counts["bodies"] >= 100
    assert len(dictionary.states) >= 195


def test_hand_made_names_of_one_country_stand_in_one_entry() -> None:
    seen: dict[tuple[str, str], str] = {}
    twice = []
    for name in FILES:
        for raw in read_raw(Source(FOLDER / f"{name}.toml")):
            country = raw.values.get("country")
            spellings = {" ".join(pieces(spelling)) for spelling in raw.values.get("names", ())} if country else set()
            for spelling in sorted(spellings):
                other = seen.setdefault((spelling, str(country)), raw.where)
                if other != raw.where:
                    twice.append((spelling, other, raw.where))

    assert [item for item in twice if item[0] != "george bush"] == []  # father and son: told apart by the day


def test_no_role_begins_before_the_one_listed_above_it(dictionary: ActorDictionary) -> None:
    wrong = [
        entry.id
        for entry in dictionary.entries.values()
        if (starts := [role.first for role in entry.roles if role.first is not None]) != sorted(starts)
    ]

    assert wrong == []


def test_every_country_is_a_state_or_a_code_beyond_states(dictionary: ActorDictionary) -> None:
    codes = {role.country for entry in dictionary.entries.values() for role in entry.roles}

    assert codes <= set(dictionary.states) | BEYOND_STATES


def test_leaders_are_persons_and_have_dates(dictionary: ActorDictionary) -> None:
    leaders = [dictionary.entries[entry.id] for entry in read_entries(FOLDER / "leaders.toml")[1]]

    assert {leader.kind for leader in leaders} == {Kind.PERSON}
    assert [leader.id for leader in leaders if any(role.first is None for role in leader.roles)] == []


@pytest.mark.parametrize("name", [*FILES, *LEXICON])
def test_every_data_file_tells_its_source_and_licence(name: str) -> None:
    about, entries = read_entries(FOLDER / f"{name}.toml")

    assert about.licence == "Apache-2.0"
    assert entries


def test_the_generated_file_tells_its_source_and_licence() -> None:
    first = (FOLDER / "factbook.jsonl").read_text(encoding="utf-8").splitlines()[0]

    assert json.loads(first)["about"]["licence"] == "US public domain"


@pytest.mark.parametrize(
    ("word", "sector"),
    [
        ("gunmen", "UAF"),
        ("villagers", "CVL"),
        ("troops", "MIL"),
        ("militias", "PRM"),
        ("lawmakers", "LEG"),
        ("policemen", "COP"),
    ],
)
def test_plurals_are_known(dictionary: ActorDictionary, word: str, sector: str) -> None:
    noun = dictionary.words.nouns.get(word)[0]

    assert (noun.sectors, noun.plural) == ((sector,), True)


def test_folding_forgets_accents_case_hyphens_and_full_stops() -> None:
    assert pieces("al-Qa’ida") == pieces("AL QA'IDA") == ["al", "qa", "ida"]
    assert pieces("U.S.") == pieces("U.S") == pieces("US") == ["us"]
    assert fold("Erdoğan") == "erdogan"


def test_the_longest_name_comes_first_and_none_crosses_a_wall() -> None:
    trie: Trie[str] = Trie()
    trie.add("Red Cross", "short")
    trie.add("Red Cross Committee", "long")

    found = [hit.values for hit in trie.at(["red", "cross", "committee"], 0)]

    assert found == [("long",), ("short",)]
    assert [hit.values for hit in trie.at(["red", "cross", "", "committee"], 0)] == [("short",)]


def test_a_users_entry_goes_before_ours(tmp_path: Path) -> None:
    path = write(tmp_path, '[my-group]\nnames = ["Boko Haram"]\ncountry = "TCD"\nsectors = ["CRM"]\n')

    mine = load_actors([path])

    assert mine.lookup("Boko Haram")[0].entry.id == "my-group"


def test_every_fault_of_a_file_is_listed_at_once(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        '[zero]\nnames = ["Zero"]\ncountry = "ITA"\nsectors = ["GOV"]\ncolour = "red"\n'
        '[one]\nnames = ["One"]\ncountry = "ITL"\nsectors = ["GVO"]\n'
        '[two]\nnames = "Two"\ncountry = "ITA"\nsectors = ["GOV"]\n'
        '[four]\nnames = ["Four"]\ncountry = "ITA"\n'
        'roles = [{ sectors = ["GOV"], from = 2010-01-01, until = 2009-01-01 }]\n'
        '[three]\nnames = ["Three"]\ncountry = "ITA"\nroles = [{ sectors = ["GOV"], from = "May" }]\n',
    )

    with pytest.raises(DictionaryError) as error:
        load_actors([path])

    message = str(error.value)
    assert "mine.toml#one: country is 'ITL'. Did you mean" in message
    assert "sector is 'GVO'" in message
    assert "has the key 'colour'" in message
    assert "mine.toml#two: names is 'Two', not a list of words" in message
    assert "mine.toml#four: a role ends (2009-01-01) before it begins (2010-01-01)" in message
    assert "from is 'May'" in message


def faults_of(*paths: Path) -> str:
    with pytest.raises(DictionaryError) as error:
        load_actors(paths)
    return str(error.value)


def test_a_users_entry_stands_in_place_of_ours_with_its_id(tmp_path: Path) -> None:
    path = write(tmp_path, '[boko-haram]\nnames = ["Boko Haram", "BH Group"]\ncountry = "TCD"\nsectors = ["CRM"]\n')

    mine = load_actors([path])

    assert [sense.entry for sense in mine.lookup("Boko Haram")] == [mine.entries["boko-haram"]]
    assert mine.entries["boko-haram"].country == "TCD"


def test_a_users_people_goes_before_our_state(tmp_path: Path) -> None:
    path = write(tmp_path, '[people-omani]\nkind = "people"\npeople = ["Omani"]\ncountries = ["TZA"]\n')

    first, *others = load_actors([path]).lookup("Omani")

    assert (first.entry.id, first.own) == ("people-omani", True)
    assert not any(sense.own for sense in others)


def test_the_name_of_a_users_file_means_nothing(tmp_path: Path) -> None:
    path = write(
        tmp_path, '[river-front]\nnames = ["River Front"]\ncountry = "SDN"\nsectors = ["REB"]\n', "leaders.toml"
    )

    assert load_actors([path]).entries["river-front"].kind is Kind.ORGANIZATION


def test_an_actor_without_a_country_is_not_taken_for_a_state(tmp_path: Path) -> None:
    told = faults_of(write(tmp_path, '[river-front]\nnames = ["River Front"]\nsectors = ["REB"]\n'))

    assert "mine.toml#river-front: country is None" in told
    assert "alpha-3" not in told


def test_a_key_of_another_kind_says_which_kind_to_write(tmp_path: Path) -> None:
    told = faults_of(write(tmp_path, '[sdn]\nnames = ["Sudan"]\ncapitals = ["Khartoum"]\n'))

    assert "has the key 'capitals'. It is a key of kind = 'state'" in told


def test_an_unknown_kind_is_told_with_those_that_there_are(tmp_path: Path) -> None:
    told = faults_of(write(tmp_path, '[river-front]\nkind = "organisation"\nnames = ["River Front"]\n'))

    assert "kind is 'organisation'. Did you mean organization" in told


def test_an_actor_may_not_have_the_id_of_a_state(tmp_path: Path) -> None:
    told = faults_of(write(tmp_path, '[sdn]\nnames = ["Sudan Desk"]\ncountry = "SDN"\nsectors = ["GOV"]\n'))

    assert "mine.toml#sdn: has the id of a state" in told


def test_faults_of_several_files_are_listed_at_once(tmp_path: Path) -> None:
    entry = '[one]\nnames = ["One"]\ncountry = "ITA"\nsectors = ["GOV"]\n'
    broken = write(tmp_path, "not TOML", "broken.toml")
    told = faults_of(broken, write(tmp_path, entry, "a.toml"), write(tmp_path, entry, "b.toml"), tmp_path / "gone.toml")

    assert "broken.toml: is not TOML" in told
    assert "b.toml#one: has the id of a.toml#one" in told
    assert "gone.toml: cannot be read" in told


def test_lines_without_an_id_are_faults_told_by_number(tmp_path: Path) -> None:
    path = tmp_path / "mine.jsonl"
    path.write_text('{"about": {}}\n{"names": ["A"]}\n\n{"id": 5}\n{"id": \n[1]\n', encoding="utf-8")

    told = faults_of(path)

    assert all(f"mine.jsonl:{line}: is no" in told for line in (2, 4, 5, 6))


def test_a_users_lines_go_before_ours(tmp_path: Path) -> None:
    path = tmp_path / "mine.jsonl"
    path.write_text(
        '{"id": "my-group", "names": ["Boko Haram"], "country": "TCD", "sectors": ["CRM"], "since": "2014-06"}\n',
        encoding="utf-8",
    )

    entry = load_actors([path]).lookup("Boko Haram")[0].entry

    assert (entry.id, getattr(entry, "since", None)) == ("my-group", date(2014, 6, 1))
