"""Who is who, read from invented sentences."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from dateline.annotate.actors import Actors
from dateline.annotate.actors.era import probable_day
from dateline.dictionaries.actors import load_actors
from dateline.records import Actor, Article, Kind

pytestmark = pytest.mark.model

Read = Callable[..., tuple[Actor, ...]]


@pytest.fixture(scope="module")
def component() -> Actors:
    return Actors()


@pytest.fixture(scope="module")
def read(nlp: Language, component: Actors) -> Read:
    def actors_of(text: str, published: date | None = None) -> tuple[Actor, ...]:
        doc: Doc = nlp(text)
        doc._.article = Article(id="x", text=text, published=published)
        return tuple(component(doc)._.actors)

    return actors_of


def words(text: str, actor: Actor) -> list[str]:
    return [text[mention.start : mention.end] for mention in actor.mentions]


def named(actors: tuple[Actor, ...], name: str) -> Actor:
    found = [actor for actor in actors if actor.name == name]
    assert len(found) == 1, [actor.name for actor in actors]
    return found[0]


@pytest.mark.parametrize(
    ("text", "words_of_it", "country", "sector"),
    [
        ("Norway criticised the plan on Monday.", "Norway", "NOR", "GOV"),
        ("Turkish police arrested nobody on Monday.", "Turkish police", "TUR", "COP"),
        ("Peruvian officials met on Monday.", "Peruvian officials", "PER", "GOV"),
        ("Sudan's army shelled the town.", "army", "SDN", "MIL"),
        ("The parliament of Kenya rejected the bill.", "The parliament of Kenya", "KEN", "LEG"),
        ("The Kremlin denied the report.", "The Kremlin", "RUS", "GOV"),
        ("Washington condemned the attack.", "Washington", "USA", "GOV"),
        ("NATO soldiers left the valley.", "NATO soldiers", "IGO", "MIL"),
        ("The Shining Path released two engineers.", "The Shining Path", "PER", "REB"),
        ("Two Kurdish fighters were killed in Iraq.", "Two Kurdish fighters", "IRQ", "REB"),
        ("A Chilean court freed the man.", "A Chilean court", "CHL", "JUD"),
        ("Israeli warplanes bombed the depot.", "Israeli warplanes", "ISR", "MIL"),
    ],
)
def test_an_actor_has_the_country_and_sector_that_its_words_tell(
    read: Read, text: str, words_of_it: str, country: str, sector: str
) -> None:
    actors = read(text)

    actor = next(actor for actor in actors if words_of_it in words(text, actor))
    assert (actor.country, actor.sector) == (country, sector)


def test_every_field_that_is_set_has_a_receipt(read: Read) -> None:
    actors = read("The Turkish foreign minister, Ahmed Kaya, met Boko Haram fighters in Niger, villagers said.")

    for actor in actors:
        wanted = {"name", "kind"} | {
            name for name in ("country", "sector", "authority") if getattr(actor, name) is not None
        }
        assert set(actor.why) == wanted


def test_a_rule_names_the_entry_that_it_comes_from(read: Read) -> None:
    actor = read("NATO deplored the attack.")[0]

    assert actor.why["country"].rule == "actors.dictionary:nato" or actor.why["country"].rule.startswith(
        "actors.dictionary:"
    )
    assert actor.authority == "north-atlantic-treaty-organization"


def test_a_title_and_a_demonym_belong_to_the_person(read: Read) -> None:
    text = "Kenyan Defence Minister Joseph Mbugua resigned on Friday."

    actor = named(read(text), "Joseph Mbugua")

    assert words(text, actor) == ["Kenyan Defence Minister Joseph Mbugua"]
    assert (actor.country, actor.sectors, actor.kind) == ("KEN", ("GOV", "MIL"), Kind.PERSON)


def test_a_courtesy_title_is_no_part_of_the_mention(read: Read) -> None:
    text = "Mr. Peter Hollins refused to speak."

    assert words(text, named(read(text), "Peter Hollins")) == ["Peter Hollins"]


def test_an_apposition_tells_whose_spokesman_it_is(read: Read) -> None:
    text = "Abdul Rahim, a spokesman for the Taliban, rejected the offer."

    actor = named(read(text, date(2015, 3, 1)), "Abdul Rahim")

    assert (actor.country, actor.sector) == ("AFG", "REB")
    assert words(text, actor) == ["Abdul Rahim", "a spokesman"]


@pytest.mark.parametrize(
    ("day", "authority"), [(date(1990, 5, 1), "george-h-w-bush"), (date(2005, 5, 1), "george-w-bush")]
)
def test_a_family_name_is_that_of_who_was_in_office(read: Read, day: date, authority: str) -> None:
    actors = read("President Bush said the United States would not leave.", day)

    assert authority in [actor.authority for actor in actors]


@pytest.mark.parametrize(("day", "sector"), [(date(2012, 1, 1), "GOV"), (date(2019, 1, 1), "ELI")])
def test_an_office_is_that_of_the_day(read: Read, day: date, sector: str) -> None:
    actor = named(read("Barack Obama spoke in Kenya.", day), "Barack Obama")

    assert actor.sector == sector


def test_a_former_minister_is_of_the_elite(read: Read) -> None:
    actor = named(read("Former Danish foreign minister Lars Holm praised the deal."), "Lars Holm")

    assert (actor.country, actor.sector) == ("DNK", "ELI")


def test_an_undated_article_is_of_the_years_when_its_leaders_were_in_office() -> None:
    entries = load_actors().entries

    day = probable_day([entries["alfredo-cristiani"], entries["javier-perez-de-cuellar"]])

    assert day is not None
    assert date(1989, 6, 1) <= day < date(1992, 1, 1)


@pytest.mark.parametrize(("text", "name"), [
    ("Boko Haram burned the village. Boko Haram fled.", "Boko Haram"),
    ("Kiev accused Moscow of lying.", "Ukraine"),
])  # fmt: skip
def test_what_the_model_takes_for_a_person_is_mended(read: Read, text: str, name: str) -> None:
    assert named(read(text), name).kind is Kind.ORGANIZATION


def test_one_name_is_one_actor(read: Read) -> None:
    text = "Gerald Oduya met the governor. Oduya said Mr. Oduya's party was ready."

    assert words(text, named(read(text), "Gerald Oduya")) == ["Gerald Oduya", "Oduya", "Oduya"]


def test_an_acronym_in_brackets_is_the_same_body(read: Read) -> None:
    text = "The Green Valley Relief Committee (GVRC) sent rice. The GVRC will return."

    actor = read(text)[0]

    assert words(text, actor)[1:] == ["GVRC", "The GVRC"]


def test_aliases_of_the_dictionary_are_one_actor(read: Read) -> None:
    text = "The Islamic State claimed the attack. ISIS said so online, and Daesh fighters celebrated."

    actor = named(read(text), "Islamic State")

    assert words(text, actor) == ["The Islamic State", "ISIS", "Daesh fighters"]
    assert (actor.country, actor.sector) == ("IMG", "REB")


def test_an_office_means_the_person_named_with_it(read: Read) -> None:
    text = "Prime Minister Anna Berg arrived on Monday. The prime minister met farmers."

    assert words(text, named(read(text), "Anna Berg")) == ["Prime Minister Anna Berg", "The prime minister"]


def test_a_state_in_which_something_happens_is_no_actor_there(read: Read) -> None:
    text = "French troops landed in Mali."

    assert [words(text, actor) for actor in read(text)] == [["French troops"]]


def test_what_backs_an_actor_is_not_its_country(read: Read) -> None:
    text = "US-backed rebels shelled the airport."

    rebels = next(actor for actor in read(text) if any("rebels" in found for found in words(text, actor)))

    assert rebels.sector == "REB"
    assert rebels.why.get("country") is None or rebels.why["country"].rule.startswith("actors.article")


def test_numbers_part_groups(read: Read) -> None:
    text = "Three women and four children were killed; 12 soldiers were hurt."

    actors = read(text)

    assert [words(text, actor) for actor in actors] == [["Three women"], ["four children"], ["12 soldiers"]]
    assert {actor.kind for actor in actors} == {Kind.GROUP}


@pytest.mark.parametrize(("text", "owner", "pronoun"), [
    ("Rosa Lindqvist was arrested on Monday. She denied the charge.", "Rosa Lindqvist", "She"),
    ("Norway closed the border. It blamed smugglers.", "Norway", "It"),
    ("The rebels took the town. They left a day later.", "The rebels", "They"),
])  # fmt: skip
def test_a_pronoun_is_resolved_where_one_actor_fits(read: Read, text: str, owner: str, pronoun: str) -> None:
    assert pronoun in words(text, named(read(text), owner))


def test_a_pronoun_that_may_mean_two_is_a_mention_of_nobody(read: Read) -> None:
    text = "With Tom Reed and Paul Dunn it rained. He left."

    assert [found for actor in read(text) for found in words(text, actor)] == ["Tom Reed", "Paul Dunn"]


def test_a_speaker_is_meant_by_we(read: Read) -> None:
    text = '"We will not leave," the rebels said.'

    assert words(text, named(read(text), "the rebels")) == ["We", "the rebels"]


def test_ids_follow_the_text_and_mentions_do_not_overlap(read: Read) -> None:
    text = "Iraqi officials said the Iraqi army and US troops had beaten Islamic State militants, who fled Mosul."

    actors = read(text)

    spans = sorted(mention for actor in actors for mention in actor.mentions)
    assert [actor.id for actor in actors] == [f"a{number}" for number in range(1, len(actors) + 1)]
    assert [actor.mentions[0] for actor in actors] == sorted(actor.mentions[0] for actor in actors)
    assert all(not first.overlaps(second) for first, second in pairwise(spans))


def test_persons_are_found_without_capitals(read: Read) -> None:
    text = "president alfredo cristiani said col benito arteaga had ordered the raid. arteaga denied it."

    actor = next(actor for actor in read(text) if "arteaga" in actor.name)

    assert actor.sector == "MIL"


def test_an_empty_text_has_no_actors(read: Read) -> None:
    assert read("") == ()


def test_a_text_of_marks_alone_has_no_actors(read: Read) -> None:
    assert read("\n\n— ... !!! \t 1234 ’ ( -") == ()


def test_the_component_joins_a_pipeline_by_name(nlp: Language) -> None:
    config = nlp.get_factory_meta("dateline_actors")

    assert config.assigns == ["doc._.actors"]


def reader_of(nlp: Language, folder: Path, entries: str) -> Read:
    path = folder / "mine.toml"
    path.write_text(f'[about]\nsource = "x"\nlicence = "x"\nadded = 2026-11-22\n{entries}', encoding="utf-8")
    component = Actors(load_actors([path]))

    def actors_of(text: str, published: date | None = None) -> tuple[Actor, ...]:
        doc = nlp(text)
        doc._.article = Article(id="x", text=text, published=published)
        return tuple(component(doc)._.actors)

    return actors_of


def test_a_group_is_not_found_before_it_was_there(nlp: Language, tmp_path: Path) -> None:
    read = reader_of(
        nlp,
        tmp_path,
        '[river-front]\nnames = ["River Front"]\ncountry = "SDN"\nsectors = ["REB"]\nsince = 2011\n',
    )
    text = "The River Front attacked the village."

    ids = [[actor.authority for actor in read(text, day)] for day in (date(2009, 5, 1), date(2012, 5, 1), None)]

    assert ["river-front" in found for found in ids] == [False, True, True]


def test_a_users_name_means_the_users_entry(nlp: Language, tmp_path: Path) -> None:
    read = reader_of(nlp, tmp_path, '[my-group]\nnames = ["Boko Haram"]\ncountry = "TCD"\nsectors = ["CRM"]\n')

    actors = read("Nigeria said Boko Haram attacked two villages in Nigeria.")

    assert [actor.country for actor in actors if actor.authority == "my-group"] == ["TCD"]


def test_what_an_inferred_year_decides_says_so(read: Read) -> None:
    text = "Barack Obama met Nouri al-Maliki in Baghdad."

    undated, dated = named(read(text), "Barack Obama"), named(read(text, date(2011, 12, 12)), "Barack Obama")

    assert undated.sector == dated.sector == "GOV"
    assert undated.why["sector"].rule == undated.why["country"].rule == "actors.dictionary:barack-obama@era"
    assert undated.why["authority"].rule == dated.why["sector"].rule == "actors.dictionary:barack-obama"


def test_a_quantity_is_named_whole(read: Read) -> None:
    actors = read("At least 14 soldiers and nearly 300 villagers were killed on Monday.")

    assert [actor.name for actor in actors][:1] == ["At least 14 soldiers"]


def test_capitals_in_a_list_that_condemns_are_governments(nlp: Language, read: Read) -> None:
    actors = read("Oslo, Madrid and Ankara condemned the coup.")

    assert [(actor.country, actor.sector) for actor in actors] == [("NOR", "GOV"), ("ESP", "GOV"), ("TUR", "GOV")]


def test_a_list_of_towns_is_no_government(read: Read) -> None:
    actors = read("The earthquake shook Damascus, Homs and Aleppo.")

    assert [actor.name for actor in actors if actor.country == "SYR" and actor.sector == "GOV"] == []


def test_a_country_guessed_among_several_says_that_it_is_doubtful(read: Read) -> None:
    sure = read("Kenya closed its border. The troops stayed in Kenya.")
    open_ = read("Kenya and Uganda met Sudan and Chad. Chad spoke to Uganda. The troops stayed.")

    rules = [actor.why["country"].rule for actors in (sure, open_) for actor in actors if actor.name == "The troops"]
    assert rules == ["actors.article", "actors.article:doubtful"]


def test_an_acronym_that_may_be_a_word_needs_its_country_in_a_text_without_capitals(read: Read) -> None:
    actors = read("the minister said the statement was at odds with the fact that talks had begun in lima on monday.")

    assert [actor.country for actor in actors if actor.country == "TCD"] == []


def test_central_american_is_not_american(read: Read) -> None:
    actors = read("The Central American Parliament met on Monday.")

    assert [actor.country for actor in actors if actor.country == "USA"] == []


def test_a_run_of_names_after_a_given_name_is_a_person_in_a_text_without_capitals(read: Read) -> None:
    text = "the rebels kidnapped carlos alberto quesada on monday. police closed a road near simon bolivar street."

    actors = read(text)

    assert "carlos alberto quesada" in [actor.name for actor in actors if actor.kind is Kind.PERSON]
    assert not any("simon" in actor.name for actor in actors)


def test_who_stands_before_a_deed_does_it(read: Read) -> None:
    actors = read("Six people were hurt in police firing, and the strike went on.")

    assert "COP" in [actor.sector for actor in actors]
