"""Where a text goes on below a block of teasers, told by the words that it shares with what stands above."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.shape.kinds import TEXT, Look
from transforms.shape.units import SHORT, Unit

_TEASERS = 3  # short lines of a block, its header among them
_RETURNED = 2.5  # what the evidence of a paragraph is raised by that goes on with the text
_POINTERS = frozenset({"related", "read-more"})
_SHORTEST = 50  # characters
_SHARED = 2  # words that it shares with the text
_STEM = 7  # letters by which words are compared: the shorter ones are everybody's
_LONG_WORD = re.compile(rf"[^\W\d_]{{{_STEM}}}")


def mark_returns(units: Sequence[Unit]) -> None:
    """A paragraph below teasers that had no texts is no teaser's text, if it speaks of what the text spoke of.

    Its heading may stand between. Spares what names nothing of the text: the next teaser, the footer.
    """
    teasers = 0
    for place, unit in enumerate(units):
        if unit.rule_name in _POINTERS:
            teasers += unit.look.kind in SHORT
            continue
        if teasers:
            _raise(units, place, teasers)
        teasers = 0


def _raise(units: Sequence[Unit], place: int, teasers: int) -> None:
    if units[place].open and units[place].look.kind in SHORT:  # a heading
        teasers += not units[place].gap  # where all lines touch, a block's last teaser may look so
        place += 1
    if teasers < _TEASERS or place >= len(units) or not _may_go_on(units[place]):
        return
    unit = units[place]
    if len(_stems(unit.text) & _stems_above(units, place)) >= _SHARED:
        unit.look = Look(unit.look.kind, unit.look.evidence + _RETURNED)


def _may_go_on(unit: Unit) -> bool:
    return (
        unit.open
        and not unit.rule
        and unit.verdict is None
        and unit.look.kind in TEXT
        and unit.look.evidence > 0
        and len(unit.text) >= _SHORTEST
        and unit.text[-1] in '.!?“”«»"'
    )


def _stems_above(units: Sequence[Unit], place: int) -> set[str]:
    return set().union(*(_stems(unit.text) for unit in units[:place] if unit.is_text))


def _stems(text: str) -> set[str]:
    """How the longer words of a text begin."""
    return set(_LONG_WORD.findall(text.lower()))
