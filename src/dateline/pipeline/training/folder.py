"""The folder of a model of one's own: copies of the shipped files, the fitted heads, and the report."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from dateline.annotate.reader.heads import HEADS_FILE, OwnHeads
from dateline.errors import OutputError

REPORT_FILE = "training.json"


def check_new(folder: Path) -> None:
    """Refuse a folder that is there already: a model that records name must not change under its name.

    Raises:
        OutputError: it is there, or the folder around it is not.
    """
    if folder.exists():
        raise OutputError(f"{folder}: is there already; name a new folder, or remove this one first")
    if not folder.absolute().parent.is_dir():
        raise OutputError(f"{folder}: there is no folder {folder.absolute().parent} to write it in")


def write_folder(folder: Path, *, base: Path, heads: OwnHeads, report: Mapping[str, Any]) -> None:
    """Write the whole folder, or nothing. Equal arguments give equal bytes, so the model's digest is the same too.

    Args:
        base: The folder of the model that the heads were fitted on.
        report: Written as `training.json`; hold it free of times and paths.

    Raises:
        OutputError: it cannot be written, or is there already.
    """
    check_new(folder)
    partial = folder.with_name(f".{folder.name}.{os.getpid()}.partial")
    try:
        partial.mkdir()
        for path in sorted(base.iterdir()):
            if path.is_file() and path.name not in (HEADS_FILE, REPORT_FILE):
                shutil.copyfile(path, partial / path.name)
        heads.write(partial)
        (partial / REPORT_FILE).write_text(json.dumps(report, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        partial.rename(folder)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be written: {error.strerror or error}") from error
    finally:
        with suppress(OSError):
            shutil.rmtree(partial)
