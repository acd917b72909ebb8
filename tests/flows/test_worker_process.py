"""A worker process: answers, errors and its death, none of which may leave anybody waiting."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from flows.worker_process import WorkerDiedError, WorkerProcess

pytestmark = pytest.mark.slow


class StubbornError(Exception):
    """Can be pickled, but not read again: its arguments are not those of its constructor."""

    def __init__(self, place: str, number: int) -> None:
        super().__init__(f"{place} {number}")


def nothing() -> None:
    """Needs no preparation."""


def add(one: int, two: int) -> int:
    """Some work."""
    return one + two


def own_pid() -> int:
    """Who works here."""
    return os.getpid()


def divide(one: int, two: int) -> float:
    """Fails where ``two`` is 0."""
    return one / two


def stubborn() -> None:
    """Fails with what nobody can read."""
    raise StubbornError("Mühlbrück", 3)


def a_function() -> Callable[[], None]:
    """Returns what can't be pickled."""
    return lambda: None


def die() -> None:
    """End the process as a lack of memory does."""
    os.kill(os.getpid(), signal.SIGKILL)


def sleep_long(begun: Path) -> None:
    """Say that the work has begun, and go on for longer than any test."""
    begun.touch()
    time.sleep(600)


@pytest.fixture
def worker() -> Iterator[WorkerProcess]:
    """A worker that is gone after the test."""
    worker = WorkerProcess(nothing)
    yield worker
    worker.kill()


def test_it_answers_one_question_after_the_other(worker: WorkerProcess) -> None:
    """In the same process, which starts with the first of them."""
    assert [worker.do(add, 1, number) for number in range(3)] == [1, 2, 3]
    assert worker.do(own_pid) == worker.do(own_pid) != os.getpid()


def test_an_error_says_where_it_was_raised(worker: WorkerProcess) -> None:
    """It is of its own kind, and the worker goes on."""
    pid = worker.do(own_pid)
    with pytest.raises(ZeroDivisionError, match="division by zero") as raised:
        worker.do(divide, 1, 0)
    assert "in divide" in raised.value.__notes__[0]
    assert worker.do(own_pid) == pid


@pytest.mark.parametrize(("work", "words"), [(stubborn, "Mühlbrück 3"), (a_function, "pickle")])
def test_what_cannot_be_sent_leaves_nobody_waiting(
    worker: WorkerProcess, work: Callable[[], object], words: str
) -> None:
    """An error or a result that has no bytes is told in words, and the next answer is not taken for it."""
    with pytest.raises(Exception, match=words):
        worker.do(work)
    assert worker.do(add, 1, 2) == 3


def test_its_death_is_told_and_another_takes_its_place(worker: WorkerProcess) -> None:
    """In the middle of the work, and between two."""
    with pytest.raises(WorkerDiedError):
        worker.do(die)
    pid = worker.do(own_pid)
    os.kill(pid, signal.SIGKILL)
    psutil.wait_procs([psutil.Process(pid)], timeout=20)
    with pytest.raises(WorkerDiedError):
        worker.do(own_pid)
    assert worker.do(own_pid) != pid


def test_a_kill_frees_who_waits(worker: WorkerProcess, tmp_path: Path) -> None:
    """From another thread; after it the worker starts no process any more."""
    outcome: list[BaseException] = []

    def wait() -> None:
        try:
            worker.do(sleep_long, tmp_path / "begun")
        except BaseException as error:
            outcome.append(error)

    waiting = threading.Thread(target=wait, daemon=True)
    waiting.start()
    while not (tmp_path / "begun").exists():
        assert waiting.is_alive()
        time.sleep(0.01)
    worker.kill()
    waiting.join(20)
    assert [type(error) for error in outcome] == [WorkerDiedError]
    with pytest.raises(WorkerDiedError):
        worker.do(own_pid)


def test_an_end_waits_for_the_process(worker: WorkerProcess) -> None:
    """Nothing of it is left, and it may start again."""
    pid = worker.do(own_pid)
    worker.end()
    worker.end()
    assert not psutil.pid_exists(pid)
    assert worker.do(own_pid) != pid
