"""Bytes to text: which codec wrote them, and how they can be given back.

Strict UTF-8 decides almost every document, at memory speed. What fails it is told apart by what
can be proven first (byte order marks, the zero bytes of UTF-16, whole UTF-8 sequences among single
bytes), by how well Western readings of the odd bytes fit their neighbours second, and by a
statistical detector last. Windows-1252 in its sloppy form, in which every byte means something,
is the end of the line: no input fails.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from typing import NamedTuple

import cchardet
import ftfy.bad_codecs  # noqa: F401  registers sloppy-windows-1252 and utf-8-variants

from transforms.document import Document, Line
from transforms.wide_text import guess_wide_codec

FALLBACK = "sloppy-windows-1252"

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# One well-formed sequence of several bytes (Unicode 15, table 3-7), or a surrogate pair that an old Java
# or MySQL wrote as two sequences of three (CESU-8).
_SEQUENCE = re.compile(
    rb"""
    (?: [\xc2-\xdf][\x80-\xbf]
      | \xe0[\xa0-\xbf][\x80-\xbf]
      | [\xe1-\xec\xee\xef][\x80-\xbf]{2}
      | \xed[\x80-\x9f][\x80-\xbf]
      | \xf0[\x90-\xbf][\x80-\xbf]{2}
      | [\xf1-\xf3][\x80-\xbf]{3}
      | \xf4[\x80-\x8f][\x80-\xbf]{2}
      | \xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf]
    )+
    """,
    re.VERBOSE,
)
_HIGH = re.compile(rb"[\x80-\xff]")
_CUT_OFF = re.compile(rb"(?:[\xc2-\xf4]|[\xe0-\xf4][\x80-\xbf]|[\xf0-\xf4][\x80-\xbf]{2})\Z")
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
_WESTERN = ("cp1252", "iso8859-15", "mac-roman", "cp850")
_SURE = 0.69  # the detector's confidence from which it was right on every language tried but German


class Decoded(NamedTuple):
    """Text, the codec that gave it, and whether the codec gives the very same bytes back."""

    text: str
    encoding: str
    exact: bool = True


def decode(source: bytes, **known: object) -> Document:
    r"""The document that these bytes spell, split at ``\n`` alone; no input fails.

    A byte order mark stays in the first line's ``raw``. ``source_bytes`` is kept only where the codec
    cannot give the source back: two codecs in one file, or malformed UTF-16.

    >>> page = decode("Käse\nBrot".encode("utf-16"))
    >>> page.encoding, page.lines[0].raw
    ('utf-16-le', '\ufeffKäse')
    >>> decode(b"K\xe4se").encoding, decode(b"K\xc3\xa4se f\xfcr alle").lines[0].raw
    ('cp1252', 'Käse für alle')
    """
    text, encoding, exact = decode_bytes(source)
    return Document(
        lines=tuple([Line(raw, raw) for raw in text.split("\n")]),
        **{  # type: ignore[arg-type]
            "encoding": encoding,
            "sha256": hashlib.sha256(source).hexdigest(),
            "source_bytes": None if exact else source,
            **known,
        },
    )


def decode_bytes(source: bytes) -> Decoded:
    """The text, the codec, and whether the codec undoes it."""
    for mark, codec in _MARKS:
        if source.startswith(mark):
            return _decode_marked(source, codec)
    if b"\0" in source and (wide := guess_wide_codec(source)):
        return _decode_leniently(source, wide)
    try:
        return Decoded(source.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _decode_doubtful(source)


def _decode_marked(source: bytes, codec: str) -> Decoded:
    if codec == "utf-8":
        try:
            return Decoded(source.decode(codec), codec)
        except UnicodeDecodeError:
            return _decode_mixed(source)
    if codec == "utf-32-le" and len(source) % 4:
        codec = "utf-16-le"  # UTF-16 whose first character is U+0000
    return _decode_leniently(source, codec)


def _decode_leniently(source: bytes, codec: str) -> Decoded:
    try:
        return Decoded(source.decode(codec), codec)
    except UnicodeDecodeError:
        return Decoded(source.decode(codec, "replace"), codec, exact=False)


def _decode_doubtful(source: bytes) -> Decoded:
    if _is_mostly_utf8(source):
        return _decode_mixed(source)
    if wide := guess_wide_codec(source):
        return _decode_leniently(source, wide)
    for guess in (_declared_codec, _western_codec, _detected_codec):
        codec = guess(source)
        if codec and (decoded := _decode_exactly(source, codec)):
            return decoded
    return _decode_exactly(source, "cp1252") or Decoded(source.decode(FALLBACK), FALLBACK)


def _decode_exactly(source: bytes, codec: str) -> Decoded | None:
    try:
        text = source.decode(codec)
        return Decoded(text, codec) if text.encode(codec) == source else None
    except UnicodeError:
        return None


def _is_mostly_utf8(source: bytes) -> bool:
    """Whether whole UTF-8 sequences are no accident among the bytes above 7F.

    Windows-1252 spells one by accident now and then (``ß“`` is DF 93), never as often as it fails to.
    """
    sequences = sum(1 for _ in _SEQUENCE.finditer(source))
    strays = len(_HIGH.findall(_SEQUENCE.sub(b"", source))) if sequences else 1
    return sequences * 3 >= strays


def _decode_mixed(source: bytes) -> Decoded:
    """UTF-8 where it is well formed, Windows-1252 between; a sequence cut off at the end is lost."""
    parts: list[str] = []
    end = 0
    for match in _SEQUENCE.finditer(source):
        parts += (source[end : match.start()].decode(FALLBACK), match[0].decode("utf-8-variants"))
        end = match.end()
    rest = source[end:]
    cut = _CUT_OFF.search(rest)
    parts.append(rest[: cut.start()].decode(FALLBACK) + "\ufffd" if cut else rest.decode(FALLBACK))
    return Decoded("".join(parts), "utf-8", exact=False)


def _declared_codec(source: bytes) -> str | None:
    """The codec that the page names for itself, where Python knows it."""
    match = _DECLARED.search(source, 0, 2048)
    if not match:
        return None
    codec = _canonical(match[1].decode("ascii"), source)
    return None if codec is None or codec.startswith("utf") else codec


def _detected_codec(source: bytes) -> str | None:
    guess = cchardet.detect(_odd_lines(source))
    if not guess["encoding"] or (guess["confidence"] or 0) < _SURE:
        return None
    return _canonical(guess["encoding"], source)


def _canonical(name: str, source: bytes) -> str | None:
    """Python's name of a codec, or of the superset that its bytes are read with in practice."""
    try:
        codec = codecs.lookup("cp949" if name == "UHC" else name).name
    except LookupError:
        return None
    codec = _SUPERSETS.get(codec, codec)
    return _WITH_C1_PRINTED.get(codec, codec) if _C1.search(source) else codec


def _odd_lines(source: bytes, most: int = 1 << 16) -> bytes:
    """A sample for the judges: the lines that hold bytes above 7F, from the whole length."""
    if len(source) <= most:
        return source
    odd = re.findall(rb"[^\n]{0,400}[\x80-\xff][^\n]{0,400}", source)
    step = max(1, len(odd) * 400 // most)
    return b"\n".join(odd[::step])[:most]


# -- Western codecs, by how each reading fits its neighbours ---------------------------------------------

_GERMAN = frozenset("äöüÄÖÜßé")
_WESTERN_LETTERS = frozenset("äöüÄÖÜßéèêëáàâçñóôíîïúùûåøæœÉÈÀÇÅØÆ")
_AROUND = re.compile(r"(?s)(?<=(.))?([^\x00-\x7f])(?=(.))?")
_QUOTES, _SIGNS = frozenset("„“”‚‘«»‹›"), frozenset("•·§©®°€½²³")
_COMMON, _FITS, _ODD, _WRONG = 3.0, 1.0, 0.0, -2.0


def _western_codec(source: bytes) -> str | None:
    """The Western codec whose reading of the odd bytes fits its neighbours, or None where none does."""
    sample = _odd_lines(source)
    best, codec = max((_western_fit(sample, name), -rank) for rank, name in enumerate(_WESTERN))
    name = _WESTERN[-codec]
    if best >= 2.5 or (best >= 1.0 and _reads_german(sample.decode(name, "replace"))):
        return name
    guess = cchardet.detect(sample)
    foreign = _canonical(guess["encoding"] or "ascii", source) not in {*_WESTERN, None}
    if best < 0.5 or (foreign and (guess["confidence"] or 0) >= _SURE):
        return None
    return name


def _reads_german(text: str) -> bool:
    return all(letter in _GERMAN for letter in text if letter.isalpha() and not letter.isascii())


def _western_fit(sample: bytes, codec: str) -> float:
    text = sample.decode(codec, "replace")
    marks = [_fit(*match.groups(" ")) for match in _AROUND.finditer(text)][:2000]
    return sum(marks) / len(marks) if marks else 0.0


def _fit(before: str, char: str, after: str) -> float:
    """How well a character fits its neighbours: -2 for a wrong reading to 3 for a common letter in a word."""
    if char.isalpha():
        return _letter_fit(before, char, after)
    inside_number_or_word = before.isalnum() and after.isalnum()
    inside_word = before.isalpha() and after.isalpha()
    fits = (
        char in "’–—…\xa0\xad"
        or (char in _QUOTES and not inside_number_or_word)
        or (char in _SIGNS and not inside_word)
    )
    return _FITS if fits else _WRONG


def _letter_fit(before: str, letter: str, after: str) -> float:
    if not (before.isalpha() or after.isalpha()):
        return _FITS if letter in "àéÀÉåÅøæ" else _WRONG  # words of one letter
    if letter.isupper() and before.islower():
        return _WRONG
    if letter.islower() and letter != "ß" and before.isupper() and after.isupper():
        return _WRONG
    return _COMMON if letter in _WESTERN_LETTERS else _ODD
