"""A moment as a text states it, and its place in the calendar: the year left out, the day "gestern" was."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from transforms.dates.grammar import ZONES

_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)")


class Moment(NamedTuple):
    """A date, a clock or both, as far as the text states them; None is not stated."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None  # Monday is 0
    hour: int | None = None  # 0…24
    minute: int | None = None
    second: int | None = None
    days_ago: int | None = None  # "gestern" is 1
    minutes_ago: float | None = None  # "vor 2 Stunden" is 120
    zone: str | None = None  # "MEZ", "ET", "+01:00"

    def __repr__(self) -> str:
        stated = [f"{name}={part!r}" for name, part in self._asdict().items() if part is not None]
        return f"Moment({', '.join(stated)})"

    @property
    def dated(self) -> bool:
        """Whether it says anything about the day."""
        return any(part is not None for part in (*self[:4], self.days_ago, self.minutes_ago))

    @property
    def clocked(self) -> bool:
        """Whether it states an hour."""
        return self.hour is not None


def resolve(
    moment: Moment,
    anchor: date | datetime | None,
    timezone_name: str,
    crawled_at: datetime | None = None,
) -> tuple[datetime | None, str | None]:
    """An aware datetime in the zone and its precision, or (None, None) where the day stays open.

    ``anchor`` is a day that the page belongs to (its own date, or the one in its address); a bare clock is on
    it. "heute" and "vor 14 Minuten" count from ``crawled_at`` before ``anchor``: pages compute them when they
    are read. A missing year is the nearest one, and where a weekday is stated the nearest where it fits;
    never one that had not begun when the page was crawled. Of an hour that the end of summer time repeats,
    the first is meant; one that its start skips moves on by an hour.

    >>> resolve(Moment(month=11, day=4, weekday=1), date(2026, 1, 5), "Europe/Berlin")
    (datetime.datetime(2025, 11, 4, 0, 0, tzinfo=zoneinfo.ZoneInfo(key='Europe/Berlin')), 'day')
    >>> resolve(Moment(hour=7, minute=57), None, "Europe/Berlin")
    (None, None)
    """
    zone = ZoneInfo(timezone_name)
    crawled = crawled_at.astimezone(zone) if crawled_at else None
    base = _as_day(anchor, zone)
    if moment.minutes_ago is not None and not moment.clocked:
        return _before(moment.minutes_ago, crawled)
    if moment.year is not None and moment.month is not None and moment.day is None:
        return datetime(moment.year, moment.month, 1, tzinfo=zone), "month"
    day = _day(moment, base, crawled)
    if day is None:
        return None, None
    if moment.hour is None:
        return datetime(day.year, day.month, day.day, tzinfo=zone), "day"
    return on_day(day, moment, zone), "minute" if moment.second is None else "second"


def _as_day(anchor: date | datetime | None, zone: ZoneInfo) -> date | None:
    if isinstance(anchor, datetime):
        return (anchor.astimezone(zone) if anchor.tzinfo else anchor).date()
    return anchor


def _before(minutes: float, crawled: datetime | None) -> tuple[datetime | None, str | None]:
    """The crawl's time less the minutes; a count of hours says no more than the day."""
    if crawled is None:
        return None, None
    then = (crawled.astimezone(UTC) - timedelta(minutes=minutes)).astimezone(crawled.tzinfo)
    if minutes >= 60:
        return then.replace(hour=0, minute=0, second=0, microsecond=0, fold=0), "day"
    return then.replace(second=0, microsecond=0), "minute"


def _day(moment: Moment, base: date | None, crawled: datetime | None) -> date | None:
    crawl_day = crawled.date() if crawled else None
    if moment.month is not None and moment.day is not None:
        if moment.year is not None:
            return date(moment.year, moment.month, moment.day)
        return _nearest(_years(moment, base or crawl_day), base or crawl_day, crawl_day)
    if moment.minutes_ago is not None and crawled is not None:
        return (crawled - timedelta(minutes=moment.minutes_ago)).date()
    reader = crawl_day or base
    if moment.days_ago is not None:
        return reader - timedelta(days=moment.days_ago) if reader else None
    if moment.weekday is not None:
        near = base or crawl_day
        return near - timedelta(days=(near.weekday() - moment.weekday) % 7) if near else None
    return base


def _years(moment: Moment, near: date | None) -> Iterable[date]:
    """The dates of the years around that the day, and the weekday if stated, fit."""
    if near is None or moment.month is None or moment.day is None:
        return
    for year in range(max(near.year - 12, 1), min(near.year + 12, 9999)):  # a weekday returns within 12 years
        try:
            day = date(year, moment.month, moment.day)
        except ValueError:
            continue  # 29 February
        if moment.weekday is None or day.weekday() == moment.weekday:
            yield day


def _nearest(days: Iterable[date], near: date | None, latest: date | None) -> date | None:
    if near is None:
        return None
    limit = latest + timedelta(days=1) if latest else date.max
    return min((day for day in days if day <= limit), key=lambda day: abs(day - near), default=None)


def on_day(day: date, moment: Moment, zone: ZoneInfo) -> datetime:
    """The instant of a moment's clock on a day, in the zone; read in the clock's own zone, where it states one."""
    own = _zone(moment.zone) or zone
    hour, minute, second = moment[4:7]
    if own is zone and hour != 24 and _keeps_offset(day, zone):
        return datetime(day.year, day.month, day.day, hour or 0, minute or 0, second or 0, tzinfo=zone)
    clock = datetime(  # noqa: DTZ001 - its zone follows below; adding a day must not cross a clock change
        day.year, day.month, day.day, (hour or 0) % 24, minute or 0, second or 0
    )
    if hour == 24:
        clock += timedelta(days=1)
    return clock.replace(tzinfo=own).astimezone(UTC).astimezone(zone)


@lru_cache(maxsize=4096)
def _keeps_offset(day: date, zone: ZoneInfo) -> bool:
    """Whether every clock of a day means one instant in the zone: no hour of it is skipped or repeated."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=zone)
    try:
        return midnight.utcoffset() == (midnight + timedelta(days=1)).utcoffset()
    except OverflowError:  # the last day of all
        return False


def _zone(name: str | None) -> tzinfo | None:
    """The zone of a name that pages print, or of an offset such as +01:00."""
    if name is None:
        return None
    if offset := _OFFSET.fullmatch(name):
        minutes = int(offset[2]) * 60 + int(offset[3])
        return timezone(timedelta(minutes=min(minutes, 1439) * (-1 if offset[1] == "-" else 1)))
    known = ZONES.get(name)
    if isinstance(known, str):
        return ZoneInfo(known)
    return None if known is None else timezone(timedelta(minutes=known))
