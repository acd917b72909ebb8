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
    LINK = "link"  # to another page, and nothing else


# By names of their own: in Python 3.11 an enum's member costs ten times as much to look up as a name, and every
# line's look is asked for again and again.
PARAGRAPH, SENTENCE, HEADLINE, LABEL, ITEM, TRUNCATED, *_NO_TEXT = Kind
ATTRIBUTION, BYLINE, SYMBOLS, NUMBERS, ADDRESS, CREDIT, CAPTION, LINK = _NO_TEXT

TEXT = frozenset({PARAGRAPH, SENTENCE})


class Look(NamedTuple):
    """A line's kind, and the evidence for text (above 0) or furniture (below)."""

    kind: Kind
    evidence: float


BALANCE = Look(LABEL, -1.1)  # "Pro", "Contra": of what a test found
CALENDAR = Look(LABEL, -1.1)  # "Montag", "März", in full and nothing else
AMOUNT = Look(HEADLINE, -0.9)  # "300 g Mehl",
MEASURED = Look(HEADLINE, -0.9)  # and "g Mehl", whose number is a line of its own
SURE = Look(PARAGRAPH, 4.0)  # a long paragraph that ends like one, whatever stands around it
