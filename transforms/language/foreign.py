"""What a headline has of other languages: names, quoted terms, letters. Short texts are led astray by them."""

from __future__ import annotations

import re
from collections.abc import Mapping

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŌŐŔŘŚŞŠŢŤŪŮŰŲŹŻŽȘȚ"
_NAME = re.compile(rf"(?<=[\w,:–-]) +[{_UPPER}][\w'’.-]+(?: +[{_UPPER}][\w'’-]+)+")  # and no line's beginning
_QUOTED = re.compile(
    r"""
    (?<!\w) [„“”«»‹›"‘'‚] (?!\s) (?:[^\s„“”«»"‘’'‹›]+\ ?){1,3} [“”«»‹›"’'‘] (?!\w)  # one to three words
  | «\s? (?:[^«»\s]+\s){1,3} »  # in the French manner
    """,
    re.VERBOSE,
)
_WORD = re.compile(r"[^\W\d_]+")
_NO_ASCII = re.compile(r"[^\x00-\x7f]")

# The letters beyond a to z that are written in a language's own words, and in the loans that it has kept for long;
# Hungarian as older encodings spell it, too. None of the languages' letters are all of these.
_LETTERS: Mapping[str, frozenset[str]] = {
    language: frozenset(letters)
    for language, letters in {
        "af": "êëïôéèáóíúû",
        "ca": "àçèéíïòóúü·ŀ",
        "cs": "áčďéěíňóřšťúůýž",
        "cy": "âêîôûŵŷïëö",
        "da": "æøåéáóüäö",
        "de": "äöüßéèêàçëñôû",
        "en": "éèêñçïöüâ",
        "es": "áéíñóúü",
        "et": "äöüõšž",
        "fi": "äöåšžé",
        "fr": "àâæçéèêëîïôœùûüÿ",
        "hr": "čćđšžé",
        "hu": "áéíóöőúüűõû",
        "id": "é",
        "it": "àèéìíîòóùú",
        "lt": "ąčęėįšųūž",
        "lv": "āčēģīķļņšūž",
        "nb": "æøåéèêóòôäö",
        "nl": "éëïóöüáèêàíúç",
        "pl": "ąćęłńóśźż",
        "pt": "áâãàçéêíóôõúü",
        "ro": "ăâîșțşţ",
        "sk": "áäčďéíĺľňóôŕšťúýž",
        "sl": "čšžćđ",
        "so": "",
        "sq": "çë",
        "sv": "åäöéàèüáë",
        "sw": "",
        "tl": "ñ",
        "tr": "çğıöşüâîû",
    }.items()
}
_KNOWN = frozenset().union(*_LETTERS.values())


def without_foreign_terms(text: str) -> str:
    """The text without the name of two words and without the terms of one to three that it quotes.

    Spared is what begins a line, as every sentence does with a capital, and where names seem to be many: those
    are words of a headline that has all its words in capitals.

    >>> without_foreign_terms("El 'coup de théâtre' del alcalde Lluís Ferrandis").split()
    ['El', 'del', 'alcalde']
    >>> without_foreign_terms("Five Big Ideas for Small Gardens, and Why They Work")
    'Five Big Ideas for Small Gardens, and Why They Work'
    """
    text = _QUOTED.sub(" ", text)
    return _NAME.sub(" ", text) if len(_NAME.findall(text)) == 1 else text


def languages_without(text: str) -> frozenset[str]:
    """The languages in whose alphabet a letter is missing that the text's words in small letters have.

    Words with a capital tell nothing, as names keep their letters.

    >>> sorted({"cs", "hr", "pl", "sk"} - languages_without("Zítra vyrazí Łukasz"))
    ['cs', 'sk']
    """
    words = [word for word in _WORD.findall(text) if word[0].islower()]
    letters = _KNOWN.intersection(_NO_ASCII.findall(" ".join(words)))
    if not letters:
        return frozenset()
    return frozenset(language for language, own in _LETTERS.items() if not letters <= own)


def are_names(text: str) -> bool:
    """Whether several words stand there, and all of some length begin with a capital: names tell no language.

    German and English headlines can look like that, too; lines that are all in capitals are spared, and scripts
    that have none.

    >>> are_names("Velmora vs. Norax"), are_names("Velmora gegen Norax"), are_names("Sommerfest")
    (True, False, False)
    """
    words = _WORD.findall(text)
    return len(words) > 1 and not text.isupper() and all(len(word) < 3 or word[0].isupper() for word in words)
