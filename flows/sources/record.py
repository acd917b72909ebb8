"""One input on its way to becoming a document, or the reason why it can't."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

MOST_BYTES = 256 * 1024 * 1024  # of one record; cleaning needs some ten times as much memory


class SourceError(ValueError):
    """A SOURCE that can't be read at all: names it, and what was expected."""


@dataclass(frozen=True, slots=True)
class Fields:
    """What a JSON Lines record calls its parts; ``meta.url`` reaches into an object.

    A key that is spelled with its dots wins over the way into an object.
    """

    id: str = "id"
    text: str = "text"
    url: str = "url"
    publisher: str = "publisher"
    crawled_at: str = "crawled_at"
    title: str = "title"
    authors: str = "authors"
    published_at: str = "published_at"


class Record(NamedTuple):
    """One document as its source states it."""

    document_id: str
    source: str  # the collection's name
    source_id: str  # path below it, or the record's id, or its line number
    file: str  # path below the collection, POSIX
    content: bytes | str  # the file's bytes, or the record's text
    publisher: str = ""
    url: str = ""
    crawled_at: datetime | None = None  # aware
    warnings: tuple[tuple[str, str], ...] = ()  # (what was passed over, where and what it was)
    title: str = ""
    authors: tuple[str, ...] = ()
    published_at: str = ""  # as `read_stated` takes it: its clock may be a local one


class Unreadable(NamedTuple):
    """An input of which no document can be made, and why."""

    document_id: str
    source: str
    source_id: str
    file: str
    reason: str  # a sentence
    content: bytes | None = None  # as far as it could be read


def storable(value: str) -> str:
    r"""The same string, fit for a table: what no UTF-8 can spell is spelled out.

    >>> storable("Köln"), storable("K\udcf6ln")
    ('Köln', 'K\\udcf6ln')
    """
    if value.isascii():
        return value
    return value.encode("utf-8", "backslashreplace").decode("utf-8")


def size_of(count: int) -> str:
    """A number of bytes as people read it.

    >>> size_of(312), size_of(52_428_800)
    ('312 bytes', '52.4 MB')
    """
    return f"{count} bytes" if count < 100_000 else f"{count / 1e6:.1f} MB"


def why(error: OSError) -> str:
    """What the system says, without its number and path.

    >>> why(PermissionError(13, "Permission denied", "a.txt"))
    'Permission denied'
    """
    return error.strerror or str(error) or type(error).__name__


def read_time(value: object) -> datetime | None:
    """A crawl time: ISO 8601, seconds or milliseconds since 1970, or a crawler's 14 digits; naive is UTC.

    Raises ValueError for what is none of these; None and the empty string state nothing.

    >>> read_time("2024-05-03T10:00:00+02:00").isoformat(), read_time(1714723200).isoformat()
    ('2024-05-03T08:00:00+00:00', '2024-05-03T08:00:00+00:00')
    >>> read_time("2024-05-03"), read_time("20240503080000").hour, read_time("1714723200000").hour
    (datetime.datetime(2024, 5, 3, 0, 0, tzinfo=datetime.timezone.utc), 8, 8)
    >>> read_time("gestern")
    Traceback (most recent call last):
        ...
    ValueError: Invalid isoformat string: 'gestern'
    """
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return _read_spelled(value.strip())
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise ValueError(f"a time is a string or a number, not {type(value).__name__}")
    return _since_1970(value)


def _read_spelled(value: str) -> datetime:
    if value.isascii() and value.isdigit() and len(value) != len("20240503"):
        if len(value) == len("20240503080000"):
            return datetime.strptime(value, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        return _since_1970(int(value))
    time = datetime.fromisoformat(value)
    try:
        return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
    except OverflowError as error:
        raise ValueError(f"{value} is no time that UTC knows") from error


def _since_1970(value: float) -> datetime:
    try:
        seconds = value / 1000 if abs(value) > 1e11 else value  # 1e11 seconds is the year 5138
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, OSError) as error:
        raise ValueError(f"{value} is no time since 1970") from error


def below(path: str, folder: str) -> str:
    """The path below a folder, POSIX and fit for a table."""
    return storable(Path(path).relative_to(folder).as_posix())
