"""The marks that a liveblog's lines get: roles of clocks, dividers, headlines, authors; clocks cut off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from transforms.document import Line, Role
from transforms.liveblog_evidence import Page, is_prose
from transforms.liveblog_openings import Opening
from transforms.liveblog_words import Words, points_elsewhere
from transforms.moments import Moment
from transforms.rulebook import Vocabulary
from transforms.timestamps import read_divider

CLOCK = "liveblog/clock"
DIVIDER = "liveblog/day-divider"
HEADLINE = "liveblog/headline"
HEADLINE_ABOVE = "liveblog/headline-above"
TICKER = "liveblog/ticker-frame"
AUTHOR = "liveblog/author"
OTHER_DAY = "liveblog/other-day"
POINTER = "liveblog/pointer"

_TEASER = 900  # characters of the text below a pointer to another day's liveblog, at most
_LONGEST_DIVIDER = 48
_UNSURE = frozenset({None, Role.BOILERPLATE})


def is_marked(lines: Sequence[Line]) -> bool:
    """Whether the marks are there already."""
    if any(rule.startswith("liveblog/") for rule in {line.rule for line in lines}):
        return True
    return any(CLOCK in edits for edits in {line.edits for line in lines})


def mark_opening(marked: list[Line], opening: Opening, page: Page, end: int, words: Words) -> None:
    """Mark the lines that open one entry, of which nothing lies at or behind ``end``."""
    at = opening.stamp.line
    headline = opening.cut if opening.headline in (at, None) else page.shown[opening.headline]
    if headline and points_elsewhere(headline, words):
        _mark_pointer(marked, opening, page, end)
        return
    if opening.cut is None:
        marked[at] = marked[at].judged(Role.TIMESTAMP, CLOCK)
    else:
        marked[at] = marked[at].edited(opening.cut, CLOCK)
    if opening.headline is not None and marked[opening.headline].role in _UNSURE:
        rule = HEADLINE_ABOVE if opening.headline < at else HEADLINE
        marked[opening.headline] = marked[opening.headline].judged(Role.HEADING, rule)
    for line in opening.labels:
        marked[line] = marked[line].judged(Role.METADATA, AUTHOR)


def _mark_pointer(marked: list[Line], opening: Opening, page: Page, end: int) -> None:
    """Take a pointer to another day's liveblog away, and its teaser: an entry in form, but without news."""
    at = opening.stamp.line
    role = Role.TIMESTAMP if opening.cut is None else Role.BOILERPLATE
    marked[at] = marked[at].judged(role, OTHER_DAY)
    below = page.between(at, end)
    teaser = [line for line in below if is_prose(page.texts[line]) and len(page.texts[line]) <= _TEASER][:1]
    for line in (*opening.labels, opening.headline, *teaser):
        if line is not None and marked[line].role is None:
            marked[line] = marked[line].judged(Role.BOILERPLATE, OTHER_DAY)


def find_dividers(lines: Sequence[Line], vocabulary: Vocabulary) -> dict[int, Moment]:
    """The lines that are a day and nothing else, by line.

    A block of furniture may have swallowed one; with its weekday it is no other article's date.
    """
    return {
        at: moment
        for at, line in enumerate(lines)
        if line.role in _UNSURE
        and 3 < len(line.text) <= _LONGEST_DIVIDER
        and (moment := read_divider(line.text, vocabulary)) is not None
        and (line.role is None or moment.weekday is not None)
    }


def entry_dividers(
    dividers: Mapping[int, Moment], openings: Sequence[Opening], page: Page, reach: int
) -> list[int]:
    """The dividers between, right above or soon below the entries; not the date in the page's head."""
    first, last = openings[0].first_line, openings[-1].stamp.line
    above = max((at for at in dividers if at < first), default=None)
    if above is not None and page.prose(range(above, first)):
        above = None
    inside = [at for at in dividers if first < at < last or at == above]
    below = [
        at for at, moment in dividers.items() if last < at <= last + reach and moment.weekday is not None
    ]
    return inside + below[:1]


def mark_dividers(marked: list[Line], dividers: Sequence[int]) -> None:
    """Mark the day dividers."""
    for at in dividers:
        marked[at] = marked[at].judged(Role.TIMESTAMP, DIVIDER)
