"""The example articles, coded once a run."""

from __future__ import annotations

import pytest

from dateline.records import Record
from golden.matching import article_of, label, read_expectations


@pytest.fixture(scope="session")
def records() -> dict[str, Record]:
    """What the coder makes of each example article, by `label`. Tests that use it are marked `model`."""
    from dateline import load

    coder = load()
    return {
        label(expected): record
        for expected in read_expectations()
        if isinstance(record := coder.code_article(article_of(expected)), Record)
    }


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be written rather than compared."""
    return bool(request.config.getoption("--update-golden"))
