"""Cards of links: another page's headline, and the name of its site on the line below."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from transforms.document import BOILERPLATE
from transforms.shape.kinds import SENTENCE
from transforms.shape.units import SHORT, Unit

SITE = "site-name"  # the rule that tells the card
_CARD = (BOILERPLATE, "shape/link-card")
_LINES = 2  # above the site's name: a headline and what the page says of itself
_LONGEST = 200  # characters of a line
_KINDS = SHORT | {SENTENCE}


def mark_cards(units: Sequence[Unit]) -> None:
    """A line or two between a blank line and a site's name are the headline that a card links to.

    Spares a paragraph that a site's name ends, and pages whose lines all touch: nothing tells there where a card
    begins.
    """
    for place, site in enumerate(units):
        if site.rule_name != SITE or site.gap:
            continue
        above = units[max(0, place - _LINES - 1) : place][::-1]
        touching = list(takewhile(lambda unit: not unit.gap, above))
        card = above[: len(touching) + 1]
        if len(card) <= _LINES and all(map(_may_be_carded, card)):
            for unit in card:
                unit.verdict = _CARD


def _may_be_carded(unit: Unit) -> bool:
    return unit.open and not unit.rule and unit.look.kind in _KINDS and len(unit.text) <= _LONGEST
