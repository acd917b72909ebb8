"""To be written."""

from transforms.document import Document
from transforms.rulebook import Rulebook


def decode(source: bytes, **known: object) -> Document:
    return Document.from_text(source.decode("utf-8", "replace"), source_bytes=source, **known)


def repair_encoding(document: Document, rulebook: Rulebook) -> Document:
    return document
