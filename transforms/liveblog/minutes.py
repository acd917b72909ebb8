"""Match tickers: entries that only the minute of play opens, as in "63 Einwechslung bei Nordau: Jo Tal"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from transforms.document import BODY, HEADING, WRAPPED, Document, Line
from transforms.liveblog.marks import HEADLINE, TEXT
from transforms.liveblog.openings import heads
from transforms.liveblog.page import Page, is_prose
from transforms.rulebook import Rulebook

_FEWEST = 6  # lines with minutes that make a match ticker,
_FEWEST_EVENTS = 3  # of which so many tell what happens in matches
_LONGEST = 130  # minutes of play, with extra time
_SHARE = 0.3  # of the lines from the first minute to the last
_MINUTE = re.compile(
    r"(\d{1,3})(?:[.'’′´](?!\d))?\s?(?:\+\s?\d{1,2}[.'’′´]?\s?)?(?:(?:min|mins|minute)[.:]?\s)?[:|–-]?\s?"
    r"(?:\d{1,2}:(?!0\d)\d{1,2}\s?[|–-]?\s?)?"  # the score
    r"(?=(?-i:[^\W\d_a-zß-ÿ]))",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"(\d{1,3})\s?(?:(?:\+\s?\d{1,2}\s?)?(?:[.'’′´]|min\.?|minute)|\+\s?\d{1,2})", re.IGNORECASE
)


def mark_match(document: Document, rulebook: Rulebook) -> Document:
    """Mark the lines of a match ticker that a minute opens, headlines and texts; the minutes stay.

    The minutes have to rise or fall, and some lines to tell of goals, cards or substitutes. Spares tables,
    squads and numbered lists.
    """
    found = {
        at: minute
        for at, line in enumerate(document.lines)
        if (text := line[1]) and not text[0].isalpha() and line[2] is None and (minute := _minute(text))
    }  # by place and by the first sign: every page is asked, and few lines open with a number
    if len(found) < _FEWEST or not _is_played(list(found.values())):
        return document
    events = rulebook.vocabulary(document.language).named("match_events")
    page = Page(document.lines)
    below = {at: page.between(at, min([*(later for later in found if later > at), at + 4])) for at in found}
    said = [_with_text(page, at, below[at]).casefold() for at in found]
    lines = document.lines[min(found) : max(found) + 1]
    if sum(_tells_event(text, events) for text in said) < _FEWEST_EVENTS or len(found) < _SHARE * sum(
        bool(line.text.strip()) for line in lines
    ):
        return document
    return document.with_lines(_marked(document.lines, page, below))


def _marked(lines: Sequence[Line], page: Page, below: Mapping[int, Sequence[int]]) -> list[Line]:
    """The lines with those that a minute opens marked; a minute alone goes on with the text below it."""
    marked = list(lines)
    for at, texts in below.items():
        headed = heads(page.texts[at]) and bool(texts) and is_prose(page.texts[texts[0]])
        role, rule = (HEADING, HEADLINE) if headed else (BODY, TEXT)
        marked[at] = marked[at].judged(role, rule)
        if texts and _ALONE.fullmatch(page.texts[at]):
            marked[at] = marked[at].joined(WRAPPED)
    return marked


def _with_text(page: Page, at: int, below: Sequence[int]) -> str:
    """What a line with a minute says, with the text below where it says nothing else."""
    alone = below and _ALONE.fullmatch(page.texts[at])
    return page.texts[below[0]] if alone else page.texts[at]


def _minute(text: str) -> int:
    """The minute that opens a line, or is all it says, from 1; 0 for any other line."""
    text = text.strip()
    match = _MINUTE.match(text) or _ALONE.fullmatch(text)
    return int(match[1]) if match and int(match[1]) <= _LONGEST else 0


def _is_played(minutes: Sequence[int]) -> bool:
    """Whether minutes go one way, some lines sharing one and others far apart: a list counts by one."""
    steps = [two - one for one, two in pairwise(minutes)]
    one_way = all(step >= 0 for step in steps) or all(step <= 0 for step in steps)
    return one_way and 0 in steps and any(abs(step) > 1 for step in steps)


def _tells_event(folded: str, events: Sequence[str]) -> bool:
    return any(event in folded for event in events)
