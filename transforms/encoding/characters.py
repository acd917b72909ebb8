"""Characters that no reader sees or means: entities, ligatures, soft hyphens, odd blanks, invisible marks.

Each function repairs one defect in one line and gives a line without it back unchanged. They know
nothing of documents; `transforms.encoding.repair` puts them in order.
"""

from __future__ import annotations

import re
import unicodedata

_TAG = re.compile(r"<[A-Za-z/!][^<>]{0,200}>")
_ESCAPED_AMPERSANDS = re.compile(r"&(?:amp;|#38;|#x26;)+(?=(#?[0-9A-Za-z]{1,24};)?)", re.IGNORECASE)
_UNENDED_UMLAUT = re.compile(r"&([aouAOU]uml|szlig)(?![;=0-9])")


def decode_entities(text: str) -> str:
    r"""Turn HTML entities into their characters, however often they were escaped.

    Spares lines that hold a tag, for those are HTML and mean their entities, and names without a
    semicolon (but umlauts), for ``AT&T`` and the parameters of URLs look the same.

    >>> decode_entities("K&auml;se &amp;amp; Brot f&uumlr 2&nbsp;&euro;")
    'Käse & Brot für 2\xa0€'
    >>> decode_entities("Mit &lt;br&gt; bricht man um, mit &amp;nbsp; nicht.")
    'Mit <br> bricht man um, mit &nbsp; nicht.'
    >>> decode_entities("<b>Käse &amp; Brot</b> this&not that")
    '<b>Käse &amp; Brot</b> this&not that'
    """
    if "&" not in text or _TAG.search(text):
        return text
    if "&lt;" not in text:
        text = _ESCAPED_AMPERSANDS.sub(_unescape_ampersands, text)
    from ftfy.fixes import unescape_html  # here and below: pages without defects need not wait for ftfy

    return unescape_html(_UNENDED_UMLAUT.sub(r"&\1;", text))


def _unescape_ampersands(match: re.Match[str]) -> str:
    """All levels at once: one by one, a long line of them would take the square of its length."""
    from ftfy.chardata import HTML_ENTITIES

    entity = match[1]
    if entity and (entity[0] == "#" or f"&{entity}" in HTML_ENTITIES):
        return "&"
    return "&"


_LETTERS_JOINED = str.maketrans(  # as ftfy has them, but for ŉ, which Afrikaans writes
    {
        "Ĳ": "IJ",
        "ĳ": "ij",
        "Ǆ": "DŽ",
        "ǅ": "Dž",
        "ǆ": "dž",
        "Ǉ": "LJ",
        "ǈ": "Lj",
        "ǉ": "lj",
        "Ǌ": "NJ",
        "ǋ": "Nj",
    }
    | {"ǌ": "nj", "Ǳ": "DZ", "ǲ": "Dz", "ǳ": "dz", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"}
    | {"ﬅ": "ſt", "ﬆ": "st"}
)
_LIGATURE = re.compile("[" + "".join(map(chr, _LETTERS_JOINED)) + "]")


def split_ligatures(text: str) -> str:
    """Write a typesetter's ligatures as the letters they join; ``æ``, ``œ`` and ``ß`` are letters.

    >>> split_ligatures("Eﬃzienz: Cæsar aß Bœuf")
    'Effizienz: Cæsar aß Bœuf'
    """
    return text.translate(_LETTERS_JOINED) if _LIGATURE.search(text) else text


# Marks that normalization puts in order; long runs, which no language writes, take the square of their size.
_RUN_OF_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0e38-\u0e4b"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f]{100}"
)


def compose(text: str) -> str:
    r"""Write letters with accents as one character where Unicode has it (NFC).

    >>> len("Ka\u0308se"), len(compose("Ka\u0308se"))
    (5, 4)
    """
    if unicodedata.is_normalized("NFC", text) or _RUN_OF_MARKS.search(text):
        return text
    return unicodedata.normalize("NFC", text)


_SOFT_HYPHEN_LAST = re.compile(r"(?<=[^\W\d_])\xad+(?=\s*\Z)")


def resolve_soft_hyphens(text: str) -> str:
    r"""Drop soft hyphens; one that ends the line was printed, and stays as a hyphen.

    >>> resolve_soft_hyphens("Zu\xadschau\xader")
    'Zuschauer'
    >>> resolve_soft_hyphens("das Haus der Bürger\xad")
    'das Haus der Bürger-'
    """
    if "\xad" not in text:
        return text
    return _SOFT_HYPHEN_LAST.sub("-", text).replace("\xad", "")


_PRINTED_HYPHEN = re.compile(r"(?<=[^\W\d_])[\x02\ufffe](?P<inside>(?=[a-zäöüß]))?(?=\w|\s|\Z)")


def resolve_printed_hyphens(text: str) -> str:
    r"""Read the marks that PDFium leaves where a line ended in a hyphen (U+0002, U+FFFE).

    Before a small letter the word goes on; before a capital, and at the end, the hyphen stays.

    >>> resolve_printed_hyphens("die Ver\x02bündeten der NATO\x02Staaten im Bünd\x02")
    'die Verbündeten der NATO-Staaten im Bünd-'
    """
    if "\x02" not in text and "\ufffe" not in text:
        return text
    return _PRINTED_HYPHEN.sub(lambda match: "-" if match["inside"] is None else "", text)


_BREAK = "\x0b\x0c\r\n\x1c-\x1e\u2028\u2029"
_CONTROL = "\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\ufff9-\ufffc\ufffe\uffff\ufdd0-\ufdef\U000e0000-\U000e0001"
_BREAKS, _CONTROLS = re.compile(f"[{_BREAK}]+"), re.compile(f"[{_CONTROL}]")
_CONTROL_OR_BREAK = re.compile(f"[{_CONTROL}{_BREAK}]")


def remove_control_characters(text: str) -> str:
    r"""Drop control characters and terminal colours; breaks within a line become blanks, tabs stay.

    >>> remove_control_characters("Brot\x00 und\x0cK\u2028äse\t\x1b[31m2 Euro\x1b[0m")
    'Brot und K äse\t2 Euro'
    """
    if not _CONTROL_OR_BREAK.search(text):
        return text
    if "\x1b" in text:
        from ftfy.fixes import remove_terminal_escapes

        text = remove_terminal_escapes(text)
    return _CONTROLS.sub("", _BREAKS.sub(" ", text))


def has_control_characters(text: str) -> bool:
    r"""Whether control characters or breaks other than tabs are left in the text.

    >>> has_control_characters("Brot\tund Butter"), has_control_characters("Brot\x07")
    (False, True)
    """
    return _CONTROL_OR_BREAK.search(text) is not None


# -- invisible marks -------------------------------------------------------------------------------------

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_JOINING = "\u0600-\u08ff\u0900-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufefc"  # scripts that need ZWJ, ZWNJ
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # scripts that mark the ends of words with U+200B
_PICTURE = "\u00a9\u00ae\u2190-\u2bff\u3030\u303d\ufe0f\U0001f000-\U0001faff\U000e0020-\U000e007f"
_MEANT = rf"""
    (?<=[{_JOINING}])[\u200c\u200d] | [\u200c\u200d](?=[{_JOINING}])
  | (?<=[{_PICTURE}])\u200d(?=[{_PICTURE}])
  | (?<=[{_UNSPACED}])\u200b(?=[{_UNSPACED}])
"""
_INVISIBLE = re.compile(
    rf"(?P<meant>{_MEANT}) | [\u180e\u200b-\u200d\u2060-\u2064\u206a-\u206f\ufeff{_BIDI}]", re.VERBOSE
)
_INVISIBLE_BUT_BIDI = re.compile(
    rf"(?P<meant>{_MEANT}) | [\u180e\u200b-\u200d\u2060-\u2064\u206a-\u206f\ufeff]", re.VERBOSE
)
_ANY_INVISIBLE = re.compile(rf"[\u180e\u200b-\u200d\u2060-\u2064\u206a-\u206f\ufeff{_BIDI}]")


def remove_invisible_marks(text: str) -> str:
    r"""Drop zero-width characters, byte order marks and marks of direction.

    Spares what scripts need: joiners beside Arabic, Persian and Indic letters and within emoji, word ends
    in Thai and Khmer, marks of direction on lines that hold right-to-left letters.

    >>> remove_invisible_marks("\ufeffZu\u200bschauer\u200e")
    'Zuschauer'
    >>> persian = "می\u200cخواهم"
    >>> remove_invisible_marks(persian) == persian
    True
    """
    if not _ANY_INVISIBLE.search(text):
        return text
    pattern = _INVISIBLE_BUT_BIDI if _RIGHT_TO_LEFT.search(text) else _INVISIBLE
    return pattern.sub(lambda match: match["meant"] or "", text)


# -- blanks ----------------------------------------------------------------------------------------------

_ODD_BLANK = re.compile("[\xa0\u1680\u2000-\u200a\u202f\u205f]")
_NARROW = "\xa0\u2009\u202f"
_FRENCH_BEFORE = re.compile(r"(?<![\w.,!?…])[«‹]\Z")  # and no closing mark of German »quotes«
_FRENCH_AFTER = re.compile(r"[»›](?!\w)|[;:!?]+(?:[\s»›\"'”’)]|\Z)")
_SIGNS_AFTER_NUMBERS = "%‰€$£°"
_HALF_LETTER = re.compile(r"(?<=[^\W\d_][ÃÄÅ])\xa0")  # à, Ġ, Š in UTF-8, if it was read as Windows-1252


def normalize_blanks(text: str) -> str:
    r"""Make no-break spaces, thin spaces and their like plain blanks.

    Spares what typography asks for where a reader would miss it: French spacing inside guillemets and
    before ``; : ! ?``, narrow blanks that group digits, and on lines spaced the French way the blanks
    between numbers and their signs. A no-break space behind a word's Ã, Ä or Å may be half of a letter, which
    nobody can prove: the clue stays. The ideographic space belongs to its script.

    >>> normalize_blanks("am\xa01.\xa0Mai um 9\xa0Uhr")
    'am 1. Mai um 9 Uhr'
    >>> french = "«\xa0Vraiment\u202f?\xa0» 20\xa0% de plus"
    >>> normalize_blanks(french) == french
    True
    """
    if not _ODD_BLANK.search(text):
        return text
    french = any(map(_is_french, _ODD_BLANK.finditer(text)))
    if not (french or "\u2009" in text or "\u202f" in text or _HALF_LETTER.search(text)):
        return _ODD_BLANK.sub(" ", text)
    return _ODD_BLANK.sub(lambda match: match[0] if _is_meant(match, french) else " ", text)


def _is_french(match: re.Match[str]) -> bool:
    """Whether the blank stands inside guillemets or before a mark that French sets apart."""
    if match[0] not in _NARROW:
        return False
    text, start, end = match.string, match.start(), match.end()
    return _FRENCH_BEFORE.search(text, max(0, start - 2), start) is not None or (
        _FRENCH_AFTER.match(text, end) is not None
    )


def _is_meant(match: re.Match[str], french: bool) -> bool:
    before = match.string[max(0, match.start() - 1) : match.start()]
    after = match.string[match.end() : match.end() + 1]
    if before.isdigit() and after.isdigit():
        return match[0] in "\u2009\u202f" or (french and match[0] == "\xa0")
    if french and before.isdigit() and after and after in _SIGNS_AFTER_NUMBERS:
        return match[0] in _NARROW
    return _is_french(match) or _HALF_LETTER.match(match.string, match.start()) is not None
