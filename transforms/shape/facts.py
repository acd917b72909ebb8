"""Labelled facts whose label has a line of its own: "SV Auental" / ": Pohl – Abt", or "SV Auental:" / "Pohl – Abt"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from transforms.document import BODY
from transforms.shape.kinds import ITEM, Look
from transforms.shape.rows import is_fact
from transforms.shape.units import Unit, Verdict

_SPLIT = Look(ITEM, 1.0)
_BODY: Verdict = (BODY, "shape/body")
_NAMES = 3  # commas of a line-up


def mark_split_facts(units: Sequence[Unit]) -> None:
    """A line that begins with a colon, or stands below one, and with the line above makes a fact, is the text's.

    So is that line. Spares kickers of teasers, whose headlines begin so.
    """
    for label, value in pairwise(units):
        if value.text[0] == ":":
            whole = label.text + value.text
        elif label.text[-1] == ":" and value.text.count(",") >= _NAMES:
            whole = f"{label.text} {value.text}"
        else:
            continue
        if label.undecided and value.undecided and is_fact(whole):
            label.look = value.look = _SPLIT
            if value.text[0] != ":":
                label.verdict = value.verdict = _BODY  # names below a colon would be a heading
