"""Where a paragraph of wrapped text ends, and what stands between two of its lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from transforms.document import LINE_BREAK, PARAGRAPH, WRAPPED
from transforms.wrap_rows import LineWords, Row, adjacent
from transforms.wrap_width import Width, measure, need

_DANGLING = re.compile(r"[a-zäöü]+(?:e|er|en|es|em)")  # an adjective before its noun
_QUOTES = (("„", "“”"), ("»", "«"), ("«", "»"), ("“", "”"))


class Paragraph:
    """The paragraph that is being put together: what its beginning says about its end."""

    def __init__(self, row: Row) -> None:
        self.rows = [row]

    @property
    def is_item(self) -> bool:
        """Whether it is an item of a list."""
        return self.rows[0].is_marked

    @property
    def quotes(self) -> bool:
        """Whether it has opened a quotation that it has not closed."""
        text = "\n".join([row.text for row in self.rows])
        for opening, closing in _QUOTES:
            if opening in text:
                return text.rfind(opening) > max(map(text.rfind, closing))
        return text.count('"') % 2 == 1


class _Block(NamedTuple):
    """Lines without a gap between them."""

    rows: Sequence[Row]
    width: Width | None  # at which they were wrapped; None where lines are lines


def find_joints(rows: Sequence[Row], width: Width, words: LineWords) -> Iterator[tuple[Row, Row | None, str]]:
    """Each row with the next one and what stands between them: a paragraph's end, a blank, a line break."""
    paragraph = Paragraph(rows[0])
    before: _Block | None = None
    usual = _usual_length(rows, width, words)
    for block in _blocks(rows, width, words):
        if before:
            joint = _joint_across(before, block, paragraph, width, words)
            yield before.rows[-1], block.rows[0], joint
            paragraph = _go_on(paragraph, block.rows[0], joint)
        for a, b, c in zip(block.rows, block.rows[1:], [*block.rows[2:], None], strict=False):
            joint = _joint_within(a, b, block, paragraph, words, separated=not usual)
            if joint == WRAPPED and usual and _may_end(a, b, block, words):
                joint = PARAGRAPH if _ends(paragraph, b, c, width, words, usual) else WRAPPED
            yield a, b, joint
            paragraph = _go_on(paragraph, b, joint)
        before = block
    yield rows[-1], None, PARAGRAPH


def _go_on(paragraph: Paragraph, row: Row, joint: str) -> Paragraph:
    if joint in (PARAGRAPH, LINE_BREAK):
        return Paragraph(row)
    paragraph.rows.append(row)
    return paragraph


def _usual_length(rows: Sequence[Row], width: Width, words: LineWords) -> float:
    """The lines of a usual paragraph where paragraphs follow each other without a blank line; 0 elsewhere."""
    pairs = list(zip(rows, rows[1:], strict=False))
    blanks = sum(b.gap > width.gap and not b.page for _, b in pairs)
    ends = [
        place
        for place, (a, b) in enumerate(pairs)
        if b.gap <= width.gap and a.is_closed(words.abbreviations) and need(a, b) < 0.95 * width.word
    ]
    if len(ends) <= 0.34 * blanks:
        return 0
    return (1 + 1 / len(ends)) * median([behind - before for before, behind in pairwise([-1, *ends])])


def _may_end(a: Row, b: Row, block: _Block, words: LineWords) -> bool:
    """Whether a sentence ends with a full line, so that its paragraph may or may not end as well."""
    return bool(block.width) and a.is_closed(words.abbreviations) and not b.continues and not a.hyphenated


def _ends(paragraph: Paragraph, b: Row, c: Row | None, width: Width, words: LineWords, usual: float) -> bool:
    a = paragraph.rows[-1]
    if need(a, b, hyphenated=width.hyphenated) <= width.piece or _is_heading(b, c, width):
        return True
    if paragraph.quotes:
        return False
    length = len(paragraph.rows) / usual
    return length >= (1.4 if b.word.strip("„»\"'“,").lower() in words.connectives else 1)


def _is_heading(b: Row, c: Row | None, width: Width) -> bool:
    """A line that leaves room for the next one's first word, and no sentence ends with it, but a question may."""
    if c is None or b.hyphenated or c.continues or need(b, c) > width.word:
        return False
    return not b.is_closed() or b.text.endswith("?")


def _blocks(rows: Sequence[Row], width: Width, words: LineWords) -> Iterator[_Block]:
    start = 0
    for place in range(1, len(rows) + 1):
        if place == len(rows) or _parts(rows[place - 1], rows[place], width):
            yield _Block(rows[start:place], _width_of(rows[start:place], width, words))
            start = place


def _parts(a: Row, b: Row, width: Width) -> bool:
    return b.gap > width.gap or b.page or b.barrier or b.skipped or a.quote != b.quote


def _width_of(rows: Sequence[Row], width: Width, words: LineWords) -> Width | None:
    pairs = adjacent(rows, width.gap)
    full = sum(need(a, b) > width.word for a, b in pairs)
    if len(rows) < 3 or full >= 0.34 * len(pairs):
        return width
    return measure(rows, words)


def _joint_within(
    a: Row, b: Row, block: _Block, paragraph: Paragraph, words: LineWords, *, separated: bool
) -> str:
    width = block.width
    if width is None:
        return LINE_BREAK if b.is_marked and paragraph.is_item else PARAGRAPH
    closed, full = a.is_closed(words.abbreviations), need(a, b) > width.word
    if b.is_marked and (closed or not full):
        return LINE_BREAK if paragraph.is_item else PARAGRAPH
    if a.hyphenated or (_is_near(a, b, width) and (b.continues or a.dangles(words))):
        return WRAPPED
    if full:
        return PARAGRAPH if not closed and _is_heading_above(a, b, paragraph, words) else WRAPPED
    if separated and need(a, b) > (0.9 if width.word == width.widest else 0.8) * width.widest:
        return WRAPPED
    return WRAPPED if not closed and _is_wrapped_heading(a, b, block, words) else PARAGRAPH


def _is_near(a: Row, b: Row, width: Width) -> bool:
    return need(a, b) > 0.55 * width.word


def _is_heading_above(a: Row, b: Row, paragraph: Paragraph, words: LineWords) -> bool:
    """A capital on a word like "Diese" opens a sentence, so what stands above it without an end is a heading."""
    word = b.word.rstrip(",")
    return (
        len(paragraph.rows) == 1
        and a.text[-1].isalnum()
        and ". " not in a.text
        and word[:1].isupper()
        and word[1:].islower()
        and word.lower() in words.function_words
        and a.text.rsplit(maxsplit=1)[-1].lower() not in words.function_words
    )


def _is_wrapped_heading(a: Row, b: Row, block: _Block, words: LineWords) -> bool:
    """A heading in larger type is broken earlier; a word that needs another after it shows that it goes on."""
    if b.continues or len(block.rows) > 3 or any(row.is_closed() for row in block.rows):
        return False
    last = a.text.rsplit(maxsplit=1)[-1]
    return last.islower() and (last in words.function_words or _DANGLING.fullmatch(last) is not None)


def _joint_across(before: _Block, block: _Block, paragraph: Paragraph, width: Width, words: LineWords) -> str:
    a, b = before.rows[-1], block.rows[0]
    closed, full = a.is_closed(words.abbreviations), need(a, b) > width.word
    if a.quote != b.quote or (b.is_marked and (closed or not full)):
        return PARAGRAPH
    if not closed and b.continues:
        return WRAPPED if a.hyphenated or _is_near(a, b, width) else PARAGRAPH
    if b.barrier or not b.page:
        return PARAGRAPH
    if closed and paragraph.quotes:
        return WRAPPED if b.text[0] not in "„»" else PARAGRAPH
    return WRAPPED if full else PARAGRAPH
