"""One document a file: its bytes, undecoded."""

from __future__ import annotations

from pathlib import Path

from flows.sources.discovery import SourceFile
from flows.sources.identity import identify
from flows.sources.record import MOST_BYTES, Record, Unreadable, size_of, why
from transforms.encoding.repair import looks_binary


def read_text(file: SourceFile) -> Record | Unreadable:
    """The file as a record, or the sentence that says why it is none."""
    if file.problem:
        return _unreadable(file, file.problem)
    if file.size > MOST_BYTES:
        return _unreadable(file, f"the file has {size_of(file.size)}; at most {size_of(MOST_BYTES)} fit")
    try:
        content = Path(file.path).read_bytes()
    except OSError as error:
        return _unreadable(file, f"the file can't be read: {why(error)}")
    if looks_binary(content):
        return _unreadable(file, f"the file holds no text but binary data ({size_of(len(content))})", content)
    return Record(_identity(file), file.collection, file.name, file.name, content)


def _unreadable(file: SourceFile, reason: str, content: bytes | None = None) -> Unreadable:
    sentence = f"{file.name}: {reason}"
    return Unreadable(_identity(file), file.collection, file.name, file.name, sentence, content)


def _identity(file: SourceFile) -> str:
    return identify(collection=file.collection, path=file.name)
