"""What a reader asks of a warehouse: its tables' files, and the source of one document."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from flows.sources.identity import ID_CHARS
from flows.warehouse.chunks import chunk_names, rebuild
from flows.warehouse.errors import RestoreError, WarehouseError

SHORTEST_PREFIX = 6
_HELD_BACK = ["document_id", "sha256", "reasons", "content"]
_WANTED = ["document_id", "encoding", "sha256", "source_bytes", "line_count"]


def current_snapshot(warehouse: str | Path) -> Path | None:
    """The folder of the published snapshot, or None. It stays whole while later runs publish."""
    current = Path(warehouse) / "current"
    return Path(os.path.realpath(current)) if current.is_dir() else None


def table_files(warehouse: str | Path, table: str) -> list[Path]:
    """The Parquet files of a table in the published snapshot."""
    snapshot = current_snapshot(warehouse)
    return sorted((snapshot / table).glob("*.parquet")) if snapshot else []


def restore(warehouse: str | Path, document_id: str) -> bytes:
    """A document's source, byte for byte, checked against its SHA-256; its id's first letters will do.

    A published document is rebuilt from its lines; one in quarantine is stored as it was read.
    Raises `RestoreError` where no document, or more than one, answers to the id, or where the source was
    never read.
    """
    snapshot = current_snapshot(warehouse)
    if snapshot is None:
        raise RestoreError(f"{warehouse} holds no published snapshot; `reinschrift clean` makes one")
    wanted = document_id.strip().lower()
    if len(wanted) < SHORTEST_PREFIX:
        raise RestoreError(
            f"{document_id!r} is too short: at least {SHORTEST_PREFIX} letters of an id are needed"
        )
    published = restore_published(snapshot, wanted)
    return published if published is not None else _restore_held_back(snapshot, wanted)


def restore_published(snapshot: Path, prefix: str) -> bytes | None:
    """The source of the published document whose id begins so, or None where there is none."""
    found = [hit for name in chunk_names(snapshot) for hit in _find(snapshot / "documents" / name, prefix)]
    _only_one(prefix, {found_id for _, _, found_id in found})
    if not found:
        return None
    path, place, _ = found[0]
    row, first = _document_at(path, place)
    raw = _take_lines(snapshot / "lines" / path.name, first, row["line_count"])
    return _checked(rebuild(raw, row["encoding"], row["source_bytes"]), row)


def _find(path: Path, prefix: str) -> Iterator[tuple[Path, int, str]]:
    """File, place and id of the rows whose id begins so."""
    ids = pq.read_table(path, columns=["document_id"])["document_id"]
    hits = pc.equal(ids, prefix) if len(prefix) == ID_CHARS else pc.starts_with(ids, prefix)
    for place in np.flatnonzero(hits.to_numpy()):
        yield path, int(place), ids[int(place)].as_py()


def _only_one(prefix: str, ids: set[str]) -> None:
    if len(ids) > 1:
        shown = ", ".join(sorted(ids)[:4])
        raise RestoreError(f"{prefix} is the beginning of {len(ids)} ids ({shown} …); give more letters")


def _document_at(path: Path, place: int) -> tuple[dict[str, Any], int]:
    """The document's row, and how many lines lie before its own."""
    file = pq.ParquetFile(path)
    lines = 0
    for group in range(file.num_row_groups):
        counts = file.read_row_group(group, ["line_count"])["line_count"].to_numpy()
        if place < len(counts):
            row = file.read_row_group(group, _WANTED).slice(place, 1).to_pylist()[0]
            return row, lines + int(counts[:place].sum())
        place -= len(counts)
        lines += int(counts.sum())
    raise WarehouseError(f"{path} changed while it was read")


def _take_lines(path: Path, first: int, count: int) -> list[str]:
    """``raw`` of rows ``first`` to ``first + count``: only the row groups that hold them are read."""
    file = pq.ParquetFile(path)
    raw: list[str] = []
    begin = 0
    for group in range(file.num_row_groups):
        rows = file.metadata.row_group(group).num_rows
        low, high = max(first - begin, 0), min(first + count - begin, rows)
        if low < high:
            raw += file.read_row_group(group, ["raw"])["raw"].slice(low, high - low).to_pylist()
        begin += rows
    return raw


def _restore_held_back(snapshot: Path, prefix: str) -> bytes:
    rows: list[dict[str, Any]] = []
    for path in sorted((snapshot / "quarantine").glob("*.parquet")):
        file = pq.ParquetFile(path)
        for group in range(file.num_row_groups):
            hits = pc.starts_with(file.read_row_group(group, ["document_id"])["document_id"], prefix)
            if pc.any(hits).as_py():
                rows += file.read_row_group(group, _HELD_BACK).filter(hits).to_pylist()
    if not rows:
        raise RestoreError(f"no document's id begins with {prefix}")
    _only_one(prefix, {row["document_id"] for row in rows})
    readable = [row for row in rows if row["content"] is not None]
    if not readable:
        raise RestoreError(f"{prefix}: its source could not be read: {'; '.join(rows[0]['reasons'])}")
    return _checked(readable[0]["content"], readable[0])


def _checked(source: bytes, row: dict[str, Any]) -> bytes:
    found = hashlib.sha256(source).hexdigest()
    if found != row["sha256"]:
        raise RestoreError(f"{row['document_id']}: the lines give {found}, the source was {row['sha256']}")
    return source


def published_rows(snapshot: Path, columns: list[str]) -> Iterator[pa.Table]:
    """Columns of documents, a row group at a time."""
    for name in chunk_names(snapshot):
        file = pq.ParquetFile(snapshot / "documents" / name)
        known = [column for column in columns if column in file.schema_arrow.names]
        for group in range(file.num_row_groups):
            yield file.read_row_group(group, known)
