"""A run in the terminal: the flow, then a closing table that says what became of every input."""

from __future__ import annotations

import logging
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from importlib import import_module
from pathlib import Path
from threading import Thread, current_thread, main_thread
from types import FrameType
from typing import cast
from urllib.error import HTTPError
from urllib.request import urlopen

from rich.console import Console
from rich.table import Table
from rich.text import Text

from expectations import engine
from flows.embedded_server import start_embedded_server
from flows.options import RunOptions, UsageError
from flows.printing import Printer
from flows.report import RunSummary
from flows.sources import SourceError, find_sources
from flows.warehouse import current_snapshot
from flows.warehouse.lock import locked
from transforms.rulebook import Rulebook

PUBLISHED, STOPPED, UNUSABLE, INTERRUPTED = 0, 1, 2, 130
STILL_PUBLISHED = "published still as before, though held back or unreadable now"
STYLES = {"published": "green", "quarantined": "yellow", "unchanged": "bold", "unreadable": "red"}


def clean_and_show(options: RunOptions) -> int:
    """Run the flow and print what came of it; returns the exit code.

    Raises `KeyboardInterrupt` where Ctrl-C came before anything was published.
    """
    errors = Console(stderr=True)
    check_before_start(options)
    if errors.is_terminal:
        errors.print("[dim]Starting Prefect: about ten seconds …[/]")
    before = current_snapshot(options.warehouse)
    with _noting_interrupts() as interrupts:
        try:
            return _run_and_show(options, errors)
        except BaseException as problem:
            if not interrupts and not isinstance(problem, KeyboardInterrupt):
                raise  # else it may be what Prefect made of an interrupt
    if current_snapshot(options.warehouse) == before:
        raise KeyboardInterrupt
    errors.print("Interrupted when the new snapshot was published already; the run's report may be missing.")
    return INTERRUPTED


def _run_and_show(options: RunOptions, errors: Console) -> int:
    server = start_embedded_server()
    from flows.clean import AUDIT_STOPPED, clean_documents
    from flows.clean import UNUSABLE as UNUSABLE_STATE

    Thread(target=_import_ahead, daemon=True).start()
    with server.serving() if server else nullcontext():
        state = clean_documents(**options.parameters(), return_state=True)
    if state.is_completed():
        summary = cast(RunSummary, state.result())
        console = Printer(highlight=False)
        console.print(closing_table(summary))
        _say_where(console, summary)
        return PUBLISHED
    if state.name == AUDIT_STOPPED:
        errors.print(
            Text("Stopped by the audit. ", style="bold red").append(state.message or "", style="not bold")
        )
        return STOPPED
    if state.name == UNUSABLE_STATE:
        errors.print(Text(f"reinschrift: {state.message}", style="red"), soft_wrap=True)
        return UNUSABLE
    state.result()  # a defect: raises what went wrong, traceback and all
    return sys.maxsize


@contextmanager
def _noting_interrupts() -> Iterator[list[int]]:
    """Note each Ctrl-C besides raising `KeyboardInterrupt`; the list is empty until one comes.

    From then on no library logs anything: what breaks off at an odd place is no news, and Prefect tells it at length.
    """
    came: list[int] = []
    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler or not _is_main_thread():
        yield came  # somebody else sees to it
        return

    def note(number: int, frame: FrameType | None) -> None:
        came.append(number)
        logging.disable()
        signal.default_int_handler(number, frame)

    signal.signal(signal.SIGINT, note)
    try:
        yield came
    finally:
        if signal.getsignal(signal.SIGINT) is note:
            signal.signal(signal.SIGINT, signal.default_int_handler)


def _is_main_thread() -> bool:
    return current_thread() is main_thread()


def _import_ahead() -> None:
    """Import what audit and report need: six seconds, which waiting for the server and the workers hides."""
    engine.load()
    for name in ("matplotlib.figure", "matplotlib.backends.backend_svg", "flows.report.page"):
        import_module(name)


def check_before_start(options: RunOptions) -> None:
    """Say at once what would end the run before it began: Prefect takes seconds to start.

    Raises `flows.sources.SourceError` where there is nothing to read, `transforms.rulebook.RuleError` for bad rules,
    `UsageError` where the configured Prefect server is not there, `flows.warehouse.WarehouseError` where the
    warehouse can't be written, or another run is writing.
    """
    Rulebook.load(*options.rules)
    found = find_sources(options.sources, options.warehouse)
    if not found.collections:
        raise SourceError("; ".join(str(error) for error in found.errors))
    _check_server(os.environ.get("PREFECT_API_URL", ""))
    with locked(Path(options.warehouse).resolve()):
        pass  # it can be written, and nobody else is at it


def _check_server(configured: str) -> None:
    if not configured:
        return
    try:
        urlopen(f"{configured.rstrip('/')}/health", timeout=10).close()  # noqa: S310 - the address is the user's own setting
    except HTTPError:
        return  # somebody answers; what Prefect needs of them is Prefect's to say
    except (OSError, ValueError):
        raise UsageError(f"PREFECT_API_URL names {configured}, but no Prefect server answers there") from None


def closing_table(summary: RunSummary) -> Table:
    """What became of every input, in a table."""
    table = Table(
        title=f"Run {summary.run_id}", title_justify="left", show_header=False, box=None, padding=(0, 2)
    )
    table.add_column(justify="right", style="bold")
    table.add_column()
    table.add_row(f"{summary.inputs:,}", f"inputs, {_size(summary.megabytes)} in {summary.seconds:.1f} s")
    meanings = {
        "published": f"published with {summary.entries:,} liveblog entries and {summary.lines:,} source lines",
        "quarantined": "quarantined: the report says why",
        "unchanged": "unchanged since they were published",
        "unreadable": "unreadable: the report says why",
    }
    for name, meaning in meanings.items():
        count = getattr(summary, name)
        style = STYLES[name] if count else "dim"
        table.add_row(Text(f"{count:,}", style=style), Text(meaning, style="" if count else "dim"))
    if summary.outdated:
        table.add_row(Text(f"{summary.outdated:,}", style="yellow"), Text(STILL_PUBLISHED))
    return table


def _size(megabytes: float) -> str:
    return f"{megabytes:,.1f} MB" if megabytes >= 1 else f"{megabytes * 1000:,.1f} kB"


def _say_where(console: Console, summary: RunSummary) -> None:
    """Where the tables and the report are, on lines that can be copied."""
    home = os.path.relpath(summary.warehouse)
    home = str(summary.warehouse) if home.startswith("..") else home
    console.print(f"    tables  {home}/documents/*.parquet, entries, lines, quarantine, runs", soft_wrap=True)
    console.print(f"    report  {home}/reports/{summary.run_id}/index.html", soft_wrap=True)
