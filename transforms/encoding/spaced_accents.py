"""Accents that PDFs print beside their letter: ``F¨ur``, ``fu¨r``, ``Fran¸cois``.

Fonts without accented letters set the accent as a character of its own, before or after the letter it
belongs to, sometimes with a blank between them; text extraction keeps the pair.
"""

from __future__ import annotations

import re
import string
import unicodedata

from transforms.encoding.characters import compose

_COMBINING = {
    "¨": "\u0308",
    "ˆ": "\u0302",
    "˜": "\u0303",
    "ˇ": "\u030c",
    "˘": "\u0306",
    "˚": "\u030a",
    "¸": "\u0327",
    "˛": "\u0328",
    "˝": "\u030b",
}
_COMPOSED = {
    (accent, letter): composed
    for accent, combining in _COMBINING.items()
    for letter in string.ascii_letters
    if len(composed := unicodedata.normalize("NFC", letter + combining)) == 1 and composed < "\u0180"
    if accent != "¨" or letter in "aeiouAEIOU"
}
_ACCENTS = "".join(_COMBINING)
_STANDING = re.compile(f"[{_ACCENTS}]")
_ANY = re.compile(f"[{_ACCENTS}´\u0300-\u030c\u0327\u0328]")

# Spanish, Portuguese and Greek writers use ¨ as a quotation mark: one opens, one closes. Faces hold two, too.
_AS_QUOTES = re.compile(r"(?:^|[\s(])([¨ˆ˜])\w(?:[^¨ˆ˜]*[\w.,!?…])?\1(?:[\s.,;:!?)]|$)")
_SPACED = re.compile(
    rf"(?P<ahead>[A-Za-z]?)(?P<lead>\ ?)(?P<accent>[{_ACCENTS}])(?P<gap>\ ?)(?P<behind>[A-Za-zß]?)",
    re.VERBOSE,
)
# "F ¨ur", "Th ¨uringen": consonants that are no word, so that the blank is the font's, not the author's.
_FRAGMENT = re.compile(r"(?<![\w.])([B-DF-HJ-NP-TV-Z][b-df-hj-np-tv-xzß]{0,3}|f) (?=¨[aou][a-zß])")
_ACUTE_E = re.compile(r"(?<=[A-Za-z]{2})´e(?![A-Za-z])")
_PARTED = re.compile(r"([A-Za-z]) ([\u0300-\u030c\u0327\u0328])(?=[a-zß ]|\Z)")


def join_spaced_accents(text: str) -> str:
    """Put accents that stand beside their letter onto it.

    Spares pairs of ``¨``, which are someone's quotation marks, accents that no neighbour can carry, and
    ``´``, with which many write apostrophes, anywhere but before a last e.

    >>> join_spaced_accents("F¨ur die G ¨aste etwa ¨uber Th¨uringen")
    'Für die Gäste etwa über Thüringen'
    >>> join_spaced_accents("Fu¨r Ha¨user u¨ ber dem Flu ¨sschen von Fran¸cois´ Caf´e")
    'Für Häuser über dem Flüsschen von François´ Café'
    >>> join_spaced_accents("¨Amor¨ dice, y l´amour dit-on, 20 ˚C")
    '¨Amor¨ dice, y l´amour dit-on, 20 ˚C'
    """
    if not _ANY.search(text):
        return text
    if _STANDING.search(text):
        if _AS_QUOTES.search(text):
            return text
        text = _SPACED.sub(_join, _FRAGMENT.sub(r"\1", text))
    return _PARTED.sub(lambda match: compose(match[1] + match[2]), _ACUTE_E.sub("é", text))


def _join(match: re.Match[str]) -> str:
    """The neighbour that can carry the accent with the accent on it, or the match as it was.

    Where both can, the letter behind carries it, but in ``a¨u``: German has ``äu`` and no ``aü``.
    """
    ahead, lead, accent, gap, behind = match.groups()
    on_ahead, on_behind = _COMPOSED.get((accent, ahead)), _COMPOSED.get((accent, behind))
    if (lead and gap) or (accent != "¨" and (lead or gap)):
        return match[0]
    if on_behind and not (on_ahead and not lead and (gap or (ahead + behind).lower() == "au")):
        return f"{ahead}{lead}{on_behind}"
    if on_ahead and (behind.islower() or not (lead or gap or behind.isupper())):
        return f"{on_ahead}{behind}"
    return match[0]
