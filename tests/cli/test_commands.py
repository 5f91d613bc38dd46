"""The command line: what it prints, and its exit status."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dateline import __version__, pipeline
from dateline.cli import app
from dateline.records import EventType, Record, Status, json_schema
from dateline.store import Store
from samples import INFO, TEXT, FakeCoder, sample_record


@pytest.fixture(autouse=True)
def fake_coder(monkeypatch: pytest.MonkeyPatch) -> FakeCoder:
    coder = FakeCoder()
    monkeypatch.setattr(pipeline, "load", lambda settings=None, *, reader=None: coder)
    monkeypatch.setattr(FakeCoder, "code", lambda self, text, **options: sample_record(), raising=False)
    return coder


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "news.duckdb"
    with Store.open(path) as store:
        store.add(store.start_run(INFO, predicates=True), [sample_record("3f2a91c0ffee0001"), sample_record("b")])
    return path


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def dateline(*arguments: object, **options: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], **options)


def test_without_arguments_it_shows_help_with_examples() -> None:
    result = dateline()

    assert result.exit_code == 0
    assert 'dateline explain "' in result.stdout
    assert all(name in result.stdout for name in ("code", "events", "explain", "schema"))


def test_version() -> None:
    assert dateline("--version").stdout == f"dateline {__version__}\n"


def test_schema_is_the_json_schema() -> None:
    assert json.loads(dateline("schema").stdout) == json_schema()


def test_code_writes_a_store_and_a_file(tmp_path: Path, report: Path) -> None:
    out, store = tmp_path / "x.jsonl", tmp_path / "x.duckdb"

    result = dateline("code", report, "--out", out, "--db", store, "--published", "2020-05-05", "--predicates")

    assert result.exit_code == 0
    assert result.stdout == ""
    assert "coded 1 article" in result.stderr
    record = Record.from_json(out.read_text(encoding="utf-8"))
    assert record.published is not None
    assert record.published.isoformat() == "2020-05-05"
    with Store.open(store, read_only=True) as opened:
        assert opened.record(record.id) == record


def test_code_without_store_and_file_shows_the_events(report: Path) -> None:
    result = dateline("code", report, env={"COLUMNS": "160"})

    assert result.exit_code == 0
    assert re.search(r"Kenya +Uganda +REQUEST", result.stdout)
    assert "? requested" in result.stdout


@pytest.mark.parametrize(
    "arguments", [["code", "{report}"], ["explain", "Kenya asked Uganda."]], ids=["code", "explain"]
)
@pytest.mark.parametrize("reader", ["rules", "learned", "models/mine"])
def test_the_reader_can_be_chosen(
    monkeypatch: pytest.MonkeyPatch, report: Path, arguments: list[str], reader: str
) -> None:
    chosen = []
    coder = pipeline.load()
    monkeypatch.setattr(pipeline, "load", lambda settings=None, *, reader=None: chosen.append(reader) or coder)

    result = dateline(*(word.format(report=report) for word in arguments), "--reader", reader)

    assert result.exit_code == 0
    assert chosen == [reader]


def test_code_reads_standard_input() -> None:
    result = dateline("code", "-", input=json.dumps({"id": "x", "text": TEXT}))

    assert result.exit_code == 0
    assert "x:e1" in result.stdout


def test_what_is_rejected_is_listed_by_name_and_the_rest_is_coded(tmp_path: Path, report: Path) -> None:
    (tmp_path / "empty.txt").touch()

    result = dateline("code", report, tmp_path / "empty.txt", tmp_path / "none.txt", "--out", tmp_path / "x.jsonl")

    assert result.exit_code == 0
    assert "rejected: 2 (missing 1, empty 1)" in result.stderr
    assert f"{tmp_path / 'empty.txt'}: is empty" in result.stderr
    assert f"{tmp_path / 'none.txt'}: there is no such file" in result.stderr


def test_where_the_coder_rejects_an_article_its_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "bad.txt"
    path.write_text("fail")

    result = dateline("code", path)

    assert result.exit_code == 1
    assert f"failed  {path}: the coder failed" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["code", "{tmp}/none.txt"],
        ["code", "{report}", "--out", "/dev/full"],
        ["code", "{report}", "--out", "{tmp}/no/folder/x.jsonl"],
        ["code", "{report}", "--db", "{report}"],
        ["events", "{tmp}/none.duckdb"],
        ["events", "{report}"],
        ["explain", "{db}", "zzz:e1"],
    ],
    ids=["nothing read", "full disk", "no folder", "no store to write", "no store", "no DuckDB file", "no such event"],
)
def test_the_exit_status_is_1_where_nothing_could_be_read_or_written(
    tmp_path: Path, report: Path, db: Path, arguments: list[str]
) -> None:
    result = dateline(*(word.format(tmp=tmp_path, report=report, db=db) for word in arguments))

    assert result.exit_code == 1
    assert "Traceback" not in result.output
    assert result.stdout == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ["code"],
        ["code", "x.txt", "--published", "10 June"],
        ["code", "x.txt", "--workers", "0"],
        ["code", "-", "-"],
        ["events", "x.duckdb", "--type", "ATTACK"],
        ["events", "x.duckdb", "--since", "2021-01-01", "--until", "2020-01-01"],
        ["explain", __file__],
        ["bogus"],
    ],
    ids=" ".join,
)
def test_the_exit_status_is_2_for_wrong_usage(arguments: list[str]) -> None:
    result = dateline(*arguments)

    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_an_error_is_one_block_that_begins_with_error(tmp_path: Path) -> None:
    result = dateline("events", tmp_path / "none.duckdb")

    assert result.stderr.startswith(f"error: {tmp_path / 'none.duckdb'}: there is no such file")


@pytest.mark.parametrize("width", [100, 160])
def test_the_table_of_events_fits_its_width(db: Path, width: int) -> None:
    result = dateline("events", db, env={"COLUMNS": str(width)})

    lines = result.stdout.splitlines()
    assert max(map(len, lines)) <= width
    first = next(line for line in lines if "3f2a91c0:e1" in line)
    for words in ("2020-05-04", "Kenya", "REQUEST", "● actual", "an o", "asked"):
        assert words in first


def test_events_may_be_filtered_and_limited(db: Path) -> None:
    result = dateline("events", db, "--type", "coerce", "--type", "ASSAULT", "--limit", "1")

    assert "COERCE" in result.stdout
    assert "ASSAULT" not in result.stdout
    assert "1 of 4 events" in result.stderr


def test_events_as_csv_have_a_column_a_field(db: Path) -> None:
    result = dateline("events", db, "--format", "csv", "--status", "requested")

    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert [(row["event"], row["actors"], row["mode"], row["killed_low"]) for row in rows] == [
        ("3f2a91c0ffee0001:e2", "Uganda", "arrest", ""),
        ("b:e2", "Uganda", "arrest", ""),
    ]


def test_events_as_jsonl_have_lists_and_nulls(db: Path) -> None:
    result = dateline("events", db, "--format", "jsonl", "--type", "ASSAULT")

    row = json.loads(result.stdout.splitlines()[0])
    assert (row["actors"], row["mode"], row["killed_high"]) == (["Ugandan troops"], None, 5)


def test_no_events_are_said_to_be_none(db: Path) -> None:
    assert dateline("events", db, "--country", "FRA").stdout == "no events\n"


def test_explain_shows_fields_words_and_rules_of_a_stored_event(db: Path) -> None:
    result = dateline("explain", db, "3f2a:e2")

    assert result.exit_code == 0
    assert "e2  COERCE arrest  ? requested" in result.stdout
    assert "to [arrest] rebels" in result.stdout
    assert any(
        all(part in line for part in ("status", "requested", "“asked”", "status.request"))
        for line in result.stdout.splitlines()
    )


def test_explain_codes_a_sentence() -> None:
    result = dateline("explain", "Kenya asked Uganda to arrest rebels.")

    assert result.exit_code == 0
    assert all(f"{name}  " in result.stdout for name in ("e1", "e2", "e3"))


def test_words_of_an_article_cannot_steer_the_terminal(tmp_path: Path) -> None:
    record = sample_record()
    hostile = Record.from_json(record.to_json().replace("Busia", "\\u001b[31m[b]"))
    with Store.open(tmp_path / "x.duckdb") as store:
        store.add(store.start_run(INFO, predicates=True), [hostile])

    result = dateline("events", tmp_path / "x.duckdb")

    assert "\x1b" not in result.stdout
    assert "[31m[b]" in result.stdout


def test_every_type_and_status_of_the_contract_can_be_asked_for(db: Path) -> None:
    types = [word for value in EventType for word in ("--type", value)]
    statuses = [word for value in Status for word in ("--status", value)]

    result = dateline("events", db, *types, *statuses, "--format", "jsonl")

    assert len(result.stdout.splitlines()) == 6
