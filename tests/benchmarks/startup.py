"""What starting up takes: the real command, and the imports behind it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import NamedTuple

from tests.benchmarks.contest import Arena
from tests.benchmarks.measure import measure

_IMPORTS = ("transforms.pipeline", "flows.batches", "pyarrow", "pandas", "prefect", "great_expectations")


class Startup(NamedTuple):
    """Seconds to do nearly nothing."""

    what: str
    wall: float
    cpu: float


def measure_startup(arena: Arena, rounds: int, tell: Callable[[str], None]) -> list[Startup]:
    """Medians for the command's ways to run, and for what it imports."""
    command = ("-c", "from flows.cli import main; main()")
    document = arena.scratch / "one.jsonl"
    with arena.startup.open("rb") as records:
        document.write_bytes(records.readline())
    cases: dict[str, tuple[str, ...]] = {
        "python": ("-c", ""),
        "reinschrift --help": (*command, "--help"),
        "reinschrift preview": (*command, "preview", str(document)),
        "reinschrift clean, one document": (
            *command,
            "clean",
            str(document),
            "--warehouse",
            "{out}",
            "--workers",
            "1",
        ),
    } | {f"import {name}": ("-c", f"import {name}") for name in _IMPORTS}
    return [_measure(what, arguments, arena, rounds, tell) for what, arguments in cases.items()]


def _measure(
    what: str, arguments: tuple[str, ...], arena: Arena, rounds: int, tell: Callable[[str], None]
) -> Startup:
    taken = []
    for number in range(rounds):
        tell(f"start-up: {what}")
        out = arena.scratch / f"startup-{number}-{abs(hash(what))}"
        home = Path(arena.scratch / "prefect")
        environment = os.environ | {"PYTHONPATH": str(arena.tree), "PREFECT_HOME": str(home)}
        line = [sys.executable, *(argument.format(out=out) for argument in arguments)]
        taken.append(measure(line, environment, arena.tree))
    return Startup(what, median(run.wall for run in taken), median(run.cpu for run in taken))
