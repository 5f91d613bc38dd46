"""One tree of errors. Each says what is wrong, where, which value was found, which are allowed, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class DatelineError(Exception):
    """Anything that Dateline raises on purpose; its text is written for the person who runs it."""


class SettingsError(DatelineError):
    """A setting or an argument has a value that it cannot have."""


class InputError(DatelineError):
    """Nothing could be read from where the user pointed."""


class OutputError(DatelineError):
    """Results cannot be written: no permission, no room, or a file that is something else."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a data file: `where` is `file#entry` or `file:line`, `what` a full sentence."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


class DictionaryError(DatelineError):
    """A data file has faults; all of them are listed at once.

    Attributes:
        faults: Every fault found, in file order.
    """

    def __init__(self, name: str, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        noun = "problem" if len(self.faults) == 1 else "problems"
        super().__init__("\n".join([f"{name}: {len(self.faults)} {noun}", *(f"  {fault}" for fault in self.faults)]))
