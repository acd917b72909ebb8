"""Lists that begin small, with their bullets or without, and what stands below "Pro" and "Contra"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from transforms.bullets import BULLETS
from transforms.shape.kinds import BALANCE, HEADLINE, ITEM, TEXT, Look
from transforms.shape.units import SHORT, Unit, runs_of

_FEWEST = 2  # items that begin small, one below the other
_BALANCED = 2  # headings of a balance: what speaks for something, and what against it
_LONGEST = 160  # characters of an item
_LEAST_WORDS = 2  # of most items; menus in lower case have one
_ITEM = Look(ITEM, 1.0)
_FEWEST_POINTS = 2  # items with a bullet that begin small
_POINT = re.compile(rf"[{BULLETS}–-]\s+(\w)")
_HEADS = Look(HEADLINE, 0.5)  # the evidence of a balance's heading


def mark_small_items(units: Sequence[Unit]) -> None:
    """Short lines that begin small, right below a text or its heading, are items: no headline or button does.

    Those among them that begin with a capital are items, too, but not the last ones: one may head what follows.
    """
    for run, above in _runs(units):
        small = _small(run)
        worded = [unit for unit in small if unit.text.count(" ") + 1 >= _LEAST_WORDS]
        if (
            len(small) >= _FEWEST
            and 2 * len(small) >= len(run)
            and 2 * len(worded) > len(small)
            and _may_introduce(above)
        ):
            for unit in run:
                unit.look = _ITEM


def _small(run: Sequence[Unit]) -> list[Unit]:
    """Those that begin small: no site's address, and none that says again what the one above says."""
    texts = ["", *(unit.text for unit in run)]
    return [
        unit
        for above, unit in zip(texts, run, strict=False)
        if unit.text[0].islower() and "." not in unit.text.split(None, 1)[0][:-1] and unit.text != above
    ]


def mark_small_points(units: Sequence[Unit]) -> None:
    """Items of which a third begins small, or most with a number, below a text or its heading are its list.

    Links begin large.
    """
    for places in runs_of(units, _is_point, _FEWEST_POINTS):
        run = [units[place] for place in places]
        first = [start[1] for point in run if (start := _POINT.match(point.text))]
        small, counted = sum(map(str.islower, first)), sum(map(str.isdecimal, first))
        told = 3 * small >= len(run) or 2 * (small + counted) > len(run)
        if told and places[0] and _may_introduce(units[places[0] - 1]):
            for point in run:
                point.look = Look(ITEM, max(point.look.evidence, _ITEM.evidence))


def _is_point(unit: Unit) -> bool:
    return unit.look.kind is ITEM and _POINT.match(unit.text) is not None


def mark_balance(units: Sequence[Unit]) -> None:
    """What stands below the headings of a balance, "Pro" and "Contra", as many lines as below the first of them."""
    heads = [place for place, unit in enumerate(units) if unit.undecided and unit.look is BALANCE]
    if len(heads) < _BALANCED:
        return
    most = heads[1] - heads[0] - 1
    for head, end in zip(heads, [*heads[1:], len(units)], strict=True):
        items = list(takewhile(_may_be_item, units[head + 1 : min(end, head + 2 + most)]))
        if items:
            units[head].look = _HEADS
        for unit in items:
            unit.look = _ITEM


def _runs(units: Sequence[Unit]) -> Iterator[tuple[Sequence[Unit], Unit]]:
    """Short lines from one that begins small to the last that does, each run with the line above it."""
    for places in runs_of(units, _may_be_item):
        small = [place for place in places if units[place].text[0].islower()]
        if small and small[0]:
            yield units[small[0] : small[-1] + 1], units[small[0] - 1]


def _may_introduce(above: Unit) -> bool:
    """Whether a line may stand above a list of the text: a text that is whole, or a heading."""
    if not above.undecided and not above.is_text:
        return False
    return above.look.kind in TEXT or (above.look.kind in SHORT and not above.text[0].islower())


def _may_be_item(unit: Unit) -> bool:
    look = unit.look
    return unit.undecided and look.kind in SHORT and look.evidence < 0 and len(unit.text) <= _LONGEST
