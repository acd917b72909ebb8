"""A new snapshot: the unchanged is linked, the replaced is rewritten without it, the new is moved in."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from flows.context import Stamp
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
from flows.warehouse.parquet import TableWriter, conform, write_table
from flows.warehouse.rows import columns_of, quarantine_table
from flows.warehouse.schemas import GROUP, QUARANTINE, RUNS, TABLES

KEPT_SNAPSHOTS = 5  # for readers that are not done with an older one


def link(source: Path, target: Path) -> None:
    """A hard link, or a copy where the file system knows none."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


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


def carry_over(old: Path, target: Path, replaced: Ids) -> None:
    """Bring the old snapshot's documents along, but for those that are replaced: copy on write."""
    for name in chunk_names(old):
        ids = pq.read_table(old / "documents" / name, columns=["document_id"])["document_id"]
        if len(ids) and not replaced.among(ids).any() and _is_current(old, name):
            for table in GROUP:
                link(old / table / name, target / table / name)
        elif len(ids):
            rewrite_chunk((old, name), (target, name), lambda rows: ~_replaced(rows, replaced))


def _replaced(rows: Slice, replaced: Ids) -> np.ndarray:
    return replaced.among(rows["documents"]["document_id"])


def _is_current(old: Path, name: str) -> bool:
    """Whether the files have today's columns; those of an older release are rewritten."""
    return all(pq.read_schema(old / table / name).equals(TABLES[table]) for table in GROUP)


def carry_over_quarantine(old: Path, target: Path, seen: Ids, files: set[tuple[str, str]]) -> None:
    """Bring the old quarantine along, but for what this run came across again.

    A document that was seen is published, unchanged or held back anew. A file of JSON Lines that was read
    has told afresh which of its lines can't be.
    """
    for path in sorted((old / "quarantine").glob("*.parquet")):
        rows = _Remaining(path, seen, files)
        if rows.all_remain and pq.read_schema(path).equals(QUARANTINE):
            link(path, target / "quarantine" / path.name)
        elif rows.any_remain:
            writer = TableWriter(target / "quarantine" / path.name, QUARANTINE)
            for table in rows.tables():
                writer.write(table)
            writer.close()


class _Remaining:
    """The rows of a file of quarantine that stay."""

    def __init__(self, path: Path, seen: Ids, files: set[tuple[str, str]]) -> None:
        self._file = pq.ParquetFile(path)
        self._masks = [
            self._mask(
                self._file.read_row_group(group, ["document_id", "source", "file", "stage"]), seen, files
            )
            for group in range(self._file.num_row_groups)
        ]
        self.all_remain = bool(self._masks) and all(mask.all() for mask in self._masks)
        self.any_remain = any(mask.any() for mask in self._masks)

    def tables(self) -> Iterator[pa.Table]:
        """The rows, a row group at a time."""
        for group, mask in enumerate(self._masks):
            if mask.any():
                rows = self._file.read_row_group(group).filter(pa.array(mask))
                yield conform(rows, QUARANTINE)

    @staticmethod
    def _mask(rows: pa.Table, seen: Ids, files: set[tuple[str, str]]) -> np.ndarray:
        again = seen.among(rows["document_id"])
        for place, row in enumerate(rows.select(["source", "file", "stage"]).to_pylist()):
            if row["stage"] == "read" and (row["source"], row["file"]) in files:
                again[place] = True
        return ~again


def merge_chunks(folder: Path, names: list[str], merged: str) -> None:
    """Write several chunks as one."""
    writer = ChunkWriter(folder, merged)
    for name in names:
        for rows in read_chunk(folder, name):
            writer.write(rows)
    writer.close()


def merge_quarantine(folder: Path, names: list[str], merged: str) -> None:
    """Write several files of quarantine as one."""
    writer = TableWriter(folder / "quarantine" / merged, QUARANTINE)
    for name in names:
        file = pq.ParquetFile(folder / "quarantine" / name)
        for group in range(file.num_row_groups):
            writer.write(file.read_row_group(group))
    writer.close()


def compact_all(target: Path, run_id: str) -> None:
    """Merge small files of the new snapshot."""
    compact(target, GROUP, lambda names, merged: merge_chunks(target, names, merged), run_id)
    compact(target, ("quarantine",), lambda names, merged: merge_quarantine(target, names, merged), run_id)


def fill_empty(target: Path, run_id: str) -> None:
    """A table without rows still has a file, so that readers find its columns."""
    for table in (*GROUP, "quarantine"):
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
    drafted.replace(snapshot)
    _point(warehouse / "current", Path("snapshots") / run_id)
    for table in TABLES:
        _point(warehouse / table, Path("current") / table)
    return snapshot


def _point(link: Path, target: Path) -> None:
    """Let a symbolic link point elsewhere, atomically."""
    if link.is_symlink() and link.readlink() == target:
        return
    if link.exists() and not link.is_symlink():
        raise WarehouseError(f"{link} is in the way: it is no link of this warehouse")
    draft = link.with_name(f".{link.name}.new")
    draft.unlink(missing_ok=True)
    draft.symlink_to(target)
    draft.replace(link)


def flush(drafted: Path) -> None:
    """Have the system write files and folders to disk, before anything points to them."""
    for path in [*drafted.rglob("*"), drafted]:
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
