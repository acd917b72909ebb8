"""The figures in the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.table import Table

from tests.benchmarks.figures import FIXED_AUDIT, Row, Target
from tests.benchmarks.scaling import Step
from tests.benchmarks.startup import Startup


def contest_table(rows: Iterable[Row], title: str) -> Table:
    """Contenders side by side, start-up apart."""
    table = _table(
        title, "", "MB/s CPU", "MB/s wall", "µs/document", "start-up CPU s", "wall s", "tree MB", "main MB", "worker MB",
        "× naive", "× datatrove",
    )  # fmt: skip
    for row in rows:
        times = ("" if times is None else f"{times:.2f}" for times in (row.times_naive, row.times_datatrove))
        numbers = (f"{number:,.2f}" for number in (row.cpu_rate, row.wall_rate))
        seconds = (f"{number:.1f}" for number in (row.startup_cpu, row.startup_wall))
        sizes = (
            f"{number:,.0f}" for number in (row.tree_megabytes, row.main_megabytes, row.worker_megabytes)
        )
        table.add_row(row.name, *numbers, f"{row.microseconds:,.0f}", *seconds, *sizes, *times)
    return table


def stage_table(name: str, shares: dict[str, tuple[float, float]]) -> Table:
    """One contender's CPU by stage."""
    table = _table(f"{name}: CPU by stage", "", "seconds", "share")
    for stage, (seconds, share) in shares.items():
        table.add_row(stage, f"{seconds:.3f}", "start-up" if stage == FIXED_AUDIT else f"{share:.1%}")
    return table


def target_table(targets: Iterable[Target]) -> Table:
    """What was to be reached, and what was."""
    table = _table("Targets", "", "at least", "reached", "")
    for target in targets:
        if target.reached is not None:
            met = "met" if target.reached >= target.least else "missed"
            table.add_row(target.what, f"{target.least:g}", f"{target.reached:.2f}", met)
    return table


def scaling_table(steps: Sequence[Step]) -> Table:
    """Cost a document and memory against the smallest size with as many workers; tables against one worker's."""
    table = _table(
        "Scaling of the whole job", "documents", "workers", "µs CPU/document", "of smallest", "documents/s",
        "× one worker", "tree MB", "of smallest", "main MB", "worker MB", "tables",
    )  # fmt: skip
    for step in steps:
        first = next(other for other in steps if other.workers == step.workers)
        twin = next(other for other in steps if other.documents == step.documents)
        same = "identical" if step.tables == twin.tables else "differ"
        table.add_row(
            f"{step.documents:,}", str(step.workers), f"{step.microseconds:,.0f}",
            f"{step.microseconds / first.microseconds:.2f}", f"{step.documents / step.wall:,.0f}",
            f"{twin.wall / step.wall:.2f}", f"{step.tree_megabytes:,.0f}", f"{step.tree_megabytes / first.tree_megabytes:.2f}",
            f"{step.main_megabytes:,.0f}", f"{step.worker_megabytes:,.0f}", same if step.tables else "",
        )  # fmt: skip
    return table


def startup_table(startups: Iterable[Startup]) -> Table:
    """What doing nearly nothing takes."""
    table = _table("Start-up", "", "wall s", "CPU s")
    for startup in startups:
        table.add_row(startup.what, f"{startup.wall:.2f}", f"{startup.cpu:.2f}")
    return table


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left")
    for number, column in enumerate(columns):
        table.add_column(column, justify="right" if number else "left", no_wrap=True)
    return table
