"""What stands above the clocks of a liveblog and belongs to them: headlines, authors."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from transforms.liveblog.page import Page, heads, is_person, is_prose
from transforms.liveblog.timestamps import Stamp, may_hold_clock

_FEWEST_HEADED, _HEADED = 3, 0.8  # clocks with text beside them, and how many of them have a headline above
_ALL_HEADED = 0.9  # of the clocks, if authors stand below them
_NOTE = 40  # characters
_STEMS = re.compile(r"(?<![^\W\d_])[^\W\d_]{5}")  # by which words are compared
_FEWEST_ALIKE, _ALIKE = 2, 0.6  # of the headlines, that share a word with their text
_AUTHORS = 0.7  # of the clocks, above which authors then have their line


class Signed(NamedTuple):
    """What stands above a clock: its author, and the headline between the two, if there is one."""

    author: int
    headline: int | None = None


def authors_above(stamps: Sequence[Stamp], page: Page) -> dict[int, Signed]:
    """The authors' lines by the clocks below them: where nearly all clocks have one of a few names above.

    A headline may stand between, which looks like a name where it is two words: a name comes again.
    """
    slots = [_slots(stamp, page) for stamp in stamps]
    again = Counter(page.texts[line] for slot in slots for line in slot if is_person(page.texts[line]))
    people: dict[int, Signed] = {}
    for number, (stamp, slot) in enumerate(zip(stamps, slots, strict=True), 1):
        if signed := _signed(slot, page, again):
            people[stamp.line] = signed
        elif number - len(people) > len(stamps) * (1 - _AUTHORS):
            return {}
    names = {page.texts[signed.author] for signed in people.values()}
    return {} if len(names) > len(people) * 0.5 else people


def _slots(stamp: Stamp, page: Page) -> list[int]:
    """The two lines above a clock, the nearest first."""
    above = page.above(stamp.line)
    over = page.above(above) if above is not None else None
    return [line for line in (above, over) if line is not None]


def _signed(slot: Sequence[int], page: Page, again: Mapping[str, int]) -> Signed | None:
    texts = [page.texts[line] for line in slot]
    if (
        len(slot) > 1
        and again[texts[1]] > 1 >= again[texts[0]]
        and heads(texts[0])
        and not is_prose(texts[0])
    ):
        return Signed(slot[1], slot[0])
    return Signed(slot[0]) if slot and is_person(texts[0]) else None


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
    """The headline above each clock whose line goes on with text, by that clock, if nearly all have one.

    Else those that are set apart from the entry above: where some are, or most have a word of their text. Spares
    teasers, rows of an entry's list, and pages whose headlines stand beside clocks.
    """
    if len(stamps) < _FEWEST_HEADED or len(beside) > len(stamps) * (1 - _HEADED):
        return {}
    clocks = {stamp.line for stamp in stamps}
    over: dict[int, int] = {}
    for stamp in stamps:
        line = page.right_above(stamp.line) if stamp.rest and stamp.line not in beside else None
        if (
            line is not None
            and line not in clocks
            and heads(page.shown[line])
            and not is_prose(page.shown[line])
        ):
            over[stamp.line] = line
    if len(stamps) - len(over) <= len(stamps) * (1 - _HEADED):
        return over
    over = {clock: line for clock, line in over.items() if page.texts[line]}  # ads head nothing
    alike = sum(_share_word(page.shown[line], page.shown[clock]) for clock, line in over.items())
    if alike >= max(_FEWEST_ALIKE, len(over) * _ALIKE):
        return over
    apart = {clock: line for clock, line in over.items() if _is_apart(line, clock, page)}
    return apart if len(apart) >= _FEWEST_HEADED else {}


def _is_apart(headline: int, clock: int, page: Page) -> bool:
    """Whether a headline stands nearer to its clock than to the text above it, which is none of a list's rows."""
    above = page.right_above(headline)
    if above is None or not is_prose(page.shown[above]):
        return False
    return headline - above > 1 or clock - headline == 1


def _share_word(headline: str, text: str) -> bool:
    return not set(_STEMS.findall(headline.casefold())).isdisjoint(_STEMS.findall(text.casefold()))


def _tells_clock(text: str) -> bool:
    """Whether a short line has a clock itself: "Updated at 1.53am BST" heads nothing."""
    return len(text) <= _NOTE and may_hold_clock(text)
