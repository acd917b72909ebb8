"""Wrapped text with a blank line below each line, as transcripts and some converters of PDFs print it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from transforms.document import Line
from transforms.wraps.width import WIDEST

_FEWEST = 8  # lines with text
_APART = 0.85  # of them that one blank line follows
_GO_ON = 0.2  # of them that go on in lower case
_NARROW = 0.9  # of them that are no longer than wrapped lines are


def double_spaced(lines: Sequence[Line]) -> list[int]:
    """The numbers of the lines with text, where blank lines between them say nothing; else none.

    Told by sentences that go on in lower case across blank lines. Spares pages with paragraphs, whose lines are
    long, and lists and verse, which begin with capitals or bullets.
    """
    told = [number for number, line in enumerate(lines) if line.text and not line.text.isspace()]
    if len(told) < _FEWEST:
        return []
    pairs = list(pairwise(told))
    apart = sum(two - one == 2 for one, two in pairs)
    if apart < _APART * len(pairs):
        return []
    texts = [lines[number].text.strip() for number in told]
    if sum(len(text) <= WIDEST for text in texts) < _NARROW * len(texts):
        return []
    go_on = sum(
        two[0].islower() and (one[-1].isalnum() or one[-1] in ",-\u00ad") for one, two in pairwise(texts)
    )
    return told if go_on >= _GO_ON * len(texts) else []
