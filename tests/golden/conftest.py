"""The example articles, coded once a run."""

from __future__ import annotations

import pytest

from dateline.pipeline import Coder, Settings
from dateline.records import Record
from golden.matching import article_of, label, read_expectations


@pytest.fixture(scope="session")
def coder() -> Coder:
    """The coder with its own settings. Tests that use it, or `records`, are marked `model`."""
    from dateline import load

    return load()


@pytest.fixture(scope="session")
def rules() -> Coder:
    """The coder without the learned reader, and less strict: a sentence shows what lexicon and syntax do."""
    return Coder(Settings(reader="rules", min_confidence=0.4))


@pytest.fixture(scope="session")
def records(coder: Coder) -> dict[str, Record]:
    """What the coder makes of each example article, by `label`."""
    return {
        label(expected): record
        for expected in read_expectations()
        if isinstance(record := coder.code_article(article_of(expected)), Record)
    }


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be written rather than compared."""
    return bool(request.config.getoption("--update-golden"))
