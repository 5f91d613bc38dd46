"""The lexicon of predications: what it holds, and what it says of faults."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dateline.dictionaries.predications import INFINITIVE, OBJECT, load_predication_lexicon
from dateline.dictionaries.toml import DATA
from dateline.errors import DictionaryError
from dateline.records import Pos

_HOME = DATA / "predications"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped files to spoil."""
    return Path(shutil.copytree(_HOME, tmp_path / "predications"))


def test_the_shipped_lexicon_is_broad() -> None:
    lexicon = load_predication_lexicon()

    assert len(lexicon.events) >= 500
    assert {"attack", "ceasefire", "summit", "lawsuit", "curfew"} <= lexicon.events


def test_a_phrasal_verb_is_read_before_its_plain_verb() -> None:
    lexicon = load_predication_lexicon()

    assert lexicon.lendings("carry", "out", Pos.VERB, OBJECT)[0].gives == "subject"
    assert lexicon.lendings("hold", "back", Pos.VERB, OBJECT) == lexicon.lendings("hold", None, Pos.VERB, OBJECT)
    assert lexicon.lendings("sing", None, Pos.VERB, OBJECT) == ()


def test_verbs_and_nouns_of_one_form_are_kept_apart() -> None:
    lexicon = load_predication_lexicon()

    assert lexicon.lendings("request", None, Pos.VERB, INFINITIVE)[0].controllers[0] == "object"
    assert lexicon.lendings("request", None, Pos.NOUN, INFINITIVE)[0].controllers[0] == "to"


def test_all_faults_are_listed_at_once(folder: Path) -> None:
    (folder / "control.toml").write_text(
        '[about]\nsource = "x"\nlicence = "y"\nadded = 2026-11-22\n'
        '[one]\nverbs = ["ask"]\nthrough = ["infinitive"]\ngivez = "subject"\n'
        '[two]\nthrough = ["of"]\ngives = "owner"\nshares = 1\n',
        encoding="utf-8",
    )
    (folder / "event_nouns.toml").write_text(
        '[about]\nsource = "x"\nlicence = "y"\nadded = 2026-11-22\n[one]\nnouns = ["Attack"]\n', encoding="utf-8"
    )

    with pytest.raises(DictionaryError) as caught:
        load_predication_lexicon(folder)

    found = str(caught.value)
    for part in ("Did you mean gives", "gives is 'owner'", "shares is 1", "names no governing word", "['Attack']"):
        assert part in found


def test_a_missing_block_is_a_fault(folder: Path) -> None:
    (folder / "participles.toml").write_text(
        '[about]\nsource = "x"\nlicence = "y"\nadded = 2026-11-22\n', encoding="utf-8"
    )

    with pytest.raises(DictionaryError, match=r"has no block \[adjectival\]"):
        load_predication_lexicon(folder)
