"""From columns of Python values to Arrow arrays, at as few steps a row as there can be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain, compress
from operator import is_not
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from flows.warehouse.schemas import LINES
from transforms.document import KEPT_ROLES, Role

_SURROGATE = re.compile("[\ud800-\udfff]")
_ROLES: tuple[Role | None, ...] = (None, *Role)
_ROLE_CODES = {role: code for code, role in enumerate(_ROLES)}
_ROLE_KEPT = np.array([role in KEPT_ROLES for role in _ROLES])


def columns_of(rows: Sequence[dict[str, Any]], schema: pa.Schema) -> pa.Table:
    """Rows as an Arrow table; a key that a row lacks is null."""
    names = tuple(schema.names)
    if all(tuple(row) == names for row in rows):
        columns: Iterable[Sequence[Any]] = zip(*[row.values() for row in rows], strict=True)
    else:
        columns = [[row.get(name) for row in rows] for name in names]
    arrays = [_array(values, field.type) for values, field in zip(columns, schema, strict=bool(rows))]
    return pa.table(arrays, schema=schema) if rows else schema.empty_table()


@lru_cache(maxsize=1)
def _role_names() -> pa.Array:
    return pa.array([role and role.value for role in _ROLES], pa.string())


def line_columns(ids: list[str], counts: list[int], lines: tuple[list[Any], ...]) -> pa.Table:
    """The lines of documents, given their ids, their numbers of lines, and the lines as columns."""
    raw, text, role, rule, edits, joint, entry = lines
    decoded = pa.array(raw, pa.string())
    codes = np.fromiter(map(_ROLE_CODES.__getitem__, role), np.int8, len(role))
    starts = np.cumsum(counts) - counts
    places = np.repeat(np.arange(len(ids)), counts)
    columns = [
        pa.array(ids, pa.string()).take(pa.array(places)),
        pa.array((np.arange(len(raw)) - starts[places] + 1).astype(np.int32)),
        decoded,
        _as_it_reads(decoded, raw, text),
        _role_names().take(pa.array(codes)),
        pa.array(rule, pa.string()),
        _edit_lists(edits),
        pa.array(_ROLE_KEPT[codes]),
        pa.array(joint, pa.string()),
        pa.array(entry, pa.int32()),
    ]
    return pa.table(columns, schema=LINES)


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


def _array(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    """Values as an Arrow array; a lone surrogate, which no table can hold, becomes U+FFFD."""
    try:
        return pa.array(values, kind)
    except UnicodeEncodeError:
        return pa.array([_SURROGATE.sub("\ufffd", v) if isinstance(v, str) else v for v in values], kind)
