"""What the confidence model sees of a draft, with and without a reading. No model."""

from __future__ import annotations

import math

import pytest

from builders import actor, annotated, argument, entry, predication, reading, trigger_reading
from dateline.coding.candidates import READER
from dateline.coding.confidence import confidence, features_of
from dateline.coding.drafts import Draft
from dateline.coding.parties import Parties
from dateline.coding.scene import Scene
from dateline.dictionaries.choices import load_choices
from dateline.dictionaries.triggers import TriggerEntry
from dateline.records import DropReason, EventType, Pos, Predication, Reading, Status, TriggerReading

TEXT = "Rebels attacked the village."
ATTACK = entry("attack", EventType.ASSAULT, confidence=0.8)
PROPOSED = entry("attack", EventType.ASSAULT, id=READER, confidence=0.5)


def attacked() -> Predication:
    return predication(TEXT, "attacked", "attack", 1, argument(TEXT, "the village", "object"))


def draft(used: TriggerEntry = ATTACK, read: TriggerReading | None = None, reason: DropReason | None = None) -> Draft:
    """A draft whose only party is the rebels."""
    item = attacked()
    return Draft(
        predication=item,
        entry=used,
        mode=None,
        mode_receipt=None,
        parties=Parties(actors=("a1",)),
        place=None,
        time=None,
        judgement=item.judgement,
        reading=read,
        not_in_lexicon=reason,
    )


def seen(one: Draft, article: Reading | None = None, types: dict[str, EventType] | None = None) -> dict[str, float]:
    """The features in an article with this reading."""
    layers = annotated(TEXT, (attacked(),), actors=(actor(TEXT, "Rebels", 1, sector="REB"),), reading=article)
    return features_of(one, types or {}, Scene(layers, load_choices()))


def said(types: dict[EventType, float], **values: object) -> TriggerReading:
    return trigger_reading(TEXT, "attacked", types, **values)  # type: ignore[arg-type]


def logit(share: float) -> float:
    return math.log(share / (1 - share))


def test_without_a_reader_only_rules_are_seen() -> None:
    found = seen(draft())

    assert found["prior"] == pytest.approx(logit(0.8))
    assert {"bias", "actor", "sector", "status:actual", "type:ASSAULT", "pos:verb", "first_sentence"} <= set(found)
    assert not {name for name in found if name.startswith("reader:")} | ({"relevance", "unread"} & set(found))


def test_with_a_reader_its_shares_are_seen() -> None:
    read = said({EventType.ASSAULT: 0.7, EventType.PROTEST: 0.2})

    found = seen(draft(read=read), reading(read, relevance=0.9))

    assert found["reader:type"] == pytest.approx(logit(0.7))
    assert found["reader:event"] == pytest.approx(logit(0.9))
    assert found["relevance"] == pytest.approx(logit(0.9))
    assert found["reader:other"] == 0.0
    assert "reader:pair" not in found


def test_that_the_reader_prefers_another_type_is_seen() -> None:
    read = said({EventType.PROTEST: 0.6, EventType.ASSAULT: 0.3})

    assert seen(draft(read=read), reading(read))["reader:other"] == 1.0


def test_what_is_between_the_parties_is_seen() -> None:
    read = said({EventType.ASSAULT: 0.7}, pair=((EventType.ASSAULT, 0.6), (EventType.COERCE, 0.3)))

    assert seen(draft(read=read), reading(read))["reader:pair"] == pytest.approx(logit(0.6))


def test_a_type_that_is_not_between_the_parties_counts_against_it() -> None:
    read = said({EventType.ASSAULT: 0.7}, pair=((EventType.AID, 0.9),))

    assert seen(draft(read=read), reading(read))["reader:pair"] == pytest.approx(logit(0.01))


def test_a_trigger_that_the_reader_does_not_propose_is_seen_as_unread() -> None:
    found = seen(draft(), reading())

    assert found["unread"] == 1.0
    assert not {name for name in found if name.startswith("reader:")}


def test_what_the_reader_alone_proposes_has_no_prior_of_the_lexicon() -> None:
    read = said({EventType.ASSAULT: 0.7})

    found = seen(draft(PROPOSED, read, DropReason.NOT_IN_CODEBOOK), reading(read))

    assert found["prior"] == 0.0
    assert found["dropped:not_in_codebook"] == 1.0


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_certainty_is_bounded(share: float) -> None:
    read = said({EventType.ASSAULT: share})

    assert abs(seen(draft(read=read), reading(read))["reader:type"]) == pytest.approx(logit(0.99))


def test_the_event_that_it_depends_on_is_seen() -> None:
    layers = annotated(TEXT, (attacked(),), actors=(actor(TEXT, "Rebels", 1),))
    item = predication(TEXT, "attacked", "attack", 1, governor="p9", pos=Pos.NOUN)
    one = Draft(item, ATTACK, None, None, Parties(), None, None, item.judgement)

    found = features_of(one, {"p9": EventType.ASSAULT}, Scene(layers, load_choices()))

    assert {"under_event", "under_same_type", "under:ASSAULT", "bare_noun", "type_noun:ASSAULT"} <= set(found)


def test_words_that_are_only_wished_are_seen() -> None:
    item = predication(TEXT, "attacked", "attack", 1, status=Status.REQUESTED)
    one = Draft(item, entry("meet", EventType.CONSULT), None, None, Parties(), None, None, item.judgement)

    assert seen(one)["only_wished"] == 1.0


def test_confidence_is_a_probability_of_three_digits() -> None:
    weights = {"bias": -1.0, "actor": 2.0}

    assert confidence({"bias": 1.0, "actor": 1.0, "unknown": 9.0}, weights) == 0.731
    assert confidence({"bias": 1.0}, weights) == 0.269
