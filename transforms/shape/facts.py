"""Labelled facts whose label stands on a line of its own: "SV Auental" / ": Pohl – Abt, Bien"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from transforms.shape.kinds import ITEM, Look
from transforms.shape.rows import is_fact
from transforms.shape.units import Unit

_SPLIT = Look(ITEM, 1.0)


def mark_split_facts(units: Sequence[Unit]) -> None:
    """A line that begins with a colon, and with the line above makes a fact, is the text's, and so is that line.

    Spares kickers of teasers, whose headlines begin so.
    """
    for label, value in pairwise(units):
        if value.text[0] == ":" and all(map(_is_free, (label, value))) and is_fact(label.text + value.text):
            label.look = value.look = _SPLIT


def _is_free(unit: Unit) -> bool:
    return unit.open and not unit.rule and unit.verdict is None
