"""Where documents come from: text files, folders, globs and JSON Lines, each record as a `Record`."""

from flows.sources.discovery import Extent, Found, SourceFile, find_sources, measure
from flows.sources.record import Fields, Record, SourceError, Unreadable

__all__ = [
    "Extent",
    "Fields",
    "Found",
    "Record",
    "SourceError",
    "SourceFile",
    "Unreadable",
    "find_sources",
    "measure",
]
