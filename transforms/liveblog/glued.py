"""Clocks glued to the headline before them: "Anwohner dürfen Fenster öffnen19.05 Uhr: Die Warnung ist aufgehoben."."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.dates.moments import Moment
from transforms.liveblog.page import Page
from transforms.liveblog.timestamps import FRONT, Stamp

_FEWEST = 3  # lines; one alone is a mishap
_FRAME = "glued"
_AFTER = ("Uhr: ", "h: ", "heures: ")  # of which one stands behind each: few lines have any
_GLUED = re.compile(
    r"(?P<headline>.{8,120}?(?:[^\W\d_]|[^\W\d_][!?\"“”»)]))"
    r"(?P<clock>(?P<hour>[01]?\d|2[0-3])[.:](?P<minute>[0-5]\d)\s?(?:Uhr|h|heures):) (?=[^\W_a-zäöü]|[\"„“»«])"
)


def find_glued(page: Page) -> Sequence[Stamp]:
    """The lines that tell all of an entry, headline, clock and text, without a blank before the clock."""
    found = [
        Stamp(at, FRONT, _FRAME, _moment(glued), f"{glued['headline']} {text[glued.start('clock') :]}")
        for at, text in enumerate(page.texts)
        if any(map(text.__contains__, _AFTER)) and (glued := _GLUED.match(text))
    ]
    return found if len(found) >= _FEWEST else ()


def read_glued(text: str) -> Moment | None:
    """The clock of a line that is known to have one there.

    >>> read_glued("Pegel sinkt19.05 Uhr: Der Pegel ist am Abend gesunken.")
    Moment(hour=19, minute=5)
    """
    glued = _GLUED.match(text)
    return glued and _moment(glued)


def _moment(glued: re.Match[str]) -> Moment:
    return Moment(hour=int(glued["hour"]), minute=int(glued["minute"]))
