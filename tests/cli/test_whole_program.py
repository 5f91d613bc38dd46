"""The installed program with the real coder: the example articles, files that are odd, one and several processes."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dateline.records import Record
from dateline.store import Store

ARTICLES = Path(__file__).parents[2] / "examples" / "articles"

pytestmark = [
    pytest.mark.model,
    pytest.mark.skipif(sys.platform != "linux", reason="counts memory and sends signals as Linux does"),
]


def dateline(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run the program in a process of its own."""
    command = [sys.executable, "-c", "from dateline.cli import app; app()", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


@pytest.fixture(scope="module")
def by_one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The records of the example articles, and a store of them, made by one process."""
    out = tmp_path_factory.mktemp("one") / "x.jsonl"
    done = dateline("code", ARTICLES, "--out", out, "--db", out.with_suffix(".duckdb"), "--predicates")
    assert done.returncode == 0, done.stderr
    return out


def test_two_workers_write_the_same_bytes_as_one(by_one: Path, tmp_path: Path) -> None:
    done = dateline("code", ARTICLES, "--out", tmp_path / "x.jsonl", "--workers", 2, "--predicates")

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "x.jsonl").read_bytes() == by_one.read_bytes()


def test_a_second_run_codes_nothing_and_writes_the_same_bytes(by_one: Path, tmp_path: Path) -> None:
    store = by_one.with_suffix(".duckdb")

    done = dateline("code", ARTICLES, "--out", tmp_path / "x.jsonl", "--db", store, "--predicates", "--workers", 2)

    assert done.returncode == 0
    assert "coded 0 articles" in done.stderr
    assert f"there already: {len(by_one.read_text().splitlines())} articles" in done.stderr
    assert (tmp_path / "x.jsonl").read_bytes() == by_one.read_bytes()


def test_every_example_gives_a_whole_record_in_file_and_store(by_one: Path) -> None:
    records = [Record.from_json(line) for line in by_one.read_text(encoding="utf-8").splitlines()]

    assert len(records) >= len(list(ARTICLES.iterdir()))
    assert sum(len(record.events) for record in records) > len(records)
    with Store.open(by_one.with_suffix(".duckdb"), read_only=True) as store:
        assert list(store.records()) == records


def test_no_receipt_lies_outside_its_text(by_one: Path) -> None:
    for line in by_one.read_text(encoding="utf-8").splitlines():
        record = Record.from_json(line)
        items = (*record.actors, *record.places, *record.times, *record.statements, *record.events)
        for receipt in (receipt for item in items for receipt in item.why.values()):
            assert 0 <= receipt.start < receipt.end <= len(record.text)


def test_what_cannot_be_coded_is_passed_over_with_its_reason(tmp_path: Path) -> None:
    long = "Rebels shelled Goma on Sunday, officials said. " * 220_000  # ten megabytes in one line
    rows: list[dict[str, object]] = [
        {"id": "long", "text": long},
        {"id": "good", "text": "Rebels shelled Goma."},
        {"id": "odd", "text": "\u0000 \u200b 😀"},
        {"id": "day", "text": "Rebels shelled Goma.", "published": "some day"},
        {"id": "language", "text": "Rebels shelled Goma.", "language": "fr"},
        {"id": "digits", "text": f"Rebels fired {'9' * 5000} shells."},
    ]
    path = tmp_path / "x.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows) + "{half a line\n", encoding="utf-8")

    done = dateline("code", path, "--out", tmp_path / "out.jsonl", "--workers", 2)

    assert done.returncode == 0, done.stderr
    assert "rejected: 4 (malformed 1, field 1, language 1, too_long 1)" in done.stderr
    kept = [json.loads(line)["id"] for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert kept == ["good", "odd", "digits"]
    # All processes that were waited for; without the long text it is about 400 MB.
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 900 * 1024


@pytest.mark.parametrize("workers", [1, 2])
def test_ctrl_c_ends_the_program_without_a_traceback_or_half_a_file(tmp_path: Path, workers: int) -> None:
    text = "Kenya asked Norway on Monday to bomb militants near Goma, officials said.\n\n" * 300
    path = tmp_path / "x.jsonl"
    path.write_text("".join(json.dumps({"text": f"{n}. {text}"}) + "\n" for n in range(100)), encoding="utf-8")
    out = tmp_path / "out.jsonl"
    command = [sys.executable, "-c", "from dateline.cli import app; app()", "code", str(path)]
    process = subprocess.Popen(
        [*command, "--out", str(out), "--workers", str(workers)],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    # The file is begun when the coder is loaded.
    while process.poll() is None and not list(tmp_path.glob(".out.jsonl.*")):
        time.sleep(0.05)
    time.sleep(1)

    os.killpg(process.pid, signal.SIGINT)  # as a terminal does
    _, errors = process.communicate(timeout=30)

    assert process.returncode == 130
    assert "Traceback" not in errors
    assert [path.name for path in tmp_path.iterdir()] == ["x.jsonl"]
