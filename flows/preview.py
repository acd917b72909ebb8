"""A document in the terminal: every line with its role, coloured, and the rule beside it."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from flows.printing import Printer
from transforms.document import Document, Line, Role
from transforms.pipeline import clean
from transforms.rulebook import Rulebook

STYLES = {
    Role.TITLE: "bold magenta",
    Role.KICKER: "magenta",
    Role.LEAD: "bold",
    Role.HEADING: "bold cyan",
    Role.BODY: "",
    Role.TIMESTAMP: "green",
    Role.METADATA: "yellow",
    Role.BOILERPLATE: "red strike",
    Role.BLANK: "dim",
}
MOST_CHARS = 2000  # of a line; a terminal is no place for a megabyte


def show_preview(
    file: Path, rules: list[Path], timezone: str, record: str | None = None, console: Console | None = None
) -> None:
    """Clean one document and print it; nothing is written.

    Raises `flows.sources.SourceError` for a file that can't be read, `transforms.rulebook.RuleError` for bad rules.
    """
    from flows.sources.single import read_document

    document = clean(read_document(file, record, timezone=timezone), Rulebook.load(*rules))
    console = console or Printer(highlight=False)
    console.print(_head(document, file))
    console.print(_lines(document, console.width))
    console.print(_foot(document))


def _head(document: Document, file: Path) -> Panel:
    facts = Table.grid(padding=(0, 2))
    for name, value in _facts(document).items():
        facts.add_row(Text(name, style="dim"), Text(value))
    return Panel(facts, title=Text(str(file)), title_align="left", border_style="dim")


def _facts(document: Document) -> dict[str, str]:
    facts = {
        "kicker": document.kicker,
        "title": document.title,
        "kind": document.kind + (f", {len(document.entries)} entries" if document.entries else ""),
        "language": f"{document.language} ({document.language_score:.2f})",
        "published": _moment(document.published_at, document.timezone, document.published_precision),
        "updated": _moment(document.updated_at, document.timezone, "minute"),
        "authors": ", ".join(document.authors),
        "agency": document.agency,
        "encoding": document.encoding,
    }
    return {name: value for name, value in facts.items() if value}


def _moment(moment: datetime | None, timezone: str, precision: str | None) -> str:
    if moment is None:
        return ""
    form = {"year": "%Y", "month": "%Y-%m", "day": "%Y-%m-%d"}.get(precision or "minute", "%Y-%m-%d %H:%M %Z")
    return moment.astimezone(ZoneInfo(timezone)).strftime(form)


def _lines(document: Document, width: int) -> Table:
    table = Table(box=None, show_edge=False, pad_edge=False, padding=(0, 1), expand=True, header_style="dim")
    table.add_column("line", justify="right", style="dim")
    if document.entries:
        table.add_column("entry", justify="right", style="green")
    table.add_column("role", no_wrap=True)
    table.add_column("text", ratio=1, overflow="fold")
    rule_width = min(34, width // 3)  # in a narrow terminal, the text has the better right
    table.add_column("rule", style="dim", max_width=rule_width, overflow="ellipsis", no_wrap=True)
    for number, line in enumerate(document.lines, 1):
        entry = [str(line.entry or "")] if document.entries else []
        if line.role is not Role.BLANK:
            table.add_row(str(number), *entry, *_cells(line))
    return table


def _cells(line: Line) -> tuple[Text, Text, Text]:
    style = STYLES.get(line.role or Role.BODY, "")
    shown = line.text or line.raw.strip()
    shown = shown if len(shown) <= MOST_CHARS else f"{shown[:MOST_CHARS]} … ({len(shown):,} characters)"
    text = Text(shown, style=style)
    text.append({" ": " ↩", "": " ⌿"}.get(line.joint, "") if line.kept else "", style="dim")
    rule = Text(line.rule)
    if line.edits:
        rule.append(" ✎ " + ", ".join(line.edits), style="blue")
    return Text(str(line.role or "?"), style=style.replace(" strike", "")), text, rule


def _foot(document: Document) -> Text:
    counts = Counter(line.role for line in document.lines)
    foot = Text("\n")
    for role, style in STYLES.items():
        if counts[role]:
            foot.append(f"{counts[role]} {role}", style=style.replace(" strike", ""))
            foot.append("   ")
    foot.append("   ↩ runs on   ⌿ hyphen joined   ✎ text edited by", style="dim")
    return foot
