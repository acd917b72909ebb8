"""Short sections of a text: a few words above a paragraph of two sentences, or a number and a name above some lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from transforms.document import BODY, HEADING
from transforms.shape.kinds import BYLINE, CAPTION, CREDIT, LABEL, NUMBERS, TEXT, Look
from transforms.shape.units import Unit, Verdict

_SHORTEST = 80  # characters of the paragraph
_SECTION = 2.0  # evidence of the paragraph, which speaks for what stands above it
_ENDS = frozenset('.!“”"»')
_SENTENCES = re.compile(
    r"[.!?][”“\"»]? ?[„“«\"]?[^\W\d_a-zß-ÿ].{20}"
)  # one ends, and the next is no mere word
_LINKS = frozenset({"more", "read-more"})
_NUMBERED = re.compile(r"(\d{1,2})[.)] [^\W\d_]")
_FEWEST = 4  # sections that are counted from 1 on
_PICTURES = frozenset({CAPTION, CREDIT})
_SOUND = 0.6  # the share of them that teasers don't interrupt
_LINES = range(2, 9)  # below each number: one alone is a link's text
_HEADING: Verdict = (HEADING, "shape/heading")
_TOLD: Verdict = (BODY, "shape/body")


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


def mark_counted_sections(units: Sequence[Unit]) -> None:
    """Lines counted from 1 on, each above a few lines with a sentence, are sections: the books, films, tips of a list.

    Spares links that are counted: one below the other, with a text each, with dates, or with buttons to read on.
    """
    runs: list[list[int]] = []
    for place, unit in enumerate(units):
        found = _NUMBERED.match(unit.text) if unit.undecided else None
        if found and found[1] == "1":
            runs.append([place])
        elif found and runs and int(found[1]) == len(runs[-1]) + 1:
            runs[-1].append(place)
    for counted in runs:
        if len(counted) >= _FEWEST:
            _keep_counted(units, counted)


def _keep_counted(units: Sequence[Unit], counted: Sequence[int]) -> None:
    sections = [units[one + 1 : two] for one, two in pairwise(counted)]
    sound = [section for section in sections if _may_be_counted(section)]
    if len(sound) < _SOUND * len(sections):
        return
    last = units[counted[-1] + 1 :][: min(map(len, sound))]
    for place in counted:
        units[place].verdict = _HEADING
    first = [section[:1] for section in sections if section and section[0].look.kind in TEXT]
    for unit in (unit for section in (*sound, *first, last) for unit in section if unit.undecided):
        if unit.look.kind not in _PICTURES:
            unit.verdict = _TOLD


def _may_be_counted(section: Sequence[Unit]) -> bool:
    said = [unit for unit in section if unit.undecided]
    told = any(unit.look.kind in TEXT for unit in said)
    return (
        len(said) in _LINES
        and told
        and not any(unit.look.kind in {NUMBERS, BYLINE} or unit.rule_name in _LINKS for unit in section)
    )
