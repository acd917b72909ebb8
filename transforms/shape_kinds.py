"""The kinds of look that a line can have, and what each speaks for."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What a line looks like, its neighbours unseen."""

    PARAGRAPH = "paragraph"
    SENTENCE = "sentence"
    HEADLINE = "headline"
    LABEL = "label"
    ITEM = "item"
    TRUNCATED = "truncated"
    # The rest is no running text wherever it stands.
    ATTRIBUTION = "attribution"
    BYLINE = "byline"
    SYMBOLS = "symbols"
    NUMBERS = "numbers"
    ADDRESS = "address"
    CREDIT = "credit"  # and nothing else
    CAPTION = "caption"  # with its credit


TEXT = frozenset({Kind.PARAGRAPH, Kind.SENTENCE})


class Look(NamedTuple):
    """A line's kind, and the evidence for text (above 0) or furniture (below)."""

    kind: Kind
    evidence: float


SURE = Look(Kind.PARAGRAPH, 4.0)  # a long paragraph that ends like one, whatever stands around it
