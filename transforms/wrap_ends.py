"""Paragraph ends that no blank line, no indent and no short line shows: the last line happens to be full.

Such an end looks like any sentence that ends with its line, and one in four of those is one. What tells them apart
is how long the paragraphs become, before and behind, next to the usual one, and what the sentences on both
sides begin and end with.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import exp, log

from transforms.document import PARAGRAPH, WRAPPED
from transforms.wrap_rows import LineWords, Row
from transforms.wrap_width import Width, need

DOUBTFUL = "?"  # a joint that is left to `settle`
Joint = tuple[Row, Row | None, str]

_USUAL = log(400)  # columns, the median of news; known paragraphs count for more
_UNSEEN, _SKEW = 1.15, 0.1
_TRUST = 1  # in that many paragraphs' worth
_SPREAD = 0.45  # of the logarithms of the lengths, in one document
_LONGEST = 8  # times the usual length, that a paragraph is looked for
_ROOM = 2.0  # the same, where the next word would have fit
_SPLIT = -0.6  # log odds of an end before anything else is known
_CONNECTED, _QUOTED, _ASKED = -0.8, 1.0, 1.3


def settle(joints: Sequence[Joint], width: Width, words: LineWords) -> list[Joint]:
    """Decide which doubtful joints end a paragraph: those that make the lengths most likely as a whole."""
    usual = _usual(joints)
    settled = list(joints)
    for first, last in _spans(joints):
        for place, joint in _choose(joints, first, last, usual, width, words):
            a, b, _ = joints[place]
            settled[place] = (a, b, joint)
    return settled


def _spans(joints: Sequence[Joint]) -> Iterator[tuple[int, int]]:
    """The places of each paragraph's first and last row; two that a doubtful joint parts are one."""
    first = 0
    for place, (_, _, joint) in enumerate(joints):
        if joint not in (WRAPPED, DOUBTFUL):
            yield first, place
            first = place + 1


def _usual(joints: Sequence[Joint]) -> float:
    """The logarithm of a usual paragraph's columns; headings and lists tell nothing about it.

    Some ends are among the doubtful ones, so that there are more paragraphs than are seen.
    """
    spans = [
        sum(joint[0].length + 1 for joint in joints[first : last + 1])
        for first, last in _spans(joints)
        if last > first and joints[last][0].is_closed()
    ]
    seen = log(sum(spans) / (_UNSEEN * len(spans))) - _SKEW if spans else 0.0
    return (len(spans) * seen + _TRUST * _USUAL) / (len(spans) + _TRUST)


def _choose(joints: Sequence[Joint], first: int, last: int, usual: float, width: Width, words: LineWords) -> Iterator[tuple[int, str]]:
    """The doubtful places of one span, each with its joint."""
    doubts = [place for place in range(first, last) if joints[place][2] == DOUBTFUL]
    if not doubts:
        return
    cuts, columns = [0], 0
    for place in range(first, last + 1):
        columns += joints[place][0].length + 1
        if place == last or joints[place][2] == DOUBTFUL:
            cuts.append(columns)
    gains = [0.0, *(_favour(joints, place, width, words) for place in doubts), 0.0]
    ends = set(_best_cuts(cuts, gains, usual))
    for number, place in enumerate(doubts, 1):
        yield place, PARAGRAPH if number in ends else WRAPPED


def _best_cuts(cuts: Sequence[int], gains: Sequence[float], usual: float) -> list[int]:
    """Which of the cuts part the text into the likeliest lengths."""
    best, way = [0.0], [0]
    for end in range(1, len(cuts)):
        top, source = None, 0
        for start in range(end - 1, -1, -1):
            length = cuts[end] - cuts[start]
            if top is not None and length > _LONGEST * exp(usual):
                break
            score = best[start] - (log(length) - usual) ** 2 / (2 * _SPREAD**2)
            if top is None or score > top:
                top, source = score, start
        best.append((top or 0.0) + gains[end])
        way.append(source)
    chosen, end = [], way[-1]
    while end:
        chosen.append(end)
        end = way[end]
    return chosen


def _favour(joints: Sequence[Joint], place: int, width: Width, words: LineWords) -> float:
    """Log odds of an end between two sentences, for what they end and begin with."""
    a, b, _ = joints[place]
    odds = _SPLIT if need(a, b) > width.word else _ROOM
    if b.word.strip("„»\"'“,").lower() in words.connectives:
        odds += _CONNECTED
    if a.text[-1] == "?":
        odds += _ASKED
    elif a.text[-1] not in ".!…":
        odds += _QUOTED
    return odds
