"""The entries of a marked liveblog: where each begins and ends, what heads it, and when it was published."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from transforms.dates.moments import Moment
from transforms.document import BODY, BOILERPLATE, HEADING, KEPT_ROLES, PARAGRAPH, Document, Entry, Line
from transforms.liveblog.days import at_clock, same_day
from transforms.liveblog.index_list import indexed_clocks
from transforms.liveblog.inferred_entries import Paragraph, inferred_starts
from transforms.liveblog.marks import (
    AGE_AGAIN,
    AUTHOR_ABOVE,
    CLOCK,
    DIVIDER,
    HEADLINE,
    HEADLINE_ABOVE,
    TEXT,
    TEXT_ABOVE,
    TICKER,
)
from transforms.liveblog.play_minutes import MINUTE
from transforms.liveblog.runs import body_start, heading_run, text_of
from transforms.liveblog.times import Instant, Mark, entry_instants
from transforms.liveblog.timestamps import clock_vocabulary
from transforms.rulebook import Rulebook, Vocabulary

_CLOSERS = ("/share-row", "/entry-foot")  # the rules
_CLOSED, _FEWEST_CLOSED = 0.6, 3  # of the entries, that a row to share them closes
_FEWEST_DAYS = 3  # entries that have their own days
_ITEM = 150  # characters of an item below a colon
_ABOVE = frozenset({MINUTE, AUTHOR_ABOVE, TEXT_ABOVE})  # what an entry may begin with, above its clock
_HEADLINES_ALONE = 0.9  # confidence of a boundary that only a headline marks


class _Piece(NamedTuple):
    """The lines from one boundary to the next, as indices, with what heads them."""

    first: int
    end: int
    headline: int | None
    confidence: float
    instant: Instant


def cut_entries(document: Document, rulebook: Rulebook) -> list[Entry]:
    """The entries of a document whose clock lines and headlines are marked, in the order of the page."""
    lines = document.lines
    marks = _read_marks(lines)
    if not marks:
        return []
    vocabulary = clock_vocabulary(document.language, rulebook)
    ends = [two.first for _, two in pairwise(marks)] + [_end_of_last(lines, marks[-1])]
    pieces = [
        _Piece(mark.first, end, mark.headline, _confidence(lines, mark), instant)
        for mark, end, instant in zip(marks, ends, entry_instants(document, marks, vocabulary), strict=True)
    ]
    pieces = _with_own_days(lines, pieces)
    if marks[0].clock is not None and marks[0].clock >= marks[0].first:
        pieces = _with_inferred(document, pieces, vocabulary)
    entries: list[Entry] = []
    for piece in pieces:
        entry = _entry(lines, piece, len(entries) + 1)
        if entry is not None:
            entries.append(entry)
    return entries


def _with_own_days(lines: Sequence[Line], pieces: list[_Piece]) -> list[_Piece]:
    """The pieces, each with the day right above its clock where every one has its own: date and clock on two lines."""
    if len(pieces) < _FEWEST_DAYS or not all(
        piece.first and lines[piece.first].rule == CLOCK and lines[piece.first - 1].rule == DIVIDER
        for piece in pieces
    ):
        return pieces
    ends = [*(piece.first - 1 for piece in pieces[1:]), pieces[-1].end]
    return [piece._replace(first=piece.first - 1, end=end) for piece, end in zip(pieces, ends, strict=True)]


def _entry(lines: Sequence[Line], piece: _Piece, position: int) -> Entry | None:
    """The entry of a piece; None where nothing of it is kept."""
    span = lines[piece.first : piece.end]
    kept = [at for at, line in enumerate(span, piece.first) if line[2] in KEPT_ROLES and line[1].strip()]
    if not kept:
        return None
    headline = heading_run(lines, piece.headline) if piece.headline in kept else ()
    return Entry(
        position,
        text_of(lines, headline) or None,
        piece.instant.at,
        piece.instant.precision,
        "marked" if piece.confidence == 1.0 else "inferred",
        piece.confidence,
        piece.first + 1,
        kept[-1] + 1,
        headline[0] + 1 if headline else None,
        headline[-1] + 1 if headline else None,
        clock=piece.instant.clock,
    )


def _confidence(lines: Sequence[Line], mark: Mark) -> float:
    line = lines[mark.first]
    marked = mark.clock is not None or line.rule == TEXT or TICKER in line.edits
    return 1.0 if marked else _HEADLINES_ALONE


def _with_inferred(document: Document, pieces: Sequence[_Piece], vocabulary: Vocabulary) -> list[_Piece]:
    """The pieces cut further where clocks were lost; new ones have their neighbours' day, if they agree."""
    stretches = [_paragraphs(document.lines, piece) for piece in pieces]
    if _are_closed(document.lines, pieces):
        stretches = [_closed_apart(document.lines, stretch) for stretch in stretches]
    starts = inferred_starts([[paragraph for _, paragraph in stretch] for stretch in stretches], vocabulary)
    cut: list[_Piece] = []
    for number, (piece, stretch, inferred) in enumerate(zip(pieces, stretches, starts, strict=True)):
        if not inferred:
            cut.append(piece)
            continue
        after = pieces[number + 1] if number + 1 < len(pieces) else None
        day = same_day(piece.instant.at, after.instant.at if after else None)
        instant = Instant(*at_clock(Moment(), day, document))
        places = sorted(inferred)
        firsts = [stretch[place][0] for place in places]
        ends = [*firsts, piece.end]
        cut.append(piece._replace(end=ends[0]))
        for place, first, end in zip(places, firsts, ends[1:], strict=True):
            headline = first if stretch[place][1].heading else None
            cut.append(_Piece(first, end, headline, inferred[place], instant))
    return cut


def _are_closed(lines: Sequence[Line], pieces: Sequence[_Piece]) -> bool:
    """Whether a row to share it, or a ruler, closes nearly every entry: one that was lost would have left its own."""
    closed = sum(_holds_closer(lines[piece.first : piece.end]) for piece in pieces)
    return closed >= max(_FEWEST_CLOSED, len(pieces) * _CLOSED)


def _closed_apart(
    lines: Sequence[Line], stretch: Sequence[tuple[int, Paragraph]]
) -> list[tuple[int, Paragraph]]:
    """The paragraphs, all told to go on that have no such row right above them."""
    told = list(stretch[:1])
    for (before, _), (first, paragraph) in pairwise(stretch):
        apart = _holds_closer(lines[before:first])
        told.append((first, paragraph if apart else paragraph._replace(goes_on=True)))
    return told


def _holds_closer(lines: Sequence[Line]) -> bool:
    return any(line.rule.endswith(_CLOSERS) for line in lines)


def _paragraphs(lines: Sequence[Line], piece: _Piece) -> list[tuple[int, Paragraph]]:
    """The paragraphs of a piece, each with its first line: that of the heading over it, if it has one."""
    found: list[tuple[int, Paragraph]] = []
    heading = piece.headline
    goes_on = False
    for at in range(piece.first, piece.end):
        line = lines[at]
        if line.role is HEADING and line.text.strip():
            goes_on = False
            if heading is None or at not in heading_run(lines, heading):
                heading = at
        elif line.role is BODY and line.text.strip():
            if goes_on:
                first, paragraph = found[-1]
                found[-1] = (first, paragraph._replace(text=f"{paragraph.text} {line.text}"))
            else:
                over = text_of(lines, heading_run(lines, heading)) if heading is not None else ""
                listed = heading is None and bool(found) and _lists(found[-1][1], line.text)
                found.append((at if heading is None else heading, Paragraph(line.text, over, listed)))
                heading = None
            goes_on = line.joint != PARAGRAPH
    return found


def _lists(above: Paragraph, text: str) -> bool:
    """Whether a paragraph is an item of a list that a colon introduces, or what a colon quotes."""
    return above.text.endswith(":") or (above.goes_on and max(len(above.text), len(text)) <= _ITEM)


def _read_marks(lines: Sequence[Line]) -> list[Mark]:
    marks: list[Mark] = []
    above: int | None = None
    minute: int | None = None  # of play, right above a clock, or an author there
    marked = [(at, line) for at, line in enumerate(lines) if line[4] or line[3].startswith("liveblog/")]
    clocked = any(line.rule == CLOCK or CLOCK in line.edits for _, line in marked)
    for at, line in marked:
        if line.rule == CLOCK or CLOCK in line.edits:
            headline = at if line.rule == HEADLINE else above
            start = min([line for line in (minute, above) if line is not None], default=None)
            marks.append(Mark(body_start(lines, at) if start is None else start, at, headline))
            above = minute = None
        elif line.rule in _ABOVE or (line.rule == AGE_AGAIN and _is_above_clock(lines, at)):
            minute = at if minute is None else minute
        elif line.rule == HEADLINE_ABOVE:
            above = at
        elif line.rule in {HEADLINE, TEXT} and not clocked:
            marks.append(Mark(at, None, at if line.rule == HEADLINE else None))
        elif line.rule == HEADLINE and marks and marks[-1].headline is None:
            marks[-1] = marks[-1]._replace(headline=at)
    return _with_index(lines, marks)


def _is_above_clock(lines: Sequence[Line], at: int) -> bool:
    """Whether the next line with text is a clock's."""
    below = next((line for line in lines[at + 1 :] if line.text.strip()), None)
    return below is not None and (below.rule == CLOCK or CLOCK in below.edits)


def _with_index(lines: Sequence[Line], marks: Sequence[Mark]) -> list[Mark]:
    """The marks with the clocks of a list on top of the page, if it has one for each of them."""
    if any(mark.clock is not None or mark.headline is None for mark in marks):
        return list(marks)
    clocks = indexed_clocks(lines, [mark.first for mark in marks])
    return (
        [mark._replace(clock=clocks[mark.first]) for mark in marks]
        if len(clocks) == len(marks)
        else list(marks)
    )


def _end_of_last(lines: Sequence[Line], mark: Mark) -> int:
    """Where the last entry ends: at a day divider, or below its text at the page's own heading or furniture.

    One line of furniture may be an ad in the entry; several are the page's foot.
    """
    told, furniture = False, 0
    for at in range(max(mark.first, mark.clock or 0, mark.headline or 0) + 1, len(lines)):
        line = lines[at]
        furniture = furniture + 1 if line.role is BOILERPLATE else furniture * (not line.text.strip())
        if line.rule == DIVIDER or (told and (line.role is HEADING or furniture > 1)):
            return at
        told = told or (line.role is BODY and len(line.text) > 40)
    return len(lines)
