"""Credits and labelled dates below the head: in lines of their own, or the text's own brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from transforms.document import BOILERPLATE, METADATA, Line
from transforms.metadata.bylines import AGENCIES, spelled_agency
from transforms.metadata.facts import Facts
from transforms.metadata.head_facts import Found
from transforms.metadata.lexicon import Lexicon
from transforms.metadata.lines import first_word, read_metadata_line
from transforms.metadata.parts import RUNNING

CUT = "metadata/agency"  # the edit that took an agency off its paragraph
_SHORT_LINE = 90  # characters
_LAST = 3  # paragraphs at whose end an agency may be named
_FIRST = 3  # paragraphs whose dateline may name one
_DATELINED = 40  # a paragraph that may open with its place and agency
_AGENCY_IN_TEXT = re.compile(r"\(([A-Za-z-]{2,14})(?:[/,\s-]{1,2}[\w-]{2,14}){0,2}\)", re.ASCII)
_AGENCY_AT_END = re.compile(_AGENCY_IN_TEXT.pattern + r"\W{0,2}$", re.ASCII)
_SIGNED = re.compile(rf"(?<=[.!?…“\"»])\s*{_AGENCY_IN_TEXT.pattern}$", re.ASCII)


def read_tail(
    found: Found,
    lines: Sequence[Line],
    texts: Sequence[str],
    first: int,
    ends: Sequence[int],
    lexicon: Lexicon,
) -> None:
    """Credits and labelled dates in lines of their own, anywhere in the body."""
    end = ends[0] if ends else len(lines)
    for number in _credit_like(texts, first, lexicon):
        line, text = lines[number], texts[number]
        if line.role is not None or line.rule or number in found.roles or not _may_be_credit(text, lexicon):
            continue
        facts = (
            None if _is_wrapped(lines, number) else _read_credit(text.strip(), lexicon, ended=number > end)
        )
        if facts is None or not _is_credit(facts):
            continue
        if _is_bare_byline(text, lexicon) and any(text.strip() for text in texts[end + 1 : number]):
            continue  # a teaser's: only right below the last paragraph a name signs the text
        found.roles[number] = METADATA, f"metadata/{facts.kind}"
        found.agency = found.agency or facts.agency
        found.authors = found.authors or list(facts.authors)
        if not found.dates:
            found.dates += [pair for pair in facts.dates if pair[0]]


def _credit_like(texts: Sequence[str], first: int, lexicon: Lexicon) -> list[int]:
    """The numbers of the lines from ``first`` on that `_may_be_credit` could take, by length and two letters."""
    starts = lexicon.credit_starts
    return [
        number
        for number, text in enumerate(texts[first:], first)
        if text and len(text) <= _SHORT_LINE and (text[:2].lower() in starts or not text[0].isalpha())
    ]


def _may_be_credit(text: str, lexicon: Lexicon) -> bool:
    """A cheap look at how a line begins."""
    return first_word(text) in lexicon.credit_words or text[:32].lower().startswith(lexicon.interviewers)


def _is_bare_byline(text: str, lexicon: Lexicon) -> bool:
    """Whether the line opens with "Von", which no label goes before."""
    return first_word(text) in lexicon.byline_words and first_word(text) not in lexicon.credit_openers


def _is_wrapped(lines: Sequence[Line], number: int) -> bool:
    """Whether a line is a piece of a paragraph of several lines."""
    if lines[number].joint in RUNNING:
        return True
    above = next((line for line in reversed(lines[max(0, number - 20) : number]) if line.text), None)
    return above is not None and above.joint in RUNNING


def _is_credit(facts: Facts) -> bool:
    return facts.kind == "agency" or bool(facts.authors) or any(label for label, _ in facts.dates)


def _read_credit(text: str, lexicon: Lexicon, *, ended: bool) -> Facts | None:
    """The facts of a credit; "Quelle: dpa" credits the text only at its end, and a picture before."""
    if lexicon.agencies.fullmatch(text):
        return Facts("agency")
    source = lexicon.source.match(text)
    if source is None:
        return read_metadata_line(text, lexicon)
    return read_metadata_line(text[source.end() :], lexicon) if ended else None


def _last_lines(lines: Sequence[Line]) -> Iterator[int]:
    """The last line of each paragraph, from below: of a long line, or of wrapped lines."""
    below, counted = -1, False
    for number in range(len(lines) - 1, -1, -1):
        line = lines[number]
        if not line.text:
            continue
        if line.joint in RUNNING:
            if below >= 0 and not counted:
                yield below
            counted = True
        else:
            counted = len(line.text) > _SHORT_LINE and line.role is not BOILERPLATE
            if counted:
                yield number
            below = number if line.role is not BOILERPLATE else -1


def last_lines(lines: Sequence[Line]) -> list[int]:
    """The last line of each of the last three paragraphs, the very last first."""
    return list(islice(_last_lines(lines), _LAST))


def cut_agency(lines: Sequence[Line], ends: Sequence[int]) -> tuple[int, Line] | None:
    """The last paragraph without the agency in brackets behind its last sentence, and its index.

    Spares brackets inside a sentence, and those that name anybody else.
    """
    if not ends or lines[ends[0]].role is not None:
        return None
    last = ends[0]
    text = lines[last].text.rstrip()
    found = _SIGNED.search(text, max(0, len(text) - 40)) if text[-1:] == ")" else None
    if found is None or found[1].lower() not in AGENCIES:
        return None
    return last, lines[last].edited(text[: found.start()], CUT)


def agency_in_text(lines: Sequence[Line], texts: Sequence[str], ends: Sequence[int]) -> str | None:
    """The agency in the dateline of the first paragraphs, or in brackets at the end of one of the last."""
    left = _FIRST
    for number, text in enumerate(texts):
        if len(text) < _DATELINED or lines[number].role is BOILERPLATE:
            continue
        found = _AGENCY_IN_TEXT.search(text, 0, 80) if "(" in text[:80] else None
        if found and found[1].lower() in AGENCIES:
            return spelled_agency(found[1])
        left -= 1
        if not left:
            break
    for number in ends:
        end = texts[number][-40:]
        found = _AGENCY_AT_END.search(end) if ")" in end else None
        if found and found[1].lower() in AGENCIES:
            return spelled_agency(found[1])
    return None
