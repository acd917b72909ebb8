"""What stands above the clocks of a liveblog and belongs to them: headlines, authors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from transforms.liveblog.page import Page, heads, is_person, is_prose
from transforms.liveblog.timestamps import Stamp, may_hold_clock

_FEWEST_HEADED, _HEADED = 3, 0.8  # clocks with text beside them, and how many of them have a headline above
_ALL_HEADED = 0.9  # of the clocks, if authors stand below them
_NOTE = 40  # characters
_AUTHORS = 0.7  # of the clocks, above which authors then have their line


def authors_above(stamps: Sequence[Stamp], page: Page) -> dict[int, tuple[int]]:
    """The lines of authors by the clocks below them: where nearly all clocks have one of a few names above."""
    people: dict[int, int] = {}
    for number, stamp in enumerate(stamps, 1):
        line = page.above(stamp.line)
        if line is not None and is_person(page.texts[line]):
            people[stamp.line] = line
        elif number - len(people) > len(stamps) * (1 - _AUTHORS):
            return {}
    names = {page.texts[line] for line in people.values()}
    if len(names) > len(people) * 0.5:
        return {}
    return {clock: (line,) for clock, line in people.items()}


def headlines_above(
    stamps: Sequence[Stamp], spans: Sequence[Sequence[int]], page: Page, labels: frozenset[str]
) -> bool:
    """Whether the headlines stand above their clocks: where text follows the clocks at once, or an author.

    What comes again above the clocks is the furniture that ends each entry: "About sharing".
    """
    told = [(stamp, span) for stamp, span in zip(stamps, spans, strict=True) if span]
    clocks = {stamp.line for stamp in stamps}
    alone = [stamp.line for stamp, _ in told if not stamp.rest]
    if not alone:
        return False
    below = [
        next((page.texts[line] for line in span if page.texts[line].casefold() not in labels), "")
        for stamp, span in told
        if not stamp.rest
    ]
    above = [
        page.texts[line]
        for line in map(page.above, alone)
        if line is not None and line not in clocks and not _tells_clock(page.texts[line])
    ]
    counted = Counter(above)
    heading_below = sum(map(_may_head, below))
    heading_above = sum(_may_head(text) and counted[text] < _FEWEST_HEADED for text in above)
    signed = sum(is_person(page.texts[span[0]]) for stamp, span in told if not stamp.rest)
    if heading_above >= len(alone) * _ALL_HEADED and signed >= len(alone) * 0.5:
        return True  # what stands below the authors is their offices
    return heading_below < len(alone) * 0.5 and heading_above >= len(alone) * 0.7


def _may_head(text: str) -> bool:
    return heads(text) and not is_prose(text) and not is_person(text)


def headlines_over_texts(stamps: Sequence[Stamp], beside: Collection[int], page: Page) -> dict[int, int]:
    """The headline above each clock whose line goes on with text, by that clock: nearly all have one, or none counts.

    Spares headings that divide a liveblog's entries into sections, and pages whose headlines stand beside clocks.
    """
    if len(stamps) < _FEWEST_HEADED or len(beside) > len(stamps) * (1 - _HEADED):
        return {}
    clocks = {stamp.line for stamp in stamps}
    over: dict[int, int] = {}
    for number, stamp in enumerate(stamps, 1):
        line = page.right_above(stamp.line) if stamp.rest and stamp.line not in beside else None
        if (
            line is not None
            and line not in clocks
            and heads(page.shown[line])
            and not is_prose(page.shown[line])
        ):
            over[stamp.line] = line
        elif number - len(over) > len(stamps) * (1 - _HEADED):
            return {}
    return over


def _tells_clock(text: str) -> bool:
    """Whether a short line has a clock itself: "Updated at 1.53am BST" heads nothing."""
    return len(text) <= _NOTE and may_hold_clock(text)
