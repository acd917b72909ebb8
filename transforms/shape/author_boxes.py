"""Boxes that say who the author is, below the text: "Ada Lind ist freie Journalistin. Zuletzt schrieb sie …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from transforms.document import BOILERPLATE
from transforms.rulebook import Rulebook, Vocabulary
from transforms.shape.captions import CAPTIONED
from transforms.shape.kinds import BYLINE
from transforms.shape.units import ALWAYS, SHORT, Unit, Verdict

_AUTHORED: Verdict = (BOILERPLATE, "shape/author-box")
_NAMED_WITHIN = 100  # characters, in which an author's box names him
_BEFORE_AUTHORS = 2  # paragraphs that no author's box can be
_PICTURES, _LONGEST_CAPTION = 2, 240  # characters
_LONGEST = 1500  # characters
_NAME = r"[^\W\d_a-zß-ÿ][\w’'-]+"
# Where nouns are written large: "freie Journalistin", "seit 2019 Redakteurin", but not "die Nummer eins".
_NOUN = rf"(?:seit \d{{4}} |Mit-? und |(?!(?:eine|keine|die) )[a-zäöü]{{2,}}e[rnms]? ){{0,2}}{_NAME}"
_BEFORE_PROFESSION = r"(?:[\w’'-]+ ){0,5}"


class Introductions:
    """How a language says what somebody is: "Ada Lind ist Journalistin", "… writes about rivers"."""

    __slots__ = ("_no_names", "_pattern")

    def __init__(self, vocabularies: tuple[Vocabulary, ...]) -> None:
        self._no_names = {word for known in vocabularies for word in known.named("no_first_names")}
        told = [way for known in vocabularies for way in _ways(known)] or ["(?!)"]
        self._pattern = re.compile(
            rf"(?:(?:Dr|Prof|Mag)\. ){{0,2}}(?P<first>{_NAME}) "
            rf"(?:(?:[^\W\d_a-zß-ÿ]\.|von|van|de|der|zu|di|{_NAME}) ){{0,2}}(?P<last>{_NAME})"
            rf"(?:,? (?:geboren|Jahrgang|born) .{{2,30}}?,|, \d\d,)? (?:{'|'.join(told)})"
        )

    @classmethod
    def of(cls, rulebook: Rulebook, language: str) -> Introductions:
        """Those of a language, made once for a rulebook."""
        return rulebook.derive("introductions", language, cls)

    def introduced(self, text: str) -> str | None:
        """The last name of the person whom a text introduces with its first words."""
        told = self._pattern.match(text) if len(text) <= _LONGEST else None
        return None if told is None or told["first"].lower() in self._no_names else told["last"]


def _ways(known: Vocabulary) -> Iterator[str]:
    """The patterns of what stands behind a name: a copula and a profession, or a verb and what it goes with."""
    copulas, professions = _any(known, "author_copulas"), _any(known, "author_professions")
    verbs, links = _any(known, "author_verbs"), _any(known, "author_verb_links")
    if copulas:
        yield rf"{copulas} " + (rf"{_BEFORE_PROFESSION}{professions}\b" if professions else _NOUN)
    if verbs:
        yield rf"{verbs} " + (rf"{links} " if links else "")


def _any(known: Vocabulary, name: str) -> str:
    words = "|".join(map(re.escape, known.named(name)))
    return f"(?:{words})" if words else ""


def mark_authors(units: Sequence[Unit], authors: Sequence[str], introductions: Introductions) -> None:
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
        if unit.undecided and (last := introductions.introduced(unit.text)) is not None:
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


def mark_author_box(units: Sequence[Unit], in_text: Sequence[bool], introductions: Introductions) -> None:
    """Take the last text for the author's box where it opens with a person whom nothing above has named.

    Spares persons of the article, whom it has named before, a text that is all there is, a page that introduces
    several persons so, and the entries of liveblogs.
    """
    texts = [unit for unit, told in zip(units, in_text, strict=True) if told and unit.is_text]
    if (
        len(texts) <= 1
        or not texts[-1].undecided
        or (last := introductions.introduced(texts[-1].text)) is None
    ):
        return
    if any(unit.rule.startswith("liveblog/") for unit in units):
        return
    if not any(last in unit.text or introductions.introduced(unit.text) for unit in texts[:-1]):
        texts[-1].verdict = _AUTHORED
