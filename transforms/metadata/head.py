"""The head of a page: where the text begins, and what could be a title, a heading, a caption there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice

from transforms.document import TIMESTAMP, Line
from transforms.metadata.lexicon import Lexicon
from transforms.metadata.parts import SHORT_PARAGRAPH, Part, read_parts
from transforms.shape.kinds import ADDRESS, CREDIT, HEADLINE, NUMBERS, SENTENCE, SYMBOLS, TRUNCATED
from transforms.shape.looks import Looks

BELOW = 6  # parts below the first paragraph that may still be the head's
LONGEST_LEAD = 600  # characters
LONGEST_TITLE = 200
DATELINE = re.compile(r"[^\W\d_][\w./ -]{1,40} \([\w/.-]{2,20}\) ?[-–—]")  # Talbrück (dpa) -
_PICTURED = 3  # lines of a picture between its description and its caption
_REACH = 600  # parts in which the body's first paragraph is looked for
_LONG_PARAGRAPH = 450  # hardly a lead
_SHORTEST_TITLE = 12
_SENTENCES = 3  # paragraphs of one sentence each that are running text
_LISTED = 3  # lines of a page's contents
_TITLE = 30  # characters of a line that is no menu's
_RUN = "x" * _LISTED
_CONTENTS = re.compile(rf"x{{{_LISTED},}}")
_NO_TITLE = frozenset({NUMBERS, SYMBOLS, ADDRESS, TRUNCATED, CREDIT})


def read_head(
    lines: Sequence[Line], looks: Looks, lexicon: Lexicon, stated: int | None = None
) -> tuple[list[Part], int]:
    """The parts of the head and a little of the body, and the index of the body's first paragraph.

    The body begins below the line that the page ``stated`` to be its title.
    """
    stream = read_parts(lines, looks, lexicon)
    parts: list[Part] = []
    for at in range(_REACH):
        if len(parts) < at + 3:
            parts += islice(stream, BELOW)
        if at == len(parts):
            break
        if (stated is None or parts[at].lines[0] > stated) and _begins_body(parts, at):
            parts += islice(stream, max(0, at + 1 + BELOW - len(parts)))
            return parts, at
    return parts, _only_paragraph(parts)


def skip_contents(parts: list[Part], start: int, texts: Sequence[str]) -> tuple[list[Part], int]:
    """The parts without a page's own contents, whose lines stand again below as its headings; none is the title.

    ``texts`` are all lines of the page. Spares single lines, and long ones that stand twice up there: a title may
    well be said again. A page that has its whole article twice has no contents.
    """
    if not 0 < start < len(parts):
        return parts, start
    first = parts[start].lines
    below = set(texts[first[0] + 1 :])
    if len(first) == 1 and texts[first[0]] in below:
        return parts, start
    again = "".join(["x" if _is_said_below(part, texts, below) else " " for part in parts[:start]])
    if _RUN not in again:
        return parts, start
    listed = {at for run in _CONTENTS.finditer(again) for at in range(*run.span())}
    said = Counter(parts[at].text for at in listed if len(parts[at].text) >= _TITLE)
    listed -= {at for at in listed if said[parts[at].text] > 1}
    left = [part for at, part in enumerate(parts[:start]) if at not in listed or not title_shaped(part)]
    return [*left, *parts[start:]], len(left)


def _is_said_below(part: Part, texts: Sequence[str], below: set[str]) -> bool:
    """Whether a line of few words stands again below; a title and its lead may, in a form to send them to a friend."""
    return len(part.lines) == 1 and not part.prose and texts[part.lines[0]] in below


def _begins_body(parts: Sequence[Part], at: int) -> bool:
    """Whether a part is the first paragraph of running text.

    A lone paragraph among metadata and captions is a lead or a caption; two in a row are the body, and so is
    one of a length that no lead has, and one that a heading and a paragraph follow.
    """
    part = parts[at]
    if part.role is TIMESTAMP and any(above.open and title_shaped(above) for above in parts[:at]):
        return True
    if not part.prose:
        return _opens_sentences(parts[at : at + _SENTENCES])
    after = parts[at + 1 : at + 3]
    if after and (facts := after[0].facts) and facts.firm:
        return False  # a byline follows a lead, however long
    return len(part.text) >= _LONG_PARAGRAPH or (bool(after) and _runs_on(after))


def _only_paragraph(parts: Sequence[Part]) -> int:
    """The first paragraph, or in a text too short for any the first sentence below another line."""
    paragraphs = (at for at, part in enumerate(parts) if part.prose)
    sentences = (at for at, part in enumerate(parts) if at and part.kind is SENTENCE)
    return next(paragraphs, next(sentences, len(parts)))


def _opens_sentences(parts: Sequence[Part]) -> bool:
    """Whether paragraphs of one sentence each stand one below the other: captions have credits between them."""
    return len(parts) == _SENTENCES and all(
        part.open and part.kind is SENTENCE and part.text[-1] == "." and len(part.text) >= SHORT_PARAGRAPH
        for part in parts
    )


def _runs_on(after: Sequence[Part]) -> bool:
    if after[0].prose:
        return True
    return is_heading(after[0]) and len(after) > 1 and after[1].prose


def is_heading(part: Part) -> bool:
    """Whether a part could be a heading within the text."""
    return (part.kind is HEADLINE or part.kind is SENTENCE) and part.facts is None


def title_shaped(part: Part) -> bool:
    """Whether a part could be a title: two words or more of a title's length, no date, byline, address, "a)"."""
    text = part.bare
    return (
        is_title_long(part)
        and text[-1] not in ",;"
        and text[0] not in "§|"
        and text[1] != ")"
        and not (text[0] == "(" and text[-1] == ")")
        and part.facts is None
        and part.kind not in _NO_TITLE
    )


def is_title_long(part: Part) -> bool:
    """Whether a part has two words or more, and the length of a title."""
    return _SHORTEST_TITLE <= len(part.bare) <= LONGEST_TITLE and " " in part.bare


# Of 75 credits in heads, 5 had a lead above (180 to 234 characters) and its caption below (73 to 125), the others a
# caption above (60 to 181) and a longer text below, or an interviewer's question.
_LEAD, _CAPTION = 160, (40, 140)
_TO_CREDIT = 2  # parts from the text above a credit to the one below


def is_caption(parts: Sequence[Part], at: int) -> bool:
    """Whether a part is a picture's caption: its credit is part of it, or right below, or it stands twice."""
    part = parts[at]
    if part.is_picture or _is_doubled(parts, at):
        return True
    if at >= _TO_CREDIT and _is_told_above(parts, at - _TO_CREDIT):
        return True
    if part.role is TIMESTAMP or len(part.text) >= 350 or at + 1 >= len(parts) or not parts[at + 1].is_credit:
        return False
    if _is_told_above(parts, at):
        return False
    return (
        part.facts is None or not part.facts.firm
    )  # below an author stands the credit of the page's picture


def _is_told_above(parts: Sequence[Part], at: int) -> bool:
    """Whether a lead stands above a credit whose caption follows: that is much shorter, and the text comes next."""
    if at + _TO_CREDIT + 1 >= len(parts) or not parts[at + 1].is_credit or len(parts[at].text) < _LEAD:
        return False
    caption, text = parts[at + _TO_CREDIT : at + _TO_CREDIT + 2]
    shorter = _CAPTION[0] <= len(caption.text) <= min(_CAPTION[1], len(parts[at].text) / 1.4)
    return shorter and caption.open and caption.facts is None and text.prose and len(text.text) >= _LEAD


def _is_doubled(parts: Sequence[Part], at: int) -> bool:
    """Whether a sentence stands again right above or below: a picture's description and its caption."""
    text = parts[at].text
    below = parts[at + 1] if at + 1 < len(parts) else None
    if below is not None and below.is_picture and below.text.startswith(text):
        return True  # with who took the picture
    if text[-1] != "." or len(text) < SHORT_PARAGRAPH:
        return False
    return any(_pictured_text(parts, at, way) == text for way in (1, -1))


def _pictured_text(parts: Sequence[Part], at: int, way: int) -> str:
    """The nearest text above or below, pictures' credits and captions between passed over."""
    for _ in range(_PICTURED):
        at += way
        if not 0 <= at < len(parts):
            return ""
        if not parts[at].is_picture:
            break
    return parts[at].text
