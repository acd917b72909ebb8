"""One process that does one piece of work at a time, and whose death nobody else feels.

A pool shares its pipes and locks among its workers: one that is killed may take a lock with it, and
`concurrent.futures` of Python 3.11 loses what is submitted at the very moment at which it finds a worker dead.
Here each worker has a pipe of its own, whose other end the system closes, however the worker ends.
"""

from __future__ import annotations

import multiprocessing
import pickle
import threading
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import TypeVar

from flows.environment import born_deaf

T = TypeVar("T")
_END_SECONDS = 5  # that a worker without work may take to end


class WorkerDiedError(Exception):
    """The worker ended before it had answered."""


class WorkerProcess:
    """A process that starts afresh, not forked, with its first work, and again after it died.

    For one thread at a time; only `kill` may come from another. ``prepare`` runs first in the process.
    """

    def __init__(self, prepare: Callable[[], None]) -> None:
        self._prepare = prepare
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None
        self._lock = threading.Lock()  # between a start and `kill`
        self._killed = False

    def do(self, work: Callable[..., T], *arguments: object) -> T:
        """What the work returns. Raises what it raises, with a note of where, and `WorkerDiedError`."""
        try:
            pipe = self._pipe or self._start()
            pipe.send((work, arguments))
            result, error = pipe.recv()
        except (EOFError, ConnectionError) as gone:
            self._bury()
            raise WorkerDiedError from gone
        except BaseException:
            self._bury()  # what it still answers would be taken for the answer to the next work
            raise
        if error is not None:
            raise error
        return result  # type: ignore[no-any-return]  # pickled as what the work returns

    def end(self) -> None:
        """Let the process end, which has nothing to do, and wait for it."""
        if self._process is not None and self._pipe is not None:
            self._pipe.close()
            self._process.join(_END_SECONDS)
            self._bury()

    def kill(self) -> None:
        """End the process at once and for good, whatever it does: who waits for it gets `WorkerDiedError`."""
        with self._lock:
            self._killed = True
            if self._process is not None:
                self._process.kill()

    def _start(self) -> Connection:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_work, args=(theirs, self._prepare), daemon=True)
        with self._lock, theirs:  # theirs is closed here, else nobody would see its end
            if self._killed:
                raise EOFError
            with born_deaf():
                process.start()
            self._process, self._pipe = process, ours
        return ours

    def _bury(self) -> None:
        with self._lock:
            process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.join()
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None


def _work(pipe: Connection, prepare: Callable[[], None]) -> None:
    """Do what comes through the pipe until it is closed."""
    prepare()
    while True:
        try:
            asked = pipe.recv_bytes()
        except EOFError:
            return
        pipe.send_bytes(_answer(asked))


def _answer(asked: bytes) -> bytes:
    """The result, or the error, as bytes; of an error that can't be sent, its words."""
    try:
        work, arguments = pickle.loads(asked)  # noqa: S301 - from the process that started this one
        return pickle.dumps((work(*arguments), None))
    except Exception as error:
        error.add_note("in a worker process:\n" + "".join(traceback.format_exception(error)))
        try:
            answer = pickle.dumps((None, error))
            pickle.loads(answer)  # noqa: S301 - our own: some errors can be written but not read
        except Exception:
            return pickle.dumps((None, RuntimeError("\n".join([str(error), *error.__notes__]))))
        return answer
