"""Boxes that say who the author is, below the text: "Ada Lind ist freie Journalistin. Zuletzt schrieb sie …"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.document import BOILERPLATE
from transforms.shape.captions import CAPTIONED
from transforms.shape.kinds import BYLINE
from transforms.shape.units import ALWAYS, SHORT, Unit, Verdict

_AUTHORED: Verdict = (BOILERPLATE, "shape/author-box")
_NAMED_WITHIN = 100  # characters, in which an author's box names him
_BEFORE_AUTHORS = 2  # paragraphs that no author's box can be
_PICTURES, _LONGEST_CAPTION = 2, 240  # characters
_LONGEST = 1500  # characters
# What opens a sentence in front of a noun, where a first name would stand: "Die Stelle ist …", "Auf Anfrage …".
_NO_NAMES = frozenset({
    "der", "die", "das", "den", "dem", "des", "ein", "eine", "einer", "einen", "einem", "kein", "keine", "mein",
    "meine", "sein", "seine", "ihr", "ihre", "unser", "unsere", "dieser", "diese", "dieses", "jeder", "jede", "jedes",
    "viele", "alle", "manche", "beide", "in", "im", "an", "am", "auf", "bei", "beim", "zu", "zum", "zur", "nach",
    "laut", "für", "mit", "von", "vom", "vor", "aus", "auch", "nur", "als", "wie", "und", "herr", "frau", "the", "a",
    "his", "her", "our", "their", "this", "that", "these", "no", "mr", "mrs", "ms", "le", "la", "les", "un",
    "une", "son", "sa", "ses", "cette", "el", "los", "las", "il", "lo", "gli",
})  # fmt: skip
_NAME = r"[^\W\d_a-zß-ÿ][\w’'-]+"
_SAYS_WHAT = (
    rf"ist (?:seit \d{{4}} |Mit-? und |[a-zäöü]+e[rnms] ){{0,2}}{_NAME}",
    r"(?:lehrt|forscht|schreibt|arbeitet|leitet|berichtet) (?:seit|als|an|am|für|über|regelmäßig|das|die|den) ",
    r"is (?:an? |the )?(?:[\w’'-]+ ){0,4}(?:journalist|writer|editor|columnist|reporter|author|professor|fellow)\b",
    r"is (?:an? |the )?(?:[\w’'-]+ ){0,4}(?:correspondent|critic|contributor|novelist|historian|director)\b",
    r"(?:writes|teaches|covers|reports) ",
    r"est (?:journaliste|écrivaine?|auteure?|autrice|professeure?|chercheu(?:r|se)|historien(?:ne)?)\b",
)
_INTRODUCED = re.compile(
    rf"(?:(?:Dr|Prof|Mag)\. ){{0,2}}(?P<first>{_NAME}) "
    rf"(?:(?:[^\W\d_a-zß-ÿ]\.|von|van|de|der|zu|di|{_NAME}) ){{0,2}}(?P<last>{_NAME})"
    rf"(?:,? (?:geboren|Jahrgang|born) .{{2,30}}?,|, \d\d,)? (?:{'|'.join(_SAYS_WHAT)})"
)


def mark_authors(units: Sequence[Unit], authors: Sequence[str]) -> None:
    """A last paragraph that opens with an author's full name says who the author is; his name alone is a byline."""
    full = [name for name in authors if " " in name]
    for unit in units if full else ():
        if unit.open and unit.look.kind in SHORT and unit.text in full:
            unit.verdict = ALWAYS[BYLINE]
    persons = [name for name in full if not name.isupper()]  # a station is no person
    _mark_pictures(units, persons)
    texts = [unit for unit in units if unit.is_text] if persons else []
    known = tuple(name.casefold() for name in persons)  # one may have his paper behind his name
    first = tuple(name.partition(" ")[0] for name in persons)
    for unit in [text for text in texts[_BEFORE_AUTHORS:] if text.text.startswith(first)]:
        if unit.undecided and (last := _introduced(unit)) is not None:
            name = unit.text[: unit.text.index(last) + len(last)].casefold()
            if any(author.startswith(name) or name.startswith(author) for author in known):
                unit.verdict = _AUTHORED
    for unit in reversed(texts[_BEFORE_AUTHORS:]):
        if not (unit.open and any(name in unit.text[:_NAMED_WITHIN] for name in persons)):
            return
        unit.verdict = _AUTHORED


def _mark_pictures(units: Sequence[Unit], persons: Sequence[str]) -> None:
    """Captions that end in the author's name in brackets, who has taken several pictures; one may sign the text."""
    signs = tuple(f"({name})" for name in persons)
    taken = [unit for unit in units if unit.undecided and unit.text.endswith(signs)] if signs else []
    if len(taken) >= _PICTURES:
        for unit in taken:
            if len(unit.text) <= _LONGEST_CAPTION:
                unit.verdict = CAPTIONED


def mark_author_box(units: Sequence[Unit], in_text: Sequence[bool]) -> None:
    """Take the last text for the author's box where it opens with a person whom nothing above has named.

    Spares persons of the article, whom it has named before, a text that is all there is, a page that introduces
    several persons so, and the entries of liveblogs.
    """
    texts = [unit for unit, told in zip(units, in_text, strict=True) if told and unit.is_text]
    if len(texts) <= 1 or not texts[-1].undecided or (last := _introduced(texts[-1])) is None:
        return
    if any(unit.rule.startswith("liveblog/") for unit in units):
        return
    if not any(last in unit.text or _introduced(unit) for unit in texts[:-1]):
        texts[-1].verdict = _AUTHORED


def _introduced(unit: Unit) -> str | None:
    """The last name of the person whom a text introduces with its first words."""
    told = _INTRODUCED.match(unit.text) if len(unit.text) <= _LONGEST else None
    return None if told is None or told["first"].lower() in _NO_NAMES else told["last"]
