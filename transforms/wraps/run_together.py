"""Lines that a PDF reader has run together: where a line ended in a hyphen, the next one was put behind it.

The reader takes the hyphen away and leaves no break, so that some lines of a column are two or three times as long as
the others. Nothing has to be undone there; but how full such a line is, only its last part tells.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from transforms.wraps.rows import Row, adjacent
from transforms.wraps.width import NARROWEST

_FEWEST = 10  # lines that go on, by which the width of the others is known,
_NEAR, _EVEN = 0.2, 0.5  # where so many of them differ by no more of it
_LONGER = 1.4  # times that width: no line set in type is so much longer
_MOST = 6  # lines that were run together
_LEAST = 0.3  # of the width: a shorter line says nothing of it


def shorten(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows with those run together as long as their last part; one that ends no sentence was full.

    Spares a page on which most lines are so long, which are paragraphs, and one whose lines have no width in
    common: menus have entries that begin in lower case, too.
    """
    pairs = adjacent(rows, 0)
    lengths = [a.length for a, b in pairs if b.continues and not a.stops]
    if len(lengths) < _FEWEST:
        return rows
    width = round(median(lengths))
    lengths = [length for length in lengths if length <= _LONGER * width]
    near = sum(abs(length - width) <= _NEAR * width for length in lengths)
    if width < NARROWEST or near < _EVEN * len(lengths):
        return rows
    long = {id(row) for row in rows if row.length > _LONGER * width}
    if not long or 2 * len(long) > len(rows):
        return rows
    return [_shortened(row, width) if id(row) in long else row for row in rows]


def _shortened(row: Row, width: int) -> Row:
    """The row with the length of its last part, or as it is where it is too long to be a few lines."""
    rest = row.length % width
    if row.length > _MOST * width:
        return row
    twin = row.twin()
    twin.length = width if not row.stops or rest < _LEAST * width else rest
    return twin
