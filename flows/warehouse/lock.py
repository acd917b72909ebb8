"""One writer at a time."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from flows.warehouse.errors import WarehouseError, WarehouseLocked

OWNER = "owner.json"  # in a run's staging folder: who is writing


@contextmanager
def locked(warehouse: Path) -> Iterator[None]:
    """Hold the warehouse's lock; the system frees it when the process ends, however it ends.

    Raises `WarehouseLocked` at once where another run holds it, `WarehouseError` where nothing can be
    written.
    """
    try:
        warehouse.mkdir(parents=True, exist_ok=True)
        # Threads of one run share the lock: whichever ends the run lets it go.
        lock = FileLock(warehouse / ".lock", timeout=0, thread_local=False)
        lock.acquire()
    except Timeout:
        raise WarehouseLocked(
            f"{warehouse} is being written by {_owner(warehouse)}; wait for it to end"
        ) from None
    except OSError as error:
        raise unwritable(warehouse, error) from error
    try:
        yield
    finally:
        lock.release()


def unwritable(warehouse: Path, error: OSError) -> WarehouseError:
    """What the system says against writing there, in a sentence."""
    return WarehouseError(f"can't write to the warehouse {warehouse}: {error.strerror or error}")


def sign(staging: Path, run_id: str, started_at: datetime) -> None:
    """Leave word of who is writing, for those who find the warehouse locked."""
    owner = {
        "run_id": run_id,
        "pid": os.getpid(),
        "host": socket.gethostname(),
        "started_at": started_at.isoformat(timespec="seconds"),
    }
    (staging / OWNER).write_text(json.dumps(owner), encoding="utf-8")


def _owner(warehouse: Path) -> str:
    for path in sorted((warehouse / ".staging").glob(f"*/{OWNER}"), reverse=True):
        try:
            owner = json.loads(path.read_text(encoding="utf-8"))
            where = f"process {owner['pid']} on {owner['host']}"
            return f"run {owner['run_id']} ({where}, since {owner['started_at']})"
        except (OSError, ValueError, KeyError):
            continue
    return "another run"
