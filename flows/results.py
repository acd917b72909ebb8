"""What a worker hands back: paths and counts, never text beyond a few example lines."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field

EXAMPLES = 5  # lines shown per rule
EXAMPLE_CHARS = 200  # of each


@dataclass(slots=True)
class RuleTally:
    """What one rule took away, or one kind of warning: how much, and lines to look at."""

    role: str
    lines: int = 0
    chars: int = 0
    examples: list[str] = field(default_factory=list)

    def count(self, example: str, chars: int = 0) -> None:
        """Count one line in, and keep it if it is among the first few distinct ones."""
        self.lines += 1
        self.chars += chars
        if len(self.examples) < EXAMPLES:
            shown = example[:EXAMPLE_CHARS]
            if shown not in self.examples:
                self.examples.append(shown)

    def add(self, other: RuleTally) -> None:
        """Count another batch's lines in; keep the first few distinct examples."""
        self.lines += other.lines
        self.chars += other.chars
        fresh = [line for line in other.examples if line not in self.examples]
        self.examples += fresh[: EXAMPLES - len(self.examples)]


@dataclass(slots=True)
class BatchResult:
    """One batch's outcome. inputs = staged + quarantined + unchanged + unreadable."""

    batch: str
    parts: dict[str, list[str]] = field(default_factory=dict)  # table → staged Parquet files
    files: set[tuple[str, str]] = field(default_factory=set)  # (source, file) of the JSON Lines read
    inputs: int = 0
    staged: int = 0  # documents cleaned and staged for the audit
    quarantined: int = 0
    unchanged: int = 0
    unreadable: int = 0
    entries: int = 0
    lines: int = 0
    bytes: int = 0  # of content read
    disk_bytes: int = 0  # of the sources' files: what a progress bar counts
    kinds: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    rules: dict[str, RuleTally] = field(default_factory=dict)  # of lines not published, by rule
    warnings: dict[str, RuleTally] = field(default_factory=dict)  # what was passed over in records, by kind

    def add(self, other: BatchResult) -> None:
        """Count another batch in."""
        for name in (
            "inputs",
            "staged",
            "quarantined",
            "unchanged",
            "unreadable",
            "entries",
            "lines",
            "bytes",
            "disk_bytes",
        ):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for table, paths in other.parts.items():
            self.parts.setdefault(table, []).extend(paths)
        self.files |= other.files
        self.kinds += other.kinds
        self.languages += other.languages
        for mine, theirs in ((self.rules, other.rules), (self.warnings, other.warnings)):
            for name, tally in theirs.items():
                mine.setdefault(name, RuleTally(tally.role)).add(tally)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run published. inputs = published + quarantined + unchanged + unreadable."""

    inputs: int
    published: int
    quarantined: int
    unchanged: int
    unreadable: int
    entries: int
    lines: int
    boilerplate_lines: int
    outdated: int = 0  # of those quarantined or unreadable, how many stay published as they were before

    def counts(self) -> dict[str, int]:
        """The counts by name, as columns of runs."""
        return asdict(self)
