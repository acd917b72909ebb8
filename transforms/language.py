"""To be written."""

from transforms.document import Document
from transforms.rulebook import Rulebook


def detect_language(document: Document, rulebook: Rulebook) -> Document:
    return document


def detect_entry_languages(document: Document, rulebook: Rulebook) -> Document:
    return document
