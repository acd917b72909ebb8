"""Whether cost grows with the corpus and nothing else does."""

from __future__ import annotations

from collections.abc import Callable
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


COMPARED = 50_000  # documents, up to which published tables are compared row by row


def measure_scaling(
    corpora: dict[int, Path], startup: Path, startup_documents: int, arena: Arena, tell: Callable[[str], None]
) -> list[Step]:
    """The whole job with one and with two workers at each size, once; start-up is measured once for each."""
    steps = []
    for workers in (1, 2):
        contender = CONTENDERS[f"whole-{workers}"]
        small = arena.run(contender, startup, "scaling-startup")
        for documents, corpus in sorted(corpora.items()):
            tell(f"{documents:,} documents, {workers} workers")
            full = arena.run(contender, corpus, "scaling")
            steps.append(
                Step(
                    documents - startup_documents,
                    workers,
                    full.cpu - small.cpu,
                    full.wall - small.wall,
                    full.tree_bytes / 1e6,
                    full.main_bytes / 1e6,
                    full.worker_bytes / 1e6,
                    fingerprint(arena.scratch / "scaling") if documents <= COMPARED else "",
                )
            )
    return steps
