"""The folder of a model: what must lie in it."""

from __future__ import annotations

from pathlib import Path

from dateline.errors import SettingsError

WORDS, QUESTIONS, TOKENIZER = "words.onnx", "questions.onnx", "tokenizer.json"
FILES = (WORDS, QUESTIONS, TOKENIZER)


def check_folder(folder: Path) -> None:
    """Refuse what cannot be a model, before anything is loaded.

    Raises:
        SettingsError: the folder is not there, or lacks files; all that are missing are named.
    """
    if not folder.is_dir():
        raise SettingsError(
            f"reader is {str(folder)!r}, and there is no such folder; "
            "it must be 'learned', 'rules' or the folder of a model"
        )
    if missing := [name for name in FILES if not (folder / name).is_file()]:
        raise SettingsError(
            f"reader is {str(folder)!r}, and that folder has no {', no '.join(missing)}; "
            f"a model has {', '.join(FILES[:-1])} and {FILES[-1]}"
        )
