"""The rows of a page, and what interrupts a sentence that goes on behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from transforms.wraps.page_marks import HEAD, NUMBER, URL
from transforms.wraps.rows import LineWords, Row
from transforms.wraps.width import Width, need

_EDGE_NUMBER = re.compile(
    r"^(\d{1,4})(?:\s{0,2}[·•|/])?\s{1,2}[^\W\d_]|[^\W\d_.–—-][.]?\s{0,2}(?:[·•|/]\s{0,2})?(\d{1,4})$"
)
_CREDIT = re.compile(r"(?:^|[.!?“”»\"] )([^\W\d_]+): \S")  # "Foto: Jo Tal"
_ROOM = 0.9  # of the width
_CAPTION, _HEAD_LINES = 5, 4  # lines of the longest caption, of the longest head
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

    def claim(self, start: int, end: int, kind: str = HEAD) -> None:
        """Take the span for furniture, whatever its lines say."""
        self.kinds[start:end] = [known or kind for known in self.kinds[start:end]]
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


def find_captions(page: Page) -> Iterator[tuple[int, int]]:
    """The captions of pictures amid a sentence that goes on behind them, each with the credit that ends it."""
    labels = page.words.credit_labels
    for end, row in enumerate(page.rows[:-1], 1):
        credit = _CREDIT.search(row.text) if ":" in row.text else None
        if credit is None or credit[1].lower() not in labels or not page.rows[end].continues:
            continue
        starts = range(end - 1, max(0, end - 1 - _CAPTION), -1)
        found = [place for place in starts if _breaks_off(page, place, end)]
        told = [place for place in found if _is_told(page, place)] or (found if len(found) == 1 else [])
        told = told or [place for place in found if _opens(page, place)]
        if told:
            yield told[0], end


def _breaks_off(page: Page, start: int, end: int) -> bool:
    """Whether a line begins anew below a full one that ends no sentence, and goes on behind the span."""
    before, row, behind = page.rows[start - 1], page.rows[start], page.rows[end]
    if row.continues or before.is_closed(page.words.abbreviations):
        return False
    return before.hyphenated or need(before, behind) > page.width.word


def _is_told(page: Page, start: int) -> bool:
    """Whether a line can't be the next one: below half a word it has a capital, or its first word had room above."""
    before, row = page.rows[start - 1], page.rows[start]
    if before.hyphenated:
        return before.text[-2:-1].islower() and row.text[0].isupper()
    return need(before, row) <= page.width.word


def _opens(page: Page, start: int) -> bool:
    """Whether a line opens as sentences do: with a capital on a little word, or with a number."""
    word = page.rows[start].word
    return word.isdigit() or (word[:1].isupper() and word.lower() in page.words.function_words)


def _touching_heads(page: Page) -> Iterator[tuple[int, int]]:
    """Short lines amid a sentence of which one counts pages, and behind which it goes on in lower case."""
    counting = {
        place
        for place, row in enumerate(page.rows)
        if (row.text[-1].isdigit() or row.text[0].isdigit()) and _counts(row, page.kinds[place])
    }
    if not counting:
        return
    for end in range(2, len(page.rows)):
        if not page.rows[end].continues or counting.isdisjoint(range(max(1, end - MOST_LINES), end)):
            continue
        for start in range(end - 1, max(0, end - 1 - _HEAD_LINES), -1):
            if not _may_be_head(page, start):
                break
            before = page.rows[start - 1]
            if before.is_closed(page.words.abbreviations) or counting.isdisjoint(range(start, end)):
                continue
            if before.hyphenated or need(before, page.rows[end]) > page.width.word:
                yield start, end


def _counts(row: Row, kind: str) -> bool:
    """Whether a line has the number of its page, alone or beside names: "Auentaler Bote 8"."""
    if row.continues or row.is_marked:
        return False
    return kind == NUMBER or (
        edge_number(row.text) is not None and not any(map(str.islower, row.text.split()))
    )


def _may_be_head(page: Page, place: int) -> bool:
    """Whether a line is none of a sentence: short, with room for what stands below it."""
    row, below = page.rows[place], page.rows[place + 1]
    return _is_short(page, place) and not row.continues and need(row, below) <= _ROOM * page.width.word


def find_interruptions(page: Page) -> Iterator[tuple[int, int]]:
    """Short lines set apart from a sentence that goes on behind them, whatever they say.

    Some with a number at its start or end needn't be set apart.
    """
    yield from _touching_heads(page)
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
