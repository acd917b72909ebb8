"""In how many of a site's documents each line stands: noted batch by batch, counted partition by partition.

Whatever the number of documents, memory holds the notes of one batch, or one partition of all.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.ipc

from transforms.boilerplate.templates import hash_site

PARTITIONS = 64
_SHIFT = 57  # a site's hash has 63 bits; the first six tell its partition
_NOTED = np.dtype([("site", "<i8"), ("document", "<u8"), ("report", "<u8"), ("keys", "<i8")])


class Notes:
    """The lines of a batch's documents: a row a document with the keys of its lines, and a line for each key."""

    def __init__(self) -> None:
        self._documents: list[int] = []
        self._sites: list[str] = []
        self._reports: list[int] = []
        self._keys: list[int] = []
        self._ends: list[int] = [0]
        self._examples: dict[int, str] = {}

    def add(self, document: int, site: str, report: int, examples: dict[int, str]) -> None:
        """Note one document; ``examples`` has its lines by key."""
        self._documents.append(document)
        self._sites.append(site)
        self._reports.append(report)
        self._keys += examples
        self._ends.append(len(self._keys))
        self._examples.update(examples)

    def write(self, folder: Path, name: str) -> str:
        """Write them down; the path."""
        folder.mkdir(parents=True, exist_ok=True)
        keys = pa.ListArray.from_arrays(pa.array(self._ends, pa.int32()), pa.array(self._keys, pa.int64()))
        documents = {
            "document": pa.array(self._documents, pa.uint64()),
            "site": pa.array(self._sites, pa.string()),
            "report": pa.array(self._reports, pa.uint64()),
            "keys": keys,
        }
        examples = {
            "key": pa.array(self._examples, pa.int64()),
            "line": pa.array([_spelled(line) for line in self._examples.values()], pa.string()),
        }
        _write(folder / f"{name}.examples", pa.table(examples))
        return str(_write(folder / f"{name}.arrow", pa.table(documents)))


def _spelled(line: str) -> str:
    return line if line.isascii() else line.encode("utf-8", "replace").decode()


def _write(path: Path, table: pa.Table) -> Path:
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with pa.OSFile(str(draft), "wb") as file, pa.ipc.new_file(file, table.schema) as writer:
        writer.write_table(table)
    draft.replace(path)
    return path


def _read(path: Path) -> pa.Table:
    with pa.memory_map(str(path)) as file:
        return pa.ipc.open_file(file).read_all()


class Counts(NamedTuple):
    """One partition's counts: of sites, and of pairs of a site (its place among ``sites``) and a key."""

    sites: np.ndarray  # hashes, sorted
    documents: np.ndarray  # of each site
    site: np.ndarray
    key: np.ndarray
    pages: np.ndarray  # documents of the site that have the line


class LineCounts:
    """Gathers the notes of all batches, in their order, and counts them."""

    def __init__(self, folder: Path) -> None:
        self.documents = 0  # noted, copies included
        self.names: dict[int, str] = {}  # of the sites, by hash
        self._folder = folder
        self._examples: list[Path] = []
        folder.mkdir(parents=True, exist_ok=True)

    def take(self, notes: str) -> None:
        """Sort one batch's notes into the partitions."""
        table = _read(Path(notes)).combine_chunks()
        self._examples.append(Path(notes).with_suffix(".examples"))
        self.documents += len(table)
        rows = np.empty(len(table), _NOTED)
        rows["site"] = self._hash_sites(table["site"])
        rows["document"] = table["document"].to_numpy()
        rows["report"] = table["report"].to_numpy()
        lists = table["keys"].combine_chunks()
        rows["keys"] = np.diff(lists.offsets.to_numpy())
        self._append("documents", rows["site"] >> _SHIFT, rows)
        self._append("keys", np.repeat(rows["site"] >> _SHIFT, rows["keys"]), lists.values.to_numpy())

    def _hash_sites(self, column: pa.ChunkedArray) -> np.ndarray:
        encoded = column.combine_chunks().dictionary_encode()
        names = encoded.dictionary.to_pylist()
        hashes = [hash_site(name) for name in names]
        self.names.update(zip(hashes, names, strict=True))
        of_row: np.ndarray = np.array(hashes, np.int64)[encoded.indices.to_numpy()]
        return of_row

    def _append(self, kind: str, partition: np.ndarray, rows: np.ndarray) -> None:
        order = np.argsort(partition, kind="stable")
        ends = np.cumsum(np.bincount(partition, minlength=PARTITIONS))
        begin = 0
        for number, end in enumerate(ends.tolist()):
            if end > begin:
                with self._path(kind, number).open("ab") as file:
                    file.write(rows[order[begin:end]].tobytes())
            begin = end

    def _path(self, kind: str, partition: int) -> Path:
        return self._folder / f"{kind}-{partition:02d}"

    def count(self, partition: int) -> Counts:
        """Count one partition: each document once, and each report of a site once."""
        rows = _load(self._path("documents", partition), _NOTED)
        keys = _load(self._path("keys", partition), np.dtype("<i8"))
        first = _first_of(rows["document"])
        first[first] = _first_of(rows["site"][first].astype(np.uint64) ^ rows["report"][first])
        sites, of_row = np.unique(rows["site"], return_inverse=True)
        documents = np.bincount(of_row[first], minlength=len(sites))
        counted = np.repeat(first, rows["keys"])
        site = np.repeat(of_row, rows["keys"])[counted]
        order, begins = group_pairs(site, keys[counted])
        pairs = order[begins]
        return Counts(sites, documents, site[pairs], keys[counted][pairs], np.diff(begins, append=len(order)))

    def find_examples(self, wanted: np.ndarray) -> dict[int, str]:
        """A line for each of some keys (sorted): the first batch's that has one."""
        found: dict[int, str] = {}
        for path in self._examples:
            table = _read(path)
            hits = among(table["key"].to_numpy(), wanted)
            if hits.any():
                rows = table.filter(pa.array(hits))
                fresh = zip(rows["key"].to_pylist(), rows["line"].to_pylist(), strict=True)
                found = dict(fresh) | found
        return found


def _load(path: Path, kind: np.dtype[Any]) -> np.ndarray:
    return np.fromfile(path, kind) if path.exists() else np.empty(0, kind)


def _first_of(values: np.ndarray) -> np.ndarray:
    """Which values come for the first time."""
    first = np.zeros(len(values), bool)
    first[np.unique(values, return_index=True)[1]] = True
    return first


def group_pairs(site: np.ndarray, key: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The order that brings equal pairs together, and where in it each distinct pair begins."""
    order = np.lexsort((key, site))
    if not len(order):
        return order, order
    changes = np.flatnonzero((np.diff(site[order]) != 0) | (np.diff(key[order]) != 0)) + 1
    return order, np.concatenate([[0], changes])


def among(values: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Which values are among the sorted ``wanted``."""
    if not len(wanted):
        return np.zeros(len(values), bool)
    found: np.ndarray = wanted[np.minimum(np.searchsorted(wanted, values), len(wanted) - 1)] == values
    return found
