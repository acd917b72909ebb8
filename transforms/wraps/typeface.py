"""Lines as a proportional typeface sets them, in which an "m" takes three times the room of an "i".

Text that is read out of a page was broken where the line was full on paper. Counted in characters, such lines
seem to leave room for the next word; measured in type, they don't. The widths are the mean of two serif and two
sans-serif faces in wide use, in columns: an average letter of German text takes one.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from transforms.wraps.rows import LineWords, Row, adjacent
from transforms.wraps.width import Width, measure

_FULL = 0.95  # of the width: where less is left, the face was another, or none
_SLACK = 0.03  # of the width: so much faces differ from each other
_EVEN, _NEAR = 0.97, 0.8  # of the width, of sampled lines
_SAMPLE = 24  # lines that go on, enough to tell type from a typewriter
_SAME_WIDTH = {
    0.6: " ijl.,:;'/|",
    0.7: "ftI-!()[]",
    0.8: "r",
    0.95: 'J"',
    1.0: "s",
    1.1: "ceéaäzvxyk?",  # "?" stands for whatever Latin-1 lacks, quotation marks and dashes first of all
    1.3: "LßFPTS",
    1.45: "AÄBCEKRVXYZ",
    1.6: "DGHNOÖQUÜw&",
    1.85: "mM%",
    2.05: "W",
}
_OTHER = 1.2  # columns, of what is listed at no width
_PARTS = 20  # of a column: a byte holds the width of a letter
_WIDTH_OF = {letter: width for width, letters in _SAME_WIDTH.items() for letter in letters}
_WIDTHS = bytes([round(_PARTS * _WIDTH_OF.get(chr(code), _OTHER)) for code in range(256)])


def columns_in_type(text: str) -> float:
    """The room that a text takes in proportional type.

    >>> columns_in_type("Illi") < 3 < 6 < columns_in_type("Mumm")
    True
    """
    return sum(text.encode("latin-1", "replace").translate(_WIDTHS)) / _PARTS


def measure_type(rows: Sequence[Row], width: Width, words: LineWords) -> tuple[Sequence[Row], Width]:
    """The rows and their width as measured in type, if that explains where the lines end; else as given.

    Lines of a typewriter or a terminal are full to the column, and are left alone at once.
    """
    if width.word >= width.widest or not _is_even_in_type(rows, width):
        return rows, width
    typed = [set_in_type(row) for row in rows]
    wide = measure(typed, words)
    if wide and wide.word >= max(_FULL, width.word / width.widest) * wide.widest:
        slack = round(_SLACK * wide.widest)
        return typed, wide._replace(word=wide.word - slack, piece=wide.piece - slack)
    return rows, width


def _is_even_in_type(rows: Sequence[Row], width: Width) -> bool:
    """Whether nearly all of some lines that go on are full in type: a glance before all lines are measured."""
    going = (
        (a, b)
        for a, b in adjacent(rows, width.gap)
        if b.continues and not (a.stops or a.hyphenated) and a.length + b.step > _NEAR * width.widest
    )
    lengths, needs = [], []
    for a, b in islice(going, _SAMPLE):
        lengths.append(columns_in_type(a.text))
        needs.append(lengths[-1] + columns_in_type(f" {b.word}"))
    return not needs or sorted(needs)[len(needs) // _SAMPLE] >= _EVEN * max(lengths)


def is_typed(rows: Sequence[Row]) -> bool:
    """Whether the rows are those that `measure_type` has set in type."""
    return all(row.step == round(columns_in_type(f" {row.word}")) for row in rows)


def set_in_type(row: Row) -> Row:
    """The row as long as it is in type."""
    typed = row.twin()
    if row.length < len(row.text):  # several lines run together, of which the last part counts
        typed.length = round(row.length * columns_in_type(row.text) / len(row.text))
    else:
        typed.length = round(row.length - len(row.text) + columns_in_type(row.text))
    typed.step = round(columns_in_type(f" {row.word}"))
    return typed
