"""From a record to the document that the transforms take; one document alone, for a look at it."""

from __future__ import annotations

from pathlib import Path

from flows.sources.discovery import JSON_LINES, PACKED, SourceFile
from flows.sources.record import Fields, Record, SourceError, Unreadable, why
from flows.sources.text import read_text
from transforms.document import Document
from transforms.encoding import decode


def make_document(record: Record, timezone: str) -> Document:
    """The record as a document: bytes are decoded, text is taken as it is."""
    make = decode if isinstance(record.content, bytes) else Document.from_text
    return make(
        record.content,  # type: ignore[arg-type]
        source=record.source,
        source_id=record.source_id,
        publisher=record.publisher,
        url=record.url,
        crawled_at=record.crawled_at,
        timezone=timezone,
    )


def read_document(file: Path, record: str | None = None, timezone: str = "Europe/Berlin") -> Document:
    """One document: a file of text, or the record of that id in a JSON Lines file, its first one by default.

    Raises `SourceError` for a file that can't be read, or holds no such record.
    """
    name = file.name.lower()
    if name.endswith(PACKED):
        raise SourceError(f"{file}: is packed; unpack it to look at one of its records")
    try:
        size = file.stat().st_size
        source = SourceFile(str(file), file.parent.name, file.name, "text", size)
        item = _pick_record(source, record) if name.endswith(JSON_LINES) else read_text(source)
    except OSError as error:
        raise SourceError(f"{file}: can't be read: {why(error)}") from error
    if isinstance(item, Unreadable):
        raise SourceError(item.reason)
    return make_document(item, timezone)


def _pick_record(file: SourceFile, wanted: str | None) -> Record | Unreadable:
    from flows.sources.jsonl import read_json_lines  # a text file needs no parser of JSON

    ids: list[str] = []
    with Path(file.path).open("rb") as stream:
        for item in read_json_lines(stream, file.size, file, 1, Fields()):
            if wanted is None or item.source_id == wanted:
                return item
            ids = [*ids, item.source_id][:5]
    known = f"its records are {', '.join(ids)} …" if ids else "it holds no records"
    raise SourceError(f"{file.path}: there is no record {wanted or ''}; {known}")
