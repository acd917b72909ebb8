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

    ``parts`` are the Parquet files that hold the run's documents and quarantine. Where none are named,
    they are the staged ones, or once those have been published, the warehouse's tables; rows of other
    runs are passed over.
    """
    from flows.report import listing, page
    from flows.report.contents import find_parts, read_contents

    parts = find_parts(result.parts, run.warehouse) if parts is None else parts
    contents = read_contents(parts, run, audit.failed)
    folder.mkdir(parents=True, exist_ok=True)
    written = page.write(folder, run, result, audit, contents)
    listing.write(folder.parent)
    return written


def newest_report(warehouse: Path) -> Path | None:
    """The page of the newest run that has one; run ids sort by time."""
    return max(warehouse.glob("reports/*/index.html"), default=None)
