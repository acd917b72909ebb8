"""Paragraph ends that no blank line, no indent and no short line shows: the last line happens to be full.

Such an end looks like any sentence that ends with its line, and one in four of those is one. What tells them apart
is mainly how long the paragraphs become before and behind it, next to what is usual in the document. So the ends
of a text are not judged one by one: those are chosen that make the lengths the likeliest as a whole, a Viterbi path
over log-normal lengths. The odds were measured on news in German, wrapped anew without blank lines: the spread of
the lengths within one article, and how often a sentence that ends with its line is its paragraph's last.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from math import exp, log

from transforms.document import PARAGRAPH, WRAPPED
from transforms.wraps.rows import LineWords, Row
from transforms.wraps.width import Width, need

DOUBTFUL = "?"  # a joint that is left to `settle`
Joint = tuple[Row, Row | None, str]

_USUAL = log(400)  # columns, the median of news, where no paragraph is seen to end;
_USUAL_COUNTS = 0.7  # for so many paragraphs where some are
_UNSEEN = 1.15  # paragraphs to each that is seen to end
_SKEW = 0.1  # from the logarithm of the mean length to the mean of the logarithms
_SPREAD = 0.45  # of the logarithms of the lengths, in one document
_LEAD = -0.2  # from their mean to a text's first paragraph, which is often a lead
_LONGEST = 8  # times the usual length, that the beginning of a paragraph is looked for
_END = -0.6  # log odds of an end at a full line, before anything else is known;
_END_WITH_ROOM = 2.0  # where the next word would have fit;
_CONNECTED, _PERSONAL = -0.8, -1.0  # if "But" begins the next sentence, and the more if "She" does;
_REFERRING, _REPORTED = -0.3, -0.6  # if it says "she" in its midst, or "sei" as reported speech does;
_PLACED = 0.8  # if it begins with "After" or "In", which set another scene;
_QUOTED, _ASKED = 1.0, 1.3  # if the last one ends with a quotation mark, or asks
_REFERENCE = 8  # words of a sentence that may refer to what was said
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"“”«»]? ")
_MARKS = "„“”«»\"'‚‘’,:;.!?()"


def settle(joints: Sequence[Joint], width: Width, words: LineWords) -> list[Joint]:
    r"""The joints, with those that are doubtful decided.

    >>> joint = Row(0, "So endet ein Satz.", 700, 0, "", 0, False, False, False, False), None
    >>> wide = Width(700, 700, 700, 0, False)
    >>> [joint for _, _, joint in settle([(*joint, DOUBTFUL), (*joint, PARAGRAPH)], wide, LineWords())]
    ['\n\n', '\n\n']
    """
    usual = _usual(joints)
    settled = list(joints)
    leads = True  # until a sentence has ended: what stands above is a title
    for first, last in _spans(joints):
        doubts = [place for place in range(first, last) if joints[place][2] == DOUBTFUL]
        if doubts:
            odds = [_odds(joints, place, width, words) for place in doubts]
            columns = _columns(joints, first, [*doubts, last])
            ends = set(_likeliest(columns, odds, usual, leads=leads))
            for number, place in enumerate(doubts):
                a, b, _ = joints[place]
                settled[place] = a, b, PARAGRAPH if number in ends else WRAPPED
        leads = leads and not joints[last][0].stops and not doubts
    return settled


def _spans(joints: Sequence[Joint]) -> Iterator[tuple[int, int]]:
    """The places of the first and the last row between two certain ends."""
    first = 0
    for place, (_, _, joint) in enumerate(joints):
        if joint not in (WRAPPED, DOUBTFUL):
            yield first, place
            first = place + 1


def _columns(joints: Sequence[Joint], first: int, lasts: Sequence[int]) -> list[int]:
    """The columns from the first row to each of the last ones, were they one line."""
    columns, counted = [0], first
    for last in lasts:
        columns.append(columns[-1] + sum(row.length + 1 for row, _, _ in joints[counted : last + 1]))
        counted = last + 1
    return columns


def _usual(joints: Sequence[Joint]) -> float:
    """The logarithm of a usual paragraph's columns; headings and lists tell nothing about it."""
    lengths = [
        _columns(joints, first, [last])[-1]
        for first, last in _spans(joints)
        if last > first and joints[last][0].is_closed()
    ]
    if not lengths:
        return _USUAL
    seen = log(sum(lengths) / (_UNSEEN * len(lengths))) - _SKEW
    return (len(lengths) * seen + _USUAL_COUNTS * _USUAL) / (len(lengths) + _USUAL_COUNTS)


def _likeliest(
    columns: Sequence[int], odds: Sequence[float], usual: float, *, leads: bool = False
) -> list[int]:
    """The numbers of the ends that make the lengths of the paragraphs the likeliest, the last one first.

    >>> _likeliest([0, 100, 400, 800], [_END, _END], log(400))
    [1]
    >>> _likeliest([0, 220, 660], [_END], log(360)), _likeliest([0, 220, 660], [_END], log(360), leads=True)
    ([], [0])
    """
    first = usual + _LEAD * leads
    best, begins = [0.0], [0]  # up to each place, the score and where its last paragraph begins
    for end in range(1, len(columns)):
        farthest = bisect_left(columns, columns[end] - _LONGEST * exp(usual), hi=end - 1)
        scores = {
            start: best[start]
            - (log(columns[end] - columns[start]) - (usual if start else first)) ** 2 / (2 * _SPREAD**2)
            for start in range(farthest, end)
        }
        begins.append(max(scores, key=scores.__getitem__))
        best.append(scores[begins[-1]] + (odds[end - 1] if end <= len(odds) else 0))
    ends, place = list[int](), begins[-1]
    while place:
        ends.append(place - 1)
        place = begins[place]
    return ends


def _odds(joints: Sequence[Joint], place: int, width: Width, words: LineWords) -> float:
    """Log odds that a paragraph ends between two sentences, for what they end and begin with."""
    a, b = joints[place][0], joints[place + 1][0]
    odds = (_END if need(a, b) > width.word else _END_WITH_ROOM) + _next_sentence_odds(
        joints, place + 1, words
    )
    if a.text[-1] == "?":
        odds += _ASKED
    elif a.text[-1] not in ".!…":
        odds += _QUOTED
    return odds


def _next_sentence_odds(joints: Sequence[Joint], place: int, words: LineWords) -> float:
    """Log odds for what the sentence says that the row at the place begins, as far as two rows have it."""
    text = joints[place][0].text
    if joints[place][2] == WRAPPED:
        text += " " + joints[place + 1][0].text
    first, *rest = [word.strip(_MARKS).lower() for word in _SENTENCE_END.split(text, 1)[0].split()]
    return sum(
        [
            _CONNECTED * (first in words.connectives or first in words.pronouns),
            _PERSONAL * (first in words.pronouns),
            _REFERRING * (not words.pronouns.isdisjoint(rest[: _REFERENCE - 1])),
            _REPORTED * (not words.reported.isdisjoint(rest)),
            _PLACED * (first in words.openers),
        ]
    )
