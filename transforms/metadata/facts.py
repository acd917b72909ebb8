"""What one line says about its document."""

from __future__ import annotations

from typing import NamedTuple

from transforms.dates.finding import Moment

PUBLISHED = "published"
UPDATED = "updated"
_FIRM = ("date", "byline", "agency", "reading")  # kinds that need no company


class Facts(NamedTuple):
    """What a line of metadata says, and in one word what it is: the rule's name."""

    kind: str  # "date", "byline", "agency", "reading"; beside one of those "name", "day", "role", "label", "number"
    dates: tuple[tuple[str | None, Moment], ...] = ()  # PUBLISHED, UPDATED or None, and the moment
    authors: tuple[str, ...] = ()
    agency: str | None = None
    reading_minutes: int | None = None
    label: str | None = None  # PUBLISHED or UPDATED, waiting for a date on the next line
    opens: bool = False  # a byline whose names are on the next lines

    @property
    def firm(self) -> bool:
        """Whether the line is metadata whatever stands beside it."""
        return self.kind in _FIRM
