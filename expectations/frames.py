"""The staged tables as the suites read them: flags and metadata in bounded chunks, never the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import reduce

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from expectations.bounds import Bounds
from expectations.documents import PRECISIONS

CHUNK_ROWS = 100_000  # of one validation: about 40 MB of flags, and as much again for each look at them

_MEASURES = (  # columns of documents that are never null
    "document_id",
    "sha256",
    "kind",
    "language",
    "language_score",
    "encoding",
    "entry_count",
    "line_count",
    "blank_lines",
    "kept_lines",
    "boilerplate_lines",
    "metadata_lines",
    "lines_without_role",
    "source_chars",
    "text_chars",
    "removed_share",
    "kept_mojibake_lines",
    "kept_control_lines",
    "kept_boilerplate_lines",
    "entries_in_order",
    "restorable",
)
_DOCUMENTS = (
    *_MEASURES,
    "crawled_at",
    "published_at",
    "published_precision",
    "updated_at",
    "reading_minutes",
)
_PLACES = (
    "document_id",
    "position",
    "boundary",
    "confidence",
    "first_line",
    "last_line",
)  # of entries, likewise
_ENTRIES = (*_PLACES, "entry_id", "published_at", "published_precision", "language")


def read_chunks(paths: Sequence[str], columns: Sequence[str], rows: int = CHUNK_ROWS) -> Iterator[pa.Table]:
    """Those columns of all files, small files put together and large ones cut at ``rows`` rows."""
    waiting: list[pa.RecordBatch] = []
    for path in paths:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(rows, columns=list(columns)):
                waiting.append(batch)
                if sum(part.num_rows for part in waiting) >= rows:
                    yield _plain(pa.Table.from_batches(waiting))
                    waiting = []
    if waiting:
        yield _plain(pa.Table.from_batches(waiting))


def _plain(table: pa.Table) -> pa.Table:
    """Times as UTC without a zone: pandas deprecates what Great Expectations does to zoned ones.

    Integers as 64 bits: it compares narrower ones value by value.
    """
    for index, column in enumerate(table.schema):
        if pa.types.is_timestamp(column.type) and column.type.tz:
            table = table.set_column(index, column.name, table[column.name].cast(pa.timestamp("us")))
        elif pa.types.is_integer(column.type):
            table = table.set_column(index, column.name, table[column.name].cast(pa.int64()))
    return table


class Known:
    """What the checks across tables need of every document: its id, and when it was crawled."""

    def __init__(self, documents: Sequence[str]) -> None:
        found = [
            table.to_pandas()
            for table in read_chunks(documents, ("document_id", "entry_count", "crawled_at"))
        ]
        frame = (
            pd.concat(found) if found else pd.DataFrame(columns=["document_id", "entry_count", "crawled_at"])
        )
        self.rows = len(frame)
        self.without_id = int(frame["document_id"].isna().sum())
        self._ids = pa.array(frame["document_id"].dropna(), pa.string())
        counted = frame["document_id"].value_counts()
        self.copies: pd.Series[int] = counted[counted > 1]
        liveblogs = frame[frame["entry_count"].fillna(0) > 0].drop_duplicates("document_id")
        self.crawls = liveblogs.set_index("document_id")["crawled_at"].dropna().astype("datetime64[us]")

    def count(self, ids: Iterable[str]) -> int:
        """How many rows of documents have one of these ids."""
        return sum(int(self.copies.get(document_id, 1)) for document_id in ids)

    def orphans(self, sums: pd.DataFrame) -> int:
        """How many documents have rows in another table, but none in documents."""
        found = pc.is_in(pa.array(sums.index, pa.string()), self._ids)  # ten times as fast as pandas does it
        return len(found) - int(pc.sum(found).as_py() or 0)


def read_documents(
    paths: Sequence[str], known: Known, entries: pd.DataFrame, started_at: datetime, bounds: Bounds
) -> Iterator[pd.DataFrame]:
    """The documents in chunks, with the columns that the suite derives: sums, agreements and limits."""
    for table in read_chunks(paths, _DOCUMENTS):
        frame = table.to_pandas()
        frame["missing_measures"] = _nulls(table, _MEASURES)
        frame["copies"] = _count_copies(frame["document_id"], known.copies)
        frame["latest"] = _latest(frame["crawled_at"], started_at, bounds)
        for column in ("published_at", "updated_at"):
            frame[f"{column}_year"] = frame[column].dt.year  # to compare numbers is 30 times as fast
        frame["precision_fits"] = _precision_fits(frame)
        frame["accounted_lines"] = frame[
            ["blank_lines", "kept_lines", "boilerplate_lines", "metadata_lines", "lines_without_role"]
        ].sum(axis=1)
        frame["garbled"] = _most(frame, "kept_mojibake_lines", bounds.mojibake_lines, bounds.mojibake_share)
        frame["furniture"] = _most(
            frame, "kept_boilerplate_lines", bounds.boilerplate_lines, bounds.boilerplate_share
        )
        frame["entries_fit_kind"] = (frame["kind"] == "liveblog") == (frame["entry_count"] > 0)
        summed = entries.reindex(frame["document_id"])
        frame["entry_rows"] = summed["entry_rows"].fillna(0).to_numpy()
        frame["entry_positions_fit"] = (_counts_up(summed) | summed["entry_rows"].isna()).to_numpy()
        yield frame


def read_entries(
    paths: Sequence[str], known: Known, started_at: datetime, bounds: Bounds
) -> Iterator[pd.DataFrame]:
    """The entries in chunks, each with how often its id stands and the latest time it can have."""
    copies = _copies(paths, "entry_id")
    for table in read_chunks(paths, _ENTRIES):
        frame = table.to_pandas()
        frame["missing_measures"] = _nulls(table, _PLACES)
        frame["copies"] = _count_copies(frame["entry_id"], copies).where(frame["entry_id"].notna(), 0)
        frame["latest"] = _latest(_crawls(known, frame), started_at, bounds)
        frame["published_at_year"] = frame["published_at"].dt.year
        frame["precision_fits"] = _precision_fits(frame)
        yield frame


def _crawls(known: Known, frame: pd.DataFrame) -> pd.Series:
    """Each entry's crawl time; looked up by index, as `map` takes an empty series for one of floats."""
    return pd.Series(known.crawls.reindex(frame["document_id"]).array, index=frame.index)


def read_lines(paths: Sequence[str], lines: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """The documents in chunks, each with what its lines add up to."""
    for table in read_chunks(paths, ("document_id", "line_count", "kept_lines")):
        frame = table.to_pandas()
        summed = lines.reindex(frame["document_id"])
        frame["numbers_fit"] = _counts_up(summed).to_numpy()
        for column in ("line_rows", "kept_rows", "unknown_roles", "kept_misfits", "unnamed_removals"):
            frame[column] = summed[column].fillna(0).to_numpy()
        yield frame


def sum_entries(paths: Sequence[str]) -> pd.DataFrame:
    """For each document_id the number of its entries, and the least, the largest and the sum of positions."""
    tables = (
        pa.table({"document_id": table["document_id"], **_numbers(table["position"], "entry_rows")})
        for table in read_chunks(paths, ("document_id", "position"))
    )
    return by_document(tables, ("entry_rows",))


def _numbers(numbers: pa.ChunkedArray, rows: str) -> dict[str, pa.ChunkedArray]:
    wide = numbers.cast(pa.int64())
    return {"first": wide, "last": wide, "total": wide, rows: pc.fill_null(pc.equal(wide, wide), True)}


def by_document(tables: Iterable[pa.Table], sums: Sequence[str]) -> pd.DataFrame:
    """One row a document_id: the least ``first``, the largest ``last``, and the sums of the others."""
    partial = [_group(table) for table in tables]
    if not partial:
        columns = ["first", "last", "total", *sums]
        return pd.DataFrame(
            {column: pd.Series(dtype="float64") for column in columns}, index=pd.Index([], dtype="str")
        )
    frame: pd.DataFrame = _group(pa.concat_tables(partial)).to_pandas()
    return frame.set_index("document_id")


def _group(table: pa.Table) -> pa.Table:
    """One row a document_id. Grouping what is grouped changes nothing, so parts can be grouped first."""
    columns = [name for name in table.column_names if name != "document_id"]
    how = {name: {"first": "min", "last": "max"}.get(name, "sum") for name in columns}
    grouped = table.group_by("document_id").aggregate(list(how.items()))
    values = {name: grouped[f"{name}_{how[name]}"].cast(pa.int64()) for name in columns}
    return pa.table({"document_id": grouped["document_id"], **values})


def _counts_up(summed: pd.DataFrame) -> pd.Series[bool]:
    """Whether numbers run from 1 to n, as their least, largest and sum tell."""
    rows = summed.filter(regex="entry_rows|line_rows").iloc[:, 0]
    return (summed["first"] == 1) & (summed["last"] == rows) & (summed["total"] == rows * (rows + 1) / 2)


def _copies(paths: Sequence[str], column: str) -> pd.Series[int]:
    found = [table[column].to_pandas() for table in read_chunks(paths, (column,))]
    counted = pd.concat(found).value_counts() if found else pd.Series(dtype="int64")
    return counted[counted > 1]


def _count_copies(ids: pd.Series[str], copies: pd.Series[int]) -> pd.Series[int]:
    """How often each id stands, ``copies`` being those that stand more than once: hardly ever any."""
    if copies.empty:
        return pd.Series(1, index=ids.index)
    return ids.map(copies).fillna(1).astype(int)


def _nulls(table: pa.Table, columns: Sequence[str]) -> pd.Series[int]:
    flags = (pc.is_null(table[column]).cast(pa.int32()) for column in columns)
    nulls: pd.Series[int] = reduce(pc.add, flags).to_pandas()
    return nulls


def _latest(crawled_at: pd.Series, started_at: datetime, bounds: Bounds) -> pd.Series:
    """The latest time that can be right: of the crawl where it is known, else of the run, and a bit more."""
    now = pd.Timestamp(started_at.astimezone(UTC).replace(tzinfo=None))
    return crawled_at.where(crawled_at < now, now) + bounds.clock_tolerance


def _precision_fits(frame: pd.DataFrame) -> pd.Series[bool]:
    named = frame["published_precision"].isin(PRECISIONS)
    return (named & frame["published_at"].notna()) | (
        frame["published_precision"].isna() & frame["published_at"].isna()
    )


def _most(frame: pd.DataFrame, column: str, lines: int, share: float) -> pd.Series[bool]:
    return (frame[column] >= lines) & (frame[column] > share * frame["kept_lines"])
