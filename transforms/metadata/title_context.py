"""What the text below says of a title or kicker that doesn't look like one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from transforms.metadata.head import DATELINE, title_shaped
from transforms.metadata.parts import Part
from transforms.shape.kinds import HEADLINE, LABEL

_SHORTEST_NAME = 12  # characters
_SHORTEST_PLACE = 4
_LONGEST_SALUTATION = 60
_DASHES = ("-", "–", "—", "+")
_TITLES = frozenset({HEADLINE, LABEL})


def join_title(parts: list[Part], title: int, start: int) -> tuple[list[Part], int, int]:
    """The parts with a title that stands on two lines made one, its index, and where the text begins.

    Spares a column of more such lines, which is text.
    """
    if title and parts[title - 1].goes_on_in(parts[title]):
        title -= 1
    elif title + 1 >= start or not parts[title].goes_on_in(parts[title + 1]):
        return parts, title, start
    around = [*parts[max(0, title - 1) : title + 1], *parts[title + 1 : title + 3]]
    if sum(one.goes_on_in(other) for one, other in pairwise(around)) > 1:
        return parts, title, start
    return [*parts[:title], parts[title].with_line(parts[title + 1]), *parts[title + 2 :]], title, start - 1


def find_odd_title(parts: Sequence[Part], start: int) -> int | None:
    """The index of a title that looks like a name or a label, told by what stands right below it."""
    for find in (find_named_title, find_short_title, find_entry_title):
        if (found := find(parts, start)) is not None:
            return found
    return None


def find_entry_title(parts: Sequence[Part], start: int) -> int | None:
    """The index of a title that the text begins with, as entries of encyclopedias do: "Talbach / Talbach ist …".

    Spares the place of a dateline.
    """
    first = parts[start].text if start < len(parts) else ""
    if not first or DATELINE.match(first) or first.partition(" ")[2][:1] in _DASHES:
        return None
    for at, part in enumerate(parts[:start]):
        text = part.text
        named = part.open and part.kind in _TITLES and text[-1].isalnum() and len(text) >= _SHORTEST_PLACE
        if named and first.startswith(f"{text} "):
            return at
    return None


def find_named_title(parts: Sequence[Part], start: int) -> int | None:
    """The index of a title that looks like a person's name.

    Below it stands the author: whoever else is named like a person is what the page is about.
    """
    for at, part in enumerate(parts[:start]):
        if part.open and part.facts and part.facts.kind == "name" and len(part.text) >= _SHORTEST_NAME:
            below = [facts for other in parts[at + 1 : start] if (facts := other.facts) and facts.firm]
            return at if any(facts.authors for facts in below) else None
    return None


def find_short_title(parts: Sequence[Part], start: int) -> int | None:
    """The index of a title of few words: the only label right above a date or byline, its words no menu's.

    A label of one word is a section, and so is one with a headline below.
    """
    labels = [
        at
        for at in range(start - 1)
        if parts[at].open
        and parts[at].kind is LABEL
        and title_shaped(parts[at])
        and (facts := parts[at + 1].facts)
        and facts.firm
    ]
    return labels[0] if len(labels) == 1 else None


def is_named_below(label: str, parts: Sequence[Part]) -> bool:
    """Whether a title and its text speak of what a label says, as they do of a place and not of a menu's section."""
    word = re.compile(rf"\b{re.escape(label)}\b")
    return len(label) >= _SHORTEST_PLACE and any(word.search(part.text) for part in parts)


def is_salutation(text: str) -> bool:
    """Whether a letter begins there: its title stands above."""
    return text[-1] == "," and len(text) <= _LONGEST_SALUTATION
