"""The coder: an article in, a record out; the same for one text, many texts, and several processes."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from dateline import __version__
from dateline.annotate import Annotator
from dateline.coding import ArticleCoder
from dateline.dictionaries.knowledge import load_knowledge
from dateline.errors import InputError
from dateline.ingest import content_id, language_of
from dateline.pipeline.settings import Settings
from dateline.pipeline.workers import code_in_processes
from dateline.records import Article, CoderInfo, Record, Rejected, RejectReason

logger = logging.getLogger(__name__)

_ENGLISH = ("en", "eng")  # ISO 639-1 and -3
_LANGUAGE_TAG_ENDS = re.compile("[-_]")  # "en-GB", "en_GB"


class Coder:
    """Codes articles. Make one with `dateline.load()`; loading takes seconds, an article a fraction of one.

    Attributes:
        settings: What it was made with.
        info: What every record says made it.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._coder = ArticleCoder(load_knowledge(), min_confidence=settings.min_confidence)
        dictionaries = [Path(name) for name in settings.actor_dictionaries]
        self._annotator = Annotator(settings.language_model, dictionaries, settings.reader)
        self.info = CoderInfo(
            version=__version__,
            codebook=self._annotator.digest[:12],
            model=self._annotator.model,
            settings=settings.digest(),
        )

    def code(
        self,
        text: str,
        *,
        published: date | str | None = None,
        title: str | None = None,
        id: str | None = None,  # noqa: A002  (the record's own word)
        outlet: str | None = None,
        url: str | None = None,
        predicates: bool = False,
    ) -> Record:
        """Code one text.

        Args:
            text: The report. With a `title` that it does not begin with, title and a blank line are put before it.
            published: Day of publication, as a date or YYYY-MM-DD; relative dates need it.
            predicates: Also give every predicate of the text with its factuality.

        Raises:
            InputError: the text is empty, too long or not English, or `published` is not a day.
        """
        if isinstance(published, str):
            try:
                published = date.fromisoformat(published)
            except ValueError as error:
                raise InputError(f"published is {published!r}; write a day as YYYY-MM-DD") from error
        elif isinstance(published, datetime):
            published = published.date()
        article = Article(
            id=id or content_id(text), text=text, title=title, published=published, outlet=outlet, url=url
        )
        result = self.code_article(article, predicates=predicates)
        if isinstance(result, Rejected):
            raise InputError(f"{result.origin}: {result.detail}")
        return result

    def code_article(self, article: Article, *, predicates: bool = False) -> Record | Rejected:
        """Code one article, or say why not. Never raises for what an article holds."""
        try:
            titled = with_title(article)
            if rejected := self._reject(article, titled):
                return rejected
            return self._code(titled, predicates=predicates)
        except (KeyboardInterrupt, MemoryError):
            raise
        except Exception as error:  # one bad article never stops a run; the log has the traceback
            logger.exception("article %s failed", article.id)
            detail = (
                f"the coder failed with {type(error).__name__}: {error}. This is a bug of Dateline; please report it."
            )
            return Rejected(article.id, RejectReason.FAILED, detail)

    def stream(
        self, articles: Iterable[Article | Rejected], *, workers: int = 1, predicates: bool = False
    ) -> Iterator[Record | Rejected]:
        """Code many articles, lazily and in their order; what is Rejected already passes through.

        Args:
            workers: Processes. The results are the same bytes for any number. With more than one, some articles are
                read ahead, and a process of its own loads the coder for each.

        Raises:
            InputError: workers is less than 1; at once, not when the first result is asked for.
            DatelineError: while results are taken: a worker process was ended from outside, or memory ran out.
        """
        if workers < 1:
            raise InputError(f"workers is {workers}; it must be 1 or more")
        if workers == 1:
            return (self.pass_or_code(item, predicates=predicates) for item in articles)
        return code_in_processes(Coder, self.settings, articles, workers=workers, predicates=predicates)

    def pass_or_code(self, item: Article | Rejected, *, predicates: bool) -> Record | Rejected:
        """What a stream gives for one item."""
        return item if isinstance(item, Rejected) else self.code_article(item, predicates=predicates)

    def _reject(self, article: Article, titled: Article) -> Rejected | None:
        limit = self.settings.max_article_chars
        if not article.text.strip():
            return Rejected(article.id, RejectReason.EMPTY, "the article has no text; there is nothing to code")
        if len(titled.text) > limit:
            detail = (
                f"the text has {len(titled.text)} characters; at most {limit} are coded. "
                "Split it, or raise max_article_chars in a settings file."
            )
            return Rejected(article.id, RejectReason.TOO_LONG, detail)
        fields = (article.id, article.title, article.text, article.outlet, article.url)
        if any(_has_surrogates(value) for value in fields):
            detail = "the article has half a character (a lone surrogate such as \\ud83d); decode it anew"
            return Rejected(article.id, RejectReason.ENCODING, detail)
        if self.settings.check_language:
            language = article.language or language_of(article.text)
            if language and _LANGUAGE_TAG_ENDS.split(language)[0].lower() not in _ENGLISH:
                detail = (
                    f"the text is in {language!r}; only English ('en') is coded. "
                    "If that is wrong, set the article's language to 'en'."
                )
                return Rejected(article.id, RejectReason.LANGUAGE, detail)
        return None

    def _code(self, article: Article, *, predicates: bool) -> Record:
        annotated, every_predicate = self._annotator(article, predicates=predicates)
        coded = self._coder(annotated)
        reasons = Counter(str(item.reason) for item in coded.dropped)
        return Record(
            id=article.id,
            title=article.title,
            published=article.published,
            outlet=article.outlet,
            url=article.url,
            language=article.language or "en",
            text=article.text,
            coder=self.info,
            actors=annotated.actors,
            places=annotated.places,
            times=annotated.times,
            statements=annotated.statements,
            events=coded.events,
            predicates=every_predicate,
            dropped=dict(sorted(reasons.items())),
        )


def load(settings: Settings | Path | str | None = None, *, reader: str | None = None) -> Coder:
    """A coder with these settings, or those of a TOML file.

    Args:
        reader: Goes before the settings' own: `rules`, `learned` or the folder of a model.

    Raises:
        DictionaryError: a settings or data file has faults; all are listed.
        SettingsError: the language model is not installed, or the reader's folder is no model.
    """
    if not isinstance(settings, Settings):
        settings = Settings.read(Path(settings)) if settings else Settings()
    return Coder(settings if reader is None else replace(settings, reader=reader))


def with_title(article: Article) -> Article:
    """The article with its title as the first paragraph of the text, unless the text begins with it already."""
    title = (article.title or "").strip()
    body = article.text.lstrip()
    # "Iraq" does not begin "Iraqi troops left": the title must end where a word ends.
    begins = body.startswith(title) and not (title[-1:] + body[len(title) : len(title) + 1]).isalnum()
    return article if not title or begins else replace(article, text=f"{title}\n\n{article.text}")


def _has_surrogates(value: str | None) -> bool:
    try:
        (value or "").encode()
    except UnicodeEncodeError:
        return True
    return False
