"""Clocks that stand below what they date: headline, text, "Ada Quill7 December 2031 17:05"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from transforms.liveblog.page import Page, heads, is_person, is_prose
from transforms.liveblog.timestamps import Stamp

_FEWEST = 3  # clocks
_REACH = 12  # lines with text above the first clock among which its headline is looked for
_BELOW = 6  # lines below the last clock among which none is its text


def headlines_of_texts_above(stamps: Sequence[Stamp], page: Page, labels: frozenset[str]) -> dict[int, int]:
    """The headlines by the clocks that end their entries; empty where clocks open entries, as they mostly do.

    Where they end them, the last clock has no text below, the first has headline and text above, and so have all.
    """
    if len(stamps) < _FEWEST or any(not _says_no_more(stamp, labels) for stamp in stamps):
        return {}
    last = stamps[-1].line
    if any(is_prose(page.texts[line]) for line in page.between(last, len(page.texts))[:_BELOW]):
        return {}
    first = page.between(-1, stamps[0].line)[-_REACH:]
    text = next(
        (place for place in range(len(first) - 1, -1, -1) if is_prose(page.texts[first[place]])), None
    )
    if text is None:
        return {}
    top = next((line for line in first[:text][::-1] if _may_head(page.texts[line])), None)
    spans = [page.between(one.line, two.line) for one, two in pairwise(stamps)]
    tops = [top, *(_headline(span, page) for span in spans)]
    if None in tops:
        return {}
    return {stamp.line: line for stamp, line in zip(stamps, tops, strict=True) if line is not None}


def _headline(span: Sequence[int], page: Page) -> int | None:
    """The first headline between two clocks, if a text stands below it."""
    for place, line in enumerate(span):
        if _may_head(page.texts[line]):
            told = any(is_prose(page.texts[below]) for below in span[place + 1 :])
            return line if told else None
    return None


def _may_head(text: str) -> bool:
    return heads(text) and not is_prose(text)


def _says_no_more(stamp: Stamp, labels: frozenset[str]) -> bool:
    """Whether a clock's line names an author besides, or nothing."""
    return not stamp.rest or is_person(stamp.rest) or stamp.rest.casefold() in labels
