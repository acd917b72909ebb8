"""The rows of a page, and what interrupts a sentence that goes on behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from transforms.wraps.page_marks import HEAD, NUMBER, URL
from transforms.wraps.rows import LineWords, Row
from transforms.wraps.width import Width, need

_EDGE_NUMBER = re.compile(r"^(\d{1,4}) [^\W\d_]|[^\W\d_.–—-][.]? ?(\d{1,4})$")
_ROOM = 0.9  # of the width
MOST_LINES = 6  # printed between the text of one page and that of the next


@dataclass(slots=True)
class Page:
    """The rows of a stretch, and which furniture each could be."""

    rows: Sequence[Row]
    width: Width
    keys: list[str]  # what a running head shares with the others of its kind
    kinds: list[str]
    words: LineWords
    certain: set[int] = field(default_factory=set)  # lines that are furniture by where they stand
    _begins: list[bool] = field(init=False)

    def __post_init__(self) -> None:
        """See once which rows begin a block."""
        gap = self.width.gap
        self._begins = [row.gap > gap or row.page for row in self.rows]
        self._begins[:1] = [True]

    def claim(self, start: int, end: int) -> None:
        """Take the span for furniture, whatever its lines say."""
        self.kinds[start:end] = [kind or HEAD for kind in self.kinds[start:end]]
        self.certain.update(row.index for row in self.rows[start:end])

    def begins_block(self, place: int) -> bool:
        """Whether blank lines or a form feed stand before the row, or it is the first, or past the last."""
        return place >= len(self.rows) or self._begins[place]

    def is_amid(self, place: int) -> bool:
        """Whether the row goes on with the sentence of the row before it, so that it is no heading."""
        before, row = self.rows[place - 1], self.rows[place]
        if place == 0 or self.begins_block(place) or before.is_closed(self.words.abbreviations):
            return False
        return need(before, row) > self.width.word

    def beginnings(self) -> list[int]:
        """The places of the rows that begin a block."""
        return [place for place, begins in enumerate(self._begins) if begins]

    def goes_on(self, start: int, end: int) -> bool:
        """Whether a sentence begins before the span and goes on behind it."""
        if start == 0 or end == len(self.rows):
            return False
        before, behind = self.rows[start - 1], self.rows[end]
        if before.is_closed() or before.is_url or (behind.is_marked and not before.dangles(self.words)):
            return False
        return before.hyphenated or need(before, behind) > self.width.word or behind.continues


def find_interruptions(page: Page) -> Iterator[tuple[int, int]]:
    """Short lines set apart from a sentence that goes on behind them, whatever they say.

    One with a number at its start or end needn't be set apart.
    """
    yield from (
        (place, place + 1) for place in range(1, len(page.rows) - 1) if _is_numbered_head(page, place)
    )
    starts = page.beginnings()
    for number, start in enumerate(starts[1:], 1):
        if page.rows[start - 1].is_closed():
            continue
        for end in starts[number + 1 : number + 4]:
            if end - start > MOST_LINES or not all(_is_short(page, place) for place in range(start, end)):
                break
            if _interrupts(page, start, end):
                yield start, end
                break


def edge_number(text: str) -> int | None:
    """The number that a line begins or ends with, as heads of pages do.

    >>> edge_number("Der Fährmann 17"), edge_number("18 Der Fährmann"), edge_number("Der Fährmann")
    (17, 18, None)
    """
    found = _EDGE_NUMBER.search(text)
    return int(found[1] or found[2]) if found else None


def _is_numbered_head(page: Page, place: int) -> bool:
    """Whether a line with a page's number stands amid a sentence: behind half a word, or with room for the next one.

    Spares a sentence's own numbers: its lines are full, and half a word goes on in the next.
    """
    row = page.rows[place]
    if row.continues or row.is_marked or edge_number(row.text) is None:
        return False
    before, behind = page.rows[place - 1], page.rows[place + 1]
    if before.is_closed(page.words.abbreviations):
        return False
    counted = row.text[0].isdigit()
    room = need(row, behind) <= _ROOM * page.width.word
    broken = before.hyphenated and before.text[-2:-1].islower() and (counted or room)
    apart = row.length > row.indent + len(row.text) or row.text.isupper()
    return broken or (room and apart and need(before, behind) > page.width.word)


def _interrupts(page: Page, start: int, end: int) -> bool:
    """Whether the line before them had no room for the one behind them, which goes on with its sentence.

    A lower-case letter behind them shows that. A capital does not: the short lines may be the last of the
    paragraph, unless they count the pages.
    """
    before, behind, limit = page.rows[start - 1], page.rows[end], page.width.word
    if need(before, behind) <= limit or page.kinds[end] == URL:
        return False
    if need(page.rows[end - 1], behind) > limit and NUMBER not in page.kinds[start:end]:
        return False
    if behind.continues:
        return True
    if page.begins_block(end + 1) or (behind.is_marked and not before.dangles(page.words)):
        return False
    if NUMBER not in page.kinds[start:end]:
        return False
    return _belong_to_numbers(page, start, end) or (end - start == 2 and page.is_amid(start - 1))


def _belong_to_numbers(page: Page, start: int, end: int) -> bool:
    """Whether each block counts a page, looks like furniture, or is what a page begins with."""
    starts = [place for place in range(start, end) if page.begins_block(place)]
    return all(
        page.rows[first].page or NUMBER in page.kinds[first:last] or all(page.kinds[first:last])
        for first, last in pairwise([*starts, end])
    )


def _is_short(page: Page, place: int) -> bool:
    """Whether the row may be furniture: by its kind, or as a short line that is no part of a sentence."""
    row = page.rows[place]
    short = row.length <= 0.9 * page.width.word and not row.continues and not row.is_closed()
    return bool(page.kinds[place]) or short
