"""A chunk: documents, their entries and their lines in three files of one name and one order.

The n-th document's lines lie behind those of all documents before it, so its rows are found by counting,
not by searching, and a chunk can be read, filtered and merged document by document in little memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from flows.warehouse.parquet import TableWriter, conform
from flows.warehouse.schemas import GROUP, TABLES
from flows.warehouse.staging import FLUSH
from transforms.encoding import repair as _codecs  # noqa: F401 - registers the codecs that a source may have come in
from transforms.document import Document, Line, restore

Slice = dict[str, pa.Table]  # some documents with all their rows, by table

_COUNTS = {"entries": "entry_count", "lines": "line_count"}


def chunk_names(snapshot: Path) -> list[str]:
    """The chunks of a snapshot or of staged parts, in order."""
    return sorted(path.name for path in (snapshot / "documents").glob("*.parquet"))


def read_chunk(folder: Path, name: str) -> Iterator[Slice]:
    """The chunk's documents with their rows, a row group of documents at a time."""
    documents = pq.ParquetFile(folder / "documents" / name)
    followers = {table: _Rows(pq.ParquetFile(folder / table / name)) for table in _COUNTS}
    for group in range(documents.num_row_groups):
        rows = documents.read_row_group(group)
        yield {
            "documents": conform(rows, TABLES["documents"]),
            **{
                table: conform(followers[table].take(_total(rows[count])), TABLES[table])
                for table, count in _COUNTS.items()
            },
        }


class _Rows:
    """Rows of a file in order, as many at a time as are asked for."""

    def __init__(self, file: pq.ParquetFile) -> None:
        self._batches = file.iter_batches(batch_size=65_536)
        self._rest = file.schema_arrow.empty_table()

    def take(self, count: int) -> pa.Table:
        tables = [self._rest]
        held = len(self._rest)
        while held < count:
            tables.append(pa.Table.from_batches([next(self._batches)]))
            held += len(tables[-1])
        rows = pa.concat_tables(tables)
        self._rest = rows.slice(count)
        return rows.slice(0, count)


def _total(counts: pa.ChunkedArray) -> int:
    return int(np.sum(counts.to_numpy()))


def select(rows: Slice, keep: np.ndarray) -> Slice:
    """Only the documents where ``keep`` is true, with their rows."""
    chosen = {"documents": rows["documents"].filter(pa.array(keep))}
    for table, count in _COUNTS.items():
        spread = np.repeat(keep, rows["documents"][count].to_numpy())
        chosen[table] = rows[table].filter(pa.array(spread))
    return chosen


def contents(rows: Slice, wanted: np.ndarray) -> list[bytes]:
    """The sources of the documents where ``wanted`` is true, from their lines."""
    chosen = select(rows, wanted)
    raw, begin = chosen["lines"]["raw"], 0
    sources: list[bytes] = []
    columns = ["line_count", "encoding", "source_bytes"]
    for document in chosen["documents"].select(columns).to_pylist():
        lines = raw.slice(begin, document["line_count"]).to_pylist()
        begin += document["line_count"]
        sources.append(rebuild(lines, document["encoding"], document["source_bytes"]))
    return sources


def rebuild(raw: list[str], encoding: str, source_bytes: bytes | None) -> bytes:
    """A document's source from its lines as decoded."""
    whole = "\n".join(raw)
    return restore(Document((Line(whole, whole),), encoding=encoding, source_bytes=source_bytes))


class ChunkWriter:
    """Writes a chunk; small slices are gathered into row groups that are worth reading."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder, self._name = folder, name
        self._writers: dict[str, TableWriter] = {}
        self._held: list[Slice] = []
        self._chars = 0

    def write(self, rows: Slice) -> None:
        """Add documents with their rows."""
        if not len(rows["documents"]):
            return
        self._held.append(rows)
        self._chars += _total(rows["documents"]["source_chars"])
        if self._chars >= FLUSH:
            self._flush()

    def close(self) -> bool:
        """Finish; whether there is a chunk at all."""
        self._flush()
        for writer in self._writers.values():
            writer.close()
        return bool(self._writers)

    def _flush(self) -> None:
        if not self._held:
            return
        for table in GROUP:
            path = self._folder / table / self._name
            if table not in self._writers:  # a second writer would open, and so empty, the same file
                self._writers[table] = TableWriter(path, TABLES[table])
            self._writers[table].write(pa.concat_tables([rows[table] for rows in self._held]))
        self._held, self._chars = [], 0


def rewrite_chunk(
    source: tuple[Path, str], target: tuple[Path, str], keep: Callable[[Slice], np.ndarray]
) -> bool:
    """Copy the documents that ``keep`` picks, with their rows; whether any were left."""
    writer = ChunkWriter(*target)
    for rows in read_chunk(*source):
        writer.write(select(rows, keep(rows)))
    return writer.close()


class Ids(NamedTuple):
    """A sorted set of document ids, 32 bytes each."""

    values: np.ndarray

    @classmethod
    def of(cls, columns: Iterable[np.ndarray]) -> Ids:
        """The set of all ids in the columns."""
        parts = list(columns)
        return cls(np.unique(np.concatenate(parts)) if parts else np.array([], "S32"))

    def among(self, column: pa.ChunkedArray) -> np.ndarray:
        """Which values of a column are in the set."""
        ids = id_array(column)
        if not len(self.values):
            return np.zeros(len(ids), bool)
        places = np.minimum(np.searchsorted(self.values, ids), len(self.values) - 1)
        found: np.ndarray = self.values[places] == ids
        return found


def id_array(column: pa.ChunkedArray) -> np.ndarray:
    """A column of ids as an array of 32 bytes each."""
    return np.array(column.to_numpy(), dtype="S32")
