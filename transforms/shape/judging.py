"""The last judge: what no rule claimed gets its role by its look, then by its neighbours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import itemgetter

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
from transforms.runs import PAGE_FURNITURE, find_runs, is_wrapped
from transforms.shape.author_boxes import Introductions
from transforms.shape.context import revise_units
from transforms.shape.kinds import ITEM, SYMBOLS, TEXT, Look
from transforms.shape.looks import Looks
from transforms.shape.marked import mark_units
from transforms.shape.units import Unit

_BLANK = (BLANK, "shape/blank")
_BODY = (BODY, "shape/body")
_ROLE_AT = Line._fields.index("role")
_ROLE = itemgetter(_ROLE_AT)  # half of what asking each line by name costs
_EDITS = itemgetter(Line._fields.index("edits"))
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
    if None not in map(_ROLE, document.lines):
        return document
    lines = [_BLANK_LINE if line is EMPTY_LINE else line for line in document.lines]
    wrapped = is_wrapped(lines)
    if rulebook.judges_shape:
        units = open_units(lines, Looks.of(rulebook, document.language), wrapped=wrapped)
        for unit, (role, rule) in revise_units(
            units, document.authors, Introductions.of(rulebook, document.language)
        ):
            for number in unit.lines:
                line = lines[number]
                lines[number] = line.judged(role, line.rule or rule)
    for number in [number for number, line in enumerate(lines) if line[_ROLE_AT] is None]:
        line = lines[number]
        role, rule = _BODY if line.text.strip() else _BLANK
        lines[number] = line.judged(role, line.rule or rule)
    if wrapped:
        _join_headings(lines, [number for number, line in enumerate(document.lines) if line.role is None])
    return document.with_lines(lines)


def _join_headings(lines: list[Line], judged: Sequence[int]) -> None:
    """Join a heading over two lines, in place, where the document is wrapped: its lines are short for a wrap."""
    if not find_runs(lines):
        return
    for number in judged[:-1]:
        line, below = lines[number], lines[number + 1]
        if line.role is below.role is HEADING and below.text[:1].islower() and line.joint == PARAGRAPH:
            lines[number] = line.joined(WRAPPED)


def open_units(lines: Sequence[Line], looks: Looks, *, wrapped: bool) -> list[Unit]:
    """The document's units before their neighbours are asked: what the page's own markup says of them is known."""
    units = read_units(lines, looks, find_runs(lines) if wrapped else {})
    if any(map(_EDITS, lines)):
        mark_units(units, lines)
    return units


def read_units(
    lines: Sequence[Line], looks: Looks, runs: Mapping[int, Sequence[int]] | None = None
) -> list[Unit]:
    """The document's lines with text, what is wrapped joined into one unit; page furniture says nothing."""
    units: list[Unit] = []
    runs = find_runs(lines) if runs is None else runs
    inside = {number for members in runs.values() for number in members[1:]}
    gap = True
    look_at = looks.look
    for number, line in enumerate(lines):
        if line is _BLANK_LINE:
            gap = True
            continue
        _, text, role, rule, _, joint, _ = line
        if not text or not (text := text.strip()):
            gap = True
        elif number not in inside and not (rule and rule.startswith(PAGE_FURNITURE)):
            members: Sequence[int] = (number,)
            if number in runs:
                members = runs[number]
                text, joint = join([lines[each] for each in members]).strip(), lines[members[-1]].joint
            unit = Unit(members, text, role, rule, gap, look_at)
            if joint == LINE_BREAK:
                unit.look = _as_verse(unit.look)
            units.append(unit)
            gap = False
    return units


def _as_verse(look: Look) -> Look:
    """The look of a line whose break is known to belong to the text."""
    if look.kind is SYMBOLS:
        return look
    return Look(ITEM if look.kind not in TEXT else look.kind, max(look.evidence, _VERSE))
