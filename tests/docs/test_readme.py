"""What the README tells a reader to type works, and nothing that can be typed is missing from it."""

from __future__ import annotations

import re
import shlex
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.cli import app
from dateline.cli.drawing import status_text
from dateline.ingest import FIELDS, READERS
from dateline.pipeline import Settings
from dateline.records import Status

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
GUIDES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")])
COMMANDS = ("code", "events", "explain", "schema", "train")
OPTION = re.compile(r"--[a-z][a-z-]*")


def blocks(text: str, language: str) -> list[str]:
    """The fenced blocks of a language."""
    return re.findall(rf"^ *```{language}\n(.*?)^ *```", text, re.DOTALL | re.MULTILINE)


def section(text: str, heading: str) -> str:
    """What stands under a heading, with the headings below it."""
    found = re.search(rf"^(#+) {re.escape(heading)}\n(.*?)(?=^\1 |\Z)", text, re.DOTALL | re.MULTILINE)
    assert found, f"no heading {heading!r}"
    return found[2]


def first_column(table: str) -> list[str]:
    """The names in code marks of the first cell of each row."""
    rows = [line for line in table.splitlines() if line.startswith("| `")]
    return [name for row in rows for name in re.findall(r"`([^`]+)`", row.split("|")[1])]


def options_of(*command: str) -> set[str]:
    """The options that `--help` names, but for itself."""
    result = CliRunner().invoke(app, [*command, "--help"], env={"COLUMNS": "200", "TERM": "dumb", "NO_COLOR": "1"})
    assert result.exit_code == 0
    return set(re.findall(r"^│[* ]+(--[a-z-]+)", result.stdout, re.MULTILINE)) - {"--help"}


def typed(text: str) -> list[list[str]]:
    """The `dateline` command lines of the shell blocks, as words."""
    lines = [line.strip() for block in blocks(text, "sh") for line in block.splitlines()]
    return [shlex.split(line, comments=True) for line in lines if line.startswith("dateline ")]


@pytest.mark.parametrize("command", COMMANDS)
def test_the_readme_names_every_option_of_a_command_and_no_other(command: str) -> None:
    parts = re.split(r"^`dateline (\w+)", section(README, "Commands"), flags=re.MULTILINE)
    told = dict(zip(parts[1::2], parts[2::2], strict=True))

    named = set(first_column(told[command]))

    assert named == options_of(command)


def test_the_readme_names_the_options_of_the_program() -> None:
    assert options_of() <= set(OPTION.findall(section(README, "Commands")))


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.name)
def test_a_command_line_in_a_guide_has_a_command_and_options_that_exist(path: Path) -> None:
    lines = typed(path.read_text(encoding="utf-8"))

    wrong = [
        " ".join(line)
        for line in lines
        if line[1] not in COMMANDS
        or not {word for word in line if word.startswith("--")} <= options_of(line[1]) | options_of()
    ]

    assert wrong == []


def test_the_readme_shows_a_line_for_every_command() -> None:
    assert {line[1] for line in typed(README)} == set(COMMANDS)


def test_the_help_of_the_program_names_the_same_commands() -> None:
    shown = CliRunner().invoke(app, ["--help"], env={"COLUMNS": "200", "NO_COLOR": "1"}).stdout

    assert set(re.findall(r"^│ (\w+) ", shown, re.MULTILINE)) == set(COMMANDS)


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.name)
def test_make_has_what_the_guides_ask_of_it(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))

    asked = set(re.findall(r"^make ([a-z]+)", text, re.MULTILINE))
    for command in re.findall(r"`make ([a-z ]+)", text):
        asked |= set(command.split())

    assert asked <= targets


def test_the_guides_name_everything_that_make_can_do() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))

    told = {name for path in GUIDES for name in re.findall(r"\bmake ([a-z]+)", path.read_text(encoding="utf-8"))}

    assert targets <= told


def test_the_readme_names_every_file_type_and_field_that_is_read() -> None:
    part = section(README, "What is read")

    assert set(first_column(part)) == {*READERS, *FIELDS}


def test_the_readme_names_every_status_with_its_sign() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (\S) \|", section(README, "What the statuses mean"), re.MULTILINE)

    assert rows == [(str(status), status_text(status).plain[0]) for status in Status]


def test_the_readme_names_every_spacy_component() -> None:
    part = section(README, "Use a part of it in your own spaCy pipeline")
    named = [name for name in first_column(part) if name.startswith("dateline_")]

    assert set(named) == {entry.name for entry in entry_points(group="spacy_factories") if "dateline" in entry.value}


def test_the_settings_file_of_the_readme_is_one(tmp_path: Path) -> None:
    (block,) = blocks(README, "toml")
    path = tmp_path / "settings.toml"
    path.write_text(block, encoding="utf-8")

    assert Settings.read(path) != Settings()


@pytest.mark.model
def test_the_python_of_the_readme_runs(capsys: pytest.CaptureFixture[str]) -> None:
    names: dict[str, object] = {}

    for block in blocks(README, "python"):
        exec(block, names)  # noqa: S102  (our own README)

    told = capsys.readouterr().out
    assert "e2 ASSAULT" in told
    assert "requested ['United States'] e1" in told
    assert "('on Sunday', '2012-11-18')" in told or "('Sunday', '2012-11-18')" in told
    assert "('Goma', 'COD')" in told
