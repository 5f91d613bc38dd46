"""What the coder makes of the example articles: line by line against snapshots, and in figures against floors.

A changed snapshot is no fault in itself: read the diff, and renew it when the new output is what you want.
"""

from __future__ import annotations

import difflib
import math
import tomllib
from pathlib import Path

import pytest

from dateline.records import Actor, Event, Record
from golden.matching import FOLDER, figures, label, read_expectations

FLOORS = FOLDER / "floors.toml"
MARGIN = 0.02  # of a new floor below today's figure: one event in fifty may go astray without alarm
SLACK = 0.1  # a floor further below today's figure no longer guards much
LABELS = [label(expected) for expected in read_expectations()]
RENEW = "If the new output is right, or no worse, renew it: pytest tests/golden --update-golden"


def snapshot(record: Record) -> str:
    """One line an event, as a person reads it."""
    lines = [
        "trigger | type mode | status | actors -> recipients | place | date | source | killed | content of",
        *(_line(record, event) for event in record.events),
    ]
    return "\n".join(lines) + "\n"


def _line(record: Record, event: Event) -> str:
    triggers = {other.id: other.trigger.text for other in record.events}
    sources = [record.statements[i].source for i in event.statements]
    killed = event.killed and f"{event.killed.low}-{event.killed.high} killed"
    cells = [
        event.trigger.text,
        f"{event.type} {event.mode or ''}".strip(),
        event.status,
        f"{_parties(record, event.actors)} -> {_parties(record, event.recipients)}",
        record.places[event.place].name if event.place is not None else None,
        record.times[event.time].value if event.time is not None else None,
        " < ".join(source.text if source else "?" for source in sources) or None,
        killed,
        f"of {triggers[event.content_of]}" if event.content_of else None,
    ]
    return " | ".join(cell or "-" for cell in cells)


def _parties(record: Record, ids: tuple[str, ...]) -> str:
    return ", ".join(_party(record.actor(name)) for name in ids) or "-"


def _party(actor: Actor) -> str:
    return f"{actor.name} ({actor.country or '?'} {actor.sector or '?'})"


@pytest.mark.model
@pytest.mark.parametrize("name", LABELS)
def test_the_events_of_an_example_are_those_of_its_snapshot(
    name: str, records: dict[str, Record], update_golden: bool
) -> None:
    file = FOLDER / f"{name}.txt"

    found = snapshot(records[name])
    if update_golden:
        file.write_text(found, encoding="utf-8")

    kept = file.read_text("utf-8") if file.exists() else ""
    diff = "\n".join(difflib.unified_diff(kept.splitlines(), found.splitlines(), "kept", "found", lineterm="", n=0))
    assert not diff, f"{file.name}:\n{diff}\n{RENEW}"


def test_every_snapshot_is_of_an_example() -> None:
    assert {file.stem for file in FOLDER.glob("*.txt")} == set(LABELS)


@pytest.mark.model
def test_figures_on_the_examples_do_not_fall_below_their_floors(
    records: dict[str, Record], update_golden: bool
) -> None:
    today = figures(records, read_expectations())
    if update_golden:
        raise_floors(FLOORS, today)

    floors = read_floors(FLOORS)
    assert floors.keys() == today.keys()
    shown = {name: f"{name} {today[name]:.3f}, floor {floor}" for name, floor in floors.items()}
    fallen = [shown[name] for name, floor in floors.items() if today[name] < floor]
    assert not fallen, f"worse than its floor: {'; '.join(fallen)}. A floor is never lowered to make this pass."
    slack = [shown[name] for name, floor in floors.items() if today[name] > floor + SLACK]
    assert not slack, f"floors to raise, with pytest tests/golden --update-golden: {'; '.join(slack)}"


def test_an_update_raises_floors_and_never_lowers_them(tmp_path: Path) -> None:
    file = tmp_path / "floors.toml"
    file.write_text("# why\n[floor]\nfound = 0.5\nplace = 0.7\n", encoding="utf-8")

    raise_floors(file, {"found": 0.687, "place": 0.6})

    assert file.read_text("utf-8") == "# why\n[floor]\nfound = 0.66\nplace = 0.7\n"


def read_floors(file: Path) -> dict[str, float]:
    return dict(tomllib.loads(file.read_text("utf-8"))["floor"])


def raise_floors(file: Path, today: dict[str, float]) -> None:
    """Write each floor anew where today's figure less the margin is above it; the rest of the file stays."""
    head, _, _ = file.read_text("utf-8").partition("[floor]\n")
    old = read_floors(file)
    floors = {name: max(math.floor((value - MARGIN) * 100) / 100, old.get(name, 0.0)) for name, value in today.items()}
    rows = "".join(f"{name} = {value}\n" for name, value in floors.items())
    file.write_text(f"{head}[floor]\n{rows}", encoding="utf-8")
