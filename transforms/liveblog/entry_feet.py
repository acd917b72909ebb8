"""What a page prints below each entry of its liveblog: "Auf Beitrag antworten", "Melden"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from transforms.document import BOILERPLATE, Line
from transforms.liveblog.openings import Opening
from transforms.liveblog.page import Page, is_prose

ENTRY_FOOT = "liveblog/entry-foot"
_FEWEST, _SHARE = 3, 0.5  # entries below which it stands, and how many of them
_LONGEST = 40  # characters
_LINES = 3  # below one entry


def mark_entry_feet(marked: list[Line], openings: Sequence[Opening], page: Page) -> None:
    """Mark the short lines that stand right above most entries, each the same again, wherever they stand."""
    above = [line for opening in openings[1:] for line in _short_above(opening.first_line, page)]
    counted = Counter(page.shown[line] for line in above if marked[line].role is None)
    least = max(_FEWEST - 1, len(openings) * _SHARE - 1)  # below the last entry nothing is looked for
    feet = {text for text, times in counted.items() if times >= least}
    if not feet:
        return
    for at in range(openings[0].first_line, len(marked)):
        if marked[at].role is None and page.shown[at] in feet:
            marked[at] = marked[at].judged(BOILERPLATE, ENTRY_FOOT)


def _short_above(first: int, page: Page) -> list[int]:
    """The nearest lines above a line that are short and no text."""
    short: list[int] = []
    line = page.right_above(first)
    while line is not None and len(short) < _LINES:
        text = page.shown[line]
        if len(text) > _LONGEST or is_prose(text) or text[-1] in ".!?":
            break
        short.append(line)
        line = page.right_above(line)
    return short
