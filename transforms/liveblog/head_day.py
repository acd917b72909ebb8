"""The day that a liveblog's head states in words: "Council live blog – Monday 20 May 2030"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import islice

from transforms.dates.finding import find_moments
from transforms.dates.moments import Moment, resolve
from transforms.document import Document, Line
from transforms.rulebook import Vocabulary

_LONGEST = 100  # characters of a line that may state the page's day
_FIRST = 8  # lines with text above the entries that are looked at
_SEPARATORS = "-–—|:·•,"


def with_head_day(document: Document, first: int, vocabulary: Vocabulary) -> Document:
    """The document, dated by what stands above its first entry where neither metadata nor address date it.

    Only a whole date counts, with its weekday or behind a dash or the like. Spares days that a title is about.
    """
    if document.updated_at is not None or document.published_precision in {"day", "minute", "second"}:
        return document
    for line in islice(_short(document.lines[:first]), _FIRST):
        for start, _, moment in find_moments(line, vocabulary):
            if _is_whole(moment) and (moment.weekday is not None or _is_set_apart(line, start)):
                published, precision = resolve(moment, None, document.timezone)
                return document.replace(published_at=published, published_precision=precision)
    return document


def _short(lines: Sequence[Line]) -> list[str]:
    return [text for line in lines if 0 < len(text := line.text.strip()) <= _LONGEST]


def _is_whole(moment: Moment) -> bool:
    """Whether a moment names a day of the calendar, and its own weekday if it names one."""
    if moment.year is None or moment.month is None or moment.day is None:
        return False
    return moment.weekday in (None, date(moment.year, moment.month, moment.day).weekday())


def _is_set_apart(line: str, start: int) -> bool:
    before = line[:start].rstrip()
    return not before or before[-1] in _SEPARATORS
