"""Poems: blocks of as many short lines each, whose ends nobody but their author chose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from transforms.wraps.rows import Row

_WIDEST = 60  # columns
_SHORTEST, _LONGEST = 3, 8  # lines of a stanza
_STANZAS, _MOST_EVEN = 4, 0.75  # how many there are at least, and how much of the page they are
_LAST = 0.55  # of the longest line: no last line of a stanza is shorter, as a paragraph's may well be


def are_stanzas(rows: Sequence[Row]) -> bool:
    """Whether blank lines set off blocks of as many short lines each, whose last lines are long, too.

    No scraper breaks paragraphs so evenly, and where a wrapper does, some last line is short.
    """
    widest = max((row.length for row in rows), default=0)
    if not 0 < widest <= _WIDEST:
        return False
    starts = [place for place, row in enumerate(rows) if row.gap]
    blocks = [rows[start:end] for start, end in pairwise([0, *starts, len(rows)]) if end > start]
    size, times = Counter(map(len, blocks)).most_common(1)[0]
    if not _SHORTEST <= size <= _LONGEST or times < _STANZAS or size * times < _MOST_EVEN * len(rows):
        return False
    return min(block[-1].length for block in blocks if len(block) == size) >= _LAST * widest
