"""Who is measured, and the rounds: every contender once a round, in fresh processes, each round in another order."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from tests.benchmarks.measure import Measured, measure

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
DATATROVE = ROOT / ".venv-bench" / "bin" / "python"
_OF_THE_RUN = {"run_id", "cleaned_at", "code_version"}  # columns that tell runs apart, not results
_LEAST_SECONDS = 0.001  # what a corpus too small to measure takes beyond start-up
_TABLES = ("documents", "entries", "lines")


@dataclass(frozen=True)
class Contender:
    """A script, and whether its clock is its own."""

    name: str
    script: str
    arguments: tuple[str, ...] = ()
    warmed: bool = False  # it cleans the start-up corpus before its own clock starts
    published: bool = False  # it leaves a warehouse
    python: Path = Path(sys.executable)


CONTENDERS = {
    contender.name: contender
    for contender in (
        Contender("transforms", "transforms_alone.py", warmed=True),
        Contender("whole-1", "whole_job.py", ("--workers", "1"), published=True),
        Contender("whole-2", "whole_job.py", ("--workers", "2"), published=True),
        Contender("naive", "naive_job.py"),
        Contender("datatrove", "datatrove_job.py", python=DATATROVE),
    )
}
STAGES = {
    "transforms": Contender("transforms", "transforms_alone.py", ("--stages",), warmed=True),
    "whole-1": Contender("whole-1", "whole_job.py", ("--stages",), warmed=True),
}


@dataclass
class Result:
    """One contender's figures, a value a round."""

    documents: int = 0
    megabytes: float = 0.0  # of the corpus, less the start-up corpus where that was taken off
    cpu: list[float] = field(default_factory=list)  # seconds of work, start-up apart
    wall: list[float] = field(default_factory=list)
    startup_cpu: list[float] = field(default_factory=list)
    startup_wall: list[float] = field(default_factory=list)
    tree_megabytes: list[float] = field(default_factory=list)
    main_megabytes: list[float] = field(default_factory=list)  # of the process that was started
    worker_megabytes: list[float] = field(default_factory=list)  # of the largest below it
    tables: str = ""  # fingerprint of what it published


@dataclass(frozen=True)
class Arena:
    """What all runs share."""

    corpus: Path
    startup: Path  # a small corpus, which brings everything lazy to its place
    scratch: Path
    tree: Path  # the checkout whose code is measured

    def run(self, contender: Contender, corpus: Path, name: str) -> Measured:
        """One fresh process on one corpus; what it wrote is in ``scratch / name``."""
        out = self.scratch / name
        shutil.rmtree(out, ignore_errors=True)
        command = [str(contender.python), str(HERE / "contenders" / contender.script), str(corpus), str(out)]
        warm_up = ["--warm-up", str(self.startup)] if contender.warmed else []
        environment = os.environ | {"PYTHONPATH": str(self.tree), "PYTHONHASHSEED": "0"}
        return measure([*command, *contender.arguments, *warm_up], environment, self.tree)


def run_rounds(
    contenders: Sequence[Contender], arena: Arena, rounds: int, tell: Callable[[str], None]
) -> dict[str, Result]:
    """Every contender once a round; a round begins with another contender than the last."""
    results = {contender.name: Result() for contender in contenders}
    for number in range(rounds):
        start = number % len(contenders)
        for contender in [*contenders[start:], *contenders[:start]]:
            tell(f"round {number + 1} of {rounds}: {contender.name}")
            _add(results[contender.name], contender, arena)
    return results


def _add(result: Result, contender: Contender, arena: Arena) -> None:
    """One measurement: what the work took, and what starting up for it took."""
    full = arena.run(contender, arena.corpus, contender.name)
    result.documents = full.report["documents"]
    if contender.warmed:
        result.megabytes = full.report["bytes"] / 1e6
        cpu, wall = full.report["work_cpu"], full.report["work_wall"]
        _append(result, full, cpu=cpu, wall=wall, startup=(full.cpu - cpu, full.wall - wall))
    else:
        small = arena.run(contender, arena.startup, f"{contender.name}-startup")
        result.megabytes = (arena.corpus.stat().st_size - arena.startup.stat().st_size) / 1e6
        startup = (small.cpu, small.wall)
        _append(result, full, cpu=full.cpu - small.cpu, wall=full.wall - small.wall, startup=startup)
    if contender.published and not result.tables:
        result.tables = fingerprint(arena.scratch / contender.name)


def _append(result: Result, full: Measured, *, cpu: float, wall: float, startup: tuple[float, float]) -> None:
    result.cpu.append(max(cpu, _LEAST_SECONDS))
    result.wall.append(max(wall, _LEAST_SECONDS))
    result.startup_cpu.append(startup[0])
    result.startup_wall.append(startup[1])
    result.tree_megabytes.append(full.tree_bytes / 1e6)
    result.main_megabytes.append(full.main_bytes / 1e6)
    result.worker_megabytes.append(full.worker_bytes / 1e6)


def run_stages(contenders: Iterable[str], arena: Arena, rounds: int) -> dict[str, list[dict[str, float]]]:
    """CPU seconds by stage, a round after the other, for the contenders that have stages."""
    staged = [STAGES[name] for name in contenders if name in STAGES]
    return {
        contender.name: [
            arena.run(contender, arena.corpus, f"{contender.name}-stages").report["stages"]
            for _ in range(rounds)
        ]
        for contender in staged
    }


def fingerprint(warehouse: Path) -> str:
    """A hash of every row of the published tables in the order of their files, less what names the run."""
    digest = hashlib.sha256()
    for table in _TABLES:
        for path in sorted((warehouse / "current" / table).glob("*.parquet")):
            file = pq.ParquetFile(path)
            columns = sorted(set(file.schema_arrow.names) - _OF_THE_RUN)
            for batch in file.iter_batches(columns=columns):
                rows: list[dict[str, Any]] = batch.to_pylist()
                for row in rows:
                    digest.update(repr(row).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
