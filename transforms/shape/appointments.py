"""Programmes by the day: when something takes place, and what, in lines that look like dated teasers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from transforms.shape.kinds import ITEM, NUMBERS, TEXT, Look
from transforms.shape.units import SHORT, Unit

HOUR = " uhr"  # in lower case
_LONGEST = 90  # characters of a line that says when something takes place
_APART = 4  # lines from one to the next: when, what, where, who
_CLOCK = r"\d{1,2}(?:[.:](?:00|15|30|45))?"  # news happen at any minute, events begin at the hour
_APPOINTMENT = re.compile(
    rf"""
    (?:[^:\d]{{2,40}}:\ )?                                  # Konzert:
    (?:[^\W\d_]{{2,15}}\.?,?\ )? (?:de[nm]\ |am\ )?          # Samstag, den
    \d{{1,2}}\.\ ?(?:[^\W\d_]{{3,9}}|\d{{1,2}}\.),?\          # 7. Juli, or 7. 7.: a teaser's day has its year
    (?:um\ |ab\ |von\ )? {_CLOCK} (?:\ ?(?:bis|–|-)\ ?{_CLOCK})? \ uhr
    (?:[:,]\ .*)?                                           # : Konzert
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NAMED = re.compile(r"[^:\d]{2,40}: ")
_OF_PROGRAMME = Look(ITEM, 0.8)
_ROWS = SHORT | TEXT | {ITEM, NUMBERS}


def is_appointment(text: str) -> bool:
    """Whether a line says on which day, and at which full hour or quarter of one, something takes place.

    >>> is_appointment("Samstag, 7. Juli, 10 Uhr"), is_appointment("Konzert: Sonntag, 8. Juli, 19.30 Uhr")
    (True, True)
    >>> is_appointment("Samstag, 7. Juli, 10.04 Uhr"), is_appointment("7. Juli 2031, 10 Uhr")
    (False, False)
    """
    return len(text) <= _LONGEST and HOUR in text.lower() and _APPOINTMENT.fullmatch(text) is not None


def mark_appointments(units: Sequence[Unit]) -> None:
    """Days and hours one below the other, with what takes place between them, are a programme of the text.

    So is a single one that says on its line what takes place.

    Spares teasers, whose dates have a year, or a clock of any minute.
    """
    clocked = [place for place, unit in enumerate(units) if unit.open and HOUR in unit.text.lower()]
    places = [place for place in clocked if _is_open(units[place]) and is_appointment(units[place].text)]
    for unit in [units[place] for place in places]:
        if _NAMED.match(unit.text):
            unit.look = _OF_PROGRAMME
    for place, below in pairwise(places):
        row = units[place : below + 1]
        if below - place <= _APART and all(_is_open(unit) and unit.look.kind in _ROWS for unit in row):
            told = units[below + 1 : below + (below - place)]  # what the last appointment is
            for unit in [*row, *(unit for unit in told if _is_open(unit) and unit.look.kind in SHORT)]:
                unit.look = _OF_PROGRAMME


def _is_open(unit: Unit) -> bool:
    return unit.open and not unit.rule and unit.verdict is None
