"""Bytes of every codec become text, and the text gives the same bytes back."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.document import restore
from transforms.encoding.decoding import decode, decode_bytes

CLEAN = tomllib.loads((Path(__file__).parent / "clean_texts.toml").read_text(encoding="utf-8"))
CODECS = {
    "de": "cp1252 iso8859-15 mac-roman cp850",
    "de-CH": "cp1252 mac-roman cp850",
    "fr": "cp1252 mac-roman cp850 iso8859-15",
    "es": "cp1252 mac-roman cp850",
    "pt": "cp1252 mac-roman cp850",
    "it": "cp1252 mac-roman cp850",
    "sv": "cp1252 mac-roman cp850",
    "da": "cp1252 mac-roman cp850",
    "pl": "cp1250 iso8859-2",
    "cs": "cp1250 iso8859-2",
    "hu": "cp1250 iso8859-2",
    "hr": "cp1250",
    "tr": "cp1254",
    "ru": "cp1251 koi8-r cp866 iso8859-5",
    "uk": "cp1251 koi8-u",
    "el": "cp1253 iso8859-7",
    "ar": "cp1256",
    "he": "cp1255",
    "lt": "cp1257",
    "ja": "cp932 euc-jp",
    "zh": "gb18030",
    "ko": "cp949",
}
WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")


@pytest.mark.parametrize(
    ("language", "codec"),
    [(language, codec) for language, codecs in CODECS.items() for codec in codecs.split()],
)
def test_bytes_of_old_codecs_are_read(language: str, codec: str) -> None:
    """A paragraph, and often a line, is enough to tell the codec."""
    for text in [*CLEAN[language], "\n".join(CLEAN[language] * 2)]:
        source = text.encode(codec, "ignore")
        if not source.isascii():
            assert decode_bytes(source).text == source.decode(codec)


@pytest.mark.parametrize("language", sorted(CLEAN))
def test_unicode_is_read_with_and_without_a_mark(language: str) -> None:
    """UTF-8, UTF-16 and UTF-32 in every script, a byte order mark or none."""
    for text in [*CLEAN[language], "\n".join(CLEAN[language])]:
        assert decode_bytes(text.encode()) == (text, "utf-8", True)
        assert decode_bytes(text.encode("utf-8-sig")) == ("\ufeff" + text, "utf-8", True)
        for codec in WIDE:
            assert decode_bytes(("\ufeff" + text).encode(codec)) == ("\ufeff" + text, codec, True)
            assert decode_bytes(text.encode(codec)) == (text, codec, True)


@pytest.mark.parametrize("language", ["de", "de-CH", "fr", "es", "sv"])
def test_two_codecs_in_one_file_are_both_read(language: str) -> None:
    """Words in UTF-8 and in Windows-1252, in turn: the source is kept, for no codec gives it back."""
    for text in CLEAN[language]:
        words = [word.encode("cp1252" if n % 2 else "utf-8") for n, word in enumerate(text.split(" "))]
        source = b" ".join(words)
        document = decode(source)
        assert document.raw == text
        assert restore(document) == source


def test_stray_byte_in_utf8_does_not_spoil_it() -> None:
    """One byte of Windows-1252 in a page of UTF-8 is read as such."""
    page = ("Der Käse aus Mühlau schmeckt.\n" * 50).encode()
    assert decode_bytes(page + b"gr\xfcn").text.endswith("Mühlau schmeckt.\ngrün")


def test_sequence_cut_off_at_the_end_is_lost_and_no_more() -> None:
    """A file that ends within a character reads as UTF-8 to its end."""
    source = "Grüße aus Mühlau – schöne".encode() + b"\xe2\x80"
    document = decode(source)
    assert document.raw == "Grüße aus Mühlau – schöne\ufffd"
    assert restore(document) == source


def test_surrogate_pairs_written_as_two_sequences_are_read() -> None:
    """Old databases write emoji as six bytes."""
    source = "Grüße ".encode() + b"\xed\xa0\xbd\xed\xb8\x80"
    assert decode_bytes(source).text == "Grüße \U0001f600"


@pytest.mark.parametrize(
    "source", [b"Spa\xdf\x93 f\xfcr alle", b"der FP\xd6\x93, der \xd6VP", b"\xabGr\xfc\xdfe\xbb"]
)
def test_accidental_sequences_are_no_utf8(source: bytes) -> None:
    """Letters and quotation marks of Windows-1252 that spell UTF-8 by accident."""
    assert decode_bytes(source) == (source.decode("cp1252"), "cp1252", True)


def test_euro_sign_tells_latin9() -> None:
    """The byte A4 between numbers is the euro of Latin-9, not the currency sign of Windows-1252."""
    assert decode_bytes(b"F\xfcr 5 \xa4 bekommt man K\xe4se.").text == "Für 5 € bekommt man Käse."


def test_declared_codec_is_believed() -> None:
    """A page that names its codec knows best, unless it is UTF-8 after all."""
    page = '<?xml version="1.0" encoding="iso-8859-2"?><p>Łęczyn</p>'
    assert decode_bytes(page.encode("iso8859-2")).text == page
    assert decode_bytes(page.encode()).text == page


@pytest.mark.parametrize("name", ["base64", "punycode", "unicode_escape", "rot13", "nonsense", "utf-7"])
def test_declared_nonsense_is_ignored(name: str) -> None:
    """Only codecs of text are believed."""
    source = f"<meta charset={name}> ".encode() + "Über die Brücke".encode("cp1252")
    assert decode_bytes(source).text.endswith("Über die Brücke")


def test_bytes_that_mean_nothing_are_kept() -> None:
    """Bytes that Windows-1252 leaves undefined come back, too."""
    source = b"Gr\xfc\xdfe \x81\x8d\x8f\x90\x9d und \x1a"
    document = decode(source)
    assert document.source_bytes is None
    assert restore(document) == source


@pytest.mark.parametrize(
    "source", [b"", b"\0", b"\0" * 999, b"\n", b"\xff", b"\xff\xfe", b"\xfe\xff\0", b"\xef\xbb\xbf"]
)
def test_degenerate_input_is_read(source: bytes) -> None:
    """Nothing, next to nothing, and marks without text."""
    assert restore(decode(source)) == source


def test_what_is_known_is_kept() -> None:
    """What the caller knows goes into the document, and lines are split at line feeds alone."""
    document = decode(b"eins\r\nzw\xe4\x85", source_id="a.txt", publisher="Bote")
    assert (document.source_id, document.publisher) == ("a.txt", "Bote")
    assert [line.raw for line in document.lines] == ["eins\r", "zwä…"]


wide_text = st.text(max_size=60).map(lambda text: text.encode("utf-16-le", "surrogatepass"))
german_text = st.text(st.sampled_from("Aabe äöüÄÖÜß„“–\n."))


@given(st.binary(max_size=200) | wide_text)
def test_any_bytes_come_back(source: bytes) -> None:
    """No input fails; the source comes back, and its text can always be stored as UTF-8."""
    document = decode(source)
    assert restore(document) == source
    assert document.sha256 == hashlib.sha256(source).hexdigest()
    document.raw.encode("utf-8")


@given(german_text, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_unicode_is_never_stored_twice(text: str, codec: str) -> None:
    """A codec that gives the bytes back is enough."""
    assert decode(text.encode(codec)).source_bytes is None
