"""The reader of the status cues lists every fault at once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dateline.dictionaries.status import load_status_cues
from dateline.dictionaries.toml import DATA
from dateline.errors import DictionaryError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA / "status", tmp_path / "status"))


def add(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def test_the_packages_own_cues_load() -> None:
    cues = load_status_cues()

    assert len(cues.cues) >= 350
    assert cues.verbs["ask", None].frames["infinitive"].status == "requested"


def test_an_unknown_effect_is_named_with_the_nearest_one(folder: Path) -> None:
    add(
        folder / "verbs.toml",
        '\n[foo]\nframes = { infinitive = "requsted" }\n'
        'example = "They foo to go."\njudge = "go"\nstatus = "requested"\n',
    )

    with pytest.raises(
        DictionaryError, match=r"verbs\.toml#foo: there is no effect 'requsted'. Did you mean requested\?"
    ):
        load_status_cues(folder)


def test_faults_of_all_files_come_together(folder: Path) -> None:
    add(
        folder / "nouns.toml",
        '\n[bar]\nframes = { infinitif = "keep" }\nexample = "A bar."\njudge = "go"\nstatus = "real"\n',
    )
    add(folder / "effects.toml", '\n[baz]\nstatus = "denied"\nfactuality = 2.0\nmeaning = "upside down"\n')

    with pytest.raises(DictionaryError) as caught:
        load_status_cues(folder)

    said = [str(fault) for fault in caught.value.faults]
    assert any("wrong sign for denied" in fault for fault in said)
    assert any("no negated" in fault for fault in said)
    assert any("no frame 'infinitif' in nouns. Did you mean infinitive?" in fault for fault in said)
    assert any("the example does not hold" in fault for fault in said)
    assert any("status is 'real'" in fault for fault in said)


def test_the_same_word_twice_is_a_fault(folder: Path) -> None:
    add(
        folder / "verbs.toml",
        '\n[ask-again]\nlemma = "ask"\nframes = { for = "keep" }\n'
        'example = "They ask for it."\njudge = "ask"\nstatus = "actual"\n',
    )

    with pytest.raises(DictionaryError, match=r"verbs\.toml#ask-again: is the same word as verbs\.ask"):
        load_status_cues(folder)


def test_a_missing_list_is_a_fault(folder: Path) -> None:
    path = folder / "words.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("[duty]", "[duti]"), encoding="utf-8")

    with pytest.raises(DictionaryError, match=r"words\.toml#duti: is no list that is used. Did you mean duty\?"):
        load_status_cues(folder)
