"""Poems: blocks of as many short lines each, whose ends nobody but their author chose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from operator import itemgetter

from transforms.wraps.rows import Row

_WIDEST = 60  # columns
_STANZA, _STANZAS, _MOST_EVEN = 3, 3, 0.6  # lines of one, how many, and how much of the page they are
_LAST = 0.6  # of the longest line: no last line of a stanza is shorter, as a paragraph's may well be


def are_stanzas(rows: Sequence[Row]) -> bool:
    """Whether blank lines set off blocks of as many short lines each, whose last lines are long, too.

    No scraper breaks paragraphs so evenly, and where a wrapper does, some last line is short.
    """
    widest = max((row.length for row in rows), default=0)
    if not 0 < widest <= _WIDEST:
        return False
    starts = [place for place, row in enumerate(rows) if row.gap]
    sizes = Counter(end - start for start, end in pairwise([0, *starts, len(rows)]) if end > start)
    size, times = max(sizes.items(), key=itemgetter(1))
    if size < _STANZA or times < _STANZAS or size * times < _MOST_EVEN * len(rows):
        return False
    lasts = [a.length for a, b in pairwise(rows) if b.gap] + [rows[-1].length]
    return min(lasts) >= _LAST * widest
