"""Twice the same document in one run: one stays, the others go to quarantine with the reason."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from flows.warehouse.chunks import Slice, contents, id_array, rewrite_chunk
from flows.warehouse.schemas import GROUP, IDENTITY

_NEVER = np.iinfo(np.int64).min  # older than any crawl time


class Copy(NamedTuple):
    """One record that gave way to another one of the same identity."""

    key: str  # its batch
    row: int  # its place among what the batch has seen
    staged: bool  # else it is the version that is published already
    reason: str


def find_copies(seen: list[Path]) -> list[Copy]:
    """The records that give way: the newest crawl stays; without crawl times, the first.

    Memory holds an id and a time for each document, nothing else.
    """
    ids, times, staged, places = _read_seen(seen)
    order = np.lexsort((np.arange(len(ids)), -times.astype(np.float64), ids))
    ranked = ids[order]
    again = np.zeros(len(ids), bool)
    again[1:] = ranked[1:] == ranked[:-1]
    first = np.maximum.accumulate(np.where(again, 0, np.arange(len(ids))))
    copies = []
    for place in np.flatnonzero(again):
        loser, winner = order[place], order[first[place]]
        part, row = places[loser]
        reason = _reason(int(times[loser]), int(times[winner]))
        copies.append(Copy(seen[part].stem, int(row), bool(staged[loser]), reason))
    return sorted(copies)


def _reason(time: int, newest: int) -> str:
    if newest > time:
        crawled = datetime.fromtimestamp(newest / 1e6, UTC).isoformat(timespec="seconds")
        return f"another copy of the same document was crawled later, at {crawled}"
    return "another copy of the same document came first in this run, and this one was not crawled later"


def _read_seen(seen: list[Path]) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    ids, times, staged, places = [np.array([], "S32")], [np.array([], np.int64)], [np.array([], bool)], []
    for number, path in enumerate(seen):
        rows = pq.read_table(path, columns=["document_id", "crawled_at", "staged"])
        ids.append(id_array(rows["document_id"]))
        times.append(rows["crawled_at"].cast(pa.int64()).fill_null(_NEVER).to_numpy())
        staged.append(rows["staged"].to_numpy())
        places.append(np.column_stack([np.full(len(rows), number), np.arange(len(rows))]))
    where = np.concatenate(places) if places else np.empty((0, 2), int)
    return np.concatenate(ids), np.concatenate(times), np.concatenate(staged), where


class Removed(NamedTuple):
    """What a batch lost to another copy: rows for quarantine, and what to take off the run's counts."""

    rows: list[dict[str, Any]]
    counts: Counter[str]


def remove_copies(
    parts: Path, key: str, copies: list[Copy], published: Callable[[str], bytes | None]
) -> Removed:
    """Take a batch's copies out of its staged parts.

    ``published`` gives a document's source from the current snapshot: a copy that the worker passed over
    as unchanged has no staged lines.
    """
    seen = pq.read_table(parts / "seen" / f"{key}.parquet")
    places = np.cumsum(seen["staged"].to_numpy()) - 1  # in the documents part
    stripper = _Stripper({int(places[copy.row]) for copy in copies if copy.staged})
    if stripper.dropped:
        stripper.rewrite(parts, f"{key}.parquet")
    rows = []
    for copy in copies:
        record = seen.slice(copy.row, 1).to_pylist()[0]
        source = stripper.sources.get(int(places[copy.row])) if copy.staged else None
        content = source if copy.staged else published(record["document_id"])
        stripper.counts["unchanged"] += not copy.staged
        rows.append(quarantine_row(record, "identity", [copy.reason], content))
    return Removed(rows, stripper.counts)


class _Stripper:
    """Rewrites a chunk without the documents at some places, and keeps their sources."""

    def __init__(self, dropped: set[int]) -> None:
        self.dropped = dropped
        self.sources: dict[int, bytes] = {}
        self.counts: Counter[str] = Counter()
        self._passed = 0

    def rewrite(self, parts: Path, name: str) -> None:
        draft = parts / "stripped"
        left = rewrite_chunk((parts, name), (draft, name), self._keep)
        for table in GROUP:
            if left:
                (draft / table / name).replace(parts / table / name)
            else:
                (parts / table / name).unlink()

    def _keep(self, rows: Slice) -> np.ndarray:
        documents = rows["documents"]
        places = np.arange(self._passed, self._passed + len(documents))
        self._passed += len(documents)
        drop = np.isin(places, list(self.dropped))
        self.sources |= dict(zip(places[drop].tolist(), contents(rows, drop), strict=True))
        for name, column in (("entries", "entry_count"), ("lines", "line_count")):
            self.counts[name] += int(documents[column].to_numpy()[drop].sum())
        self.counts["staged"] += int(drop.sum())
        return ~drop


def quarantine_row(
    record: dict[str, Any], stage: str, reasons: list[str], content: bytes | None
) -> dict[str, Any]:
    """A row of quarantine for a document that was cleaned, but can't be published."""
    named = {name: record.get(name) for name in IDENTITY}
    sha256 = None if content is None else hashlib.sha256(content).hexdigest()
    return named | {
        "file": record.get("file"),
        "outcome": "quarantined",
        "stage": stage,
        "reasons": reasons,
        "sha256": sha256,
        "content": content,
    }
