"""What the report says about a run's documents, read from its Parquet files without their text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from flows.report.summary import RunSummary
from flows.warehouse import table_files

Parts = Mapping[str, Sequence[Path | str]]

BINS = 20  # of the chart: five points of a hundred each
MOST_REMOVED = 12
HELD_SHOWN = 500  # rows of quarantine in report.json; the page shows fewer

_DOCUMENTS = (
    "document_id",
    "source",
    "source_id",
    "title",
    "kind",
    "language",
    "removed_share",
    "source_chars",
    "boilerplate_lines",
    "line_count",
)
_QUARANTINE = ("document_id", "source", "source_id", "outcome", "stage", "reasons")


@dataclass(frozen=True, slots=True)
class Removed:
    """A document of which much was removed."""

    document_id: str
    source_id: str
    title: str | None
    removed_share: float
    boilerplate_lines: int
    line_count: int


@dataclass(frozen=True, slots=True)
class Held:
    """An input that was not published, and why."""

    document_id: str
    source: str
    source_id: str
    stage: str  # read, identity, clean or audit
    reasons: tuple[str, ...]


@dataclass(slots=True)
class Contents:
    """The run's documents in figures: those cleaned in it, and what was held back."""

    documents: int = 0  # cleaned, and let through by the audit
    source_chars: int = 0  # of all that was cleaned
    kinds: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    histogram: list[int] = field(default_factory=lambda: [0] * BINS)  # documents by removed_share
    untouched: int = 0  # of which nothing was removed
    median_share: float = 0.0
    most_removed: list[Removed] = field(default_factory=list)
    quarantined: list[Held] = field(default_factory=list)  # the first of them
    unreadable: list[Held] = field(default_factory=list)


def read_contents(parts: Parts, run: RunSummary, failed: Mapping[str, Sequence[str]]) -> Contents:
    """Read the run's documents and quarantine; ``failed`` documents count as quarantined."""
    contents = Contents()
    shares: list[np.ndarray] = [np.empty(0)]
    held: dict[tuple[str, str, str], Held] = {}
    for table in _read(parts.get("documents", ()), _DOCUMENTS, run.run_id):
        contents.source_chars += pc.sum(table["source_chars"]).as_py() or 0
        rejected = pc.is_in(table["document_id"], pa.array(list(failed), pa.string()))
        for row in table.filter(rejected).to_pylist():
            held[_place(row)] = _held(row, "audit", failed[row["document_id"]])
        passed = table.filter(pc.invert(rejected))
        _count(contents, passed)
        shares.append(passed["removed_share"].drop_null().to_numpy())
    _measure(contents, np.concatenate(shares))
    unreadable: dict[tuple[str, str, str], Held] = {}
    for table in _read(parts.get("quarantine", ()), _QUARANTINE, run.run_id):
        for row in table.to_pylist():
            group = unreadable if row["outcome"] == "unreadable" else held
            group[_place(row)] = _held(row, row["stage"], row["reasons"])
    contents.quarantined = [held[place] for place in sorted(held)[:HELD_SHOWN]]
    contents.unreadable = [unreadable[place] for place in sorted(unreadable)[:HELD_SHOWN]]
    return contents


def find_parts(staged: Parts, warehouse: Path) -> Parts:
    """The staged files as long as they are there, then the published tables: publishing moves files."""
    if all(Path(path).exists() for table in ("documents", "quarantine") for path in staged.get(table, ())):
        return staged
    return {table: table_files(warehouse, table) for table in ("documents", "quarantine")}


def _read(paths: Collection[Path | str], columns: Sequence[str], run_id: str) -> Iterator[pa.Table]:
    """Only row groups that can hold rows of the run are read, so an old warehouse costs little."""
    if paths:
        files = ds.dataset(sorted(map(str, paths)), format="parquet")
        for batch in files.to_batches(columns=list(columns), filter=pc.field("run_id") == run_id):
            yield pa.Table.from_batches([batch])


def _place(row: Mapping[str, str]) -> tuple[str, str, str]:
    return row["source"], row["source_id"], row["document_id"]


def _held(row: Mapping[str, str], stage: str, reasons: Sequence[str]) -> Held:
    return Held(row["document_id"], row["source"], row["source_id"], stage, tuple(reasons))


def _count(contents: Contents, documents: pa.Table) -> None:
    contents.documents += documents.num_rows
    for column, counter in (("kind", contents.kinds), ("language", contents.languages)):
        for pair in pc.value_counts(documents[column]).to_pylist():
            counter[pair["values"]] += pair["counts"]
    fresh = pc.select_k_unstable(
        documents, MOST_REMOVED, [("removed_share", "descending"), ("document_id", "ascending")]
    )
    rows = documents.take(fresh).select([*Removed.__slots__]).to_pylist()
    candidates = contents.most_removed + [Removed(**row) for row in rows if row["removed_share"]]
    ranked = sorted(candidates, key=lambda found: (-found.removed_share, found.document_id))
    contents.most_removed = ranked[:MOST_REMOVED]


def _measure(contents: Contents, shares: np.ndarray) -> None:
    if not len(shares):
        return
    contents.histogram = [int(count) for count in np.histogram(shares, BINS, (0, 1))[0]]
    contents.untouched = int((shares == 0).sum())
    contents.median_share = float(np.median(shares))
