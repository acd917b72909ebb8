"""To be written."""

from transforms.document import Document
from transforms.rulebook import Rulebook


def mark_timestamps(document: Document, rulebook: Rulebook) -> Document:
    return document


def segment_entries(document: Document, rulebook: Rulebook) -> Document:
    return document
