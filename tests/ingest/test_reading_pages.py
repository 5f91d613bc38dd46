"""HTML pages to articles."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from dateline.ingest import read
from dateline.ingest.objects import read_object
from dateline.records import Article, Rejected

PARAGRAPHS = (
    "Soldiers of the northern army left the town of Exampleton on Monday after a siege of nine weeks.",
    "The mayor said that nobody had been hurt, and that the market would open again within the week.",
    "Observers of the peace mission counted forty lorries on the road to the border, a spokesman said.",
)
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Army leaves Exampleton - The Daily Example</title>
<meta charset="utf-8"><meta property="og:title" content="Army leaves Exampleton">
<meta property="og:site_name" content="The Daily Example">
<meta property="article:published_time" content="2020-05-05T10:00:00Z">
<link rel="canonical" href="https://news.example.org/army-leaves"></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Army leaves Exampleton</h1>{"".join(f"<p>{text}</p>" for text in PARAGRAPHS)}</article>
<div class="comments"><p>First comment: I do not believe a word of this, and neither should you.</p></div>
<footer>Copyright 2021 The Daily Example. All rights reserved.</footer></body></html>"""


def test_a_page_gives_its_article_with_title_day_outlet_and_address(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")

    (article,) = read([path], published=date(1999, 1, 1))

    assert isinstance(article, Article)
    assert article.title == "Army leaves Exampleton"
    assert article.published == date(2020, 5, 5)
    assert article.outlet == "The Daily Example"
    assert article.url == "https://news.example.org/army-leaves"


def test_paragraphs_stay_apart_and_what_is_around_the_article_is_left_out() -> None:
    article = read_object({"html": PAGE}, "a.json")

    assert isinstance(article, Article)
    assert "\n\n".join(PARAGRAPHS) in article.text
    assert "Sport" not in article.text
    assert "comment" not in article.text
    assert "Copyright" not in article.text


def test_fields_of_an_object_win_over_what_its_page_says() -> None:
    value = {"html": PAGE, "id": "p1", "title": "Given", "published": "2019-01-01", "outlet": "Given too"}

    article = read_object(value, "a.json")

    assert isinstance(article, Article)
    given = (article.id, article.title, article.published, article.outlet)
    assert given == ("p1", "Given", date(2019, 1, 1), "Given too")
    assert article.url == "https://news.example.org/army-leaves"


def test_a_table_row_becomes_a_line_without_bars() -> None:
    rows = "".join(f"<tr><td>Town {n}</td><td>{n} killed</td></tr>" for n in range(1, 4))
    page = PAGE.replace("</article>", f"<table>{rows}</table></article>")

    article = read_object({"html": page}, "a.json")

    assert isinstance(article, Article)
    assert "Town 2, 2 killed" in article.text
    assert "|" not in article.text


def test_the_charset_that_a_page_declares_is_used(tmp_path: Path) -> None:
    path = tmp_path / "page.htm"
    page = PAGE.replace("utf-8", "iso-8859-2").replace("The mayor", "The mayor, Łukasz Święty,")
    path.write_bytes(page.encode("iso-8859-2"))

    (article,) = read([path])

    assert isinstance(article, Article)
    assert "Łukasz Święty" in article.text


def test_a_page_nested_a_hundred_thousand_deep_is_rejected() -> None:
    item = read_object({"html": "<div>" * 100_000}, "a.json")

    assert isinstance(item, Rejected)
