"""To be written."""

from transforms.document import Document
from transforms.rulebook import Rulebook


def read_metadata(document: Document, rulebook: Rulebook) -> Document:
    return document
