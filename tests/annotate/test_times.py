"""What the times layer finds, and what it does not. Papers are of Wednesday 2014-06-11 unless a test says otherwise."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from dateline.annotate.times import Times
from dateline.dictionaries.times import Rule, load_times
from dateline.records import Article, Basis, TimeRef, TimeType

PUBLISHED = date(2014, 6, 11)


@pytest.fixture(scope="module")
def times() -> Times:
    return Times()


@pytest.fixture(scope="module")
def blank() -> Language:
    return spacy.blank("en")


def read(times: Times, doc: Doc, published: date | None = PUBLISHED) -> tuple[TimeRef, ...]:
    doc._.article = Article(id="a", text=doc.text, published=published)
    found: tuple[TimeRef, ...] = times(doc)._.times
    return found


def values(times: Times, doc: Doc, published: date | None = PUBLISHED) -> list[str]:
    return [time.value for time in read(times, doc, published)]


@pytest.mark.parametrize("rule", load_times().rules, ids=lambda rule: rule.id)
def test_each_rule_reads_its_own_example(times: Times, blank: Language, rule: Rule) -> None:
    doc = blank(rule.example)

    found = values(times, doc)

    assert tuple(found) == rule.gives


@pytest.mark.parametrize("rule", [rule for rule in load_times().rules if rule.gives], ids=lambda rule: rule.id)
def test_each_rule_that_finds_a_time_is_used_by_its_own_example(times: Times, blank: Language, rule: Rule) -> None:
    doc = blank(rule.example)

    found = read(times, doc)

    assert f"times.{rule.id}" in {time.why["value"].rule for time in found}


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("It began on 3 March 2014.", "2014-03-03", "2014-03-03"),
        ("It began in March 2014.", "2014-03-01", "2014-03-31"),
        ("It began last week.", "2014-06-02", "2014-06-08"),
        ("It began in 2012.", "2012-01-01", "2012-12-31"),
        ("It began in the 1990s.", "1990-01-01", "1999-12-31"),
        ("It began in the third quarter of 2013.", "2013-07-01", "2013-09-30"),
        ("It began in late 2013.", "2013-07-02", "2013-12-31"),
        ("It lasted for the past three days.", "2014-06-08", "2014-06-11"),
        ("It began on Monday night.", "2014-06-09", "2014-06-09"),
    ],
)
def test_the_days_are_all_days_that_the_words_allow(
    times: Times, blank: Language, text: str, first: str, last: str
) -> None:
    doc = blank(text)

    (time,) = read(times, doc)

    assert (time.first, time.last) == (first, last)


@pytest.mark.parametrize(
    "text", ["It lasted three days.", "It is calm now.", "It happened recently.", "It happens every Friday."]
)
def test_what_has_no_place_on_the_calendar_has_no_days(times: Times, blank: Language, text: str) -> None:
    doc = blank(text)

    (time,) = read(times, doc)

    assert (time.first, time.last) == (None, None)


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("on 3 March 2014", Basis.STATED),
        ("on Sunday", Basis.RELATIVE),
        ("two days ago", Basis.RELATIVE),
        ("today", Basis.PUBLICATION),
        ("this morning", Basis.PUBLICATION),
    ],
)
def test_the_basis_tells_how_a_date_was_got(times: Times, blank: Language, text: str, basis: Basis) -> None:
    doc = blank(f"The bridge fell {text}.")

    (time,) = read(times, doc)

    assert time.basis is basis


def test_on_sunday_in_a_sunday_paper_is_that_sunday(times: Times, blank: Language) -> None:
    doc = blank("Rebels took the town on Sunday.")

    found = values(times, doc, date(2014, 6, 8))

    assert found == ["2014-06-08"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on Wednesday", "XXXX-WXX-3"),
        ("yesterday", "XXXX-XX-XX"),
        ("last week", "XXXX-WXX"),
        ("last month", "XXXX-XX"),
        ("last year", "XXXX"),
        ("on May 5", "XXXX-05-05"),
        ("in December", "XXXX-12"),
        ("last summer", "XXXX-SU"),
        ("on Friday night", "XXXX-WXX-5TNI"),
        ("two weeks ago", "XXXX-WXX"),
    ],
)
def test_without_a_publication_date_values_are_underspecified(
    times: Times, blank: Language, text: str, value: str
) -> None:
    doc = blank(f"The bridge fell {text}.")

    (time,) = read(times, doc, None)

    assert (time.value, time.first, time.last) == (value, None, None)


def test_a_full_date_needs_no_publication_date(times: Times, blank: Language) -> None:
    doc = blank("On 3 March 2014 a bridge fell. The next day another did.")

    found = values(times, doc, None)

    assert found == ["2014-03-03", "2014-03-04"]


def test_it_runs_in_a_pipeline_without_articles(blank: Language) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("dateline_times")

    doc = nlp("The bridge fell on 3 March 2014.")

    assert [time.value for time in doc._.times] == ["2014-03-03"]


@pytest.mark.parametrize(
    "text",
    [
        "Thousands march against the mayor.",
        "Talks may fail.",
        "The sun set over Sat district.",
        "The second man fled and the fall of the town followed.",
        "The Times and the Sunday Times reported it.",
        "Flight 1990 carried 200 passengers.",
        "Resolution 1973 was adopted.",
        "Some 2000 civilians left, and they paid $1995 each.",
        "A 12-year-old girl was hurt.",
        "They met on June 31 Street.",
        "Prime Minister Ada May spoke.",
        "He has a third house and 1,990 cows.",
    ],
)
def test_lookalikes_are_no_times(times: Times, blank: Language, text: str) -> None:
    doc = blank(text)

    found = [time for time in read(times, doc) if time.text != "June"]

    assert found == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On June 3 a car blew up. The same day a bus did.", "2014-06-03"),
        ("On June 3 a car blew up. The following day a bus did.", "2014-06-04"),
        ("On June 3 a car blew up. Two days later a bus did.", "2014-06-05"),
        ("On June 3 a car blew up. The previous night a bus had.", "2014-06-02TNI"),
        ("In 1994 war broke out. That year many fled.", "1994"),
        ("In 1994 war broke out. The following year many fled.", "1995"),
        ("In 1994 war broke out. A year later it ended.", "1995"),
        ("In May 2012 war broke out. The following month it ended.", "2012-06"),
    ],
)
def test_what_the_text_told_last_is_an_anchor(times: Times, blank: Language, text: str, expected: str) -> None:
    doc = blank(text)

    found = values(times, doc)

    assert found[-1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("twenty-four hours", "PT24H"),
        ("a year and a half", "P1Y6M"),
        ("two and a half years", "P2Y6M"),
        ("half an hour", "PT30M"),
        ("two decades", "P20Y"),
        ("several weeks", "PXW"),
        ("a couple of months", "P2M"),
        ("a fortnight", "P2W"),
    ],
)
def test_lengths_of_time(times: Times, blank: Language, text: str, expected: str) -> None:
    doc = blank(f"The siege lasted {text}.")

    (time,) = read(times, doc)

    assert (time.type, time.value) == (TimeType.DURATION, expected)


@pytest.mark.parametrize(
    ("text", "mod"),
    [
        ("early 2013", "START"),
        ("the end of May", "END"),
        ("mid-May", "MID"),
        ("about three weeks", "APPROX"),
        ("more than three weeks", "MORE_THAN"),
        ("at least three weeks", "EQUAL_OR_MORE"),
        ("less than three weeks", "LESS_THAN"),
    ],
)
def test_modifiers(times: Times, blank: Language, text: str, mod: str) -> None:
    doc = blank(f"It took until {text}.")

    (time,) = read(times, doc)

    assert time.mod == mod


def test_every_time_proves_itself(times: Times, blank: Language) -> None:
    text = "On Tuesday, June 10, shells fell; by 8 p.m. local time Wednesday the road was shut for three days."
    doc = blank(text)

    found = read(times, doc)

    assert [text[time.start : time.end] for time in found] == [time.text for time in found]
    assert all((time.why["value"].start, time.why["value"].end) == (time.start, time.end) for time in found)


def test_times_stand_in_text_order_without_overlaps(times: Times, blank: Language) -> None:
    doc = blank(
        "Since early May 2012, on Fridays at 10:35 a.m. and again on June 3-5, for two to three hours a day. " * 3
    )

    found = read(times, doc)

    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
    assert len(found) % 3 == 0


@pytest.mark.parametrize(
    "text", ["", " \n\n ", "12345678901234567890 years ago", "99999 years ago and 0000-00-00 or 99/99/9999"]
)
def test_nonsense_breaks_nothing(times: Times, blank: Language, text: str) -> None:
    doc = blank(text)

    found = read(times, doc)

    assert isinstance(found, tuple)


_WORDS = [*sorted(load_times().words), "the", "of", "a", "and", "30", "31", "1999", "2014", ",", ".", "0630", "\n\n"]


@settings(max_examples=150, deadline=None)
@given(
    words=st.lists(st.sampled_from(_WORDS), max_size=25),
    published=st.none() | st.dates(),
)
def test_any_order_of_time_words_gives_sound_times(
    times: Times, blank: Language, words: list[str], published: date | None
) -> None:
    doc = blank(" ".join(words).capitalize())

    found = read(times, doc, published)

    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
    assert all(doc.text[time.start : time.end] == time.text for time in found)
    assert all(time.first is None or time.first <= (time.last or "") for time in found)


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("The army shelled the town on Friday.", "2014-06-06"),
        ("The ministers will meet on Friday.", "2014-06-13"),
        ("The ministers are expected to meet on Friday.", "2014-06-13"),
        ("The talks were scheduled for Friday.", "2014-06-13"),
        ("The ministers agreed on Friday to meet.", "2014-06-06"),
        ("The two sides agreed to meet on Friday.", "2014-06-13"),
        ("The court gave the mayor until Friday to resign.", "2014-06-13"),
        ("Protesters have camped there since Friday.", "2014-06-06"),
        ("He may have left on Friday.", "2014-06-06"),
        ("The summit opens on Friday.", "2014-06-13"),
        ("The union agreed to talks on Friday with the mayor.", "2014-06-13"),
        ("The talks, which were to begin on Friday, were cancelled.", "2014-06-13"),
        ("The army could attack if the town was still held on Friday.", "2014-06-13"),
        ("The rebels withdrew in October.", "2013-10"),
        ("The rebels will withdraw in October.", "2014-10"),
        ("The rebels promised to withdraw by March.", "2015-03"),
    ],
)
def test_the_verb_says_which_friday(times: Times, nlp: Language, sentence: str, value: str) -> None:
    doc = nlp(sentence)

    found = values(times, doc)

    assert found == [value]


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("They have no faith in the future.", ["FUTURE_REF"]),
        ("They discussed the future government.", []),
        ("The recent raid failed.", ["PAST_REF"]),
        ("Gunmen killed 1990 rebels.", []),
    ],
)
def test_tags_tell_vague_times_from_other_words(
    times: Times, nlp: Language, sentence: str, expected: list[str]
) -> None:
    doc = nlp(sentence)

    found = values(times, doc)

    assert found == expected
