"""From cleaned documents to the columns of the published tables."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import compress, count
from typing import Any, NamedTuple, Self

import pyarrow as pa

from flows.context import Stamp
from flows.sources.record import Record
from flows.warehouse.arrays import columns_of, line_columns
from flows.warehouse.schemas import DOCUMENTS, ENTRIES, QUARANTINE, SEEN
from transforms.encoding.clean_text import is_clean
from transforms.document import KEPT_ROLES, Document, Entry, Role
from transforms.encoding.repair import has_control_characters, looks_mojibake
from transforms.rulebook import Rulebook

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

    @classmethod
    def of(cls, document: Document) -> Self:
        """The lines of one document."""
        return cls(*zip(*document.lines, strict=True))

    def kept(self) -> list[bool]:
        """Which lines stand in the published text."""
        return [role is Role.BODY or role in KEPT_ROLES for role in self.role]

    def text_of(self, chosen: Iterable[bool], span: slice = slice(None)) -> str:  # noqa: B008 - frozen
        r"""The texts of the chosen lines of a span, with their joints between them: `document.join`, by columns.

        >>> page = Document.from_text("eins\nzwei\n\ndrei")
        >>> LineColumns.of(page).text_of([True, False, True, True])
        'eins\n\ndrei'
        """
        text, joint = self.text[span], self.joint[span]
        filled = [keep and bool(line) for keep, line in zip(chosen, text, strict=True)]
        texts = list(compress(text, filled))
        parts = [""] * (2 * len(texts))
        parts[::2] = texts
        parts[1::2] = compress(joint, filled)
        return "".join(parts[:-1])


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

    def add(self, document_id: str, document: Document, lines: LineColumns, rulebook: Rulebook) -> None:
        """Take one document in, with its lines as columns."""
        kept = lines.kept()
        row = document_row(document_id, document, lines, kept, rulebook)
        self._documents.append(row | self.stamp)
        if document.entries:
            self._entries += entry_rows(document_id, document, lines, kept)
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
    document_id: str, document: Document, lines: LineColumns, chosen: Sequence[bool], rulebook: Rulebook
) -> dict[str, Any]:
    """One row of documents, with the flags that the audit judges: here the text is at hand.

    ``chosen`` tells which lines are kept.
    """
    text = lines.text_of(chosen)
    roles = Counter(lines.role)
    kept = list(compress(lines.text, chosen))
    chars = sum(map(len, lines.raw))
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
        "lead": _lead(lines, roles[Role.LEAD]) if roles[Role.LEAD] else None,
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
        "removed_share": _removed(lines) / chars if chars and roles[Role.BOILERPLATE] else 0.0,
        "kept_mojibake_lines": count_mojibake(suspects),
        "kept_control_lines": count_control(suspects),
        "kept_boilerplate_lines": rulebook.count_like_boilerplate(kept, document.language),
        "entries_in_order": entries_in_order(document.entries),
        "restorable": True,  # a document that isn't never gets here
        "timezone": document.timezone,
        "encoding": document.encoding,
        "sha256": document.sha256,
        "source_bytes": document.source_bytes,
    }


_METADATA = (Role.TITLE, Role.KICKER, Role.TIMESTAMP, Role.METADATA)


def _lead(lines: LineColumns, count: int) -> str | None:
    first = lines.role.index(Role.LEAD)
    last = first
    while count := count - 1:
        last = lines.role.index(Role.LEAD, last + 1)
    span = slice(first, last + 1)
    return lines.text_of([role is Role.LEAD for role in lines.role[span]], span) or None


def _removed(lines: LineColumns) -> int:
    return sum([len(raw) for raw, role in zip(lines.raw, lines.role, strict=True) if role is Role.BOILERPLATE])


def count_mojibake(lines: Iterable[str]) -> int:
    """How many lines still look wrongly decoded; what `is_clean` accepts does not."""
    return sum(1 for line in lines if not is_clean(line) and looks_mojibake(line))


def count_control(lines: Iterable[str]) -> int:
    r"""How many lines hold control characters; what is printable, or `is_clean` accepts, has none.

    >>> count_control(["gut", "nicht\x00gut", "Spalte\tSpalte", "weiches\xades"])
    1
    """
    return sum(1 for line in lines if not line.isprintable() and has_control_characters(line))


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


def entry_rows(
    document_id: str, document: Document, lines: LineColumns, chosen: Sequence[bool]
) -> list[dict[str, Any]]:
    """The rows of a liveblog's entries, given its lines and which of them are kept.

    An entry keeps its id while the blog grows: position and line numbers shift with every new entry on
    top, its time and headline (or opening) don't. Of entries alike, those further down are older, so they
    are counted from the end.
    """
    rows: list[dict[str, Any]] = []
    alike: Counter[str] = Counter()
    for entry in reversed(document.entries):
        text = entry_text(entry, lines, chosen)
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


def entry_text(entry: Entry, lines: LineColumns, chosen: Sequence[bool]) -> str:
    """The published text of one entry, without its headline: `Document.entry_text`, by columns."""
    span = slice(entry.first_line - 1, entry.last_line)
    first = entry.headline_line or 0
    headline = range(first, (entry.headline_last_line or first) + 1)
    mine = [
        keep and of == entry.position and number not in headline
        for number, keep, of in zip(count(entry.first_line), chosen[span], lines.entry[span], strict=False)
    ]
    return lines.text_of(mine, span)


_ENTRY_FIELDS = tuple(name for name in ENTRIES.names if name not in ("entry_id", "document_id", "text"))


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
