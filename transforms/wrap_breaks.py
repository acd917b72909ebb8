"""Where a paragraph of wrapped text ends, and what stands between two of its lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from transforms.document import LINE_BREAK, PARAGRAPH, WRAPPED
from transforms.wrap_rows import LineWords, Row, adjacent
from transforms.wrap_width import Width, measure, need

_NEAR = 0.55  # of the width: a shorter line does not go on, even if the next one begins in lower case
_ADJECTIVE = re.compile(r"[a-zäöüß]+(?:e|er|en|es|em)")  # before its noun
_RULERS = "-=_*~#+.·–—"
_RULED = _RULERS + " "
_QUOTES = re.compile('[„“”»«"]')
_CLOSING = {"„": "“”", "“": "”", "»": "«", "«": "»", '"': '"'}


@dataclass(frozen=True, slots=True)
class Setting:
    """How the rows are set: what marks a paragraph's end, beside a line that is not full."""

    width: Width
    words: LineWords
    usual: float  # lines of a usual paragraph where no blank line stands between paragraphs, else 0
    margin: (
        int | None
    )  # the indent that all lines but the first of a paragraph share; None if that marks nothing
    page_gap: int  # blank lines at the break of a page

    @classmethod
    def of(cls, rows: Sequence[Row], width: Width, words: LineWords) -> Setting:
        """Look at all the rows for it."""
        page_gap = min((row.gap for row in rows if row.page), default=0)
        return cls(width, words, _usual_length(rows, width, words), _margin(rows, width, words), page_gap)

    def indents(self, a: Row, b: Row) -> bool:
        """Whether the second row is indented as the first line of a paragraph is."""
        return self.margin is not None and b.indent > self.margin and b.indent > a.indent

    def is_full(self, a: Row, b: Row) -> bool:
        """Whether the first word of the second row had no room in the first."""
        return need(a, b) > self.width.word


class _Block(NamedTuple):
    """Lines without a gap between them."""

    rows: Sequence[Row]
    width: Width | None  # at which they were wrapped; None where lines are lines


class _Paragraph:
    """The paragraph that is being put together: what its beginning says about its end."""

    def __init__(self, row: Row) -> None:
        self.is_item = row.is_marked
        self.rows = [row]
        self._seen = 0  # rows that have been looked through for quotation marks, which few paragraphs ask for
        self._closing = ""

    def quotes(self) -> bool:
        """Whether it has opened a quotation that it has not closed."""
        for row in self.rows[self._seen :]:
            for mark in _QUOTES.findall(row.text):
                if not self._closing:
                    self._closing = _CLOSING.get(mark, "")
                elif mark in self._closing:
                    self._closing = ""
        self._seen = len(self.rows)
        return bool(self._closing)


def find_joints(rows: Sequence[Row], width: Width, words: LineWords) -> Iterator[tuple[Row, Row | None, str]]:
    """Each row with the next one and what stands between them: a paragraph's end, a blank, a line break."""
    setting = Setting.of(rows, width, words)
    paragraph = _Paragraph(rows[0])
    before: _Block | None = None
    for block in _blocks(rows, width, words):
        if before:
            a, b = before.rows[-1], block.rows[0]
            joint = _joint_across(a, block, paragraph, setting)
            yield a, b, joint
            paragraph = _go_on(paragraph, b, joint)
        for place, (a, b) in enumerate(pairwise(block.rows)):
            joint = _joint_within(block, place, paragraph, setting)
            yield a, b, joint
            paragraph = _go_on(paragraph, b, joint)
        before = block
    yield rows[-1], None, PARAGRAPH


def _go_on(paragraph: _Paragraph, row: Row, joint: str) -> _Paragraph:
    if joint != WRAPPED:
        return _Paragraph(row)
    paragraph.rows.append(row)
    return paragraph


def _usual_length(rows: Sequence[Row], width: Width, words: LineWords) -> float:
    """The lines of a usual paragraph, the more the fewer are known; 0 where blank lines mark the ends."""
    pairs = list(pairwise(rows))
    blanks = sum(b.gap > width.gap and not b.page for _, b in pairs)
    ends = [
        place
        for place, (a, b) in enumerate(pairs)
        if b.gap <= width.gap and a.is_closed(words.abbreviations) and need(a, b) < 0.95 * width.word
    ]
    if len(ends) <= 0.34 * blanks:
        return 0
    return (1 + 1 / len(ends)) * median([behind - before for before, behind in pairwise([-1, *ends])])


def _margin(rows: Sequence[Row], width: Width, words: LineWords) -> int | None:
    """The indent of most lines, if deeper ones follow the ends of sentences alone."""
    margin = Counter(row.indent for row in rows).most_common(1)[0][0]
    deeper = [(a, b) for a, b in adjacent(rows, width.gap) if b.indent > max(margin, a.indent)]
    marks = sum(a.is_closed(words.abbreviations) and not b.is_marked for a, b in deeper)
    return margin if marks > 1 and marks >= 0.8 * len(deeper) else None


def _blocks(rows: Sequence[Row], width: Width, words: LineWords) -> Iterator[_Block]:
    start = 0
    for place in range(1, len(rows) + 1):
        if place == len(rows) or _parts(rows[place - 1], rows[place], width):
            block = _Block(rows[start:place], _width_of(rows[start:place], width, words))
            for row in block.rows:
                row.verbatim = block.width is None
            yield block
            start = place


def _parts(a: Row, b: Row, width: Width) -> bool:
    return b.gap > width.gap or b.page or b.barrier or b.skipped or a.quote != b.quote


def _width_of(rows: Sequence[Row], width: Width, words: LineWords) -> Width | None:
    """The width of the whole, unless the block leaves room in most lines: then its own, if it has one."""
    if len(rows) < 3:
        return width
    pairs = adjacent(rows, width.gap)
    if sum(need(a, b) > width.word for a, b in pairs) >= 0.34 * len(pairs):
        return width
    return measure(rows, words)


def _joint_within(block: _Block, place: int, paragraph: _Paragraph, setting: Setting) -> str:
    a, b, width, words = block.rows[place], block.rows[place + 1], block.width, setting.words
    if width is None or _is_ruler(a) or _is_ruler(b):
        return LINE_BREAK if width is None else PARAGRAPH
    full = a.length + b.step > width.word
    closed = a.stops and a.is_closed(words.abbreviations)
    if full and not closed and len(paragraph.rows) > 1:  # nearly every line
        return WRAPPED
    if b.is_marked and (closed or not full):
        return LINE_BREAK if paragraph.is_item else PARAGRAPH
    if _goes_on(a, b, width, words):
        return WRAPPED
    if not full:
        return _joint_with_room(a, b, block, setting)
    if closed:
        ends = setting.indents(a, b) or _ends(block.rows, place, paragraph, setting)
    else:
        ends = len(paragraph.rows) == 1 and _is_heading_above(a, b, words)
    return PARAGRAPH if ends else WRAPPED


def _is_ruler(row: Row) -> bool:
    """Whether it is drawn of signs, as the line under a title is."""
    return row.text[0] in _RULERS and len(row.text) > 2 and not row.text.strip(_RULED)


def _goes_on(a: Row, b: Row, width: Width, words: LineWords) -> bool:
    if a.hyphenated or (a.is_drop_cap and b.continues):
        return True
    return need(a, b) > _NEAR * width.word and (b.continues or a.dangles(words))


def _joint_with_room(a: Row, b: Row, block: _Block, setting: Setting) -> str:
    """The first word of the second row would have fit into the first: seldom a wrap."""
    width = block.width or setting.width
    if setting.indents(a, b):
        return PARAGRAPH
    if not setting.usual and need(a, b) > (0.9 if width.word == width.widest else 0.8) * width.widest:
        return WRAPPED
    return WRAPPED if _is_wrapped_heading(a, b, block, setting.words) else PARAGRAPH


def _ends(rows: Sequence[Row], place: int, paragraph: _Paragraph, setting: Setting) -> bool:
    """Whether a paragraph ends with a full line that ends a sentence, though no blank line follows it.

    The piece of a word would have fit, a heading follows, or the paragraph has its usual length.
    """
    if not setting.usual:
        return False
    a, b = rows[place : place + 2]
    width = setting.width
    if need(a, b, hyphenated=width.hyphenated) <= width.piece or _is_heading(rows, place + 1, setting):
        return True
    if paragraph.quotes() or setting.margin is not None:
        return False
    connects = b.word.strip("„»\"'“,").lower() in setting.words.connectives
    return len(paragraph.rows) >= (1.4 if connects else 1) * setting.usual


def _is_heading(rows: Sequence[Row], place: int, setting: Setting) -> bool:
    """A line that leaves room for the next one's first word, ending no sentence but a question."""
    if place + 1 == len(rows):
        return False
    a, b = rows[place : place + 2]
    if a.hyphenated or b.continues or setting.is_full(a, b):
        return False
    return not a.is_closed() or a.text.endswith("?")


def _is_heading_above(a: Row, b: Row, words: LineWords) -> bool:
    """A capital on a word like "Diese" opens a sentence: what stands above it without an end is a heading."""
    word = b.word.rstrip(",")
    return (
        a.text[-1].isalnum()
        and ". " not in a.text
        and word[:1].isupper()
        and word[1:].islower()
        and word.lower() in words.function_words
        and a.text.rsplit(maxsplit=1)[-1].lower() not in words.function_words
    )


def _is_wrapped_heading(a: Row, b: Row, block: _Block, words: LineWords) -> bool:
    """A heading in larger type is broken earlier; a word that needs another, or lower case, shows that it goes on."""
    if len(block.rows) > 3 or any(row.is_closed() for row in block.rows):
        return False
    if b.continues:
        return True
    last = a.text.rsplit(maxsplit=1)[-1]
    return last.islower() and (last in words.function_words or _ADJECTIVE.fullmatch(last) is not None)


def _joint_across(a: Row, block: _Block, paragraph: _Paragraph, setting: Setting) -> str:
    """Blank lines, a page's break or decided lines lie between: only an open sentence goes on."""
    b = block.rows[0]
    closed, full = a.is_closed(setting.words.abbreviations), setting.is_full(a, b)
    if a.quote != b.quote or (b.is_marked and (closed or not full)) or setting.indents(a, b):
        return PARAGRAPH
    if not closed and b.continues and (b.page or not a.verbatim) and not (b.verbatim or a.text.endswith(":")):
        near = need(a, b) > _NEAR * setting.width.word and not b.barrier
        return WRAPPED if a.hyphenated or full or near else PARAGRAPH
    if b.barrier or not b.page or block.width is None:
        return PARAGRAPH
    if closed:
        return WRAPPED if _goes_on_overleaf(a, block, paragraph, setting) else PARAGRAPH
    return WRAPPED if full else PARAGRAPH


def _goes_on_overleaf(a: Row, block: _Block, paragraph: _Paragraph, setting: Setting) -> bool:
    """Whether the paragraph goes on behind a page's break, though a sentence ends before it."""
    b = block.rows[0]
    if paragraph.quotes():
        return b.text[0] not in "„»"
    return (
        setting.is_full(a, b)
        and b.gap <= setting.page_gap
        and not _ends([a, *block.rows[:2]], 0, paragraph, setting)
    )
