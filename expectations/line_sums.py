"""What a document's lines add up to: a run has a hundred times as many as documents, so in whole columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from expectations.frames import by_document
from expectations.lines import KEPT_ROLES, ROLES


def sum_lines(paths: Sequence[str]) -> pd.DataFrame:
    """For each document_id the number of its lines, of kept ones, and of those that contradict themselves."""
    tables = map(judge_lines, read_coded(paths, ("document_id", "line", "role", "rule", "kept")))
    return by_document(
        tables, ("line_rows", "kept_rows", "unknown_roles", "kept_misfits", "unnamed_removals")
    )


def read_coded(paths: Sequence[str], columns: Sequence[str]) -> Iterator[pa.Table]:
    """Those columns of all files, a row group at a time, strings as dictionaries: few values, many lines."""
    for path in paths:
        with pq.ParquetFile(path, read_dictionary=list(columns)) as file:
            for group in range(file.num_row_groups):
                table = file.read_row_group(group, list(columns))
                if len(table):
                    yield table.unify_dictionaries().combine_chunks()


def judge_lines(table: pa.Table) -> pa.Table:
    """The sums of one row group by document: what is asked of strings is asked of their dictionaries."""
    document, role, rule = (table[name].chunk(0) for name in ("document_id", "role", "rule"))
    kept = pc.fill_null(table["kept"].chunk(0), False).to_numpy(zero_copy_only=False)
    blank = _look_up(role, pc.equal(role.dictionary, "blank"), unknown=False)
    known = _look_up(role, pc.is_in(role.dictionary, pa.array(ROLES)), unknown=False)
    publishable = _look_up(role, pc.is_in(role.dictionary, pa.array(KEPT_ROLES)), unknown=False)
    unnamed = _look_up(rule, pc.equal(rule.dictionary, ""), unknown=True)
    of_each = {
        "line_rows": np.ones(len(table)),
        "kept_rows": kept,
        "unknown_roles": ~known,
        "kept_misfits": kept ^ publishable,
        "unnamed_removals": unnamed & ~kept & ~blank,
    }
    nobody = len(document.dictionary)
    place = pc.fill_null(document.indices, nobody).to_numpy()
    sums = {name: np.bincount(place, values, nobody + 1) for name, values in of_each.items()}
    numbers = _numbers_by_place(table["line"].chunk(0), place, nobody + 1)
    there = sums["line_rows"] > 0
    columns = {name: values[there].astype(np.int64) for name, values in {**numbers, **sums}.items()}
    ids = pa.concat_arrays([document.dictionary, pa.nulls(1, document.dictionary.type)])
    return pa.table({"document_id": ids.filter(pa.array(there)), **columns})


def _numbers_by_place(lines: pa.Array, place: np.ndarray, places: int) -> dict[str, np.ndarray]:
    """The least, the largest and the sum of the lines' numbers at each place; none of them is null."""
    stated = pc.is_valid(lines).to_numpy(zero_copy_only=False)
    numbers, place = pc.fill_null(lines, 0).to_numpy()[stated], place[stated]
    first, last = np.full(places, np.iinfo(np.int32).max), np.zeros(places, np.int32)
    runs = np.flatnonzero(
        np.diff(place, prepend=-1)
    )  # a document's lines lie together, unless something is wrong
    np.minimum.at(first, place[runs], np.minimum.reduceat(numbers, runs))
    np.maximum.at(last, place[runs], np.maximum.reduceat(numbers, runs))
    return {"first": first, "last": last, "total": np.bincount(place, numbers, places)}


def _look_up(coded: pa.DictionaryArray, answers: pa.Array, *, unknown: bool) -> np.ndarray:
    """The answer for each value, given those for its dictionary; ``unknown`` where there is no value."""
    found: np.ndarray = pc.fill_null(answers.take(coded.indices), unknown).to_numpy(zero_copy_only=False)
    return found
