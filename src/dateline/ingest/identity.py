"""Ids for articles that have none of their own."""

from __future__ import annotations

import hashlib


def content_id(text: str, *more: str | None) -> str:
    """Sixteen hexadecimal digits of SHA-256: equal content, equal id.

    Args:
        more: Title, outlet and the like, so that one agency report in two papers has two ids. None counts as absent.
    """
    parts = [text, *(part for part in more if part is not None)]
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
