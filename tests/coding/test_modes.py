"""By what means: named weapons, bombings by air forces, and means that neighbouring words share. No model."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders import actor, annotated, argument, entry, predication, span_of
from dateline.coding import ArticleCoder
from dateline.dictionaries.casualties import load_count_words
from dateline.dictionaries.choices import load_choices
from dateline.dictionaries.codebook import load_codebook
from dateline.dictionaries.confidence import Weights
from dateline.dictionaries.implied import load_implied
from dateline.dictionaries.knowledge import Knowledge
from dateline.dictionaries.triggers import Lexicon
from dateline.records import EventType, Pos, Predication, Span, Status

ENTRIES = [
    entry("bomb", EventType.ASSAULT, party="none"),
    entry("destroy", EventType.ASSAULT, mode="destroy", party="none"),
    entry("wound", EventType.ASSAULT, party="none"),
    entry("attack", EventType.ASSAULT, Pos.NOUN, party="none"),
    entry("explosion", EventType.ASSAULT, Pos.NOUN, mode="explosives", party="none"),
    entry("look", EventType.COERCE, particle="on", omission=True, party="actor"),
]
SURE = {"bias": 2.0, "prior": 1.0}


@pytest.fixture(scope="module")
def code() -> ArticleCoder:
    weights = Weights(rules=SURE, learned=SURE, status={})
    lexicon = Lexicon(ENTRIES, {"people": frozenset()}, "digest")
    return ArticleCoder(
        Knowledge(lexicon, load_codebook(), load_count_words(), load_choices(), load_implied(), weights)
    )


def test_a_named_weapon_goes_before_mere_destruction(code: ArticleCoder) -> None:
    text = "A rocket destroyed the mill."
    layers = annotated(text, (predication(text, "destroyed", "destroy", 1, argument(text, "A rocket", "subject")),))

    (event,) = code(layers).events

    assert event.mode == "heavy-weapons"


@pytest.mark.parametrize(("sector", "mode"), [("MIL", "aerial"), ("REB", "explosives")])
def test_who_bombs_tells_whether_from_the_air(code: ArticleCoder, sector: str, mode: str) -> None:
    text = "They bombed the suburb."
    doer = actor(text, "They", 1, sector=sector)
    layers = annotated(
        text,
        (predication(text, "bombed", "bomb", 1, argument(text, "They", "subject", actors=("a1",))),),
        actors=(doer,),
    )

    (event,) = code(layers).events

    assert event.mode == mode


@pytest.mark.parametrize(
    ("around", "mode"), [(("warplane", "circle"), "aerial"), (("bomb", "go", "off"), "explosives")]
)
def test_where_nobody_is_named_the_article_tells_who_bombs(
    code: ArticleCoder, around: tuple[str, ...], mode: str
) -> None:
    text = "The suburb was bombed. More was seen."
    seen = predication(text, "seen", "see", 2, words_around=around)

    (event,) = code(annotated(text, (predication(text, "bombed", "bomb", 1), seen))).events

    assert event.mode == mode


def two_sentences(text: str, second: Predication) -> tuple[Predication, Predication]:
    """An explosion in the first sentence, and what the second one tells."""
    end = text.index(". ") + 1
    first = predication(text, "explosion", "explosion", 1, pos=Pos.NOUN, sentence=Span(0, end))
    return first, replace(second, sentence=Span(end + 1, len(text)))


def test_words_that_dwell_on_a_deed_share_its_means(code: ArticleCoder) -> None:
    text = "An explosion shook the inn. Five guests were wounded."
    layers = annotated(text, two_sentences(text, predication(text, "wounded", "wound", 2)))

    events = code(layers).events

    assert [event.mode for event in events] == ["explosives", "explosives"]
    assert events[1].why["mode"].rule == "modes.same-deed"
    assert span_of(text, "explosion") == Span(events[1].why["mode"].start, events[1].why["mode"].end)


@pytest.mark.parametrize(
    ("words", "mode"),
    [("The attack", "explosives"), ("The earlier attack", None), ("An attack", None)],
    ids=["the same one", "another one", "any one"],
)
def test_only_an_attack_that_is_spoken_of_already_shares_the_means(
    code: ArticleCoder, words: str, mode: str | None
) -> None:
    text = f"An explosion shook the inn. {words} was condemned."
    layers = annotated(text, two_sentences(text, predication(text, "attack", "attack", 2, pos=Pos.NOUN)))

    assert code(layers).events[-1].mode == mode


def test_what_did_not_happen_shares_no_means(code: ArticleCoder) -> None:
    text = "An explosion shook the inn. Nobody was wounded."
    layers = annotated(text, two_sentences(text, predication(text, "wounded", "wound", 2, status=Status.DENIED)))

    assert code(layers).events[-1].mode is None


def test_words_of_inaction_tell_that_a_deed_was_omitted(code: ArticleCoder) -> None:
    text = "The guards looked on."
    frame = predication(
        text, "looked", "look", 1, argument(text, "The guards", "subject", actors=("a1",)), particle="on"
    )

    (event,) = code(annotated(text, (frame,), actors=(actor(text, "The guards", 1),))).events

    assert event.status is Status.OMITTED
    assert event.why["status"].rule == "triggers.test.look"
