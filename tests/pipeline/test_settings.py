"""Settings: defaults, a file, all its faults at once, and a digest."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import pytest

from dateline.errors import DictionaryError
from dateline.pipeline import Settings


def written(folder: Path, text: str) -> Path:
    path = folder / "settings.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_keys_left_out_keep_their_defaults(tmp_path: Path) -> None:
    assert Settings.read(written(tmp_path, "")) == Settings()
    assert Settings.read(written(tmp_path, "min_confidence = 0.7")) == replace(Settings(), min_confidence=0.7)


def test_a_whole_number_may_stand_for_a_probability(tmp_path: Path) -> None:
    assert Settings.read(written(tmp_path, "min_confidence = 1")).min_confidence == 1


def test_dictionaries_count_from_the_folder_of_the_settings_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "elsewhere").mkdir()
    path = written(tmp_path, 'actor_dictionaries = ["mine.toml", "/far/other.toml"]')
    monkeypatch.chdir(tmp_path / "elsewhere")

    names = Settings.read(path).actor_dictionaries

    assert names == (str(tmp_path / "mine.toml"), "/far/other.toml")


def test_all_faults_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    lines = """
        min_confidenc = 0.5
        min_confidence = 1.5
        max_article_chars = 0
        check_language = "yes"
        actor_dictionaries = "mine.toml"
    """

    with pytest.raises(DictionaryError) as caught:
        Settings.read(written(tmp_path, lines))

    assert [fault.where for fault in caught.value.faults] == [
        f"settings.toml#{key}"
        for key in (
            *("min_confidenc", "min_confidence", "max_article_chars", "check_language"),
            "actor_dictionaries",
        )
    ]
    assert "is no setting; the settings are language_model, " in str(caught.value)
    assert "is 1.5; it must lie between 0 and 1" in str(caught.value)


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"min_confidence =", "is not TOML"), (b"\xff\xfe", "is not TOML"), (None, "cannot be read: No such file")],
    ids=["half a line", "no text", "missing"],
)
def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, content: bytes | None, message: str) -> None:
    path = tmp_path / "settings.toml"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(DictionaryError, match=message):
        Settings.read(path)


def test_equal_settings_have_equal_digests_and_others_have_others() -> None:
    changed = [
        replace(Settings(), language_model="other"),
        replace(Settings(), reader="rules"),
        replace(Settings(), max_article_chars=1),
        replace(Settings(), min_confidence=0.123),
        replace(Settings(), check_language=False),
    ]

    digests = [settings.digest() for settings in (Settings(), *changed)]

    assert len(set(digests)) == len(digests) == len(fields(Settings))
    assert Settings().digest() == digests[0]


def test_where_dictionaries_and_models_lie_does_not_change_the_digest() -> None:
    assert replace(Settings(), actor_dictionaries=("/a/mine.toml",)).digest() == Settings().digest()
    assert replace(Settings(), reader="/a/model").digest() == replace(Settings(), reader="/b/model").digest()


@pytest.mark.parametrize(
    ("value", "expected"),
    [("rules", "rules"), ("learned", "learned"), ("mine", "{folder}/mine"), ("/far/model", "/far/model")],
    ids=["rules", "learned", "a folder beside the file", "a folder elsewhere"],
)
def test_a_reader_is_named_or_counts_from_the_folder_of_the_settings_file(
    tmp_path: Path, value: str, expected: str
) -> None:
    path = written(tmp_path, f'reader = "{value}"')

    assert Settings.read(path).reader == expected.format(folder=tmp_path)


def test_a_reader_that_is_no_text_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(DictionaryError, match=r"settings\.toml#reader: is 3; it must be like its default, 'learned'"):
        Settings.read(written(tmp_path, "reader = 3"))
