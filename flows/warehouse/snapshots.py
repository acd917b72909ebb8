"""A new snapshot: the unchanged is linked, the replaced is rewritten without it, the new is moved in."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from flows.context import Stamp
from flows.warehouse.arrays import columns_of
from flows.warehouse.chunks import (
    ChunkWriter,
    Ids,
    Slice,
    chunk_names,
    contents,
    id_array,
    read_chunk,
    rewrite_chunk,
)
from flows.warehouse.compaction import compact
from flows.warehouse.duplicates import quarantine_row
from flows.warehouse.errors import WarehouseError
from flows.warehouse.links import link, point
from flows.warehouse.parquet import TableWriter, conform, write_table
from flows.warehouse.quarantine import merge_quarantine
from flows.warehouse.rows import quarantine_table
from flows.warehouse.schemas import GROUP, QUARANTINE, RUNS, TABLES

_SCHEMAS = "schemas.sha256"
KEPT_SNAPSHOTS = 5  # for readers that are not done with an older one


class Admission:
    """Moves staged parts into a new snapshot, but for the documents that the audit rejected."""

    def __init__(self, target: Path, stamp: Stamp, rejected: dict[str, list[str]]) -> None:
        self._target = target
        self._stamp = stamp
        self._rejected = rejected
        self._refused = Ids.of([np.array(sorted(rejected), "S32")])
        self.ids: list[np.ndarray] = []  # published
        self.counts = {"published": 0, "entries": 0, "lines": 0, "boilerplate_lines": 0, "rejected": 0}

    def admit(self, parts: Path, name: str) -> None:
        """Take in one chunk of staged parts."""
        chunk = f"{self._stamp.run_id}-{name}"
        rows = pq.read_table(
            parts / "documents" / name,
            columns=["document_id", "entry_count", "line_count", "boilerplate_lines"],
        )
        refused = self._refused.among(rows["document_id"])
        self._count(rows, ~refused)
        if refused.any():
            self._hold_back(parts, name, chunk)
            return
        for table in GROUP:
            link(parts / table / name, self._target / table / chunk)  # the report still reads the part

    def _count(self, rows: pa.Table, admitted: np.ndarray) -> None:
        self.ids.append(id_array(rows["document_id"])[admitted])
        self.counts["published"] += int(admitted.sum())
        self.counts["rejected"] += int((~admitted).sum())
        for name, column in (("entries", "entry_count"), ("lines", "line_count")):
            self.counts[name] += int(rows[column].to_numpy()[admitted].sum())
        self.counts["boilerplate_lines"] += int(rows["boilerplate_lines"].to_numpy()[admitted].sum())

    def _hold_back(self, parts: Path, name: str, chunk: str) -> None:
        """Write the chunk without the rejected documents, and those to quarantine, with their sources."""
        writer = TableWriter(self._target / "quarantine" / f"audit-{chunk}", QUARANTINE)

        def keep(rows: Slice) -> np.ndarray:
            refused = self._refused.among(rows["documents"]["document_id"])
            if refused.any():
                writer.write(self._quarantined(rows, refused))
            return ~refused

        rewrite_chunk((parts, name), (self._target, chunk), keep)
        writer.close()

    def _quarantined(self, rows: Slice, refused: np.ndarray) -> pa.Table:
        records = rows["documents"].filter(pa.array(refused)).to_pylist()
        stamp = self._stamp.columns()
        held_back = [
            quarantine_row(record, "audit", self._rejected[record["document_id"]], content) | stamp
            for record, content in zip(records, contents(rows, refused), strict=True)
        ]
        return quarantine_table(held_back)


def carry_over(old: Path, target: Path, replaced: Ids, held_back: Ids) -> int:
    """Bring the old snapshot's documents along, but for those that are replaced: copy on write.

    Chunks with the columns of an older release are written anew. Gives how many of those ``held_back`` from
    this run stay published so.
    """
    current = has_current_schemas(old)
    outdated = 0
    for name in chunk_names(old):
        ids = pq.read_table(old / "documents" / name, columns=["document_id"])["document_id"]
        gone = replaced.among(ids)
        outdated += int((held_back.among(ids) & ~gone).sum())
        if len(ids) and current and not gone.any():
            for table in GROUP:
                link(old / table / name, target / table / name)
        elif len(ids):
            rewrite_chunk((old, name), (target, name), lambda rows: ~_replaced(rows, replaced))
    return outdated


def _replaced(rows: Slice, replaced: Ids) -> np.ndarray:
    return replaced.among(rows["documents"]["document_id"])


def mark_schemas(target: Path) -> None:
    """Note which columns the snapshot's files have, so that nobody must open them all to know."""
    (target / _SCHEMAS).write_text(_schemas(), encoding="ascii")


def has_current_schemas(snapshot: Path) -> bool:
    """Whether the snapshot's files have today's columns."""
    mark = snapshot / _SCHEMAS
    return mark.exists() and mark.read_text(encoding="ascii") == _schemas()


def _schemas() -> str:
    columns = [TABLES[table].to_string(show_field_metadata=False) for table in GROUP]
    return hashlib.sha256("\n\n".join(columns).encode()).hexdigest()


def merge_chunks(folder: Path, names: list[str], merged: str) -> None:
    """Write several chunks as one."""
    writer = ChunkWriter(folder, merged)
    for name in names:
        for rows in read_chunk(folder, name):
            writer.write(rows)
    writer.close()


def compact_all(target: Path, run_id: str) -> None:
    """Merge small files of the new snapshot."""
    compact(target, GROUP, lambda names, merged: merge_chunks(target, names, merged), run_id)
    compact(target, ("quarantine",), lambda names, merged: merge_quarantine(target, names, merged), run_id)


def fill_empty(target: Path, run_id: str) -> None:
    """A table without rows still has a file, so that readers find its columns."""
    for table in (*GROUP, "quarantine", "templates"):
        folder = target / table
        folder.mkdir(parents=True, exist_ok=True)
        if not any(folder.glob("*.parquet")):
            write_table(folder / f"{run_id}-empty.parquet", TABLES[table].empty_table())


def add_run(old: Path | None, target: Path, run: dict[str, Any]) -> None:
    """The runs so far, and this one."""
    tables = [columns_of([run], RUNS)]
    if old is not None:
        paths = sorted((old / "runs").glob("*.parquet"))
        tables = [conform(pq.read_table(path), RUNS) for path in paths] + tables
    write_table(target / "runs" / "runs.parquet", pa.concat_tables(tables))


def swap(warehouse: Path, drafted: Path, run_id: str) -> Path:
    """Make the draft the published snapshot, in one rename: a reader sees the old or the new one, whole."""
    snapshot = warehouse / "snapshots" / run_id
    snapshot.parent.mkdir(exist_ok=True)
    if snapshot.exists():
        raise WarehouseError(f"{snapshot} exists already: every run needs an id of its own")
    for name in ("current", *TABLES):
        if (warehouse / name).exists() and not (warehouse / name).is_symlink():
            raise WarehouseError(f"{warehouse / name} is in the way: it is no link of this warehouse")
    drafted.replace(snapshot)
    point(warehouse / "current", Path("snapshots") / run_id)
    for table in TABLES:
        point(warehouse / table, Path("current") / table)
    return snapshot


def flush(drafted: Path) -> None:
    """Have the system write what is new to disk, before anything points to it."""
    for path in [*drafted.rglob("*"), drafted]:
        if path.is_file() and path.stat().st_nlink > 1:
            continue  # an older snapshot's, and on disk
        number = os.open(path, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def prune(warehouse: Path) -> None:
    """Remove old snapshots, but for the last few. Hard links keep what newer ones share."""
    current = (warehouse / "current").resolve().name
    names = sorted(path.name for path in (warehouse / "snapshots").iterdir())
    for name in names[:-KEPT_SNAPSHOTS]:
        if name != current:
            shutil.rmtree(warehouse / "snapshots" / name, ignore_errors=True)
