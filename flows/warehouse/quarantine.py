"""The quarantine from snapshot to snapshot: what a run came across again is told afresh, the rest stays."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from flows.warehouse.chunks import Ids
from flows.warehouse.links import link
from flows.warehouse.parquet import TableWriter, conform
from flows.warehouse.schemas import QUARANTINE

_JUDGED_BY = ("document_id", "source", "file", "stage")


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
        columns = [name for name in _JUDGED_BY if name in self._file.schema_arrow.names]
        self._masks = [
            _stays(self._file.read_row_group(group, columns), seen, files)
            for group in range(self._file.num_row_groups)
        ]
        self.all_remain = bool(self._masks) and all(mask.all() for mask in self._masks)
        self.any_remain = any(mask.any() for mask in self._masks)

    def tables(self) -> Iterator[pa.Table]:
        """The rows, a row group at a time."""
        for group, mask in enumerate(self._masks):
            if mask.any():
                yield conform(self._file.read_row_group(group).filter(pa.array(mask)), QUARANTINE)


def _stays(rows: pa.Table, seen: Ids, files: set[tuple[str, str]]) -> np.ndarray:
    again = seen.among(rows["document_id"])
    for place, row in enumerate(rows.to_pylist()):
        if row["stage"] == "read" and (row["source"], row.get("file")) in files:
            again[place] = True
    return ~again


def merge_quarantine(folder: Path, names: list[str], merged: str) -> None:
    """Write several files of quarantine as one."""
    writer = TableWriter(folder / "quarantine" / merged, QUARANTINE)
    for name in names:
        file = pq.ParquetFile(folder / "quarantine" / name)
        for group in range(file.num_row_groups):
            writer.write(file.read_row_group(group))
    writer.close()
