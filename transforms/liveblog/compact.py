"""Clocks without a sign between hour and minutes, "0640", as British tickers print them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from transforms.dates.moments import Moment
from transforms.liveblog.page import Page
from transforms.liveblog.timestamps import ALONE, FRONT, Stamp

_FEWEST = 4  # lines; fewer are anybody's numbers
_YEARS = range(19 * 60, 21 * 60)  # what the years 1900 to 2059 are as clocks
_FRAME = "hhmm"
_CLOCK = re.compile(
    r"([01]\d|2[0-3])([0-5]\d)(?:\s?(?:GMT|BST|UTC|CET|CEST|hrs|h|Uhr)\b)?"
    r"(?:\s?[-–—:|]\s?|\s|$|(?=[\"“„‘'«»A-ZÀ-ÖØ-Þ]))(?=[\"“„‘'«»@#]?[^\W\d_a-zß-ÿ]|$)"
)


def find_compact(page: Page) -> list[Stamp]:
    """The lines that such a clock opens, where several do and follow one another through the day.

    Asked only of pages that call themselves live. Spares chronologies, whose numbers are years.
    """
    found = [
        Stamp(at, FRONT if rest else ALONE, _FRAME, moment, rest)
        for at, text in enumerate(page.texts)
        if text[:4].isdecimal() and (read := _read(text)) is not None
        for moment, rest in [read]
    ]
    years = sum(stamp.minutes in _YEARS for stamp in found)
    if len(found) < _FEWEST or years * 2 > len(found) or not _follow(found):
        return []
    return found


def _follow(stamps: Sequence[Stamp]) -> bool:
    """Whether clocks go one way, but for one midnight."""
    steps = [two.minutes - one.minutes for one, two in pairwise(stamps)]
    return min(sum(step > 0 for step in steps), sum(step < 0 for step in steps)) <= 1


def read_compact(text: str) -> Moment | None:
    """The clock without a sign that opens a line which is known to have one.

    >>> read_compact("0640Mr Abt smiles"), read_compact("640 votes")
    (Moment(hour=6, minute=40), None)
    """
    read = _read(text)
    return read and read[0]


def _read(text: str) -> tuple[Moment, str] | None:
    match = _CLOCK.match(text)
    if match is None:
        return None
    return Moment(hour=int(match[1]), minute=int(match[2])), text[match.end() :]
