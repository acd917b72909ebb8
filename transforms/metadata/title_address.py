"""What the address of a page says of its title."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]{4,}")
_ENDING = re.compile(r"\.\w{2,5}$")  # .html
_FEW_WORDS = 4  # a kicker of two words is in the address too
_FOLDED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "é": "e", "è": "e", "á": "a", "ó": "o"})
_BARE = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "s", "é": "e", "è": "e", "á": "a", "ó": "o"})


def address_words(url: str) -> frozenset[str]:
    """The longer words of a url's path."""
    path = url.partition("://")[2].partition("/")[2].partition("?")[0]
    return frozenset(_WORD.findall(path.casefold()))


def slug_of(url: str) -> str:
    """The letters of the last part of a url's path, its numbers and its ending off.

    >>> slug_of("https://a.example/heft/2031-05/003_wolfsjagd.html"), slug_of("https://a.example/?p=3")
    ('wolfsjagd', '')
    """
    path = url.partition("://")[2].partition("/")[2].partition("?")[0].rstrip("/")
    return letters_of(_ENDING.sub("", path.rpartition("/")[2]))


def letters_of(text: str) -> str:
    """The letters of a line as addresses spell them.

    >>> letters_of("Straßenfest 2031")
    'strassenfest'
    """
    return "".join(filter(str.isalpha, text.casefold().translate(_FOLDED)))


def share_in_address(text: str, address: frozenset[str]) -> float:
    """The share of a line's longer words that the address spells; 0 where it spells only one."""
    words = set(_WORD.findall(text.casefold())) if address else ()
    if len(words) < 2:
        return 0.0
    hits = sum(
        word in address
        or (not word.isascii() and (word.translate(_FOLDED) in address or word.translate(_BARE) in address))
        for word in words
    )
    return hits / max(_FEW_WORDS, len(words)) if hits > 1 else 0.0
