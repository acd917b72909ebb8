"""Minutes of play above the clocks of a match ticker: "60." / "20:36" / "Letzte Auszeit für die Gäste"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.document import TIMESTAMP, Line
from transforms.liveblog.openings import Opening
from transforms.liveblog.page import Page

MINUTE = "liveblog/minute"
_LONGEST = 130  # minutes of play, with extra time
_FEWEST = 3  # entries with one,
_SHARE = 0.5  # and so much of all
_MINUTE = re.compile(r"(\d{1,3})(?:\s?\+\s?\d{1,2})?\s?(?:[.'’′´]|min\.?|minute)?", re.IGNORECASE)


def mark_minutes(marked: list[Line], openings: Sequence[Opening], page: Page) -> None:
    """Mark the minutes right above the clocks, where many clocks have one: there begin their entries."""
    above = [page.right_above(opening.first_line) for opening in openings]
    minutes = [at for at in above if at is not None and is_minute(page.shown[at])]
    if len(minutes) >= max(_FEWEST, len(openings) * _SHARE):
        for at in minutes:
            marked[at] = marked[at].judged(TIMESTAMP, MINUTE)


def is_minute(text: str) -> bool:
    """Whether a line is a minute of play and nothing else.

    >>> is_minute("60."), is_minute("90+2'"), is_minute("2031")
    (True, True, False)
    """
    minute = _MINUTE.fullmatch(text)
    return minute is not None and int(minute[1]) <= _LONGEST
