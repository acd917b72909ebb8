"""Who surveys and cleans a batch: a process of this machine, a Dask cluster, or the caller itself.

A worker that dies costs the batch that it was at. What kills its worker again and again is found by halving
its batch, and put down as unreadable: the run goes on.
"""

from __future__ import annotations

import multiprocessing
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor as Pool
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from importlib.abc import MetaPathFinder
from types import TracebackType
from typing import Any, Protocol, Self, TypeVar

from flows.batches import clean_batch, give_up
from flows.context import Context
from flows.environment import born_deaf, collect_seldom, end_with_parent, ignore_interrupts
from flows.options import UsageError
from flows.planning import Batch, halve
from flows.results import BatchResult
from flows.survey import Survey, survey_batch

T = TypeVar("T")
Work = Callable[[Batch, Context], T]  # what a worker does with a batch
ATTEMPTS = 2  # of a batch, before it is suspected of killing its worker
_LEAST_THREADS = 8  # a cluster that grows with its load may have no workers yet
_IN_FLIGHT = 2  # batches a worker has before it, so that it never waits for the next


class Executor(Protocol):
    """Cleans batches somewhere. Safe to share between threads."""

    workers: int  # how many batches it cleans at a time

    def clean(self, batch: Batch) -> BatchResult:
        """Have one batch cleaned, and wait for it."""

    def survey(self, batch: Batch) -> Survey:
        """Have the lines of one batch noted, and wait for it."""

    def map(self, batches: Iterable[Batch]) -> Iterator[BatchResult]:
        """Have batches cleaned, a bounded number at a time; results come in the order of the batches."""

    def survey_all(self, batches: Iterable[Batch]) -> Iterator[Survey]:
        """Have the lines of batches noted, likewise."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


def open_executor(
    context: Context, *, workers: int = 1, engine: str = "local", address: str | None = None
) -> Executor:
    """The executor for an engine: ``local`` processes, a ``dask`` cluster, or ``inline`` in this process.

    Raises ValueError for another engine, or for Dask without the address of its scheduler.
    """
    if workers < 1:
        raise ValueError(f"at least 1 worker is needed, not {workers}")
    if engine == "local":
        return LocalProcesses(context, workers)
    if engine == "inline":
        return Inline(context)
    if engine == "dask":
        if not address:
            raise ValueError("the dask engine needs the address of its scheduler, such as tcp://host:8786")
        return DaskCluster(context, address)
    raise ValueError(f"there is no engine {engine!r}; known are local, dask and inline")


class Inline:
    """Cleans in the calling thread: for tests, and to look at a failure where it happens."""

    def __init__(self, context: Context) -> None:
        self.workers = 1
        self._context = context

    def clean(self, batch: Batch) -> BatchResult:
        """Clean one batch here and now."""
        result = clean_batch(batch, self._context)
        batch.discard_spool()
        return result

    def survey(self, batch: Batch) -> Survey:
        """Note the lines of one batch here and now."""
        noted = survey_batch(batch, self._context)
        batch.discard_spool()
        return noted

    def map(self, batches: Iterable[Batch]) -> Iterator[BatchResult]:
        """Clean batches one after the other."""
        return map(self.clean, batches)

    def survey_all(self, batches: Iterable[Batch]) -> Iterator[Survey]:
        """Note the lines of batches one after the other."""
        return map(self.survey, batches)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass


class _Workers:
    """What local processes and a cluster have in common: attempts, suspicion, and a bounded window."""

    def __init__(self, context: Context, workers: int) -> None:
        self.context = context
        self.workers = workers

    def clean(self, batch: Batch) -> BatchResult:
        """Have one batch cleaned, and wait for it. A worker that dies over it costs another attempt."""
        result = self._try(clean_batch, batch) or self._narrow_down(batch)
        batch.discard_spool()
        return result

    def survey(self, batch: Batch) -> Survey:
        """Have the lines of one batch noted, and wait for it; none of what kills its worker."""
        noted = self._try(survey_batch, batch)
        batch.discard_spool()
        return noted or Survey(batch.key, disk_bytes=batch.bytes)

    def map(self, batches: Iterable[Batch]) -> Iterator[BatchResult]:
        """Have batches cleaned, a bounded number at a time; results come in the order of the batches."""
        return self._in_order(self.clean, batches)

    def survey_all(self, batches: Iterable[Batch]) -> Iterator[Survey]:
        """Have the lines of batches noted, a bounded number at a time, in the order of the batches."""
        return self._in_order(self.survey, batches)

    def _in_order(self, work: Callable[[Batch], T], batches: Iterable[Batch]) -> Iterator[T]:
        under_way: deque[Future[T]] = deque()
        with ThreadPoolExecutor(self.workers * _IN_FLIGHT) as threads:
            for batch in batches:
                under_way.append(threads.submit(work, batch))
                if len(under_way) >= self.workers * _IN_FLIGHT:
                    yield under_way.popleft().result()
            while under_way:
                yield under_way.popleft().result()

    def _try(self, work: Work[T], batch: Batch) -> T | None:
        """What comes of a batch, or None where a worker died over it again and again."""
        attempts = (self._attempt(work, batch) for _ in range(ATTEMPTS))
        return next((result for result in attempts if result is not None), None)

    def _attempt(self, work: Work[T], batch: Batch) -> T | None:
        """What comes of a batch, or None where a worker died: not for certain over this batch."""
        raise NotImplementedError

    def _attempt_alone(self, batch: Batch) -> BatchResult | None:
        """The batch's result, or None where it killed its worker."""
        raise NotImplementedError

    def _narrow_down(self, batch: Batch) -> BatchResult:
        """Clean a suspect alone, in ever smaller halves, until the record that kills stands alone."""
        result = self._attempt_alone(batch)
        if result is not None:
            return result
        halves = halve(batch)
        if not halves:
            return self._attempt_alone(batch) or give_up(batch, self.context)
        total = BatchResult(batch.key)
        for half in halves:
            total.add(self._narrow_down(half))
        return total


class LocalProcesses(_Workers):
    """Processes of our own: started afresh, not forked, and replaced when one of them is killed."""

    def __init__(self, context: Context, workers: int) -> None:
        super().__init__(context, workers)
        self._lock = threading.Lock()
        self._alone = threading.Lock()
        self._pool: ProcessPoolExecutor | None = None
        self._cell: ProcessPoolExecutor | None = None  # one process, for suspects

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        for pool in (self._pool, self._cell):
            if pool is not None:
                pool.shutdown(wait=kind is None, cancel_futures=True)

    def _attempt(self, work: Work[T], batch: Batch) -> T | None:
        pool = self._current_pool()
        try:
            with born_deaf():
                future = pool.submit(work, batch, self.context)
            return future.result()
        except BrokenProcessPool:
            self._replace(pool)
            return None

    def _attempt_alone(self, batch: Batch) -> BatchResult | None:
        with self._alone:
            self._cell = self._cell or _pool(1)
            try:
                with born_deaf():
                    future = self._cell.submit(clean_batch, batch, self.context)
                return future.result()
            except BrokenProcessPool:
                self._cell.shutdown(wait=False)
                self._cell = None
                return None

    def _current_pool(self) -> ProcessPoolExecutor:
        with self._lock:
            if self._pool is None:
                self._pool = _pool(self.workers)
            return self._pool

    def _replace(self, broken: ProcessPoolExecutor) -> None:
        with self._lock:
            if self._pool is broken:  # else another batch of the same pool was quicker
                broken.shutdown(wait=False, cancel_futures=True)
                self._pool = None


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(
        workers, mp_context=multiprocessing.get_context("spawn"), initializer=_begin_worker
    )


class _WithoutPandas(MetaPathFinder):
    """Arrow imports pandas, if there is one, to know its objects; a worker without starts twice as fast."""

    def find_spec(self, name: str, *_: object) -> None:
        """Refuse pandas; anything else is for others to find."""
        if name == "pandas":
            raise ModuleNotFoundError("a worker needs no pandas", name=name)


def _begin_worker() -> None:
    """Leave Ctrl-C to the run, and end when the run ends, however it does."""
    sys.meta_path.insert(0, _WithoutPandas())
    collect_seldom()
    ignore_interrupts()
    end_with_parent()


class DaskCluster(_Workers):
    """A Dask cluster whose workers see the same sources and warehouse under the same paths."""

    def __init__(self, context: Context, address: str) -> None:
        try:
            from distributed import Client
        except ImportError as error:
            raise UsageError("the dask engine needs the extra: pip install 'reinschrift[dask]'") from error
        try:
            connect: Any = Client
            self._client = connect(address, timeout="10s", set_as_default=False)
        except OSError as error:
            raise UsageError(f"no Dask scheduler answers at {address}: {error}") from error
        super().__init__(context, max(sum(self._client.nthreads().values()), _LEAST_THREADS))
        self._pool: Pool = self._client.get_executor(pure=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def _attempt(self, work: Work[T], batch: Batch) -> T | None:
        from distributed import KilledWorker

        try:
            return self._pool.submit(work, batch, self.context).result()
        except KilledWorker:
            return None

    def _attempt_alone(self, batch: Batch) -> BatchResult | None:
        return self._attempt(
            clean_batch, batch
        )  # the scheduler has counted the workers that this batch killed
