"""Liveblogs whose clocks stand in a list on top alone: clocks with headlines that come again below, with texts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from transforms.document import BOILERPLATE, Document, Line
from transforms.liveblog.marks import HEADLINE, mark_headline
from transforms.liveblog.order import order, unevenness
from transforms.liveblog.page import Page, heads, is_prose
from transforms.liveblog.timestamps import FRONT, Stamp

INDEX = "liveblog/index"
_FEWEST = 3  # headlines of such a list
_SHARE = 0.8  # of them that come again
_REACH = 4  # lines below a headline among which its text begins
_ARROWS = re.compile(r"^[\W_]+")


def mark_indexed(document: Document, stamps: Sequence[Stamp], page: Page, named: bool) -> Document:
    """Mark the headlines that a list with clocks names, and the list; itself where the page has none such.

    The list has to stand above its headlines, which come in its order, each with a text below. On a page that
    doesn't say what it is the clocks have to fall, or be those of news. Spares programmes and contents.
    """
    listed = [stamp for stamp in stamps if stamp.layout == FRONT and stamp.rest]
    if len(listed) < _FEWEST:
        return document
    found = dict(_headlines(listed, page))
    own = sum(stamp.line > listed[-1].line for stamp in stamps)
    if len(found) < max(_FEWEST, _SHARE * len(listed)) or own * 2 > len(found):
        return document  # the entries have clocks themselves
    if not named and order(listed) >= 0 and unevenness(listed) <= 0:
        return document
    marked = list(document.lines)
    for stamp in listed:
        marked[stamp.line] = marked[stamp.line].judged(BOILERPLATE, INDEX)
    for at in found.values():
        mark_headline(marked, page.paragraph(at), HEADLINE)
    return document.with_lines(marked)


def indexed_clocks(lines: Sequence[Line], headlines: Sequence[int]) -> dict[int, int]:
    """The lines of the list that say when each of some headlines came, by the headline's line."""
    index = [at for at, line in enumerate(lines) if line.rule == INDEX]
    return {
        headline: at
        for headline in headlines
        for at in index
        if (said := _bare(lines[headline].text)) and _bare(lines[at].text).endswith(said)
    }


def _headlines(listed: Sequence[Stamp], page: Page) -> Iterator[tuple[int, int]]:
    """For lines of the list the lines below it that say the same and have a text, in one order with the list."""
    at = listed[-1].line
    for stamp in listed:
        said = _bare(stamp.rest)
        below = range(at + 1, len(page.texts))
        again = next(
            (line for line in below if page.texts[line].endswith(said) and _heads(line, said, page)), None
        )
        if again is not None:
            yield stamp.line, again
            at = again


def _heads(line: int, said: str, page: Page) -> bool:
    if _bare(page.texts[line]) != said or not heads(page.texts[line]):
        return False
    return any(is_prose(page.texts[below]) for below in page.between(line, line + 1 + _REACH))


def _bare(text: str) -> str:
    """A headline without the arrows and signs before it."""
    return _ARROWS.sub("", text)
