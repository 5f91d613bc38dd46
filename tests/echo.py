"""A coder without a model for tests of several processes; in a module of its own, for workers import it by name."""

from __future__ import annotations

import os
import signal

from dateline.pipeline import Settings
from dateline.records import Article, CoderInfo, Record, Rejected

INFO = CoderInfo(version="0", codebook="c", model="m", settings="s")


class Echo:
    """Makes an empty record of each article; the text "die" ends the process as the system does when memory is out."""

    def __init__(self, settings: Settings) -> None:
        if settings.language_model == "broken":
            raise RuntimeError("cannot start")

    def pass_or_code(self, item: Article | Rejected, *, predicates: bool) -> Record | Rejected:
        if isinstance(item, Rejected):
            return item
        if item.text == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        return Record(item.id, None, None, None, None, None, item.text, INFO)
