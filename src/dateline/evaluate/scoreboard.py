"""The scoreboard: every figure beside its targets, as rows for the terminal and as a Markdown file without any text."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.evaluate.scoring import Figures
from dateline.records import CoderInfo


@dataclass(frozen=True, slots=True)
class Target:
    """A floor that an issue asks for."""

    file: str
    figure: str
    issue: int
    at_least: float


@dataclass(frozen=True, slots=True)
class Line:
    """One figure of one file, with its targets in the order of their issues."""

    file: str
    figure: str
    value: float
    targets: tuple[Target, ...]

    @property
    def met(self) -> str:
        """The issues whose target is met and missed: "2 ✓ 3 ✗"; empty without targets."""
        marks = (f"{t.issue} {'✓' if self.value >= t.at_least else '✗'} {t.at_least:.3g}" for t in self.targets)
        return ", ".join(marks)


def read_targets(path: Path) -> tuple[Target, ...]:
    """The targets of `benchmarks/targets.toml`."""
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    return tuple(Target(**table) for name, table in tables.items() if name != "about")


def lines_of(figures: Mapping[str, Figures], targets: Sequence[Target]) -> list[Line]:
    """One line a figure, in the order of files and figures."""
    return [
        Line(file, name, value, tuple(t for t in targets if (t.file, t.figure) == (file, name)))
        for file, values in figures.items()
        for name, value in values.items()
    ]


def shown(value: float) -> str:
    """A figure as it is printed: whole numbers whole, others with three digits."""
    return str(int(value)) if value == int(value) and abs(value) > 1 else f"{value:.3f}"


_LEARNED_FROM = (
    "**The learned reader has learned from plv, gsr, quad, police and the relevance files, so their figures here "
    "flatter it**; docs/model-card.md has those of a model that did not. Of attribution and factuality only the "
    "publishers' dev parts are scored, and analyst is never learned from."
)


def as_markdown(lines: Sequence[Line], *, coder: CoderInfo, sample: str, words: Mapping[str, int]) -> str:
    """The scoreboard file: settings, the figures with targets, then all figures."""
    head = [
        "# Scoreboard",
        "",
        "Written by `make scoreboard`; figures on DEV gold that is not part of this repository. Do not edit by hand.",
        "",
        f"Coder {coder.version}, codebook {coder.codebook}, model {coder.model}, settings {coder.settings}. {sample}",
        "",
        *([_LEARNED_FROM, ""] if "reader@" in coder.model else []),
        "## Targets",
        "",
        "| file | figure | value | issue and target |",
        "|---|---|---:|---|",
    ]
    with_targets = [f"| {x.file} | {x.figure} | {shown(x.value)} | {x.met} |" for x in lines if x.targets]
    every = ["", "## All figures", "", "| file | words | figures |", "|---|---:|---|"]
    for file in dict.fromkeys(line.file for line in lines):
        cells = ", ".join(f"{line.figure} {shown(line.value)}" for line in lines if line.file == file)
        every.append(f"| {file} | {words.get(file, 0)} | {cells} |")
    return "\n".join([*head, *with_targets, *every, ""])
