"""A run accounts for every article, and writes the same bytes each time."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.errors import OutputError
from dateline.pipeline.runs import Progress, run
from dateline.records import Article, Record, Rejected, RejectReason
from dateline.store import Store
from samples import TEXT, FakeCoder, article

BAD = Rejected("a.txt", RejectReason.EMPTY, "is empty")


def lines(path: Path) -> list[Record]:
    return [Record.from_json(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_the_report_accounts_for_every_article(tmp_path: Path) -> None:
    articles: list[Article | Rejected] = [article("a"), BAD, article("b", "fail"), article("c", "Nothing to code.")]

    report = run(FakeCoder(), articles, out=tmp_path / "x.jsonl", origins={"b": "b.txt", "a": "a.jsonl:1"})

    assert (report.coded, report.already) == (2, 0)
    assert [(item.origin, item.reason) for item in report.rejected] == [
        ("a.txt", RejectReason.EMPTY),
        ("b.txt", RejectReason.FAILED),
    ]
    assert report.reasons == ((RejectReason.EMPTY, 1), (RejectReason.FAILED, 1))
    assert report.events == (("ASSAULT", "actual", 1), ("COERCE", "requested", 1), ("REQUEST", "actual", 1))
    assert report.dropped == (("lookalike", 1), ("no_party", 2))
    assert report.words == len(TEXT.split()) + 3


def test_the_file_is_in_the_order_of_the_input_and_the_same_for_any_number_of_workers(tmp_path: Path) -> None:
    articles = [article(str(n), TEXT if n % 3 else f"text {n}") for n in range(20)]

    for workers in (1, 2, 4):
        run(FakeCoder(), articles, out=tmp_path / f"{workers}.jsonl", workers=workers)

    assert [record.id for record in lines(tmp_path / "1.jsonl")] == [str(n) for n in range(20)]
    one, two, four = ((tmp_path / f"{workers}.jsonl").read_bytes() for workers in (1, 2, 4))
    assert one == two == four


@pytest.mark.parametrize("workers", [1, 3])
def test_what_is_stored_already_is_not_coded_again_but_written_in_its_place(tmp_path: Path, workers: int) -> None:
    articles = [article(str(n)) for n in range(10)]
    coder = FakeCoder()
    with Store.open(tmp_path / "news.duckdb") as store:
        run(FakeCoder(), articles[2:8:2], store=store)

        report = run(coder, articles, store=store, out=tmp_path / "x.jsonl", workers=workers)

    assert (report.coded, report.already) == (7, 3)
    assert coder.coded == ["0", "1", "3", "5", "7", "8", "9"]
    assert [record.id for record in lines(tmp_path / "x.jsonl")] == [str(n) for n in range(10)]


def test_a_second_run_stores_nothing_and_writes_the_same_file(tmp_path: Path) -> None:
    articles = [article("a"), article("b", "Nothing."), article("c")]
    with Store.open(tmp_path / "news.duckdb") as store:
        run(FakeCoder(), articles, store=store, out=tmp_path / "1.jsonl")
        report = run(FakeCoder(), articles, store=store, out=tmp_path / "2.jsonl")

        assert store.rows("SELECT count(*) FROM article") == [(3,)]
    assert (report.coded, report.already) == (0, 3)
    assert (tmp_path / "1.jsonl").read_bytes() == (tmp_path / "2.jsonl").read_bytes()


@pytest.mark.parametrize("workers", [1, 3])
def test_the_same_article_twice_in_a_run_is_coded_once(tmp_path: Path, workers: int) -> None:
    coder = FakeCoder()
    twins = [article("a"), article("bad", "fail"), article("a"), article("b"), article("bad", "fail")]

    with Store.open(":memory:") as store:
        report = run(coder, twins, store=store, out=tmp_path / "x.jsonl", workers=workers)

    assert coder.coded == ["a", "bad", "b"]
    assert (report.coded, report.already, len(report.rejected)) == (2, 1, 2)
    assert [record.id for record in lines(tmp_path / "x.jsonl")] == ["a", "a", "b"]


def test_predicates_are_read_anew_where_the_store_has_none() -> None:
    with Store.open(":memory:") as store:
        run(FakeCoder(), [article("a")], store=store)
        report = run(FakeCoder(), [article("a")], store=store, predicates=True)

        assert report.coded == 1
        assert store.record("a").predicates


def test_progress_is_told_after_each_article() -> None:
    told: list[Progress] = []

    run(FakeCoder(), [article("a"), BAD, article("b", "Nothing.")], progress=told.append)

    assert told == [Progress(1, 3), Progress(2, 3), Progress(3, 3)]


def test_more_articles_than_a_batch_are_all_stored() -> None:
    with Store.open(":memory:") as store:
        run(FakeCoder(), [article(str(n)) for n in range(120)], store=store)

        assert [record.id for record in store.records()] == [str(n) for n in range(120)]


@pytest.mark.parametrize("name", ["no/folder/x.jsonl", "."])
def test_a_file_that_cannot_be_written_is_told_so(tmp_path: Path, name: str) -> None:
    with pytest.raises(OutputError, match="cannot be written"):
        run(FakeCoder(), [article("a")], out=tmp_path / name)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has this device")
def test_a_full_disk_is_told_so() -> None:
    with pytest.raises(OutputError, match="/dev/full: cannot be written: No space left on device"):
        run(FakeCoder(), [article("a")], out=Path("/dev/full"))


def test_a_run_that_breaks_leaves_the_older_file_and_nothing_half_written(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text("older\n")

    def broken() -> object:
        yield article("a")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(FakeCoder(), broken(), out=path)

    assert path.read_text() == "older\n"
    assert list(tmp_path.iterdir()) == [path]


def test_a_run_that_codes_nothing_leaves_the_older_file(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text("older\n")

    run(FakeCoder(), [BAD], out=path)

    assert path.read_text() == "older\n"
