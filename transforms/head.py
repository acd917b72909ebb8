"""The head of a page, as parts: its lines with what each says of the document, and where the text begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.document import HYPHENATED, WRAPPED, Line, Role
from transforms.lexicon import Lexicon
from transforms.metadata_lines import Facts, read_metadata_line
from transforms.shape import read_units
from transforms.shape_kinds import Kind
from transforms.shape_looks import Looks
from transforms.shape_units import Unit

BELOW = 6  # parts below the first paragraph that may still be the head's
LONGEST_LEAD = 600  # characters
LONGEST_TITLE = 200
SENTENCES = re.compile(r"\w{3}[.!?] \W?[^\W\d_a-zäöü]")  # one sentence ends, another begins
_WINDOWS = (26, 60, 150, 400, 1000)  # lines in which a head is looked for, one after the other
_SHORT_PARAGRAPH = 60
_LONG_PARAGRAPH = 450  # hardly a lead
_SHORTEST_TITLE = 12
_BARE_CREDIT = 60  # a credit with no caption of its own
_BULLET = re.compile(r"^(?:[*+•·–>-]|\d{1,2}[.)])\s+")
_NO_TITLE = frozenset({Kind.NUMBERS, Kind.SYMBOLS, Kind.ADDRESS, Kind.TRUNCATED})


class Part:
    """A unit of the head as metadata sees it."""

    __slots__ = ("_facts", "_key", "_lexicon", "bare", "open", "prose", "unit")

    def __init__(self, unit: Unit, lexicon: Lexicon) -> None:
        self.unit = unit
        self.open = unit.role is None and not unit.rule  # no rule has spoken for it yet
        self.prose = unit.role in {None, Role.BODY, Role.LEAD} and _is_prose(unit)
        bullet = _BULLET.match(unit.text)
        self.bare = unit.text[bullet.end() :] if bullet else unit.text  # without the bullet of a list
        self._key = ""
        self._lexicon = lexicon
        self._facts: Facts | bool | None = unit.role is None  # True while nobody has asked

    @property
    def facts(self) -> Facts | None:
        """What it says about the document, if it says nothing else."""
        if self._facts is True:
            self._facts = read_metadata_line(self.unit.text, self._lexicon)
        return self._facts or None

    @property
    def key(self) -> str:
        """Its letters and signs: equal for copies that differ in blanks, case and bullets."""
        if not self._key:
            self._key = "".join(self.bare.casefold().split())
        return self._key

    @property
    def is_credit(self) -> bool:
        """Whether it is a picture's credit alone: what stands above is the caption."""
        return (
            self.unit.look.kind is Kind.CREDIT and len(self.unit.text) <= _BARE_CREDIT and self.facts is None
        )


def _is_prose(unit: Unit) -> bool:
    """Whether a unit reads as a paragraph: long enough for one, or of two sentences at least."""
    if unit.look.kind is Kind.SENTENCE and len(unit.text) >= _SHORT_PARAGRAPH:
        return unit.text[-1] not in "?:" and SENTENCES.search(unit.text) is not None
    return unit.look.kind is Kind.PARAGRAPH


def read_head(lines: Sequence[Line], looks: Looks, lexicon: Lexicon) -> tuple[list[Part], int]:
    """The parts of the head and a little of the body, and the index of the body's first paragraph."""
    parts: list[Part] = []
    found, at = None, 0
    for window in _WINDOWS:
        end = _paragraph_end(lines, window)
        units = read_units(lines[at:end], looks)
        for unit in units:
            unit.lines = [number + at for number in unit.lines]
        at = end
        parts += read_parts(units, lexicon)
        found = body_start(parts)
        if found is not None and found + BELOW < len(parts):
            return parts, found
        if end >= len(lines):
            break
    return parts, found if found is not None else _only_paragraph(parts)


def _paragraph_end(lines: Sequence[Line], at: int) -> int:
    """The first index from ``at`` where no wrapped paragraph is cut."""
    while 0 < at < len(lines) and lines[at - 1].joint in {WRAPPED, HYPHENATED}:
        at += 1
    return at


def read_parts(units: Sequence[Unit], lexicon: Lexicon) -> list[Part]:
    """The parts of a head: what is boilerplate already falls out."""
    return [Part(unit, lexicon) for unit in _continued(units) if unit.role is not Role.BOILERPLATE]


def _continued(units: Sequence[Unit]) -> list[Unit]:
    """The units, a line that begins with a colon made one with the line above: ``Thema`` / ``: Titel``."""
    joined: list[Unit] = []
    for unit in units:
        above = joined[-1] if joined else None
        if above and unit.text[0] == ":" and unit.role is above.role is None and len(above.text) <= 100:
            above.lines += unit.lines
            above.text += unit.text
        else:
            joined.append(unit)
    return joined


def body_start(parts: Sequence[Part]) -> int | None:
    """The index of the first paragraph of running text; None where no part is surely one.

    A lone paragraph among metadata and captions is a lead or a caption; two in a row are the body, and so is
    one of a length that no lead has, and one that a heading and a paragraph follow.
    """
    for at, part in enumerate(parts):
        if part.unit.role is Role.TIMESTAMP and any(
            above.open and title_shaped(above) for above in parts[:at]
        ):
            return at
        if not part.prose:
            continue
        after = parts[at + 1 : at + 3]
        if after and after[0].facts and after[0].facts.firm:
            continue  # a byline follows a lead, however long
        if len(part.unit.text) >= _LONG_PARAGRAPH or (after and _runs_on(after)):
            return at
    return None


def _only_paragraph(parts: Sequence[Part]) -> int:
    """The first paragraph, or in a text too short for any the first sentence below another line."""
    paragraphs = (at for at, part in enumerate(parts) if part.prose)
    sentences = (at for at, part in enumerate(parts) if at and part.unit.look.kind is Kind.SENTENCE)
    return next(paragraphs, next(sentences, len(parts)))


def _runs_on(after: Sequence[Part]) -> bool:
    if after[0].prose:
        return True
    heading = after[0].facts is None and after[0].unit.look.kind in {Kind.HEADLINE, Kind.SENTENCE}
    return heading and len(after) > 1 and after[1].prose


def title_shaped(part: Part) -> bool:
    """Whether a part could be a title: two words or more of a title's length, no date, byline or address."""
    text = part.bare
    return (
        _SHORTEST_TITLE <= len(text) <= LONGEST_TITLE
        and part.unit.look.kind not in _NO_TITLE
        and " " in text
        and part.facts is None
    )


def is_caption(parts: Sequence[Part], at: int) -> bool:
    """Whether a part is a picture's caption: its credit is part of it, or stands right below."""
    if parts[at].unit.look.kind in {Kind.CREDIT, Kind.CAPTION}:
        return True
    return at + 1 < len(parts) and parts[at + 1].is_credit and len(parts[at].unit.text) < 350
