"""Template lines: what recurs across a site's documents, known by a key that ignores what varies."""

from __future__ import annotations

import re

_LONGEST = 200  # characters; longer lines recur as reports printed twice, not as furniture
_SENTENCE = 90  # characters; a sentence this long is rather a report's
_NOISE = re.compile(r"[\W_]+")
_DIGITS = re.compile(r"\d+")
_CLOCK = re.compile(r"[\d.:/|•,\s–-]{0,24}\d(?:\s?(?:uhr|h|am|pm|cest|cet|mez|mesz))?\W*", re.IGNORECASE)


def template_key(text: str) -> str:
    """The key under which a line recurs: lower case, digits as one sign, no punctuation.

    Empty, and so never a template, for what must not be one: long sentences, which recur where two
    pages print one report, and dates and clocks, which a liveblog repeats.

    >>> template_key("12 Kommentare anzeigen »")
    '0 kommentare anzeigen'
    >>> template_key("07.01.2026 • 12:31 Uhr")
    ''
    """
    text = text.strip()
    if not text or len(text) > _LONGEST or _CLOCK.fullmatch(text):
        return ""
    if len(text) > _SENTENCE and text.rstrip('"“”»)')[-1:] in tuple(".!?"):
        return ""
    return _DIGITS.sub("0", _NOISE.sub(" ", text.lower())).strip()
