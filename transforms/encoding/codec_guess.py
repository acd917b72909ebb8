"""Which codec of single bytes, or of East Asia, wrote some bytes that are no UTF-8.

In turn: what the page declares, which Western reading fits the neighbours of each odd byte, and what a
statistical detector says. The detector knows most languages better, German in MacRoman and cp850 worse.
"""

from __future__ import annotations

import codecs
import re
from functools import lru_cache
from itertools import islice

_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?([A-Za-z][\w.:-]{2,30})""")

# What a detector or a page calls a codec, and the superset that its bytes are read with in practice.
_SUPERSETS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "koi8-r": "koi8-u",  # Ukrainian and Belarusian letters where the Russian codec has rules of boxes
    "shift_jis": "cp932",
}
_WITH_C1_PRINTED = {  # read so where bytes 80–9F occur: ISO 8859 has nothing but control characters there
    "iso8859-2": "cp1250",
    "iso8859-5": "cp1251",
    "iso8859-6": "cp1256",
    "iso8859-7": "cp1253",
    "iso8859-8": "cp1255",
    "iso8859-13": "cp1257",
    "iso8859-15": "cp1252",
}
_C1 = re.compile(rb"[\x80-\x9f]")
_HIGH = re.compile(rb"[\x80-\xff]")
_TEXT_CODEC = re.compile("big5|cp|euc|gb|hz|iso|johab|koi8|mac|ptcp|shift|tis")  # not base64, punycode …
_WESTERN = ("cp1252", "iso8859-15", "mac-roman", "cp850")
_SURE = 0.69  # the detector's confidence from which it was right on every language tried but German


def declared_codec(source: bytes) -> str | None:
    """The codec that the page names for itself, where Python knows it."""
    match = _DECLARED.search(source, 0, 2048)
    if not match:
        return None
    return _canonical(match[1].decode("ascii"), source)


def detected_codec(source: bytes, sure: float = 0.5) -> str | None:
    """The codec that the statistical detector names, where it is sure enough."""
    import cchardet  # hardly any document needs it, and it takes long to load

    guess = cchardet.detect(_odd_lines(source))
    if not guess["encoding"] or (guess["confidence"] or 0) < sure:
        return None
    return _canonical(guess["encoding"], source)


def _canonical(name: str, source: bytes) -> str | None:
    """Python's name of a codec, or of the superset that its bytes are read with in practice."""
    try:
        codec = codecs.lookup("cp949" if name == "UHC" else name).name
    except LookupError:
        return None
    if not _TEXT_CODEC.match(codec := _SUPERSETS.get(codec, codec)):
        return None
    return _WITH_C1_PRINTED.get(codec, codec) if _C1.search(source) else codec


def _odd_lines(source: bytes, most: int = 1 << 16) -> bytes:
    """A sample for the judges: lines with bytes above 7F from the whole length, long ones from the first."""
    if len(source) <= most:
        return source
    odd = [line for line in source.split(b"\n") if not line.isascii()]
    chosen = odd[:: len(odd) * 200 // most + 1]
    each = most // len(chosen)
    starts = [max(0, match.start() - 100) for line in chosen if (match := _HIGH.search(line))]
    return b"\n".join([line[start : start + each] for line, start in zip(chosen, starts, strict=True)])


# -- Western codecs, by how each reading fits its neighbours ---------------------------------------------

_GERMAN = frozenset("äöüÄÖÜßé")
_COMMON_LETTERS = frozenset("äöüÄÖÜßéèàáâãçñóíúêôõåøæ")
_LETTERS = frozenset("ëïîûùìòœÉÈÀÁÇÊÍÑÓÚÅØÆ")
_LONE_LETTERS = frozenset("àéóÀÉÓåÅæøyè")  # words of one letter
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_QUOTES, _SIGNS = frozenset("„“”‚‘«»‹›"), frozenset("•·§©®°€½²³¿¡")
_COMMON, _KNOWN, _FITS, _ODD, _WRONG = 3.0, 2.0, 1.0, 0.0, -2.0


def western_codec(source: bytes) -> str | None:
    """The Western codec whose reading of the odd bytes fits its neighbours, or None where none does.

    A reading with German letters alone needs no second opinion; any other must fit as well as the detector's.
    """
    sample = _odd_lines(source)
    usual = _fits(text := sample.decode("cp1252", "replace"))
    if _WRONG not in usual and _reads_german(text):
        return "cp1252"
    readings = [(_fits(sample.decode(codec, "replace")), codec) for codec in _WESTERN]
    fits, codec = max(readings, key=lambda reading: sum(reading[0]) / len(reading[0]))
    fit = sum(fits) / len(fits)
    if fit < 0.5:
        return None
    if fit >= 1.0 and _reads_german(sample.decode(codec, "replace")):
        return codec
    foreign = detected_codec(source, _SURE)
    if foreign is None or foreign in _WESTERN:
        return codec
    foreign_fits = _fits(sample.decode(foreign, "replace"), foreign=True)
    return codec if foreign_fits.count(_WRONG) > fits.count(_WRONG) else None


def _reads_german(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha() and not letter.isascii()]
    return sum(letter in _GERMAN for letter in letters) >= 0.9 * len(letters)


def _fits(text: str, *, foreign: bool = False) -> list[float]:
    """How well each character outside ASCII fits its neighbours; a fit of 1.0 where there is none."""
    text = f"\n{text}\n"
    places = [match.start() for match in islice(_NOT_ASCII.finditer(text), 1000)]
    return [_fit(*text[place - 1 : place + 2], foreign=foreign) for place in places] or [_FITS]


@lru_cache(maxsize=1 << 13)  # a language has few such triples
def _fit(before: str, char: str, after: str, *, foreign: bool) -> float:
    """From -2 for a wrong reading to 3 for a common letter in a word."""
    if char.isalpha():
        return _letter_fit(before, char, after, foreign=foreign)
    inside_number_or_word = before.isalnum() and after.isalnum()
    inside_word = before.isalpha() and after.isalpha()
    fits = (
        char in "’–—…\xa0\xad"
        or (char in _QUOTES and not inside_number_or_word)
        or (char in _SIGNS and not inside_word)
    )
    return _FITS if fits else _WRONG


def _letter_fit(before: str, letter: str, after: str, *, foreign: bool) -> float:
    if letter.isupper() and before.islower():
        return _WRONG
    if letter.islower() and letter != "ß" and after.isupper():
        return _WRONG
    if foreign:
        return _FITS
    if not (before.isalpha() or after.isalpha()):
        return _FITS if letter in _LONE_LETTERS else _WRONG
    if not (_is_ascii_letter(before) or _is_ascii_letter(after)):
        return _WRONG  # Western words hold no three such letters in a row
    known = _KNOWN if letter in _LETTERS or (letter.islower() and before == "\n") else _COMMON
    return known if letter in _COMMON_LETTERS or letter in _LETTERS else _ODD


def _is_ascii_letter(char: str) -> bool:
    return char.isascii() and char.isalpha()
