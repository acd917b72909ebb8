"""Dates that are stated to machines: ISO 8601, or as mails have them."""

from __future__ import annotations

from datetime import MAXYEAR, date, datetime, time
from email.utils import parsedate_to_datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

_FIRST_YEAR = 1600  # programs that know no date write "0001-01-01",
_EPOCH = date(1970, 1, 1)  # or this
_DAY = len("2031-03-12")
_MIDNIGHT = time()


class StatedMoment(NamedTuple):
    """When, in the document's time zone, and how precisely that is known: "second", "minute" or "day"."""

    at: datetime  # aware
    precision: str


def read_stated(text: str, timezone: str) -> StatedMoment | None:
    """A moment spelled for machines, in the time zone where it states none; None for any other spelling.

    Midnight to the second is what programs write for a day without a time.

    >>> read_stated("2031-03-12T07:05:09Z", "Europe/Berlin").at.isoformat()
    '2031-03-12T08:05:09+01:00'
    >>> [read_stated(text, "UTC").precision for text in ("2031-03-12", "2031-03-12T00:00:00Z", "2031-03-12 07:05")]
    ['day', 'day', 'minute']
    >>> read_stated("12. März 2031", "UTC"), read_stated("0001-01-01T00:00:00Z", "UTC")
    (None, None)
    """
    text = text.strip()
    try:
        moment = parsedate_to_datetime(text) if text[:1].isalpha() else datetime.fromisoformat(text)
    except (ValueError, TypeError):
        return None
    if not _FIRST_YEAR <= moment.year < MAXYEAR or moment.date() == _EPOCH:
        return None
    zone = ZoneInfo(timezone)
    if len(text) <= _DAY or moment.time() == _MIDNIGHT:
        return StatedMoment(datetime.combine(moment.date(), _MIDNIGHT, zone), "day")
    precision = "second" if moment.second else "minute"
    return StatedMoment(
        moment.replace(tzinfo=zone) if moment.tzinfo is None else moment.astimezone(zone), precision
    )
