"""What a worker writes: the parts of one batch, not yet seen by any reader."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa

from flows.context import Stamp
from flows.sources.record import Record
from flows.warehouse.parquet import TableWriter
from flows.warehouse.rows import DocumentRows, LineColumns, quarantine_table, seen_row, seen_table
from flows.warehouse.schemas import STAGED
from transforms.document import Document
from transforms.rulebook import Rulebook

FLUSH = 16_000_000  # characters or bytes held before they are written as a row group


class StagedBatch:
    """Gathers one batch's rows and writes them as one Parquet file a table."""

    def __init__(self, parts: Path, key: str, stamp: Stamp) -> None:
        self._parts = parts
        self._key = key
        self._stamp = stamp
        self._rows = DocumentRows(stamp)
        self._held_back: list[dict[str, Any]] = []
        self._held_bytes = 0
        self._seen: list[tuple[Any, ...]] = []
        self._writers: dict[str, TableWriter] = {}

    def add(self, record: Record, document: Document, lines: LineColumns, rulebook: Rulebook) -> None:
        """Stage a cleaned document, given its lines as columns."""
        self._rows.add(record.document_id, document, lines, rulebook)
        self._seen.append(seen_row(record, True))
        if self._rows.chars >= FLUSH:
            self._flush_documents()

    def pass_over(self, record: Record) -> None:
        """Note a document that is published already, and unchanged."""
        self._seen.append(seen_row(record, False))

    def hold_back(self, row: dict[str, Any]) -> None:
        """Stage a row of quarantine."""
        self._held_back.append(row | self._stamp.columns())
        self._held_bytes += len(row["content"] or b"")
        if self._held_bytes >= FLUSH:
            self._flush_quarantine()

    def close(self) -> dict[str, list[str]]:
        """Write what is left; the parts by table."""
        self._flush_documents()
        self._flush_quarantine()
        if self._seen:
            self._write("seen", seen_table(self._seen))
        return {table: [str(writer.close())] for table, writer in self._writers.items()}

    def abandon(self) -> None:
        """Leave no parts."""
        for writer in self._writers.values():
            writer.abandon()

    def _flush_documents(self) -> None:
        if self._rows.count:
            for table, rows in self._rows.tables().items():
                self._write(table, rows)
            self._rows = DocumentRows(self._stamp)

    def _flush_quarantine(self) -> None:
        if self._held_back:
            self._write("quarantine", quarantine_table(self._held_back))
            self._held_back, self._held_bytes = [], 0

    def _write(self, table: str, rows: pa.Table) -> None:
        if table not in self._writers:
            path = part_path(self._parts, table, self._key)
            self._writers[table] = TableWriter(path, STAGED[table], rows.schema)
        self._writers[table].write(rows)


def part_path(parts: Path, table: str, key: str) -> Path:
    """Where a batch's part of a table lies; parts sort in the order of their batches."""
    return parts / table / f"{key}.parquet"
