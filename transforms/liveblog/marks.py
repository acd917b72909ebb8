"""The marks that a liveblog's lines get: roles of clocks, dividers, headlines, authors; clocks cut off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from transforms.dates.moments import Moment
from transforms.document import (
    BODY,
    BOILERPLATE,
    HEADING,
    METADATA,
    PARAGRAPH,
    TIMESTAMP,
    Document,
    Line,
)
from transforms.liveblog.openings import Opening
from transforms.liveblog.page import Page, is_prose
from transforms.liveblog.runs import Run, cut_to, is_wrapped
from transforms.liveblog.timestamps import END, Stamp, read_divider
from transforms.liveblog.words import Words, points_elsewhere
from transforms.rulebook import Vocabulary

CLOCK = "liveblog/clock"
CLOCK_AGAIN = "liveblog/clock-again"
AGE_AGAIN = "liveblog/age"  # what says a clock again, as an age
DIVIDER = "liveblog/day-divider"
HEADLINE = "liveblog/headline"
HEADLINE_ABOVE = "liveblog/headline-above"
HEADLINE_GOES_ON = "liveblog/headline-goes-on"  # the further lines of a wrapped one
TICKER = "liveblog/ticker-frame"
AUTHOR = "liveblog/author"
AUTHOR_ABOVE = "liveblog/author-above"  # an entry begins with it
OTHER_DAY = "liveblog/other-day"
POINTER = "liveblog/pointer"
TEXT = "liveblog/text"  # behind a clock, which shape can't know to be an entry's
ENTRY_TEXT = "liveblog/entry-text"  # below a clock whose headline stands above
TEXT_ABOVE = "liveblog/text-above"  # an entry begins with it, and ends with its clock
SUMMARY = "liveblog/summary"

_TEASER = 900  # characters of the text below a pointer to another day's liveblog, at most
_LONGEST_DIVIDER = 48
_QUOTES = "“”»«\"'’"
_BETWEEN = 4  # lines below a clock among which its text begins: the clock again, an author, an office
_UNSURE = frozenset({None, BOILERPLATE})


def is_marked(lines: Sequence[Line]) -> bool:
    """Whether the marks are there already."""
    rules = {line[3] for line in lines}  # by place, which is faster: every page is asked, twice
    if any(rule.startswith("liveblog/") for rule in rules):
        return True
    return any(CLOCK in edits for edits in {line[4] for line in lines if line[4]})


def mark_opening(marked: list[Line], opening: Opening, page: Page, end: int, words: Words) -> None:
    """Mark the lines that open one entry, of which nothing lies at or behind ``end``."""
    at = opening.stamp.line
    headline = opening.cut if opening.headline in (at, None) else page.shown[opening.headline]
    if headline and points_elsewhere(headline, words):
        _mark_pointer(marked, opening, page, end)
        return
    run = page.paragraph(at)
    clock = run[-1] if opening.stamp.layout == END else run[0]
    if opening.cut is None:
        for line in run:
            marked[line] = marked[line].judged(TIMESTAMP, CLOCK if line == clock else AUTHOR)
    else:
        cut_lines(marked, run, opening.cut, clock)
    if opening.cut is not None and opening.headline != at and len(opening.cut.split()) > 3:
        keep_text(marked, run)
    above = opening.headline is not None and opening.headline < clock
    if opening.headline is not None:
        _mark_heading(marked, opening.headline, page, above=above)
    if opening.text is not None:
        for part in page.paragraph(opening.text):
            marked[part] = marked[part].judged(BODY, TEXT_ABOVE)
    elif opening.cut is None and (above or opening.headline is None):
        _keep_text_below(marked, opening, page, end)
    _mark_names(marked, opening, page)


def _mark_heading(marked: list[Line], headline: int, page: Page, *, above: bool) -> None:
    if above and (framed := page.shown[headline]).startswith("++"):
        cut_lines(marked, page.paragraph(headline), framed.strip(" +"))
    mark_headline(marked, page.paragraph(headline), HEADLINE_ABOVE if above else HEADLINE)


def _mark_names(marked: list[Line], opening: Opening, page: Page) -> None:
    if opening.author is not None:
        marked[opening.author] = marked[opening.author].judged(METADATA, AUTHOR_ABOVE)
    for line in opening.labels:
        for part in page.paragraph(line):
            marked[part] = marked[part].judged(METADATA, AUTHOR)


def _keep_text_below(marked: list[Line], opening: Opening, page: Page, end: int) -> None:
    """Mark the whole sentence below a clock as text, where no headline stands between: an entry has one."""
    below = [at for at in page.between(opening.stamp.line, end) if at not in opening.labels][:_BETWEEN]
    at = next((at for at in below if is_prose(page.texts[at])), None)
    if at is not None and marked[at].role is None and page.texts[at].rstrip(_QUOTES)[-1:] in {".", "!", "?"}:
        for part in page.paragraph(at):
            marked[part] = marked[part].judged(BODY, ENTRY_TEXT)


def keep_text(marked: list[Line], run: Run) -> None:
    """Mark what stands behind a clock as text, though it may look like a teaser's among short lines."""
    for at in run:
        if marked[at].role is None:
            marked[at] = marked[at].judged(BODY, TEXT)


def cut_lines(marked: list[Line], run: Run, text: str, clock: int | None = None) -> None:
    """Leave of a paragraph's lines what a part of its text says: without clock, and the frame around it."""
    if len(run) == 1:
        marked[run[0]] = marked[run[0]].edited(text, TICKER if clock is None else CLOCK)
        return
    ends = marked[run[-1]].joint
    for at, said in cut_to(marked, run, text):
        rule = CLOCK if at == clock else TICKER
        marked[at] = marked[at].edited(said, rule) if said else marked[at].judged(TIMESTAMP, rule)
    last = max((at for at in run if marked[at].role is not TIMESTAMP), default=run[-1])
    if marked[last].joint != ends:
        marked[last] = marked[last].joined(ends)


def mark_headline(marked: list[Line], run: Run, rule: str) -> None:
    """Mark the lines of a headline, those that somebody else has judged spared."""
    for at in run:
        if marked[at].role in _UNSURE:
            marked[at] = marked[at].judged(HEADING, rule)
            rule = HEADLINE_GOES_ON
    if is_wrapped(marked[run[-1]]):
        marked[run[-1]] = marked[run[-1]].joined(PARAGRAPH)


def _mark_pointer(marked: list[Line], opening: Opening, page: Page, end: int) -> None:
    """Take a pointer to another day's liveblog away, and its teaser: an entry in form, but without news."""
    at = opening.stamp.line
    role = TIMESTAMP if opening.cut is None else BOILERPLATE
    for line in page.paragraph(at):
        marked[line] = marked[line].judged(role, OTHER_DAY)
    below = page.between(at, end)
    teaser = [line for line in below if is_prose(page.texts[line]) and len(page.texts[line]) <= _TEASER][:1]
    for first in (*opening.labels, opening.headline, *teaser):
        for line in page.paragraph(first) if first is not None else ():
            if marked[line].role is None:
                marked[line] = marked[line].judged(BOILERPLATE, OTHER_DAY)


def keep_summary(
    document: Document, stamps: Sequence[Stamp], entries: Sequence[Stamp], page: Page
) -> Document:
    """The document with its list of what the entries say kept: text, though it may look like furniture.

    It stands above the entries, and most of its lines end in the clock of one: "… gesperrt (11.39 Uhr)".
    """
    clocks = {stamp.minutes for stamp in entries}
    above = [
        stamp for stamp in stamps if stamp.layout == END and stamp.line < entries[0].line and not stamp.full
    ]
    if sum(stamp.minutes in clocks for stamp in above) <= max(1, len(above) // 2):
        return document
    lines = list(document.lines)
    for at in (at for stamp in above for at in page.paragraph(stamp.line) if lines[at].role is None):
        lines[at] = lines[at].judged(BODY, SUMMARY)
    return document.with_lines(lines)


def find_dividers(lines: Sequence[Line], page: Page, vocabulary: Vocabulary) -> dict[int, Moment]:
    """The lines that are a day and nothing else, by line.

    A block of furniture may have swallowed one; with its weekday it is no other article's date.
    """
    return {
        at: moment
        for at, (line, text) in enumerate(zip(lines, page.shown, strict=True))
        if 3 < len(text) <= _LONGEST_DIVIDER
        and line[2] in _UNSURE
        and (moment := read_divider(text, vocabulary)) is not None
        and (line.role is None or moment.weekday is not None)
    }


def entry_dividers(
    dividers: Mapping[int, Moment], openings: Sequence[Opening], page: Page, reach: int
) -> list[int]:
    """The dividers between, right above or soon below the entries; not the date in the page's head.

    Only one, above all entries and with its year, is the page's own date, for the metadata to read.
    """
    first, last = openings[0].first_line, openings[-1].stamp.line
    above = max((at for at in dividers if at < first), default=None)
    if above is not None and page.prose(range(above, first)):
        above = None
    inside = [at for at in dividers if first < at < last or at == above]
    below = [
        at for at, moment in dividers.items() if last < at <= last + reach and moment.weekday is not None
    ]
    found = inside + below[:1]
    return [] if found == [above] and dividers[found[0]].year is not None else found


def mark_dividers(marked: list[Line], dividers: Sequence[int]) -> None:
    """Mark the day dividers."""
    for at in dividers:
        marked[at] = marked[at].judged(TIMESTAMP, DIVIDER)
