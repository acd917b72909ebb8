"""Credits and labelled dates below the head: in lines of their own, or the text's own brackets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from transforms.bylines import AGENCIES, spelled_agency
from transforms.document import Line, Role
from transforms.head_facts import Found
from transforms.lexicon import Lexicon
from transforms.metadata_lines import Facts, first_word, read_metadata_line

CUT = "metadata/agency"  # the edit that took an agency off its paragraph
_SHORT_LINE = 90  # characters
_DATELINED = 40  # a paragraph that may open with its place and agency
_AGENCY_IN_TEXT = re.compile(r"\(([A-Za-z-]{2,14})(?:[/,\s-]{1,2}[\w-]{2,14}){0,2}\)", re.ASCII)
_AGENCY_AT_END = re.compile(_AGENCY_IN_TEXT.pattern + r"\W{0,2}$", re.ASCII)
_SIGNED = re.compile(rf"(?<=[.!?…“\"»])\s*{_AGENCY_IN_TEXT.pattern}$", re.ASCII)


def read_tail(found: Found, lines: Sequence[Line], first: int, lexicon: Lexicon) -> None:
    """Credits and labelled dates in lines of their own, anywhere in the body."""
    end = _end_of_text(lines)
    for number in range(first, len(lines)):
        line = lines[number]
        if not line.text or line.role is not None or line.rule or len(line.text) > _SHORT_LINE:
            continue
        if first_word(line.text[:40]) not in lexicon.credit_openers or number in found.roles:
            continue
        facts = _read_credit(line.text.strip(), lexicon, ended=number > end)
        if facts is None or not _is_credit(facts):
            continue
        found.roles[number] = Role.METADATA, f"metadata/{facts.kind}"
        found.agency = found.agency or facts.agency
        found.authors = found.authors or list(facts.authors)
        if not found.dates:
            found.dates += [pair for pair in facts.dates if pair[0]]


def _is_credit(facts: Facts) -> bool:
    return facts.kind == "agency" or bool(facts.authors) or any(label for label, _ in facts.dates)


def _end_of_text(lines: Sequence[Line]) -> int:
    """The index of the last line long enough for a paragraph."""
    numbers = range(len(lines) - 1, -1, -1)
    return next((n for n in numbers if _is_paragraph(lines[n])), len(lines))


def _read_credit(text: str, lexicon: Lexicon, *, ended: bool) -> Facts | None:
    """The facts of a credit; "Quelle: dpa" credits the text only at its end, and a picture before."""
    if lexicon.agencies.fullmatch(text):
        return Facts("agency")
    source = lexicon.source.match(text)
    if source is None:
        return read_metadata_line(text, lexicon)
    return read_metadata_line(text[source.end() :], lexicon) if ended else None


def cut_agency(lines: Sequence[Line]) -> tuple[int, Line] | None:
    """The last paragraph without the agency in brackets behind its last sentence, and its index.

    Spares brackets inside a sentence, and those that name anybody else.
    """
    last = _end_of_text(lines)
    if last >= len(lines) or lines[last].role is not None:
        return None
    text = lines[last].text.rstrip()
    found = _SIGNED.search(text, max(0, len(text) - 40))
    if found is None or found[1].lower() not in AGENCIES:
        return None
    return last, lines[last].edited(text[: found.start()], CUT)


def agency_in_text(lines: Sequence[Line]) -> str | None:
    """The agency in the dateline of the first paragraphs, or in brackets at the end of one of the last."""
    texts = (line for line in lines if len(line.text) >= _DATELINED and line.role is not Role.BOILERPLATE)
    for line in islice(texts, 3):
        found = _AGENCY_IN_TEXT.search(line.text, 0, 80)
        if found and found[1].lower() in AGENCIES:
            return spelled_agency(found[1])
    for line in islice(filter(_is_paragraph, reversed(lines)), 3):
        found = _AGENCY_AT_END.search(line.text[-40:])
        if found and found[1].lower() in AGENCIES:
            return spelled_agency(found[1])
    return None


def _is_paragraph(line: Line) -> bool:
    return len(line.text) > _SHORT_LINE and line.role is not Role.BOILERPLATE
