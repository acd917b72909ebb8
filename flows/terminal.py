"""A run in the terminal: the flow, then a closing table that says what became of every input."""

from __future__ import annotations

import sys
from typing import cast

from rich.console import Console
from rich.table import Table
from rich.text import Text

from flows.options import RunOptions
from flows.report import RunSummary
from flows.sources import SourceError, find_sources
from transforms.rulebook import Rulebook

PUBLISHED, STOPPED, UNUSABLE = 0, 1, 2


def clean_and_show(options: RunOptions) -> int:
    """Run the flow and print what came of it; returns the exit code."""
    errors = Console(stderr=True)
    check_before_start(options)
    if errors.is_terminal:
        errors.print("[dim]Starting Prefect's embedded server: about ten seconds …[/]")
    from flows.clean import AUDIT_STOPPED, clean_documents
    from flows.clean import UNUSABLE as UNUSABLE_STATE

    state = clean_documents(**options.parameters(), return_state=True)
    if state.is_completed():
        Console().print(closing_table(cast(RunSummary, state.result())))
        return PUBLISHED
    if state.name == AUDIT_STOPPED:
        errors.print(
            Text("Nothing was published; the warehouse is as it was. ", style="bold red").append(
                state.message or "", style="not bold"
            )
        )
        return STOPPED
    if state.name == UNUSABLE_STATE:
        errors.print(Text(f"reinschrift: {state.message}", style="red"), soft_wrap=True)
        return UNUSABLE
    state.result()  # a defect: raises what went wrong, traceback and all
    return sys.maxsize


def check_before_start(options: RunOptions) -> None:
    """Say at once what would end the run before it began: Prefect takes seconds to start.

    Raises `flows.sources.SourceError` where there is nothing to read, `transforms.rulebook.RuleError` for bad rules.
    """
    Rulebook.load(*options.rules)
    found = find_sources(options.sources, options.warehouse)
    if not found.collections:
        raise SourceError("; ".join(str(error) for error in found.errors))


def closing_table(summary: RunSummary) -> Table:
    """What became of every input, in a table."""
    table = Table(
        title=f"Run {summary.run_id}", title_justify="left", show_header=False, box=None, padding=(0, 2)
    )
    table.add_column(justify="right", style="bold")
    table.add_column()
    table.add_row(f"{summary.inputs:,}", f"inputs, {summary.megabytes:.1f} MB")
    for name, style, meaning in (
        (
            "published",
            "green",
            f"published with {summary.entries:,} liveblog entries and {summary.lines:,} source lines",
        ),
        ("quarantined", "yellow", "quarantined: see the report, or the quarantine table"),
        ("unchanged", "dim", "unchanged since they were published"),
        ("unreadable", "red", "unreadable: see the report, or the quarantine table"),
    ):
        count = getattr(summary, name)
        table.add_row(
            Text(f"{count:,}", style=style if count else "dim"), Text(meaning, style="" if count else "dim")
        )
    seconds = (summary.finished_at - summary.started_at).total_seconds()
    table.add_row(f"{seconds:.1f} s", "")
    table.add_row("", f"tables   {summary.warehouse}/documents/*.parquet, entries, lines, quarantine, runs")
    table.add_row("", f"report   {summary.warehouse}/reports/{summary.run_id}/index.html")
    return table
