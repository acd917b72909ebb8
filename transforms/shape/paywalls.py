"""What belongs to the paywall that cuts an article off: offers, their lists, prices, forms."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from transforms.document import BODY, BOILERPLATE
from transforms.shape.kinds import PARAGRAPH, SENTENCE
from transforms.shape.units import Unit, Verdict

_RULES = frozenset({"paywall", "subscription", "account"})  # the last two are those of notices
_FEWEST = 2  # lines of a paywall
_PARAGRAPH = 110  # characters
_TEXT = frozenset({PARAGRAPH, SENTENCE})
_REACH = 20  # lines from one to the next
_BETWEEN: Verdict = (BOILERPLATE, "shape/paywall")


def mark_paywall(units: Sequence[Unit]) -> None:
    """Whatever short lines stand between the lines of a paywall, if no paragraph of the article follows.

    Spares an article that goes on, and a page that says nothing above: what a menu offers is no paywall.
    """
    paid = [
        place for place, unit in enumerate(units) if unit.role is BOILERPLATE and unit.rule_name in _RULES
    ]
    if len(paid) < _FEWEST:
        return
    last = max((place for place, unit in enumerate(units) if _goes_on(unit)), default=None)
    below = [place for place in paid if last is not None and place > last]
    for place, after in pairwise(below):
        if after - place <= _REACH:
            for unit in units[place:after]:
                if unit.undecided:
                    unit.verdict = _BETWEEN


def _goes_on(unit: Unit) -> bool:
    """Whether a line is a paragraph of the article."""
    if unit.role is BODY:
        return True
    return unit.undecided and unit.look.kind in _TEXT and len(unit.text) >= _PARAGRAPH
