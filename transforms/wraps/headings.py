"""Headings on which the text begins anew without a blank line: full lines that end no sentence.

The last line of a heading is full by chance now and then, and looks like a line of a sentence that goes on. What
the two begin and end with tells them apart. The odds are those of a logistic regression over news in German,
wrapped anew without blank lines, where one full line in sixteen at a paragraph's beginning was a heading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.wraps.rows import LineWords, Row
from transforms.wraps.width import Width

_NAME = re.compile(r"\b[^\W\d_a-zäöüß][^\W\d_]{4,}")
_TOPIC = re.compile(r"(?:[^\s:]+ ){0,2}[^\s:]+: [^\W\d_]")  # Hafen: Neue Kräne
_MOST_ROWS = 3  # of a heading in larger type
_SHORTEST = 0.5  # of the width: its lines, but the last one
_QUOTES = "\"'„“”‚‘’»«"

_HEADING = -2.0  # log odds, before anything else is known;
_SECOND_ROW = -1.7  # for a heading of two lines;
_WIDEST, _WIDE = 90, -4.0  # characters of a line that no heading fills
_OPENS = 5.5  # if the line below begins with a word that has a capital only at a sentence's beginning,
_SAID_FIRST = 5.3  # or with a word of the heading,
_SAID = 2.8  # or says one of its names again;
_TOPICAL = 1.0  # if it names its topic first;
_QUOTED = 2.3  # if a quotation begins below,
_UNQUOTED = 0.7  # or one ends it;
_ARTICLE = -3.9  # if it begins with an article or another word that headlines leave out,
_COMMA, _LOW_END, _NUMBER_END = -2.1, -0.8, -1.3  # or has a comma, or ends with a verb, or a number


def is_heading(rows: Sequence[Row], below: Row, words: LineWords) -> bool:
    """Whether the rows are a heading rather than the beginning of a sentence that goes on in the row below.

    >>> row = lambda text: Row(0, text, 50, 0, "", 0, False, False, False, False)
    >>> words = LineWords(function_words=frozenset({"der", "nach"}))
    >>> is_heading([row("Stadtrat beschließt den Umbau der Brücke")], row("Nach langem Streit hat"), words)
    True
    >>> is_heading([row("Der Stadtrat beschließt den Umbau der Brücke")], row("Altmarkt und der Ufer"), words)
    False
    """
    text = " ".join([row.text for row in rows])
    last = text.rpartition(" ")[2]
    if text[-1] not in _QUOTES and not text[-1].isalnum():
        return False
    if last in words.never_last or ". " in text or any(row.stops for row in rows):
        return False
    prior = _HEADING + _SECOND_ROW * (len(rows) - 1) + _WIDE * (len(rows[0].text) >= _WIDEST)
    return prior + _odds_within(text, last, words) + _odds_below(text, below, words) > 0


def _odds_within(text: str, last: str, words: LineWords) -> float:
    """Log odds for what the lines themselves say."""
    first = text.partition(" ")[0].strip(_QUOTES).lower()
    return sum(
        [
            _ARTICLE * (first in words.function_words),
            _COMMA * ("," in text),
            _LOW_END * last[0].islower(),
            _NUMBER_END * last[0].isdigit(),
            _UNQUOTED * (text[-1] in _QUOTES),
            _TOPICAL * (_TOPIC.match(text) is not None),
        ]
    )


def _odds_below(text: str, below: Row, words: LineWords) -> float:
    """Log odds for how the text begins anew."""
    word = below.word.strip(_QUOTES + ",:")
    odds = _QUOTED * (below.text[0] in _QUOTES)
    if word[:1].isupper() and word[1:].islower() and word.lower() in words.function_words | words.connectives:
        return odds + _OPENS
    if len(word) > 3 and word[0].isupper() and word in text.split():
        return odds + _SAID_FIRST
    return odds + _SAID * (not _names(text).isdisjoint(_names(below.text)))


def _names(text: str) -> set[str]:
    return set(_NAME.findall(text))


def can_head(rows: Sequence[Row], below: Sequence[Row], width: Width) -> bool:
    """Whether they are two or three lines of some length and without an end, above a text whose first line is full."""
    if not 2 <= len(rows) <= _MOST_ROWS or len(below) < 2 or below[0].continues or rows[-1].hyphenated:
        return False
    if below[0].length + below[1].step <= width.word:
        return False
    return not any(
        row.stops or row.is_marked or row.quote or not (row.text[0].isalpha() or row.continues)
        for row in rows
    ) and all(_SHORTEST * width.word < row.length for row in rows[:-1])
