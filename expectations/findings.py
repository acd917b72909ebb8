"""What an audit is given and what it gives back. Nothing here imports a table library."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

CRITICAL = "critical"


@dataclass(frozen=True, slots=True)
class Counts:
    """What the batches counted before the audit."""

    inputs: int
    staged: int  # documents cleaned and staged
    quarantined: int = 0
    unchanged: int = 0
    unreadable: int = 0
    entries: int | None = None  # None: not counted, so not compared
    lines: int | None = None
    rule_chars: Mapping[str, int] = field(default_factory=dict)  # characters removed as boilerplate, by rule

    @property
    def accounted(self) -> int:
        """The inputs of which it is known what became of them."""
        return self.staged + self.quarantined + self.unchanged + self.unreadable


@dataclass(frozen=True, slots=True)
class Example:
    """One row that an expectation was not met by."""

    document_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One expectation and how it went, over every chunk of its table."""

    table: str  # documents, entries, lines or run
    expectation: str  # a sentence
    severity: str  # critical, warning or info
    success: bool
    element_count: int = 0
    unexpected_count: int = 0
    examples: tuple[Example, ...] = ()
    observed: str = ""  # the figures, in words
    stops_run: bool = False
    judged: bool = True  # False where there was too little to judge by

    @property
    def unexpected_share(self) -> float:
        """Unexpected rows by all rows, 0 to 1."""
        return self.unexpected_count / self.element_count if self.element_count else 0.0


@dataclass(frozen=True, slots=True)
class Audit:
    """Every finding, the documents that may not be published, and whether the run may go on."""

    findings: Sequence[Finding] = ()
    failed: Mapping[str, list[str]] = field(
        default_factory=dict
    )  # document_id → what was wrong, in sentences
    seconds: float = 0.0

    @property
    def stopped(self) -> bool:
        """Whether the run as a whole failed, so that nothing of it may be published."""
        return any(finding.stops_run for finding in self.findings)

    @property
    def stop_message(self) -> str:
        """Which expectations of the whole failed, with their figures; empty where none did.

        >>> low = Finding("run", "Nothing is lost", "critical", False, observed="7 in, 6 out", stops_run=True)
        >>> Audit([low]).stop_message
        'The audit stopped the run, so nothing is published. Expected: Nothing is lost. Found: 7 in, 6 out.'
        """
        stops = [finding for finding in self.findings if finding.stops_run]
        if not stops:
            return ""
        said = (f"Expected: {finding.expectation}. Found: {finding.observed}." for finding in stops)
        return " ".join(("The audit stopped the run, so nothing is published.", *said))
