"""Teasers one below the other, of which each breaks off: "… Warum sie dafür am Freitag um drei Uhr aufsteht ..."."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.shape.kinds import TRUNCATED
from transforms.shape.units import AS_FURNITURE, Unit

_FEWEST = 3  # one below the other: an author lets a thought drift off once, or twice
_SHORTEST = 60  # characters of a teaser's text
_LONGER = 1.5  # times the longest teaser
_DOTS = ("...", "…")


def mark_breaking_off(units: Sequence[Unit]) -> None:
    """Give lines that break off their verdict, where several stand one below the other.

    One alone may be the author's, as a blank before the dots says in German.
    """
    places = [place for place, unit in enumerate(units) if unit.text.endswith(_DOTS)]
    if len(places) < _FEWEST:
        return
    run: list[int] = []
    for place in [*places, len(units) + 1]:
        if run and place != run[-1] + 1:
            _judge(units, run)
            run = []
        run.append(place)


def _judge(units: Sequence[Unit], run: Sequence[int]) -> None:
    broken = [place for place in run if units[place].undecided and len(units[place].text) >= _SHORTEST]
    longest = max((len(units[place].text) for place in broken[1:]), default=0)
    if broken and len(units[broken[0]].text) > _LONGER * longest:
        broken = broken[1:]  # the text above them, which a paywall cuts off
    if len(broken) >= _FEWEST:
        for place in broken:
            units[place].verdict = AS_FURNITURE[TRUNCATED]
