"""Where a paragraph of wrapped text ends, and what stands between two of its lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from typing import NamedTuple

from transforms.document import LINE_BREAK, PARAGRAPH, WRAPPED
from transforms.wraps.ends import DOUBTFUL, Joint, settle
from transforms.wraps.headings import can_head, is_heading
from transforms.wraps.rows import LineWords, Row, adjacent, is_code
from transforms.wraps.width import Width, measure, need

_LONG, _ALMOST = 0.75, 0.92  # of the width: a line in proportional type that goes on, with the next word
_MANY_FULL = 5  # lines of a block
_NEAR = 0.55  # of the width: a shorter line does not go on, even if the next one begins in lower case
_INDENTED = 0.7  # of the indented lines, that begin a paragraph for certain
_ADJECTIVE = re.compile(r"[a-zäöüß]+(?:e|er|en|es|em)")  # before its noun
_HEADING_ROWS = 2
_LONGEST_MARKER = 8  # characters
_ALONE = re.compile(r"[•·▪■●○‣◦]|\(?[a-z]\)|\d{1,2}\.|\d{1,2}(?:\.\d{1,2}){1,3}\.?")
_GREETED = 2  # commas of a salutation: "Guten Morgen, liebe Leser,"
_CENTRED, _AXIS, _SHORT = 6, 3, 0.6  # columns of an indent; twice those beside an axis; of the width
_BYLINE_ROWS, _BYLINE = 12, 5  # lines of a block among which an author may stand; words of a name and a place
_RULERS = "-=_*~#+.·–—"
_RULED = _RULERS + " "
_QUOTES = re.compile('[„“”»«"]')
_CLOSING = {"„": "“”", "“": "”", "»": "«", "«": "»", '"': '"'}


@dataclass(frozen=True, slots=True)
class Setting:
    """How the rows are set: what marks a paragraph's end, beside a line that is not full."""

    width: Width
    words: LineWords
    unmarked: bool  # no blank line stands between paragraphs; some are seen to end without one
    doubtful: bool  # the same, but that no end need be seen
    margin: int | None  # the indent of all lines but a paragraph's first; None if that marks nothing
    page_gap: int  # blank lines at the break of a page

    @classmethod
    def of(cls, rows: Sequence[Row], width: Width, words: LineWords) -> Setting:
        """Look at all the rows for it."""
        page_gap = min([row.gap for row in rows if row.page], default=0)
        blanks, ends = _count_ends(rows, width, words)
        unmarked = ends > 0.34 * blanks
        return cls(width, words, unmarked, unmarked or not blanks, _margin(rows, width, words), page_gap)

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
    heads: bool = False  # whether it can be a heading in larger type, broken earlier than the text below it


class _Paragraph:
    """The paragraph that is being put together: what its beginning says about its end."""

    def __init__(self, row: Row) -> None:
        self.is_item = row.is_marked
        self.rows = [row]
        self._seen = 0  # rows that have been looked through for quotation marks, which few paragraphs ask for
        self._closing = ""

    def is_marked_as(self, row: Row) -> bool:
        """Whether it is an item of a list in which the row is the next one: the same sign stands before both."""
        mark, first = row.word, self.rows[0].word
        return self.is_item and (mark == first or (mark[-1] == first[-1] and _are_counted(mark, first)))

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


def _are_counted(mark: str, first: str) -> bool:
    """Whether two signs before items count: "2." and "1.", "b)" and "a)"."""
    if mark[0].isdigit() or first[0].isdigit():
        return mark[0].isdigit() and first[0].isdigit()
    return len(mark) == len(first) and mark[-2:-1].isalpha() and first[-2:-1].isalpha()


def find_joints(rows: Sequence[Row], width: Width, words: LineWords) -> Sequence[Joint]:
    """Each row with the next one and what stands between them: a paragraph's end, a blank, a line break."""
    setting = Setting.of(rows, width, words)
    joints = list(_find_certain(rows, setting))
    return settle(joints, width, words) if DOUBTFUL in [joint for *_, joint in joints] else joints


def _find_certain(rows: Sequence[Row], setting: Setting) -> Iterator[tuple[Row, Row | None, str]]:
    paragraph = _Paragraph(rows[0])
    width, words = setting.width, setting.words
    before: _Block | None = None
    for block in _blocks(rows, width, words):
        if before:
            a, b = before.rows[-1], block.rows[0]
            joint = _joint_across(a, block, paragraph, setting)
            yield a, b, joint
            paragraph = _go_on(paragraph, b, joint)
        limit = block.width.word if block.width else inf
        for place, (a, b) in enumerate(pairwise(block.rows)):
            if len(paragraph.rows) > _HEADING_ROWS and _is_amid(a, b, limit):  # nearly every line
                yield a, b, WRAPPED
                paragraph.rows.append(b)
                continue
            joint = _joint_within(block, place, paragraph, setting)
            yield a, b, joint
            paragraph = _go_on(paragraph, b, joint)
        before = block
    yield rows[-1], None, PARAGRAPH


def _go_on(paragraph: _Paragraph, row: Row, joint: str) -> _Paragraph:
    if joint not in (WRAPPED, DOUBTFUL):
        return _Paragraph(row)
    paragraph.rows.append(row)
    return paragraph


def _count_ends(rows: Sequence[Row], width: Width, words: LineWords) -> tuple[int, int]:
    """The blank lines between paragraphs, and the paragraphs that end with a short line and none behind it."""
    blanks = sum([b.gap > width.gap and not b.page for b in rows[1:]])
    short = [(a, b) for a, b in pairwise(rows) if a.stops and a.length + b.step < 0.95 * width.word]
    return blanks, sum([b.gap <= width.gap and a.is_closed(words.abbreviations) for a, b in short])


def _margin(rows: Sequence[Row], width: Width, words: LineWords) -> int | None:
    """The indent of most lines, if deeper ones follow the ends of sentences, and headings, alone."""
    indents = Counter([row.indent for row in rows])
    if len(indents) == 1:
        return None
    margin = indents.most_common(1)[0][0]
    deeper = [(a, b) for a, b in adjacent(rows, width.gap) if b.indent > max(margin, a.indent)]
    marks = sum(
        not b.is_marked
        and (a.is_closed(words.abbreviations) or not (b.continues or a.length + b.step > width.word))
        for a, b in deeper
    )
    return margin if marks > 1 and marks >= _INDENTED * len(deeper) else None


def _blocks(rows: Sequence[Row], width: Width, words: LineWords) -> Iterator[_Block]:
    starts = [
        place
        for place, (a, b) in enumerate(pairwise(rows), 1)
        if b.gap > width.gap or b.page or b.barrier or b.skipped or a.quote != b.quote
    ]
    for start, end in pairwise([0, *starts, len(rows)]):
        heads = start > 0 and can_head(rows[start:end], rows[end : end + 2], width)
        block = _Block(rows[start:end], width if heads else _width_of(rows[start:end], width, words), heads)
        if block.width is None:
            for row in block.rows:
                row.verbatim = True
        yield block


def _width_of(rows: Sequence[Row], width: Width, words: LineWords) -> Width | None:
    """The width of the whole, unless the block leaves room in most lines: then its own, if it has one."""
    if len(rows) > 1 and is_code(rows):
        return None
    if len(rows) < 3:
        return width
    full = sum([a.length + b.step > width.word for a, b in pairwise(rows)])
    if full >= 0.34 * (len(rows) - 1):
        return width
    long = sum([row.length >= 0.5 * width.widest for row in rows])
    if full >= max(_MANY_FULL, 0.5 * long):  # the others are headings, numbers, rows of tables
        return width
    return measure(rows, words)


def _is_amid(a: Row, b: Row, limit: float) -> bool:
    """Whether a full line ends no sentence, so that it goes on: what `_joint_within` says too, in more steps."""
    return not a.stops and a.length + b.step > limit and not (a.text[0] in _RULERS or b.text[0] in _RULERS)


def _joint_within(block: _Block, place: int, paragraph: _Paragraph, setting: Setting) -> str:
    a, b, width, words = block.rows[place], block.rows[place + 1], block.width, setting.words
    if width is None or (apart := _joint_apart(block.rows[place : place + 3], place, width, words)):
        return apart if width else _joint_of_lines(a, b, setting)
    full = a.length + b.step > width.word
    closed = a.stops and a.is_closed(words.abbreviations)
    if b.is_marked and (closed or not full or _is_deeper(a, b) or paragraph.is_marked_as(b)):
        return LINE_BREAK if paragraph.is_item else PARAGRAPH
    amid = full and not closed and len(paragraph.rows) > _HEADING_ROWS  # nearly every line
    if amid or _goes_on(a, b, width, words):
        return WRAPPED
    if not full:
        return _joint_with_room(a, b, block, setting)
    if closed:
        return _joint_at_full(block.rows, place, paragraph, setting)
    ends = len(paragraph.rows) <= _HEADING_ROWS and _is_heading_above(paragraph.rows, b, setting)
    return PARAGRAPH if ends else WRAPPED


def _joint_of_lines(a: Row, b: Row, setting: Setting) -> str:
    """Lines are lines where a block has no width; but a headline among them may go on in lower case."""
    return WRAPPED if b.continues and not a.stops and setting.is_full(a, b) else LINE_BREAK


def _joint_apart(rows: Sequence[Row], place: int, width: Width, words: LineWords) -> str:
    """What stands between the first two of some rows where they are set apart by more than their length."""
    a, b = rows[:2]
    if _is_marker(b):
        return LINE_BREAK if _is_marker(a) or not b.text[0].isalnum() else PARAGRAPH
    if _is_marker(a):
        return WRAPPED
    if _is_ruled(a, b) or (place < _BYLINE_ROWS and _is_signed(rows, words)):
        return PARAGRAPH
    if a.text[-1] == "," and not a.continues and a.length + b.step <= width.word and _salutes(a, words):
        return PARAGRAPH
    if a.stops and b.text[-1] == "," and len(b.text) < _SHORT * width.word and _salutes(b, words):
        return PARAGRAPH
    return LINE_BREAK if a.indent and b.indent and _are_centred(a, b, width) else ""


def _is_deeper(a: Row, b: Row) -> bool:
    """Whether an item's list is set deeper than the text above it, or announced by it."""
    return a.text[-1] == ":" or b.indent > a.indent + 1


def _is_marker(row: Row) -> bool:
    """Whether a bullet or a section's number stands alone, as pages are read out whose lists hang."""
    return len(row.text) <= _LONGEST_MARKER and _ALONE.fullmatch(row.text) is not None


def _salutes(row: Row, words: LineWords) -> bool:
    """Whether a line greets a letter's readers: German letters go on in lower case below it."""
    return row.word.lower().rstrip(",") in words.salutations and row.text.count(",") <= _GREETED


def _is_ruled(a: Row, b: Row) -> bool:
    """Whether a ruler is one of two rows."""
    return (a.text[0] in _RULERS and _is_ruler(a)) or (b.text[0] in _RULERS and _is_ruler(b))


def _is_signed(rows: Sequence[Row], words: LineWords) -> bool:
    """Whether the first or the second of some rows names the author of what follows."""
    if _is_byline(rows[0], rows[1], words):
        return True
    return len(rows) > 2 and rows[1].text[0].isupper() and _is_byline(rows[1], rows[2], words)


def _are_centred(a: Row, b: Row, width: Width) -> bool:
    """Whether two rows are set around one axis, and the upper leaves so much room that it was broken by hand."""
    inside = min(a.indent, b.indent) >= _CENTRED and a.indent != b.indent
    return (
        inside
        and abs(a.indent + a.length - b.indent - b.length) <= _AXIS
        and len(a.text) < _SHORT * width.word
    )


def _is_byline(row: Row, below: Row, words: LineWords) -> bool:
    """Whether a line names who wrote the text below it, and where: "Von Anna Beispiel, Auental"."""
    if row.stops or below.continues or row.word.lower() not in words.byline_openers:
        return False
    names = row.text.split()[1:]
    return 2 <= len(names) <= _BYLINE and all(name[0].isupper() and not name.isdigit() for name in names)


def _is_ruler(row: Row) -> bool:
    """Whether it is drawn of signs, as the line under a title is."""
    return len(row.text) > 2 and not row.text.strip(_RULED)


def _goes_on(a: Row, b: Row, width: Width, words: LineWords) -> bool:
    if a.hyphenated or (a.is_drop_cap and b.continues):
        return True
    return need(a, b) > _NEAR * width.word and (b.continues or a.dangles(words))


def _joint_with_room(a: Row, b: Row, block: _Block, setting: Setting) -> str:
    """The first word of the second row would have fit into the first: seldom a wrap."""
    width = block.width or setting.width
    if setting.indents(a, b):
        return PARAGRAPH
    exact = width.word == width.widest  # no line had room, but for those that end a paragraph
    if not setting.unmarked and need(a, b) > (0.9 if exact else 0.8) * width.widest:
        ends = PARAGRAPH if exact else DOUBTFUL
        return ends if setting.doubtful and a.is_closed(setting.words.abbreviations) else WRAPPED
    if (
        not exact
        and a.length >= _LONG * width.widest
        and need(a, b) > _ALMOST * width.widest
        and not _may_end(a)
    ):
        return WRAPPED
    return WRAPPED if _is_wrapped_heading(a, b, block, setting.words) else PARAGRAPH


def _may_end(row: Row) -> bool:
    """Whether a paragraph may end with a row: with a sentence, or a colon."""
    return row.stops or row.text[-1] == ":"


def _joint_at_full(rows: Sequence[Row], place: int, paragraph: _Paragraph, setting: Setting) -> str:
    """What follows a full line that ends a sentence, where no blank line does.

    A paragraph ends for certain where the piece of a word would have fit, or a heading follows.
    """
    a, b = rows[place : place + 2]
    if setting.indents(a, b):
        return PARAGRAPH
    if not setting.doubtful:
        return WRAPPED
    width = setting.width
    if need(a, b, hyphenated=width.hyphenated) <= width.piece or _is_heading(rows, place + 1, setting):
        return PARAGRAPH
    return WRAPPED if paragraph.quotes() or setting.margin is not None else DOUBTFUL


def _is_heading(rows: Sequence[Row], place: int, setting: Setting) -> bool:
    """A line without a sentence's end, unless it asks, on which the text begins anew."""
    if place + 1 >= len(rows):
        return False
    a, b = rows[place : place + 2]
    if a.hyphenated or b.continues or (a.is_closed() and a.text[-1] != "?"):
        return False
    return not setting.is_full(a, b) or _is_heading_above([a], b, setting)


def _is_heading_above(rows: Sequence[Row], b: Row, setting: Setting) -> bool:
    """A capital on a word like "Diese" opens a sentence: what stands above it without an end is a heading.

    Where headings are not set apart by blank lines, less will do, and two lines can be one.
    """
    if setting.doubtful:
        return is_heading(rows, b, setting.words)
    text, functions = rows[-1].text, setting.words.function_words
    if len(rows) > 1 or not text[-1].isalnum() or ". " in text:
        return False
    word = b.word.rstrip(",")
    opens = word[:1].isupper() and word[1:].islower() and word.lower() in functions
    return opens and text.rpartition(" ")[2].lower() not in functions


def _is_wrapped_heading(a: Row, b: Row, block: _Block, words: LineWords) -> bool:
    """A heading in larger type is broken earlier; a word that needs another, or lower case, shows that it goes on."""
    if len(block.rows) > 3 or b.indent > a.indent + _CENTRED or any(row.is_closed() for row in block.rows):
        return False
    if b.continues or block.heads:
        return True
    last = a.text.rsplit(maxsplit=1)[-1]
    return last.islower() and (last in words.function_words or _ADJECTIVE.fullmatch(last) is not None)


def _joint_across(a: Row, block: _Block, paragraph: _Paragraph, setting: Setting) -> str:
    """Blank lines, a page's break or decided lines lie between: only an open sentence goes on."""
    b = block.rows[0]
    closed, full = a.is_closed(setting.words.abbreviations), setting.is_full(a, b)
    salutes = a.text[-1] == "," and len(paragraph.rows) == 1 and not (full or b.page)
    if a.quote != b.quote or salutes or (b.is_marked and (closed or not full)) or setting.indents(a, b):
        return PARAGRAPH
    verbatim = b.verbatim and not a.hyphenated  # half a word goes on, even in a list
    if not closed and b.continues and (b.page or not a.verbatim) and not (verbatim or a.text.endswith(":")):
        near = need(a, b) > _NEAR * setting.width.word and not b.barrier
        return WRAPPED if a.hyphenated or full or near else PARAGRAPH
    if b.barrier or not b.page or block.width is None:
        return PARAGRAPH
    if closed:
        return _joint_overleaf(a, block, paragraph, setting)
    return WRAPPED if full else PARAGRAPH


def _joint_overleaf(a: Row, block: _Block, paragraph: _Paragraph, setting: Setting) -> str:
    """Whether the paragraph goes on behind a page's break, though a sentence ends before it."""
    b = block.rows[0]
    if paragraph.quotes():
        return PARAGRAPH if b.text[0] in "„»" else WRAPPED
    if setting.is_full(a, b) and b.gap <= setting.page_gap:
        return _joint_at_full([a, *block.rows[:2]], 0, paragraph, setting)
    return PARAGRAPH
