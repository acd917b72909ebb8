"""What lies far above or below the text, and is too little to be a part of it."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.document import BODY, HEADING, LEAD
from transforms.shape.units import Unit

SEA = 12  # lines of furniture, one below the other
_MAINLAND = 500  # characters of the text
_LONGEST_ABOVE = 110  # characters of the longest line of a menu's promises above the text,
_LONGEST_BELOW, _FEW = 100, 2  # and of a remark or two far below it
_OF_TEXT = frozenset({LEAD, BODY, HEADING})


def drop_islands(units: Sequence[Unit], states: list[bool]) -> None:
    """Let lines far from the text be furniture, in place of ``states``: promises in menus, remarks in a page's foot.

    Spares what others have found to be text, such as a lead, lists below the text, and whatever is longer.
    """
    islands = _find_islands(units, states)
    sizes = [sum(len(units[place].text) for place in island) for island in islands]
    if len(islands) <= 1 or max(sizes) < _MAINLAND:
        return
    mainland = sizes.index(max(sizes))
    for number, island in enumerate(islands):
        longest = max(len(units[place].text) for place in island)
        above = number < mainland and longest < _LONGEST_ABOVE
        below = number > mainland and longest < _LONGEST_BELOW and len(island) <= _FEW
        if (above or below) and all(units[place].open for place in island):
            for place in island:
                states[place] = False


def _find_islands(units: Sequence[Unit], states: Sequence[bool]) -> list[list[int]]:
    """The places of what is text by now, in pieces with much furniture between them."""
    islands: list[list[int]] = []
    last = -SEA
    for place, unit in enumerate(units):
        if unit.role in _OF_TEXT or (unit.undecided and states[place]):
            if not islands or place - last > SEA:
                islands.append([])
            islands[-1].append(place)
            last = place
    return islands
