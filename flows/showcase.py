"""What `make demo` shows at its end: a warehouse in the terminal.

``python -m flows.showcase WAREHOUSE`` reads the published tables with pyarrow alone, as any reader may.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow.compute as pc
import pyarrow.dataset as ds
from rich import box
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from flows.report import newest_report
from flows.warehouse import table_files

WIDTH = 100  # columns, also where there is no terminal
DOCUMENTS, ENTRIES, RULES, REPAIRS = 24, 6, 7, 4  # rows shown of each
ID_CHARS = 8  # enough of an id for `reinschrift restore`
CLOCK = ZoneInfo("Europe/Berlin")  # in which the sample pages print their times

QUERY = """{python} -c "import duckdb; print(duckdb.sql(\'\'\'
      select rule, count(*) as lines, any_value(raw) as example
      from '{warehouse}/lines/*.parquet' where role = 'boilerplate'
      group by all order by lines desc limit 10\'\'\'))\""""

Row = dict[str, Any]


def main(arguments: Sequence[str]) -> int:
    """Print the showcase of a warehouse; 2 where there is none."""
    warehouse = Path(arguments[0] if arguments else "warehouse")
    terminal = Console()
    width = min(terminal.width, WIDTH) if terminal.is_terminal else WIDTH
    console = Console(width=width, highlight=False)
    if not table_files(warehouse, "documents"):
        console.print(
            Text(f"{warehouse} holds nothing published; `reinschrift clean` makes a warehouse"),
            soft_wrap=True,
        )
        return 2
    for part in show_warehouse(warehouse):
        console.print()
        console.print(part)
    return 0


def show_warehouse(warehouse: Path) -> Iterator[RenderableType]:
    """The parts of the showcase, in order; those of which the warehouse has nothing fall out."""
    columns = ["document_id", "kind", "language", "title", "source_id", "entry_count", "removed_share"]
    documents = read_rows(warehouse, "documents", columns)
    yield show_documents(documents)
    if any(row["entry_count"] for row in documents):
        liveblog = max(documents, key=lambda row: (row["entry_count"], row["document_id"]))
        yield show_entries(liveblog, read_entries(warehouse, liveblog["document_id"]))
    if removed := read_removed(warehouse):
        yield show_removed(removed)
    if repaired := read_repairs(warehouse):
        yield show_repairs(repaired)
    yield show_what_next(warehouse, documents[0]["document_id"])


def read_rows(
    warehouse: Path, table: str, columns: list[str], where: ds.Expression | None = None
) -> list[Row]:
    """Rows of a published table, by source."""
    rows: list[Row] = _dataset(warehouse, table).to_table(columns=columns, filter=where).to_pylist()
    return sorted(rows, key=lambda row: (row.get("source_id", ""), row["document_id"]))


def read_entries(warehouse: Path, document_id: str) -> list[Row]:
    """The first entries of a liveblog, and how many lie behind them, in order."""
    columns = [
        "document_id",
        "position",
        "published_at",
        "published_precision",
        "clock",
        "boundary",
        "headline",
        "text",
    ]
    rows = read_rows(warehouse, "entries", columns, pc.field("document_id") == document_id)
    return sorted(rows, key=lambda row: int(row["position"]))


def read_removed(warehouse: Path) -> list[Row]:
    """The rules that took most boilerplate lines, with a line to look at, most first."""
    lines = _dataset(warehouse, "lines").to_table(
        columns=["rule", "raw"], filter=pc.field("role") == "boilerplate"
    )
    tallies = (
        lines.group_by("rule", use_threads=False).aggregate([("raw", "count"), ("raw", "first")]).to_pylist()
    )
    return sorted(tallies, key=lambda row: (-row["raw_count"], row["rule"]))


def read_repairs(warehouse: Path) -> list[Row]:
    """Kept lines that read otherwise than they came, one for each kind of repair."""
    scanned = _dataset(warehouse, "lines").to_batches(
        columns=["raw", "text", "edits"],
        filter=pc.field("kept") & (pc.list_value_length(pc.field("edits")) > 0),
    )
    found: dict[str, Row] = {}
    for batch in scanned:
        for row in batch.to_pylist():
            visible = [rule for rule in row["edits"] if not rule.endswith("blank")]
            if visible and row["raw"].split() != row["text"].split():
                found.setdefault(visible[0], row | {"rule": visible[0]})
        if len(found) >= REPAIRS:
            break
    return list(found.values())[:REPAIRS]


def _dataset(warehouse: Path, table: str) -> ds.Dataset:
    return ds.dataset([str(path) for path in table_files(warehouse, table)], format="parquet")


def show_documents(documents: Sequence[Row]) -> RenderableType:
    """A row for each of the first documents."""
    table = _table("Cleaned documents")
    table.add_column("id", style="dim", no_wrap=True)
    table.add_column("kind", no_wrap=True)
    table.add_column("lang", no_wrap=True)
    table.add_column("title", ratio=1, no_wrap=True, overflow="ellipsis")
    table.add_column("entries", justify="right", no_wrap=True)
    table.add_column("removed", justify="right", no_wrap=True)
    for row in documents[:DOCUMENTS]:
        table.add_row(
            row["document_id"][:ID_CHARS],
            Text(row["kind"], style="cyan" if row["kind"] == "liveblog" else ""),
            row["language"],
            _plain(row["title"]) if row["title"] else Text(f"({row['source_id']})", style="dim"),
            str(row["entry_count"] or ""),
            f"{row['removed_share']:.0%}" if row["removed_share"] else Text("–", style="dim"),
        )
    return _with_rest(table, len(documents) - DOCUMENTS, "documents")


def show_entries(liveblog: Row, entries: Sequence[Row]) -> RenderableType:
    """The first entries of one liveblog: when, and what about."""
    table = _table(f"Liveblog {liveblog['document_id'][:ID_CHARS]}, {len(entries)} entries")
    table.add_column("time", no_wrap=True, style="cyan")
    table.add_column("boundary", no_wrap=True, style="dim")
    table.add_column("headline, or how it begins", ratio=1, no_wrap=True, overflow="ellipsis")
    for row in entries[:ENTRIES]:
        table.add_row(_time(row), row["boundary"], _plain(row["headline"] or row["text"] or ""))
    return _with_rest(table, len(entries) - ENTRIES, "entries")


def show_removed(tallies: Sequence[Row]) -> RenderableType:
    """The rules that took most, each with one of its lines."""
    table = _table("Taken away, and by which rule")
    table.add_column("lines", justify="right", no_wrap=True)
    table.add_column("rule", no_wrap=True, style="magenta")
    table.add_column("for example", ratio=1, no_wrap=True, overflow="ellipsis", style="dim")
    for row in tallies[:RULES]:
        table.add_row(f"{row['raw_count']:,}", row["rule"], _plain(row["raw_first"]))
    return _with_rest(table, len(tallies) - RULES, "rules")


def show_repairs(lines: Sequence[Row]) -> RenderableType:
    """Lines before and after, around the first letter that differs."""
    table = _table("Repaired within the line")
    table.add_column("rule", no_wrap=True, style="magenta")
    table.add_column("as it came", ratio=1, no_wrap=True, overflow="ellipsis", style="red")
    table.add_column("as it reads", ratio=1, no_wrap=True, overflow="ellipsis", style="green")
    for row in lines:
        table.add_row(row["rule"], *map(_plain, cut_to_difference(row["raw"], row["text"])))
    return table


def cut_to_difference(before: str, after: str, lead: int = 10) -> tuple[str, str]:
    """Both texts from shortly before they begin to differ.

    >>> cut_to_difference("Am Fluss wird die neue BrÃ¼cke gebaut", "Am Fluss wird die neue Brücke gebaut")
    ('…ie neue BrÃ¼cke gebaut', '…ie neue Brücke gebaut')
    >>> cut_to_difference("die Ver-", "die Ver")
    ('die Ver-', 'die Ver')
    """
    pairs = enumerate(zip(before, after, strict=False))
    start = (
        next((place for place, (one, other) in pairs if one != other), min(len(before), len(after))) - lead
    )
    return (before, after) if start <= 0 else ("…" + before[start:], "…" + after[start:])


def show_what_next(warehouse: Path, document_id: str) -> RenderableType:
    """What to type next: each command works as it stands."""
    python = _near(Path(sys.executable))
    lines = Text()
    for label, command in (
        ("Ask it anything, in SQL", QUERY.format(python=python, warehouse=warehouse)),
        (
            "Get a source back, byte for byte",
            f"{python.parent / 'reinschrift'} restore {document_id[:ID_CHARS]} --warehouse {warehouse}",
        ),
        ("Read the data-quality report", str(newest_report(warehouse) or "none was written")),
    ):
        lines.append(f"{label}\n", style="bold").append(f"  {command}\n")
    lines.rstrip()
    return lines


def _near(path: Path) -> Path:
    """The path as it is typed here: relative where it lies below the working directory."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _table(title: str) -> Table:
    return Table(
        title=title,
        title_justify="left",
        title_style="bold",
        box=box.SIMPLE_HEAD,
        show_edge=False,
        padding=(0, 1),
        expand=True,
    )


def _with_rest(table: Table, more: int, what: str) -> RenderableType:
    if more <= 0:
        return table
    return Group(table, Text(f"  … and {more:,} more {what}", style="dim"))


def _plain(text: str) -> Text:
    """Text of a document as one line: it may hold markup, line breaks and control characters."""
    return Text("".join(letter if letter.isprintable() else " " for letter in " ".join(text.split())))


def _time(entry: Row) -> str:
    time = entry["published_at"]
    if time is None:
        return entry["clock"] or "–"
    day = "%Y-%m-%d" if entry["published_precision"] == "day" else "%Y-%m-%d %H:%M"
    return f"{time.astimezone(CLOCK):{day}}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
