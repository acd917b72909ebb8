"""The bar that a run shows: documents, megabytes, time left, quarantine. Logs scroll above it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from flows.results import BatchResult

_COLUMNS = (
    SpinnerColumn(),
    TextColumn("[bold]{task.description}"),
    BarColumn(bar_width=24),
    TextColumn("{task.percentage:>3.0f} %"),
    TextColumn("{task.fields[documents]:,} documents"),
    TextColumn("{task.fields[megabytes]:,.1f} MB"),
    TextColumn("[yellow]{task.fields[held]:,} quarantined"),
    TimeElapsedColumn(),
    TextColumn("left"),
    TimeRemainingColumn(),
)


class RunProgress:
    """Counts batches in; shows a bar where there is a terminal, and nothing where there is none."""

    def __init__(self, total_bytes: int, bar: Progress | None = None) -> None:
        self.total_bytes = total_bytes
        self.documents = self.held = self.bytes = self._surveyed = 0
        self._bar = bar
        self._task = (
            bar.add_task("cleaning", total=max(total_bytes, 1), documents=0, megabytes=0.0, held=0)
            if bar
            else None
        )

    def add(self, result: BatchResult) -> None:
        """Count a finished batch."""
        self.documents += result.inputs
        self.held += result.quarantined + result.unreadable
        self.bytes += result.disk_bytes
        self._show(completed=self.bytes)

    def look_ahead(self, disk_bytes: int) -> None:
        """Count what was surveyed; cleaning begins anew."""
        self._surveyed += disk_bytes
        self._show(completed=self._surveyed)

    def stage(self, name: str) -> None:
        """Say what the run is doing now."""
        self._show(description=name)

    def finish(self) -> None:
        """Fill the bar: what compressed sources hold is only known once they are read."""
        self._show(completed=max(self.total_bytes, 1), description="published")

    def _show(self, **changes: object) -> None:
        if self._bar is not None and self._task is not None:
            fields = {
                "documents": self.documents,
                "megabytes": self.bytes / 1e6,
                "held": self.held,
                **changes,
            }
            self._bar.update(self._task, **fields)  # type: ignore[arg-type]


@contextmanager
def show_progress(total_bytes: int, console: Console | None = None) -> Iterator[RunProgress]:
    """A progress bar on ``console`` while the block runs, if that is a terminal."""
    console = console or Console(stderr=True)
    if not console.is_terminal:
        yield RunProgress(total_bytes)
        return
    with Progress(*_COLUMNS, console=console) as bar, _logs_above(console):
        yield RunProgress(total_bytes, bar)


@contextmanager
def _logs_above(console: Console) -> Iterator[None]:
    """Hand the bar's console to every Prefect handler: two consoles would draw over each other."""
    from prefect.logging.handlers import PrefectConsoleHandler

    loggers = [logging.getLogger(name) for name in logging.root.manager.loggerDict] + [logging.root]
    handlers = [h for logger in loggers for h in logger.handlers if isinstance(h, PrefectConsoleHandler)]
    before = [handler.console for handler in handlers]
    for handler in handlers:
        handler.console = console
    try:
        yield
    finally:
        for handler, own in zip(handlers, before, strict=True):
            handler.console = own
