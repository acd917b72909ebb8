"""Names of authors and agencies, told from other capitalised words."""

from __future__ import annotations

import re

# Agencies sign with the same letters in every language.
AGENCIES = frozenset({
    "dpa", "afp", "ap", "apa", "ats", "reuters", "rtr", "sda", "keystone-sda", "sid", "kna", "epd", "dts",
    "ots", "ansa", "efe", "upi", "pa", "belga", "anp", "tass", "xinhua", "yonhap", "kyodo", "dpa-afx",
    "apa-ots",
})  # fmt: skip
_FULL_NAMES = {
    "associated press": "AP",
    "the associated press": "AP",
    "agence france-presse": "AFP",
    "deutsche presse-agentur": "dpa",
    "austria presse agentur": "APA",
    "press association": "PA",
    "pa media": "PA",
    "thomson reuters": "Reuters",
}
_SPELLED = {"reuters": "Reuters", "keystone-sda": "Keystone-SDA", "xinhua": "Xinhua", "yonhap": "Yonhap"}
_LOWER = frozenset({"dpa", "dts", "dpa-afx", "epd"})
PARTICLES = frozenset({
    "von", "van", "de", "der", "den", "del", "della", "di", "da", "du", "la", "le", "el", "al", "bin", "ibn",
    "zu", "zur", "vom", "und", "ten", "ter", "dos",
})  # fmt: skip
_INNER = frozenset({"der", "den", "und"})  # particles behind another only: "von der", "von und zu"
_TITLES = re.compile(r"(?:(?:Dr|Prof|Mag|Dipl\.-\w+)\. ?(?:[a-z]{2,5}\. ?)*)+")
_SIGN = re.compile(r"[a-zäöü]{2,4}")  # an editor's letters behind the agency: dpa/rts
_SLASHES = re.compile(r"\s?[/|+,]\s?|-(?=[a-z]{2,3}$)")


def agency_name(text: str) -> str | None:
    """The agencies that a credit names, in their own spelling; None where it names none, or anything else.

    >>> agency_name("DPA/AFP"), agency_name("SDA/sep"), agency_name("red"), agency_name("dpa-Bericht")
    ('dpa/AFP', 'SDA', None, None)
    """
    if len(text) > 60:
        return None
    if full := _FULL_NAMES.get(text.strip(" ().").lower()):
        return full
    parts = [part for part in _SLASHES.split(text.strip(" ().")) if part]
    known = [part.lower() for part in parts if part.lower() in AGENCIES]
    if not known or any(part.lower() not in AGENCIES and not _SIGN.fullmatch(part) for part in parts):
        return None
    return "/".join(dict.fromkeys(spelled_agency(part) for part in known))


def agency_beside(text: str) -> str | None:
    """The agency that a byline names behind its own desk: one word, a slash, the agency.

    >>> agency_beside("TALPOST/SID"), agency_beside("Anna Beispiel/SID"), agency_beside("Auf/Ab")
    ('SID', None, None)
    """
    desk, slash, agency = text.partition("/")
    if not slash or not desk.isalnum() or agency.strip().lower() not in AGENCIES:
        return None
    return spelled_agency(agency.strip())


def cut_agency(name: str) -> tuple[str, str | None]:
    """A name without the agency beside it, and that agency: an author signs with hers.

    >>> cut_agency("Anna Beispiel/dpa"), cut_agency("Anna Beispiel AFP"), cut_agency("Max Ap")
    (('Anna Beispiel', 'dpa'), ('Anna Beispiel', 'AFP'), ('Max Ap', None))
    """
    sign = "/" if "/" in name else " "
    before, _, last = name.rpartition(sign)
    first, _, behind = name.partition(sign)
    for person, agency in ((before, last), (behind, first)):
        if " " in person.strip() and agency.strip().lower() in AGENCIES:
            return person.strip(), spelled_agency(agency.strip())
    return name, None


def spelled_agency(name: str) -> str:
    """An agency's name as it signs: "DPA" is "dpa"."""
    lower = name.lower()
    return _SPELLED.get(lower) or (lower if lower in _LOWER else lower.upper())


_NOUN = re.compile(
    r"(?:\wtion|tionen|ungen|\wheit|keit|schaft|ität|ismus|kreis|verein|schule|polizei|ministerium)$",
    re.IGNORECASE,
)


def person_name(text: str, words: frozenset[str]) -> str | None:
    """The text if it is one person's name of two to five words; ``words`` are no names.

    Spares headlines: a name holds no common word but a particle, no digit, no quotation, and no first name ends
    like "Restitution" or "Landkreis".

    >>> person_name("Dr. Anna-Lena van der Moor", frozenset())
    'Dr. Anna-Lena van der Moor'
    >>> person_name("Neue Regeln", frozenset({"neue"})), person_name("Wort der Woche", frozenset())
    (None, None)
    """
    text = " ".join(text.split())
    tokens = _TITLES.sub("", text).split()
    if not 2 <= len(tokens) <= 5 or len(text) > 60:
        return None
    if tokens[0] in PARTICLES or tokens[-1] in PARTICLES or _NOUN.search(tokens[0]):
        return None
    before = ""
    for token in tokens:
        if token not in PARTICLES and not _is_name(token, words):
            return None
        if token in _INNER and before not in PARTICLES:
            return None  # "Bild der Woche"
        before = token
    return text


def _is_name(token: str, words: frozenset[str]) -> bool:
    bare = token.replace("-", "").replace("’", "").replace("'", "").rstrip(".")
    if token.endswith(".") and len(token) > 3:
        return False  # an initial has a full stop, a sentence too
    return bare.isalpha() and token[0].isupper() and token.lower() not in words
