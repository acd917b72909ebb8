"""What is printed at the break of a page, in the middle of the text: numbers, running heads, addresses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple

from transforms.wraps.interruptions import MOST_LINES, Page, edge_number, find_captions, find_interruptions
from transforms.wraps.page_marks import (
    CAPTION,
    HEAD,
    NUMBER,
    URL,
    counts_pages,
    has_date,
    head_key,
    is_printed_head,
    keys_of,
    kinds_of,
    page_number,
)
from transforms.wraps.rows import LineWords, Row
from transforms.wraps.width import Width

_TITLE_ROWS = 5  # a line up there that the pages repeat is the title
_SHORTEST_TITLE = 15  # characters of a title that a page's head says again
_SHORTEST_PAGE = 12  # lines
_PAGE = 24  # lines of a page as they usually are, or more
_HEADS = 3  # lines of a page's head or foot,
_SEVERAL = 2  # pages that have such,
_WIDE_BLANK = 6  # columns between what stands at one margin and at the other,
_CAPITALS = 8  # letters of a head in capitals
_FEW_BLOCKS = 4  # the first page, its number, a running head, the second page


def find_furniture(rows: Sequence[Row], width: Width, words: LineWords) -> list[tuple[Row, str]]:
    """The rows that belong to the page and not to its text, each with the rule that says so.

    A number, a repeated line or an address alone proves nothing: lists, interviews and newsletters have them.
    Proof is a form feed, a sentence that goes on behind them, or the word for page; what looks the same as
    something proven, and is set apart from the text, follows it.
    """
    keys = keys_of(rows)
    page = Page(rows, width, keys, kinds_of(rows, keys, words), words)
    for start, end in list(find_interruptions(page)):
        page.claim(start, end)
    for start, end in list(find_captions(page)):
        page.claim(start, end, CAPTION)
    _claim_shortened_titles(page)
    _claim_outer_heads(page)
    _claim_spread_heads(page)
    if not any(page.kinds):
        return []
    clusters = list(_clusters(page))
    proven = {place for place, cluster in enumerate(clusters) if _is_proven(cluster)} | _counting(
        clusters, few_blanks=len(page.beginnings()) <= _FEW_BLOCKS
    )
    known = _Known(
        _known_heads(page, [clusters[place] for place in proven]),
        frozenset(number - place for place in proven for number in clusters[place].numbers),
        any(URL in clusters[place].kinds for place in proven),
    )
    return [
        (row, kind)
        for place, cluster in enumerate(clusters)
        if place in proven or _follows(cluster, place, known)
        for row, kind in zip(cluster.rows, cluster.kinds, strict=True)
        if kind != HEAD or row.index in page.certain or _is_head(row, known)
    ]


def _claim_shortened_titles(page: Page) -> None:
    """Take what begins as the first lines do for a running head, where it stands with a page's number only.

    One page's break is enough: the title, or its beginning, is said again there and nowhere else.
    """
    title = " ".join([row.text for row in page.rows[:_TITLE_ROWS]]).casefold()
    for place in range(_TITLE_ROWS, len(page.rows) - 1):
        if page.kinds[place] not in ("", HEAD) or not page.begins_block(place + 1):
            continue
        text = page.rows[place].text
        beside = [page.rows[at] for at in (place - 1, place + 1) if page.kinds[at] == NUMBER]
        if (
            beside
            and (page.begins_block(place) or any(counts_pages(row.text) for row in beside))
            and len(text) >= _SHORTEST_TITLE
            and " " in text
            and title.startswith(text.rstrip(" .…").casefold())
        ):
            page.claim(place, place + 1)


def _claim_outer_heads(page: Page) -> None:
    """Take the first and the last lines for the head and foot of their pages, which the others are like.

    They say the same as what stands amid a sentence, or count the page before it or behind it.
    """
    heads = [row.text for row in page.rows if row.index in page.certain]
    if not heads:
        return
    keys = {head_key(text) for text in heads}
    counted = {number for text in heads if (number := _number(text, page)) is not None}
    last = len(page.rows) - 1
    for first, step in ((0, 1), (last, -1)):
        like: list[int] = []
        counts = step < 0  # the first lines have to count: else they are the title, which the pages repeat
        for place in range(first, first + step * MOST_LINES, step):
            text = page.rows[place].text if 0 <= place <= last else ""
            number = _number(text, page) if text else None
            if not text or not (head_key(text) in keys if number is None else number + step in counted):
                break
            counts = counts or number is not None
            like.append(place)
        for place in like if counts else ():
            page.claim(place, place + 1)


def _claim_spread_heads(page: Page) -> None:
    """Take lines set from margin to margin, or in capitals, for heads where several pages begin or end with such."""
    found: list[list[int]] = []
    for place, row in enumerate(page.rows):
        if row.page or not place:
            above = takewhile(lambda at: _may_head(page, at), range(place - 1, place - 1 - _HEADS, -1))
            below = takewhile(lambda at: _may_head(page, at), range(place, place + _HEADS))
            found.append([*above, *below])
    heads = [[place for place in places if page.kinds[place] != NUMBER] for places in found]
    if sum(map(bool, heads)) >= _SEVERAL:
        for place in {place for places in heads for place in places}:
            page.claim(place, place + 1)


def _may_head(page: Page, place: int) -> bool:
    """Whether a line is set apart as heads of pages are: wide blanks inside, capitals, or the page's number."""
    if not 0 <= place < len(page.rows):
        return False
    row = page.rows[place]
    spread = row.length - row.indent - len(row.text) >= _WIDE_BLANK
    in_capitals = row.text.isupper() and len(row.text) >= _CAPITALS and row.length < page.width.word
    return page.kinds[place] == NUMBER or spread or in_capitals


def _number(text: str, page: Page) -> int | None:
    """The number of the page that a line counts, alone or beside what else heads it."""
    number = page_number(text, page.words.page_words)
    return edge_number(text) if number is None else number


def _is_head(row: Row, known: _Known) -> bool:
    return head_key(row.text) in known.heads or is_printed_head(row.text)


def _known_heads(page: Page, clusters: Sequence[_Cluster]) -> frozenset[str]:
    """The lines that are heads of pages: one interrupts a sentence, or most stand where pages break.

    A heading or a sentence that the text repeats can by chance stand at one page's break.
    """
    certain = (
        {head_key(row.text) for row in page.rows if row.index in page.certain} if page.certain else set()
    )
    breaks = Counter(head_key(row.text) for cluster in clusters for row in cluster.rows)
    if max(breaks.values(), default=0) <= 1:
        return frozenset(certain)
    every = Counter(page.keys)
    return frozenset(
        certain | {key for key, count in breaks.items() if count > 1 and count >= every[key] / 2}
    )


def without(rows: Sequence[Row], furniture: Sequence[tuple[Row, str]]) -> list[Row]:
    """The rows that remain; what lay before the furniture now lies before what follows it."""
    gone = {row.index for row, _ in furniture}
    kept: list[Row] = []
    before: Row | None = None  # the furniture seen since the last row that stays
    for row in rows:
        if before:
            row = row.behind(before)  # noqa: PLW2901
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
    resumes: bool  # the same, and in lower case
    feeds: bool  # a form feed lies before, in or behind them
    apart: bool  # blank lines or form feeds set them apart from the text
    spared: bool  # a title that the pages repeat, or addresses that the text announces
    certain: bool  # all are furniture by where they stand


class _Known(NamedTuple):
    """What the proven furniture tells about the rest."""

    heads: frozenset[str]
    offsets: frozenset[int]  # pages less page breaks: the same all through a document
    urls: bool


def _clusters(page: Page) -> Iterator[_Cluster]:
    start = 0
    while start < len(page.rows):
        if not page.kinds[start]:
            start += 1
            continue
        end = start
        while end < len(page.rows) and page.kinds[end]:
            end += 1
        first, last = _widened(page, *_trimmed(page, start, end))
        if first < last and (last - first <= MOST_LINES or HEAD not in page.kinds[first:last]):
            yield _cluster(page, first, last)
        start = max(last, end) + 1


def _trimmed(page: Page, start: int, end: int) -> tuple[int, int]:
    """Leave a repeated line that touches the text to it: text may repeat itself."""
    while start < end and _may_be_text(page, start) and not page.begins_block(start):
        start += 1
    while start < end and _may_be_text(page, end - 1) and not page.begins_block(end):
        end -= 1
    return start, end


def _may_be_text(page: Page, place: int) -> bool:
    return page.kinds[place] == HEAD and page.rows[place].index not in page.certain


def _widened(page: Page, start: int, end: int) -> tuple[int, int]:
    """Take in what stands in one block with a page's number and a date."""
    if NUMBER not in page.kinds[start:end]:
        return start, end
    first, last = start, end
    while not page.begins_block(first) and last - first < MOST_LINES:
        first -= 1
    while not page.begins_block(last) and last - first < MOST_LINES:
        last += 1
    if page.begins_block(first) and page.begins_block(last) and has_date(page.rows[first:last]):
        page.claim(first, last)
        return first, last
    return start, end


def _cluster(page: Page, start: int, end: int) -> _Cluster:
    rows, kinds = page.rows[start:end], page.kinds[start:end]
    numbers = [page_number(row.text, page.words.page_words) for row in rows]
    announced = start > 0 and page.rows[start - 1].text.endswith(":")
    return _Cluster(
        rows,
        kinds,
        [number for number in numbers if number is not None],
        splits := page.goes_on(start, end),
        splits and page.rows[end].continues,
        any(row.page for row in page.rows[start : end + 1]),
        page.begins_block(start) and page.begins_block(end),
        announced or (start < _TITLE_ROWS and set(kinds) == {HEAD}),
        all(row.index in page.certain for row in rows),
    )


def _is_proven(cluster: _Cluster) -> bool:
    if cluster.certain:
        return True
    if not cluster.apart:  # in lower case behind it, lest it is the last word of a heading: Glück mit 44
        return cluster.resumes and HEAD not in cluster.kinds
    if cluster.splits or (cluster.feeds and not cluster.spared):
        return True
    if NUMBER in cluster.kinds and has_date(cluster.rows):
        return True
    return any(
        kind != HEAD and counts_pages(row.text) for row, kind in zip(cluster.rows, cluster.kinds, strict=True)
    )


def _counting(clusters: Sequence[_Cluster], *, few_blanks: bool) -> set[int]:
    """The clusters whose numbers count on at even distances, as pages do and chapters do not.

    One number will do below a whole page, or where hardly a blank line stands but at its page's foot.
    """
    counts = [
        (cluster.rows[0].index, cluster.numbers[0], place)
        for place, cluster in enumerate(clusters)
        if cluster.apart and len(cluster.numbers) == 1
    ]
    if not counts or any(b[1] - a[1] != 1 for a, b in pairwise(counts)):
        return set()
    if len(counts) == 1 and counts[0][1] == 1 and counts[0][0] >= (_SHORTEST_PAGE if few_blanks else _PAGE):
        return {counts[0][2]}  # the foot of the first of two pages; a first chapter has no text before it
    lines = [line for line, _, _ in counts]
    distances = [b - a for a, b in pairwise([0, *lines] if counts[0][1] == 1 else lines)]
    if len(distances) < 2 or min(distances) < _SHORTEST_PAGE or max(distances) > 1.15 * min(distances):
        return set()
    return {place for _, _, place in counts}


def _follows(cluster: _Cluster, place: int, known: _Known) -> bool:
    """Whether it looks like what is proven elsewhere."""
    if not cluster.apart or cluster.spared:
        return False
    return (
        any(head_key(row.text) in known.heads for row in cluster.rows)
        or any(number - place + drift in known.offsets for number in cluster.numbers for drift in (-1, 0, 1))
        or (URL in cluster.kinds and (known.urls or cluster.kinds.count(URL) > 1))
    )
