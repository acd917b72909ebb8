"""The points of a summary between a page's lead and its text, which no line announces."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.document import BOILERPLATE, LEAD
from transforms.shape.kinds import CAPTION, CREDIT, ITEM, NUMBERS, TEXT, Look
from transforms.shape.units import SHORT, Unit

_FEWEST, _MOST = 2, 6  # points
_POINT = 1.0  # evidence of one
_WORDS = 2  # that each point has more than, where a heading follows


def mark_summary(units: Sequence[Unit]) -> None:
    """Points right below the lead, or its picture, and above a paragraph sum up the text; links stand below it."""
    for place, unit in enumerate(units):
        if unit.role is LEAD:
            start = place + 1
            while start < len(units) and _is_picture(units[start]):
                start += 1
            run = _items(units, start)
            after = units[start + len(run) : start + 1 + len(run)]
            if _FEWEST <= len(run) <= _MOST and after and _may_follow(after[0], run):
                for point in run:
                    point.look = Look(ITEM, max(point.look.evidence, _POINT))


def _may_follow(below: Unit, points: Sequence[Unit]) -> bool:
    """Whether a text stands below the points, or a heading where each has words enough to be none of a menu."""
    if not below.open:
        return False
    worded = all(point.text.count(" ") > _WORDS for point in points)
    return below.look.kind in TEXT or (worded and below.look.kind in SHORT)


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
