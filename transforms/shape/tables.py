"""Tables that came as text: rows of as many cells each, parted by tabs, bars or slashes; labels above values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from transforms.digits import has_digit
from transforms.shape.kinds import ITEM, NUMBERS, SENTENCE, Look
from transforms.shape.rows import reaches
from transforms.shape.units import SHORT, Unit, runs_of

PARTERS = ("\t", "|", " / ", " – ")
_ROW = Look(ITEM, 1.0)
_FEWEST = 3  # rows, the head's among them, or pairs of a label and its value
_CELLS = {"\t": 2, "|": 3, " / ": 3, " – ": 3}  # at least; a bar parts a kicker from its headline, too
_LONGEST = 220  # characters of a row
_LABEL, _VALUE = 28, 60  # characters
_RULE = re.compile(r"[\s|:+-]+")  # between a table's head and its rows, in Markdown
_ROWS = SHORT | {ITEM, SENTENCE}
_PAIR = 2  # cells of a label and its value, which `mark_values` tells
_GROUPS = 9  # cells: three labels with two numbers each
_CELL_KINDS = SHORT | {NUMBERS, SENTENCE, ITEM}
_PERSONS = 4  # lines
_LABELLED = re.compile(  # "Weitere Kräfte: …"
    r"[^\W\d_a-zß-ÿ][\w/-]{1,24}(?: [^\W_a-zß-ÿ][\w/.-]{0,20}| und){0,2}: ?[^\s:].{0,110}(?<![.!?:])$"
)
_COMMON_WORD = re.compile(r"\b[a-zß-ÿ]{3,}")  # small: German writes names large
_COUNTS = 4  # lines, each a name and a number
_COUNT = re.compile(r"[^\W\d_][\w./-]*(?: [^\W\d_][\w./-]*){0,3} \d[\d.]*")
_PARAGRAPH = 80  # characters
_OF_PERSON = re.compile(  # "Ada Lindqvist (SPD)": no number, which says how many links there are
    r"(?:[^\W\d_a-zß-ÿ][\w.’'-]{0,24} ){1,3}[^\W\d_a-zß-ÿ][\w.’'-]{0,24} \([^()\d]{1,24}\)"
)
_PERSONS_OF = 3  # lines
_PERSON = re.compile(r"[^\W\d_a-zß-ÿ][\w.’'-]{0,24}(?: [\w.’'„“”\"-]{2,24}){0,3}, [^\s,:.!?][^,:.!?]{2,59}")
_MEASURE = re.compile(r"\d ?(?:[^\W\d_]{1,4}\b|%|€|\$|°|/)")  # "110 kW", "9,1 s", "48 %"


def mark_tables(units: Sequence[Unit]) -> None:
    """Rows one below the other with as many cells are a table, if they have numbers, or tabs, which nothing else has.

    Spares menus, which are one row, or have none.
    """
    for parter in PARTERS:
        for run in runs_of(units, lambda unit, sign=parter: _count(unit.text, sign) > 0, _FEWEST):  # type: ignore[misc]
            for table in _tables(units[run.start : run.stop], parter):
                for unit in table:
                    unit.look = _ROW


def _tables(rows: Sequence[Unit], parter: str) -> Iterator[Sequence[Unit]]:
    """Rows that all have as many cells as the first; numbers in half of them tell a table from a menu."""
    start = 0
    for place in range(1, len(rows) + 1):
        if place < len(rows) and _count(rows[place].text, parter) == _count(rows[start].text, parter):
            continue
        table = rows[start:place]
        numbered = sum(has_digit(row.text) for row in table)
        if len(table) >= _FEWEST and (parter == "\t" or 2 * numbered >= len(table)):
            yield table
        start = place


def _count(text: str, parter: str) -> int:
    """How many cells a row has; 0 if it is none."""
    if parter not in text or len(text) > _LONGEST or _RULE.fullmatch(text):
        return 0
    cells = text.strip("|").count(parter) + 1
    return cells if cells >= _CELLS[parter] else 0


def mark_values(units: Sequence[Unit]) -> None:
    """Short lines of which every second one is a measure are labels and their values: "Leistung" / "110 kW".

    Spares lines that only end in a number, as counted links do.
    """
    for run in runs_of(units, _may_be_cell, 2 * _FEWEST):
        for start in (run.start, run.start + 1):
            pairs = [(units[at], units[at + 1]) for at in range(start, run.stop - 1, 2)]
            valued = [_is_pair(label, value) for label, value in pairs]
            if sum(valued) >= _FEWEST and 3 * sum(valued) >= 2 * len(pairs):
                for label, value in pairs:
                    label.look = value.look = _ROW
                break


def mark_labelled(units: Sequence[Unit]) -> None:
    """Lines one below the other that each have a label, a colon and a few names or numbers are a table of facts.

    Spares teasers, whose kickers have headlines behind the colon: words that are no names.
    """
    for run in runs_of(units, _may_be_labelled, _FEWEST):
        rows = [units[place] for place in run]
        labels = {_label(row) for row in rows}
        plain = sum(_is_plain(value := row.text.partition(":")[2]) or ", " in value for row in rows)
        if len(labels) == len(rows) and 3 * plain >= 2 * len(rows):
            for row in rows:
                row.look = _ROW


def _label(row: Unit) -> str:
    """What is before the colon, without its number: "Teil 1" and "Teil 2" are links of one series."""
    return row.text.partition(":")[0].rstrip(" 0123456789")


def _is_plain(value: str) -> bool:
    """Whether a value names or counts something: it has no more than one small word, and that is not the last."""
    return len(_COMMON_WORD.findall(value)) <= 1 and not value.rsplit(maxsplit=1)[-1].islower()


def mark_columns(units: Sequence[Unit]) -> None:
    """A label and as many numbers below it, three times and more, are a table's rows that lost their form.

    Spares shares and indices, whose numbers have signs and per cents, and what stands above all text.
    """
    told = next((place for place, unit in enumerate(units) if unit.is_text), len(units))
    for run in runs_of(
        units, lambda unit: unit.look.kind in _CELL_KINDS and len(unit.text) <= _VALUE, _GROUPS
    ):
        if run.start < told:
            continue
        cells = [units[place] for place in run]
        first = next((at for at, cell in enumerate(cells) if cell.look.kind is NUMBERS), len(cells))
        period = 1 + len(list(takewhile(lambda cell: cell.look.kind is NUMBERS, cells[first:])))
        groups = 0
        while first - 1 + period <= len(cells) and first and _is_group(cells[first - 1 : first - 1 + period]):
            groups, first = groups + 1, first + period
        if groups >= _FEWEST and period > _PAIR and not _is_market(cells):
            for cell in cells[: first - 1]:
                cell.look = _ROW


def _is_group(cells: Sequence[Unit]) -> bool:
    return cells[0].look.kind is not NUMBERS and all(cell.look.kind is NUMBERS for cell in cells[1:])


def _is_market(cells: Sequence[Unit]) -> bool:
    """Whether a quarter of the cells say how something has changed."""
    return 4 * sum("%" in cell.text or cell.text[0] in "+-−" for cell in cells) >= len(cells)


def _may_be_labelled(unit: Unit) -> bool:
    return unit.look.kind in _ROWS and _LABELLED.match(unit.text) is not None and not reaches(unit)


def mark_persons(units: Sequence[Unit]) -> None:
    """Four lines or more one below the other that name a person and what he is, are a list of the text.

    So are three whose brackets say whose member somebody is, or where from.
    """
    for run in runs_of(
        units, lambda unit: ", " in unit.text and _PERSON.fullmatch(unit.text) is not None, _PERSONS
    ):
        for place in run:
            units[place].look = _ROW

    for run in runs_of(
        units, lambda unit: unit.text[-1] == ")" and _OF_PERSON.fullmatch(unit.text) is not None, _PERSONS_OF
    ):
        for place in run:
            units[place].look = _ROW


def mark_counts(units: Sequence[Unit]) -> None:
    """Names and their numbers one below the other, between paragraphs, are a table: "Auental 12.208".

    Spares topics and how many articles they have, below which no paragraph follows.
    """
    for run in runs_of(
        units, lambda unit: unit.look.kind in SHORT and _COUNT.fullmatch(unit.text) is not None, _COUNTS
    ):
        below = next((unit for unit in units[run.stop : run.stop + 2] if unit.look.kind not in SHORT), None)
        named = {units[place].text.rpartition(" ")[0] for place in run}
        if below is None or not (below.is_text and len(below.text) >= _PARAGRAPH) or len(named) < len(run):
            continue
        if any(unit.is_text for unit in units[: run.start]):
            for place in run:
                units[place].look = _ROW


def _may_be_cell(unit: Unit) -> bool:
    kind = unit.look.kind
    fits = kind in SHORT or (kind is NUMBERS and _MEASURE.search(unit.text) is not None)
    return fits and len(unit.text) <= _VALUE


def _is_pair(label: Unit, value: Unit) -> bool:
    return (
        len(label.text) <= _LABEL
        and not _MEASURE.search(label.text)
        and _MEASURE.search(value.text) is not None
    )
