"""The spaCy component: sentences in, `doc._.reading` out."""

from __future__ import annotations

from pathlib import Path

from spacy.tokens import Doc

from dateline.annotate.layers import ensure_layers
from dateline.annotate.reader.folder import check_folder
from dateline.annotate.reader.reader import DocReading, Reader
from dateline.dictionaries.relevance import load_relevance_bounds
from dateline.errors import SettingsError
from dateline.records import Span

DEFAULT_MODEL = Path(__file__).parents[2] / "data" / "reader"


class ReaderComponent:
    """Write `doc._.reading`: a `DocReading` of a text whose sentences are known.

    Raises:
        SettingsError: when made: the folder is no model's; what is missing or broken is named.
    """

    def __init__(self, folder: Path | str) -> None:
        check_folder(Path(folder))
        ensure_layers()
        try:
            self._reader = Reader(Path(folder), load_relevance_bounds())
        except SettingsError:
            raise
        except Exception as error:  # what onnxruntime and tokenizers raise of a broken file has no other class
            raise SettingsError(f"reader is {str(folder)!r}, and a file in it cannot be read: {error}") from error
        self.model = self._reader.model

    def __call__(self, doc: Doc) -> Doc:
        doc._.reading = self.read(doc)
        return doc

    def read(self, doc: Doc) -> DocReading:
        """The reading of a document with sentence bounds."""
        return self._reader.read(doc.text, [Span(sent.start_char, sent.end_char) for sent in doc.sents])
