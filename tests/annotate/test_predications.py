"""Predications: deep roles from the parse, inherited arguments, links and tenses."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Doc, Token

from dateline.annotate.layers import ensure_layers
from dateline.annotate.predications import Predications, Tree, Word, read_frames
from dateline.annotate.reader.reader import DocReading
from dateline.dictionaries.predications import load_predication_lexicon
from dateline.records import (
    Actor,
    Argument,
    Judgement,
    Kind,
    Link,
    Place,
    Pos,
    Precision,
    Predication,
    Reading,
    Receipt,
    Span,
    Status,
)


def happened(head: Token) -> Judgement:
    """A judge that takes everything at its word."""
    return Judgement(Status.ACTUAL, 3.0, Receipt(head.idx, head.idx + len(head), "test"))


def read(nlp: Language, text: str, names: tuple[str, ...] = (), places: tuple[str, ...] = ()) -> Doc:
    """The text with its predications; `names` become actors a1, a2, … and `places` places."""
    ensure_layers()
    doc = nlp(text)
    doc._.actors = tuple(_actor(f"a{number}", name, text.index(name)) for number, name in enumerate(names, start=1))
    doc._.places = tuple(_place(name, text.index(name)) for name in places)
    return Predications(judge=happened)(doc)


def _actor(identity: str, name: str, start: int) -> Actor:
    return Actor(identity, name, None, None, (), Kind.GROUP, None, (Span(start, start + len(name)),))


def _place(name: str, start: int) -> Place:
    return Place(
        start, start + len(name), name, name, None, None, None, None, None, None, Precision.CITY, adjective=False
    )


def told(doc: Doc, trigger: str) -> Predication:
    """The predication whose trigger reads so."""
    found: list[Predication] = [p for p in doc._.predications if p.text == trigger]
    assert found, f"{trigger} is none of {[p.text for p in doc._.predications]}"
    return found[0]


def heads(predication: Predication, role: str) -> list[str]:
    """Head lemmas of all arguments in a role."""
    return [argument.head for argument in predication.arguments if argument.role == role]


def argument(predication: Predication, role: str) -> Argument:
    """The first argument in a role."""
    return next(a for a in predication.arguments if a.role == role)


@pytest.mark.model
def test_of_a_text_that_the_reader_gave_up_only_the_words_are_told(nlp: Language) -> None:
    ensure_layers()
    doc = nlp("The keeper pulled out a card and saved a penalty.")
    doc._.reading = DocReading(Reading("model", 0.02, (), ()), (), (), whole=False)

    doc = Predications(judge=happened)(doc)

    assert doc._.predications == ()
    assert [trigger.text for trigger in doc._.passed_over] == ["pulled out", "saved"]


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "trigger", "role", "head"),
    [
        ("The rebels attacked the convoy near the border.", "attacked", "subject", "rebel"),
        ("The rebels attacked the convoy near the border.", "attacked", "near", "border"),
        ("The convoy was attacked by rebels on Monday.", "attacked", "subject", "rebel"),
        ("The convoy was attacked by rebels on Monday.", "attacked", "object", "convoy"),
        ("The convoy was attacked by rebels on Monday.", "attacked", "on", "monday"),
        ("The refugees were given shelter by the monks.", "given", "indirect", "refugee"),
        ("The refugees were given shelter by the monks.", "given", "object", "shelter"),
        ("Norway sent the refugees food.", "sent", "indirect", "refugee"),
        ("Norway gave money to the agency.", "gave", "indirect", "agency"),
        ("Kenya pulled out of the talks.", "pulled out", "of", "talk"),
        ("The court declared it illegal.", "declared", "object", "it"),
        ("The capture of the town by militants shocked the region.", "capture", "of", "town"),
        ("The capture of the town by militants shocked the region.", "capture", "by", "militant"),
        ("Norway's bombardment of the port went on.", "bombardment", "possessive", "norway"),
        ("A drone strike hit the camp.", "strike", "modifier", "drone"),
        ("The jailed editor wrote a letter.", "jailed", "object", "editor"),
        ("Rebel-held districts were quiet.", "held", "subject", "rebel"),
        ("Talks between Norway and Kenya failed.", "Talks", "between", "norway"),
        ("Kenya is ready to send troops.", "ready", "subject", "kenya"),
        ("Two officers arrested in Lagos", "arrested", "object", "officer"),
        ("BERLIN -- A court in Hamburg has convicted three guards.", "convicted", "subject", "court"),
    ],
)
def test_roles_are_those_of_the_deed_and_not_of_the_grammar(
    nlp: Language, sentence: str, trigger: str, role: str, head: str
) -> None:
    doc = read(nlp, sentence)

    assert head in heads(told(doc, trigger), role)


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "trigger", "role", "head"),
    [
        ("The mayor asked the army to leave the town.", "leave", "subject", "army"),
        ("The mayor asked the army to leave the town.", "asked", "object", "army"),
        ("The army agreed to leave the town.", "leave", "subject", "army"),
        ("The bank promised the farmers to pay them.", "pay", "subject", "bank"),
        ("Ministers appealed to donors to send tents.", "send", "subject", "donor"),
        ("The mayor called on the army to stop shelling the town.", "shelling", "subject", "army"),
        ("The troops are expected to withdraw.", "withdraw", "subject", "troop"),
        ("The hostages are expected to be freed.", "freed", "object", "hostage"),
        ("The general was accused by Kenya of plotting a coup.", "plotting", "subject", "general"),
        ("The general was accused by Kenya of plotting a coup.", "accused", "subject", "kenya"),
        ("Guards prevented the crowd from marching.", "marching", "subject", "crowd"),
        ("Kenya is ready to send troops.", "send", "subject", "kenya"),
        ("Norway's plan to attack the port was leaked.", "attack", "subject", "norway"),
        ("Police fired on the crowd, killing five people.", "killing", "subject", "police"),
        ("The ship was seized by pirates, forcing the crew to flee.", "forcing", "subject", "pirate"),
        ("The man who shot the judge fled.", "shot", "subject", "man"),
        ("Reporters saw the village that the rebels had burned.", "burned", "object", "village"),
        ("Reporters saw the village the rebels had burned.", "burned", "object", "village"),
        ("Soldiers wounded in the battle were flown home.", "wounded", "object", "soldier"),
        ("Rebels attacked and burned a village.", "attacked", "object", "village"),
        ("Rebels attacked and burned a village.", "burned", "subject", "rebel"),
        ("Norway's bombing and shelling of the port went on.", "shelling", "possessive", "norway"),
        ("Norway's bombing and shelling of the port went on.", "bombing", "of", "port"),
        ("Kenya asks Norway to bomb militants", "bomb", "subject", "norway"),
        ("Guards opened the gates for refugees to leave.", "leave", "subject", "refugee"),
    ],
)
def test_an_argument_that_stands_elsewhere_is_found(
    nlp: Language, sentence: str, trigger: str, role: str, head: str
) -> None:
    doc = read(nlp, sentence, ("farmers",) if "farmers" in sentence else ())

    assert head in heads(told(doc, trigger), role)


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "trigger", "role", "head"),
    [
        ("Rebels carried out an attack on the port.", "attack", "subject", "rebel"),
        ("An attack was carried out by rebels on the port.", "attack", "subject", "rebel"),
        ("Rebels launched a series of raids against the port.", "raids", "subject", "rebel"),
        ("The port came under attack from rebels.", "attack", "object", "port"),
        ("The group claimed responsibility for the bombing.", "bombing", "subject", "group"),
        ("Police arrested a miner for the murder of a judge.", "murder", "subject", "miner"),
        ("They asked Norway for airstrikes against militants.", "airstrikes", "subject", "norway"),
        ("Fighting broke out between the army and rebels.", "Fighting", "between", "army"),
        ("The council suspended aid to the junta.", "aid", "to", "junta"),
        ("The city received aid from Norway.", "aid", "subject", "norway"),
    ],
)
def test_a_light_verb_lends_its_arguments_to_the_noun(
    nlp: Language, sentence: str, trigger: str, role: str, head: str
) -> None:
    doc = read(nlp, sentence)

    assert head in heads(told(doc, trigger), role)


@pytest.mark.model
@pytest.mark.parametrize(
    "sentence",
    [
        "France condemned the attack.",
        "The mayor criticised the raid by Kenyan police.",
        "France welcomed the ceasefire.",
        "The mayor denied the charges.",
    ],
)
def test_who_speaks_of_a_deed_is_not_given_it(nlp: Language, sentence: str) -> None:
    doc = read(nlp, sentence)

    noun = next(p for p in doc._.predications if p.pos is Pos.NOUN)
    assert heads(noun, "subject") == []


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "names", "trigger", "actors"),
    [
        ("Norwegian strikes killed ten men.", ("Norwegian",), "killed", ("a1",)),
        ("Amnesty put out a report accusing the army of theft.", ("Amnesty",), "accusing", ("a1",)),
        ("A miner was killed in a clash with the army.", ("the army",), "killed", ("a1",)),
    ],
)
def test_who_acts_through_a_deed_or_a_paper_is_a_subject(
    nlp: Language, sentence: str, names: tuple[str, ...], trigger: str, actors: tuple[str, ...]
) -> None:
    doc = read(nlp, sentence, names)

    found = [a.actors for a in told(doc, trigger).arguments if a.role == "subject"]
    assert actors in found


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "names", "actors"),
    [
        ("Kenya and Norway met the envoy.", ("Kenya", "Norway"), ("a1", "a2")),
        ("Members of the Hill Front met the envoy.", ("the Hill Front",), ("a1",)),
        ("A spokesman for the ministry met the envoy.", ("the ministry",), ("a1",)),
        ("Dozens of miners met the envoy.", ("miners",), ("a1",)),
        ("The wife of the mayor met the envoy.", ("the mayor",), ()),
    ],
)
def test_the_actors_of_a_phrase_are_those_that_it_stands_for(
    nlp: Language, sentence: str, names: tuple[str, ...], actors: tuple[str, ...]
) -> None:
    doc = read(nlp, sentence, names)

    assert argument(told(doc, "met"), "subject").actors == actors


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "trigger", "link", "governor"),
    [
        ("The mayor asked the army to leave.", "leave", Link.COMPLEMENT, "asked"),
        ("The mayor said the army had left.", "left", Link.COMPLEMENT, "said"),
        ("The mayor said Kenya was ready to talk.", "ready", Link.COMPLEMENT, "said"),
        ("The mayor asked for strikes.", "strikes", Link.ARGUMENT, "asked"),
        ("The mayor asked for a wave of strikes.", "strikes", Link.ARGUMENT, "asked"),
        ("The envoys met in Oslo in order to discuss the border.", "discuss", Link.PURPOSE, "met"),
        ("The army left after it burned the village.", "burned", Link.ADVERBIAL, "left"),
        ("The army left after the raid.", "raid", Link.ADVERBIAL, "left"),
        ("The army arrested the man who shot the judge.", "shot", Link.RELATIVE, "arrested"),
        ("Rebels attacked and burned the village.", "burned", Link.COORDINATED, "attacked"),
    ],
)
def test_a_predication_knows_what_it_hangs_on(
    nlp: Language, sentence: str, trigger: str, link: Link, governor: str
) -> None:
    doc = read(nlp, sentence)

    held = told(doc, trigger)
    assert (held.link, held.governor) == (link, told(doc, governor).id)


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "trigger", "tense"),
    [
        ("Kenya sent troops.", "sent", "past"),
        ("Kenya has sent troops.", "sent", "past"),
        ("Kenya was sending troops.", "sending", "past"),
        ("Kenya sends troops.", "sends", "present"),
        ("Kenya will send troops.", "send", "future"),
        ("Kenya is going to send troops.", "send", "future"),
        ("Kenya wants to send troops.", "send", None),
        ("Kenya might send troops.", "send", None),
        ("Turkey to send troops to Libya", "send", "future"),
    ],
)
def test_tense_is_that_of_the_finite_verb(nlp: Language, sentence: str, trigger: str, tense: str | None) -> None:
    doc = read(nlp, sentence)

    assert told(doc, trigger).tense == tense


@pytest.mark.model
def test_an_object_that_is_a_deed_names_its_predication(nlp: Language) -> None:
    doc = read(nlp, "France condemned a wave of attacks.")

    assert argument(told(doc, "condemned"), "object").predication == told(doc, "attacks").id


@pytest.mark.model
def test_a_phrase_ends_before_its_relative_clause_and_names_its_places(nlp: Language) -> None:
    text = "The army seized the port of Mombasa, which rebels had held for years."

    doc = read(nlp, text, places=("Mombasa",))

    thing = argument(told(doc, "seized"), "object")
    assert text[thing.start : thing.end] == "the port of Mombasa"
    assert thing.places == (0,)


@pytest.mark.model
def test_a_town_before_a_deed_is_where_and_not_who(nlp: Language) -> None:
    doc = read(nlp, "Two men were killed in a Kabul blast.", ("Kabul",), places=("Kabul",))

    assert heads(told(doc, "killed"), "subject") == []


@pytest.mark.model
def test_a_copula_gives_way_to_what_it_links(nlp: Language) -> None:
    doc = read(nlp, "There was a protest in Nairobi.")

    assert [p.text for p in doc._.predications] == ["protest"]


@pytest.mark.model
def test_ids_follow_the_text_and_offsets_are_the_texts(nlp: Language) -> None:
    text = "Police said rebels had burned a village.\n\nThe army carried out a raid on Sunday."

    doc = read(nlp, text)

    assert [p.id for p in doc._.predications] == ["p1", "p2", "p3", "p4"]
    assert all(text[p.start : p.end] == p.text for p in doc._.predications)
    assert all(p.sentence.holds(p.span) for p in doc._.predications)


@pytest.mark.model
def test_words_are_those_of_the_own_clause(nlp: Language) -> None:
    doc = read(nlp, "The mayor said the rebels took part in the raid.")

    assert told(doc, "said").words == ("the", "mayor", "say")
    assert told(doc, "took").words == ("the", "rebel", "take", "part", "in", "the", "raid")


@pytest.mark.model
def test_an_empty_text_has_no_predications(nlp: Language) -> None:
    assert read(nlp, "")._.predications == ()


@pytest.mark.model
def test_the_component_is_registered_under_its_name() -> None:
    import spacy

    component = spacy.blank("en").add_pipe("dateline_predications")

    assert isinstance(component, Predications)


def parse(*rows: tuple[str, str, str, str, int]) -> Tree:
    """A parse by hand: form, lemma, tag, dependency and head of each word."""
    kinds = {"N": "NOUN", "V": "VERB", "I": "ADP", "D": "DET"}
    words = [
        Word(i, form.lower(), lemma, tag, kinds.get(tag[0], "X"), dep, head, 10 * i, 10 * i + len(form))
        for i, (form, lemma, tag, dep, head) in enumerate(rows)
    ]
    return Tree(words)


def test_frames_can_be_read_without_a_model() -> None:
    tree = parse(
        ("Rebels", "rebel", "NNS", "nsubj", 1),
        ("mounted", "mount", "VBD", "ROOT", 1),
        ("raids", "raid", "NNS", "dobj", 1),
        ("on", "on", "IN", "prep", 2),
        ("towns", "town", "NNS", "pobj", 3),
    )

    frames = read_frames(tree, load_predication_lexicon(), acting=())

    assert [(s.role, s.head, s.rule) for s in frames[2].slots] == [("on", 4, "syntax"), ("subject", 0, "light-verb")]


def test_a_circle_of_understood_subjects_ends() -> None:
    tree = parse(
        ("go", "go", "VB", "xcomp", 1),
        ("come", "come", "VB", "ROOT", 1),
    )

    frames = read_frames(tree, load_predication_lexicon(), acting=())

    assert next(iter(frames.values())).slots == []
