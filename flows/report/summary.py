"""A run in figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

PUBLISHED, STOPPED = "published", "stopped"


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What became of a run's inputs, how long it took, and which code and rules were at work."""

    run_id: str
    started_at: datetime  # aware
    finished_at: datetime  # aware
    sources: Sequence[str]
    status: str  # "published", or "stopped" by the audit
    warehouse: Path
    inputs: int = 0
    published: int = 0
    quarantined: int = 0
    unchanged: int = 0
    unreadable: int = 0
    entries: int = 0
    lines: int = 0
    boilerplate_lines: int = 0
    outdated: int = 0  # of those quarantined or unreadable, how many stay published as they were before
    megabytes: float = 0.0  # of input read, 10^6 bytes
    versions: Mapping[str, str] = field(default_factory=dict)  # "code" and "rules"

    @property
    def seconds(self) -> float:
        """Between start and end."""
        return (self.finished_at - self.started_at).total_seconds()

    @property
    def megabytes_per_second(self) -> float:
        """Input read by the time that the whole run took, start-up and audit included."""
        return self.megabytes / self.seconds if self.seconds > 0 else 0.0

    @property
    def held_back(self) -> int:
        """Documents that a stopped run had ready for publishing."""
        if self.status != STOPPED:
            return 0
        return max(self.inputs - self.published - self.quarantined - self.unchanged - self.unreadable, 0)

    @property
    def reconciles(self) -> bool:
        """Whether it is known of every input what became of it.

        >>> from datetime import datetime, UTC
        >>> now = datetime(2026, 3, 1, tzinfo=UTC)
        >>> RunSummary("r1", now, now, ["in"], "published", Path("w"), inputs=3, published=2).reconciles
        False
        >>> RunSummary("r1", now, now, ["in"], "stopped", Path("w"), inputs=3, unreadable=1).reconciles
        True
        """
        fates = (self.published, self.quarantined, self.unchanged, self.unreadable, self.held_back)
        return self.inputs == sum(fates)
