"""The last judge: what no rule claimed gets its role by its look, then by its neighbours."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.document import HYPHENATED, LINE_BREAK, WRAPPED, Document, Line, Role
from transforms.rulebook import Rulebook
from transforms.shape_context import Unit, revise_units
from transforms.shape_kinds import TEXT, Kind, Look, Looks

_PLAIN = {"": (Role.BLANK, "shape/blank")}
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
        for unit, (role, rule) in revise_units(read_units(lines, looks)):
            for number in unit.lines:
                if lines[number].role is None:
                    lines[number] = lines[number].judged(role, lines[number].rule or rule)
    for number in open_lines:
        if lines[number].role is None:
            role = Role.BODY if lines[number].text.strip() else Role.BLANK
            lines[number] = lines[number].judged(role, lines[number].rule or f"shape/{role}")
    return document.with_lines(lines)


def read_units(lines: Sequence[Line], looks: Looks) -> list[Unit]:
    """The document's lines with text, what is wrapped joined into one unit."""
    units: list[Unit] = []
    gap, running = True, False
    for number, line in enumerate(lines):
        text = line.text.strip()
        if not text:
            gap = True
            continue
        if running and line.role is units[-1].role:
            units[-1].lines.append(number)
            units[-1].text += " " + text
        else:
            units.append(Unit([number], text, line.role, line.rule, gap))
        running = line.joint in {WRAPPED, HYPHENATED}
        gap = False
    for unit in units:
        look = looks.look(unit.text)
        if lines[unit.lines[-1]].joint == LINE_BREAK:
            look = Look(Kind.ITEM if look.kind not in TEXT else look.kind, max(look.evidence, _VERSE))
        unit.look = look
    return units
