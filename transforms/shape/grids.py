"""Tables that came cell by cell: a head of labels, and rows of as many cells below it, one cell a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from transforms.digits import has_digit
from transforms.shape.kinds import ITEM, NUMBERS, SENTENCE, Look
from transforms.shape.units import SHORT, Unit, runs_of

_FEWEST_ROWS = 3  # below the head
_COLUMNS = range(2, 9)
_FEWEST_CELLS = 2 * (1 + _FEWEST_ROWS)
_LONGEST = 60  # characters of a cell,
_LONGEST_LABEL = 28  # and of one in the head
_LENGTH = re.compile(r"\d{1,2}:\d\d")  # of a video
_CELL_KINDS = SHORT | {NUMBERS, SENTENCE, ITEM}
_NUMBER = re.compile(r"[+–−-]?[€$£]?\d")
_CHANGE = re.compile(r"[+–−-]\d")  # how a share or an index has changed
_COUNT = re.compile(r"#?(\d{1,2})\.?")
_CELL = Look(ITEM, 1.0)


def mark_grids(units: Sequence[Unit]) -> None:
    """A head of labels and three rows or more below it, whose columns are words or numbers throughout, are a table.

    Spares calendars and charts, whose numbers only count up, prices of shares, and what stands above all text.
    """
    told = next((place for place, unit in enumerate(units) if unit.is_text), len(units))
    for run in runs_of(units, _may_be_cell, _FEWEST_CELLS):
        if run.start > told:
            texts = [units[place].text for place in run]
            for place in _find_grid(texts):
                units[run.start + place].look = _CELL


def _may_be_cell(unit: Unit) -> bool:
    kind, evidence = unit.look
    return kind in _CELL_KINDS and len(unit.text) <= _LONGEST and (evidence <= 0 or kind is SENTENCE)


def _find_grid(texts: Sequence[str]) -> range:
    """The cells of the longest table among a run's lines, its head among them."""
    numbers = [_NUMBER.match(text) is not None for text in texts]
    labels = [len(text) <= _LONGEST_LABEL and not has_digit(text) for text in texts]
    best = range(0)
    for columns in _COLUMNS:
        for start in range(len(texts) - columns * (1 + _FEWEST_ROWS) + 1):
            first = start + columns  # cell of the first row
            if not any(numbers[first : first + columns]) or not all(labels[start:first]):
                continue
            end = first + columns
            while (
                end + columns <= len(texts)
                and numbers[end : end + columns] == numbers[first : first + columns]
            ):
                end += columns
            if (
                end - first >= _FEWEST_ROWS * columns
                and end - start > len(best)
                and _tells(texts[first:end], numbers[first : first + columns])
            ):
                best = range(start, end)
    return best


def _tells(cells: Sequence[str], numbers: Sequence[bool]) -> bool:
    """Whether a column has numbers that don't count the rows; none may be changes of prices, or lengths of videos."""
    columns = [cells[place :: len(numbers)] for place, numbered in enumerate(numbers) if numbered]
    return any(not _counts(column) for column in columns) and not any(
        all(_CHANGE.match(cell) or _LENGTH.fullmatch(cell) for cell in column) for column in columns
    )


def _counts(column: Sequence[str]) -> bool:
    """Whether each number is more than the one above by the same: places in a chart, days one below the other."""
    found = [_COUNT.fullmatch(cell) for cell in column]
    values = [int(number[1]) for number in found if number is not None]
    if len(values) < len(column):
        return False
    step = values[1] - values[0]
    return step > 0 and all(below - above == step for above, below in pairwise(values))
