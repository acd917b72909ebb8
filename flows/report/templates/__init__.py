"""The templates, and how numbers, times and quotations look in them. Everything is escaped."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Environment

# Control characters show as their pictures; a carriage return or a NUL would otherwise vanish, or worse.
_PICTURES = {code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n"} | {127: 0x2421}


def render(template: str, **values: Any) -> str:
    """The template with these values, each of which is escaped unless it is `Markup`."""
    return _environment().get_template(template).render(**values)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("flows.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=show_controls,
    )
    environment.filters |= {
        "number": number,
        "percent": percent,
        "moment": moment,
        "duration": duration,
        "size": size,
    }
    return environment


def show_controls(value: Any) -> Any:
    r"""Text with control characters made visible; anything else as it is.

    >>> show_controls("a\x00b\r")
    'a␀b␍'
    """
    return value.translate(_PICTURES) if type(value) is str else value


def number(value: float) -> str:
    """A count with thousands set apart by a thin blank.

    >>> number(1234567)
    '1\u202f234\u202f567'
    """
    return f"{value:,.0f}".replace(",", "\N{NARROW NO-BREAK SPACE}")


def percent(share: float) -> str:
    """A share as a percentage. What is not nothing never shows as 0 %, nor less than all as 100 %.

    >>> [percent(share) for share in (0, 0.00001, 0.034, 0.5, 0.99999, 1)]
    ['0\u202f%', '<\u202f0.1\u202f%', '3.4\u202f%', '50\u202f%', '>\u202f99.9\u202f%', '100\u202f%']
    """
    shown = 100 * share
    if 0 < shown < 0.1:
        text = "<\N{NARROW NO-BREAK SPACE}0.1"
    elif 99.9 < shown < 100:
        text = ">\N{NARROW NO-BREAK SPACE}99.9"
    else:
        text = f"{shown:.1f}".removesuffix(".0")
    return f"{text}\N{NARROW NO-BREAK SPACE}%"


def moment(value: datetime) -> str:
    """A point in time, to the minute, in UTC."""
    return f"{value.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def duration(seconds: float) -> str:
    """A duration in the two units that matter.

    >>> [duration(seconds) for seconds in (0.42, 75, 4000)]
    ['0.4 s', '1 min 15 s', '1 h 6 min']
    """
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {rest} s"


def size(megabytes: float) -> str:
    """Megabytes, or what they are easier to read as.

    >>> [size(value) for value in (0, 0.0123, 4.56, 12345)]
    ['0 MB', '12.3 kB', '4.6 MB', '12.3 GB']
    """
    if not megabytes:
        return "0 MB"
    if megabytes < 0.1:
        return f"{megabytes * 1e3:.1f} kB"
    return f"{megabytes:.1f} MB" if megabytes < 1e4 else f"{megabytes / 1e3:.1f} GB"
