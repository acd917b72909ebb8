"""Wide encodings without a mark, and what is no text at all."""

from __future__ import annotations

import gzip
import tomllib
import zlib
from pathlib import Path

import pytest

from transforms.encoding.wide_text import guess_wide_codec, looks_binary

CLEAN = tomllib.loads((Path(__file__).parent / "clean_texts.toml").read_text(encoding="utf-8"))
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0"


@pytest.mark.parametrize(
    "source",
    [
        PNG,
        b"\xff\xd8\xff\xe0\0\x10JFIF",
        b"GIF89a\x01\0\x01\0",
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj",
        b"PK\x03\x04\x14\0\x06\0",
        b"\x7fELF\x02\x01\x01" + b"\0" * 9,
        b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0\xb8\0\0\0\0\0\0\0@\0\0\0",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        gzip.compress(b"Brot und Butter" * 40, mtime=0),
        zlib.compress(bytes(range(256)) * 40),
        bytes(range(256)) * 4,
        b"\0" * 64,
    ],
)
def test_files_that_are_no_text_are_told(source: bytes) -> None:
    """Images, archives, programs, compressed and random bytes."""
    assert looks_binary(source)


@pytest.mark.parametrize("language", sorted(CLEAN))
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32-le"])
def test_text_is_no_binary(language: str, codec: str) -> None:
    """Every script in every Unicode encoding is text."""
    for text in CLEAN[language]:
        assert not looks_binary(text.encode(codec))


@pytest.mark.parametrize(
    "source",
    [
        b"",
        b"\n",
        b"MZ ist kein Programm.",
        b"BM ist die Abk\xfcrzung.",
        b"Ver\x02\nb\xfcndete \x02\nStaaten\x0c\nSeite 2\x0c\n" * 20,
        b"Gr\xfc\xdfe\0",
        b"\x1b[31mrot\x1b[0m\n" * 30,
        "ПоказательныйТекст".encode("cp1251"),
        "日本語".encode("shift_jis"),
    ],
)
def test_odd_text_is_no_binary(source: bytes) -> None:
    """Stray control characters, terminal colours, and old codecs make no binary."""
    assert not looks_binary(source)


@pytest.mark.parametrize("source", [b"", b"ab", b"Brot und Butter und so.", b"Bro\0t und Butter \0\0 so"])
def test_narrow_text_is_not_wide(source: bytes) -> None:
    """Latin text, with stray zero bytes too, is no UTF-16, though its pairs of bytes spell ideographs."""
    assert guess_wide_codec(source) is None


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_text_without_a_mark_is_told(codec: str) -> None:
    """The zero bytes of Latin text, the steady halves of other scripts."""
    assert guess_wide_codec("Brot und Käse für die Übung".encode(codec)) == codec
    assert guess_wide_codec("Вечерний хлеб".encode(codec)) == codec
    assert guess_wide_codec("Brot und Käse".encode(codec) + b"B") in {codec, codec.replace("32", "16")}
