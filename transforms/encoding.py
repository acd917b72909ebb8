"""Letters first: each line reads as its author wrote it, whatever codecs and converters did to it.

The order of the repairs is data, each line is repaired until nothing changes, and text that needs no
repair is recognised at a glance.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

from transforms.characters import (
    decode_entities,
    has_control_characters,
    normalize_blanks,
    remove_control_characters,
    remove_invisible_marks,
    resolve_printed_hyphens,
    resolve_soft_hyphens,
    split_ligatures,
)
from transforms.decoding import decode
from transforms.document import Document, Line
from transforms.mojibake import looks_mojibake, repair_mojibake
from transforms.rulebook import Rulebook
from transforms.spaced_accents import join_spaced_accents
from transforms.wide_text import looks_binary

__all__ = [
    "Repaired",
    "decode",
    "has_control_characters",
    "looks_binary",
    "looks_mojibake",
    "repair_encoding",
    "repair_line",
]


def _compose(text: str) -> str:
    return unicodedata.normalize("NFC", text)


REPAIRS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("encoding/entity", decode_entities),  # first: entities may spell half of a wrongly decoded pair
    ("encoding/mojibake", repair_mojibake),  # before anything that takes odd characters away: they are clues
    ("encoding/printed-hyphen", resolve_printed_hyphens),  # before control characters go, it is one
    ("encoding/control-character", remove_control_characters),
    ("encoding/soft-hyphen", resolve_soft_hyphens),
    ("encoding/zero-width", remove_invisible_marks),
    ("encoding/no-break-space", normalize_blanks),
    ("encoding/spaced-accent", join_spaced_accents),  # reads plain blanks
    ("encoding/ligature", split_ligatures),
    ("encoding/normal-form", _compose),
    ("encoding/outer-blank", str.strip),  # last: the others leave blanks at the ends; `raw` has the indentation
)


class Repaired(NamedTuple):
    """A line's text as it should read, and the rules that made it so."""

    text: str
    rules: tuple[str, ...]


def repair_line(text: str) -> Repaired:
    """Every repair in order, again and again until none changes the line: the plain, slow way.

    >>> repair_line("F&Atilde;&frac14;r 5\u00a0Euro ")
    Repaired(text='Für 5 Euro', rules=('encoding/entity', 'encoding/mojibake', 'encoding/no-break-space', 'encoding/outer-blank'))
    """
    rules: dict[str, None] = {}
    while True:
        before = text
        for rule, repair in REPAIRS:
            repaired = repair(text)
            if repaired != text:
                rules[rule] = None
                text = repaired
        if text == before:
            return Repaired(text, tuple(rules))


def repair_encoding(document: Document, rulebook: Rulebook) -> Document:
    return document.with_lines([_repaired(line) for line in document.lines])


def _repaired(line: Line) -> Line:
    text, rules = repair_line(line.text)
    return line._replace(text=text, edits=(*line.edits, *rules)) if rules else line
