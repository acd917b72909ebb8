"""From columns of Python values to Arrow arrays, at as few steps a row as there can be."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import chain, compress
from operator import is_not
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from flows.warehouse.schemas import LINES
from transforms.document import BLANK, BOILERPLATE, KEPT_ROLES, KICKER, METADATA, TIMESTAMP, TITLE, Role

_SURROGATE = re.compile("[\ud800-\udfff]")
_ROLES: tuple[Role | None, ...] = (None, *Role)
_ROLE_CODES = {role: code for code, role in enumerate(_ROLES)}
_METADATA = (TITLE, KICKER, TIMESTAMP, METADATA)
_ROLE_KEPT = np.array([role in KEPT_ROLES for role in _ROLES])
_REPETITIVE = ("document_id", "role", "rule", "joint")
_LINES_BY_CODE = pa.schema(
    [
        field.with_type(pa.dictionary(pa.int32(), pa.string())) if field.name in _REPETITIVE else field
        for field in LINES
    ]
)


def columns_of(rows: Sequence[dict[str, Any]], schema: pa.Schema) -> pa.Table:
    """Rows as an Arrow table; a key that a row lacks is null."""
    return table_of({name: [row.get(name) for row in rows] for name in schema.names}, schema)


def table_of(columns: Mapping[str, Any], schema: pa.Schema) -> pa.Table:
    """Columns by name as an Arrow table in the schema's order; none at all make an empty table.

    A column is a sequence, or a function that makes an array of as many rows as the others have.
    """
    if not columns:
        return schema.empty_table()
    rows = len(next(values for values in columns.values() if not callable(values)))
    return pa.table([_column(columns[field.name], field.type, rows) for field in schema], schema=schema)


def constant(kind: pa.DataType, value: Any) -> Callable[[int], pa.Array]:
    """A column that has the same value in every row."""
    return lambda rows: pa.repeat(pa.scalar(value, kind), rows)


@lru_cache(maxsize=1)
def _role_names() -> pa.Array:
    return pa.array([role.value for role in Role], pa.string())


def role_codes(roles: Sequence[Role | None]) -> np.ndarray:
    """Roles as numbers: their places among none and all."""
    return np.fromiter(map(_ROLE_CODES.__getitem__, roles), np.int8, len(roles))


def line_counts(raw: pa.ChunkedArray, codes: np.ndarray, sizes: Sequence[int]) -> dict[str, np.ndarray]:
    """What a row of documents says of its lines, given those of all documents and how many each has."""
    place = np.repeat(np.arange(len(sizes)), sizes)
    width = len(_ROLES)
    shape = (len(sizes), width)
    counts = np.bincount(place * width + codes, minlength=len(sizes) * width).reshape(shape)
    chars = pc.utf8_length(raw).to_numpy()
    source = np.bincount(place, chars, len(sizes))
    removed = np.bincount(place, np.where(codes == _ROLE_CODES[BOILERPLATE], chars, 0), len(sizes))
    return {
        "line_count": np.asarray(sizes),
        "blank_lines": counts[:, _ROLE_CODES[BLANK]],
        "kept_lines": counts[:, _ROLE_KEPT].sum(axis=1),
        "boilerplate_lines": counts[:, _ROLE_CODES[BOILERPLATE]],
        "metadata_lines": counts[:, [_ROLE_CODES[role] for role in _METADATA]].sum(axis=1),
        "lines_without_role": counts[:, _ROLE_CODES[None]],
        "source_chars": source.astype(np.int64),
        "removed_share": removed / np.maximum(source, 1),
    }


def line_columns(
    ids: Sequence[str], sizes: Sequence[int], codes: np.ndarray, lines: tuple[Sequence[Any], ...]
) -> pa.Table:
    """The lines of documents, given their ids, their numbers of lines, and the lines, role codes too, as columns.

    What a few values repeat comes as a dictionary and its codes: Parquet takes them over as they are, where it
    would hash every value otherwise.
    """
    raw, text, _, rule, edits, joint, entry = lines
    decoded = pa.array(raw, pa.string())
    starts = np.cumsum(sizes) - sizes
    places = np.repeat(np.arange(len(ids)), sizes)
    known = pa.array(ids, pa.string()).dictionary_encode()
    columns = [
        pa.DictionaryArray.from_arrays(known.indices.take(pa.array(places)), known.dictionary),
        pa.array((np.arange(len(raw)) - starts[places] + 1).astype(np.int32)),
        decoded,
        _as_it_reads(decoded, raw, text),
        pa.DictionaryArray.from_arrays(pa.array(codes.astype(np.int32) - 1, mask=codes == 0), _role_names()),
        pa.array(rule, pa.string()).dictionary_encode(),
        _edit_lists(edits),
        pa.array(_ROLE_KEPT[codes]),
        pa.array(joint, pa.string()).dictionary_encode(),
        pa.array(entry, pa.int32()),
    ]
    return pa.table(columns, schema=_LINES_BY_CODE)


def _as_it_reads(decoded: pa.Array, raw: Sequence[str], text: Sequence[str]) -> pa.Array:
    """The lines' texts, given their raw ones as an array: hardly any differ, and only those are converted."""
    changed = list(map(is_not, text, raw))
    if not any(changed):
        return decoded
    return pc.replace_with_mask(decoded, pa.array(changed), _array(list(compress(text, changed)), pa.string()))


def _edit_lists(edits: Sequence[tuple[str, ...]]) -> pa.Array:
    """Lists of mostly nothing: built from their lengths, at a tenth of what one conversion a row costs."""
    offsets = np.zeros(len(edits) + 1, np.int32)
    np.cumsum(np.fromiter(map(len, edits), np.int32, len(edits)), out=offsets[1:])
    return pa.ListArray.from_arrays(
        pa.array(offsets), pa.array(list(chain.from_iterable(edits)), pa.string())
    )


def _column(values: Any, kind: pa.DataType, rows: int) -> pa.Array:
    return values(rows) if callable(values) else _array(values, kind)


def _array(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    """Values as an Arrow array; a lone surrogate, which no table can hold, becomes U+FFFD."""
    try:
        return pa.array(values, kind)
    except UnicodeEncodeError:
        return pa.array([_SURROGATE.sub("\ufffd", v) if isinstance(v, str) else v for v in values], kind)
