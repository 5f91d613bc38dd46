"""The shipped model reads an article the same way each time, alone or among others, and stumbles over no text."""

from __future__ import annotations

import re
import subprocess
import sys

import numpy as np
import pytest

from dateline.annotate.reader.component import DEFAULT_MODEL
from dateline.annotate.reader.network import ACTOR, RECIPIENT, Network
from dateline.annotate.reader.packing import marked_part, pack
from dateline.annotate.reader.reader import DocReading, Reader
from dateline.records import EventType, Span

pytestmark = pytest.mark.model

TEXT = (
    "Kenya asked Norway on Monday to bomb militants near Goma, officials said. Norwegian troops did not attack.\n\n"
    "The rebels shelled two villages in Kivu on Tuesday, killing 12 people, a doctor told reporters. “We will answer,” "
    "the governor warned. Talks between the two governments are to resume in Oslo next week."
)
SCRIPT = """
import re, sys
from dateline.annotate.reader.component import DEFAULT_MODEL
from dateline.annotate.reader.reader import Reader
from dateline.records import Span
text = sys.stdin.read()
print(Reader(DEFAULT_MODEL).read(text, [Span(*m.span()) for m in re.finditer(r"[^.]+[.]?", text)]).reading)
"""


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(DEFAULT_MODEL)


def sentences(text: str) -> list[Span]:
    """Cut at full stops: where is no matter here."""
    return [Span(*match.span()) for match in re.finditer(r"[^.]+[.]?", text)]


def read(reader: Reader, text: str) -> DocReading:
    return reader.read(text, sentences(text))


def spans_of(found: DocReading) -> list[Span]:
    """Every passage that a reading names."""
    triggers = found.reading.triggers
    named = [span for t in triggers for span in (t.span, *t.actors, *t.recipients, *t.places, *t.times, *t.tellers)]
    return named + [span for s in found.reading.statements for span in (s.cue, *s.source, *s.content)]


def test_what_plainly_happens_and_who_says_so_is_read(reader: Reader) -> None:
    found = read(reader, TEXT)

    likeliest = {TEXT[t.start : t.end]: t.types[0][0] for t in found.reading.triggers if t.types}
    assert likeliest["asked"] is EventType.REQUEST
    assert likeliest["shelled"] is EventType.ASSAULT
    assert "said" in [TEXT[s.cue.start : s.cue.end] for s in found.reading.statements]


def test_reading_twice_gives_the_same_numbers() -> None:
    networks = [Network(DEFAULT_MODEL), Network(DEFAULT_MODEL)]
    (item,) = pack(TEXT, [Span(0, 200)], networks[0].tokenizer)

    scores = [network.read(item) for network in networks for _ in range(3)]

    for other in scores[1:]:
        for name in ("vectors", "types", "statuses", "cues", "factuality", "scales"):
            assert np.array_equal(getattr(scores[0], name), getattr(other, name))
        assert other.relevance == scores[0].relevance


def test_what_is_between_two_parties_hangs_on_which_of_them_acts() -> None:
    network = Network(DEFAULT_MODEL)
    (item,) = pack(TEXT, [Span(0, 57)], network.tokenizer)

    one = network.between(marked_part(item, {ACTOR: (0, 0), RECIPIENT: (2, 2)}))
    other = network.between(marked_part(item, {ACTOR: (2, 2), RECIPIENT: (0, 0)}))

    assert one.shape == other.shape == (16,)
    assert not np.array_equal(one, other)


def test_the_articles_read_before_do_not_matter(reader: Reader) -> None:
    first = read(reader, TEXT).reading

    read(reader, "The war is over. " * 200)
    read(reader, TEXT.upper() * 3)

    assert read(reader, TEXT).reading == first


def test_another_process_reads_the_same(reader: Reader) -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], input=TEXT, capture_output=True, text=True, check=True)

    assert done.stdout.strip() == str(read(reader, TEXT).reading)


def test_what_stands_in_another_pack_does_not_matter(reader: Reader) -> None:
    far = "The committee of ministers will not say anything more about these long and tiresome talks today. " * 12

    together = [t for t in read(reader, TEXT + far).reading.triggers if t.end <= 100]

    assert [t for t in read(reader, TEXT + far * 2).reading.triggers if t.end <= 100] == together


def test_case_does_not_matter(reader: Reader) -> None:
    assert read(reader, TEXT.lower()).reading == read(reader, TEXT).reading


@pytest.mark.parametrize("text", ["", " ", "\r\n\r\n", "\u200b\ufeff"], ids=["empty", "blank", "lines", "invisible"])
def test_where_there_is_no_word_nothing_is_read(reader: Reader, text: str) -> None:
    found = read(reader, text)

    assert (found.reading.triggers, found.reading.statements, found.reading.relevance) == ((), (), 0.0)
    assert found.factuality_at(0, 1) is None
    assert found.cue_at(0, 1) == 0.0


@pytest.mark.parametrize(
    "text",
    [
        "rebels attacked soldiers and " * 400,
        "🚀🚀 Rebels shelled Goma 🚀, a doctor said 😢.\r\nTroops\r\nfled.\u2028Talks\u00a0failed.",
        "Ολγα Müller-Łódź attacked İstanbul; 北京 accused 한국. a\u0301 \u0301 \x00 \ufffd said so.",
        "REBELS SHELL GOMA, 12 DEAD",
        "x" * 5000,
        "." * 500,
    ],
    ids=["no full stop", "emoji and line ends", "many scripts", "capitals", "one word", "full stops"],
)
def test_odd_texts_are_read_within_their_bounds(reader: Reader, text: str) -> None:
    found = read(reader, text)

    assert all(0 <= span.start < span.end <= len(text) for span in spans_of(found))
    shares = [share for t in found.reading.triggers for _, share in (*t.types, *t.statuses, *t.pair)]
    assert all(0 <= share <= 1 for share in shares)
    assert all(-3 <= t.factuality <= 3 for t in found.reading.triggers)
    starts = [t.start for t in found.reading.triggers]
    assert starts == sorted(starts)


def test_the_model_is_named_by_what_is_in_its_folder(reader: Reader) -> None:
    name, _, digest = reader.model.partition("@")

    assert name == "dateline-reader"
    assert re.fullmatch(r"[0-9a-f]{12}", digest)
    assert read(reader, TEXT).reading.model == reader.model
