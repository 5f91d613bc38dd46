"""Did it happen, as the text tells it? The status calculus."""

from __future__ import annotations

from dateline.annotate.status.calculus import StatusCalculus

__all__ = ["StatusCalculus"]
