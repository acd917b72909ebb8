"""The line that is the title which a page, or its record, states."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from transforms.document import Line
from transforms.markup.markdown import STATED_TITLE, TITLE

_BEHIND_TITLE = re.compile(r" ?[|–—·»«>•-] ?| \(")
_LISTED = re.compile(r"[*+•-] |\d{1,2}\. ")
_WORD, _MOST = re.compile(r"\w{3,}"), 0.6
_SHORTEST_TITLE = 8  # characters; shorter lines are labels, too
_PROSE = 80  # characters of a line that may be a paragraph
_NONE = frozenset[int]()


def mark_title(
    lines: list[Line],
    stated: Sequence[str],
    headlines: AbstractSet[int] = _NONE,
    headings: AbstractSet[int] = _NONE,
) -> int | None:
    """Mark the line that is one of the ``stated`` titles, in place; its number, if most of the text stands below it.

    No rule takes that line for anything else; one below the text may be a link to the page itself. ``headlines`` and
    ``headings`` are the lines that a page marks as such.
    """
    title = _find_title([line.text for line in lines], stated, headlines, headings)
    if title is None:
        return None
    lines[title] = lines[title]._replace(edits=(TITLE,))
    prose = find_prose(lines)
    if 2 * len([number for number in prose if number > title]) <= len(prose):
        return None
    lines[title] = lines[title].judged(None, STATED_TITLE)
    return title


def find_prose(lines: Sequence[Line]) -> set[int]:
    """The numbers of the lines that may be paragraphs."""
    return {number for number, line in enumerate(lines) if line.role is None and len(line.text) >= _PROSE}


def _find_title(
    seen: Sequence[str], stated: Sequence[str], headlines: AbstractSet[int], headings: AbstractSet[int]
) -> int | None:
    """The number of the line that is the title as the page states it, perhaps with its site's name behind it.

    Headlines come first; the second copy of a title may be a link to the page itself, and an item of a list is one
    of those that lead here. Where no line is it, the headline is that has most of its words.
    """
    lines = [(number, line) for number, line in enumerate(seen) if len(line) >= _SHORTEST_TITLE]
    for title in stated:
        alike = [number for number, line in lines if _says(title, line)]
        if alike:
            return next((number for number in alike if number in headlines), alike[0])
    shares = [
        (max((_share(line, title) for title in stated), default=0.0), number in headlines, -number)
        for number, line in lines
        if number in headings and " " in line and _LISTED.match(line) is None
    ]
    share, _, number = max(shares, default=(0.0, False, 0))
    return -number if share >= _MOST else None


def _says(title: str, line: str) -> bool:
    """Whether a title is the line, or the line and its site's name; a kicker stands before a colon."""
    if not title.startswith(line):
        return False
    return title == line or (
        2 * len(line) >= len(title) and _BEHIND_TITLE.match(title, len(line)) is not None
    )


def _share(line: str, title: str) -> float:
    """The share of a line's words that a title has, if it has half of the title's: both may have their own kicker."""
    words, stated = set(_WORD.findall(line.lower())), set(_WORD.findall(title.lower()))
    shared = len(words & stated)
    return shared / len(words) if shared and 2 * shared >= len(stated) else 0.0
