"""Readers' comments below an article that no line announces: "Jette sagt:" / "10. Februar 2031 um 18:07 Uhr"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from transforms.document import BOILERPLATE
from transforms.shape.kinds import PARAGRAPH
from transforms.shape.units import Unit, Verdict

COMMENT: Verdict = (BOILERPLATE, "shape/comment")
LONGEST_HEAD = 90  # characters of what says whose comment follows
_FEWEST = 2  # comments, by so many people
_AGO = (
    r"vor \d{1,2} (?:Min|Std|Stunde|Tag|Woche|Monat|Jahr)|il y a \d{1,2} "
    r"|\d{1,2} (?:minute|hour|day|week|month|year)s? ago"
)
_WHEN = re.compile(
    r"(?=.*(?<!\d)20\d\d(?!\d)).*(?<!\d)\d{1,2}(?:[:.]| ?h ?)\d\d(?!\d)"  # a day with its year, and a clock,
    rf"|.{{2,40}}[(·|,–-] ?(?:{_AGO})"  # or a name, and how long ago
)


def may_head_comment(text: str) -> bool:
    """A cheap look: whether a line may say who has written the next one, and in which year if it says when."""
    return text[-1] == ":" and len(text) <= LONGEST_HEAD


def mark_threads(units: Sequence[Unit]) -> None:
    """What stands from the first head of a comment on is the readers', below an article's text.

    A head ends in a colon and says when, or the line below does. Spares interviews, whose speakers have no dates,
    and the updates of an article, which all begin alike.
    """
    heads = [
        place
        for place, (unit, below) in enumerate(pairwise(units))
        if unit.open and may_head_comment(unit.text) and (says_when(unit.text) or says_when(below.text))
    ]
    names = {units[place].text.partition(" ")[0] for place in heads}
    if len(heads) < _FEWEST or len(names) < _FEWEST or not any(map(_is_article, units[: heads[0]])):
        return
    for place in range(heads[0], len(units)):
        unit = units[place]
        if not unit.open or unit.rule:
            if place > heads[-1]:
                return
        else:
            unit.verdict = COMMENT


def says_when(text: str) -> bool:
    """Whether a short line says when somebody wrote: a day with its year and a clock, or how long ago."""
    return len(text) <= LONGEST_HEAD and _WHEN.match(text) is not None


def _is_article(unit: Unit) -> bool:
    return unit.look.kind is PARAGRAPH
