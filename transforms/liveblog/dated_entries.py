"""Slow liveblogs, whose entries only a day opens: "12. März: Pegel steigt weiter"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from transforms.dates.finding import find_moments
from transforms.dates.moments import Moment
from transforms.liveblog.clock_spans import MARKS, REACH
from transforms.liveblog.page import Page, is_headline, is_prose
from transforms.rulebook import Vocabulary

_FEWEST = 3  # entries that make such a liveblog
_NEAR = 6  # lines below a headline among which its text begins
_FAR = 6  # months between two entries, from which on a new year lies between
_SEPARATORS = frozenset(":–—|-")


class DatedEntry(NamedTuple):
    """A line that a day opens."""

    line: int
    moment: Moment
    rest: str


def dated_entries(page: Page, vocabulary: Vocabulary) -> list[DatedEntry]:
    """The lines that a day and a separator open, if they are entries: in the order of their days, with texts.

    Spares pages with most of their text above, and days that go up and down, as of events.
    """
    found = [
        DatedEntry(at, *opening)
        for at, text in enumerate(page.texts)
        if text[:1] and (opening := day_in_front(text, vocabulary)) is not None
    ]
    entries = [entry for entry in found if is_prose(entry.rest) or _heads_text(entry, page)]
    if len(entries) < max(_FEWEST, len(found) * 0.8) or not _in_order(entry.moment for entry in entries):
        return []
    first = entries[0].line
    below = page.prose(range(first, len(page.texts))) + sum(len(entry.rest) for entry in entries)
    return entries if below > page.prose(range(first)) else []


def day_in_front(text: str, vocabulary: Vocabulary) -> tuple[Moment, str] | None:
    """The day that opens a line before a colon or a dash, and what it goes on with; None for any other line.

    >>> from transforms.rulebook import Rulebook
    >>> german = Rulebook.load().vocabulary("de")
    >>> day_in_front("12. März: Pegel steigt weiter", german)
    (Moment(month=3, day=12), 'Pegel steigt weiter')
    >>> day_in_front("12. März war ein Donnerstag", german) is None
    True
    """
    found = find_moments(text[:REACH], vocabulary)
    if not found:
        return None
    start, end, moment = found[0]
    stated = moment.day is not None and moment.month is not None and not moment.clocked
    if not stated or text[:start].strip(MARKS) or text[end : end + 2].strip()[:1] not in _SEPARATORS:
        return None
    rest = text[end:].lstrip(MARKS.replace("(", "").replace("[", "")).rstrip(" +")
    return (moment, rest) if text[end : end + 2].strip() and rest else None


def _heads_text(entry: DatedEntry, page: Page) -> bool:
    below = page.between(entry.line, entry.line + _NEAR)
    return is_headline(entry.rest) and bool(below) and is_prose(page.texts[below[0]])


def _in_order(moments: Iterable[Moment]) -> bool:
    """Whether days go one way; where they jump by half a year against it, a new year lies between."""
    days = [((moment.year or 0) * 12 + (moment.month or 0), moment.day or 0) for moment in moments]
    return any(_goes(days, direction) for direction in (1, -1))


def _goes(days: Sequence[tuple[int, int]], direction: int) -> bool:
    steps = [(two[0] - one[0], two[1] - one[1]) for one, two in pairwise(days)]
    return all(
        (months * direction, day * direction) >= (0, 0) or months * direction <= -_FAR
        for months, day in steps
    )
