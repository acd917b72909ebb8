"""What a page's own markup tells of a line: that it is a heading, or a link and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.document import BOILERPLATE, Line
from transforms.markup.markdown import BOLD_LINE, HEADING, LINK_LINE, TITLE
from transforms.shape.kinds import HEADLINE, ITEM, LABEL, PARAGRAPH, SENTENCE, SYMBOLS, Look
from transforms.shape.units import Unit, Verdict

_LINKED: Verdict = (BOILERPLATE, "shape/link-line")
_HEADINGS = frozenset({HEADING, TITLE})
_MARKED = frozenset({*_HEADINGS, LINK_LINE, BOLD_LINE})
_NONE = frozenset[str]()
_WIKI = "/wiki-edit"
_AS_HEADING = frozenset({HEADLINE, LABEL, SENTENCE, PARAGRAPH})
_LONGEST_HEADING = 200  # characters
_HEADED, _UNHEADED, _BOLD, _POINT, _LINK = 0.8, -1.2, 0.4, 0.4, -1.5  # evidence
_UNLINKED = 0.5  # what a short line gains that is no link, on a page whose furniture is
_FURNITURE_IS_LINKED = 3  # lines that are
_LISTED = frozenset({HEADLINE, LABEL})
_GAINS = frozenset({HEADLINE, LABEL, SENTENCE, ITEM})


def mark_units(units: Sequence[Unit], lines: Sequence[Line]) -> None:
    """Let the markup speak for headings and what stands below them, and against lines that are links alone."""
    told = [_read_marks(lines[unit.lines[0]].edits) for unit in units]
    if not any(told):
        return
    linked = sum(LINK_LINE in edits for edits in told) >= _FURNITURE_IS_LINKED
    short = [
        unit.open and not edits and unit.look.kind in _LISTED for unit, edits in zip(units, told, strict=True)
    ]
    section = False  # whether the line stands below a heading, with no furniture between
    for place, (unit, edits) in enumerate(zip(units, told, strict=True)):
        below = place + 1 < len(units) and LINK_LINE not in told[place + 1] and not units[place + 1].rule
        if not unit.open or unit.rule:
            section = section and unit.role is not BOILERPLATE
        elif unit.text[0] == unit.text[-1] == "|" and unit.look.kind is not SYMBOLS:
            unit.look = Look(ITEM, _HEADED)  # the row of a table
        elif not edits:
            listed = any(short[max(place - 1, 0) : place]) or any(short[place + 1 : place + 2])
            unit.look = _as_unmarked(unit.look, linked, section, listed)
        elif LINK_LINE in edits and TITLE not in edits:
            section, unit.look, unit.verdict = False, Look(ITEM, _LINK), _LINKED
        elif not _HEADINGS.isdisjoint(edits):
            section = below
            unit.look = _as_heading(unit, _HEADED if section else _UNHEADED)
        elif unit.look.kind in _LISTED:
            section = section or below
            unit.look = _as_heading(unit, _BOLD if section else _UNHEADED)


def _read_marks(edits: Sequence[str]) -> frozenset[str]:
    """What the edits of a line say of it; a wiki's headings are those with a link to edit their section."""
    if not edits:
        return _NONE
    marks = _MARKED.intersection(edits)
    return marks | {HEADING} if any(edit.endswith(_WIKI) for edit in edits) else marks


def _as_heading(unit: Unit, evidence: float) -> Look:
    """A heading: above text, or above links and furniture's, as the evidence says."""
    if unit.look.kind not in _AS_HEADING or len(unit.text) > _LONGEST_HEADING:
        return unit.look
    return Look(HEADLINE, evidence)


def _as_unmarked(look: Look, linked: bool, section: bool, listed: bool) -> Look:
    """A line without marks: where furniture has them, or in a heading's section, it is rather text."""
    if look.kind not in _GAINS:
        return look
    if section and listed and look.kind in _LISTED:
        return Look(ITEM, _POINT)
    return Look(look.kind, look.evidence + (_UNLINKED if linked else 0.0) + (_HEADED if section else 0.0))
