"""Several processes: the same results in the same order; what ends a process is told, and nothing hangs."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from dateline.errors import DatelineError
from dateline.pipeline import Settings
from dateline.pipeline.workers import code_in_processes
from dateline.records import Article, Record, Rejected, RejectReason
from echo import Echo


def coded(items: list[Article | Rejected], settings: Settings | None = None) -> Iterator[Record | Rejected]:
    return code_in_processes(Echo, settings or Settings(), items, workers=2, predicates=False)


def test_results_come_in_the_order_of_the_items() -> None:
    items: list[Article | Rejected] = [Article(str(n), f"text {n}") for n in range(150)]
    items[70] = Rejected("70", RejectReason.EMPTY, "is empty")

    results = list(coded(items))

    assert [item.id if isinstance(item, Record) else item.origin for item in results] == [str(n) for n in range(150)]


def test_only_a_bounded_number_of_items_is_read_ahead() -> None:
    read: list[int] = []

    def endless() -> Iterator[Article]:
        while True:
            read.append(1)
            yield Article("a", "text")

    results = code_in_processes(Echo, Settings(), endless(), workers=2, predicates=False)
    assert read == []
    next(results)
    results.close()  # type: ignore[attr-defined]

    assert len(read) < 100


def test_no_items_give_no_results() -> None:
    assert list(coded([])) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
def test_a_worker_that_is_killed_is_told_and_nothing_hangs() -> None:
    items: list[Article | Rejected] = [Article(str(n), "die" if n == 70 else "text") for n in range(150)]
    results = coded(items)

    before = [next(results) for _ in range(8)]
    with pytest.raises(DatelineError, match=r"a worker process ended before its work was done\. .* use fewer workers"):
        list(results)

    assert [item.id for item in before if isinstance(item, Record)] == [str(n) for n in range(8)]


def test_a_worker_that_cannot_start_is_told() -> None:
    with pytest.raises(DatelineError, match="a worker process ended"):
        list(coded([Article("a", "text")], Settings(language_model="broken")))


def test_an_error_of_the_reader_comes_through() -> None:
    def torn() -> Iterator[Article]:
        yield Article("a", "text")
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        list(code_in_processes(Echo, Settings(), torn(), workers=2, predicates=False))
