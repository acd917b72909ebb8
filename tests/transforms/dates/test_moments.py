"""Stated moments and their place in the calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.dates.moments import Moment, on_day, resolve

BERLIN = "Europe/Berlin"
CRAWLED = datetime(2031, 5, 5, 10, 30, tzinfo=UTC)  # a Monday, 12:30 in Berlin


def at(
    moment: Moment,
    anchor: date | datetime | None = None,
    crawled_at: datetime | None = None,
    zone: str = BERLIN,
) -> tuple[str, str] | None:
    """The resolved instant in its zone, to the second, and its precision."""
    instant, precision = resolve(moment, anchor, zone, crawled_at)
    if instant is None or precision is None:
        assert instant is precision is None
        return None
    return f"{instant:%Y-%m-%d %H:%M:%S%z}", precision


def test_what_is_stated_needs_no_anchor() -> None:
    """Precision is that of the statement; a day or month begins at its first instant."""
    assert at(Moment(2031, 7)) == ("2031-07-01 00:00:00+0200", "month")
    assert at(Moment(2031, 11, 4)) == ("2031-11-04 00:00:00+0100", "day")
    assert at(Moment(2031, 11, 4, None, 16, 3)) == ("2031-11-04 16:03:00+0100", "minute")
    assert at(Moment(2031, 11, 4, None, 16, 3, 9)) == ("2031-11-04 16:03:09+0100", "second")


def test_a_clock_alone_is_on_the_anchor() -> None:
    """Without a day that the page belongs to a clock stays open, whenever it was crawled."""
    assert at(Moment(hour=7, minute=5), date(2031, 5, 4)) == ("2031-05-04 07:05:00+0200", "minute")
    assert at(Moment(hour=7, minute=5), None, CRAWLED) is None


def test_midnight_at_the_end_of_a_day() -> None:
    """24 o'clock is the next day's first instant."""
    assert at(Moment(2031, 12, 31, None, 24, 0)) == ("2032-01-01 00:00:00+0100", "minute")


@pytest.mark.parametrize(
    ("anchor", "crawled", "year"),
    [
        (date(2026, 1, 5), None, "2025"),
        (date(2031, 10, 1), None, "2031"),
        (None, datetime(2031, 11, 4, 6, tzinfo=UTC), "2031"),
        (None, datetime(2031, 10, 4, 6, tzinfo=UTC), "2025"),
    ],
)
def test_a_weekday_finds_the_year(anchor: date | None, crawled: datetime | None, year: str) -> None:
    """Tuesday, 4 November is in 2025 or 2031: the nearest, and never after the crawl."""
    assert at(Moment(None, 11, 4, 1), anchor, crawled) == (f"{year}-11-04 00:00:00+0100", "day")


def test_a_day_without_year_is_the_nearest() -> None:
    """In January the 30th of December is last year's."""
    assert at(Moment(None, 12, 30), date(2031, 1, 3)) == ("2030-12-30 00:00:00+0100", "day")
    assert at(Moment(None, 12, 30)) is None


def test_29_february_waits_for_its_year() -> None:
    """A day that only leap years have is in one."""
    assert at(Moment(None, 2, 29), date(2031, 3, 1)) == ("2032-02-29 00:00:00+0100", "day")
    assert at(Moment(None, 2, 29), date(2031, 3, 1), CRAWLED) == ("2028-02-29 00:00:00+0100", "day")


def test_words_of_time_count_from_the_crawl() -> None:
    """Today is the reader's day, and only failing that the page's."""
    assert at(Moment(days_ago=1), None, CRAWLED) == ("2031-05-04 00:00:00+0200", "day")
    assert at(Moment(hour=7, minute=57, days_ago=0), date(2030, 1, 1), CRAWLED) == (
        "2031-05-05 07:57:00+0200",
        "minute",
    )
    assert at(Moment(days_ago=0), date(2030, 1, 1)) == ("2030-01-01 00:00:00+0100", "day")
    assert at(Moment(days_ago=0)) is None


def test_minutes_ago_are_exact_and_hours_are_not() -> None:
    """Three hours ago may be any minute: only the day is told."""
    assert at(Moment(minutes_ago=14.0), None, CRAWLED) == ("2031-05-05 12:16:00+0200", "minute")
    assert at(Moment(minutes_ago=840.0), None, CRAWLED) == ("2031-05-04 00:00:00+0200", "day")
    assert at(Moment(minutes_ago=14.0), date(2031, 5, 5)) is None


def test_a_weekday_alone_is_the_last_one() -> None:
    """Friday, said on a Monday, was three days ago."""
    assert at(Moment(weekday=4, hour=9, minute=0), None, CRAWLED) == ("2031-05-02 09:00:00+0200", "minute")


def test_zones_are_turned_into_the_documents() -> None:
    """A printed zone decides the instant; the document's zone its writing."""
    assert at(Moment(2031, 7, 1, None, 12, 0, zone="BST")) == ("2031-07-01 13:00:00+0200", "minute")
    assert at(Moment(2031, 7, 1, None, 20, 0, zone="ET")) == ("2031-07-02 02:00:00+0200", "minute")
    assert at(Moment(2031, 7, 1, None, 12, 0, zone="-05:30")) == ("2031-07-01 19:30:00+0200", "minute")


def test_changes_of_the_clock() -> None:
    """The first of two equal hours is meant; an hour that doesn't exist moves on."""
    assert at(Moment(2031, 10, 26, None, 2, 30)) == ("2031-10-26 02:30:00+0200", "minute")
    assert at(Moment(2031, 3, 30, None, 2, 30)) == ("2031-03-30 03:30:00+0200", "minute")


@given(
    st.builds(
        Moment,
        year=st.none() | st.integers(1900, 2099),
        month=st.none() | st.integers(1, 12),
        day=st.none() | st.integers(1, 28),
        weekday=st.none() | st.integers(0, 6),
        hour=st.none() | st.integers(0, 23),
        minute=st.none() | st.integers(0, 59),
        second=st.none() | st.integers(0, 59),
        days_ago=st.none() | st.integers(0, 900),
        minutes_ago=st.none() | st.floats(0, 60_000),
        zone=st.none() | st.sampled_from(["MEZ", "ET", "Z", "+05:30"]),
    ),
    st.none() | st.dates(date(1950, 1, 1), date(2090, 1, 1)),
    st.none() | st.datetimes(datetime(1950, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
)
def test_every_moment_resolves_or_stays_open(
    moment: Moment, anchor: date | None, crawled: datetime | None
) -> None:
    """The result is aware and has a precision, or both are None; without a year it isn't after the crawl."""
    instant, precision = resolve(moment, anchor, BERLIN, crawled)
    assert (instant is None) == (precision is None)
    if instant is not None:
        assert instant.utcoffset() is not None
        if crawled and moment.year is None and moment.day and moment.month:
            assert instant <= crawled + timedelta(days=2, hours=2)


@given(
    st.dates(date(1950, 1, 1), date(2090, 1, 1)) | st.sampled_from([date(2031, 3, 30), date(2031, 10, 26)]),
    st.builds(
        Moment, hour=st.integers(0, 24), minute=st.integers(0, 59), second=st.none() | st.integers(0, 59)
    ),
    st.sampled_from([BERLIN, "Europe/London", "America/Sao_Paulo", "Asia/Kathmandu", "Africa/Cairo"]),
)
def test_a_clock_on_its_day_is_the_instant_by_way_of_utc(day: date, moment: Moment, zone: str) -> None:
    """Days without a clock change are read without the detour over UTC, and mean the same."""
    own = ZoneInfo(zone)
    clock = datetime(day.year, day.month, day.day, (moment.hour or 0) % 24, moment.minute or 0)  # noqa: DTZ001
    clock = clock.replace(second=moment.second or 0) + timedelta(days=moment.hour == 24)
    there = clock.replace(tzinfo=own).astimezone(UTC).astimezone(own)
    found = on_day(day, moment, own)
    assert (found, found.utcoffset(), found.fold) == (there, there.utcoffset(), there.fold)
