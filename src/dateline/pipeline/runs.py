"""A run: many articles in, a store and a file out, and a report that accounts for each of them."""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, MutableMapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from dateline.pipeline.coder import with_title
from dateline.pipeline.output import RecordFile, write_records
from dateline.records import Article, CoderInfo, Record, Rejected, RejectReason
from dateline.store import Store, article_key

_BATCH = 50  # records a transaction: ten seconds of coding at most are lost when the power goes


class StreamCoder(Protocol):
    """What a run needs of a `Coder`."""

    @property
    def info(self) -> CoderInfo:
        """What made the records."""

    def stream(
        self, articles: Iterable[Article | Rejected], *, workers: int = 1, predicates: bool = False
    ) -> Iterator[Record | Rejected]:
        """Records or reasons, in the order of the articles."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is.

    Attributes:
        articles: Read so far: coded, there already, or rejected.
        events: Coded so far.
    """

    articles: int
    events: int


@dataclass(frozen=True, slots=True)
class RunReport:
    """What became of every article. All but `seconds` is the same for the same input.

    Attributes:
        coded: Articles coded in this run.
        already: Articles that the store held already, as the same coder read them.
        rejected: What could not be coded, in the order of the input.
        events: How many of each (type, status), in the order of these names.
        dropped: How many predications are no events, by reason.
        words: Words of the coded articles, counted between blanks.
        seconds: Wall time without loading the coder.
    """

    coded: int
    already: int
    rejected: tuple[Rejected, ...]
    events: tuple[tuple[str, str, int], ...]
    dropped: tuple[tuple[str, int], ...]
    words: int
    seconds: float

    @property
    def reasons(self) -> tuple[tuple[RejectReason, int], ...]:
        """How many were rejected, by reason, in the order of the reasons."""
        counts = Counter(item.reason for item in self.rejected)
        return tuple((reason, counts[reason]) for reason in RejectReason if counts[reason])


def run(
    coder: StreamCoder,
    articles: Iterable[Article | Rejected],
    *,
    store: Store | None = None,
    out: Path | None = None,
    workers: int = 1,
    predicates: bool = False,
    progress: Callable[[Progress], None] | None = None,
    origins: MutableMapping[str, str] | None = None,
) -> RunReport:
    """Code articles into a store, a JSONL file, or both.

    An article that the store holds already from the same coder is not coded again; the file gets its stored record.
    The file is in the order of the input and the same bytes for any number of workers.

    Args:
        predicates: Also give every predicate with its factuality.
        progress: Called after each article.
        origins: Where each article came from, by id, as `read` fills it: the report then names files. Emptied.

    Raises:
        OutputError: the store or the file cannot be written. What the store has taken by then is whole.
    """
    began = time.monotonic()
    with ExitStack() as stack:
        file = stack.enter_context(write_records(out)) if out is not None else None
        sink = _Sink(coder.info, store=store, file=file, predicates=predicates)
        tally = _Tally(origins)
        stream = coder.stream(sink.unknown(articles), workers=workers, predicates=predicates)
        for item in sink.in_order(stream):
            tally.add(item)
            if progress:
                progress(Progress(tally.articles, tally.events.total()))
        sink.finish(tally.rejected)
    return tally.report(time.monotonic() - began)


@dataclass(frozen=True, slots=True)
class _Known:
    """An article that the store holds already, or that came before in this run."""

    id: str
    key: str


@dataclass(frozen=True, slots=True)
class _New:
    """Something that the coder has to answer for; `key` is None for what was rejected before."""

    key: str | None


class _Sink:
    """Writes what comes, and knows what need not be coded at all.

    Known articles never reach the coder, which may read ahead of what it gives back. So each article that is read gets
    a place in a queue, and known ones are put back in their places on the way out.
    """

    def __init__(self, info: CoderInfo, *, store: Store | None, file: RecordFile | None, predicates: bool) -> None:
        self._info = info
        self._store = store
        self._file = file
        self._predicates = predicates
        self._seen = store.keys(info, predicates=predicates) if store else set()
        self._run_id = store.start_run(info, predicates=predicates) if store else 0
        self._queue: deque[_Known | _New] = deque()
        self._failed: dict[str, Rejected] = {}
        self._batch: list[Record] = []

    def unknown(self, articles: Iterable[Article | Rejected]) -> Iterator[Article | Rejected]:
        """What the coder has to see."""
        for item in articles:
            key = None
            if self._store is not None and isinstance(item, Article):
                key = article_key(with_title(item), self._info, predicates=self._predicates)
                if key in self._seen:
                    self._queue.append(_Known(item.id, key))
                    continue
                self._seen.add(key)
            self._queue.append(_New(key))
            yield item

    def in_order(self, stream: Iterator[Record | Rejected]) -> Iterator[Record | Rejected | _Known]:
        """Everything that was read, written, in the order of reading."""
        for item in stream:
            yield from self._known_ahead()
            place = self._queue.popleft()
            if isinstance(item, Record):
                self._write(item)
            elif isinstance(place, _New) and place.key is not None:
                self._failed[place.key] = item
            yield item
        yield from self._known_ahead()

    def finish(self, rejected: list[Rejected]) -> None:
        """Write what is left."""
        self._flush()
        if self._store is not None:
            self._store.finish_run(self._run_id, rejected)

    def _known_ahead(self) -> Iterator[_Known | Rejected]:
        ahead: list[_Known] = []
        while self._queue and isinstance(known := self._queue[0], _Known):
            self._queue.popleft()
            ahead.append(known)
        stored: Iterator[Record] = iter(())
        if ahead and self._file is not None and self._store is not None:
            self._flush()  # they may be in this very batch
            stored = self._store.records([known.key for known in ahead if known.key not in self._failed])
        for known in ahead:
            if known.key in self._failed:
                yield self._failed[known.key]
                continue
            if self._file is not None:
                self._file.write(next(stored))
            yield known

    def _write(self, record: Record) -> None:
        if self._file is not None:
            self._file.write(record)
        if self._store is not None:
            self._batch.append(record)
            if len(self._batch) >= _BATCH:
                self._flush()

    def _flush(self) -> None:
        if self._store is not None and self._batch:
            self._store.add(self._run_id, self._batch)
            self._batch.clear()


class _Tally:
    """Counts what became of each article."""

    def __init__(self, origins: MutableMapping[str, str] | None) -> None:
        self._origins = origins if origins is not None else {}
        self.rejected: list[Rejected] = []
        self.events: Counter[tuple[str, str]] = Counter()
        self.dropped: Counter[str] = Counter()
        self.coded = self.already = self.words = 0

    @property
    def articles(self) -> int:
        return self.coded + self.already + len(self.rejected)

    def add(self, item: Record | Rejected | _Known) -> None:
        if isinstance(item, Rejected):
            self.rejected.append(replace(item, origin=self._origins.pop(item.origin, item.origin)))
            return
        self._origins.pop(item.id, None)
        if isinstance(item, _Known):
            self.already += 1
            return
        self.coded += 1
        self.words += len(item.text.split())
        self.events.update((str(event.type), str(event.status)) for event in item.events)
        self.dropped.update(item.dropped)

    def report(self, seconds: float) -> RunReport:
        return RunReport(
            coded=self.coded,
            already=self.already,
            rejected=tuple(self.rejected),
            events=tuple((*key, count) for key, count in sorted(self.events.items())),
            dropped=tuple(sorted(self.dropped.items())),
            words=self.words,
            seconds=seconds,
        )
