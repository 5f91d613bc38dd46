"""Which types a predication is tried as: the lexicon's, then those that the reader proposes. No model."""

from __future__ import annotations

import pytest

from builders import annotated, argument, entry, predication, reading, trigger_reading
from dateline.coding.candidates import READER, candidates
from dateline.coding.scene import Scene
from dateline.dictionaries.choices import load_choices
from dateline.dictionaries.triggers import Lexicon
from dateline.records import DropReason, EventType, Pos, Predication, Reading

TEXT = "Rebels attacked the village."
ENTRIES = [entry("attack", EventType.ASSAULT), entry("hit", EventType.ASSAULT, when={"object": ("ship",)})]
LEXICON = Lexicon(ENTRIES, {}, "digest")


def tried(
    lemma: str, said: dict[EventType, float] | None, pos: Pos = Pos.VERB
) -> tuple[list[tuple[str, EventType]], DropReason | None]:
    """Ids and types of the entries to try, where the reader says this of the trigger (None: it says nothing)."""
    triggers = () if said is None else (trigger_reading(TEXT, "attacked", said),)
    entries, reason = candidates(
        _predication(lemma, pos), LEXICON, _scene(_predication(lemma, pos), reading(*triggers))
    )
    return [(item.id, item.type) for item in entries], reason


def _predication(lemma: str, pos: Pos) -> Predication:
    return predication(TEXT, "attacked", lemma, 1, argument(TEXT, "the village", "object"), pos=pos)


def _scene(item: Predication, read: Reading | None) -> Scene:
    return Scene(annotated(TEXT, (item,), reading=read), load_choices())


def test_without_a_reader_only_the_lexicon_is_tried() -> None:
    item = _predication("attack", Pos.VERB)

    entries, reason = candidates(item, LEXICON, _scene(item, None))

    assert ([found.id for found in entries], reason) == (["test.attack"], None)


def test_the_readers_other_types_come_after_the_lexicons_own() -> None:
    said = {EventType.ACCUSE: 0.6, EventType.ASSAULT: 0.3}

    assert tried("attack", said) == ([("test.attack", EventType.ASSAULT), (READER, EventType.ACCUSE)], None)


def test_a_word_that_the_lexicon_lacks_is_tried_and_the_lack_is_told() -> None:
    said = {EventType.ASSAULT: 0.8}

    assert tried("strafe", said) == ([(READER, EventType.ASSAULT)], DropReason.NOT_IN_CODEBOOK)


def test_a_frame_that_does_not_fit_is_told() -> None:
    assert tried("hit", {EventType.ASSAULT: 0.8}) == ([(READER, EventType.ASSAULT)], DropReason.FRAME)


def test_types_that_the_reader_hardly_believes_are_not_tried() -> None:
    assert tried("strafe", {EventType.ASSAULT: 0.09}) == ([], DropReason.NOT_IN_CODEBOOK)


def test_what_nobody_proposes_is_dropped_with_the_lexicons_reason() -> None:
    assert tried("strafe", None) == ([], DropReason.NOT_IN_CODEBOOK)


@pytest.mark.parametrize(
    ("kind", "both"),
    [(EventType.CONSULT, True), (EventType.COOPERATE, True), (EventType.ASSAULT, False)],
)
def test_both_sides_of_a_proposed_meeting_are_parties(kind: EventType, both: bool) -> None:
    item = _predication("strafe", Pos.NOUN)

    (found,), _ = candidates(item, LEXICON, _scene(item, reading(trigger_reading(TEXT, "attacked", {kind: 0.9}))))

    assert (found.both_sides, found.pos, found.party) == (both, Pos.NOUN, "none")


def test_a_reading_of_other_words_proposes_nothing() -> None:
    item = _predication("strafe", Pos.VERB)
    elsewhere = trigger_reading(TEXT, "village", {EventType.ASSAULT: 0.9})

    assert candidates(item, LEXICON, _scene(item, reading(elsewhere)))[0] == ()


def test_of_two_readings_of_the_same_words_the_likelier_is_taken() -> None:
    item = _predication("strafe", Pos.VERB)
    one = trigger_reading(TEXT, "attack", {EventType.ACCUSE: 0.2})
    other = trigger_reading(TEXT, "ed", {EventType.ASSAULT: 0.9})

    entries, _ = candidates(item, LEXICON, _scene(item, reading(one, other)))

    assert [found.type for found in entries] == [EventType.ASSAULT]
