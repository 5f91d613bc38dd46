"""Where: mentions of places, and which places they are."""

from __future__ import annotations

from dateline.annotate.places.component import Places

__all__ = ["Places"]
