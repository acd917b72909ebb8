"""From a record to the document that the transforms take; one document alone, for a look at it."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO, cast

from flows.sources.discovery import JSON_LINES, PACKED, SourceFile
from flows.sources.pages import OPENING, is_page, read_page
from flows.sources.record import Fields, Record, SourceError, Unreadable, why
from flows.sources.stated_title import mark_title
from flows.sources.text import read_text
from transforms.dates.stated import read_stated
from transforms.document import Document
from transforms.encoding.repair import decode, repair_line_quickly


def make_document(record: Record, timezone: str, read_on: date | None = None) -> Document:
    """The record as a document, read on a day: bytes are decoded, text is taken as it is, pages as a reader sees them.

    What is a page of HTML its file's name says, or how it opens. What the record states of it comes before what a page
    states, and that before what its lines say.
    """
    content = record.content
    published = read_stated(record.published_at, timezone)
    make = decode if isinstance(content, bytes) else Document.from_text
    document = make(
        content,  # type: ignore[arg-type]
        source=record.source,
        source_id=record.source_id,
        publisher=record.publisher,
        url=record.url,
        crawled_at=record.crawled_at,
        timezone=timezone,
        read_on=read_on,
        title=repair_line_quickly(record.title).text or None,
        authors=record.authors,
        published_at=published and published.at,
        published_precision=published and published.precision,
    )
    if is_page(record.file, document.raw[:OPENING]):
        return read_page(
            document, content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
        )
    if not record.title:
        return document
    lines = list(document.lines)
    mark_title(lines, [record.title])
    return document.with_lines(lines)


def read_document(file: Path, record: str | None = None, timezone: str = "Europe/Berlin") -> Document:
    """One document: a file of text, or the record of that id in a JSON Lines file, its first one by default.

    Raises `SourceError` for a file that can't be read, or holds no such record.
    """
    name = file.name.lower()
    packed = name.endswith(PACKED)
    try:
        size = file.stat().st_size
        source = SourceFile(str(file), file.parent.name, file.name, "text", size)
        if name.removesuffix(file.suffix.lower() if packed else "").endswith(JSON_LINES):
            item = _pick_record(source, record, packed)
        else:
            item = read_text(source)
    except OSError as error:
        raise SourceError(f"{file}: can't be read: {why(error)}") from error
    if isinstance(item, Unreadable):
        raise SourceError(item.reason)
    return make_document(item, timezone, datetime.now(UTC).date())


def _open(path: str, packed: bool) -> BinaryIO:
    if not packed:
        return Path(path).open("rb")
    from flows.sources.packed import BLOCK, Unpacked  # nor one of packed files

    return cast("BinaryIO", BufferedReader(Unpacked(path), BLOCK))


def _pick_record(file: SourceFile, wanted: str | None, packed: bool) -> Record | Unreadable:
    from flows.sources.jsonl import read_json_lines  # a text file needs no parser of JSON

    ids: list[str] = []
    with _open(file.path, packed) as stream:
        for item in read_json_lines(stream, sys.maxsize, file, 1, Fields()):
            if wanted is None or item.source_id == wanted:
                return item
            ids = [*ids, item.source_id][:5]
        problem = getattr(getattr(stream, "raw", None), "problem", "")
    if problem:
        raise SourceError(f"{file.path}: {problem}")
    known = f"its records are {', '.join(ids)} …" if ids else "it holds no records"
    raise SourceError(f"{file.path}: there is no record {wanted or ''}; {known}")
