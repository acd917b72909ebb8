"""From cleaned documents to the columns of the published tables."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from flows.context import Stamp
from flows.sources.record import Record
from flows.warehouse.schemas import DOCUMENTS, ENTRIES, LINES, QUARANTINE, SEEN
from transforms.clean_text import is_clean
from transforms.document import KEPT_ROLES, Document, Entry, Role
from transforms.encoding import has_control_characters, looks_mojibake
from transforms.rulebook import Rulebook

_SURROGATE = re.compile("[\ud800-\udfff]")
_ROLES: tuple[Role | None, ...] = (None, *Role)
_ROLE_CODES = {role: code for code, role in enumerate(_ROLES)}
_ROLE_KEPT = np.array([role in KEPT_ROLES for role in _ROLES])
_OPENING = 100  # characters that tell an entry without a headline


class LineColumns(NamedTuple):
    """A document's lines as columns: the fields of `Line`, turned."""

    raw: tuple[str, ...]
    text: tuple[str, ...]
    role: tuple[Role | None, ...]
    rule: tuple[str, ...]
    edits: tuple[tuple[str, ...], ...]
    joint: tuple[str, ...]
    entry: tuple[int | None, ...]


class DocumentRows:
    """Gathers cleaned documents column by column, until they are written as Arrow tables.

    The tables keep one order: the rows of the n-th document lie behind those of all before it.
    """

    def __init__(self, stamp: Stamp) -> None:
        self.stamp = stamp.columns()
        self.chars = 0  # gathered so far
        self._documents: list[dict[str, Any]] = []
        self._entries: list[dict[str, Any]] = []
        self._lines: tuple[list[Any], ...] = tuple([] for _ in LineColumns._fields)

    def add(self, document_id: str, document: Document, rulebook: Rulebook) -> None:
        """Take one document in."""
        lines = LineColumns(*zip(*document.lines, strict=True))
        row = document_row(document_id, document, lines, rulebook)
        self._documents.append(row | self.stamp)
        if document.entries:
            self._entries += entry_rows(document_id, document)
        for column, values in zip(self._lines, lines, strict=True):
            column.extend(values)
        self.chars += row["source_chars"]

    @property
    def count(self) -> int:
        """Documents gathered."""
        return len(self._documents)

    def tables(self) -> dict[str, pa.Table]:
        """The rows as Arrow tables, by table."""
        ids = [row["document_id"] for row in self._documents]
        counts = [row["line_count"] for row in self._documents]
        return {
            "documents": columns_of(self._documents, DOCUMENTS),
            "entries": columns_of(self._entries, ENTRIES),
            "lines": line_columns(ids, counts, self._lines),
        }


def document_row(
    document_id: str, document: Document, lines: LineColumns, rulebook: Rulebook
) -> dict[str, Any]:
    """One row of documents, with the flags that the audit judges: here the text is at hand."""
    text = document.text
    roles = Counter(lines.role)
    kept = [line for line, role in zip(lines.text, lines.role, strict=True) if role in KEPT_ROLES]
    lengths = list(map(len, lines.raw))
    chars = sum(lengths)
    removed = sum([size for size, role in zip(lengths, lines.role, strict=True) if role is Role.BOILERPLATE])
    suspects = () if is_clean(text) else kept
    return {
        "document_id": document_id,
        "source": document.source,
        "source_id": document.source_id,
        "publisher": document.publisher or None,
        "url": document.url or None,
        "crawled_at": document.crawled_at,
        "kind": document.kind,
        "title": document.title,
        "kicker": document.kicker,
        "lead": document.lead if roles[Role.LEAD] else None,
        "authors": document.authors,
        "agency": document.agency,
        "published_at": document.published_at,
        "published_precision": document.published_precision,
        "updated_at": document.updated_at,
        "reading_minutes": document.reading_minutes,
        "language": document.language,
        "language_score": document.language_score,
        "text": text,
        "entry_count": len(document.entries),
        "line_count": len(lines.raw),
        "blank_lines": roles[Role.BLANK],
        "kept_lines": len(kept),
        "boilerplate_lines": roles[Role.BOILERPLATE],
        "metadata_lines": sum(roles[role] for role in _METADATA),
        "lines_without_role": roles[None],
        "source_chars": chars,
        "text_chars": len(text),
        "removed_share": removed / chars if chars else 0.0,
        "kept_mojibake_lines": count_mojibake(suspects),
        "kept_control_lines": count_control(suspects),
        "kept_boilerplate_lines": count_boilerplate(kept, document.language, rulebook),
        "entries_in_order": entries_in_order(document.entries),
        "restorable": True,  # a document that isn't never gets here
        "timezone": document.timezone,
        "encoding": document.encoding,
        "sha256": document.sha256,
        "source_bytes": document.source_bytes,
    }


_METADATA = (Role.TITLE, Role.KICKER, Role.TIMESTAMP, Role.METADATA)


def count_mojibake(lines: Iterable[str]) -> int:
    """How many lines still look wrongly decoded; what `is_clean` accepts does not."""
    return sum(1 for line in lines if not is_clean(line) and looks_mojibake(line))


def count_control(lines: Iterable[str]) -> int:
    r"""How many lines hold control characters; what is printable, or `is_clean` accepts, has none.

    >>> count_control(["gut", "nicht\x00gut", "Spalte\tSpalte", "weiches\xades"])
    1
    """
    return sum(1 for line in lines if not line.isprintable() and has_control_characters(line))


def count_boilerplate(lines: Iterable[str], language: str, rulebook: Rulebook) -> int:
    """How many lines read like a phrase that the rulebook knows as boilerplate."""
    reads_like = rulebook.reads_like_boilerplate
    return sum(1 for line in lines if reads_like(line, language))


def entries_in_order(entries: Sequence[Entry]) -> bool:
    """Whether entries count 1 to n, none ends before it begins, and none overlaps another.

    >>> one = Entry(1, None, None, None, "marked", 1.0, first_line=1, last_line=4)
    >>> entries_in_order([one, one._replace(position=2, first_line=5, last_line=5)])
    True
    >>> entries_in_order([one, one._replace(position=2, first_line=4, last_line=5)])
    False
    """
    end = 0
    for position, entry in enumerate(entries, 1):
        if entry.position != position or not end < entry.first_line <= entry.last_line:
            return False
        end = entry.last_line
    return True


def entry_rows(document_id: str, document: Document) -> list[dict[str, Any]]:
    """The rows of a liveblog's entries.

    An entry keeps its id while the blog grows: position and line numbers shift with every new entry on
    top, its time and headline (or opening) don't. Of entries alike, those further down are older, so they
    are counted from the end.
    """
    rows: list[dict[str, Any]] = []
    alike: Counter[str] = Counter()
    for entry in reversed(document.entries):
        text = document.entry_text(entry)
        time = entry.published_at.isoformat() if entry.published_at else ""
        mark = f"{document_id}\0{time}\0{entry.headline or text[:_OPENING]}"
        alike[mark] += 1
        named = f"{mark}\0{alike[mark]}".encode("utf-8", "surrogatepass")
        rows.append(
            {
                "entry_id": hashlib.blake2b(named, digest_size=16).hexdigest(),
                "document_id": document_id,
                "text": text,
                **{name: getattr(entry, name) for name in _ENTRY_FIELDS},
            }
        )
    return rows[::-1]


_ENTRY_FIELDS = tuple(name for name in ENTRIES.names if name not in ("entry_id", "document_id", "text"))


def columns_of(rows: Sequence[dict[str, Any]], schema: pa.Schema) -> pa.Table:
    """Rows as an Arrow table; a key that a row lacks is null."""
    names = tuple(schema.names)
    if all(tuple(row) == names for row in rows):
        columns: Iterable[Sequence[Any]] = zip(*[row.values() for row in rows], strict=True)
    else:
        columns = [[row.get(name) for row in rows] for name in names]
    arrays = [_array(values, field.type) for values, field in zip(columns, schema, strict=bool(rows))]
    return pa.table(arrays, schema=schema) if rows else schema.empty_table()


def quarantine_table(rows: Sequence[dict[str, Any]]) -> pa.Table:
    """Rows of quarantine as an Arrow table."""
    return columns_of(rows, QUARANTINE)


def seen_row(record: Record, staged: bool) -> tuple[Any, ...]:
    """A row of what a batch came across, in the order of `SEEN`."""
    return (
        record.document_id,
        record.source,
        record.source_id,
        record.publisher or None,
        record.url or None,
        record.crawled_at,
        record.file,
        staged,
    )


def seen_table(rows: Sequence[tuple[Any, ...]]) -> pa.Table:
    """What a batch came across, in its order, from rows in the order of `SEEN`."""
    columns = zip(*rows, strict=True)
    arrays = [pa.array(column, field.type) for column, field in zip(columns, SEEN, strict=True)]
    return pa.table(arrays, schema=SEEN)


@lru_cache(maxsize=1)
def _role_names() -> pa.Array:
    return pa.array([role and role.value for role in _ROLES], pa.string())


def line_columns(ids: list[str], counts: list[int], lines: tuple[list[Any], ...]) -> pa.Table:
    """The lines of documents, given their ids, their numbers of lines, and the lines as columns."""
    raw, text, role, rule, edits, joint, entry = lines
    codes = np.fromiter(map(_ROLE_CODES.__getitem__, role), np.int8, len(role))
    starts = np.cumsum(counts) - counts
    places = np.repeat(np.arange(len(ids)), counts)
    columns = [
        pa.array(ids, pa.string()).take(pa.array(places)),
        pa.array((np.arange(len(raw)) - starts[places] + 1).astype(np.int32)),
        pa.array(raw, pa.string()),
        _array(text, pa.string()),
        _role_names().take(pa.array(codes)),
        pa.array(rule, pa.string()),
        _edit_lists(edits),
        pa.array(_ROLE_KEPT[codes]),
        pa.array(joint, pa.string()),
        pa.array(entry, pa.int32()),
    ]
    return pa.table(columns, schema=LINES)


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
