"""What is installed: the data that belongs to the code, and records that need nothing else."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import entry_points
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "dateline"


def loaded_by(code: str) -> set[str]:
    """The top names of all modules that a fresh Python has loaded after this code."""
    script = f"{code}\nimport sys; print(*sorted({{name.partition('.')[0] for name in sys.modules}}))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize("code", ["import dateline", "import dateline.records", "import dateline.errors"])
def test_records_need_nothing_but_python(code: str) -> None:
    needed = {
        name
        for name in loaded_by(code) - loaded_by("")
        if name not in sys.stdlib_module_names and not name.startswith("_")
    }

    assert needed <= {"dateline"}


def test_the_program_shows_its_help_without_loading_the_language_model() -> None:
    code = "import sys, dateline.cli.main"

    assert "spacy" not in loaded_by(code)


def test_the_version_stands_once() -> None:
    import dateline

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == dateline.__version__


def test_every_entry_point_can_be_loaded() -> None:
    points = [point for point in entry_points(group="spacy_factories") if point.name.startswith("dateline_")]

    assert len(points) == 7
    assert all(callable(point.load()) for point in points)


@pytest.mark.skipif(importlib.util.find_spec("hatchling") is None, reason="hatchling builds wheels")
def test_the_wheel_holds_code_data_and_licences(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*command, "--wheel-dir", str(tmp_path), str(ROOT)], check=True, capture_output=True)

    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())

    files = {path for path in SOURCE.rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    assert names >= {f"dateline/{path.relative_to(SOURCE).as_posix()}" for path in files}
    assert names >= {f"dateline/data/reader/{name}" for name in ("words.onnx", "questions.onnx", "tokenizer.json")}
    assert any(name.endswith("licenses/THIRD_PARTY.md") for name in names)
    assert any(name.endswith("entry_points.txt") for name in names)
