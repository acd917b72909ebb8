"""Short sections of a text: a few words above a paragraph of two sentences or more."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.shape.kinds import LABEL, TEXT, Look
from transforms.shape.units import Unit

_SHORTEST = 80  # characters of the paragraph
_SECTION = 2.0  # evidence of the paragraph, which speaks for what stands above it
_ENDS = frozenset('.!“”"»')
_SENTENCES = re.compile(
    r"[.!?][”“\"»]? ?[„“«\"]?[^\W\d_a-zß-ÿ].{20}"
)  # one ends, and the next is no mere word
_LINKS = frozenset({"more", "read-more"})


def mark_sections(units: Sequence[Unit]) -> None:
    """A paragraph of whole sentences below a few words, and below a text, is a section's, though a date stands above.

    Spares the texts of teasers, which stand below headlines, say it in one sentence, or are read on elsewhere.
    """
    told = False
    for above, unit, below in zip(units, units[1:], [*units[2:], None], strict=False):
        if told and _may_be_section(above, unit) and (below is None or below.rule_name not in _LINKS):
            unit.look = Look(unit.look.kind, max(unit.look.evidence, _SECTION))
        told = told or above.is_text


def _may_be_section(above: Unit, unit: Unit) -> bool:
    return (
        unit.undecided
        and above.undecided
        and above.look.kind is LABEL
        and unit.look.kind in TEXT
        and len(unit.text) >= _SHORTEST
        and unit.text[-1] in _ENDS
        and not unit.text.endswith("...")
        and _SENTENCES.search(unit.text) is not None
    )
