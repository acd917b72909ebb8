"""The points of a summary between a page's lead and its text, which no line announces."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.document import BOILERPLATE, LEAD
from transforms.shape.kinds import CAPTION, CREDIT, ITEM, NUMBERS, TEXT, Look
from transforms.shape.units import Unit

_FEWEST, _MOST = 2, 6  # points
_POINT = 1.0  # evidence of one


def mark_summary(units: Sequence[Unit]) -> None:
    """Points right below the lead, or its picture, and above a paragraph sum up the text; links stand below it."""
    for place, unit in enumerate(units):
        if unit.role is LEAD:
            start = place + 1
            while start < len(units) and _is_picture(units[start]):
                start += 1
            run = _items(units, start)
            after = units[start + len(run) : start + 1 + len(run)]
            if _FEWEST <= len(run) <= _MOST and after and after[0].open and after[0].look.kind in TEXT:
                for point in run:
                    point.look = Look(ITEM, max(point.look.evidence, _POINT))


def _is_picture(unit: Unit) -> bool:
    """Whether a line is a picture's: its caption or credit, or how many there are."""
    return unit.look.kind in {CAPTION, CREDIT} or (unit.role is BOILERPLATE and unit.look.kind is NUMBERS)


def _items(units: Sequence[Unit], start: int) -> list[Unit]:
    run: list[Unit] = []
    for unit in units[start:]:
        if not (unit.open and not unit.rule and unit.look.kind is ITEM):
            break
        run.append(unit)
    return run
