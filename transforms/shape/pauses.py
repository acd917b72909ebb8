"""Dots that end sentences: some authors let theirs trail off, and a paywall cuts a text that is the page's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from transforms.shape.kinds import PARAGRAPH, TEXT, TRUNCATED, Look
from transforms.shape.units import Unit

_FEWEST = 2  # such lines, one below the other with nothing but text between them
_EVIDENCE = 2.0
_CUT = 100  # characters of a paragraph that a paywall cuts; its own offer is shorter
_CUTS = frozenset({"paywall", "subscription"})


def mark_pauses(units: Sequence[Unit]) -> None:
    """A text that breaks off right above a paywall is the page's, and so are sentences that trail off amid text.

    Spares dots below the last whole sentence or between headlines: there a page shows the beginnings of others.
    """
    for unit, below in pairwise(units):
        if unit.open and unit.look.kind is TRUNCATED and below.rule_name in _CUTS and len(unit.text) >= _CUT:
            unit.look = Look(PARAGRAPH, _EVIDENCE)
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
