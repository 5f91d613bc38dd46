"""From an article to its layers: the language pipeline with Dateline's components, and nothing of it let out."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from dateline.annotate import LEARNED, RULES
from dateline.annotate.factuality import FactualityBlend
from dateline.annotate.fast import OneThread, steps_of
from dateline.annotate.layers import ensure_layers, whole_reading
from dateline.annotate.status import StatusCalculus
from dateline.errors import SettingsError
from dateline.records import Annotated, Article, Predicate, Span

COMPONENTS = (
    "dateline_times",
    "dateline_places",
    "dateline_actors",
    "dateline_reader",
    "dateline_statements",
    "dateline_predications",
)
_DATA = Path(__file__).parent.parent / "data"


class Annotator:
    """Annotates articles.

    Attributes:
        model: Name, version and digest of the language pipeline, as `name-version@digest`; with the learned reader
            ` + name@digest` of it.
        digest: Of every data file that is read, Dateline's and then the user's dictionaries in their order; the
            reader's is in `model`.
    """

    def __init__(self, language_model: str, actor_dictionaries: Sequence[Path] = (), reader: str = LEARNED) -> None:
        try:
            self._nlp = spacy.load(language_model)
        except OSError as error:
            raise SettingsError(f"language_model is {language_model!r}, which is not installed: {error}") from error
        ensure_layers()
        self._nlp.add_pipe("dateline_paragraphs", first=True)
        configs: dict[str, dict[str, object]] = {
            "dateline_actors": {"dictionaries": [str(path) for path in actor_dictionaries]},
            "dateline_reader": {"model": "" if reader == LEARNED else reader},
        }
        for name in COMPONENTS:
            if (name, reader) != ("dateline_reader", RULES):
                self._nlp.add_pipe(name, config=configs.get(name, {}))
        self._steps = steps_of(self._nlp)
        self._one_thread = OneThread()
        self._status = StatusCalculus()
        self._factuality = FactualityBlend()
        self.model = _model_name(self._nlp)
        if reader != RULES:
            self.model += f" + {self._nlp.get_pipe('dateline_reader').model}"  # type: ignore[attr-defined]
        self.digest = _with_files(_folder_digest(_DATA, but=_DATA / "reader"), actor_dictionaries)

    def __call__(self, article: Article, *, predicates: bool = False) -> tuple[Annotated, tuple[Predicate, ...] | None]:
        """The article's layers and, if asked for, every predicate of it with its factuality."""
        doc = self._nlp.make_doc(article.text)
        doc._.article = article
        with self._one_thread():
            for step in self._steps:
                doc = step(doc)
        annotated = Annotated(
            article=article,
            sentences=tuple(Span(sentence.start_char, sentence.end_char) for sentence in doc.sents),
            actors=doc._.actors,
            places=doc._.places,
            times=doc._.times,
            statements=doc._.statements,
            predications=doc._.predications,
            reading=doc._.reading.reading if doc._.reading else None,
            passed_over=doc._.passed_over,
        )
        return annotated, self._predicates(doc) if predicates else None

    def _predicates(self, doc: Doc) -> tuple[Predicate, ...]:
        tokens = [token for token in doc if self._status.is_predicate(token)]
        reading = whole_reading(doc)
        if reading is None:
            return tuple(Predicate(t.idx, t.idx + len(t), self._status.judge(t).factuality) for t in tokens)
        return tuple(
            Predicate(t.idx, end, self._factuality.rate(self._status.judge(t), reading.factuality_at(t.idx, end)))
            for t in tokens
            for end in (t.idx + len(t),)
        )


def _model_name(nlp: Language) -> str:
    digest = _folder_digest(nlp.path) if nlp.path else "unsaved"
    return f"{nlp.meta['name']}-{nlp.meta['version']}@{digest[:12]}"


def _folder_digest(folder: Path, but: Path | None = None) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.parent != but:
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _with_files(digest: str, files: Sequence[Path]) -> str:
    """The digest, or where there are more files another one of it and their content; their names do not count."""
    if not files:
        return digest
    contents = (hashlib.sha256(path.read_bytes()).hexdigest() for path in files)
    return hashlib.sha256("".join([digest, *contents]).encode()).hexdigest()
