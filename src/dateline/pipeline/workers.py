"""Coding in several processes: the same results in the same order, a bounded number of articles on the way."""

from __future__ import annotations

import itertools
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.synchronize import Event
from typing import Protocol

from dateline.errors import DatelineError
from dateline.pipeline.settings import Settings
from dateline.records import Article, Record, Rejected

_CHUNK = 8  # articles a worker takes at a time: enough to hide the cost of sending, few enough to keep order cheaply
_CHUNKS_AHEAD = 4  # per worker, so that a slow article does not let finished ones pile up in memory

Item = Article | Rejected
Result = Record | Rejected


class ItemCoder(Protocol):
    """What a worker needs of a coder."""

    def pass_or_code(self, item: Item, *, predicates: bool) -> Result:
        """The record of an article, or why there is none."""


def code_in_processes(
    make_coder: Callable[[Settings], ItemCoder],
    settings: Settings,
    items: Iterable[Item],
    *,
    workers: int,
    predicates: bool,
) -> Iterator[Result]:
    """What `make_coder(settings)` makes of each item, in their order.

    A text never crosses as a spaCy `Doc`: a worker makes its own coder, takes articles and gives records.

    Raises:
        DatelineError: a worker was ended from outside, or could not start.
    """
    context = get_context("spawn")  # a forked process would inherit the threads of DuckDB and numpy, half alive
    stop = context.Event()
    pool = ProcessPoolExecutor(
        workers, mp_context=context, initializer=_start_worker, initargs=(make_coder, settings, stop)
    )
    try:
        yield from _in_order(pool, items, ahead=workers * _CHUNKS_AHEAD, predicates=predicates)
    except BrokenProcessPool as error:
        raise DatelineError(
            "a worker process ended before its work was done. Perhaps memory ran out: use fewer workers, or one, "
            "which needs no process of its own. A script must have its main part under "
            "`if __name__ == '__main__':`. What was written to a store stays; the same command goes on from there"
        ) from error
    finally:
        stop.set()  # after an error or Ctrl-C, workers end with the article that they are at
        pool.shutdown(wait=True, cancel_futures=True)


def _in_order(pool: ProcessPoolExecutor, items: Iterable[Item], *, ahead: int, predicates: bool) -> Iterator[Result]:
    waiting: deque[Future[list[Result]]] = deque()
    rest = iter(items)
    while chunk := list(itertools.islice(rest, _CHUNK)):
        with _interrupts_held():  # the first call starts the processes
            waiting.append(pool.submit(_code_chunk, chunk, predicates))
        if len(waiting) >= ahead:
            yield from waiting.popleft().result()
    while waiting:
        yield from waiting.popleft().result()


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Let Ctrl-C wait; a process that is started meanwhile inherits that, and is not torn out of its imports by it."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_coder: ItemCoder | None = None  # one a process, made by the pool's initializer: it cannot be sent between processes
_stop: Event | None = None


def _start_worker(make_coder: Callable[[Settings], ItemCoder], settings: Settings, stop: Event) -> None:
    global _coder, _stop  # noqa: PLW0603  (see above)
    # Ctrl-C reaches every process of a terminal: a worker then ends at once and silently; the parent tells about it.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    _stop = stop
    _coder = make_coder(settings)


def _code_chunk(chunk: list[Item], predicates: bool) -> list[Result]:
    assert _coder is not None  # noqa: S101  (the initializer ran, or the pool is broken)
    assert _stop is not None  # noqa: S101
    done: list[Result] = []
    for item in chunk:
        if _stop.is_set():
            break  # nobody reads the results any more
        done.append(_coder.pass_or_code(item, predicates=predicates))
    return done
