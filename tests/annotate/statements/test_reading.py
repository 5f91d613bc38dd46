"""Statements with the learned reader: its words beside the rules', and whose name a source carries."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from spacy.language import Language
from spacy.tokens import Doc

from dateline.annotate.layers import ensure_layers
from dateline.annotate.reader.reader import Answer, DocReading
from dateline.annotate.statements import Statements
from dateline.annotate.statements.edges import best, with_gains
from dateline.annotate.statements.quotes import QuotationIndex, find_quotations
from dateline.annotate.statements.readings import cue_of
from dateline.annotate.statements.snapping import Words, alike, content_of, odds_of
from dateline.annotate.statements.weighing import TABLES, Weights, load_weights
from dateline.errors import DictionaryError
from dateline.records import Actor, Kind, Reading, Span, StatementReading

SURE, HARDLY = 0.98, 0.02


def span_of(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


class Sure(DocReading):
    """A reading whose every word is as likely a cue as its first statement's."""

    def cue_at(self, start: int, end: int) -> float:
        return self.reading.statements[0].probability


def reading(doc: Doc, cue: str, source: str, content: str, probability: float = SURE) -> DocReading:
    """What a reader would say that is sure of one cue, its source and its content."""
    text = doc.text
    places = {role: span_of(text, words) for role, words in (("source", source), ("content", content)) if words}
    read = [Span(token.idx, token.idx + len(token)) for token in doc]
    shares = {
        role: np.array([SURE if role in places and places[role].holds(span) else HARDLY for span in read], np.float32)
        for role in ("source", "content")
    }
    said = StatementReading(
        span_of(text, cue),
        probability,
        tuple(places[role] for role in ("source",) if role in places),
        tuple(places[role] for role in ("content",) if role in places),
    )
    answer = Answer(read, shares["source"], shares["content"])
    return Sure(Reading("invented", 1.0, (), (said,)), [], [], [answer])


@pytest.fixture(scope="module")
def component(nlp: Language) -> Statements:
    return Statements(nlp, "dateline_statements")


@pytest.mark.model
def test_without_a_reading_only_rules_speak(nlp: Language, component: Statements) -> None:
    doc = component(nlp("The ministry said that the port was closed."))

    (found,) = doc._.statements
    assert [receipt.rule.split(".")[0] for receipt in found.why.values()] == ["statements"] * 3


@pytest.mark.model
def test_a_cue_that_no_rule_knows_is_read(nlp: Language, component: Statements) -> None:
    text = "Ambassador Haddad floated the view that the dam would hold."
    doc = nlp(text)
    doc._.reading = reading(doc, "floated the view", "Ambassador Haddad", "that the dam would hold")

    component(doc)

    (found,) = doc._.statements
    assert found.source is not None
    assert (found.source.text, [text[p.start : p.end] for p in found.content]) == (
        "Ambassador Haddad",
        ["that the dam would hold"],
    )


@pytest.mark.model
def test_a_source_that_is_a_pronoun_carries_its_actors_name(nlp: Language, component: Statements) -> None:
    text = "Omar Haddad arrived. He said that the dam would hold."
    doc = nlp(text)
    mentions = (span_of(text, "Omar Haddad"), span_of(text, "He"))
    doc._.actors = (Actor("a1", "Omar Haddad", None, None, (), Kind.PERSON, None, mentions),)
    doc._.reading = reading(doc, "said", "He", "that the dam would hold")

    component(doc)

    (found,) = doc._.statements
    assert found.source is not None
    assert (found.source.text, found.source.start, found.source.actor) == ("Omar Haddad", mentions[1].start, "a1")


@pytest.mark.model
def test_the_same_reading_gives_the_same_statements(nlp: Language, component: Statements) -> None:
    doc = nlp("“We stay,” the envoy, a lawyer, said. Police deny that anybody was hurt, and he agrees.")
    doc._.reading = reading(doc, "said", "the envoy, a lawyer,", "“We stay,”")

    assert component.find(doc) == component.find(doc)


@pytest.mark.model
def test_content_snaps_to_a_whole_quotation(nlp: Language) -> None:
    text = "“The dam will hold for years,” she wrote."
    doc = nlp(text)
    said = reading(doc, "wrote", "she", "The dam will hold for years")
    words = Words(doc)

    found = content_of(words, QuotationIndex(find_quotations(text)), odds_of(words, said.answers[0]), {8, 9, 10})

    assert [text[p.start : p.end] for p in found] == ["“The dam will hold for years,”"]


@pytest.mark.model
def test_no_likely_word_is_no_content(nlp: Language) -> None:
    doc = nlp("She wrote.")

    assert content_of(Words(doc), QuotationIndex(()), {0: -2.0, 1: -3.0}, ()) == []


@pytest.mark.model
@pytest.mark.parametrize(("cue", "expected"), [("said ,", ["said"]), (":", [":"])], ids=["trimmed", "a mere sign"])
def test_signs_beside_a_cue_are_dropped(nlp: Language, cue: str, expected: list[str]) -> None:
    ensure_layers()
    doc = Doc(nlp.vocab, ["He", "said", ",", ":", "Go"])
    words = Words(doc)

    found = cue_of(words, StatementReading(span_of(doc.text, cue), SURE, (), ()))

    assert [doc[i].text for i in found] == expected


def test_an_edge_moves_where_the_reader_sees_more_words() -> None:
    options = [(4, {"same": 1.0}), (7, {"out": 1.0})]
    odds = {5: 2.0, 6: 2.0, 7: 2.0}

    found = best(with_gains(options, 4, odds, forward=True), {"same": 1.0, "gain": 0.5})

    assert (found, options[1][1]["gain"]) == (7, 6.0)


def test_equal_edges_keep_the_first() -> None:
    assert best([(2, {"a": 1.0}), (1, {"b": 1.0})], {}) == 2


@pytest.mark.parametrize(
    ("first", "second", "expected"), [((), (), 0.0), ((1, 2), (1, 2), 1.0), ((1,), (2,), 0.0), ((1, 2), (2, 3), 0.5)]
)
def test_likeness_is_the_dice_coefficient(first: tuple[int, ...], second: tuple[int, ...], expected: float) -> None:
    assert alike(first, second) == expected


def test_features_without_weight_count_nothing() -> None:
    weights = Weights({"accept": {"bias": 0.0}}, 0.5)

    assert weights.chance("accept", {"bias": 1.0, "unheard of": 9.0}) == 0.5


def test_the_shipped_weights_have_every_table() -> None:
    weights = load_weights()

    assert set(weights.tables) == set(TABLES)
    assert 0 < weights.threshold < 1


def test_all_faults_of_a_weights_file_are_told(tmp_path: Path) -> None:
    path = tmp_path / "reader.toml"
    about = '[about]\nsource = "x"\nlicence = "x"\nadded = 2026-11-22\n'
    path.write_text(about + '[habit]\nbias = "much"\n[accept]\nbias = 1.0\n', encoding="utf-8")

    with pytest.raises(DictionaryError) as caught:
        load_weights(path)

    assert "cue_start" in str(caught.value)
    assert "much" in str(caught.value)
