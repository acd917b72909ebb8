"""The instants of a liveblog's entries: their clocks, read again from the marked lines, on their days."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from transforms.dates.moments import Moment, resolve
from transforms.document import Document, Line
from transforms.liveblog.ages import read_age
from transforms.liveblog.clock_spans import clock_forms, find_clock, unglued
from transforms.liveblog.compact import read_compact
from transforms.liveblog.dated_entries import day_in_front
from transforms.liveblog.days import (
    Sections,
    at_clock,
    day_order,
    entry_days,
    last_clock,
    page_anchor,
    page_day,
    resolve_day,
)
from transforms.liveblog.glued import read_glued
from transforms.liveblog.head_day import with_head_day
from transforms.liveblog.marks import CLOCK, DIVIDER
from transforms.liveblog.timestamps import read_divider
from transforms.rulebook import Vocabulary

# The day that ends a clock's line, glued to its label: "20:50 UhrWahl in Auental13.03.2031".
_DAY_BEHIND = re.compile(r"(?<![\d.])(0?[1-9]|[12]\d|3[01])\.(0?[1-9]|1[0-2])\.(20\d\d)$")


class Mark(NamedTuple):
    """Where the page marks an entry. Lines are indices."""

    first: int
    clock: int | None
    headline: int | None


class Instant(NamedTuple):
    """When an entry was published, as far as the page tells."""

    at: datetime | None = None
    precision: str | None = None
    clock: str | None = None  # "23:36", as stated, even where the day isn't known


def entry_instants(document: Document, marks: Sequence[Mark], vocabulary: Vocabulary) -> list[Instant]:
    """The instant of each mark's clock; a mark without a clock has its divider's day."""
    moments = [_clock_at(document.lines, mark.clock, vocabulary) for mark in marks if mark.clock is not None]
    document = with_head_day(document, marks[0].first, vocabulary)
    sections = _sections(document, marks, vocabulary)
    if not moments:
        return [Instant(*at_clock(Moment(), day, document)) for day in sections.days]
    clocked = [at for at, moment in enumerate(moments) if not _is_age(moment)]
    sections = sections._replace(days=[sections.days[at] for at in clocked])
    clocks = iter(_clock_instants(document, [moments[at] for at in clocked], sections))
    return [
        Instant(*resolve(moment, None, document.timezone, document.crawled_at))
        if _is_age(moment)
        else next(clocks)
        for moment in moments
    ]


def _is_age(moment: Moment) -> bool:
    """Whether it counts back from its reader, who read it when the page was crawled."""
    return moment.minutes_ago is not None and not moment.clocked


def _clock_instants(document: Document, moments: Sequence[Moment], sections: Sections) -> list[Instant]:
    """The instants of clocks, each on the day that its line, its section, the page or its neighbours tell."""
    direction = day_order(moments, sections.days)
    anchor = page_day(document) or _stated_day(moments)
    own = {
        at: day
        for at, moment in enumerate(moments)
        if moment.dated and (day := resolve_day(moment, document, anchor)) is not None
    }
    page = page_anchor(document, moments, direction)
    days = entry_days(moments, direction, own, sections, page, last_clock(document))
    return [
        Instant(*at_clock(moment, day, document), _face(moment))
        for moment, day in zip(moments, days, strict=True)
    ]


def _face(moment: Moment) -> str | None:
    """The clock of a moment in 24 hours; a day's hour 24 is the next one's 00."""
    return f"{moment.hour % 24:02d}:{moment.minute or 0:02d}" if moment.hour is not None else None


def _clock_at(lines: Sequence[Line], at: int, vocabulary: Vocabulary) -> Moment:
    """The clock of a marked line, or of that line with the one above, where a wrap breaks it: "(22.33" / "Uhr)"."""
    moment = _clock(lines[at], vocabulary)
    if moment != Moment() or not at or not lines[at - 1].raw.strip():
        return moment
    whole = f"{lines[at - 1].raw.rstrip()} {lines[at].raw.strip()}"
    return _clock(Line(whole, whole), vocabulary)


def _clock(line: Line, vocabulary: Vocabulary) -> Moment:
    """The clock of a marked line, read from the source where it was cut off the text."""
    text = line.text if line.rule == CLOCK else unicodedata.normalize("NFKC", html.unescape(line.raw))
    text = text.strip()
    forms = clock_forms(vocabulary)
    start, _, moment = find_clock(unglued(text, forms), forms)
    if (start or moment is None) and (age := read_age(text, vocabulary)) is not None:
        return age.moment
    if moment is None and (opening := day_in_front(text, vocabulary)) is not None:
        return opening[0]
    if moment is not None and moment.day is None and (day := _DAY_BEHIND.search(text)):
        return moment._replace(day=int(day[1]), month=int(day[2]), year=int(day[3]))
    return moment or read_compact(text) or read_glued(text) or Moment()


def _sections(document: Document, marks: Sequence[Mark], vocabulary: Vocabulary) -> Sections:
    """The day of the divider over each mark, or below it on pages that close their days with dividers."""
    read = [
        (at, moment)
        for at, line in enumerate(document.lines)
        if line.rule == DIVIDER and (moment := read_divider(line.text, vocabulary)) is not None
    ]
    anchor = page_day(document) or _stated_day([moment for _, moment in read])
    dividers = [(at, resolve_day(moment, document, anchor)) for at, moment in read]
    if dividers and dividers[0][0] > marks[0].first and dividers[-1][0] > marks[-1].first:
        return Sections(_governed(marks[::-1], dividers[::-1], -1)[::-1], below=True)
    return Sections(_governed(marks, dividers, 1))


def _stated_day(moments: Iterable[Moment]) -> date | None:
    """The first day that one of the moments states with its year: the others are near it."""
    stated = (date(*moment[:3]) for moment in moments if None not in moment[:3])  # type: ignore[arg-type]
    return next(stated, None)


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
