"""How every table is written: what a reader can skip by, and how much it must hold at once."""

from __future__ import annotations

import os
from base64 import b64encode
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

# Prose is the bulk of every table. It never repeats, so a dictionary of it is built for nothing; nor does
# anyone look for its smallest value, and a statistic would copy a whole line into the footer.
PROSE = frozenset({"text", "raw", "content", "source_bytes", "lead", "title", "headline", "reasons"})
UNIQUE = frozenset({"source_id", "url", "sha256", "entry_id"})
ROWS_A_GROUP = 262_144  # at most; writers close a group earlier, by bytes
_ROWS_A_LOOK = 8_192  # between two looks at a page's size: the default, 1,024, is slower, and packs worse
_ARROW_SCHEMA = "ARROW:schema"  # where Arrow keeps its own types, and what the columns mean
_EXPECTED_DOCUMENTS = 4_096  # in a row group, for the bloom filter's size


class TableWriter:
    """Writes one Parquet file; it has its name only once it is whole.

    ``layout`` is the schema of the tables to come, where some of their columns are dictionaries. That is the
    writer's business: a reader finds the plain columns of ``schema``.
    """

    def __init__(self, path: Path, schema: pa.Schema, layout: pa.Schema | None = None) -> None:
        self.path = path
        self._draft = path.with_name(f".{path.name}.{os.getpid()}")
        path.parent.mkdir(parents=True, exist_ok=True)
        plain = layout is None or layout.equals(schema)
        options = _options(schema) | {"store_schema": plain}
        self._writer = pq.ParquetWriter(self._draft, schema if plain else layout, **options)
        if not plain:
            self._writer.add_key_value_metadata({_ARROW_SCHEMA: b64encode(schema.serialize())})

    def write(self, table: pa.Table) -> None:
        """Add rows, as a row group of their own."""
        self._writer.write_table(table, row_group_size=ROWS_A_GROUP)

    def close(self) -> Path:
        """Finish the file and give it its name."""
        self._writer.close()
        self._draft.replace(self.path)
        return self.path

    def abandon(self) -> None:
        """Leave no file."""
        self._writer.close()
        self._draft.unlink(missing_ok=True)


def _options(schema: pa.Schema) -> dict[str, Any]:
    repetitive = [name for name in _leaves(schema) if name.split(".")[0] not in PROSE | UNIQUE]
    ordered = [name for name in _leaves(schema) if name.split(".")[0] not in PROSE]
    options: dict[str, Any] = {
        "compression": "zstd",
        "compression_level": 3,
        "use_dictionary": repetitive,
        "write_statistics": ordered,
        "write_page_index": True,
        "write_batch_size": _ROWS_A_LOOK,
        "write_page_checksum": True,
    }
    if "document_id" in schema.names:
        options["bloom_filter_options"] = {"document_id": {"ndv": _EXPECTED_DOCUMENTS, "fpp": 0.05}}
    return options


def _leaves(schema: pa.Schema) -> list[str]:
    """The paths of the columns as Parquet spells them."""
    return [f"{field.name}.list.element" if pa.types.is_list(field.type) else field.name for field in schema]


def write_table(path: Path, table: pa.Table) -> Path:
    """Write a small table at once."""
    writer = TableWriter(path, table.schema)
    writer.write(table)
    return writer.close()


def conform(table: pa.Table, schema: pa.Schema) -> pa.Table:
    """The table with the columns of ``schema``; what an older release did not know yet is null."""
    if table.schema.equals(schema):
        return table
    columns = [
        table[field.name].cast(field.type)
        if field.name in table.column_names
        else pa.nulls(len(table), field.type)
        for field in schema
    ]
    return pa.table(columns, schema=schema)
