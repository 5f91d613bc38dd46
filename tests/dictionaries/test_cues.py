"""The cues of statements and the reader of their files."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.dictionaries.cues import PREPOSITIONS, SLOTS, CueKind, CuePos, read_cues, read_word_lists
from dateline.errors import DictionaryError

HEAD = """
[about]
source = "made for a test"
licence = "Apache-2.0"
added = 2026-11-22
"""

GOOD = """
[mutter]
lemma = "mutter"
pos = "verb"
kind = "speech"
content = ["quote", "clause", "about"]
example = "The guard muttered that it was late."
"""


def cues_file(folder: Path, text: str) -> Path:
    path = folder / "cues.toml"
    path.write_text(HEAD + text, encoding="utf-8")
    return path


def test_a_cue_says_where_its_content_stands(tmp_path: Path) -> None:
    path = cues_file(tmp_path, GOOD)

    (cue,) = read_cues(path)

    assert (cue.id, cue.pos, cue.kind) == ("mutter", CuePos.VERB, CueKind.SPEECH)
    assert cue.takes("clause")
    assert not cue.takes("object")
    assert cue.prepositions == ("about",)


def test_all_faults_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    path = cues_file(
        tmp_path,
        GOOD.replace('"verb"', '"verbs"').replace('"clause"', '"claus"') + '\n[hum]\nlemma = "Hum"\npos = "verb"\n',
    )

    with pytest.raises(DictionaryError) as caught:
        read_cues(path)

    text = str(caught.value)
    assert "cues.toml#mutter: pos is 'verbs'. Did you mean verb?" in text
    assert "content has 'claus'. Did you mean clause?" in text
    assert "cues.toml#hum: has no example" in text
    assert "lemma is 'Hum', not a single lower-case word" in text


def test_an_unknown_key_is_named_with_the_allowed_ones(tmp_path: Path) -> None:
    path = cues_file(tmp_path, GOOD + 'exampel = "x"\n')

    with pytest.raises(DictionaryError, match=r"has the key 'exampel'\. Did you mean example\?"):
        read_cues(path)


def test_a_cue_listed_twice_is_refused(tmp_path: Path) -> None:
    path = cues_file(tmp_path, GOOD + GOOD.replace("[mutter]", "[mutter-again]"))

    with pytest.raises(DictionaryError, match="is the same cue as 'mutter'"):
        read_cues(path)


def test_a_list_of_words_holds_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "words.toml"
    path.write_text(HEAD + '[papers]\nwords = ["memo"]\n\n[bad]\nwords = "memo"\n', encoding="utf-8")

    with pytest.raises(DictionaryError, match=r"words\.toml#bad"):
        read_word_lists(path)


def test_the_shipped_cues_have_frames_that_the_component_knows() -> None:
    cues = read_cues()

    assert len(cues) > 350
    assert all(cue.slots <= set(SLOTS) and set(cue.prepositions) <= set(PREPOSITIONS) for cue in cues)
    assert all(cue.slots or cue.prepositions for cue in cues if cue.pos is not CuePos.PREPOSITION)


def test_the_shipped_word_lists_are_lower_case_and_without_repetition() -> None:
    lists = read_word_lists()

    assert all(word == word.lower() for words in lists.values() for word in words)
