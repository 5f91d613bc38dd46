"""What syntax leaves open: the likeliest candidate, or none."""

from __future__ import annotations

from builders import actor, annotated, place, predication, trigger_reading
from dateline.coding.choosing import Candidate, choose
from dateline.coding.parties import Parties
from dateline.coding.party_candidates import PartyCandidates
from dateline.coding.place_candidates import PlaceCandidates
from dateline.coding.scene import Scene
from dateline.dictionaries.choices import Choices
from dateline.records import EventType, Receipt

HERE = Receipt(0, 1, "a.rule")


def candidate(name: str, **features: float) -> Candidate[str]:
    return Candidate(name, features, HERE)


def test_the_candidate_with_the_best_score_is_chosen() -> None:
    found = choose([candidate("far", far=1.0), candidate("near", near=1.0)], {"none": 1.0}, {"near": 2.0, "none": 1.0})

    assert found is not None
    assert found.item == "near"


def test_nobody_is_chosen_where_nothing_speaks_for_anybody() -> None:
    assert choose([candidate("far", far=1.0)], {"none": 1.0}, {"near": 2.0}) is None
    assert choose([], {"none": 1.0}, {"none": -1.0}) is None


def test_a_side_that_is_only_chosen_is_not_sure() -> None:
    parties = Parties(("a1",), ("a2",), chosen=frozenset({"actors"}))

    assert parties.sure("actors") == ()
    assert parties.sure("recipients") == ("a2",)


TEXT = "Shelling hit Avonlea, the army of Narnia said. It was heard in Toyland."


def shelling() -> tuple[Scene, PlaceCandidates]:
    places = (place(TEXT, "Avonlea"), place(TEXT, "Toyland"))
    item = predication(TEXT, "hit", "hit", 1)
    scene = Scene(annotated(TEXT, (item,), places=places), Choices())
    return scene, PlaceCandidates(item, EventType.ASSAULT, ((), ()), scene, None)


def test_the_places_of_the_sentences_around_are_candidates() -> None:
    _, candidates = shelling()

    assert [item.item for item in candidates.all()] == [0, 1]
    assert candidates.all()[0].features["nearest"] == 1.0


def test_without_weights_no_place_is_chosen() -> None:
    scene, candidates = shelling()

    assert choose(candidates.all(), candidates.none, scene.choices.place) is None


def test_the_doer_of_violence_is_a_candidate_only_where_the_reader_answers_with_it() -> None:
    army = actor(TEXT, "the army of Narnia", 1)
    item = predication(TEXT, "hit", "hit", 1)
    scene = Scene(annotated(TEXT, (item,), actors=(army,)), Choices())
    read = trigger_reading(TEXT, "hit", {EventType.ASSAULT: 0.9}, actors=army.mentions)

    guessed = PartyCandidates(item, EventType.ASSAULT, "actors", scene, None).all()
    answered = PartyCandidates(item, EventType.ASSAULT, "actors", scene, read).all()
    suffering = PartyCandidates(item, EventType.ASSAULT, "recipients", scene, None).all()

    assert guessed == []
    assert [found.item for found in answered] == ["a1"]
    assert [found.item for found in suffering] == ["a1"]
