"""The data-quality report: one page for people, and the same as JSON for programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from flows.report.summary import RunSummary

if TYPE_CHECKING:
    from expectations.findings import Audit
    from flows.results import BatchResult

__all__ = ["RunSummary", "newest_report", "write_report"]


def write_report(
    folder: Path,
    run: RunSummary,
    result: BatchResult,
    audit: Audit,
    parts: Mapping[str, Sequence[Path | str]] | None = None,
) -> Path:
    """Write index.html and report.json into ``folder``, refresh the list of runs above it, return the page.

    ``parts`` are the Parquet files that hold the run's documents and quarantine, the staged ones
    where none are named; rows of other runs in them are passed over.
    """
    from flows.report import listing, page
    from flows.report.contents import read_contents

    contents = read_contents(parts if parts is not None else result.parts, run, audit.failed)
    folder.mkdir(parents=True, exist_ok=True)
    written = page.write(folder, run, result, audit, contents)
    listing.write(folder.parent)
    return written


def newest_report(warehouse: Path) -> Path | None:
    """The page of the newest run that has one; run ids sort by time."""
    return max(warehouse.glob("reports/*/index.html"), default=None)
