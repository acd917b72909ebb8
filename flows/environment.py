"""What has to stand in the environment before Prefect or Great Expectations are imported.

A value that the user has set stays as it is.
"""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.process import BaseProcess

QUIET = {
    "DO_NOT_TRACK": "1",                                         # read from the environment only
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "GX_ANALYTICS_ENABLED": "false",
    "PREFECT_CLI_PROMPT": "false",
    "MPLBACKEND": "Agg",                                         # charts are files; no screen is asked for
}  # fmt: skip
EMBEDDED = {
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",   # the default, 20 s, is too short for a fresh home
    "PREFECT_LOGGING_LOGGERS_PREFECT_TASK_RUNS_LEVEL": "WARNING",  # the bar tells of batches
    "PREFECT_SERVER_UI_ENABLED": "false",                        # nobody can look at a server that lives for one run
    # Services that a server for a single run has no work for; starting them costs 5 of its 17 seconds.
    **{
        f"PREFECT_SERVER_SERVICES_{service}_ENABLED": "false"
        for service in (
            "SCHEDULER", "LATE_RUNS", "TRIGGERS", "PAUSE_EXPIRATIONS", "CANCELLATION_CLEANUP", "FOREMAN",
            "EVENT_LOGGER", "REPOSSESSOR",
        )
    },
}  # fmt: skip


_THIS_MACHINE = ("127.0.0.1", "localhost")
_COLLECTIONS = (50_000, 20, 50)  # objects made before the young, the older and all are searched for garbage


def collect_seldom() -> None:
    """Spare a process a sixth of its time: what it imports and keeps is no garbage, documents leave next to none."""
    gc.freeze()
    gc.set_threshold(*_COLLECTIONS)


@contextmanager
def born_deaf() -> Iterator[None]:
    """Let processes that start meanwhile hear no Ctrl-C until they `ignore_interrupts`: they still import."""
    heard = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, heard)


def ignore_interrupts() -> None:
    """Leave Ctrl-C, which a terminal sends to all its processes, to the run."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def keep_quiet() -> None:
    """Let no library report to anybody, nor tell the terminal of its temporary folders."""
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
    logging.getLogger("great_expectations").setLevel(logging.WARNING)


def reach_this_machine_directly() -> None:
    """Ask no proxy for what listens on this machine itself, such as the server of a run; other exceptions stay."""
    spared = os.environ.get("no_proxy") or os.environ.get("NO_PROXY") or ""
    names = [name.strip() for name in spared.split(",") if name.strip()]
    names += [name for name in _THIS_MACHINE if name not in names]
    os.environ["no_proxy"] = os.environ["NO_PROXY"] = ",".join(names)


def prepare_embedded_server() -> None:
    """Make the server that Prefect starts for one run start fast; a configured server is left alone."""
    if not os.environ.get("PREFECT_API_URL"):
        for name, value in EMBEDDED.items():
            os.environ.setdefault(name, value)


def end_with_parent() -> None:
    """End this process once its parent has ended, however it did: killed, nobody could stop its children."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_wait_and_end, args=(parent,), daemon=True).start()


def _wait_and_end(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)
