"""The day of each clock: stated by the line itself, by a day divider above or below, or by the page."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

from transforms.dates.moments import Moment, on_day, resolve
from transforms.document import Document

_CROSSING = 240  # minutes that a clock jumps against the order when a midnight lies between
_BUMP = 90  # minutes that a single clock may be out of order without one
_URL_DAY = re.compile(r"(?<!\d)(20\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?!\d)")
_YEAR = re.compile(r"(?<![\w.,-])20[0-4]\d(?![\w-]|[.,]\d)")
_LONGEST_WAIT = 11  # years until a day falls on the same weekday again
_URL_YEAR = re.compile(r"(?<=[/_-])20[0-4]\d(?=[/_.-]|$)")


class Sections(NamedTuple):
    """The day of the divider that each clock stands under, or over where dividers close their days."""

    days: Sequence[date | None]
    below: bool = False


def page_day(document: Document) -> date | None:
    """A day that the page belongs to: its update's, its own, the one in its address, its crawl's."""
    zone = ZoneInfo(document.timezone)
    if document.updated_at is not None:
        return document.updated_at.astimezone(zone).date()
    if document.published_at is not None and document.published_precision not in {"month", "year"}:
        return document.published_at.astimezone(zone).date()
    if found := _URL_DAY.search(document.url):
        try:
            return date(*map(int, found.groups()))
        except ValueError:
            pass
    return document.crawled_at.astimezone(zone).date() if document.crawled_at else None


def page_anchor(document: Document, moments: Sequence[Moment], direction: int) -> tuple[int, date] | None:
    """The clock to which the page's own day applies, by position, and that day; None where the page has none.

    An update or a crawl dates the newest clock, or the day after it if that clock lies ahead of it. A page's
    only date may say when it began: then it is nearer to the oldest clock, or stands above it without a clock.
    """
    day = page_day(document)
    if day is None or not moments:
        return None
    newest, oldest = (len(moments) - 1, 0) if direction > 0 else (0, len(moments) - 1)
    if document.updated_at is None and document.published_at is not None:
        clock = _clock_of(document.published_at, document)
        began = abs(_minutes(moments[oldest]) - clock) < (clock - _minutes(moments[newest])) % 1440
        return (oldest if (began if clock else direction > 0) else newest), day
    last = last_clock(document)
    ahead = last is not None and _minutes(moments[newest]) > last + _BUMP
    return newest, day - timedelta(days=ahead)


def last_clock(document: Document) -> int | None:
    """The clock of the page's last update or else of its crawl, in minutes after midnight; None for a day alone."""
    last = document.updated_at or (document.crawled_at if not _URL_DAY.search(document.url) else None)
    return _clock_of(last, document) or None if last is not None else None


def _clock_of(instant: datetime, document: Document) -> int:
    local = instant.astimezone(ZoneInfo(document.timezone))
    return local.hour * 60 + local.minute


def resolve_day(moment: Moment, document: Document, anchor: date | None) -> date | None:
    """The day that a moment states; a year left out from the anchor, else one that page or calendar tell.

    A weekday fits a day of the month in one year of five to eleven: in a year that the address or the text
    names, or else in the newest one that had come when the page was read; none where nobody knows when that was.
    """
    if moment.year and moment.month and moment.day:
        return date(moment.year, moment.month, moment.day)
    if not moment.dated:
        return None
    day_only = moment._replace(hour=None, minute=None, second=None, zone=None)
    found, precision = resolve(day_only, anchor, document.timezone, document.crawled_at)
    if found is not None and precision != "month":
        return found.date()
    if moment.month is None or moment.day is None:
        return None
    stated = {int(year) for year in _URL_YEAR.findall(document.url)}
    if document.published_at is not None:  # whose day isn't known, else it were the anchor
        stated.add(document.published_at.year)
    if moment.weekday is None:
        return _fitting(moment, stated, document.read_on) if len(stated) == 1 else None
    named = {int(year) for line in document.lines for year in _YEAR.findall(line.text)}
    latest = document.read_on
    recent = range(latest.year - _LONGEST_WAIT, latest.year + 1) if latest else ()
    days = (_fitting(moment, years, document.read_on) for years in (stated, named, recent))
    return next((day for day in days if day is not None), None)


def _fitting(moment: Moment, years: Iterable[int], latest: date | None) -> date | None:
    """The newest of the moment's days in some years that falls on its weekday, and not behind the latest if known."""
    for year in sorted(years, reverse=True):
        try:
            day = date(year, moment.month or 1, moment.day or 1)
        except ValueError:
            continue  # 29 February
        if (latest is None or day <= latest) and moment.weekday in (None, day.weekday()):
            return day
    return None


def day_order(moments: Sequence[Moment], days: Sequence[date | None]) -> int:
    """1 for clocks that rise down the page, -1 for clocks that fall, which most liveblogs' do.

    ``days`` are those of the clocks' dividers: with one divider no midnight lies between two clocks, however far
    they are apart.
    """
    steps = [
        _step(one, two) if before is None or after is None else _sign(_between(one, before, two, after))
        for (one, before), (two, after) in pairwise(zip(moments, days, strict=True))
    ]
    rises = sum(0 < step < _CROSSING or step >= 1440 for step in steps)
    falls = sum(-_CROSSING < step < 0 or step <= -1440 for step in steps)
    return 1 if rises > falls else -1


def _between(one: Moment, before: date, two: Moment, after: date) -> int:
    return (after - before).days * 1440 + _minutes(two) - _minutes(one)


def _sign(step: int) -> int:
    return (step > 0) - (step < 0)


def _step(one: Moment, two: Moment) -> int:
    """The minutes from one clock to the next, a day's worth where both state different days."""
    if one.month and two.month and (one.year, one.month, one.day) != (two.year, two.month, two.day):
        return (
            1440
            if (one.year or 0, one.month, one.day or 0) < (two.year or 0, two.month, two.day or 0)
            else -1440
        )
    return _minutes(two) - _minutes(one)


def day_offsets(moments: Sequence[Moment], direction: int, last: int | None = None) -> list[int]:
    """How many days each clock lies from the first, by the midnights that the clocks cross in silence.

    >>> clocks = [Moment(hour=hour, minute=0) for hour in (9, 1, 23, 20, 21)]
    >>> day_offsets(clocks, -1)
    [0, 0, -1, -1, -1]
    """
    offsets, offset = [], 0
    previous: int | None = None
    for position, moment in enumerate(moments):
        clock = _minutes(moment)
        if (
            previous is not None
            and (clock - previous) * direction < 0
            and not (position == 1 and _is_pinned(moments, direction, last))
        ):
            jump = abs(clock - previous)
            if jump >= _CROSSING or (jump >= _BUMP and _goes_on(moments, position, direction)):
                offset += direction
            else:
                clock = previous  # one clock out of order: the next is measured by the one before
        previous = clock
        offsets.append(offset)
    return offsets


def _is_pinned(moments: Sequence[Moment], direction: int, last: int | None) -> bool:
    """Whether the first clock was pinned to the top: the others pass it, before the page's last clock."""
    if last is None or direction > 0 or _minutes(moments[1]) > last + _BUMP:
        return False
    for one, two in pairwise(moments[1:]):
        if _minutes(two) > _minutes(one):
            return False
        if _minutes(two) < _minutes(moments[0]):
            return True
    return False


def _goes_on(moments: Sequence[Moment], position: int, direction: int) -> bool:
    """Whether the clocks go on from here in their order, rather than falling back at once."""
    following = moments[position + 1 : position + 2]
    clock = _minutes(moments[position])
    return all(0 <= (_minutes(moment) - clock) * direction < _CROSSING for moment in following)


def entry_days(
    moments: Sequence[Moment],
    direction: int,
    own: Mapping[int, date],
    sections: Sections,
    page: tuple[int, date] | None,
    last: int | None = None,
) -> list[date | None]:
    """The day of each clock, counted on over silent midnights from the nearest day that is known.

    ``own`` holds the days that clock lines state themselves, by position; ``page`` the position and day to which
    the page's own date applies, and ``last`` is the clock of its last update.
    """
    offsets = day_offsets(moments, direction, last)
    known = {**_section_days(sections, offsets, direction), **own}
    if page is not None and (not known or _agrees(page, known, direction)):
        known.setdefault(*page)
    at = sorted(known)
    days: list[date | None] = []
    for position, offset in enumerate(offsets):
        place = bisect_left(at, position)
        nearest = min(
            at[max(0, place - 1) : place + 1], key=lambda known: abs(known - position), default=None
        )
        days.append(None if nearest is None else known[nearest] + timedelta(days=offset - offsets[nearest]))
    return days


def _agrees(page: tuple[int, date], known: Mapping[int, date], direction: int) -> bool:
    """Whether the page's day lies beyond the nearest known one, as for entries over the first divider."""
    at, day = page
    nearest = min(known, key=lambda position: abs(position - at))
    return 0 < (day - known[nearest]).days * (1 if (at - nearest) * direction > 0 else -1) <= 3


def _section_days(sections: Sections, offsets: Sequence[int], direction: int) -> dict[int, date]:
    """The days of the clocks that a divider governs, told from the clock next to it.

    Those beside them without a divider lie a day further.
    """
    if not sections.below:
        return _days_from_top(sections.days, offsets, direction)
    days = _days_from_top(sections.days[::-1], offsets[::-1], -direction)
    return {len(offsets) - 1 - position: day for position, day in days.items()}


def _days_from_top(
    sections: Sequence[date | None], offsets: Sequence[int], direction: int
) -> dict[int, date]:
    days: dict[int, date] = {}
    for position, day in enumerate(sections):
        if day is not None:
            before = position > 0 and sections[position - 1] == day
            start = position - 1 if before else position
            days[position] = days.get(start, day) + timedelta(
                days=offsets[position] - offsets[start] if before else 0
            )
    first, last = min(days, default=0), max(days, default=0)
    if days and first > 0:
        days[first - 1] = days[first] - timedelta(days=direction)
    if days and last < len(sections) - 1:
        days[last + 1] = days[last] + timedelta(days=direction)
    return days


def _minutes(moment: Moment) -> int:
    return (moment.hour or 0) * 60 + (moment.minute or 0)


def at_clock(moment: Moment, day: date | None, document: Document) -> tuple[datetime | None, str | None]:
    """The instant of a clock on a day, and its precision; (None, None) where the day isn't known."""
    if day is None:
        return None, None
    zone = ZoneInfo(document.timezone)
    if moment.hour is None:
        return datetime(day.year, day.month, day.day, tzinfo=zone), "day"
    return on_day(day, moment, zone), "minute" if moment.second is None else "second"


def same_day(one: datetime | None, two: datetime | None) -> date | None:
    """The day of two instants in the same zone, if they have the same."""
    if one is None or two is None or one.date() != two.date():
        return None
    return one.date()
