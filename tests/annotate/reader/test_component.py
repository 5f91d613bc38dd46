"""The reader as a component of somebody else's pipeline."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language

from dateline.annotate.reader.reader import DocReading
from dateline.records import EventType

TEXT = "Rebels shelled Goma on Sunday, a doctor said. The governor condemned the attack."

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def sentencizer() -> Language:
    """A pipeline that knows sentences and nothing else."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("dateline_reader")
    return nlp


def triggers(reading: DocReading) -> dict[str, EventType]:
    return {TEXT[t.start : t.end]: t.types[0][0] for t in reading.reading.triggers if t.probability > 0.5}


def test_sentences_are_all_it_needs(sentencizer: Language) -> None:
    doc = sentencizer(TEXT)

    assert triggers(doc._.reading)["shelled"] is EventType.ASSAULT
    assert triggers(doc._.reading)["condemned"] is EventType.ACCUSE
    assert "said" in [TEXT[s.cue.start : s.cue.end] for s in doc._.reading.reading.statements]


def test_it_reads_in_a_parsing_pipeline_too(nlp: Language, sentencizer: Language) -> None:
    component = sentencizer.get_pipe("dateline_reader")

    doc = component(nlp(TEXT))

    assert triggers(doc._.reading) == triggers(sentencizer(TEXT)._.reading)


def test_an_empty_text_has_an_empty_reading(sentencizer: Language) -> None:
    doc = sentencizer("")

    assert doc._.reading.reading.triggers == ()


def test_a_text_that_it_did_not_read_has_none() -> None:
    assert spacy.blank("en")(TEXT)._.reading is None


def test_the_pipeline_without_sentences_is_told() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("dateline_reader")

    with pytest.raises(ValueError, match="E030"):
        nlp(TEXT)
