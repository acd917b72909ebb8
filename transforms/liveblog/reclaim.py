"""Entries of a liveblog that a block of furniture swallowed, handed back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise, zip_longest

from transforms.document import BOILERPLATE, METADATA, Document, Line
from transforms.liveblog.marks import CLOCK_AGAIN
from transforms.liveblog.order import fits_between, follows, goes_before, goes_on, has_text, order
from transforms.liveblog.page import Page
from transforms.liveblog.timestamps import Stamp, may_hold_clock, read_divider, read_stamp
from transforms.rulebook import Vocabulary

_MOST_NAMES, _LONGEST_NAME = (
    2,
    40,
)  # lines between a clock and its text: an author, the office; characters of each
_MOST_SILENT = 2  # clocks one after the other without a text
_CLOSED, _RUNNING = "/live-closed", "/live-running"  # the rules


def reclaim_entries(
    lines: Sequence[Line], chosen: Sequence[Stamp], vocabulary: Vocabulary, labels: frozenset[str]
) -> tuple[list[Line], list[Stamp]]:
    """The lines, those undecided that a block took behind a clock of the liveblog, and all its clock lines.

    A rule for "Mehr zum Thema" takes the short lines below it, and can't know that the next clock opens an
    entry: only the page's other clocks tell. So this overrules it where a clock has their layout and order,
    above the first entry, too. Spares lists of other articles below the last one.
    """
    swallowed = [
        stamp
        for at in range(len(lines))
        if lines[at].role is BOILERPLATE
        and may_hold_clock(lines[at].text)
        and (stamp := read_stamp(at, lines[at].text, vocabulary, labels)) is not None
        and stamp.kind == chosen[0].kind
    ]
    if not swallowed:
        return list(lines), list(chosen)
    page = Page([line._replace(role=None) for line in lines])
    reclaimed = list(lines)
    found = [
        *_above(chosen, swallowed, page),
        *fits_between(chosen, swallowed, page),
        *_below(chosen, swallowed, page, vocabulary),
    ]
    for stamp in found:
        _release(reclaimed, stamp.line)
        below = stamp.line + 1
        if below < len(lines) and _says_again(page.shown[below], stamp, vocabulary, labels):
            reclaimed[below] = reclaimed[below].judged(METADATA, CLOCK_AGAIN)
    return reclaimed, sorted([*chosen, *found], key=lambda stamp: stamp.line)


def _says_again(text: str, stamp: Stamp, vocabulary: Vocabulary, labels: frozenset[str]) -> bool:
    """Whether a line says the same clock once more, and nothing else: "12.28pm GMT" / "12:28"."""
    again = read_stamp(0, text, vocabulary, labels) if may_hold_clock(text) else None
    return again is not None and not again.rest and again.minutes == stamp.minutes


def says_of_itself(lines: Iterable[Line]) -> tuple[bool, bool]:
    """Whether a page says that it was a liveblog, which is over, and whether that it is one, which goes on.

    Rules have found what liveblogs say then.
    """
    rules = {line.rule for line in lines}
    return any(rule.endswith(_CLOSED) for rule in rules), any(rule.endswith(_RUNNING) for rule in rules)


def release_closings(document: Document, clocks: Sequence[int]) -> Document:
    """The document, those lines undecided that say that the liveblog is over right below one of its clock lines.

    Then they are an entry of their own; below the text of another they are none of its.
    """
    if not any(line.rule.endswith(_CLOSED) for line in document.lines):
        return document
    lines = list(document.lines)
    for clock in clocks:
        names = 0
        for at in range(clock + 1, len(lines)):
            text = lines[at].text.strip()
            if lines[at].rule.endswith(_CLOSED):
                lines[at] = lines[at].judged(None, "")
                names = _MOST_NAMES
            elif text:
                names += 1
                if names > _MOST_NAMES or len(text) > _LONGEST_NAME or text[-1] in ".!?":
                    break
    return document.with_lines(lines)


def _above(chosen: Sequence[Stamp], swallowed: Sequence[Stamp], page: Page) -> list[Stamp]:
    """The swallowed clock lines above the first entry that go before it in its order, each with a text."""
    direction, first = order(chosen), chosen[0]
    found: list[Stamp] = []
    for stamp in reversed([stamp for stamp in swallowed if stamp.line < first.line]):
        if not goes_before(stamp, first, direction, page):
            break
        found.append(stamp)
        first = stamp
    return found[::-1]


def _below(
    chosen: Sequence[Stamp], swallowed: Sequence[Stamp], page: Page, vocabulary: Vocabulary
) -> list[Stamp]:
    """The swallowed clock lines that go on below the last entry, each with a text; behind a divider anew.

    One or two may have none, as those of pictures, if the next one goes on with a text.
    """
    direction, last = order(chosen), chosen[-1]
    below = [stamp for stamp in swallowed if stamp.line > last.line]
    below = [
        stamp for above, stamp in pairwise([last, *below]) if stamp.minutes != above.minutes
    ]  # said twice
    found: list[Stamp] = []
    silent: list[Stamp] = []
    for stamp, after in zip_longest(below, below[1:]):
        end = after.line if after else len(page.texts)
        divided = any(read_divider(page.shown[at], vocabulary) for at in range(last.line + 1, stamp.line))
        if has_text(stamp, end, page) if divided else goes_on(last, stamp, direction, end, page):
            found += [*silent, stamp]
            silent, last = [], stamp
        elif len(silent) < _MOST_SILENT and follows(last, stamp, direction):
            silent.append(stamp)
        else:
            break
    return found


def _release(lines: list[Line], start: int) -> None:
    """Make what the same rule took from a clock line on undecided again."""
    rule = lines[start].rule
    for at in range(start, len(lines)):
        if lines[at].text.strip() and lines[at].rule != rule:
            return
        if lines[at].rule == rule:
            lines[at] = lines[at].judged(None, "")
