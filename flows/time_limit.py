"""A limit on the time that one document may take."""

from __future__ import annotations

import ctypes
import math
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Self

_LOOK_EVERY = 0.1  # seconds


class OutOfTime(BaseException):
    """The limit has passed. No `Exception`: no fallback of a transform shall take it for its own failure."""


class TimeLimit:
    """Raises `OutOfTime` inside a block, `TimeLimit.block`, that takes longer than ``seconds``.

    In a main thread an alarm does it, which stops a runaway regular expression too. In any other thread,
    such as a Dask worker's, a watchdog does it between two steps of Python code. The limit itself is a
    context as well: while it lasts, the process's alarm is its own.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        in_main_thread = threading.current_thread() is threading.main_thread()
        self._alarmed = in_main_thread and hasattr(signal, "SIGALRM")
        self._before: Any = None

    def __enter__(self) -> Self:
        if self._alarmed:
            self._before = signal.signal(signal.SIGALRM, _ring) or signal.SIG_DFL
        return self

    def __exit__(self, *_: object) -> None:
        if self._alarmed:
            signal.signal(signal.SIGALRM, self._before)

    def block(self, most: float = math.inf) -> AbstractContextManager[None]:
        """The work that must end in time, or in ``most`` seconds, if that is sooner."""
        seconds = min(self.seconds, most)
        return _Alarm(seconds) if self._alarmed else _WATCHDOG.watch(seconds)


class _Alarm:
    """The process's alarm, set for one document: a class, as a generator would cost twice the time."""

    __slots__ = ("_seconds",)

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    def __enter__(self) -> None:
        # It rings again, in case the first one falls where exceptions go unheeded, as in a finalizer.
        signal.setitimer(signal.ITIMER_REAL, self._seconds, max(self._seconds, 1.0))

    def __exit__(self, *_: object) -> None:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _ring(_signal: int, _frame: object) -> None:
    raise OutOfTime


class _Watchdog:
    """One thread that looks after the deadlines of all others."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._deadlines: dict[int, float] = {}
        self._thread: threading.Thread | None = None

    @contextmanager
    def watch(self, seconds: float) -> Iterator[None]:
        me = threading.get_ident()
        with self._lock:
            self._deadlines[me] = time.monotonic() + seconds
            self._start()
        try:
            yield
        finally:
            with self._lock:
                if self._deadlines.pop(me, None) is None:
                    _raise_in(me, None)  # what was sent but has not arrived is called back

    def _start(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._look, name="time-limit", daemon=True)
            self._thread.start()

    def _look(self) -> None:
        while True:
            time.sleep(_LOOK_EVERY)
            now = time.monotonic()
            with self._lock:
                for thread, deadline in list(self._deadlines.items()):
                    if now > deadline:
                        del self._deadlines[thread]
                        _raise_in(thread, OutOfTime)


def _raise_in(thread: int, error: type[BaseException] | None) -> None:
    ctypes.pythonapi.PyThreadState_SetAsyncExc(
        ctypes.c_ulong(thread), ctypes.py_object(error) if error else None
    )


_WATCHDOG = _Watchdog()
