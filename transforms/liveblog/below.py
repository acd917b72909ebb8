"""Clocks that stand below what they date: headline, text, "Ada Quill7 December 2031 17:05"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from transforms.liveblog.page import Page, heads, is_person, is_prose, tells
from transforms.liveblog.timestamps import Stamp

_FEWEST = 3  # clocks
_REACH = 12  # lines with text above the first clock among which its headline is looked for
_BELOW = 6  # lines below the last clock among which none is its text
_RIGHT_BELOW = 2  # lines, where clocks touch the texts above them
_TOUCHING = 0.8  # of the clocks, which touch the text above them and no line below
_LONGEST_TEXT = 30  # lines that touch above the first clock, its entry
_BULLETS = frozenset("•*–-►")
_SIGN = re.compile(r"\(?[^\W\d]{2,4}\)?")  # who wrote it: "(jo)"


def tops_of_texts_above(stamps: Sequence[Stamp], page: Page, labels: frozenset[str]) -> Mapping[int, int]:
    """The first lines of entries by the clocks that end them; empty where clocks open entries, as they mostly do.

    Where they end them, the last clock has no text below, the first has headline and text above, and so have all;
    or each clock touches the text above it, and a blank line stands below.
    """
    if len(stamps) < _FEWEST or any(not _says_no_more(stamp, labels) for stamp in stamps):
        return {}
    below = page.between(stamps[-1].line, len(page.texts))
    touching = _touch_above(stamps, page)
    if any(is_prose(page.texts[line]) for line in below[: _RIGHT_BELOW if touching else _BELOW]):
        return {}
    if touching:
        return _tops(stamps, _top_that_touches(stamps[0], page), page)
    first = page.between(-1, stamps[0].line)[-_REACH:]
    text = next(
        (place for place in range(len(first) - 1, -1, -1) if is_prose(page.texts[first[place]])), None
    )
    if text is None:
        return {}
    heads_it = (line for line in first[:text][::-1] if may_head(page.texts[line]))
    top = next((line for line in heads_it if page.texts[line].lower() not in labels), None)
    spans = [page.between(one.line, two.line) for one, two in pairwise(stamps)]
    tops = [top, *(_headline(span, page) for span in spans)]
    if None in tops:
        return {}
    return {stamp.line: line for stamp, line in zip(stamps, tops, strict=True) if line is not None}


def may_head(text: str) -> bool:
    """Whether a line may be a headline, and is no text."""
    return heads(text) and not is_prose(text)


def _touch_above(stamps: Sequence[Stamp], page: Page) -> bool:
    """Whether clocks touch the texts above them, and blank lines stand below."""
    touching = 0
    for stamp in stamps:
        above = page.shown[stamp.line - 1] if stamp.line else ""
        below = page.shown[stamp.line + 1] if stamp.line + 1 < len(page.shown) else ""
        touching += bool(above) and not below and (tells(above) or above[0] in _BULLETS)
    return touching >= len(stamps) * _TOUCHING


def _top_that_touches(first: Stamp, page: Page) -> int:
    top = first.line
    while top and first.line - top < _LONGEST_TEXT and page.texts[top - 1]:
        top -= 1
    return top


def _tops(stamps: Sequence[Stamp], top: int, page: Page) -> Mapping[int, int]:
    """The first line behind the clock before each clock; the clock's own where it has lost what it dates."""
    tops = {stamps[0].line: top}
    for before, stamp in pairwise(stamps):
        span = page.between(before.line, stamp.line)
        tops[stamp.line] = span[0] if span else stamp.line
    return tops


def _headline(span: Sequence[int], page: Page) -> int | None:
    """The first headline between two clocks, if a text stands below it."""
    for place, line in enumerate(span):
        if may_head(page.texts[line]):
            told = any(is_prose(page.texts[below]) for below in span[place + 1 :])
            return line if told else None
    return None


def _says_no_more(stamp: Stamp, labels: frozenset[str]) -> bool:
    """Whether a clock's line names an author besides, or nothing."""
    rest = stamp.rest
    return not rest or is_person(rest) or rest.casefold() in labels or _SIGN.fullmatch(rest) is not None
