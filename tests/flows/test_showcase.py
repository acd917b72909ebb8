"""What `make demo` shows at its end, on a handmade warehouse."""

from __future__ import annotations

import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from flows.showcase import main
from flows.warehouse.schemas import TABLES

ROOT = Path(__file__).parent.parent.parent


def document(document_id: str, **changes: Any) -> dict[str, Any]:
    """A row of documents, as far as the showcase reads it."""
    row = {
        "document_id": document_id,
        "source": "crawl",
        "source_id": f"{document_id}.txt",
        "kind": "article",
        "language": "de",
        "title": "Die Fähre legt ab",
        "text": "Die Fähre legt ab.",
        "entry_count": 0,
        "removed_share": 0.25,
        "sha256": "0" * 64,
        "run_id": "r1",
    }
    return row | changes


def entry(position: int, **changes: Any) -> dict[str, Any]:
    """A row of entries."""
    row = {
        "entry_id": f"e{position}",
        "document_id": "feedbeef01",
        "position": position,
        "headline": f"Pegel bei {position} Metern",
        "published_at": datetime(2026, 7, 2, 6, position, tzinfo=UTC),
        "published_precision": "minute",
        "boundary": "marked",
        "text": "Das Wasser steigt.",
        "first_line": position,
        "last_line": position,
    }
    return row | changes


def line(number: int, raw: str, role: str = "body", **changes: Any) -> dict[str, Any]:
    """A row of lines."""
    row = {
        "document_id": "feedbeef01",
        "line": number,
        "raw": raw,
        "text": raw,
        "role": role,
        "rule": "shape/text",
        "edits": [],
        "kept": role == "body",
    }
    return row | changes


@pytest.fixture
def publish(tmp_path: Path) -> Any:
    """Publish handmade rows as a warehouse."""

    def write(**tables: list[dict[str, Any]]) -> Path:
        warehouse = tmp_path / "warehouse"
        for table in ("documents", "entries", "lines"):
            path = warehouse / "snapshots" / "r1" / table / "part.parquet"
            path.parent.mkdir(parents=True)
            pq.write_table(pa.Table.from_pylist(tables.get(table, []), schema=TABLES[table]), path)
            (warehouse / table).symlink_to(f"current/{table}")
        (warehouse / "current").symlink_to("snapshots/r1")
        return warehouse

    return write


@pytest.fixture
def shown(publish: Any, capsys: pytest.CaptureFixture[str]) -> str:
    """The showcase of a liveblog and two articles."""
    warehouse = publish(
        documents=[
            document("0a0a0a0a0a", title="Rat [bold]streitet[/bold]\nüber den Radweg"),
            document("1b1b1b1b1b", title=None, removed_share=0.0),
            document("feedbeef01", kind="liveblog", entry_count=8, title="Hochwasser"),
        ],
        entries=[
            entry(1, published_precision="day", boundary="inferred"),
            entry(2, headline=None),
            entry(3, published_at=None, published_precision=None),
            entry(4, published_at=None, published_precision=None, clock="23:36"),
            *map(entry, range(5, 9)),
        ],
        lines=[
            line(1, "Anzeige", "boilerplate", rule="languages/de/ad-marker"),
            line(2, "Teilen", "boilerplate", rule="languages/de/share-row"),
            line(3, "Werbung", "boilerplate", rule="languages/de/ad-marker"),
            line(
                4, "Am Fluss steht die BrÃ¼cke", text="Am Fluss steht die Brücke", edits=["encoding/mojibake"]
            ),
            line(5, " Die Fähre ", text="Die Fähre", edits=["encoding/outer-blank"]),
        ],
    )
    (warehouse / "reports" / "r1").mkdir(parents=True)
    (warehouse / "reports" / "r1" / "index.html").touch()
    assert main([str(warehouse)]) == 0
    return capsys.readouterr().out


class TestShowcase:
    """Compact, true, and readable without a terminal."""

    def test_it_fits_a_hundred_columns_without_colour(self, shown: str) -> None:
        """A log file or a pipe gets no control sequences; paths may be longer."""
        assert "\x1b" not in shown
        assert max(len(row) for row in shown.splitlines() if "/" not in row) <= 100
        assert len(shown.splitlines()) < 60

    def test_each_document_has_a_row(self, shown: str) -> None:
        """Untitled ones show their source; markup and line breaks in titles are text."""
        assert re.search(r"0a0a0a0a +article +de +Rat \[bold\]streitet\[/bold\] über den Radweg +25%", shown)
        assert re.search(r"1b1b1b1b +article +de +\(1b1b1b1b1b.txt\) +–", shown)
        assert re.search(r"feedbeef +liveblog +de +Hochwasser +8 +25%", shown)

    def test_entries_have_their_times_as_the_page_has(self, shown: str) -> None:
        """Local time; a day or a clock where only that is known; none where none is."""
        assert "Liveblog feedbeef, 8 entries" in shown
        assert re.search(r"2026-07-02 +inferred +Pegel bei 1 Metern", shown)
        assert re.search(r"2026-07-02 08:02 +marked +Das Wasser steigt\.", shown)
        assert re.search(r"– +marked +Pegel bei 3 Metern", shown)
        assert re.search(r"\n\W*23:36 +marked +Pegel bei 4 Metern", shown)
        assert "… and 2 more entries" in shown

    def test_rules_that_took_most_come_first(self, shown: str) -> None:
        """With a line each."""
        assert re.search(r"2 +languages/de/ad-marker +Anzeige\s+1 +languages/de/share-row +Teilen", shown)

    def test_repairs_show_what_changed(self, shown: str) -> None:
        """Blanks that went are no sight."""
        assert re.search(r"encoding/mojibake +…eht die BrÃ¼cke +…eht die Brücke", shown)
        assert "outer-blank" not in shown

    def test_the_query_works_as_it_is_printed(self, shown: str) -> None:
        """Copied into a shell, with what `make` installed."""
        command = re.search(r"^  (\S*python\S* -c \".*?\")$", shown, re.DOTALL | re.MULTILINE)
        assert command is not None, shown
        ran = subprocess.run(command[1], shell=True, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S602
        assert "languages/de/ad-marker" in ran.stdout

    def test_the_report_is_named(self, shown: str) -> None:
        """The newest."""
        assert "reports/r1/index.html" in shown.replace("\n", "")

    def test_articles_alone_have_no_entries_to_show(
        self, publish: Any, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Nor rules or repairs, where there was nothing to do."""
        assert main([str(publish(documents=[document("0a0a0a0a0a")]))]) == 0
        shown = capsys.readouterr().out
        assert "Cleaned documents" in shown
        assert "Liveblog" not in shown
        assert "Taken away" not in shown
        assert "Repaired" not in shown

    def test_no_warehouse_is_said_plainly(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """And what makes one."""
        assert main([str(tmp_path / "nowhere")]) == 2
        assert "nowhere holds nothing published; `reinschrift clean` makes" in capsys.readouterr().out
