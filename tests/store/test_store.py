"""What is written comes back, once; and what is said where it cannot be written."""

from __future__ import annotations

import itertools
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import InputError, OutputError
from dateline.records import Casualties, Record, Rejected, RejectReason, Span
from dateline.store import Store, record_key
from samples import INFO, sample_record


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.open(":memory:") as opened:
        yield opened


@pytest.fixture(scope="module")
def shared_store() -> Iterator[Store]:
    with Store.open(":memory:") as opened:
        yield opened


def write(store: Store, *records: Record, predicates: bool = True) -> int:
    return store.add(store.start_run(INFO, predicates=predicates), records)


@pytest.mark.parametrize("predicates", [True, False])
def test_a_record_comes_back_as_it_was(store: Store, predicates: bool) -> None:
    record = sample_record(predicates=predicates)

    write(store, record)

    assert store.record("kenya-1") == record
    assert store.record("kenya-1").to_json() == record.to_json()


NUMBERS = itertools.count()  # the store keeps an article once, whatever its events
TEXTS = st.text(st.characters(codec="utf-8"), max_size=30)
SPANS = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 10**6), st.integers(0, 99))


@settings(max_examples=25, deadline=None)
@given(
    text=TEXTS,
    title=st.none() | TEXTS,
    published=st.none() | st.dates(),
    contexts=st.lists(TEXTS),
    retold=st.lists(SPANS),
    goldstein=st.none() | st.floats(-10, 10),
    killed=st.none() | st.builds(Casualties, st.integers(0, 10**12), st.integers(0, 10**12)),
)
def test_any_value_comes_back_as_it_was(
    shared_store: Store,
    text: str,
    title: str | None,
    published: date | None,
    contexts: list[str],
    retold: list[Span],
    goldstein: float | None,
    killed: Casualties | None,
) -> None:
    sample = sample_record()
    fields = {"contexts": tuple(contexts), "retold": tuple(retold), "goldstein": goldstein, "killed": killed}
    events = (replace(sample.events[0], **fields), *sample.events[1:])
    record = replace(sample, id=f"r{next(NUMBERS)}", text=text, title=title, published=published, events=events)

    write(shared_store, record)

    assert shared_store.record(record_key(record)) == record


def test_an_empty_record_is_stored_too(store: Store) -> None:
    record = Record("r", None, None, None, None, None, "Nothing happened.", INFO)

    write(store, record)

    assert list(store.records()) == [record]


def test_a_long_text_comes_back_as_it_was(tmp_path: Path) -> None:
    record = replace(sample_record(), text="“Troops left the town,” he said. " * 10_000)
    with Store.open(tmp_path / "news.duckdb") as store:
        write(store, record)

    with Store.open(tmp_path / "news.duckdb", read_only=True) as store:
        assert store.record("kenya-1") == record


def test_a_small_store_is_a_small_file(tmp_path: Path) -> None:
    path = tmp_path / "news.duckdb"

    with Store.open(path) as store:
        write(store, sample_record())

    assert path.stat().st_size < 2_000_000


def test_an_article_is_stored_once_for_one_coder(store: Store) -> None:
    first, twin, other = sample_record("a"), sample_record("a"), sample_record("b")

    counts = [write(store, first, twin), write(store, other, first), write(store, first)]

    assert counts == [1, 1, 0]
    assert [record.id for record in store.records()] == ["a", "b"]


def test_another_coder_reads_an_article_anew_and_the_latest_reading_counts(store: Store) -> None:
    old = sample_record()
    new = replace(old, coder=replace(INFO, version="0.2.0"), events=old.events[:1])

    write(store, old)
    store.add(store.start_run(new.coder, predicates=True), [new])

    assert list(store.records()) == [new]
    assert store.record("kenya-1") == new
    assert store.rows("SELECT count(*) FROM article") == [(2,)]


def test_keys_are_those_of_one_coder(store: Store) -> None:
    write(store, sample_record("a"), sample_record("b"))

    assert len(store.keys(INFO, predicates=True)) == 2
    assert store.keys(INFO, predicates=False) == set()
    assert store.keys(replace(INFO, codebook="other"), predicates=True) == set()


def test_two_articles_of_one_id_are_asked_for_by_key(store: Store) -> None:
    first, second = sample_record(), replace(sample_record(), outlet="Another")
    write(store, first, second)

    with pytest.raises(InputError, match=r"2 articles have the id 'kenya-1'; ask by article key") as caught:
        store.record("kenya-1")

    key = str(caught.value).rpartition(" ")[2]
    assert store.record(key) in (first, second)


def test_an_unknown_article_is_named(store: Store) -> None:
    with pytest.raises(InputError, match="no article has the id 'nope'"):
        store.record("nope")


def test_a_run_notes_its_end_and_what_was_rejected(store: Store) -> None:
    run_id = store.start_run(INFO)

    store.finish_run(run_id, [Rejected("a.txt", RejectReason.EMPTY, "is empty")])

    assert store.rows("SELECT origin, reason FROM rejected") == [("a.txt", "empty")]
    assert store.rows("SELECT count(*) FROM run WHERE finished_at IS NOT NULL") == [(1,)]


def test_a_batch_that_breaks_a_key_leaves_nothing(store: Store) -> None:
    broken = sample_record("broken")
    broken = replace(broken, events=(replace(broken.events[0], actors=("a9",)),))

    with pytest.raises(duckdb.ConstraintException):
        write(store, sample_record("whole"), broken)

    assert list(store.records()) == []


def test_a_store_is_opened_again_as_it_was_left(tmp_path: Path) -> None:
    path = tmp_path / "news.duckdb"
    with Store.open(path) as store:
        write(store, sample_record())

    with Store.open(path) as store:
        assert write(store, sample_record(), sample_record("b")) == 1
    with Store.open(path, read_only=True) as store:
        assert [record.id for record in store.records()] == ["kenya-1", "b"]


def test_a_file_that_is_something_else_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("These are my notes. " * 500)

    with pytest.raises(OutputError, match=r"notes\.txt: exists, but is not a DuckDB file"):
        Store.open(path)

    assert path.read_text().startswith("These are my notes.")


@pytest.mark.parametrize(("read_only", "error"), [(True, InputError), (False, OutputError)])
def test_somebody_elses_database_is_left_alone(tmp_path: Path, read_only: bool, error: type[Exception]) -> None:
    path = tmp_path / "sales.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE sales (day DATE)")

    with pytest.raises(error, match="not one of Dateline's"):
        Store.open(path, read_only=read_only)


def test_a_newer_schema_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "news.duckdb"
    Store.open(path).close()
    with duckdb.connect(str(path)) as connection:
        connection.execute("INSERT INTO schema_version VALUES (99, now())")

    with pytest.raises(OutputError, match="has schema 99, written by a newer Dateline"):
        Store.open(path)


def test_a_store_that_is_open_elsewhere_is_told_so(tmp_path: Path) -> None:
    path = tmp_path / "news.duckdb"
    script = "import sys, dateline.store as s; s.Store.open(sys.argv[1])"

    with Store.open(path):
        other = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=False)

    assert "OutputError" in other.stderr
    assert "is open in another process" in other.stderr


@pytest.mark.parametrize("name", ["no/folder/news.duckdb", "."])
def test_a_store_that_cannot_be_made_is_told_so(tmp_path: Path, name: str) -> None:
    with pytest.raises(OutputError, match="cannot be read or written"):
        Store.open(tmp_path / name)


def test_reading_a_missing_store_does_not_make_one(tmp_path: Path) -> None:
    path = tmp_path / "news.duckdb"

    with pytest.raises(InputError, match="there is no such file"):
        Store.open(path, read_only=True)

    assert not path.exists()


# As on a full disk, writing fails past a number of bytes. DuckDB tells it in one way when it writes its log, and in
# another when the log has become so long that it writes the file itself.
FILL_UP = """
import resource, sys
sys.path.insert(0, sys.argv[2])
from samples import INFO, sample_record
from dateline.errors import OutputError
from dateline.store import Store
with Store.open(sys.argv[1]) as store:
    run = store.start_run(INFO, predicates=True)
    store.add(run, [sample_record("first")])
store = Store.open(sys.argv[1])
store.rows(f"SET checkpoint_threshold = '{sys.argv[3]}'")
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
try:
    store.add(run, [sample_record(str(n)) for n in range(300)])
except OutputError as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="needs a limit of file size that DuckDB meets")
@pytest.mark.parametrize("longest_log", ["1GB", "1KB"])
def test_a_full_disk_is_told_and_what_was_stored_stays(tmp_path: Path, longest_log: str) -> None:
    path = tmp_path / "news.duckdb"
    command = [sys.executable, "-c", FILL_UP, str(path), str(Path(__file__).parents[1]), longest_log]

    filled = subprocess.run(command, capture_output=True, text=True, check=False)

    assert f"{path}: cannot be read or written" in filled.stdout, filled.stderr
    with Store.open(path, read_only=True) as store:
        assert [record.id for record in store.records()] == ["first"]
