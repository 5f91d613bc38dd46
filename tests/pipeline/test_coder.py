"""The coder: a record or a reason for any article, whatever it holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import dateline
from dateline.errors import DictionaryError, InputError
from dateline.pipeline import Coder, Settings
from dateline.pipeline.coder import with_title
from dateline.records import Article, Record, Rejected, RejectReason

SENTENCE = "Kenya asked Norway on Monday to bomb militants near Goma, officials said."
GERMAN = (
    "Die Regierung hat am Montag den Botschafter einbestellt, weil an der Grenze wieder geschossen worden war. "
    "Der Sprecher sagte, man werde in den kommenden Tagen mit den Nachbarn über einen Abzug der Truppen verhandeln. "
    "Die Opposition verlangte eine Sondersitzung des Parlaments noch in dieser Woche."
)

pytestmark = pytest.mark.model


def reason_of(result: Record | Rejected) -> RejectReason:
    assert isinstance(result, Rejected)
    return result.reason


def test_a_text_becomes_a_record_of_what_was_given(coder: Coder) -> None:
    record = coder.code(SENTENCE, id="x", published="2012-11-21", outlet="The Example", url="https://example.org")

    assert (record.id, record.outlet, record.url, record.text) == ("x", "The Example", "https://example.org", SENTENCE)
    assert record.published == date(2012, 11, 21)
    assert (record.title, record.language, record.coder) == (None, "en", coder.info)
    assert {(str(event.type), str(event.status)) for event in record.events} >= {("REQUEST", "actual")}
    assert Record.from_json(record.to_json()) == record


def test_predicates_come_only_when_asked_for(coder: Coder) -> None:
    assert coder.code(SENTENCE).predicates is None
    assert coder.code(SENTENCE, predicates=True).predicates


@pytest.mark.parametrize(
    "published", ["2012-11-21", date(2012, 11, 21), datetime(2012, 11, 21, 23, 5, tzinfo=UTC)], ids=repr
)
def test_a_day_may_be_given_as_text_or_as_a_date(coder: Coder, published: date | str) -> None:
    record = coder.code(SENTENCE, published=published)

    assert '"published":"2012-11-21"' in record.to_json()
    assert record.times[0].first == "2012-11-19"


@pytest.mark.parametrize("published", ["10 June", "2014-06-31", ""])
def test_a_day_that_is_none_is_told_with_the_form_that_is_wanted(coder: Coder, published: str) -> None:
    with pytest.raises(InputError, match=r"published is .*; write a day as YYYY-MM-DD"):
        coder.code(SENTENCE, published=published)


@pytest.mark.parametrize("text", ["", " \n\t\u00a0"])
def test_a_text_without_words_raises(coder: Coder, text: str) -> None:
    with pytest.raises(InputError, match="the article has no text"):
        coder.code(text, title="A headline does not make an article")


@pytest.mark.parametrize(
    ("article", "reason"),
    [
        (Article("a", " "), RejectReason.EMPTY),
        (Article("a", "x" * 300_001), RejectReason.TOO_LONG),
        (Article("a", "x" * 300_000, title="With its title it is too long"), RejectReason.TOO_LONG),
        (Article("a", GERMAN), RejectReason.LANGUAGE),
        (Article("a", SENTENCE, language="fr"), RejectReason.LANGUAGE),
        (Article("a", "Rebels \ud83d shelled Goma."), RejectReason.ENCODING),
        (Article("a\udc00", SENTENCE), RejectReason.ENCODING),
    ],
    ids=["blank", "too long", "too long with its title", "German", "said to be French", "half a character", "id"],
)
def test_what_cannot_be_coded_is_rejected_with_its_reason(coder: Coder, article: Article, reason: RejectReason) -> None:
    assert reason_of(coder.code_article(article)) is reason


@pytest.mark.parametrize("language", ["en", "EN", "en-GB", "en_US", "eng"])
def test_english_is_known_under_all_its_codes(coder: Coder, language: str) -> None:
    result = coder.code_article(Article("a", SENTENCE, language=language))

    assert isinstance(result, Record)
    assert result.language == language


def test_the_language_is_not_checked_where_the_settings_say_so(coder: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coder, "settings", Settings(check_language=False))

    assert isinstance(coder.code_article(Article("a", GERMAN)), Record)


def test_a_layer_that_raises_rejects_its_article_alone(coder: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    annotate = coder._annotator

    def failing(article: Article, *, predicates: bool) -> object:
        if "Goma" in article.text:
            raise IndexError("list index out of range")
        return annotate(article, predicates=predicates)

    monkeypatch.setattr(coder, "_annotator", failing)

    bad, good = coder.stream([Article("bad", SENTENCE), Article("good", "Rebels shelled the port.")])

    assert reason_of(bad) is RejectReason.FAILED
    assert "IndexError: list index out of range. This is a bug of Dateline" in bad.detail  # type: ignore[union-attr]
    assert isinstance(good, Record)
    with pytest.raises(InputError, match="the coder failed with IndexError"):
        coder.code(SENTENCE)


def test_ctrl_c_is_no_failure_of_an_article(coder: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(article: Article, *, predicates: bool) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr(coder, "_annotator", interrupted)

    with pytest.raises(KeyboardInterrupt):
        coder.code_article(Article("a", SENTENCE))


@pytest.mark.parametrize(
    "text",
    [
        "x",
        ".",
        "\ufeffRebels shelled Goma.",
        "Rebels\u00a0shelled\u2028Goma.\x85The army\u200b left.\x00",
        "Rebels shelled Goma.\r\n\r\nThe army left.\r\n",
        "😀 " * 50,
        '"' * 300,
        "“" * 300 + "he said",
        "\n" * 500 + "Rebels shelled Goma.",
        "killed " + "9" * 5_000 + "th, " + "9" * 5_000 + " and the " + "1" * 5_000 + "s",
        "a" * 20_000,
        "He said that " * 300,
        "the attack of " * 300,
        "<p>Rebels shelled Goma</p>" * 50,
    ],
    ids=[
        *(
            "one letter",
            "one mark",
            "byte order mark",
            "odd blanks",
            "CRLF",
            "emoji",
            "quotes",
            "open quotes",
            "newlines",
        ),
        *("long numbers", "one long word", "that-chain", "of-chain", "tags"),
    ],
)
def test_odd_texts_give_records_that_can_be_written(coder: Coder, text: str) -> None:
    result = coder.code_article(Article("odd", text, language="en"), predicates=True)

    assert isinstance(result, Record), result
    assert Record.from_json(result.to_json()) == result


def test_all_offsets_lie_in_the_text_and_quote_it(coder: Coder) -> None:
    record = coder.code(f"{SENTENCE}\n\n“We will not,” she said.", title="Kenya: a request 😀", published="2012-11-21")

    for item in (*record.places, *record.times, *(event.trigger for event in record.events)):
        assert record.text[item.start : item.end] == item.text


def test_a_title_is_the_first_paragraph(coder: Coder) -> None:
    record = coder.code("Officials said so.", title=" Rebels shell Goma ")

    assert record.text == "Rebels shell Goma\n\nOfficials said so."
    assert record.title == " Rebels shell Goma "


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        (None, "Rebels left.", "Rebels left."),
        (" ", "Rebels left.", "Rebels left."),
        ("Rebels left", "Rebels left. They went.", "Rebels left. They went."),
        ("Rebels left", "\n Rebels left\n\nThey went.", "\n Rebels left\n\nThey went."),
        ("Iraq", "Iraqi troops left.", "Iraq\n\nIraqi troops left."),
        ("Why?", "Whyever.", "Why?\n\nWhyever."),
    ],
    ids=["none", "blank", "begins the text", "after blanks", "begins a word", "is another"],
)
def test_a_title_is_put_before_a_text_that_does_not_begin_with_it(title: str | None, text: str, expected: str) -> None:
    assert with_title(Article("a", text, title=title)).text == expected


def test_a_record_that_is_fed_back_does_not_grow(coder: Coder) -> None:
    once = coder.code("Officials said so.", title="Rebels shell Goma", id="a")
    twice = coder.code(once.text, title=once.title, id="a")

    assert twice == once


@pytest.mark.parametrize("workers", [0, -1])
def test_a_stream_without_workers_is_told_at_once(coder: Coder, workers: int) -> None:
    with pytest.raises(InputError, match=f"workers is {workers}; it must be 1 or more"):
        coder.stream([], workers=workers)


def test_a_stream_is_lazy_and_keeps_the_order(coder: Coder) -> None:
    taken: list[str] = []

    def source() -> Iterator[Article | Rejected]:
        for name in ("a", "b", "c"):
            taken.append(name)
            yield Article(name, SENTENCE)
            yield Rejected(f"{name}.txt", RejectReason.EMPTY, "is empty")

    stream = coder.stream(source())
    assert taken == []
    first, second = next(stream), next(stream)

    assert taken == ["a"]
    assert isinstance(first, Record)
    assert second == Rejected("a.txt", RejectReason.EMPTY, "is empty")
    rest = [item.id if isinstance(item, Record) else item.origin for item in stream]
    assert rest == ["b", "b.txt", "c", "c.txt"]


ACTORS = """
[about]
source = "invented"
licence = "CC0-1.0"
added = 2026-11-22

[tambur-front]
names = ["Tambur Front"]
country = "KEN"
sectors = ["REB"]
"""


def test_a_coder_loaded_from_a_settings_file_has_the_users_actors(tmp_path: Path, coder: Coder) -> None:
    (tmp_path / "actors.toml").write_text(ACTORS)
    (tmp_path / "settings.toml").write_text('actor_dictionaries = ["actors.toml"]')

    own = dateline.load(tmp_path / "settings.toml")
    record = own.code("The Tambur Front shelled Goma.")

    assert ("Tambur Front", "KEN", "REB") in [(actor.name, actor.country, actor.sector) for actor in record.actors]
    assert own.info.codebook != coder.info.codebook
    assert own.info.settings == coder.info.settings


def test_a_dictionary_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(DictionaryError, match=r"none\.toml"):
        Coder(Settings(actor_dictionaries=(str(tmp_path / "none.toml"),)))
