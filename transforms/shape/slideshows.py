"""Slideshows: pictures that are counted, "3 / 12", each with a text that is the page's own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from transforms.shape.captions import CAPTIONED
from transforms.shape.kinds import CREDIT, NUMBERS, PARAGRAPH, TEXT, Look
from transforms.shape.units import COPIED, Unit

LONGEST_COUNTER = 80  # characters, a credit before it counted
_FEWEST = 3  # pictures; two counters may be anybody's
_BEHIND = 3  # units behind the last counter that may be its picture's text
_TOLD = 1.0  # evidence of a picture's text
_COUNTER = re.compile(
    r"(?:\([^()]{3,60}\)\s)?(?:[^\W\d_]{3,9}\s)?(\d{1,3})\s?(?:/|von|of|de|di|sur|van|z|av)\s?(\d{1,3})"
)

_COUNTED = re.compile(r"(\d{1,3})\s?[|/]\s?(\d{1,3})\s+[^\W\d]")
_OPENING = len("12 | 120")


def may_count(text: str) -> bool:
    """A cheap look: whether a line may count the pictures of a slideshow."""
    return text[-1].isdigit() and len(text) <= LONGEST_COUNTER


def may_open_counted(text: str) -> bool:
    """A cheap look: whether a line may open with the counter of its picture, "3 | 12 Der Kran steht."."""
    return text[0].isdigit() and ("|" in text[:_OPENING] or "/" in text[:_OPENING])


def mark_counted_texts(units: Sequence[Unit]) -> None:
    """Texts that open with their picture's counter are the page's own, though a credit follows each."""
    found = [
        (unit, int(count[1]), count[2])
        for unit in units
        if may_open_counted(unit.text) and (count := _COUNTED.match(unit.text))
    ]
    rising = all(one[1] < two[1] for one, two in pairwise(found))
    if len(found) < _FEWEST or len({total for _, _, total in found}) > 1 or not rising:
        return
    for unit, _, _ in found:
        if unit.open and not unit.rule:
            unit.verdict = None
            unit.look = Look(PARAGRAPH, max(unit.look.evidence, _TOLD))


def mark_slideshow(units: Sequence[Unit]) -> None:
    """The texts between the counters of a slideshow are the page's text; counters and credits say nothing there.

    Spares pages whose counters do not rise, and those of fewer than three pictures.
    """
    found = [
        (place, int(count[1]), count[2])
        for place, unit in enumerate(units)
        if may_count(unit.text) and (count := _COUNTER.fullmatch(unit.text))
    ]
    totals = {total for _, _, total in found}
    rising = all(one[1] <= two[1] for one, two in pairwise(found))
    if len({number for _, number, _ in found}) < _FEWEST or len(totals) > 1 or not rising:
        return
    shown = units[found[0][0] : found[-1][0] + _BEHIND]
    captions = {unit.text for unit in shown if unit.verdict == CAPTIONED}
    times = Counter([unit.text for unit in shown])
    for unit in shown:
        single = unit.verdict == CAPTIONED and times[unit.text] == 1 and unit.look.kind in TEXT
        if single or (unit.verdict == COPIED and unit.text in captions):
            unit.verdict = None  # of a text that stands there twice one goes, and no other
        if not unit.open or unit.rule or unit.verdict is not None:
            continue
        kind = unit.look.kind
        if kind in TEXT:
            unit.look = Look(kind, max(unit.look.evidence, _TOLD))
        elif kind is NUMBERS or kind is CREDIT:
            unit.look = Look(kind, 0.0)
