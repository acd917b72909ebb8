"""To be written."""

from transforms.document import Document
from transforms.rulebook import Rulebook


def join_wraps(document: Document, rulebook: Rulebook) -> Document:
    return document
