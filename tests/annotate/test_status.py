"""The status calculus: did it happen, as the text tells it?"""

from __future__ import annotations

import re

import pytest
from spacy.language import Language
from spacy.tokens import Doc, Token

from dateline.annotate.status import StatusCalculus
from dateline.annotate.status.compose import ASSERTED, Operator, State, compose, evaluate
from dateline.dictionaries.status import Cue, Effect, EffectKind, load_status_cues
from dateline.records import Receipt, Status

CUES = load_status_cues()
CALCULUS = StatusCalculus(CUES)


def word(doc: Doc, text: str) -> Token:
    """The last token of the sentence with this text."""
    found = [match.start() for match in re.finditer(rf"\b{re.escape(text)}\b", doc.text)]
    return next(token for token in doc if token.idx <= found[-1] < token.idx + len(token))


def operator(name: str, start: int = 0) -> Operator:
    return Operator(CUES.effects[name], Receipt(start, start + 1, f"status.test:{name}"))


# --- the combination rules, without a model -------------------------------------------------------------------------


def test_without_cues_everything_is_asserted() -> None:
    state = evaluate([])

    assert state == State(Status.ACTUAL, 3.0, None)


@pytest.mark.parametrize(
    ("outside_in", "status"),
    [
        (["requested"], Status.REQUESTED),
        (["not", "requested"], Status.DENIED),
        (["requested", "not"], Status.DENIED),
        (["possible", "refused"], Status.HYPOTHETICAL),
        (["promised", "not"], Status.DENIED),
        (["alleged", "tried"], Status.HYPOTHETICAL),
        (["possible", "requested"], Status.HYPOTHETICAL),
        (["requested", "planned"], Status.REQUESTED),
        (["threatened", "ordered"], Status.THREATENED),
        (["will", "requested"], Status.REQUESTED),
        (["will", "considered"], Status.HYPOTHETICAL),
        (["will", "purpose"], Status.PLANNED),
        (["failed", "prevented"], Status.ACTUAL),
        (["not", "failed"], Status.ACTUAL),
        (["not", "known"], Status.ACTUAL),
        (["possible", "halted"], Status.ACTUAL),
        (["not", "keep"], Status.DENIED),
        (["possible", "reported"], Status.HYPOTHETICAL),
        (["reported", "planned"], Status.PLANNED),
        (["not", "prevented"], Status.ACTUAL),
    ],
    ids=lambda value: " > ".join(value) if isinstance(value, list) else str(value),
)
def test_the_outermost_decisive_cue_wins_unless_the_rules_say_otherwise(outside_in: list[str], status: Status) -> None:
    operators = [operator(name) for name in reversed(outside_in)]

    state = evaluate(operators)

    assert state.status is status


def test_negating_what_is_only_possible_turns_its_factuality_round() -> None:
    state = evaluate([operator("refused"), operator("possible")])

    assert state.factuality < 0


def test_a_chain_of_reports_is_weaker_than_one() -> None:
    once = evaluate([operator("claimed")])
    twice = evaluate([operator("claimed"), operator("claimed")])

    assert twice.factuality < once.factuality


def test_of_two_open_cues_the_weaker_factuality_counts() -> None:
    likely, possible = CUES.effects["likely"].factuality, CUES.effects["possible"].factuality

    state = evaluate([operator("possible"), operator("likely")])

    assert state.factuality == min(likely, possible)


def test_the_deciding_operator_is_kept_for_the_receipt() -> None:
    request, keep = operator("requested", 3), operator("keep", 9)

    state = compose(compose(ASSERTED, request), keep)

    assert state.decided is request


@pytest.mark.parametrize("effect", [effect for effect in CUES.effects.values() if effect.kind is EffectKind.DECIDE])
def test_every_effect_keeps_status_and_factuality_consistent(effect: Effect) -> None:
    positive = (Status.ACTUAL, Status.PLANNED, Status.REQUESTED, Status.THREATENED)
    pairs = [(effect.status, effect.factuality), (effect.negated_status, effect.negated_factuality)]

    consistent = [
        value > 0 if status in positive else status is not Status.DENIED or value < 0 for status, value in pairs
    ]

    assert all(consistent)


# --- every entry's own example ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def examples(nlp: Language) -> dict[str, Doc]:
    texts = [cue.example.text for cue in CUES.cues]
    return {cue.id: doc for cue, doc in zip(CUES.cues, nlp.pipe(texts), strict=True)}


@pytest.mark.model
@pytest.mark.parametrize("cue", CUES.cues, ids=lambda cue: cue.id)
def test_each_cue_judges_its_own_example_as_it_says(cue: Cue, examples: dict[str, Doc]) -> None:
    judgement = CALCULUS.judge(word(examples[cue.id], cue.example.judge))

    assert judgement.status is cue.example.status


# --- sentences --------------------------------------------------------------------------------------------------------


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "judged", "status"),
    [
        ("Rebels shelled the harbour on Monday.", "shelled", "actual"),
        ("The minister said that rebels shelled the harbour.", "shelled", "actual"),
        ("Rebels shelled the harbour, the minister said.", "shelled", "actual"),
        ("The army will shell the harbour.", "shell", "planned"),
        ("The army is going to shell the harbour.", "shell", "planned"),
        ("Peru is to expel the envoy.", "expel", "planned"),
        ("Peru to expel envoy", "expel", "planned"),
        ("The delegates are leaving next week.", "leaving", "planned"),
        ("The talks scheduled for Monday worry him.", "talks", "planned"),
        ("The king said he would free the monks.", "free", "planned"),
        ("The two sides agreed to meet in Oslo.", "meet", "planned"),
        ("Peru asked its neighbours to bomb the camps.", "bomb", "requested"),
        ("Peru was asked to bomb the camps.", "bomb", "requested"),
        ("The envoy called for an end to the siege and for talks.", "talks", "requested"),
        ("Release the monks!", "Release", "requested"),
        ("The king should release the monks.", "release", "requested"),
        ("The rebels threatened to burn the mill.", "burn", "threatened"),
        ("The rebels issued a threat to burn the mill.", "burn", "threatened"),
        ("The rebels may burn the mill.", "burn", "hypothetical"),
        ("Did the rebels burn the mill?", "burn", "hypothetical"),
        ("If the rebels burn the mill, the town will starve.", "burn", "hypothetical"),
        ("The clerk was accused of attempting to kill the judge.", "kill", "hypothetical"),
        ("The guards allegedly burned the mill.", "burned", "hypothetical"),
        ("Officials fear that the rebels are planning an attack.", "attack", "hypothetical"),
        ("The rebels did not burn the mill.", "burn", "denied"),
        ("Nobody was arrested.", "arrested", "denied"),
        ("No soldiers were sent to the border.", "sent", "denied"),
        ("The colonel denied firing on the crowd.", "firing", "denied"),
        ("The king refused to allow the convoy to leave.", "leave", "denied"),
        ("The army is not considering air strikes.", "strikes", "denied"),
        ("The firm has no plans to close the mine.", "close", "denied"),
        ("Officials denied reports of an ambush.", "ambush", "denied"),
        ("The foiled bombing shocked the port.", "bombing", "denied"),
        ("Police failed to intervene.", "intervene", "omitted"),
        ("The guards watched without intervening.", "intervening", "omitted"),
        ("The police looked on as the mob burned the shop.", "looked", "omitted"),
    ],
)
def test_status_of_a_predicate(nlp: Language, sentence: str, judged: str, status: str) -> None:
    doc = nlp(sentence)

    judgement = CALCULUS.judge(word(doc, judged))

    assert judgement.status == status


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "judged", "status"),
    [
        ("The ministry declined to comment on the requests.", "requests", "actual"),
        ("They are not going to intervene, but they welcome the truce.", "welcome", "actual"),
        ("The king refused the request.", "request", "actual"),
        ("The officer denied the charges.", "charges", "actual"),
        ("The army did not reply, citing the law.", "citing", "actual"),
        ("The army may withdraw because rebels burned the mill.", "burned", "actual"),
        ("The king asked them to leave and warned the mayor.", "warned", "actual"),
        ("The prince will not resign, but his brother fled.", "fled", "actual"),
        ("The envoy did not condemn the bombing.", "bombing", "actual"),
        ("Not only did the rebels burn the mill, they also looted it.", "looted", "actual"),
        ("The man who shot the guard may be released.", "shot", "actual"),
        ("The ministry denied reports that soldiers had burned the mill.", "burned", "denied"),
        ("The general denied claims that his men had shelled the town.", "shelled", "denied"),
        ("Reports that soldiers had burned the mill spread.", "burned", "actual"),
        ("The cabinet said that it would lift the ban next month.", "ban", "actual"),
        ("The strikers may defy the curfew.", "curfew", "actual"),
        ("Who burned the mill?", "burned", "actual"),
        ("The militia failed to prevent the attack.", "attack", "actual"),
        ("The rebels managed to seize the mill.", "seize", "actual"),
        ("The rebels did not manage to seize the mill.", "seize", "denied"),
        ("The king regrets that his guards killed the monk.", "killed", "actual"),
        ("The king does not regret that his guards killed the monk.", "killed", "actual"),
        ("The army may launch an offensive.", "offensive", "hypothetical"),
        ("The court asked whether the guards beat the student.", "beat", "hypothetical"),
        ("The king will ask his neighbours for help.", "help", "requested"),
        ("I want to thank the envoy for his work.", "thank", "actual"),
        ("The rebels announced a plan to free the sailors.", "free", "planned"),
    ],
)
def test_status_does_not_leak(nlp: Language, sentence: str, judged: str, status: str) -> None:
    doc = nlp(sentence)

    judgement = CALCULUS.judge(word(doc, judged))

    assert judgement.status == status


@pytest.mark.model
def test_a_plain_assertion_has_its_own_words_for_a_receipt(nlp: Language) -> None:
    doc = nlp("Rebels shelled the harbour.")

    judgement = CALCULUS.judge(doc[1])

    assert judgement.receipt == Receipt(7, 14, "status.asserted")
    assert judgement.factuality == 3.0
    assert judgement.cues == ()


@pytest.mark.model
def test_the_receipt_names_the_deciding_word_and_cues_come_innermost_first(nlp: Language) -> None:
    doc = nlp("The colonel denied that he ordered them to fire.")

    judgement = CALCULUS.judge(word(doc, "fire"))

    assert [cue.rule for cue in judgement.cues] == ["status.embedding:order", "status.embedding:deny"]
    assert judgement.status is Status.DENIED


@pytest.mark.model
def test_predicates_are_verbs_events_and_predicated_adjectives(nlp: Language) -> None:
    doc = nlp("The army has denied that its attack on the old mill was illegal.")

    predicates = [token.text for token in doc if CALCULUS.is_predicate(token)]

    assert predicates == ["denied", "attack", "was", "illegal"]
