"""The entries of a marked liveblog: where each begins and ends, what heads it, and when it was published."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime
from itertools import pairwise
from typing import NamedTuple

from transforms.document import Document, Entry, Line, Role
from transforms.liveblog_days import (
    at_clock,
    day_order,
    entry_days,
    last_clock,
    page_anchor,
    page_day,
    resolve_day,
)
from transforms.liveblog_marks import CLOCK, DIVIDER, HEADLINE, HEADLINE_ABOVE, TICKER
from transforms.moments import Moment
from transforms.rulebook import Rulebook, Vocabulary
from transforms.timestamps import clock_vocabulary, read_divider, read_stamp


class Mark(NamedTuple):
    """Where the page marks an entry. Lines are indices."""

    first: int
    clock: int | None
    headline: int | None


def cut_entries(document: Document, rulebook: Rulebook) -> list[Entry]:
    """The entries of a document whose clock lines and headlines are marked, in the order of the page."""
    lines = document.lines
    marks = _read_marks(lines)
    if not marks:
        return []
    vocabulary = clock_vocabulary(document.language, rulebook)
    times = _instants(document, marks, vocabulary)
    ends = [two.first for _, two in pairwise(marks)] + [_end_of_last(lines, marks[-1])]
    entries: list[Entry] = []
    for mark, end, (instant, precision) in zip(marks, ends, times, strict=True):
        entry = _entry(lines, mark, end, len(entries) + 1)
        if entry is not None:
            entries.append(entry._replace(published_at=instant, published_precision=precision))
    return entries


def _entry(lines: Sequence[Line], mark: Mark, end: int, position: int) -> Entry | None:
    """One entry without its instant; None where nothing of it is kept."""
    kept = [at for at in range(mark.first, end) if lines[at].kept and lines[at].text.strip()]
    if not kept:
        return None
    headline = mark.headline if mark.headline in kept else None
    marked = mark.clock is not None or TICKER in lines[mark.first].edits
    return Entry(
        position, lines[headline].text.strip() if headline is not None else None, None, None,
        "marked" if marked else "inferred", 1.0 if marked else 0.9,
        mark.first + 1, kept[-1] + 1, headline + 1 if headline is not None else None,
    )  # fmt: skip


def _read_marks(lines: Sequence[Line]) -> list[Mark]:
    marks: list[Mark] = []
    above: int | None = None
    clocked = any(line.rule == CLOCK or CLOCK in line.edits for line in lines)
    for at, line in enumerate(lines):
        if line.rule == CLOCK or CLOCK in line.edits:
            headline = at if line.rule == HEADLINE else above
            marks.append(Mark(at if above is None else above, at, headline))
            above = None
        elif line.rule == HEADLINE_ABOVE:
            above = at
        elif line.rule == HEADLINE and not clocked:
            marks.append(Mark(at, None, at))
        elif line.rule == HEADLINE and marks and marks[-1].headline is None:
            marks[-1] = marks[-1]._replace(headline=at)
    return marks


def _end_of_last(lines: Sequence[Line], mark: Mark) -> int:
    """Where the last entry ends: at a day divider, or at the first heading below its text: the page's own."""
    told = False
    for at in range(max(mark.first, mark.clock or 0, mark.headline or 0) + 1, len(lines)):
        line = lines[at]
        if line.rule == DIVIDER or (told and line.role is Role.HEADING):
            return at
        told = told or (line.role is Role.BODY and len(line.text) > 40)
    return len(lines)


def _instants(
    document: Document, marks: Sequence[Mark], vocabulary: Vocabulary
) -> list[tuple[datetime | None, str | None]]:
    """The instant of each mark's clock and its precision; a mark without a clock has its divider's day."""
    moments = [_clock(document.lines[mark.clock], vocabulary) for mark in marks if mark.clock is not None]
    sections = _sections(document, marks, vocabulary)
    if not moments:
        return [at_clock(Moment(), day, document) for day in sections]
    direction = day_order(moments)
    anchor = page_day(document)
    own = {
        at: day
        for at, moment in enumerate(moments)
        if moment.dated and (day := resolve_day(moment, document, anchor)) is not None
    }
    page = page_anchor(document, moments, direction)
    days = entry_days(moments, direction, own, sections, page, last_clock(document))
    return [at_clock(moment, day, document) for moment, day in zip(moments, days, strict=True)]


def _clock(line: Line, vocabulary: Vocabulary) -> Moment:
    """The clock of a marked line, read from the source where it was cut off the text."""
    text = line.text if line.rule == CLOCK else unicodedata.normalize("NFKC", html.unescape(line.raw))
    stamp = read_stamp(0, text, vocabulary, frozenset())
    return stamp.moment if stamp is not None else Moment()


def _sections(document: Document, marks: Sequence[Mark], vocabulary: Vocabulary) -> list[date | None]:
    """The day of the divider over each mark, or below it on pages that close their days with dividers."""
    anchor = page_day(document)
    dividers = [
        (at, resolve_day(moment, document, anchor))
        for at, line in enumerate(document.lines)
        if line.rule == DIVIDER and (moment := read_divider(line.text, vocabulary)) is not None
    ]
    if dividers and dividers[0][0] > marks[0].first and dividers[-1][0] > marks[-1].first:
        return _governed(marks[::-1], dividers[::-1], -1)[::-1]
    return _governed(marks, dividers, 1)


def _governed(
    marks: Sequence[Mark], dividers: Sequence[tuple[int, date | None]], direction: int
) -> list[date | None]:
    """The day of the last divider passed, for each mark, down the page or up it."""
    days: list[date | None] = []
    day: date | None = None
    passed = 0
    for mark in marks:
        while passed < len(dividers) and (mark.first - dividers[passed][0]) * direction > 0:
            day = dividers[passed][1]
            passed += 1
        days.append(day)
    return days
