"""Whether cost grows with the corpus and nothing else does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.contest import CONTENDERS, Arena, fingerprint


class Step(NamedTuple):
    """The whole job at one size."""

    documents: int
    workers: int
    cpu: float  # seconds, start-up apart
    wall: float
    tree_megabytes: float
    main_megabytes: float
    worker_megabytes: float
    tables: str  # fingerprint, empty where the tables were too large to compare

    @property
    def microseconds(self) -> float:
        """CPU a document."""
        return 1e6 * self.cpu / self.documents


_BUSY = 10_000  # documents that make enough batches for two workers
COMPARED = 50_000  # documents, up to which published tables are compared row by row


def measure_scaling(
    corpora: dict[int, Path], startup: Path, startup_documents: int, arena: Arena, tell: Callable[[str], None]
) -> list[Step]:
    """The whole job once at each size, with one worker and at once with two, so that their ratio is of one mood."""
    small = {
        workers: arena.run(CONTENDERS[f"whole-{workers}"], startup, "scaling-startup") for workers in (1, 2)
    }
    steps = []
    for documents, corpus in sorted(corpora.items()):
        for workers in (1, 2):
            tell(f"{documents:,} documents, {workers} workers")
            full = arena.run(CONTENDERS[f"whole-{workers}"], corpus, "scaling")
            steps.append(
                Step(
                    documents - startup_documents,
                    workers,
                    full.cpu - small[workers].cpu,
                    full.wall - small[workers].wall,
                    full.tree_bytes / 1e6,
                    full.main_bytes / 1e6,
                    full.worker_bytes / 1e6,
                    fingerprint(arena.scratch / "scaling") if documents <= COMPARED else "",
                )
            )
    return steps


def speedup(steps: Sequence[Step]) -> float | None:
    """How much sooner two workers are done than one with the largest corpus; None where it was not measured."""
    walls = {(step.documents, step.workers): step.wall for step in steps}
    largest = max((step.documents for step in steps), default=0)
    if (largest, 1) not in walls or (largest, 2) not in walls or largest < _BUSY:
        return None
    return walls[largest, 1] / walls[largest, 2]
