"""The trigger lexicon that Dateline ships, and what its reader says of a faulty one."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.dictionaries.triggers import Lexicon, load_lexicon
from dateline.errors import DictionaryError
from dateline.records import EventType, Pos

HEAD = '[about]\nsource = "x"\nlicence = "x"\nadded = 2026-11-22\n'


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def write(folder: Path, entries: str, nouns: str = '[tool]\nnouns = ["saw"]\n') -> Path:
    (folder / "triggers").mkdir()
    (folder / "triggers" / "mine.toml").write_text(HEAD + entries, encoding="utf-8")
    (folder / "nouns.toml").write_text(HEAD + nouns, encoding="utf-8")
    return folder


def test_every_type_has_triggers(lexicon: Lexicon) -> None:
    assert {entry.type for entry in lexicon.entries} == set(EventType)


def test_an_id_names_file_and_block(lexicon: Lexicon) -> None:
    assert "assault.bomb" in {entry.id for entry in lexicon.entries}


def test_entries_are_found_by_word_and_word_class(lexicon: Lexicon) -> None:
    assert {entry.type for entry in lexicon.entries_for("apologise", Pos.VERB)} == {EventType.SUPPORT}
    assert lexicon.entries_for("apologise", Pos.NOUN) == ()


def test_the_most_specific_frame_comes_first(lexicon: Lexicon) -> None:
    breadths = [len(entry.when) for entry in lexicon.entries_for("call", Pos.VERB)]

    assert breadths == sorted(breadths, reverse=True)


def test_a_class_holds_the_nouns_of_the_classes_it_includes(lexicon: Lexicon) -> None:
    assert lexicon.in_class("rocket", "@weapon")
    assert lexicon.in_class("rocket", "weapon")
    assert not lexicon.in_class("minister", "@weapon")


def test_the_digest_follows_the_data(tmp_path: Path) -> None:
    entry = '[a]\nverb = "bomb"\ntype = "ASSAULT"\nexample = "They bombed it."\n'
    folder = write(tmp_path, entry)
    before = load_lexicon(folder).digest

    (folder / "triggers" / "mine.toml").write_text(HEAD + entry + "confidence = 0.5\n", encoding="utf-8")

    assert load_lexicon(folder).digest != before


def test_defaults_hold_for_entries_that_say_nothing_else(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        '[defaults]\ntype = "ASSAULT"\nparty = "none"\n'
        '[a]\nverb = "bomb"\nexample = "They bombed it."\n'
        '[b]\nverb = "shell"\nparty = "both"\nexample = "They shelled it."\n',
    )

    first, second = load_lexicon(folder).entries

    assert (first.type, first.party) == (EventType.ASSAULT, "none")
    assert second.party == "both"


FAULTY = [
    ('[a]\nverb = "bomb"\ntype = "ASAULT"\nexample = "x"\n', "Did you mean ASSAULT?"),
    ('[a]\nverb = "bomb"\ntype = "ASSAULT"\nmode = "drones"\nexample = "x"\n', "Did you mean drone?"),
    ('[a]\nverb = "meet"\ntype = "AGREE"\nmode = "visit"\nexample = "x"\n', "AGREE has no mode 'visit'. It has none."),
    ('[a]\nverb = "bomb"\ntype = "ASSAULT"\n', "has no example"),
    ('[a]\nverb = "bomb"\ntype = "ASSAULT"\nexample = "x"\nwhenn = {}\n', "has the key 'whenn'. Did you mean when?"),
    ('[a]\nverb = "bomb"\ntype = "ASSAULT"\nexample = "x"\nwhen = { objekt = "*" }\n', "Did you mean object?"),
    (
        '[a]\nverb = "bomb"\ntype = "ASSAULT"\nexample = "x"\nwhen = { object = ["@tol"] }\n',
        "'@tol' is no class of nouns.toml. Did you mean tool?",
    ),
    ('[a]\nverb = "bomb"\ntype = "ASSAULT"\nexample = "x"\nactor = []\n', "actor is an empty list"),
    ('[a]\nverb = "bomb"\nnoun = "bomb"\ntype = "ASSAULT"\nexample = "x"\n', "has 2 of verb, noun and adjective"),
    ('[a]\nverb = "carry out"\ntype = "ASSAULT"\nexample = "x"\n', "has its particle apart"),
    ('[a]\nverb = "bomb"\ntype = "ASSAULT"\nexample = "x"\nconfidence = 7\n', "not a number from 0 to 1"),
    ('[a]\nverb = "bomb"\ntype = "ASSAULT"\nexample = "x"\nparty = "all"\n', "party is 'all'"),
    (
        '[a]\nverb = "bomb"\ntype = "ASSAULT"\nexample = "x"\n[b]\nverb = "bomb"\ntype = "COERCE"\nexample = "x"\n',
        "gives 'bomb' (verb) the same frame as mine.a",
    ),
]


@pytest.mark.parametrize(("entries", "message"), FAULTY, ids=[message for _, message in FAULTY])
def test_a_fault_is_named_with_a_remedy(tmp_path: Path, entries: str, message: str) -> None:
    folder = write(tmp_path, entries)

    with pytest.raises(DictionaryError) as caught:
        load_lexicon(folder)

    assert message in str(caught.value)


def test_all_faults_of_all_files_are_listed_at_once(tmp_path: Path) -> None:
    folder = write(tmp_path, '[a]\nverb = "bomb"\ntype = "ATTACK"\n', nouns='[tool]\nincludes = ["saws"]\n')
    (folder / "triggers" / "broken.toml").write_text("[[[", encoding="utf-8")

    with pytest.raises(DictionaryError) as caught:
        load_lexicon(folder)

    assert len(caught.value.faults) == 4


@pytest.mark.model
def test_every_example_codes_as_its_type(lexicon: Lexicon) -> None:
    from dateline.pipeline import Settings, load

    coder = load(Settings(reader="rules", min_confidence=0.0))  # the lexicon alone: the reader may differ

    astray = [
        f"{entry.id}: {entry.example}"
        for entry in lexicon.entries
        if entry.type not in {event.type for event in coder.code(entry.example).events}
    ]

    assert astray == []
