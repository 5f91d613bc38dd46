"""Lengths of time as ISO 8601 writes them: "three weeks" is P3W, "several hours" PTXH, "a year and a half" P1Y6M."""

from __future__ import annotations

from dateline.annotate.times.patterns import Found

# Unit → (what stands before the count, letters after it, how many of them one unit is), as ISO 8601 writes durations.
LENGTHS = {
    "second": ("PT", "S", 1), "minute": ("PT", "M", 1), "hour": ("PT", "H", 1), "day": ("P", "D", 1),
    "week": ("P", "W", 1), "fortnight": ("P", "W", 2), "weekend": ("P", "WE", 1), "month": ("P", "M", 1),
    "quarter": ("P", "Q", 1), "half": ("P", "M", 6), "year": ("P", "Y", 1), "decade": ("P", "Y", 10),
    "century": ("P", "Y", 100),
}  # fmt: skip
# Half a unit, in the next smaller one that ISO writes.
_HALVES = {"minute": "30S", "hour": "30M", "day": "T12H", "year": "6M", "decade": "5Y", "century": "50Y"}


def count_of(found: Found) -> int | str | None:
    """A whole number, a decimal or "X" as text, 1 where the text has "a" or no number."""
    if found.value("many") is not None:
        return "X"
    for name in ("number", "quantity", "single"):
        value = found.value(name)
        if value is not None:
            return 1 if name == "single" else value
    return 1


def length_of(found: Found, unit: str) -> str | None:
    """The ISO 8601 value of so many units; None where the unit cannot be halved."""
    start, letters, size = LENGTHS[unit]
    count = count_of(found)
    if isinstance(count, int):
        text = str(count * size)
    elif found.value("number") is not None:
        text = str(count)  # a decimal number
    else:
        text = "X" if size == 1 else "X0"
    if found.value("only") is not None:
        half = _HALVES.get(unit)
        return None if half is None else (start + half if not half.startswith("T") else f"P{half}")
    half = _HALVES.get(unit, "") if found.value("half") is not None else ""
    if size > 1 and text == "X0":
        return f"PX{'E' if unit == 'decade' else 'C' if unit == 'century' else letters}"
    return f"{start}{text}{letters}{half}"
