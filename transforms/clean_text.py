"""The fast path: text that no repair would change, recognised by one pattern at memory speed.

The pattern knows letters, digits and punctuation that the repairs leave alone in any order, and the
few neighbourhoods in which ftfy takes harmless characters for wrongly decoded ones. It may refuse clean
text, which then takes the slow way and comes out as it was; it never accepts text that a repair would
change. The tests prove this by exhaustion.
"""

from __future__ import annotations

import re

_LATIN = "".join(map(chr, (*range(0xC0, 0x180), *range(0x218, 0x21C), 0x1E9E, *range(0x1EA0, 0x1EFA))))
# Left out: signs of calculation, typesetters' ligatures, and letters that begin wrongly decoded pairs.
_LEFT_OUT = "×÷ÂÃÎÐØÙŒœĲĳŉÔ"
CAPITALS = "".join(letter for letter in _LATIN if letter.isupper() and letter not in _LEFT_OUT + "ÒÓÕÖÚÛ")
LETTERS = "".join(letter for letter in _LATIN if not letter.isupper() and letter not in _LEFT_OUT) + "ÒÓÕÖÚÛ"
OTHER_SCRIPTS = (  # ranges of a character class; no combining marks, and no Ђ, which ftfy suspects
    "\u0386\u0388-\u038a\u038c\u038e-\u03a1\u03a3-\u03ce"  # Greek
    "\u0400\u0401\u0403-\u045f\u0491"  # Cyrillic
    "\u05be\u05d0-\u05ea\u05f3\u05f4"  # Hebrew
    "\u060c\u061b\u061f\u0621-\u063a\u0641-\u064a\u0660-\u066a\u0671-\u06d3\u06d4\u06f0-\u06f9"  # Arabic
    "\u3001\u3002\u3005-\u3029\u3041-\u3096\u30a1-\u30fe\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff5e"  # CJK
    "\u2010\u2011\u2032\u2033\u2190-\u2199\u2212\u25a0-\u25c9\u25cb-\u25ff\u2600-\u27bf\ufe0f"  # signs
    "\U0001f300-\U0001f64f\U0001f680-\U0001faff"
)
OPENING, CLOSING, MARKS = "„“‘«‹", "”»›", "–—…’·"
SIGNS = "€§©®™°²³½¼¾×•£±"  # each between ASCII characters only

_WORD = LETTERS + OTHER_SCRIPTS
_ASCII = r"\t -%'-~"
_CLEAN = re.compile(
    rf"""
    (?!\s)
    (?: [{_ASCII}]++
      | [{_WORD}]++ (?! [{CAPITALS}{SIGNS}‚] | [{OPENING}{CLOSING}] (?![\ .,;:!?)/\n-]|\Z))  # no ä“a, äÄ, ä€
      | [{CAPITALS}]++ (?! [{OPENING}{CLOSING}{SIGNS}‚])  # never Ä“, Ä€
      | [{OPENING}]++ (?! [{SIGNS}])
      | ‚ (?= [{_ASCII}ÖöÜü])  # never ‚Ä, ‚âà
      | [{CLOSING}]++ (?= [{_ASCII}{MARKS}\n]|\Z)  # never ”Ä, »ß, ›€
      | [{MARKS}]++
      | [{SIGNS}] (?= [{_ASCII}\n]|\Z)
      | œ (?= [a-z])
      | & (?! [#A-Za-z])
      | (?<![\ \t]) \n (?![\ \t])
    )*+
    (?<!\s)
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
