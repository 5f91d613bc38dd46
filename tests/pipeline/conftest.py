"""One coder for all tests of the pipeline: it takes seconds to load."""

from __future__ import annotations

import pytest

from dateline.pipeline import Coder, load


@pytest.fixture(scope="session")
def coder() -> Coder:
    """The coder with default settings. Tests that use it are marked `model`."""
    return load()
