"""One command in a fresh process: its CPU time with that of its children, its wall time, its tree's memory."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_SAMPLE_SECONDS = 0.02
_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


class CommandError(RuntimeError):
    """A command that ended with an error: names it, and quotes the end of what it said."""


@dataclass(frozen=True)
class Measured:
    """What one process and its children took."""

    cpu: float  # seconds, user and system
    wall: float  # seconds
    tree_bytes: int  # resident, the most that all its processes had together; pages they share count twice
    main_bytes: int  # resident, the most that the process itself had
    worker_bytes: int  # resident, the most that any one below it had
    report: dict[str, Any] = field(default_factory=dict)  # what it printed last, as JSON


def measure(command: Sequence[str], environment: Mapping[str, str], folder: Path) -> Measured:
    """Run a command to its end. Raises `CommandError` where it fails."""
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as complained:
        begun = time.perf_counter()
        started = subprocess.Popen(
            command,
            env=dict(environment),
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=complained,
        )
        memory = _Memory(started.pid)
        while True:
            pid, status, usage = os.wait4(started.pid, os.WNOHANG)
            if pid:
                break
            memory.sample()
            time.sleep(_SAMPLE_SECONDS)
        wall = time.perf_counter() - begun
        started.returncode = os.waitstatus_to_exitcode(status)
        output, errors = _read(said), _read(complained)
    if started.returncode:
        raise CommandError(
            f"{' '.join(command)} ended with {started.returncode}: {(errors or output)[-2_000:]}"
        )
    cpu = usage.ru_utime + usage.ru_stime
    return Measured(cpu, wall, memory.tree, memory.main, memory.worker, _last_json(output))


class _Memory:
    """The most memory that a process and its descendants had, by samples."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self.tree = 0
        self.main = 0
        self.worker = 0

    def sample(self) -> None:
        """Look once."""
        sizes = [_resident(pid) for pid in _descendants(self._pid)]
        self.tree = max(self.tree, sum(sizes))
        self.main = max(self.main, sizes[0])
        self.worker = max(self.worker, *sizes[1:], 0)


def _descendants(pid: int) -> list[int]:
    """A process and all below it, as Linux has them; one that just ended is left out."""
    found = [pid]
    for parent in found:
        with suppress(OSError):
            for task in Path(f"/proc/{parent}/task").iterdir():
                found += map(int, (task / "children").read_text().split())
    return found


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE_BYTES
    except (OSError, IndexError):
        return 0


def _read(stream: Any) -> str:
    stream.seek(0)
    return str(stream.read().decode("utf-8", "replace"))


def _last_json(output: str) -> dict[str, Any]:
    lines = output.strip().splitlines()
    if not lines or not lines[-1].startswith("{"):
        return {}
    report: dict[str, Any] = json.loads(lines[-1])
    return report
