"""Text that was decoded with the wrong codec: found and put right, line by line.

ftfy does most of it, and knows the codecs of Windows, MacRoman and cp437. What it does not know is
added here: UTF-8 read as cp850 (consoles and old databases) or as Latin-9.
"""

from __future__ import annotations

import re

from ftfy import TextFixerConfig, fix_encoding
from ftfy.badness import is_bad

# ftfy looks no further unless its badness pattern matches, and that pattern costs 150 ns a character.
# Every alternative of it needs two neighbours outside ASCII or one of these few characters. A test takes the
# pattern apart and proves it.
_SINGLE = "\x80-\x9fŒœÃÂ"
_SIEVE = re.compile(r"[^\x00-\x7f]{2}|[" + _SINGLE + "]")
_CONFIG = TextFixerConfig(explain=False)


def looks_mojibake(text: str) -> bool:
    """Whether some of the text seems to be wrongly decoded still.

    >>> looks_mojibake("Das kostet fÃ¼nf Euro"), looks_mojibake("„Übermäßig“ – so heißt es")
    (True, False)
    """
    return not text.isascii() and _SIEVE.search(text) is not None and is_bad(text)


def repair_mojibake(text: str) -> str:
    """Undo wrong decoding, twice over and in parts of a line too; other text comes back as it is.

    >>> repair_mojibake("FÃ¼r die GrÃƒÂ¶ÃŸe der KÃ¤se â€“ und für Brot")
    'Für die Größe der Käse – und für Brot'
    >>> repair_mojibake("F├╝r ÔÇ×KñseÔÇ£"), repair_mojibake("MÃ€dchen wÃŒrden")
    ('Für „Kñse“', 'Mädchen würden')
    >>> repair_mojibake("ÑÝÄ $ÚÄMÌ, 5×£35, C Ã O")
    'ÑÝÄ $ÚÄMÌ, 5×£35, C Ã O'
    """
    if text.isascii() or not _SIEVE.search(text):
        return text
    return fix_encoding(_repair_latin9(_repair_cp850(text)), _CONFIG)


# -- UTF-8 read as cp850 ---------------------------------------------------------------------------------

_TRAILING = re.escape(bytes(range(0x80, 0xC0)).decode("cp850"))
_CP850 = re.compile(rf"(?<![─═])(?:[┬├┼][{_TRAILING}]|─[{_TRAILING}](?=[a-z])|Ô[ÇéäåêÅ][{_TRAILING}])+")
_TYPOGRAPHY = re.compile("[«»\u2010-\u2044\u20ac\u2122\u2190-\u21ff\u2200-\u22ff\u2500-\u25ff]+")


def _repair_cp850(text: str) -> str:
    """Where boxes stand beside letters, or ``ÔÇ`` for typographic marks, read the bytes as UTF-8."""
    return _CP850.sub(_as_utf8, text) if _CP850.search(text) else text


def _as_utf8(match: re.Match[str]) -> str:
    before, after = match.string[: match.start()][-1:], match.string[match.end() :][:1]
    try:
        fixed = match[0].encode("cp850").decode("utf-8")
    except UnicodeError:
        return match[0]
    plausible = before.isalnum() or after.isalnum() or _TYPOGRAPHY.match(fixed)
    return fixed if plausible else match[0]


# -- UTF-8 read as Latin-9 -------------------------------------------------------------------------------

# ä and ü are Ã€ and ÃŒ then, which Windows-1252 uses for À and Ì: capitals, and none stands within a word
# of small letters or before them as a word's only capital (but À, a word of its own).
_LATIN9 = re.compile(r"(?:(?<=[a-zäöüß])|(?<!\w)(?=Ã.[a-zß]{2}))(?:Ã€|ÃŒ)|(?<=[A-ZÄÖÜ])(?:Ã€|ÃŒ)(?=[a-zß])")


def _repair_latin9(text: str) -> str:
    if "Ã€" not in text and "ÃŒ" not in text:
        return text
    return _LATIN9.sub(lambda match: "ä" if match[0] == "Ã€" else "ü", text)
