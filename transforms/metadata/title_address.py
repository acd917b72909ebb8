"""What the address of a page says of its title."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]{4,}")
_ENDING = re.compile(r"\.\w{2,5}$")  # .html
_FEWEST = 2  # words that are no chance hit
_FEW_WORDS = 4  # a kicker of two words is in the address too
_FOLDED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "é": "e", "è": "e", "á": "a", "ó": "o"})
_BARE = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "s", "é": "e", "è": "e", "á": "a", "ó": "o"})


def address_words(url: str) -> frozenset[str]:
    """The longer words of a url's path."""
    return frozenset(_WORD.findall(_path(url).casefold()))


def slug_of(url: str) -> str:
    """The letters of the last part of a url's path, its numbers and its ending off.

    >>> slug_of("https://a.example/heft/2031-05/003_wolfsjagd.html"), slug_of("https://a.example/?p=3")
    ('wolfsjagd', '')
    """
    last = _path(url).rstrip("/").rpartition("/")[2]
    return letters_of(_ENDING.sub("", last)) if not last.isdecimal() else ""


def _path(url: str) -> str:
    return url.partition("://")[2].partition("/")[2].partition("?")[0]


def letters_of(text: str) -> str:
    """The letters of a line as addresses spell them.

    >>> letters_of("Straßenfest 2031")
    'strassenfest'
    """
    return "".join(filter(str.isalpha, text.casefold().translate(_FOLDED)))


def share_in_address(text: str, address: frozenset[str]) -> float:
    """The share of a line's longer words that the address spells; 0 where it spells only one."""
    if len(address) < _FEWEST:
        return 0.0
    words = set(_WORD.findall(text.casefold()))
    if len(words) < _FEWEST:
        return 0.0
    hits = len(words & address)
    if not text.isascii():
        hits += sum([_is_spelled(word, address) for word in words - address if not word.isascii()])
    return hits / max(_FEW_WORDS, len(words)) if hits >= _FEWEST else 0.0


def _is_spelled(word: str, address: frozenset[str]) -> bool:
    """Whether the address has a word without its umlauts and accents."""
    return word.translate(_FOLDED) in address or word.translate(_BARE) in address
