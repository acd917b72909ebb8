"""The dateline that opens a text: its place, its day, and who reports; or its place on a line of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.dates.finding import Moment
from transforms.metadata.lexicon import Lexicon
from transforms.metadata.parts import Part

_REACH = 90  # characters in which a dateline ends
_PLACE = re.compile(
    r"""
    \(?
    [^\W\d_a-zäöü][\w.’'-]*                             # Grünfurt, Bad
    (?:[ /](?:[^\W\d_a-zäöü][\w.’'-]*|[a-zäöü]{1,4}\.?)){0,4}  # /Talbrück, am Main, upon Ellery
    (?:\ \([\w./ -]{2,20}\))?                           # (dpa)
    ,\ (?:[a-z]{2,3}\ )?                                # den
    """,
    re.VERBOSE,
)
_BELOW = 2  # parts from the text's first one on: a lead may stand above the place
_PLACE_ALONE = re.compile(
    r"(?:(?:Bad|Sankt|St\.|New|San|Den|Los) )?[^\W\d_a-zäöü][^\W\d_A-ZÄÖÜ]{2,24}(?:[-/][^\W\d_]{2,20})?\."
)
_AFTER = re.compile(r"\)?(?: ?\([\w./ -]{2,30}\))?(?: ?[–—-]{1,2} |\)|[.:] )\s*(?=\W?[^\W_a-zäöü])")


def read_dateline(parts: Sequence[Part], first: int, start: int, lexicon: Lexicon) -> Moment | None:
    """The day in the dateline of the first paragraph: "Grünfurt, 3. März 2031 – Die Stadtwerke senken …".

    Spares a day that a sentence is about: between place and day stands a comma, behind the day a sign that
    ends the dateline.
    """
    for part in parts[first : start + 1]:
        if part.open and part.prose:
            return dateline(part.text, lexicon)
    return None


def find_place(parts: Sequence[Part], first: int, start: int, texts: Sequence[str]) -> int | None:
    """The index of a place that stands alone between a title and its text, with a full stop: "Talbrück.".

    The page's ``texts`` speak of it again, as they don't of what a blog sums up in a word: "Nichts." Right below
    the title a lead and the page's date or author tell it as well.
    """
    for at in range(first, min(start + _BELOW, len(parts) - 1)):
        part = parts[at]
        if part.text[-1] == "." and part.open and parts[at + 1].prose and _PLACE_ALONE.fullmatch(part.text):
            named = f" {part.text[:-1]}"
            leads = at == first and at + 2 < len(parts) and (facts := parts[at + 2].facts) and facts.firm
            return at if leads or any(named in text for text in texts) else None
    return None


def dateline(text: str, lexicon: Lexicon) -> Moment | None:
    """The day that the dateline of a paragraph states.

    >>> from transforms.rulebook import Rulebook
    >>> german = Rulebook.load().derive("lexicon", "de", Lexicon)
    >>> dateline("Bad Talbrück, 3. März 2031 (dpa) – Der Rat hat entschieden.", german)
    Moment(year=2031, month=3, day=3)
    >>> dateline("Am Montag, 3. März 2031, hat der Rat entschieden.", german) is None
    True
    """
    place = _PLACE.match(text, 0, _REACH)
    if place is None:
        return None
    for start, end, moment in lexicon.moments(text[:_REACH]):
        if start == place.end() and moment.day is not None and moment.month is not None:
            stop = end - (text[end - 1] == ".")  # the month's own: "3. März. Der Rat"
            return moment if _AFTER.match(text, stop) else None
    return None
