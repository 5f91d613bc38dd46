"""The codebook that Dateline ships, and what its reader says of a faulty one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dateline.dictionaries.codebook import Codebook, load_codebook
from dateline.dictionaries.toml import DATA
from dateline.errors import DictionaryError
from dateline.records import EventType, Status


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    return load_codebook()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA / "codebook", tmp_path / "codebook"))


def test_it_has_the_sixteen_types_and_thirty_seven_contexts(codebook: Codebook) -> None:
    assert list(codebook.types) == list(EventType)
    assert len(codebook.contexts) == 37


def test_a_mode_has_its_own_intensity(codebook: Codebook) -> None:
    assert codebook.intensity(EventType.ASSAULT, "drone") == -9.5
    assert codebook.intensity(EventType.ASSAULT, None) == -9


def test_a_mode_of_another_type_is_an_error(codebook: Codebook) -> None:
    with pytest.raises(KeyError):
        codebook.intensity(EventType.AGREE, "drone")


def test_sanctions_are_material_conflict(codebook: Codebook) -> None:
    assert codebook.quad(EventType.SANCTION) == 4


def test_every_type_and_mode_has_a_cameo_code_with_a_goldstein_value(codebook: Codebook) -> None:
    kinds = [(type_, mode) for type_, rule in codebook.types.items() for mode in (None, *rule.modes)]

    codes = {kind: codebook.cameo(*kind, ()) for kind in kinds}

    assert [kind for kind, code in codes.items() if code is None or codebook.goldstein(code) is None] == []


@pytest.mark.parametrize(
    ("type_", "mode", "contexts", "code"),
    [
        (EventType.REQUEST, "assist", ("military",), "0212"),
        (EventType.REQUEST, "assist", ("gender",), "021"),
        (EventType.REQUEST, None, ("military",), "020"),
        (EventType.ASSAULT, "aerial", (), "195"),
        (EventType.CONSULT, "phone", ("diplomatic",), "041"),
    ],
    ids=["mode and context", "context says nothing", "no mode", "mode alone", "mode before context"],
)
def test_the_finest_cameo_code_that_is_supported(
    codebook: Codebook, type_: EventType, mode: str | None, contexts: tuple[str, ...], code: str
) -> None:
    assert codebook.cameo(type_, mode, contexts) == code


@pytest.mark.parametrize(
    ("type_", "words", "code"),
    [
        (EventType.REQUEST, ["ask", "help"], "020"),
        (EventType.REQUEST, ["demand", "withdrawal"], "100"),
        (EventType.ACCUSE, ["express", "concern"], "012"),
        (EventType.SUPPORT, ["offer", "condolence"], "018"),
        (EventType.REJECT, ["deny", "charge"], "016"),
        (EventType.REJECT, ["reject", "plan"], "120"),
    ],
    ids=["appeal", "demand", "pessimistic comment", "empathetic comment", "denial", "refusal"],
)
def test_words_tell_an_appeal_from_a_demand_and_statements_from_deeds(
    codebook: Codebook, type_: EventType, words: list[str], code: str
) -> None:
    assert codebook.cameo(type_, None, (), words) == code


@pytest.mark.parametrize(
    ("type_", "status", "code"),
    [
        (EventType.AID, Status.ACTUAL, "070"),
        (EventType.AID, Status.PLANNED, "033"),
        (EventType.AID, Status.REQUESTED, "023"),
        (EventType.ASSAULT, Status.REQUESTED, "020"),
        (EventType.ASSAULT, Status.THREATENED, "138"),
        (EventType.ASSAULT, Status.PLANNED, "138"),
    ],
)
def test_what_is_only_planned_requested_or_threatened_has_the_code_of_the_words(
    codebook: Codebook, type_: EventType, status: Status, code: str
) -> None:
    assert codebook.cameo(type_, None, (), (), status) == code


def test_goldstein_follows_the_icews_table(codebook: Codebook) -> None:
    assert codebook.goldstein("163") == -8
    assert codebook.goldstein("nonsense") is None


@pytest.mark.parametrize(
    ("words", "mode"),
    [
        (["a", "drone", "strike"], "drone"),
        (["a", "suicide", "bomber", "with", "a", "car", "bomb"], "suicide-attack"),
        (["fire", "tear", "gas"], "crowd-control"),
        (["attack", "at", "dawn"], None),
    ],
)
def test_words_refine_a_mode(codebook: Codebook, words: list[str], mode: str | None) -> None:
    cue = codebook.mode_cue(EventType.ASSAULT, words)

    assert (cue.mode if cue else None) == mode


def test_a_passage_is_tagged_by_one_strong_word_or_two_weak_ones(codebook: Codebook) -> None:
    assert codebook.topics(["cholera"]) == ("health",)
    assert codebook.topics(["hospital"]) == ()
    assert codebook.topics(["hospital", "doctor"]) == ("health",)


def test_a_doer_of_a_mode_is_a_sector(folder: Path) -> None:
    (folder / "mode_cues.toml").write_text(
        '[about]\nsource = "x"\nlicence = "x"\nadded = 2026-11-22\n'
        '[one]\ntype = "ASSAULT"\nmode = "aerial"\nwords = ["bombing"]\ndoers = ["MIL", "MILL"]\n',
        encoding="utf-8",
    )

    with pytest.raises(DictionaryError, match="#one: 'MILL' is no sector"):
        load_codebook(folder)


def test_every_fault_of_every_file_is_listed_at_once(folder: Path) -> None:
    (folder / "mode_cues.toml").write_text(
        '[about]\nsource = "x"\nlicence = "x"\nadded = 2026-11-22\n'
        '[one]\ntype = "ASSAULT"\nmode = "drones"\nwords = ["drone"]\n'
        '[two]\ntype = "ATTACK"\nmode = "drone"\nwords = ["drone"]\n',
        encoding="utf-8",
    )
    (folder / "sectors.toml").unlink()

    with pytest.raises(DictionaryError) as caught:
        load_codebook(folder)

    message = str(caught.value)
    assert "sectors.toml" in message
    assert "mode_cues.toml#one: ASSAULT has no mode 'drones'. Did you mean drone?" in message
    assert "mode_cues.toml#two: type 'ATTACK' is not a PLOVER type." in message
