"""An HTML page to an Article: its text, title, day, outlet and address. Never touches the network."""

from __future__ import annotations

import re
from datetime import date

from dateline.ingest.identity import content_id
from dateline.records import Article, Rejected, RejectReason

_TABLE_RULE = re.compile(r"^[|\s:-]+$")
_BULLET = re.compile(r"^[-•*]\s+")


def read_page(html: str, origin: str, *, default_day: date | None = None) -> Article | Rejected:
    """The article of a page, one paragraph a block with a blank line between.

    Comments of readers are left out; cells of a table row are joined by commas. The title is not part of the text.

    Args:
        default_day: Day of publication where the page gives none.
    """
    # Each import takes half a second: only for those who read HTML.
    from trafilatura import bare_extraction  # noqa: PLC0415
    from trafilatura.settings import Document  # noqa: PLC0415

    if not html.strip():
        return Rejected(origin, RejectReason.EMPTY, "is empty")
    # Chosen by measuring on the article-extraction-benchmark (91 pages of it): favor_precision .975, plain .965,
    # favor_recall .966, without tables .968, fast .972. A date only where the page states one: htmldate's extensive
    # search finds one on every page, also where it is the year of the copyright notice.
    page = bare_extraction(
        html,
        favor_precision=True,
        include_comments=False,
        include_tables=True,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    text = _paragraphs(page.text or "") if isinstance(page, Document) else ""
    if not isinstance(page, Document) or not text:
        return Rejected(origin, RejectReason.NO_TEXT, "is a page without an article: no running text was found")
    day = date.fromisoformat(page.date) if page.date else default_day
    title, outlet, url = (_clean(value) for value in (page.title, page.sitename, page.url))
    return Article(
        id=content_id(text, title, outlet, url, day.isoformat() if day else None),
        text=text,
        title=title,
        published=day,
        outlet=outlet,
        url=url,
    )


def _paragraphs(text: str) -> str:
    lines = (line.strip() for line in text.splitlines())
    return "\n\n".join(line for line in map(_plain_line, lines) if line)


def _plain_line(line: str) -> str:
    if not line or _TABLE_RULE.fullmatch(line):
        return ""
    if line.count("|") > 1 and "|" in (line[0], line[-1]):
        return ", ".join(cell.strip() for cell in line.split("|") if cell.strip())
    return _BULLET.sub("", line)


def _clean(value: str | None) -> str | None:
    return (value or "").strip() or None
