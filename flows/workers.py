"""Who surveys and cleans a batch: a process of this machine, a Dask cluster, or the caller itself.

A worker that dies costs the batch that it was at. What kills its worker again and again is found by halving
its batch, and put down as unreadable: the run goes on.
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from concurrent.futures import Executor as Pool
from importlib.abc import MetaPathFinder
from queue import LifoQueue
from types import TracebackType
from typing import Any, Protocol, Self, TypeVar

from flows.batches import clean_batch, give_up
from flows.context import Context
from flows.environment import collect_seldom, end_with_parent, ignore_interrupts
from flows.options import UsageError
from flows.planning import Batch, halve
from flows.results import BatchResult
from flows.survey import Survey, survey_batch
from flows.worker_process import WorkerDiedError, WorkerProcess

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
        """What comes of a batch, or None where its worker died over it."""
        raise NotImplementedError

    def _narrow_down(self, batch: Batch) -> BatchResult:
        """Clean a suspect in ever smaller halves, until the record that kills stands alone."""
        halves = halve(batch)
        if not halves:
            return give_up(batch, self.context)
        total = BatchResult(batch.key)
        for half in halves:
            total.add(self._attempt(clean_batch, half) or self._narrow_down(half))
        return total


class LocalProcesses(_Workers):
    """Processes of our own: each has its batch for itself, and is replaced when it is killed."""

    def __init__(self, context: Context, workers: int) -> None:
        super().__init__(context, workers)
        self._processes = [WorkerProcess(_begin_worker) for _ in range(workers)]
        self._free: LifoQueue[WorkerProcess] = LifoQueue()  # the last one first: a small run starts but one
        self._closed = False
        for process in self._processes:
            self._free.put(process)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._closed = True
        for process in self._processes:
            process.end() if kind is None else process.kill()

    def _attempt(self, work: Work[T], batch: Batch) -> T | None:
        process = self._free.get()
        try:
            if self._closed:
                raise CancelledError
            return process.do(work, batch, self.context)
        except WorkerDiedError:
            return None
        finally:
            self._free.put(process)


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
