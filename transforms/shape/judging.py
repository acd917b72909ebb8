"""The last judge: what no rule claimed gets its role by its look, then by its neighbours."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.document import (
    BLANK,
    BODY,
    EMPTY_LINE,
    HEADING,
    LINE_BREAK,
    PARAGRAPH,
    WRAPPED,
    Document,
    Line,
    join,
)
from transforms.rulebook import Rulebook
from transforms.runs import PAGE_FURNITURE, find_runs
from transforms.shape.context import revise_units
from transforms.shape.kinds import ITEM, SYMBOLS, TEXT, Look
from transforms.shape.looks import Looks
from transforms.shape.units import Unit

_BLANK = (BLANK, "shape/blank")
_BODY = (BODY, "shape/body")
_BLANK_LINE = EMPTY_LINE.judged(*_BLANK)
_VERSE = 0.3  # the evidence of a line whose break is known to belong to the text


def judge_shapes(document: Document, rulebook: Rulebook) -> Document:
    r"""Give every line that nobody claimed its role: blank, heading, body, or boilerplate.

    Each line is classified by itself, then the document is read as runs of text and runs of furniture,
    so that a headline amid paragraphs is their heading and one amid dates and teasers is a teaser.
    Spared is what has no paragraphs at all: poems and lists stay whole. A rulebook that doesn't judge
    shapes keeps every line with text.

    >>> text = "Der Rat tagt am Montag.\n\nStreit um die Brücke\n\nDie Brücke bleibt gesperrt, sagte sie."
    >>> [str(line.role) for line in judge_shapes(Document.from_text(text), Rulebook.load()).lines]
    ['body', 'blank', 'heading', 'blank', 'body']
    """
    lines = list(document.lines)
    open_lines = [number for number, line in enumerate(lines) if line.role is None]
    if not open_lines:
        return document
    if rulebook.judges_shape:
        looks = Looks.of(rulebook, document.language)
        for unit, (role, rule) in revise_units(read_units(lines, looks), document.authors):
            for number in unit.lines:
                line = lines[number]
                lines[number] = line.judged(role, line.rule or rule)
    for number in open_lines:
        line = lines[number]
        if line is EMPTY_LINE:
            lines[number] = _BLANK_LINE
        elif line.role is None:
            role, rule = _BODY if line.text.strip() else _BLANK
            lines[number] = line.judged(role, line.rule or rule)
    _join_headings(lines, open_lines)
    return document.with_lines(lines)


def _join_headings(lines: list[Line], judged: Sequence[int]) -> None:
    """Join a heading over two lines, in place, where the document is wrapped: its lines are short for a wrap."""
    if not find_runs(lines):
        return
    for number in judged[:-1]:
        line, below = lines[number], lines[number + 1]
        if line.role is below.role is HEADING and below.text[:1].islower() and line.joint == PARAGRAPH:
            lines[number] = line.joined(WRAPPED)


def read_units(lines: Sequence[Line], looks: Looks) -> list[Unit]:
    """The document's lines with text, what is wrapped joined into one unit; page furniture says nothing."""
    units: list[Unit] = []
    runs = find_runs(lines)
    inside = {number for members in runs.values() for number in members[1:]}
    gap = True
    for number, line in enumerate(lines):
        text = line.text.strip()
        if not text:
            gap = True
        elif number not in inside and not (line.rule and line.rule.startswith(PAGE_FURNITURE)):
            members = runs.get(number) or [number]
            if len(members) > 1:
                text = join([lines[each] for each in members]).strip()
            look = looks.look(text)
            if lines[members[-1]].joint == LINE_BREAK and look.kind is not SYMBOLS:
                look = Look(ITEM if look.kind not in TEXT else look.kind, max(look.evidence, _VERSE))
            units.append(Unit(members, text, line.role, line.rule, gap, look))
            gap = False
    return units
