"""Headings that count: "Schritt 1", "Fehler 2: Zu viel Salz", "Frage 3", each above its text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.document import BODY, HEADING
from transforms.shape.kinds import HEADLINE, LABEL, SENTENCE
from transforms.shape.units import Unit, Verdict

_FEWEST = 3  # steps; two may be anything
_LONGEST = 110  # characters of a heading
_COUNTED = re.compile(r"([^\W\d_]{2,15}) (\d{1,2})(?:[.:]?|([.:] \S.*))")
_STEP: Verdict = (HEADING, "shape/step")
_TOLD: Verdict = (BODY, "shape/body")
_MAY_COUNT = frozenset({HEADLINE, LABEL, SENTENCE})


def mark_steps(units: Sequence[Unit]) -> None:
    """Lines that count up from 1 behind one word, with something between, are headings, and a sentence below is text.

    Spares parts and pages that are listed one below the other, and those that begin amid a series.
    """
    counted: dict[tuple[str, bool], list[int]] = {}  # by word, and whether the line says what the step is
    for place, unit in enumerate(units):
        if unit.undecided and unit.look.kind in _MAY_COUNT and len(unit.text) <= _LONGEST:
            found = _COUNTED.fullmatch(unit.text)
            if found is not None:
                steps = counted.setdefault((found[1], found[3] is not None), [])
                if int(found[2]) == len(steps) + 1 and (not steps or place - steps[-1] > 1):
                    steps.append(place)
    for (word, titled), steps in counted.items():
        if len(steps) >= _FEWEST and (titled or (word, True) not in counted):  # else it is said of a picture
            for place in steps:
                units[place].verdict = _STEP
                below = units[place + 1] if place + 1 < len(units) else None
                if below is not None and below.undecided and below.look.kind is SENTENCE:
                    below.verdict = _TOLD
