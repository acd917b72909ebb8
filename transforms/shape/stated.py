"""Rows that each name a thing and say of it what no headline would: "Lkw: nur über die B 49", "Steg: zu"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.bullets import BULLETS
from transforms.digits import has_digit
from transforms.shape.kinds import ATTRIBUTION, ITEM, NUMBERS, SENTENCE, Look
from transforms.shape.rows import is_address
from transforms.shape.units import SHORT, Unit, runs_of

_FEWEST = 3  # rows
_STATED = Look(ITEM, 1.0)
_LONGEST = 160  # characters of a row
_MOST_SMALL = 4  # words behind a colon that begin small, as a teaser's whole headline may
_ROWS = SHORT | {ITEM, SENTENCE, NUMBERS, ATTRIBUTION}
_ROW = re.compile(
    rf"(?:[{BULLETS}–-]\s)?(?P<name>[^\s:?!](?:[^:?!]{{0,58}}[^\s:?!])?)(?:\s?:\s| – )(?P<said>\S[^?]*)"
)
_LETTER = re.compile(r"[^\W\d_]")
_FIGURE = re.compile(r"(?:[€$£+−<>–-]\s?)?\d")


def mark_stated_rows(units: Sequence[Unit]) -> None:
    """Three lines or more, each with another name, and most of them with a figure or small words behind it.

    A teaser's headline begins with a capital, behind its kicker; in some languages with a small letter, and is
    longer. Spares the ways to reach somebody.
    """
    for run in runs_of(units, lambda unit: _read(unit) is not None, _FEWEST):
        rows = [units[place] for place in run]
        read = [parts for row in rows if (parts := _read(row))]
        stating = sum(_states(said) for _, said in read)
        if len({name for name, _ in read}) == len(rows) and 3 * stating >= 2 * len(rows):
            for row in rows:
                row.look = Look(ITEM, max(row.look.evidence, _STATED.evidence))


def _read(unit: Unit) -> tuple[str, str] | None:
    """The name that opens a row, and what is said of it."""
    if unit.look.kind not in _ROWS or len(unit.text) > _LONGEST:
        return None
    row = _ROW.fullmatch(unit.text)
    return (row["name"], row["said"]) if row and _LETTER.search(row["name"]) else None


def _states(said: str) -> bool:
    """Whether what stands behind a name says something of it, and is no headline.

    >>> [_states(said) for said in ("84 Meter", "früh, gut für kleine Gärten", "geschlossen bis Mai", "Ada Lind")]
    [True, True, True, False]
    >>> [_states(said) for said in ("les nouvelles restrictions d'eau au village", "05999 817-0")]
    [False, False]
    """
    if is_address(said):
        return False
    small = said[0].islower() and (said.count(" ") < _MOST_SMALL or "," in said or has_digit(said))
    return small or _FIGURE.match(said) is not None
