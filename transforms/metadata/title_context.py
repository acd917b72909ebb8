"""What the text below says of a title or kicker that doesn't look like one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from transforms.document import BODY
from transforms.markup.markdown import LINK_LINE
from transforms.metadata.head import DATELINE, title_shaped
from transforms.metadata.parts import Part
from transforms.metadata.title_signs import is_subtitle, is_trail
from transforms.shape.kinds import HEADLINE, LABEL

_SHORTEST_NAME = 12  # characters
_SHORTEST_PLACE = 4
_LONGEST_SALUTATION = 60
_LINES = 2  # wrapped ones; more are a paragraph's
_NEAR = 12  # lines above the text, blank ones and furniture counted
_FEW = 3  # lines that could be the title: more are a menu
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
    for find in (find_named_title, find_short_title, find_entry_title, find_lone_title):
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


def find_lone_title(parts: Sequence[Part], start: int) -> int | None:
    """The index of the last headline above the first text, where few lines stand there and nothing tells more.

    Of two headlines the upper is the title where it stands below a date, or the lower looks like a subtitle.
    Spares a menu's many lines, and text that begins without any headline.
    """
    text = next((at for at, part in enumerate(parts[: start + 1]) if part.prose), None)
    if text is None or not (parts[text].open or parts[text].role is BODY):
        return None
    near = parts[text].lines[0] - _NEAR
    shaped = [at for at in range(text) if parts[at].lines[0] >= near and _may_stand_alone(parts[at])]
    if not 0 < len(shaped) <= _FEW:
        return None
    title = shaped[-1]
    upper = shaped[-2] if len(shaped) > 1 and parts[shaped[-2]].kind is HEADLINE else None
    if upper is None:
        return title
    dated = upper > 0 and (facts := parts[upper - 1].facts) is not None and facts.firm
    return upper if dated or is_subtitle(parts[title].text, parts[upper].bare) else title


def _may_stand_alone(part: Part) -> bool:
    return (
        part.open
        and len(part.lines) <= _LINES
        and part.kind in _TITLES
        and title_shaped(part)
        and LINK_LINE not in part.edits
        and part.text[-1] not in ".:"
        and not is_trail(part.text)
    )


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
        and not is_trail(parts[at].text)
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
