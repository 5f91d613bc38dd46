"""From hand-built frames to events: matching, parties, retellings, links, places, times. No model."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders import actor, annotated, argument, entry, place, predication, span_of
from dateline.coding import ArticleCoder, Coded
from dateline.dictionaries.casualties import load_count_words
from dateline.dictionaries.choices import load_choices
from dateline.dictionaries.codebook import load_codebook
from dateline.dictionaries.confidence import Weights
from dateline.dictionaries.implied import load_implied
from dateline.dictionaries.knowledge import Knowledge
from dateline.dictionaries.triggers import Lexicon
from dateline.records import (
    Annotated,
    Basis,
    Casualties,
    EventType,
    Judgement,
    Kind,
    Link,
    Pos,
    Precision,
    Receipt,
    Source,
    Span,
    Statement,
    StatementKind,
    Status,
    TimeRef,
    TimeType,
)

ENTRIES = [
    entry("attack", EventType.ACCUSE, when={"object": ("@paper",)}, id="test.attack-proposal"),
    entry("attack", EventType.ASSAULT),
    entry("attack", EventType.ASSAULT, Pos.NOUN),
    entry("kill", EventType.ASSAULT),
    entry("blast", EventType.ASSAULT, Pos.NOUN, party="none"),
    entry("ask", EventType.REQUEST),
    entry("must", EventType.REQUEST),
    entry("bomb", EventType.ASSAULT, mode="aerial"),
    entry("strike", EventType.ASSAULT, unless={"object": ("deal",)}, party="none"),
    entry("meet", EventType.CONSULT, both_sides=True),
    entry("carry", EventType.AID, id="test.carry"),
    entry("carry", EventType.ASSAULT, particle="out", id="test.carry-out"),
]


SURE = {"bias": 2.0, "prior": 1.0}  # sure of everything, and surer of what the lexicon is surer of
WEIGHTS = Weights(rules=SURE, learned=SURE, status={})


@pytest.fixture(scope="module")
def code() -> ArticleCoder:
    lexicon = Lexicon(ENTRIES, {"paper": frozenset({"proposal"}), "people": frozenset()}, "digest")
    return ArticleCoder(
        Knowledge(lexicon, load_codebook(), load_count_words(), load_choices(), load_implied(), WEIGHTS)
    )


def simple(text: str, lemma: str, verb: str, subject: str | None = None, object_: str | None = None) -> Annotated:
    """`subject verb object`, each party an actor."""
    actors, arguments = [], []
    for words, role in ((subject, "subject"), (object_, "object")):
        if words:
            actors.append(actor(text, words, len(actors) + 1))
            arguments.append(argument(text, words, role, actors=(f"a{len(actors)}",)))
    return annotated(text, (predication(text, verb, lemma, 1, *arguments),), actors=tuple(actors))


def test_subject_and_object_become_actor_and_recipient(code: ArticleCoder) -> None:
    coded = code(simple("Rebels attacked soldiers.", "attack", "attacked", "Rebels", "soldiers"))

    (event,) = coded.events
    assert (event.type, event.actors, event.recipients) == (EventType.ASSAULT, ("a1",), ("a2",))
    assert event.quad == 4
    assert event.why["actors"].rule == "parties.subject:syntax"


def test_a_frame_with_a_fitting_object_wins_over_the_bare_word(code: ArticleCoder) -> None:
    text = "Rebels attacked the proposal."
    layers = simple(text, "attack", "attacked", "Rebels")
    frame = replace(
        layers.predications[0],
        arguments=(*layers.predications[0].arguments, argument(text, "the proposal", "object")),
    )

    (event,) = code(replace(layers, predications=(frame,))).events

    assert event.type is EventType.ACCUSE


def test_a_lookalike_is_dropped_with_its_reason(code: ArticleCoder) -> None:
    text = "They struck a deal."
    layers = annotated(text, (predication(text, "struck", "strike", 1, argument(text, "a deal", "object")),))

    coded = code(layers)

    assert coded.events == ()
    assert [item.reason for item in coded.dropped] == ["lookalike"]


@pytest.mark.parametrize(
    ("layers", "reason"),
    [
        (simple("Rain fell.", "fall", "fell"), "not_in_codebook"),
        (simple("It attacked.", "attack", "attacked"), "no_party"),
    ],
    ids=["unknown word", "nobody named"],
)
def test_what_is_no_event_says_why(code: ArticleCoder, layers: Annotated, reason: str) -> None:
    assert [item.reason for item in code(layers).dropped] == [reason]


def test_a_phrasal_verb_is_not_its_bare_verb(code: ArticleCoder) -> None:
    text = "Rebels carried out raids."
    rebels = argument(text, "Rebels", "subject", actors=("a1",))
    frame = predication(text, "carried out", "carry", 1, rebels, particle="out")

    (event,) = code(annotated(text, (frame,), actors=(actor(text, "Rebels", 1),))).events

    assert event.type is EventType.ASSAULT


def test_an_object_acts_only_where_we_know_whose_it_is(code: ArticleCoder) -> None:
    text = "Warplanes attacked soldiers."
    layers = simple(text, "attack", "attacked", "Warplanes", "soldiers")
    nobody = actor(text, "Warplanes", 1, kind=Kind.OBJECT)
    somebody = replace(nobody, country="ISR")

    unknown, known = (code(replace(layers, actors=(a, layers.actors[1]))).events[0].actors for a in (nobody, somebody))

    assert unknown == ()
    assert known == ("a1",)


def requested() -> Annotated:
    """ "Iraq asked America to bomb rebels." """
    text = "Iraq asked America to bomb rebels."
    actors = tuple(actor(text, words, n) for n, words in enumerate(("Iraq", "America", "rebels"), 1))
    ask = predication(
        text,
        "asked",
        "ask",
        1,
        argument(text, "Iraq", "subject", actors=("a1",)),
        argument(text, "America", "object", actors=("a2",)),
    )
    bomb = predication(
        text,
        "bomb",
        "bomb",
        2,
        argument(text, "America", "subject", actors=("a2",), rule="control"),
        argument(text, "rebels", "object", actors=("a3",)),
        status=Status.REQUESTED,
        governor="p1",
        link=Link.COMPLEMENT,
    )
    return annotated(text, (ask, bomb), actors=actors)


def test_a_requested_deed_is_linked_to_its_request(code: ArticleCoder) -> None:
    request, strike = code(requested()).events

    assert (request.type, request.status, request.content_of) == (EventType.REQUEST, Status.ACTUAL, None)
    assert (strike.type, strike.status, strike.content_of) == (EventType.ASSAULT, Status.REQUESTED, request.id)
    assert (strike.actors, strike.recipients) == (("a2",), ("a3",))
    assert strike.why["content_of"].rule == "content.complement"


def test_a_wish_for_words_is_no_event(code: ArticleCoder) -> None:
    layers = requested()
    wish = replace(layers.predications[1], lemma="ask")

    coded = code(replace(layers, predications=(layers.predications[0], wish)))

    assert len(coded.events) == 1
    assert "only_wished" in {item.reason for item in coded.dropped}


def test_both_sides_of_a_meeting_are_parties(code: ArticleCoder) -> None:
    text = "Ministers met rebels."

    (event,) = code(simple(text, "meet", "met", "Ministers", "rebels")).events

    assert (event.actors, event.recipients) == (("a1",), ("a2",))


def test_a_blast_that_killed_is_one_event_with_its_figure(code: ArticleCoder) -> None:
    text = "A blast killed 13 soldiers."
    kill = predication(
        text,
        "killed",
        "kill",
        2,
        argument(text, "A blast", "subject", predication="p1"),
        argument(text, "13 soldiers", "object", actors=("a1",)),
    )
    blast = predication(text, "blast", "blast", 1, pos=Pos.NOUN, governor="p2", link=Link.ARGUMENT)

    coded = code(annotated(text, (blast, kill), actors=(actor(text, "13 soldiers", 1),)))

    (event,) = coded.events
    assert event.killed == Casualties(13, 13)
    assert text[event.why["killed"].start : event.why["killed"].end] == "killed 13"
    assert [item.reason for item in coded.dropped] == ["told_already"]


def twice(second: str, **change: object) -> Annotated:
    """Two sentences with the same verb and parties; `change` alters the second telling."""
    first = "Rebels attacked soldiers."
    text = f"{first} {second}"
    actors = (actor(text, "Rebels", 1), actor(text, "soldiers", 2))
    parties = (
        argument(text, "Rebels", "subject", actors=("a1",)),
        argument(text, "soldiers", "object", actors=("a2",)),
    )
    one = predication(text, "attacked", "attack", 1, *parties, sentence=Span(0, len(first)))
    two = replace(one, id="p2", sentence=Span(len(first) + 1, len(text)), start=one.start + 26, end=one.end + 26)
    return annotated(text, (one, replace(two, **change)), actors=actors)  # type: ignore[arg-type]


def test_the_same_event_told_twice_is_one_with_a_retold_passage(code: ArticleCoder) -> None:
    layers = twice("Rebels attacked soldiers.")

    (event,) = code(layers).events

    assert event.retold == (layers.predications[1].sentence,)


def test_another_status_is_another_event(code: ArticleCoder) -> None:
    planned = replace(twice("x" * 25).predications[0].judgement, status=Status.PLANNED)

    assert len(code(twice("Rebels attacked soldiers.", judgement=planned)).events) == 2


def test_another_day_is_another_event(code: ArticleCoder) -> None:
    layers = twice("Rebels attacked soldiers in May.")
    days = ("2026-04-01", "2026-05-01")
    starts = (0, 26)
    times = tuple(
        TimeRef(start, start + 3, "x", TimeType.DATE, day, None, day, day, Basis.STATED)
        for start, day in zip(starts, days, strict=True)
    )

    events = code(replace(layers, times=times)).events

    assert [event.time for event in events] == [0, 1]


def test_the_place_is_where_it_was_done_not_who_did_it(code: ArticleCoder) -> None:
    text = "Iraq attacked rebels in Hawija."
    layers = simple(text, "attack", "attacked", "Iraq", "rebels")
    where = argument(text, "Hawija", "in", places=(1,))
    frame = replace(layers.predications[0], arguments=(*layers.predications[0].arguments, where))
    places = (place(text, "Iraq", Precision.COUNTRY), place(text, "Hawija", geonameid=2))

    (event,) = code(replace(layers, predications=(frame,), places=places)).events

    assert event.place == 1
    assert event.why["place"].rule == "place.argument-where"


def test_we_in_a_quotation_is_the_speaker(code: ArticleCoder) -> None:
    text = '"We attacked soldiers," Omar said.'
    we = argument(text, "We", "subject", head="we")
    them = argument(text, "soldiers", "object", actors=("a1",))
    who = span_of(text, "Omar")
    said = Statement(
        Source(who.start, who.end, "Omar", "a2", anonymous=False), None, (Span(0, 22),), StatementKind.DIRECT
    )
    layers = annotated(
        text,
        (predication(text, "attacked", "attack", 1, we, them),),
        actors=(actor(text, "soldiers", 1), actor(text, "Omar", 2)),
        statements=(said,),
    )

    (event,) = code(layers).events

    assert event.actors == ("a2",)
    assert event.statements == (0,)


def test_events_below_the_least_confidence_are_left_out() -> None:
    lexicon = Lexicon(ENTRIES, {"paper": frozenset(), "people": frozenset()}, "digest")
    knowledge = Knowledge(lexicon, load_codebook(), load_count_words(), load_choices(), load_implied(), WEIGHTS)
    strict = ArticleCoder(knowledge, min_confidence=0.99)

    coded: Coded = strict(simple("Rebels attacked soldiers.", "attack", "attacked", "Rebels", "soldiers"))

    assert coded.events == ()
    assert [item.reason for item in coded.dropped] == ["unsure"]


def said_that(text: str, who: str, subject: str, verb: str, modal: str, rule: str, status: Status) -> Annotated:
    """`who` says that `subject` `modal` `verb`: a statement of `a1` around a predication whose modal decides."""
    words = span_of(text, modal)
    speaker, inside = span_of(text, who), span_of(text, text[text.index(" that ") + 6 :])
    actors = (actor(text, who, 1),) if who == subject else (actor(text, who, 1), actor(text, subject, 2))
    doer = argument(text, subject, "subject", actors=(actors[-1].id,))
    judgement = Judgement(status, 1.0, Receipt(words.start, words.end, rule))
    deed = replace(predication(text, verb, "bomb", 1, doer), judgement=judgement)
    statement = Statement(
        Source(speaker.start, speaker.end, who, "a1", anonymous=False), None, (inside,), StatementKind.INDIRECT
    )
    return annotated(text, (deed,), actors=actors, statements=(statement,))


def test_what_somebody_says_that_another_must_do_is_a_request(code: ArticleCoder) -> None:
    layers = said_that(
        "Omar said that rebels must bomb.", "Omar", "rebels", "bomb", "must", "status.modal:must", Status.REQUESTED
    )

    demand, strike = code(layers).events

    assert (demand.type, demand.trigger.text, demand.status) == (EventType.REQUEST, "must", Status.ACTUAL)
    assert (demand.actors, demand.recipients) == (("a1",), ("a2",))
    assert demand.why["status"].rule == "implied.demand"
    assert (strike.type, strike.status) == (EventType.ASSAULT, Status.REQUESTED)


def test_what_somebody_says_that_he_must_do_himself_asks_nobody(code: ArticleCoder) -> None:
    layers = said_that(
        "Omar said that he must bomb.", "Omar", "Omar", "bomb", "must", "status.modal:must", Status.REQUESTED
    )

    assert [event.type for event in code(layers).events] == [EventType.ASSAULT]


def test_violence_goes_on_where_the_sentence_before_was_but_words_do_not(code: ArticleCoder) -> None:
    text = "It rained in Hama. Rebels attacked soldiers. Rebels asked soldiers."
    sentences = (Span(0, 18), Span(19, 44), Span(45, len(text)))
    actors = (actor(text, "Rebels", 1), actor(text, "soldiers", 2))
    parties = (
        argument(text, "Rebels", "subject", actors=("a1",)),
        argument(text, "soldiers", "object", actors=("a2",)),
    )
    rain = predication(text, "rained", "rain", 1, sentence=sentences[0])
    attack = predication(text, "attacked", "attack", 2, *parties, sentence=sentences[1])
    ask = predication(text, "asked", "ask", 3, *parties, sentence=sentences[2])

    events = code(annotated(text, (rain, attack, ask), actors=actors, places=(place(text, "Hama"),))).events

    assert [(event.type, event.place) for event in events] == [(EventType.ASSAULT, 0), (EventType.REQUEST, None)]
    assert events[0].why["place"].rule == "place.sentence-before"


def test_the_killing_of_one_person_is_one_death(code: ArticleCoder) -> None:
    text = "Rebels killed Omar."
    layers = simple(text, "kill", "killed", "Rebels", "Omar")
    victim = replace(layers.actors[1], kind=Kind.PERSON)

    (event,) = code(replace(layers, actors=(layers.actors[0], victim))).events

    assert event.killed == Casualties(1, 1)
