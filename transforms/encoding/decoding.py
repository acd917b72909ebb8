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

from transforms.document import Document, split_lines
from transforms.encoding.codec_guess import declared_codec, detected_codec, western_codec
from transforms.encoding.wide_text import guess_wide_codec

FALLBACK = "sloppy-windows-1252"
_NOTHING = Document(())  # copied and filled in, which costs half of making a document

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# Before quotation marks, Ö, Ü and ß of Windows-1252 (D6, DC, DF) spell pairs by accident: those are left out.
# A well-formed sequence of several bytes (Unicode 15, table 3-7), or a surrogate pair that an old Java
# or MySQL wrote as two sequences of three (CESU-8).
_SEQUENCE = re.compile(
    rb"""
    (?: [\xc2-\xd5\xd7-\xdb\xdd\xde][\x80-\xbf]
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


class Decoded(NamedTuple):
    """Text, the codec that gave it, and whether the codec gives the very same bytes back."""

    text: str
    encoding: str
    exact: bool = True


def decode(source: bytes, /, **known: object) -> Document:
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
    facts = {
        "encoding": encoding,
        "sha256": hashlib.sha256(source).hexdigest(),
        "source_bytes": None if exact else source,
        **known,
    }
    return _NOTHING.replace(lines=split_lines(text), **facts)


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
    for guess in (declared_codec, western_codec, detected_codec):
        codec = guess(source)
        if codec and (decoded := _decode_exactly(source, codec)):
            return decoded
    return _decode_exactly(source, "cp1252") or Decoded(_decode_sloppily(source), FALLBACK)


def _decode_sloppily(source: bytes, codec: str = FALLBACK) -> str:
    """The text by one of ftfy's codecs; few documents need them, and the others need not wait for ftfy."""
    import ftfy.bad_codecs  # noqa: F401  registers them

    return source.decode(codec)


def _decode_exactly(source: bytes, codec: str) -> Decoded | None:
    try:
        text = source.decode(codec)
        return Decoded(text, codec) if text.encode(codec) == source else None
    except UnicodeError:
        return None


# What UTF-8 spells in practice: Latin, Greek, Cyrillic, Hebrew and Arabic letters, quotation marks, dashes.
# In MacRoman, neighbours like «Ü spell the rare letters between by accident, and in cp866 whole syllables
# spell sequences of three.
_TELLING = re.compile(rb"[\xc2-\xc5\xce-\xd1\xd7-\xdb][\x80-\xbf]|\xe2[\x80-\x84][\x80-\xbf]")


def _is_mostly_utf8(source: bytes) -> bool:
    """Whether whole UTF-8 sequences are no accident among the bytes above 7F."""
    if not _SEQUENCE.search(source):
        return False
    long = sum(len(match[0]) > 2 for match in _SEQUENCE.finditer(source))
    evidence = long + sum(3 * (len(match[0]) - 1) for match in _TELLING.finditer(source))
    return evidence > 0 and evidence >= len(_HIGH.findall(_SEQUENCE.sub(b"", source)))


def _decode_mixed(source: bytes) -> Decoded:
    """UTF-8 where it is well formed, Windows-1252 between; a sequence cut off at the end is lost."""
    parts: list[str] = []
    end = 0
    for match in _SEQUENCE.finditer(source):
        between = source[end : match.start()]
        parts += (_decode_sloppily(between), _decode_sloppily(match[0], "utf-8-variants"))
        end = match.end()
    rest = source[end:]
    cut = _CUT_OFF.search(rest)
    parts.append(_decode_sloppily(rest[: cut.start()]) + "\ufffd" if cut else _decode_sloppily(rest))
    return Decoded("".join(parts), "utf-8", exact=False)
