"""Captions whose credit stands on a line of its own, and those of galleries."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

from transforms.document import BOILERPLATE, HEADING, LEAD, TIMESTAMP
from transforms.shape.kinds import (
    CAPTION,
    CREDIT,
    HEADLINE,
    LABEL,
    NUMBERS,
    PARAGRAPH,
    SENTENCE,
    TEXT,
    TRUNCATED,
)
from transforms.shape.units import SHORT, Unit

_CAPTION = 160  # characters, of a caption whose credit stands below a blank line
_BELOW_LEAD = 140  # characters of a caption below the lead's credit,
_TEXT = 150  # and of the paragraph below that
_BEHIND = 4  # units behind a credit, among which an entry's text stands
_CAPTION_TOUCHING = 350
_LONG_CAPTION = 70  # characters without an end mark that no heading has
_ALIKE = 30  # characters with which a picture's description and its caption begin
_BARE_CREDIT = 60  # characters of a name below "Foto:"
CAPTIONED = (BOILERPLATE, "shape/caption")
CAPTION_KINDS = frozenset({PARAGRAPH, SENTENCE, HEADLINE, LABEL, TRUNCATED})
ENTRY_HEADS = frozenset({TIMESTAMP, HEADING})  # of entries
_COUNTER = re.compile(r"\d{1,3} ?/ ?\d{1,3}")  # of a gallery
_SPEECH = re.compile(r"[„“»«\"”]|[.!?] (?=[A-ZÄÖÜ])|\?$")  # that no caption set apart from its credit has

_QUOTED = re.compile(
    r"[„“»«\"][^„“»«\"”]{3,90}[“”»«\"]: [A-ZÄÖÜ][^.]{10,120}\.?$"
)  # "„…“: Ada Quill in ihrem Boot."


def mark_captions(units: Sequence[Unit]) -> None:
    """Captions have no credit of their own where it stands on the line below, or right above.

    On a page whose lines all touch, touching says nothing.
    """
    spaced = sum(unit.gap for unit in units) * 2 > len(units)
    groups = zip(units, units[1:], [*(unit.gap for unit in units[2:]), True], strict=False)
    for place, (unit, below, ends) in enumerate(groups):
        if _is_captioned(unit, below, spaced) and not _is_entry(units, place):
            described = units[place + 2] if _is_described_below(units, place) else unit
            described.verdict = CAPTIONED
        elif spaced and ends and unit.look[0] is CREDIT and not below.gap and _lacks_caption(units, place):
            below.verdict = CAPTIONED if _may_be_caption(below, apart=True) else below.verdict
        elif unit.look[0] is CREDIT and _stands_below_lead(units, place):
            below.verdict = CAPTIONED


def _is_described_below(units: Sequence[Unit], place: int) -> bool:
    """Whether a credit that touches both lines parts a whole sentence from a caption without an end mark.

    What follows is longer than a heading.
    """
    if place + 2 >= len(units):
        return False
    unit, credit, below = units[place : place + 3]
    return (
        unit.look.kind in TEXT
        and unit.text[-1] in ".:"
        and not (credit.gap or below.gap)
        and below.undecided
        and below.look.kind is HEADLINE
        and len(below.text) >= _LONG_CAPTION
    )


def _stands_below_lead(units: Sequence[Unit], place: int) -> bool:
    """Whether a credit parts the lead from a caption, above a paragraph that is longer: not from the text."""
    if not place or units[place - 1].role is not LEAD or place + 2 >= len(units):
        return False
    caption, text = units[place + 1 : place + 3]
    fits = caption.undecided and len(caption.text) <= _BELOW_LEAD and caption.text[-1] != "?"
    return fits and text.is_text and len(text.text) >= _TEXT


def _is_captioned(unit: Unit, below: Unit, spaced: bool) -> bool:
    """Whether a bare credit or a video's length stands below, or the same caption with its credit."""
    if not below.open:
        return False
    video = below.look[0] is NUMBERS and below.text.lower().rstrip(".").endswith("min")
    if video or _is_bare_credit(below):
        return _may_be_caption(unit, below.gap or not spaced, told=video)
    copied = below.look[0] is CAPTION and not below.gap and _opens_alike(unit.text, below.text)
    return copied and unit.open and not unit.rule and unit.look.kind in CAPTION_KINDS


def _opens_alike(text: str, caption: str) -> bool:
    """Whether a caption begins with the text above it, or both begin alike: a picture's description says more."""
    return caption.startswith(text) or (len(text) >= _ALIKE and caption.startswith(text[:_ALIKE]))


def _lacks_caption(units: Sequence[Unit], place: int) -> bool:
    """Whether a credit is open and has no caption: below one that has it, a whole sentence is the text's."""
    unit = units[place]
    captioned = not unit.gap and place > 0 and units[place - 1].verdict is CAPTIONED
    return unit.open and not (captioned and units[place + 1].look.kind in TEXT)


def _is_entry(units: Sequence[Unit], place: int) -> bool:
    """Whether a sentence above a credit is all that a liveblog's entry says, between its head and the next one's."""
    above, behind = units[max(0, place - 1)], units[place + 2 : place + 2 + _BEHIND]
    entry = takewhile(lambda unit: unit.role not in ENTRY_HEADS, behind)
    return (
        above.role in ENTRY_HEADS
        and units[place].look.kind in TEXT
        and not any(unit.is_text for unit in entry)
    )


def _is_bare_credit(unit: Unit) -> bool:
    """Whether the unit is a credit that brings no caption itself: "Foto: Jo Tal", or that in brackets."""
    bracketed = unit.text[0] == "(" and unit.look.kind is CAPTION and len(unit.text) <= _BARE_CREDIT
    return bracketed or (unit.look.kind is CREDIT and not _SPEECH.search(unit.text))


def mark_galleries(units: Sequence[Unit]) -> None:
    """A short sentence below "1 / 12" is the first picture's caption, and a label below that its credit.

    So is what stands below a credit's bare label, "Foto:".
    """
    for place, (unit, below) in enumerate(pairwise(units)):
        if (
            _COUNTER.fullmatch(unit.text)
            and _may_be_caption(below, apart=True)
            and below.look.kind is SENTENCE
        ):
            below.verdict = CAPTIONED
            for credit in units[place + 2 : place + 3]:
                if credit.look.kind is LABEL and _may_be_caption(credit, apart=True):
                    credit.verdict = CAPTIONED
        elif unit.look.kind is CREDIT and unit.text[-1] == ":" and _may_be_name(below):
            below.verdict = CAPTIONED


def _may_be_name(unit: Unit) -> bool:
    return unit.look.kind in SHORT and len(unit.text) <= _BARE_CREDIT and _may_be_caption(unit, apart=True)


def _may_be_caption(unit: Unit, apart: bool, told: bool = False) -> bool:
    """Whether the unit may be the caption of a credit, which a blank line may set ``apart``.

    What a video shows may be ``told`` in several sentences.
    """
    most = _CAPTION if apart else _CAPTION_TOUCHING
    fits = unit.open and not unit.rule and len(unit.text) <= most and unit.look.kind in CAPTION_KINDS
    return fits and (
        told or not (apart and _SPEECH.search(unit.text)) or _QUOTED.match(unit.text) is not None
    )
