"""The fast path: text that no repair would change, recognised by one pattern at memory speed.

The pattern knows letters, digits and punctuation that the repairs leave alone in any order, and the
few neighbourhoods in which ftfy takes harmless characters for wrongly decoded ones. It may refuse clean
text, which then takes the slow way and comes out as it was; it never accepts text that a repair would
change. The tests prove this by exhaustion.
"""

from __future__ import annotations

import re

_LATIN = "".join(map(chr, [*range(0xC0, 0x180), *range(0x1EA0, 0x1EFA)])) + "ƠơƯưȘșȚțẞ"
# Letters that begin a wrongly decoded pair, or a triple of cp850, and œ: safe before ASCII letters only.
LEADS = "ÂÃÎÐØÙÔŒœ"
_OTHERS = [letter for letter in _LATIN if letter not in LEADS + "×÷Ĳĳŉ"]  # no signs, no ligatures
# What ftfy takes for capitals and small letters; a test compares. To import ftfy for it would take longer than a page.
CAPITALS = "ÀÁÄÅÆÇÈÉÊËÌÍÏÑÜÝĀĂĄĆČĎĐĒĖĘĚĞĢĪİĶĹĻĽŁŃŅŇŘŚŞŠŢŤŮŰŸŹŻŽ"
LETTERS = "ßàáâãäåæçèéêëìíîïðñüāăąćčďđēėęěğģīįķĺļľłŕśşšťźżž"
# Letters that ftfy takes for faces or doesn't know: any neighbour will do.
FREE_LETTERS = "".join(letter for letter in _OTHERS if letter not in CAPITALS + LETTERS)

# Ranges of a character class, without combining marks.
SUSPECTED_SCRIPTS = (  # without Γ, Ђ and Ґ
    "\u0386\u0388-\u038a\u038c\u038e-\u0392\u0394-\u03a1\u03a3-\u03ce"  # Greek
    "\u0400\u0401\u0403-\u045f\u0491"  # Cyrillic
)
FREE_SCRIPTS = (
    "\u05be\u05d0-\u05ea\u05f3\u05f4"  # Hebrew
    "\u060c\u061b\u061f\u0621-\u063a\u0641-\u064a\u0660-\u066a\u0671-\u06d3\u06d4\u06f0-\u06f9"  # Arabic
    "\u3001\u3002\u3005-\u3029\u3041-\u3096\u30a1-\u30fe\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff5e"  # CJK
    "\u2010\u2011\u2032\u2033\u2080-\u2089\u2190-\u2199\u2212\u24d8\u25a0-\u25c9\u25cb-\u25ff\u2600-\u27bf\ufe0f"
    "\U0001f300-\U0001f64f\U0001f680-\U0001faff"
)
OPENING, CLOSING, MARKS = "„“‘«‹¡¿", "”»›", "–—…’·"
SIGNS = "€§©®™°²³½¼¾×•£±№"  # each between ASCII characters only

_ASCII = r"\t -%'-~"
_WORD = LETTERS + SUSPECTED_SCRIPTS
_FREE = _ASCII + FREE_LETTERS + FREE_SCRIPTS + MARKS
_END = r"[\ .,;:!?)/\n-] | \Z"
_CLEAN = re.compile(
    rf"""
    (?![\ \t])
    (?: [{_FREE}{_WORD}]++
      | (?<![\ \t]) \n (?![\ \t])
      | (?<![{_WORD}]) [{OPENING}]++
      | (?<![{_WORD}]) [{CLOSING}]++ (?= [{_ASCII}{MARKS}{FREE_SCRIPTS}\n] | \Z)  # no ”Ä, »ß
      | [{OPENING}{CLOSING}] (?= {_END})  # no ä“a
      | (?<![{_WORD}]) (?: [{CAPITALS}](?<![ÄÅÈĂ]) | [ÄÅÈĂ](?![ŠšŽžŸśĽź{LEADS}]) )++  # no äÄ
        (?! [{OPENING}{CLOSING}{MARKS}{SIGNS}‚])  # no Ä“, Ä€
      | (?<![{_WORD}]) ‚ (?= [{_ASCII}ÖöÜü])  # no ‚Ä, ‚âà
      | (?<![{_WORD}]) [{SIGNS}] (?= [{_ASCII}\n] | \Z)  # no ä€
      | (?<![{_WORD}]) [{LEADS}] (?= [A-Za-z])
      | Γ (?= [{_ASCII}{SUSPECTED_SCRIPTS}\n] | \Z)  # no ΓÇô
      | & (?! \#?[0-9A-Za-z]{{1,24}}; | [aouAOU]uml | szlig | (?:amp|\#38|\#x26);)
    )*+
    (?<![\ \t])
    """,
    re.VERBOSE,
)


def is_clean(text: str) -> bool:
    r"""Whether no repair would change the text, or any line of it; False where that takes a closer look.

    >>> is_clean("Die „Brücke“ wird größer …\n– für 5 € und «Übung» mit Œuvre?".replace("Œ", "œ"))
    True
    >>> is_clean("FÃ¼r"), is_clean("Bro\xadt"), is_clean("AT&amp;T"), is_clean("Brot \nKäse")
    (False, False, False, False)
    """
    return _CLEAN.fullmatch(text) is not None
