"""Lines as a proportional typeface sets them, in which an "m" takes three times the room of an "i".

Text that is read out of a page was broken where the line was full on paper. Counted in characters, such lines
seem to leave room for the next word; measured in type, they don't. The widths are the mean of two serif and two
sans-serif faces in wide use, in columns: an average letter of German text takes one.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy

from transforms.wraps.rows import LineWords, Row
from transforms.wraps.width import Width, measure

_OTHER = 1.2  # columns, of what is listed below at no width
_FULL = 0.95  # of the width: where less is left, the face was another, or none
_SLACK = 0.03  # of the width: so much faces differ from each other
_SAME_WIDTH = {
    0.6: " ijl.,:;'‚‘’/|",
    0.7: "ftI-!()[]",
    0.8: "r",
    0.95: 'J"„“”',
    1.0: "sš",
    1.1: "ceéaäzvxyk?–",
    1.3: "LßFPTS",
    1.45: "AÄBCEKRVXYZ",
    1.6: "DGHNOÖQUÜw&",
    1.85: "mM%…—",
    2.05: "W",
}


class _Widths(dict[str, float]):
    def __missing__(self, letter: str) -> float:
        return _OTHER


_WIDTHS = _Widths({letter: width for width, letters in _SAME_WIDTH.items() for letter in letters})


def columns_in_type(text: str) -> float:
    """The room that a text takes in proportional type.

    >>> columns_in_type("Illi") < 3 < 6 < columns_in_type("Mumm")
    True
    """
    return sum(map(_WIDTHS.__getitem__, text))


def measure_type(rows: Sequence[Row], width: Width, words: LineWords) -> tuple[Sequence[Row], Width]:
    """The rows and their width as measured in type, if that leaves less room in the lines that are full; else as given.

    Lines of a typewriter or a terminal are full to the column, and are left alone at once.
    """
    if width.word >= width.widest:
        return rows, width
    typed = [_typed(row) for row in rows]
    wide = measure(typed, words)
    if wide and wide.word >= max(_FULL, width.word / width.widest) * wide.widest:
        slack = round(_SLACK * wide.widest)
        return typed, wide._replace(word=wide.word - slack, piece=wide.piece - slack)
    return rows, width


def _typed(row: Row) -> Row:
    typed = copy(row)
    typed.length = round(row.length - len(row.text) + columns_in_type(row.text))
    typed.step = round(columns_in_type(f" {row.word}"))
    return typed
