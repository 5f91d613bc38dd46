"""What a message says after a word that is not allowed: the nearest allowed one, or all of them."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

_LISTED = 20  # beyond this a full list hides the message


def allowed_are(found: str, allowed: Iterable[str]) -> str:
    """A sentence: "Did you mean …?" where an allowed word is near `found`, else "Allowed are …"."""
    words = sorted(allowed)
    by_lower = {word.lower(): word for word in words}
    near = get_close_matches(found.lower(), by_lower, n=1)
    if near:
        return f"Did you mean {by_lower[near[0]]}?"
    more = ", …" if len(words) > _LISTED else ""
    return f"Allowed are {', '.join(words[:_LISTED])}{more}."
