"""What is printed at the break of a page, in the middle of the text: numbers, running heads, addresses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import NamedTuple

from transforms.wrap_rows import Row
from transforms.wrap_width import Width, need

NUMBER, HEAD, URL = "wrap/page-number", "wrap/running-head", "wrap/url-footnote"
_LONGEST_HEAD = 110  # columns; a line that repeats and is longer is text
_MOST_HEADS = 4  # lines printed between one page's text and the next one's
_HEAD_ROWS = 5  # a line up there that the pages repeat is the title
_DIGITS = re.compile(r"\d+")
_DATE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}(?:,? \d{1,2}[:.]\d{2})?")
_BARE = re.compile(r"\d{1,4}")
_FRAMED = re.compile(r"\W{1,3} ?(\d{1,4}) ?\W{1,3}|(\d{1,4}) ?[/|] ?\d{1,4}")
_SAYS_PAGE = re.compile(r"[^\W\d_]|[-–—·•] ?\d{1,4} ?[-–—·•]")
_NAMED = re.compile(r"\W*([^\W\d_]+\.?) ?\|? ?(\d{1,4})(?: ?(?:[^\W\d_]+|/) ?\d{1,4})?\W*")
_URL_REST = re.compile(r"\S*(?:[/=&%?#_]|\.\w{2,5}$|-\w+-)\S*")  # an address broken over two lines


def find_furniture(rows: Sequence[Row], width: Width, page_words: AbstractSet[str]) -> list[tuple[Row, str]]:
    """The rows that belong to the page and not to its text, each with the rule that says so.

    A number, a repeated line or an address alone proves nothing: lists, interviews and newsletters have them.
    Proof is a form feed, a sentence that goes on behind it, or the word for page; what looks the same as
    something proven, and is set apart from the text, follows it.
    """
    clusters = list(_clusters(rows, width, page_words))
    proven = [place for place, cluster in enumerate(clusters) if _is_proven(cluster)]
    known = _Known(
        frozenset(_key(row.text) for place in proven for row in clusters[place].rows),
        frozenset(number - place for place in proven for number in clusters[place].numbers),
        any(URL in clusters[place].kinds for place in proven),
    )
    found: list[tuple[Row, str]] = []
    for place, cluster in enumerate(clusters):
        if place in proven or (cluster.apart and not cluster.spared and _follows(cluster, place, known)):
            found += zip(cluster.rows, cluster.kinds, strict=True)
    return found


def without(rows: Sequence[Row], furniture: Sequence[tuple[Row, str]]) -> list[Row]:
    """The rows that remain; what lay before the furniture now lies before what follows it."""
    gone = {row.index for row, _ in furniture}
    kept: list[Row] = []
    before: Row | None = None  # the furniture seen since the last row that stays
    for row in rows:
        if before:
            row = replace(  # noqa: PLW2901
                row,
                gap=before.gap + row.gap,
                page=True,
                barrier=before.barrier or row.barrier,
                skipped=before.skipped or row.skipped,
            )
        if row.index in gone:
            before = row
        else:
            kept.append(row)
            before = None
    return kept


class _Cluster(NamedTuple):
    """Rows next to each other each of which could be furniture, and how the text goes on behind them."""

    rows: Sequence[Row]
    kinds: Sequence[str]
    numbers: Sequence[int]  # the pages they count
    splits: bool  # a sentence begins before them and goes on behind them
    feeds: bool  # a form feed lies before, in or behind them
    apart: bool  # blank lines or form feeds set them apart from the text
    dated: bool  # a date and a page's number stand among them
    spared: bool  # a title that the pages repeat, or addresses that the text announces


class _Known(NamedTuple):
    """What the proven furniture tells about the rest."""

    keys: frozenset[str]
    offsets: frozenset[int]  # pages less page breaks: the same all through a document
    urls: bool


def _clusters(rows: Sequence[Row], width: Width, page_words: AbstractSet[str]) -> Iterator[_Cluster]:
    counts = Counter(_key(row.text) for row in rows if row.length <= _LONGEST_HEAD)
    kinds: list[str] = []
    for row in rows:
        kinds.append(_kind(row, kinds[-1:], counts, page_words))
    start = 0
    while start < len(rows):
        end = start
        while end < len(rows) and kinds[end]:
            end += 1
        behind = end
        first, last = _trim(rows, kinds, counts, start, end)
        if first < last:
            first, last = _widen(rows, width, kinds, first, last)
            yield _cluster(rows, width, kinds[first:last], (first, last), page_words)
            behind = max(last, end)
        start = behind + 1


def _trim(
    rows: Sequence[Row], kinds: Sequence[str], counts: Counter[str], start: int, end: int
) -> tuple[int, int]:
    """Leave repeated lines that touch the text to it, unless they count the pages: text may repeat a line."""

    def is_text(place: int, neighbour: int) -> bool:
        row = rows[place]
        touches = (
            0 <= neighbour - 1
            and neighbour < len(rows)
            and rows[neighbour].gap == 0
            and not rows[neighbour].page
        )
        counted = counts[_key(row.text)] > 2 and _DIGITS.search(row.text)
        return kinds[place] == HEAD and touches and not counted

    while start < end and is_text(start, start):
        start += 1
    while start < end and is_text(end - 1, end):
        end -= 1
    return start, end


def _widen(rows: Sequence[Row], width: Width, kinds: list[str], start: int, end: int) -> tuple[int, int]:
    """Take in what is printed together with a page's number, where a sentence goes on behind it all."""
    if NUMBER not in kinds[start:end]:
        return start, end
    first, last = start, end
    while first > 0 and rows[first].gap == 0 and not rows[first].page and end - first < _MOST_HEADS:
        first -= 1
    while last < len(rows) and rows[last].gap == 0 and not rows[last].page and last - first < _MOST_HEADS:
        last += 1
    if (first, last) == (start, end) or not _is_apart(rows, first, last):
        return start, end
    dated = any(_DATE.fullmatch(row.text) for row in rows[first:last])
    if not (dated or _splits(rows, width, first, last)):
        return start, end
    kinds[first:last] = [kind or HEAD for kind in kinds[first:last]]
    return first, last


def _cluster(
    rows: Sequence[Row],
    width: Width,
    kinds: Sequence[str],
    span: tuple[int, int],
    page_words: AbstractSet[str],
) -> _Cluster:
    start, end = span
    own = rows[start:end]
    numbers = [_number(row.text, page_words) for row in own]
    return _Cluster(
        own,
        kinds,
        [number for number in numbers if number is not None],
        _splits(rows, width, start, end),
        any(row.page for row in rows[start : end + 1]),
        _is_apart(rows, start, end),
        NUMBER in kinds and any(_DATE.fullmatch(row.text) for row in own),
        (start < _HEAD_ROWS and set(kinds) == {HEAD}) or (start > 0 and rows[start - 1].text.endswith(":")),
    )


def _is_apart(rows: Sequence[Row], start: int, end: int) -> bool:
    return all(row.gap > 0 or row.page for row in (rows[start], *rows[end : end + 1]))


def _splits(rows: Sequence[Row], width: Width, start: int, end: int) -> bool:
    if start == 0 or end == len(rows):
        return False
    before, behind = rows[start - 1], rows[end]
    if before.is_url or before.is_closed():
        return False
    if not _is_apart(rows, start, end):
        return behind.continues
    return before.hyphenated or behind.continues or need(before, behind) > width.word


def _is_proven(cluster: _Cluster) -> bool:
    if not cluster.apart:
        return cluster.splits and HEAD not in cluster.kinds
    if cluster.splits or (cluster.feeds and not cluster.spared) or cluster.dated:
        return True
    return any(
        kind == NUMBER and not _BARE.fullmatch(row.text) and _SAYS_PAGE.search(row.text)
        for row, kind in zip(cluster.rows, cluster.kinds, strict=True)
    )


def _follows(cluster: _Cluster, place: int, known: _Known) -> bool:
    return (
        any(
            _key(row.text) in known.keys
            for row, kind in zip(cluster.rows, cluster.kinds, strict=True)
            if kind == HEAD
        )
        or any(number - place + drift in known.offsets for number in cluster.numbers for drift in (-1, 0, 1))
        or (URL in cluster.kinds and (known.urls or cluster.kinds.count(URL) > 1))
    )


def _kind(row: Row, before: Sequence[str], counts: Counter[str], page_words: AbstractSet[str]) -> str:
    """Which furniture the row could be by itself; empty for text."""
    if row.is_url or (before == [URL] and row.gap == 0 and _URL_REST.fullmatch(row.text)):
        return URL
    if _number(row.text, page_words) is not None:
        return NUMBER
    key = _key(row.text)
    return HEAD if counts[key] > 1 and any(map(str.isalnum, row.text)) else ""


def _number(text: str, page_words: AbstractSet[str]) -> int | None:
    """The page that a line counts, or None."""
    if len(text) > 24:
        return None
    if _BARE.fullmatch(text):
        return int(text)
    if framed := _FRAMED.fullmatch(text):
        return int(framed[1] or framed[2])
    named = _NAMED.fullmatch(text)
    return int(named[2]) if named and named[1].lower() in page_words else None


def _key(text: str) -> str:
    return _DIGITS.sub("#", text).casefold()
