"""The audit: staged tables in, findings out, before anything is published."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from expectations.bounds import Bounds
from expectations.findings import Audit, Counts, Example, Finding

__all__ = ["Audit", "Bounds", "Counts", "Example", "Finding", "audit"]

Parts = Mapping[str, Sequence[Path | str]]


def audit(parts: Parts, counts: Counts, *, started_at: datetime, bounds: Bounds | None = None) -> Audit:
    """Judge the staged Parquet files of a run, by table, and what the batches counted.

    ``failed`` of the result names the documents that go to quarantine, ``stopped`` says that
    nothing may be published. Only flags and metadata are read, in bounded chunks, so the memory
    needed does not grow with the texts. ``started_at`` is aware: times after it lie ahead.
    """
    from expectations.engine import quiet

    began = time.perf_counter()
    with quiet():
        findings, failed = _judge(_sorted(parts), counts, started_at, bounds or Bounds())
    return Audit(findings, failed, time.perf_counter() - began)


def _sorted(parts: Parts) -> dict[str, list[str]]:
    """Batches end in any order; the audit of the same tables reads the same."""
    return {table: sorted(map(str, parts.get(table, ()))) for table in ("documents", "entries", "lines")}


def _judge(
    parts: dict[str, list[str]], counts: Counts, started_at: datetime, bounds: Bounds
) -> tuple[list[Finding], dict[str, list[str]]]:
    from expectations import documents, entries, frames, lines, run
    from expectations.engine import Engine
    from expectations.line_sums import sum_lines
    from expectations.totals import Totals, read_run

    engine, failed, totals = Engine(), dict[str, list[str]](), Totals()
    known = frames.Known(parts["documents"])
    entry_sums, line_sums = frames.sum_entries(parts["entries"]), sum_lines(parts["lines"])
    read = frames.read_documents(parts["documents"], known, entry_sums, started_at, bounds)
    findings = engine.judge(documents.suite(bounds), totals.watch(read), failed)
    read = frames.read_entries(parts["entries"], known, started_at, bounds)
    findings += engine.judge(entries.suite(bounds), read, failed)
    findings += engine.judge(lines.suite(), frames.read_lines(parts["documents"], line_sums), failed)
    facts = {
        "document_rows": known.rows,
        "entry_rows": int(entry_sums["entry_rows"].sum()),
        "line_rows": int(line_sums["line_rows"].sum()),
        "orphans": known.orphans(entry_sums) + known.orphans(line_sums),
        "without_id": known.without_id,
        "failed": known.count(failed),
    }
    row = read_run(counts, totals, facts, bounds)
    return engine.judge(run.suite(bounds), [row], failed) + findings, failed
