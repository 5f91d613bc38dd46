"""From hand-made scores to proposals. No model."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace

from dateline.annotate.reader import reader as module
from dateline.annotate.reader.network import CUE, TRIGGER, WordScores, sigmoid, softmax
from dateline.annotate.reader.packing import MarkedPart, Pack, pack
from dateline.annotate.reader.reader import ROLES, STATUSES, TYPES, DocReading, Reader, _ranked, _runs, _spans
from dateline.dictionaries.relevance import RelevanceBounds
from dateline.records import EventType, Span, Status

TEXT = "Rebels opened fire on soldiers , a doctor said"
WORDS = TEXT.split()
NONE = len(TYPES)


def word_tokenizer() -> Tokenizer:
    """One piece a word."""
    found = Tokenizer(WordLevel({"[UNK]": 0, "[CLS]": 1, "[SEP]": 2}, unk_token="[UNK]"))  # noqa: S106  (no password)
    found.pre_tokenizer = Whitespace()
    return found


def logits(*, size: int, likely: dict[int, int], height: float = 9.0) -> np.ndarray:
    """A row a word: nearly all of its probability is on the class that `likely` gives, else on the last one."""
    scores = np.zeros((len(WORDS), size), np.float32)
    for row in range(len(WORDS)):
        scores[row, likely.get(row, size - 1)] = height
    return scores


class FakeNetwork:
    """Scores as wanted; remembers what it was asked."""

    model = "fake"

    def __init__(self, folder: Path) -> None:
        self.tokenizer = word_tokenizer()
        self.asked: list[tuple[int, tuple[int, int]]] = []
        self.paired: list[MarkedPart] = []
        self.types = logits(size=NONE + 1, likely={1: TYPES.index("ASSAULT"), 2: TYPES.index("ASSAULT")})
        self.statuses = logits(size=len(STATUSES), likely={1: STATUSES.index("planned"), 2: STATUSES.index("planned")})
        self.cues = logits(size=3, likely=dict.fromkeys(range(len(WORDS)), 0) | {8: 1})
        self.answers: dict[int, dict[str, tuple[int, ...]]] = {
            TRIGGER: {"actor": (0,), "recipient": (4,), "teller": (6, 7)},
            CUE: {"source": (6, 7), "content": (0, 1, 2, 3, 4)},
        }

    def read(self, item: Pack) -> WordScores:
        count = len(item.words)
        factuality = np.zeros((count, 3), np.float32)
        factuality[1] = [1.0, 2.0, 9.0]
        return WordScores(
            vectors=np.zeros((1, count, 1), np.float32),
            types=self.types[:count],
            statuses=self.statuses[:count],
            cues=self.cues[:count],
            factuality=factuality,
            scales=np.tile(np.array([9.0, 0.0, 0.0], np.float32), (count, 1)),
            relevance=0.0,
        )

    def ask(self, seen: WordScores, kind: int, questions: Sequence[tuple[int, int]]) -> np.ndarray:
        self.asked += [(kind, question) for question in questions]
        roles = np.full((len(questions), len(WORDS), len(ROLES)), -9.0, np.float32)
        for role, words in self.answers[kind].items():
            roles[:, list(words), ROLES.index(role)] = 9.0
        return roles

    def between(self, part: MarkedPart) -> np.ndarray:
        self.paired.append(part)
        types = np.zeros(NONE, np.float32)
        types[TYPES.index("COERCE")] = 9.0
        return types


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> FakeNetwork:
    made = FakeNetwork(Path())
    monkeypatch.setattr(module, "Network", lambda folder: made)
    return made


def read() -> DocReading:
    return Reader(Path()).read(TEXT, [Span(0, len(TEXT))])


def words(*spans: Span) -> list[str]:
    return [TEXT[span.start : span.end] for span in spans]


def test_neighbouring_words_of_one_type_are_one_trigger(network: FakeNetwork) -> None:
    (trigger,) = read().reading.triggers

    assert words(trigger.span) == ["opened fire"]
    assert trigger.types == ((EventType.ASSAULT, pytest.approx(0.998, abs=0.002)),)
    assert trigger.statuses[0][0] is Status.PLANNED
    assert trigger.probability == pytest.approx(0.998, abs=0.002)


def test_neighbouring_words_of_two_types_are_two_triggers(network: FakeNetwork) -> None:
    network.types[2] = 0
    network.types[2, TYPES.index("PROTEST")] = 9.0

    found = read().reading.triggers

    assert [(words(t.span), t.types[0][0]) for t in found] == [
        (["opened"], EventType.ASSAULT),
        (["fire"], EventType.PROTEST),
    ]


def test_a_trigger_is_read_at_its_surest_word(network: FakeNetwork) -> None:
    network.types[2, NONE] = 9.0  # as likely none as a trigger
    network.statuses[2] = 0
    network.statuses[2, STATUSES.index("denied")] = 9.0

    (trigger,) = read().reading.triggers

    assert words(trigger.span) == ["opened fire"]
    assert trigger.statuses[0][0] is Status.PLANNED
    assert trigger.factuality == 3.0  # the mean of its outputs, 4, is beyond the scale


def test_the_answers_about_a_trigger_are_its_parties(network: FakeNetwork) -> None:
    (trigger,) = read().reading.triggers

    assert words(*trigger.actors, *trigger.recipients, *trigger.tellers) == ["Rebels", "soldiers", "a doctor"]
    assert (trigger.places, trigger.times) == ((), ())


def test_of_a_trigger_with_both_sides_it_is_asked_what_is_between_them(network: FakeNetwork) -> None:
    (trigger,) = read().reading.triggers

    (part,) = network.paired
    assert part.marks == (0, 1, 0, 0, 0, 2, 0, 0, 0, 0, 0)
    assert trigger.pair[0][0] is EventType.COERCE


def test_in_a_longer_text_it_is_not(network: FakeNetwork) -> None:
    nothing = Span(len(TEXT), len(TEXT))

    found = Reader(Path()).read(TEXT, [Span(0, len(TEXT)), nothing, nothing, nothing])

    (trigger,) = found.reading.triggers
    assert trigger.pair == ()
    assert network.paired == []


def test_of_a_trigger_with_one_side_it_is_not(network: FakeNetwork) -> None:
    network.answers[TRIGGER] = {"actor": (0,)}

    (trigger,) = read().reading.triggers

    assert trigger.pair == ()
    assert network.paired == []


def test_a_cue_has_a_source_and_a_content(network: FakeNetwork) -> None:
    found = read()

    (said,) = found.reading.statements
    assert words(said.cue, *said.source, *said.content) == ["said", "a doctor", "Rebels opened fire on soldiers"]
    (answer,) = found.answers
    assert [round(float(share)) for share in answer.source] == [0, 0, 0, 0, 0, 0, 1, 1, 0]


def test_a_beginning_starts_a_cue_of_its_own(network: FakeNetwork) -> None:
    network.cues[7] = [0.0, 9.0, 0.0]

    cues = [words(said.cue) for said in read().reading.statements]

    assert cues == [["doctor"], ["said"]]


def test_what_goes_on_is_one_cue(network: FakeNetwork) -> None:
    network.cues[7], network.cues[8] = [0.0, 9.0, 0.0], [0.0, 0.0, 9.0]

    cues = [words(said.cue) for said in read().reading.statements]

    assert cues == [["doctor said"]]


def test_where_nothing_is_likely_nothing_is_asked(network: FakeNetwork) -> None:
    network.types[:] = 0
    network.types[:, NONE] = 9.0
    network.cues[8] = [9.0, 0.0, 0.0]

    found = read()

    assert (found.reading.triggers, found.reading.statements, network.asked) == ((), (), [])


def test_relevance_is_a_probability(network: FakeNetwork) -> None:
    assert read().reading.relevance == 0.5


def test_a_word_can_be_looked_up_by_its_characters(network: FakeNetwork) -> None:
    found = read()
    start = TEXT.index("opened")

    factuality = found.factuality_at(start, start + 6)

    assert factuality is not None
    assert factuality.scales == (1.0, 2.0, 9.0)
    assert factuality.shares == (1.0, 0.0, 0.0)
    assert found.cue_at(TEXT.index("said"), len(TEXT)) > 0.9
    assert found.cue_at(0, 6) < 0.1


def test_where_no_word_stands_nothing_is_found(network: FakeNetwork) -> None:
    found = read()

    assert found.factuality_at(6, 7) is None  # the blank after the first word
    assert found.cue_at(6, 7) == 0.0
    assert found.factuality_at(len(TEXT), len(TEXT) + 5) is None


def test_of_several_words_the_likeliest_trigger_is_taken(network: FakeNetwork) -> None:
    network.types[2, NONE] = 5.0  # of the two words of the trigger the first is the likelier

    factuality = read().factuality_at(0, len(TEXT))

    assert factuality is not None
    assert factuality.scales == (1.0, 2.0, 9.0)


@pytest.mark.parametrize(
    ("likely", "kinds", "runs"),
    [
        ([], [], []),
        ([0, 0], [0, 0], []),
        ([1, 1, 0, 1], [5, 5, 5, 5], [(0, 1), (3, 3)]),
        ([1, 1, 1], [5, 5, 6], [(0, 1), (2, 2)]),
        ([0, 1, 1], [5, 6, 6], [(1, 2)]),
    ],
    ids=["no words", "none likely", "a gap", "another kind", "at the end"],
)
def test_runs_are_likely_words_of_one_kind(likely: list[int], kinds: list[int], runs: list[tuple[int, int]]) -> None:
    assert list(_runs(np.array(likely, bool), np.array(kinds, np.int64))) == runs


def test_answers_are_the_words_more_likely_than_not() -> None:
    (item,) = pack(TEXT, [Span(0, len(TEXT))], word_tokenizer())
    shares = np.array([0.5, 0.9, 0.2, 0.0, 0.7, 0.49, 0.0, 0.0, 0.51], np.float32)

    assert words(*_spans(shares, item)) == ["Rebels opened", "soldiers", "said"]


def test_ranks_are_by_share_then_in_the_order_of_the_names() -> None:
    shares = np.array([0.3, 0.01, 0.39, 0.3], np.float32)

    assert _ranked(("a", "b", "c", "d"), shares) == [("c", 0.39), ("a", 0.3), ("d", 0.3)]


def test_probabilities_are_rounded_to_three_digits_and_stay_finite() -> None:
    scores = np.array([[1000.0, -1000.0, 0.0], [1 / 3, 1 / 3, 1 / 3]], np.float32)

    shares = softmax(scores)

    assert shares[0].tolist() == [1.0, 0.0, 0.0]
    assert np.allclose(shares[1], 0.333)
    assert np.allclose(sigmoid(np.array([0.0, 5.0], np.float32)), [0.5, 0.993])


def test_the_names_are_those_of_the_records() -> None:
    assert sorted(TYPES) == sorted(EventType)
    assert sorted(STATUSES) == sorted(Status)


def test_an_article_that_begins_irrelevant_is_read_no_further(network: FakeNetwork) -> None:
    found = Reader(Path(), RelevanceBounds(skim_probability=0.6)).read(TEXT, [Span(0, len(TEXT))])

    assert not found.whole
    assert (found.reading.relevance, found.reading.triggers, found.reading.statements) == (0.5, (), ())


def test_a_text_too_short_to_be_judged_is_read_to_its_end(network: FakeNetwork) -> None:
    found = Reader(Path(), RelevanceBounds(skim_probability=0.6, fewest_sentences=2)).read(TEXT, [Span(0, len(TEXT))])

    assert found.whole
    assert words(found.reading.triggers[0].span) == ["opened fire"]


def test_an_unlikely_trigger_is_proposed_without_answers(network: FakeNetwork) -> None:
    network.types[1:3] = -9.0
    network.types[1:3, [TYPES.index("ASSAULT"), NONE]] = [1.0, 2.4]

    (trigger,) = read().reading.triggers

    assert 0.15 <= trigger.probability < 0.3
    assert trigger.actors == ()
