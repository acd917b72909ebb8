"""What converters do to text on its way into a crawl."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from html.entities import codepoint2name
from random import Random


def _misread(text: str) -> str:
    """UTF-8 read as Windows-1252, as browsers do it: its five empty places are control characters."""
    return "".join(_WINDOWS.get(byte, chr(byte)) for byte in text.encode("utf-8"))


def _misread_twice(text: str) -> str:
    return _misread(_misread(text))


def _misread_latin(text: str) -> str:
    return text.encode("utf-8").decode("latin-1")


def _spell_entities(text: str) -> str:
    codes = ((sign, codepoint2name.get(ord(sign), "") if ord(sign) > 127 else "") for sign in text)
    return "".join(f"&{name};" if name else sign for sign, name in codes)


def _decompose(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def _tie_with_marks(text: str) -> str:
    return text.replace(" und ", " und\u00a0").replace("schaft", "\u00adschaft").replace("fi", "\ufb01")


def _print_accents(text: str) -> str:
    for letter, base in (("ä", "a"), ("ö", "o"), ("ü", "u")):
        text = text.replace(letter, f"\u00a8{base}")
    return text


_WINDOWS = {byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0xA0)}
DAMAGES: tuple[Callable[[str], str], ...] = (
    _misread,
    _misread_twice,
    _misread_latin,
    _spell_entities,
    _decompose,
    _tie_with_marks,
    _print_accents,
)


def damage(text: str, random: Random) -> str:
    """One kind of damage to the whole text, or, one time in four, to some of its lines."""
    hurt = random.choice(DAMAGES)
    if random.random() < 0.75:
        return hurt(text)
    return "\n".join(hurt(line) if random.random() < 0.3 else line for line in text.split("\n"))
