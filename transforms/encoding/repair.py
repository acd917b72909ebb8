"""Letters first: each line reads as its author wrote it, whatever codecs and converters did to it.

The order of the repairs is data, each line is repaired until nothing changes, and text that needs no
repair is recognised at a glance.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import is_
from typing import NamedTuple

from transforms.document import Document, Line
from transforms.encoding.characters import (
    compose,
    decode_entities,
    has_control_characters,
    normalize_blanks,
    remove_control_characters,
    remove_invisible_marks,
    resolve_printed_hyphens,
    resolve_soft_hyphens,
    split_ligatures,
)
from transforms.encoding.clean_text import is_clean
from transforms.encoding.decoding import decode
from transforms.encoding.escapes import undo_escapes
from transforms.encoding.glance import looks_mojibake, repair_mojibake
from transforms.encoding.spaced_accents import join_spaced_accents
from transforms.encoding.wide_text import looks_binary
from transforms.rulebook import Rulebook

__all__ = [
    "Repaired",
    "decode",
    "has_control_characters",
    "looks_binary",
    "looks_mojibake",
    "repair_encoding",
    "repair_line",
    "repair_line_quickly",
]


def _strip_ascii(text: str) -> str:
    return text.strip(" \t\r\x0b\x0c")  # no-break spaces and U+0085 may be half of a wrongly decoded letter


_ROUNDS = 8  # of escapes within escapes
OUTER_BLANK = "encoding/outer-blank"
REPAIRS: tuple[tuple[str, Callable[[str], str]], ...] = (
    (OUTER_BLANK, _strip_ascii),  # first, so that the end of a CRLF is no break within the line
    ("encoding/entity", decode_entities),  # they may spell half of a wrongly decoded pair
    ("encoding/mojibake", repair_mojibake),  # before anything that takes odd characters away: they are clues
    ("encoding/printed-hyphen", resolve_printed_hyphens),  # before control characters go, it is one
    ("encoding/control-character", remove_control_characters),
    ("encoding/soft-hyphen", resolve_soft_hyphens),
    ("encoding/zero-width", remove_invisible_marks),
    ("encoding/no-break-space", normalize_blanks),
    ("encoding/spaced-accent", join_spaced_accents),  # reads plain blanks
    ("encoding/ligature", split_ligatures),
    ("encoding/normal-form", compose),
    (OUTER_BLANK, str.strip),  # again: the others may leave blanks; `raw` has the indentation
)


class Repaired(NamedTuple):
    """A line's text as it should read, and the rules that made it so."""

    text: str
    rules: tuple[str, ...]


def repair_line(text: str) -> Repaired:
    """Every repair in order, again and again until none changes the line: the plain, slow way.

    >>> repair_line("F&Atilde;&frac14;r 5\u00a0Euro")
    Repaired(text='Für 5 Euro', rules=('encoding/entity', 'encoding/mojibake', 'encoding/no-break-space'))
    """
    rules: dict[str, None] = {}
    before = None
    while text != before:
        before, text = text, _apply_repairs(text, rules)
    return Repaired(text, tuple(rules))


def _apply_repairs(text: str, rules: dict[str, None]) -> str:
    """Every repair once, noting the rules that changed the line."""
    for rule, repair in REPAIRS:
        repaired = repair(text)
        if repaired != text:
            rules[rule] = None
            text = repaired
    return text


def repair_encoding(document: Document, rulebook: Rulebook) -> Document:  # noqa: ARG001  encodings need no rules
    r"""Repair each line's text; ``raw`` keeps what the source said, ``edits`` name what was done.

    Text that needs no repair is never changed: quotation marks and dashes of every language, French spacing,
    joiners of Persian and emoji stay as they were written.

    >>> page = repair_encoding(Document.from_text("KÃ¤se\r\n„Brot“ – 5 €"), Rulebook.empty())
    >>> [line.text for line in page.lines], page.lines[0].edits
    (['Käse', '„Brot“ – 5 €'], ('encoding/outer-blank', 'encoding/mojibake'))
    """
    for _ in range(_ROUNDS):
        before = document
        document = _repair_lines(undo_escapes(document))  # escapes first: what they spell may need repair
        if document is before:
            break  # else what was undone or repaired may spell an escape again
    return document


def _repair_lines(document: Document) -> Document:
    if is_clean("\n".join([line.text for line in document.lines])):
        return document
    lines = [line if _is_clean_line(line.text) else _repaired(line) for line in document.lines]
    return document if all(map(is_, lines, document.lines)) else document.with_lines(lines)


def _repaired(line: Line) -> Line:
    text, rules = repair_line_quickly(line.text)
    return line._replace(text=text, edits=(*line.edits, *rules)) if rules else line


def repair_line_quickly(text: str) -> Repaired:
    """The same as `repair_line`, but done as soon as the fast path knows that nothing is left to repair."""
    trimmed = _strip_ascii(text)
    rules: dict[str, None] = {} if trimmed == text else {OUTER_BLANK: None}
    text, before = trimmed, None
    while text != before and not _is_clean_line(text):
        before, text = text, _apply_repairs_until_clean(text, rules)
    return Repaired(text, tuple(rules))


def _apply_repairs_until_clean(text: str, rules: dict[str, None]) -> str:
    """The same as `_apply_repairs`, without the repairs that have nothing left to do."""
    for rule, repair in REPAIRS:
        repaired = repair(text)
        if repaired != text:
            rules[rule] = None
            text = repaired
            if _is_clean_line(text):
                break
    return text


def _is_clean_line(text: str) -> bool:
    return is_clean(text) and "\n" not in text
