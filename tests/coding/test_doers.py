"""Doers that a passive leaves out and the article gives away."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from builders import actor, annotated, argument, predication, span_of
from dateline.coding.doers import with_doers
from dateline.coding.scene import Scene
from dateline.dictionaries.choices import Choices
from dateline.dictionaries.doers import load_doers
from dateline.errors import DictionaryError
from dateline.records import Actor, Annotated, Kind, Pos, Predication, Span


def doers(layers: Annotated, number: int = 1) -> tuple[str, ...]:
    """The actors of the subject or by-phrase of a predication, after the rules."""
    found = with_doers(Scene(layers, Choices()), load_doers())
    (item,) = (p for p in found.predications if p.id == f"p{number}")
    return tuple(i for a in item.arguments if a.role in ("subject", "by") for i in a.actors)


def police(text: str, words: str = "police", number: int = 1, kind: Kind = Kind.ORGANIZATION) -> Actor:
    return actor(text, words, number, sector="COP", sectors=("COP",), kind=kind)


def passive(item: Predication) -> Predication:
    return replace(item, passive=True)


def test_an_arrest_without_a_doer_is_the_work_of_the_police_that_the_article_names() -> None:
    text = "Four teachers were arrested. A lawyer told the police everything."
    arrest = passive(predication(text, "arrested", "arrest", 1, sentence=Span(0, 28)))
    layers = annotated(text, (arrest,), actors=(police(text),))

    assert doers(layers) == ("a1",)


def test_the_sentence_and_what_stands_before_it_come_first_and_persons_last() -> None:
    text = "Kent police came. Four were arrested. York police stayed. Inspector Hill was pleased."
    arrest = passive(predication(text, "arrested", "arrest", 1, sentence=span_of(text, "Four were arrested.")))
    hill, kent, york = (
        police(text, "Inspector Hill", 3, Kind.PERSON),
        police(text, "Kent police"),
        police(text, "York police", 2),
    )

    assert doers(annotated(text, (arrest,), actors=(hill, york, kent))) == ("a1",)
    assert doers(annotated(text, (arrest,), actors=(hill, york))) == ("a2",)
    assert doers(annotated(text, (arrest,), actors=(hill,))) == ("a3",)


def test_policemen_who_are_arrested_do_not_arrest_themselves() -> None:
    text = "Two police officers were arrested."
    men = argument(text, "Two police officers", "object", actors=("a1",))
    layers = annotated(text, (passive(predication(text, "arrested", "arrest", 1, men)),), actors=(police(text),))

    assert doers(layers) == ()


def test_an_arrest_in_the_active_voice_is_left_alone() -> None:
    text = "Somebody arrested four teachers and the police came."
    layers = annotated(text, (predication(text, "arrested", "arrest", 1),), actors=(police(text),))

    assert doers(layers) == ()


@pytest.mark.parametrize(
    ("deed", "lemma", "expected"),
    [("firing", "firing", ("a1",)), ("clash", "clash", ())],
    ids=["one side", "two sides"],
)
def test_who_was_killed_in_a_deed_was_killed_by_who_did_it(deed: str, lemma: str, expected: tuple[str, ...]) -> None:
    text = f"Two students were killed in a police {deed}."
    who = argument(text, "police", "modifier", actors=("a1",))
    shots = predication(text, deed, lemma, 2, who, pos=Pos.NOUN)
    killing = passive(
        predication(text, "killed", "kill", 1, argument(text, f"a police {deed}", "in", predication="p2"))
    )

    assert doers(annotated(text, (killing, shots), actors=(police(text),))) == expected


def test_who_is_left_injured_by_a_deed_was_injured_by_who_did_it() -> None:
    text = "The police firing left one dead and several injured."
    shots = predication(text, "firing", "firing", 2, argument(text, "police", "modifier", actors=("a1",)), pos=Pos.NOUN)
    left = predication(text, "left", "leave", 3, argument(text, "The police firing", "subject", predication="p2"))
    injured = passive(predication(text, "injured", "injure", 1, governor="p3"))

    assert doers(annotated(text, (injured, shots, left), actors=(police(text),))) == ("a1",)


def test_every_fault_of_a_rule_is_told_at_once(tmp_path: Path) -> None:
    file = tmp_path / "doers.toml"
    file.write_text(
        '[about]\nsource = "a test"\nlicence = "Apache-2.0"\nadded = 2026-11-22\n\n'
        '[a]\nfrom = "sky"\nroles = "in"\nwhere = 1\n'
    )

    with pytest.raises(DictionaryError) as caught:
        load_doers(file)

    for message in ("from is 'sky'", "has no lemmas", "roles is 'in'", "has the key 'where'"):
        assert message in str(caught.value)
