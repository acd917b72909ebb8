"""The rows of a page, and what interrupts a sentence that goes on behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from transforms.wraps.page_marks import HEAD, NUMBER, URL
from transforms.wraps.rows import LineWords, Row
from transforms.wraps.width import Width, need

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
    """Short lines set apart from a sentence that goes on behind them, whatever they say."""
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
