"""From cleaned documents to the columns of the published tables."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import compress
from operator import attrgetter
from typing import Any, NamedTuple, Self

import pyarrow as pa

from flows.context import Stamp
from flows.sources.record import Record
from flows.warehouse.arrays import columns_of, constant, line_columns, line_counts, role_codes, table_of
from flows.warehouse.schemas import DOCUMENTS, ENTRIES, QUARANTINE, SEEN
from transforms.document import BODY, KEPT_ROLES, LEAD, Document, Entry, Role
from transforms.encoding.clean_text import is_clean
from transforms.encoding.repair import has_control_characters, looks_mojibake
from transforms.rulebook import Rulebook

_OPENING = 100  # characters that tell an entry without a headline
_AS_KNOWN = (  # columns of documents that are fields of `Document`
    "source", "source_id", "publisher", "url", "crawled_at", "kind", "title", "kicker", "authors", "agency",
    "published_at", "published_precision", "updated_at", "reading_minutes", "language", "language_score", "timezone",
    "encoding", "sha256", "source_bytes",
)  # fmt: skip
_FOUND = (  # columns of documents that take a look at the text, or at the entries
    "document_id", "text", "lead", "text_chars", "entry_count", "kept_mojibake_lines", "kept_control_lines",
    "kept_boilerplate_lines", "entries_in_order",
)  # fmt: skip
DOCUMENT_FACTS = (*_FOUND, *_AS_KNOWN)
_AS_PLACED = tuple(name for name in ENTRIES.names if name not in ("entry_id", "document_id", "text"))
ENTRY_FACTS = ("entry_id", "document_id", "text", *_AS_PLACED)
_known_facts, _placed_facts = attrgetter(*_AS_KNOWN), attrgetter(*_AS_PLACED)


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
        return [role is BODY or role in KEPT_ROLES for role in self.role]

    def text_of(self, chosen: Sequence[bool], span: slice = slice(None)) -> str:  # noqa: B008 - frozen
        r"""The texts of the chosen lines of a span, with their joints between them: `document.join`, by columns.

        >>> page = Document.from_text("eins\nzwei\n\ndrei")
        >>> LineColumns.of(page).text_of([True, False, True, True])
        'eins\n\ndrei'
        """
        texts, joints = list(compress(self.text[span], chosen)), list(compress(self.joint[span], chosen))
        if "" in texts:
            filled = list(map(bool, texts))
            texts, joints = list(compress(texts, filled)), list(compress(joints, filled))
        return join_texts(texts, joints)


def join_texts(texts: Sequence[str], joints: Sequence[str]) -> str:
    r"""Each text with its joint between it and the next; on most pages, all joints are the same.

    >>> join_texts(["Ver", "bund", "Ende"], ["", " ", "\n"])
    'Verbund Ende'
    """
    if joints.count(joints[0] if joints else "") == len(joints):
        return (joints[0] if joints else "").join(texts)
    parts = [""] * (2 * len(texts))
    parts[::2], parts[1::2] = texts, joints
    return "".join(parts[:-1])


class DocumentRows:
    """Gathers cleaned documents column by column, until they are written as Arrow tables.

    The tables keep one order: the rows of the n-th document lie behind those of all before it.
    """

    def __init__(self, stamp: Stamp) -> None:
        self.chars = 0  # gathered so far
        self._stamp = stamp.columns() | {"restorable": True}  # a document that isn't never gets here
        self._documents: list[tuple[Any, ...]] = []
        self._entries: list[tuple[Any, ...]] = []
        self._sizes: list[int] = []  # lines of each document
        self._lines: tuple[list[Any], ...] = tuple([] for _ in LineColumns._fields)

    def add(self, document_id: str, document: Document, lines: LineColumns, rulebook: Rulebook) -> None:
        """Take one document in, with its lines as columns."""
        kept = lines.kept()
        self._documents.append(document_facts(document_id, document, lines, kept, rulebook))
        if document.entries:
            self._entries += entry_facts(document_id, document, lines, kept)
        for column, values in zip(self._lines, lines, strict=True):
            column.extend(values)
        self._sizes.append(len(lines.raw))
        self.chars += sum(map(len, lines.raw))

    @property
    def count(self) -> int:
        """Documents gathered."""
        return len(self._documents)

    def tables(self) -> dict[str, pa.Table]:
        """The rows as Arrow tables, by table."""
        facts = dict(zip(DOCUMENT_FACTS, zip(*self._documents, strict=True), strict=True))
        facts |= {name: tuple(value or None for value in facts[name]) for name in ("publisher", "url")}
        codes = role_codes(self._lines[LineColumns._fields.index("role")])
        lines = line_columns(facts["document_id"], self._sizes, codes, self._lines)
        constants = {name: constant(DOCUMENTS.field(name).type, value) for name, value in self._stamp.items()}
        return {
            "documents": table_of(facts | constants | line_counts(lines["raw"], codes, self._sizes), DOCUMENTS),
            "entries": table_of(dict(zip(ENTRY_FACTS, zip(*self._entries, strict=True), strict=False)), ENTRIES),
            "lines": lines,
        }


def document_facts(
    document_id: str, document: Document, lines: LineColumns, chosen: Sequence[bool], rulebook: Rulebook
) -> tuple[Any, ...]:
    """What one row of documents says beyond counting lines, in the order of `DOCUMENT_FACTS`.

    The flags that the audit judges are among it: here the text is at hand. ``chosen`` tells which lines
    are kept.
    """
    text = lines.text_of(chosen)
    kept = list(compress(lines.text, chosen))
    suspects = () if is_clean(text) else kept
    return (
        document_id,
        text,
        _lead(lines) if LEAD in lines.role else None,
        len(text),
        len(document.entries),
        count_mojibake(suspects),
        count_control(suspects),
        rulebook.count_like_boilerplate(kept, document.language),
        entries_in_order(document.entries),
        *_known_facts(document),
    )


def _lead(lines: LineColumns) -> str | None:
    return lines.text_of([role is LEAD for role in lines.role]) or None


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


def entry_facts(
    document_id: str, document: Document, lines: LineColumns, chosen: Sequence[bool]
) -> list[tuple[Any, ...]]:
    """The rows of a liveblog's entries in the order of `ENTRY_FACTS`, given its lines and which of them are kept.

    An entry keeps its id while the blog grows: position and line numbers shift with every new entry on
    top, its time and headline (or opening) don't. Of entries alike, those further down are older, so they
    are counted from the end.
    """
    rows: list[tuple[Any, ...]] = []
    alike: Counter[str] = Counter()
    for entry in reversed(document.entries):
        text = entry_text(entry, lines, chosen)
        time = entry.published_at.isoformat() if entry.published_at else ""
        mark = f"{document_id}\0{time}\0{entry.headline or text[:_OPENING]}"
        alike[mark] += 1
        named = f"{mark}\0{alike[mark]}".encode("utf-8", "surrogatepass")
        entry_id = hashlib.blake2b(named, digest_size=16).hexdigest()
        rows.append((entry_id, document_id, text, *_placed_facts(entry)))
    return rows[::-1]


def entry_text(entry: Entry, lines: LineColumns, chosen: Sequence[bool]) -> str:
    """The published text of one entry, without its headline: `Document.entry_text`, by columns."""
    before = entry.first_line - 1
    span = slice(before, entry.last_line)
    position = entry.position
    mine = [keep and of == position for keep, of in zip(chosen[span], lines.entry[span], strict=True)]
    if first := entry.headline_line:
        for number in range(first, (entry.headline_last_line or first) + 1):
            if 0 <= number - entry.first_line < len(mine):
                mine[number - entry.first_line] = False
    return lines.text_of(mine, span)


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
