"""Dots that end sentences: some authors let theirs trail off, and nobody cut them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from transforms.shape.kinds import PARAGRAPH, TEXT, TRUNCATED, Look
from transforms.shape.units import Unit

_FEWEST = 2  # such lines, one below the other with nothing but text between them
_EVIDENCE = 2.0


def mark_pauses(units: Sequence[Unit]) -> None:
    """Lines that trail off amid text, with no headlines between, are text; what a page cuts is a teaser's or its last.

    The dots below the last whole sentence stay doubtful: there a page may have cut its text, or show others'.
    """
    for run in _runs(units):
        whole = [place for place, unit in enumerate(run) if unit.look.kind is not TRUNCATED]
        trailing = [unit for unit in run[: max(whole, default=0)] if unit.look.kind is TRUNCATED]
        if len(trailing) >= _FEWEST:
            for unit in trailing:
                unit.look = Look(PARAGRAPH, _EVIDENCE)


def _runs(units: Sequence[Unit]) -> Iterator[list[Unit]]:
    run: list[Unit] = []
    for unit in units:
        if (
            unit.open
            and unit.verdict is None
            and not unit.rule
            and (unit.look.kind in TEXT or unit.look.kind is TRUNCATED)
        ):
            run.append(unit)
        elif run:
            yield run
            run = []
    yield run
