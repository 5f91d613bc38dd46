"""Links resolve, and what comes from others is named with its licence."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import metadata, packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DATA = ROOT / "src" / "dateline" / "data"
DOCUMENTS = sorted(
    [
        *ROOT.glob("*.md"),
        *(ROOT / "docs").rglob("*.md"),
        *(ROOT / "examples").rglob("*.md"),
        *(ROOT / "benchmarks").glob("*.md"),
        *(ROOT / "training").rglob("*.md"),
    ]
)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PINS = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
THIRD_PARTY = (ROOT / "THIRD_PARTY.md").read_text(encoding="utf-8")


def plain_name(requirement: str) -> str:
    """The name of a requirement as package indexes compare it."""
    found = re.match(r"[\w.-]+", requirement)
    assert found
    return re.sub(r"[-_.]+", "-", found[0]).lower()


def anchors(path: Path) -> set[str]:
    """The anchors that a document's headings have on GitHub."""
    heads = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}


def without_code(text: str) -> str:
    return re.sub(r"`[^`\n]*`", "", re.sub(r"```.*?```", "", text, flags=re.DOTALL))


NEEDED = [plain_name(item) for item in PROJECT["dependencies"]]
EXTRAS = [plain_name(item) for group in PROJECT["optional-dependencies"].values() for item in group]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_relative_link_resolves(path: Path) -> None:
    links = re.findall(r"\]\(([^)\s]+)\)", without_code(path.read_text(encoding="utf-8")))

    broken = []
    for link in links:
        if re.match(r"[a-z]+:", link):
            continue
        name, _, anchor = link.partition("#")
        target = (path.parent / name).resolve() if name else path
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)

    assert broken == []


@pytest.mark.parametrize("name", [*NEEDED, *EXTRAS])
def test_every_dependency_stands_in_third_party_with_its_licence(name: str) -> None:
    row = re.search(rf"^\| {re.escape(name)} \| (.+) \|$", THIRD_PARTY, re.MULTILINE)

    assert row
    if name in {plain_name(found) for names in packages_distributions().values() for found in names}:
        facts = metadata(name)
        stated = {facts.get("License-Expression"), facts.get("License")}
        stated |= {
            item.rpartition(" :: ")[2] for item in facts.get_all("Classifier") or [] if item.startswith("License")
        }
        assert row[1] in stated


@pytest.mark.parametrize("name", [*NEEDED, *EXTRAS])
def test_every_dependency_has_an_exact_version(name: str) -> None:
    pinned = {plain_name(line) for line in PINS if not line.startswith("#")}

    assert name in pinned


def test_constraints_are_names_and_versions_only() -> None:
    odd = [line for line in PINS if not line.startswith("#") and not re.fullmatch(r"[\w.-]+==[\w.]+", line)]

    assert odd == []


def test_all_data_that_is_not_written_by_hand_is_named() -> None:
    generated = [path.name for path in sorted(DATA.rglob("*.*")) if path.suffix != ".toml" and path.is_file()]

    assert [name for name in generated if f"{name}`" not in THIRD_PARTY] == []


@pytest.mark.parametrize("folder", ["tools", "training"])
def test_every_package_that_tools_read_is_named(folder: str) -> None:
    paths = sorted((ROOT / folder).glob("*.py"))
    imported = {
        name.split(".")[0]
        for path in paths
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([node.module or ""] if isinstance(node, ast.ImportFrom) else [item.name for item in node.names])
    }
    others = imported - set(sys.stdlib_module_names) - {"dateline", "training", folder} - {path.stem for path in paths}

    assert sorted(name for name in others if f"| {plain_name(name)} |" not in THIRD_PARTY) == []


def test_data_under_another_licence_is_named() -> None:
    heads = {path: tomllib.loads(path.read_text(encoding="utf-8"))["about"] for path in sorted(DATA.rglob("*.toml"))}

    assert [
        path.name for path, head in heads.items() if head["licence"] != "Apache-2.0" and path.name not in THIRD_PARTY
    ] == []
