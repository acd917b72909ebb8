"""Chunks: rows that are written in several row groups are all there again."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from flows.warehouse import chunks
from flows.warehouse.chunks import GROUP, ChunkWriter
from flows.warehouse.schemas import TABLES


def test_a_chunk_of_several_row_groups_can_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each flush is a row group of the same file."""
    monkeypatch.setattr(chunks, "FLUSH", 1)
    schema = pa.schema([field.with_nullable(True) for field in TABLES["documents"]])
    facts = {field.name: [1] if field.name == "source_chars" else [None] for field in schema}
    filled = {field.name: ["x"] for field in TABLES["documents"] if pa.types.is_string(field.type)}
    documents = pa.table(facts | filled, schema=schema)
    rows = {table: documents if table == "documents" else TABLES[table].empty_table() for table in GROUP}
    monkeypatch.setitem(chunks.TABLES, "documents", schema)
    writer = ChunkWriter(tmp_path, "merged.parquet")
    for _ in range(3):
        writer.write(rows)
    assert writer.close()
    written = pq.ParquetFile(tmp_path / "documents" / "merged.parquet")
    assert (written.metadata.num_row_groups, written.read().num_rows) == (3, 3)
