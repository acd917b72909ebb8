"""Whose lines are counted already: eight bytes of each document's id, sorted, mapped into memory."""

from __future__ import annotations

import mmap
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import numpy as np
import pyarrow.compute as pc
import pyarrow.parquet as pq

from flows.warehouse.known import unhex
from flows.warehouse.reading import published_rows

_WIDTH = 8  # bytes
_DIGITS = 2 * _WIDTH  # hex


class CountedDocuments:
    """A sorted file of ids, looked up by bisection."""

    def __init__(self, ids: memoryview) -> None:
        self._ids = ids

    @classmethod
    def open(cls, path: str) -> CountedDocuments | None:
        """The file, mapped: workers of one machine share its pages. None where nobody is counted."""
        return _open(path)

    def holds(self, number: int) -> bool:
        """Whether the document of this number (see `number_of`) is counted."""
        place = bisect_left(self._ids, number)
        return place < len(self._ids) and self._ids[place] == number


@lru_cache(maxsize=2)
def _open(path: str) -> CountedDocuments | None:
    if not path or not Path(path).exists() or not Path(path).stat().st_size:
        return None
    with Path(path).open("rb") as file:
        return CountedDocuments(memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)).cast("Q"))


def number_of(document_id: str) -> int:
    """A document's id as 64 bits.

    >>> number_of("00000000000000ff" + "ab" * 8)
    255
    """
    return int(document_id[:_DIGITS], 16)


def write_counted(path: Path, snapshot: Path | None) -> None:
    """Write down whom a snapshot's templates count: all it publishes, and all it holds back.

    What could not be read was not counted; nor was anybody before there were templates.
    """
    ids = [np.empty(0, np.uint64)]
    if snapshot is not None and (snapshot / "templates").is_dir():
        ids += [_numbers(rows["document_id"]) for rows in published_rows(snapshot, ["document_id"])]
        ids += _held_back(snapshot)
    path.write_bytes(np.unique(np.concatenate(ids)).tobytes())


def _held_back(snapshot: Path) -> Iterator[np.ndarray]:
    for path in sorted((snapshot / "quarantine").glob("*.parquet")):
        rows = pq.read_table(path, columns=["document_id", "outcome"])
        yield _numbers(rows.filter(pc.equal(rows["outcome"], "quarantined"))["document_id"])


def _numbers(column: object) -> np.ndarray:
    numbers: np.ndarray = unhex(column).view(">u8").reshape(-1).astype(np.uint64)
    return numbers
