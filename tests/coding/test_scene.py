"""Look-ups over an article's layers."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from builders import annotated, place
from dateline.coding.scene import Scene
from dateline.dictionaries.choices import Choices
from dateline.records import Span

TEXT = "Iraq Mosul Erbil Basra Tikrit Hatra Kirkuk Samarra"
NAMES = TEXT.split()


def scene(*adjectives: str) -> Scene:
    places = tuple(replace(place(TEXT, name), adjective=name in adjectives) for name in NAMES)
    return Scene(annotated(TEXT, places=places), Choices())


@given(st.lists(st.tuples(st.integers(0, len(TEXT)), st.integers(1, 20)), max_size=4))
def test_places_at_passages_are_those_that_share_a_character_once_each_in_text_order(
    pairs: list[tuple[int, int]],
) -> None:
    passages = [Span(start, start + length) for start, length in pairs]
    places = scene().annotated.places

    found = [index for index, _ in scene().places_at(passages)]

    wanted = [i for i, p in enumerate(places) if any(Span(p.start, p.end).overlaps(passage) for passage in passages)]
    assert found == wanted


def test_places_that_are_adjectives_are_left_out() -> None:
    assert [place.text for _, place in scene("Mosul").places_at([Span(0, 16)])] == ["Iraq", "Erbil"]
