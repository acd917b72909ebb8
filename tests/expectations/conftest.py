"""Handmade staged tables: a good article and a good liveblog, and ways to spoil them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from expectations.validation import Audit, Bounds, Counts, audit
from flows.warehouse.schemas import TABLES

STARTED_AT = datetime(2026, 3, 4, 12, tzinfo=UTC)
Row = dict[str, Any]

ROLES = ("title", "blank", "lead", "boilerplate", "body", "heading", "body")


def line(document_id: str, number: int, role: str, entry: int | None = None) -> Row:
    """One row of lines."""
    return {
        "document_id": document_id,
        "line": number,
        "raw": f"Zeile {number}",
        "text": f"Zeile {number}",
        "role": role,
        "rule": "languages/de/ad-marker" if role == "boilerplate" else "shape/text",
        "edits": [],
        "kept": role in {"lead", "heading", "body"},
        "joint": "\n\n",
        "entry": entry,
    }


def document(document_id: str = "d1", **changes: Any) -> Row:
    """One row of documents that meets every expectation, with ``changes``."""
    row = {
        "document_id": document_id,
        "source": "crawl",
        "source_id": f"{document_id}.txt",
        "publisher": "Talbote",
        "url": f"https://talbote.example/{document_id}",
        "crawled_at": datetime(2026, 3, 3, 9, tzinfo=UTC),
        "kind": "article",
        "title": "Brücke über die Wend wieder offen",
        "published_at": datetime(2026, 3, 2, 6, 30, tzinfo=UTC),
        "published_precision": "minute",
        "language": "de",
        "language_score": 0.99,
        "text": "Die Brücke ist wieder offen.",
        "entry_count": 0,
        "line_count": 7,
        "blank_lines": 1,
        "kept_lines": 4,
        "boilerplate_lines": 1,
        "metadata_lines": 1,
        "lines_without_role": 0,
        "source_chars": 400,
        "text_chars": 300,
        "removed_share": 0.1,
        "kept_mojibake_lines": 0,
        "kept_control_lines": 0,
        "kept_boilerplate_lines": 0,
        "entries_in_order": True,
        "restorable": True,
        "encoding": "utf-8",
        "sha256": hashlib.sha256(document_id.encode()).hexdigest(),
        "run_id": "r1",
        "cleaned_at": STARTED_AT,
    }
    return row | changes


def liveblog(document_id: str = "l1", **changes: Any) -> Row:
    """One row of documents for a liveblog with two entries."""
    return document(
        document_id, **{"kind": "liveblog", "entry_count": 2, "title": "Hochwasser: Ticker"} | changes
    )


def entry(document_id: str = "l1", position: int = 1, **changes: Any) -> Row:
    """One row of entries that meets every expectation, with ``changes``."""
    row = {
        "entry_id": f"{document_id}-{position}",
        "document_id": document_id,
        "position": position,
        "headline": f"Pegel bei {position},20 Metern",
        "published_at": datetime(2026, 3, 2, 6 + position, tzinfo=UTC),
        "published_precision": "minute",
        "boundary": "marked",
        "confidence": 1.0,
        "text": "Das Wasser steigt.",
        "language": "de",
        "first_line": 2 * position,
        "last_line": 2 * position + 1,
    }
    return row | changes


class Staged:
    """A run's staged tables on disk, for an audit to read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.documents: list[Row] = []
        self.entries: list[Row] = []
        self.lines: list[Row] = []

    def article(self, document_id: str = "d1", **changes: Any) -> Staged:
        """Add an article and its lines."""
        self.documents.append(document(document_id, **changes))
        self.lines += [line(document_id, number, role) for number, role in enumerate(ROLES, 1)]
        return self

    def liveblog(self, document_id: str = "l1", **changes: Any) -> Staged:
        """Add a liveblog, its two entries and its lines."""
        self.documents.append(liveblog(document_id, **changes))
        self.entries += [entry(document_id, 1), entry(document_id, 2)]
        self.lines += [line(document_id, number, role) for number, role in enumerate(ROLES, 1)]
        return self

    def parts(self, files: int = 1) -> dict[str, list[str]]:
        """The tables written to that many files each."""
        rows = {"documents": self.documents, "entries": self.entries, "lines": self.lines}
        return {table: self._write(table, found, files) for table, found in rows.items()}

    def counts(self, **changes: Any) -> Counts:
        """What honest batches would have counted."""
        staged = len(self.documents)
        known: dict[str, Any] = {"inputs": staged, "staged": staged}
        known |= {"entries": len(self.entries), "lines": len(self.lines)}
        return Counts(**known | changes)

    def audit(self, *, bounds: Bounds | None = None, files: int = 1, **counts: Any) -> Audit:
        """The audit of these tables."""
        return audit(self.parts(files), self.counts(**counts), started_at=STARTED_AT, bounds=bounds)

    def _write(self, table: str, rows: Sequence[Row], files: int) -> list[str]:
        paths = []
        for number in range(files if rows else 0):
            path = self.folder / f"{table}-{number}.parquet"
            pq.write_table(pa.Table.from_pylist(list(rows[number::files]), schema=TABLES[table]), path)
            paths.append(str(path))
        return paths


@pytest.fixture
def staged(tmp_path: Path) -> Staged:
    """A run's staged tables, empty at first."""
    return Staged(tmp_path)


@pytest.fixture(scope="session")
def make_staged(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Staged]:
    """For audits that many tests look at: staged tables in a folder of their own."""
    return lambda: Staged(tmp_path_factory.mktemp("staged"))
