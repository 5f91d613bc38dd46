"""The learned reader: one small encoder that reads triggers, statuses, participants, statements and factuality.

Trained by the project's `training/`; here it only runs, as two int8 ONNX graphs: `words.onnx` reads a pack of sentences
once, `questions.onnx` reads the answers to questions about single words of it (who did this, who says that).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

if TYPE_CHECKING:
    from dateline.annotate.reader.component import ReaderComponent

__all__ = ["make_reader"]


@Language.factory("dateline_reader", default_config={"model": ""}, assigns=["doc._.reading"])
def make_reader(nlp: Language, name: str, model: str) -> ReaderComponent:  # noqa: ARG001 -- spaCy gives both
    """The component that writes `doc._.reading`; `model` is a folder made by training, empty for the built-in one."""
    # Loaded late: spaCy imports every entry point whenever any pipeline starts.
    from dateline.annotate.reader.component import DEFAULT_MODEL, ReaderComponent  # noqa: PLC0415

    return ReaderComponent(model or DEFAULT_MODEL)
