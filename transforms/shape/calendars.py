"""Days of the week and months that head a text's parts: menus of a week, work in the garden, tips for a weekend."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, zip_longest

from transforms.document import HEADING
from transforms.shape.kinds import CALENDAR, ITEM, SENTENCE, Look
from transforms.shape.units import SHORT, Unit, Verdict

FEWEST_DAYS = 3  # different ones
_ITEM = 0.8  # evidence of what stands below one
_LISTED = SHORT | {ITEM, SENTENCE}
_HEADING: Verdict = (HEADING, "shape/heading")


def mark_calendar(units: Sequence[Unit]) -> None:
    """Three days or months alone on their lines head what stands below each, down to the next.

    Below the last as much as below any other. Spares those right below one another, to choose one from.
    """
    heads = [place for place, unit in enumerate(units) if unit.undecided and unit.look is CALENDAR]
    if len({units[place].text.lower() for place in heads}) < FEWEST_DAYS:
        return
    lengths = [two - one for one, two in pairwise(heads)]
    if min(lengths) < 2:
        return
    ends = [*heads[1:], min(heads[-1] + max(lengths), len(units))]
    for head, end in zip(heads, ends, strict=True):
        units[head].verdict = _HEADING
        for unit, below in zip_longest(units[head + 1 : end], units[head + 2 : end]):
            if unit.undecided and unit.look.kind in _LISTED:
                heads_text = below is not None and below.is_text and unit.look.kind in SHORT
                kind = unit.look.kind if heads_text else ITEM
                unit.look = Look(kind, max(unit.look.evidence, _ITEM))
