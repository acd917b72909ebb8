"""Text that was decoded with the wrong codec: found and put right, line by line.

ftfy does most of it, and knows the codecs of Windows, MacRoman and cp437. What it does not know is added
here: UTF-8 read as cp850 (consoles and old databases) or as Latin-9, and lines that are wrong only in part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import ftfy.bad_codecs  # noqa: F401  registers sloppy-windows-1252
from ftfy import TextFixerConfig, fix_encoding
from ftfy.badness import BADNESS_RE

from transforms.encoding.clean_text import is_clean
from transforms.encoding.glance import SIEVE

_COMMON_FINDING = re.compile("[Ãâ](?:(?<=Ã)[¤¶¼Ÿ„–œ]|(?<=â)€)")  # ä ö ü ß Ä Ö Ü, quotation marks, dashes
_LONGEST_FINDING = 7  # characters that its longest alternative matches
_CONFIG = TextFixerConfig(explain=False)
_WINDOWS = "sloppy-windows-1252"
_LOSSY = re.compile("[\x1a\xed\ufffd]")  # characters that ftfy does more about than to reread them

# German quotes »so«, Swedish ”so”: what closes elsewhere opens here, and ftfy finds it odd before a capital.
_OPENS_WORD = re.compile(r"(?<![^\s(\[/–—-])[»›”](?=\w)")


def looks_mojibake(text: str) -> bool:
    """Whether some of the text seems to be wrongly decoded still.

    >>> looks_mojibake("Das kostet fÃ¼nf Euro"), looks_mojibake("„Übermäßig“ – »Ärger« heißt es")
    (True, False)
    """
    if _COMMON_FINDING.search(text):
        return True
    if not is_bad(text):
        return False
    opened = _OPENS_WORD.sub("„", text)
    return opened == text or is_bad(opened)


def is_bad(text: str) -> bool:
    """The same as `ftfy.badness.is_bad`, which reads every character; this one those around the sieve's findings.

    >>> is_bad("Das kostet fÃ¼nf Euro"), is_bad("Übermäßig")
    (True, False)
    """
    if text.isascii():
        return False
    return any(BADNESS_RE.search(text, start, end) for start, end in _suspected_spans(text))


def _suspected_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where a finding can lie: around each of the sieve's, or around several next to each other."""
    start = end = -1
    for match in SIEVE.finditer(text):
        first, last = max(0, match.start() - _LONGEST_FINDING), match.end() + _LONGEST_FINDING
        if first > end >= 0:
            yield start, end
        if first > end:
            start = first
        end = last
    if end >= 0:
        yield start, end


def repair_mojibake(text: str) -> str:
    """Undo wrong decoding, twice over and in parts of a line too; other text comes back as it is.

    >>> repair_mojibake("FÃ¼r die GrÃƒÂ¶ÃŸe der KÃ¤se â€“ und für Brot")
    'Für die Größe der Käse – und für Brot'
    >>> repair_mojibake("F├╝r ÔÇ×K├ñseÔÇ£"), repair_mojibake("MÃ€dchen wÃŒrden")
    ('Für „Käse“', 'Mädchen würden')
    >>> repair_mojibake("ÑÝÄ $ÚÄMÌ, 5×£35, C Ã O")
    'ÑÝÄ $ÚÄMÌ, 5×£35, C Ã O'
    """
    if text.isascii() or not SIEVE.search(text):
        return text
    text = _LOST_SZ.sub("ß", _repair_latin9(_repair_console(text)))
    if looks_mojibake(text):
        text = _fix_encoding(text)
    if "√" in text:
        text = _MAC_ROMAN.sub(_as_mac_roman, text)
    text = _LEFT_OVER.sub(_as_windows, text)
    return _CAPITAL_UMLAUT.sub(_as_umlaut, _repair_eastern(text)) if "Ă" in text else text


def _repair_eastern(text: str) -> str:
    """The text without what ISO 8859-16 and Windows-1250, guesses of some scrapers, made of UTF-8's small umlauts.

    ß may have lost a byte.
    """
    repaired = _EASTERN.sub(lambda pair: _EASTERN_LETTERS[pair[0]], text)
    return text if repaired == text else _EASTERN_SZ.sub("ß", repaired)


def _fix_encoding(text: str) -> str:
    """The same as `ftfy.fix_encoding`, in a tenth of its time where lines were decoded wrongly as a whole."""
    while True:
        reread = text if _LOSSY.search(text) else _reread_whole(text)
        if reread == text:
            return fix_encoding(text, _CONFIG)
        text = reread
        if is_clean(text) or not is_bad(text):
            return text


def _reread_whole(text: str) -> str:
    reread = _reread(text, "latin-1")
    return _reread(text, _WINDOWS) if reread == text else reread


# A second byte that was unprintable and got lost belongs to a capital, or to ß: the only small letter there.
_LOST_SZ = re.compile("Ã(?<=[a-zäöü]Ã)[?\ufffd](?=[a-zäöü])")


# -- UTF-8 read as cp850 or cp437 ------------------------------------------------------------------------


def _any_of(codec: str, some: bytes, but: str = "") -> str:
    """A character class of what the codec makes of some bytes."""
    return "[" + re.escape("".join(char for char in some.decode(codec) if char not in but)) + "]"


_TRAILING = bytes(range(0x80, 0xC0))
_TYPOGRAPHIC = b"\x80\x82\x84\x86\x88\x89\x99"  # second bytes of quotation marks, €, ™, arrows, signs
_FIRST_OF_THREE = b"\xe2"

# Boxes are what these codecs make of the first bytes C2 to C5, and Ô or Γ of E2.
_CONSOLE = {
    codec: re.compile(
        rf"(?:(?<![─═])[┬├┼─]{_any_of(codec, _TRAILING)}"
        rf"|{_any_of(codec, _FIRST_OF_THREE)}{_any_of(codec, _TYPOGRAPHIC)}{_any_of(codec, _TRAILING)})+"
    )
    for codec in ("cp850", "cp437")
}
_BOX = re.compile("[\u2500-\u257fÔΓ]")
_CONSOLES = ("cp850", "cp437", "cp866", "cp852")
_NO_ASCII_LETTER = re.compile(r"(?![\x00-\x7f])[^\W\d_]")
_TYPOGRAPHY = re.compile("[«»\u2010-\u2044\u20ac\u2122]")


def _repair_console(text: str) -> str:
    """Where boxes stand beside letters, or ``ÔÇ`` for typographic marks, read the bytes as UTF-8.

    Drawings are spared: their boxes stand beside blanks and each other.
    """
    if not _BOX.search(text):
        return text
    for codec in _CONSOLES:
        reread = _reread(text, codec)
        if reread != text and _NO_ASCII_LETTER.search(reread):
            return reread
    codec = max(_CONSOLE, key=lambda codec: sum(map(len, _CONSOLE[codec].findall(text))))
    if not any(_is_console_mojibake(match, codec) for match in _CONSOLE[codec].finditer(text)):
        return text
    return _CONSOLE[codec].sub(lambda match: _reread(match[0], codec), text)


def _is_console_mojibake(match: re.Match[str], codec: str) -> bool:
    if match[0][0] == "─":
        return False
    around = match.string[max(0, match.start() - 1) : match.start()] + match.string[match.end() :][:1]
    reread = _reread(match[0], codec)
    return reread != match[0] and (
        re.search(r"\w", around) is not None or _TYPOGRAPHY.match(reread) is not None
    )


def _reread(text: str, codec: str) -> str:
    """The text as UTF-8 where the codec's bytes for it are UTF-8, else as it was."""
    try:
        return text.encode(codec).decode("utf-8")
    except UnicodeError:
        return text


# -- UTF-8 read as Latin-9 -------------------------------------------------------------------------------

# C1 controls tell that the codec was of ISO 8859, for Windows prints these bytes; then € and its like give
# Latin-9 away. Without controls: ä and ü are Ã€ and ÃŒ, which Windows-1252 uses for À and Ì, capitals that do
# not stand within a word of small letters, nor before them.
_C1, _NOT_LATIN1 = re.compile("[\x80-\x9f]"), re.compile("[€ŒœŠšŽžŸ]")
_LATIN9 = re.compile(r"(?:(?<=[a-zäöüß])|(?<!\w)(?=Ã.[a-zß]{2}))(?:Ã€|ÃŒ)|(?<=[A-ZÄÖÜ])(?:Ã€|ÃŒ)(?=[a-zß])")


def _repair_latin9(text: str) -> str:
    if _C1.search(text) and _NOT_LATIN1.search(text):
        text = _reread(text, "iso8859-15")
    if "Ã€" not in text and "ÃŒ" not in text:
        return text
    return _LATIN9.sub(lambda match: "ä" if match[0] == "Ã€" else "ü", text)


# -- what ftfy leaves where only part of a line is wrong ---------------------------------------------------

# Ã, Ä, Å and È are capitals, and none stands after a small letter, nor before a sign that a word follows.
# Quotation marks and dashes may follow the letter that an author writes of: “Ã”.
_SIGN = _any_of(_WINDOWS, _TRAILING, but="„“”‚‘’–—…«» ·°²³×±")
_LEFT_OVER = re.compile(
    rf"""
    [ÃÄÅÈ] (?:  # first, so that the search can skip to it
        (?<=[a-zß-öø-ſ].){_any_of(_WINDOWS, _TRAILING)}
      | (?<=Ã)(?<![A-ZÀ-Þ].)(?:{_SIGN}|{_any_of(_WINDOWS, _TRAILING)}(?=[a-z]))
      | (?<=[ÄÅ])(?<!\w.){_SIGN}(?=[a-z]{{2}})
    )
    """,
    re.VERBOSE,
)


def _as_windows(match: re.Match[str]) -> str:
    return _reread(match[0], _WINDOWS)


# What ftfy finds nothing odd about where it stands alone: UTF-8 as MacRoman reads it, and capital umlauts as
# Windows-1250 does. Roots in formulas are spared: no word of small letters goes on behind them.
_MAC_ROMAN = re.compile(
    r"(?<=[A-Za-z])√[§∂ºü©®†](?=[a-z]|[^\w√]|\Z)|(?<!\w)√[ÑñúâÄÅÇÉ§∂ºü©®†](?=[a-z]{2}|[A-Z]{2})"
)
_UMLAUTS = {"Ă„": "Ä", "Ă–": "Ö", "Ăś": "Ü"}
_EASTERN_LETTERS = {"Ă€": "ä", "Ă¤": "ä", "Ă¶": "ö", "ĂŒ": "ü", "ĂĽ": "ü", "Ăź": "ß"}
_EASTERN = re.compile("|".join(_EASTERN_LETTERS))
_EASTERN_SZ = re.compile("(?<=[a-zäöü])Ă[\x9f\ufffd]?(?=[a-zäöü]|\\b)")
_CAPITAL_UMLAUT = re.compile(rf"(?<!\w)(?:{'|'.join(_UMLAUTS)})(?=[A-Za-z])")


def _as_mac_roman(match: re.Match[str]) -> str:
    return _reread(match[0], "mac-roman")


def _as_umlaut(match: re.Match[str]) -> str:
    return _UMLAUTS[match[0]]
