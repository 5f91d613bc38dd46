"""Passages: sentences to pack by, and which words a span covers."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from dateline.annotate.reader import packing, reader
from training import passages
from training.passages import Pack, Passage, sentences

ROOT = Path(passages.__file__).parents[1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels left. Troops came.", ["Rebels left.", "Troops came."]),
        ("“We left.” Troops came.", ["“We left.", "Troops came."]),
        ("Gen. Okello spoke to the U.N. Council.", ["Gen. Okello spoke to the U.N. Council."]),
        ("Rebels left\n\nTroops came", ["Rebels left", "Troops came"]),
        ("", []),
        (" \n ", []),
    ],
    ids=["full stop", "quotation", "abbreviations", "paragraphs", "empty", "blank"],
)
def test_sentences_end_at_punctuation_and_lines(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected


def test_a_span_covers_the_words_that_it_shares_a_character_with() -> None:
    pack = Pack(Passage("test", "x", "Rebels left Goma"), [], [], [], [(0, 6), (7, 11), (12, 16)], [0, 0, 0])

    assert pack.covering(5, 8) == [0, 1]
    assert pack.covering(6, 7) == []
    assert (pack.start, pack.end) == (0, 16)


def test_training_and_the_reader_name_their_outputs_alike() -> None:
    assert passages.TYPES == reader.TYPES
    assert passages.STATUSES == reader.STATUSES
    assert passages.ROLES == reader.ROLES
    assert passages.MAX_PIECES == packing.MAX_PIECES


def test_reading_the_data_needs_no_torch() -> None:
    code = "import training.data, sys; print('torch' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "False"
