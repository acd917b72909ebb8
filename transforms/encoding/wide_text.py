"""UTF-16 and UTF-32 without a byte order mark, and whether bytes are text at all."""

from __future__ import annotations

import codecs
import re

_SAMPLE = 1 << 16
_TEXT_CONTROLS = b"\x02\t\n\x0b\x0c\r\x1a\x1b"  # U+0002 is PDFium's hyphen
_CONTROLS = bytes(byte for byte in range(32) if byte not in _TEXT_CONTROLS)

# What files begin with that hold few control characters, or none, near their start.
_MAGIC = (
    b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b",
    b"BZh9", b"\xfd7zXZ\0", b"7z\xbc\xaf\x27\x1c", b"\x28\xb5\x2f\xfd", b"Rar!\x1a\x07", b"\x7fELF", b"PAR1",
    b"\xd0\xcf\x11\xe0", b"SQLite format 3\0", b"OggS", b"ID3", b"fLaC", b"RIFF", b"{\\rtf", b"%!PS-Adobe",
    b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\0asm", b"wOFF", b"wOF2", b"II*\0", b"MM\0*",
)  # fmt: skip
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)

# Letters, digits, punctuation and signs of the scripts that news is written in. Compiled when a text needs it, as
# few do: to compile these three takes longer than to clean a page.
_WRITTEN = (
    "[\t\n\r\x20-\x7e\xa0-\u024f\u0370-\u03ff\u0400-\u052f\u0531-\u0587\u0590-\u06ff\u0900-\u0dff\u0e00-\u0e5f"
    "\u10a0-\u10ff\u1e00-\u1fff\u200b-\u206f\u20a0-\u20bf\u2100-\u27bf\u3000-\u30ff\uac00-\ud7a3\ufe0f"
    "\uff01-\uffee\U0001f300-\U0001faff]"
)
_IDEOGRAPH = "[\u4e00-\u9fff]"
_CJK_MARK = "[\u3000-\u30ff\uac00-\ud7a3\uff01-\uff5e\n]"


def guess_wide_codec(source: bytes) -> str | None:
    r"""The UTF-16 or UTF-32 codec that wrote these bytes without a mark, or None.

    Latin text shows in its zero bytes, every second one; other scripts in that one byte order reads as
    letters of known scripts throughout and the other does not.

    >>> guess_wide_codec("Brot und Käse".encode("utf-16-be"))
    'utf-16-be'
    >>> guess_wide_codec("Вечерний хлеб, сыр.".encode("utf-16-le"))
    'utf-16-le'
    >>> guess_wide_codec(b"Brot\0 und Butter") is None
    True
    """
    sample = source[: _SAMPLE if len(source) > _SAMPLE else len(source) & ~1]
    if len(sample) < 4 or not _has_controls(sample):
        return None
    if len(sample) >= 8 and (four := _guess_utf32(sample)):
        return four
    little, big = _written_share(sample, "utf-16-le"), _written_share(sample, "utf-16-be")
    if max(little, big) < 0.95 or abs(little - big) < 0.1:
        return None
    return "utf-16-le" if little > big else "utf-16-be"


def looks_binary(source: bytes) -> bool:
    r"""Whether the bytes are an image, an archive, a program …, and no text in any encoding.

    A few stray control characters, as PDF extractors leave them, make no binary.

    >>> looks_binary(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), looks_binary("Käse".encode("utf-16"))
    (True, False)
    >>> looks_binary(b""), looks_binary(b"Ver\x02\nb\xfcndet")
    (False, False)
    """
    if source.startswith(_MARKS):
        return False
    if source.startswith(_MAGIC):
        return True
    sample = source[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    few = controls <= 3 and sample.count(b"\0") <= 1
    if few or (controls * 20 <= len(sample) and b"\0\0\0\0" not in sample):
        return False
    return guess_wide_codec(source) is None


def _has_controls(sample: bytes) -> bool:
    return len(sample.translate(None, _CONTROLS)) != len(sample)


def _guess_utf32(sample: bytes) -> str | None:
    whole = sample[: len(sample) & ~3]
    for codec, zeros in (("utf-32-le", 3), ("utf-32-be", 0)):
        if not whole[zeros::4].strip(b"\0") and _written_share(whole, codec) >= 0.95:
            return codec
    return None


def _written_share(sample: bytes, codec: str) -> float:
    """The share of characters that belong to written text; ideographs only count among other CJK signs.

    Pairs of Latin letters read as ideographs, so that ideographs alone prove nothing.
    """
    text = sample.decode(codec, "replace").removesuffix("\ufffd")
    written = len(re.findall(_WRITTEN, text))
    ideographs = len(re.findall(_IDEOGRAPH, text))
    if ideographs and len(re.findall(_CJK_MARK, text)) * 40 >= ideographs:
        written += ideographs
    return written / len(text) if text else 0.0
