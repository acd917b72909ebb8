"""Threads of a forum: posts that stand between a member's name, a date and buttons are the page's text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.document import BODY, BOILERPLATE, METADATA, TIMESTAMP
from transforms.shape.kinds import BYLINE, LABEL, NUMBERS, PARAGRAPH, TEXT
from transforms.shape.units import ALWAYS, SHORT, Unit

_BYLINES = 2  # units above a number: the author and the date
_FEWEST = 2  # posts that make a thread
_NUMBER = re.compile(r"#\d{1,5}\.?")
_BODY = (BODY, "shape/post")
_DATED = frozenset({METADATA, TIMESTAMP})


def mark_posts(units: Sequence[Unit]) -> None:
    """Whatever its length, a line between the first post's number and the last button is a post's, or names its author.

    Spares comments below an article: what stands above the first number is no text.
    """
    numbers = [place for place, unit in enumerate(units) if _is_number(unit)]
    if len(numbers) < _FEWEST or any(unit.look.kind is PARAGRAPH for unit in units[: numbers[0]]):
        return
    last = next(
        (at for at in range(numbers[-1] + 1, len(units)) if units[at].role is BOILERPLATE), numbers[-1]
    )
    for place in range(max(0, numbers[0] - _BYLINES), last):
        unit = units[place]
        if unit.open and not unit.rule and unit.verdict is None and unit.look.kind in SHORT | TEXT:
            if _names_author(units[place : place + 2]):
                unit.verdict = ALWAYS[BYLINE]
            elif place > numbers[0]:
                unit.verdict = _BODY


def _is_number(unit: Unit) -> bool:
    return unit.rule_name == "post-number" or _NUMBER.fullmatch(unit.text) is not None


def _names_author(pair: Sequence[Unit]) -> bool:
    """Whether a label stands right above a date or number: who has written the post."""
    unit, below = pair[0], pair[-1]
    dated = below.role in _DATED or (below.open and below.look.kind is NUMBERS) or _is_number(below)
    return unit.look.kind is LABEL and dated
