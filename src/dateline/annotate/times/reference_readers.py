"""Readers of repetitions and of vague times: "every two weeks", "recently", "the coming months", "the future"."""

from __future__ import annotations

from dateline.annotate.times.lengths import LENGTHS, length_of
from dateline.annotate.times.patterns import Found
from dateline.annotate.times.scene import Reading, Scene, unplaced
from dateline.records import Basis, TimeType


def read_set(found: Found, _scene: Scene) -> Reading | None:
    """Repetition: "every two weeks", "each July", "Mondays", "daily"."""
    value = found.text("set")
    weekday, month, unit = found.number("weekday"), found.number("month"), found.text("unit")
    daypart = found.text("daypart") or ""
    if weekday is not None:
        value = f"XXXX-WXX-{weekday}{daypart}"
    elif month is not None:
        value = f"XXXX-{month:02}"
    elif unit is not None:
        value = length_of(found, unit)
    elif daypart:
        value = f"XXXX-XX-XX{daypart}"
    return Reading(TimeType.SET, value, None, basis=Basis.STATED) if value else None


def read_reference(found: Found, _scene: Scene) -> Reading | None:
    """Vague past, present and future: "recently", "now", "soon"."""
    value = found.text("reference") or found.rule.value or ""
    return unplaced(value, basis=Basis.PUBLICATION if value == "PRESENT_REF" else Basis.RELATIVE)


def read_adjective_reference(found: Found, scene: Scene) -> Reading | None:
    """An adjective ("current", "recent"); None where the text is tagged and it is none."""
    return read_reference(found, scene) if scene.tag(0) in ("", "JJ") else None


def read_noun_reference(found: Found, scene: Scene) -> Reading | None:
    """A noun on its own ("the past", "the future"); None where the text is tagged and it is none."""
    is_noun = scene.tag(0) in ("", "NN") and not scene.tag(1).startswith("NN")
    return read_reference(found, scene) if is_noun else None


def read_vague_stretch(found: Found, _scene: Scene) -> Reading | None:
    """A length that nobody counts ("recent weeks"); days, years and more are just the past or the future."""
    unit, value = found.text("quantity") or "", found.rule.value or ""
    prefix, letters, size = LENGTHS[unit]
    if unit in ("year", "day") or size > 2:
        return unplaced(value)
    return Reading(TimeType.DURATION, f"{prefix}X{letters}")
