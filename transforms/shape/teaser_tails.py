"""Teasers with a paragraph each below an article: kicker, headline, text, and again, to the end of the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from transforms.document import BOILERPLATE, METADATA
from transforms.shape.ends import LINKS, SIGNS_OF_END, Names
from transforms.shape.kinds import CAPTION, CREDIT, LINK, NUMBERS, SYMBOLS, TEXT
from transforms.shape.units import SHORT, Unit

_FEWEST = 3  # teasers that make a rhythm
_LONGEST = 450  # characters of a teaser's text
_KICKED = 0.6  # of the teasers: then two lines above each text give them away,
_ABOUT = 1 / 3  # else no more of them may be about the article's subject,
_SUBJECT = 3  # told by so many words that the text above has, too
_HEADLINE, _TOLD = (
    30,
    120,
)  # characters of their headlines and texts, on average: sections of a list are shorter
_HEADS = 2  # short lines above a text: kicker and headline
_ASKED = 0.6  # of the headlines that ask, which teasers' hardly do
_QUESTION = 100  # characters of a headline that asks or calls
_FURNISHED = 4  # lines of furniture, one below the other, behind which no text goes on
_BETWEEN = frozenset({NUMBERS, SYMBOLS, CAPTION, CREDIT, LINK})


class _Teaser(NamedTuple):
    """A text with the short lines above it, by their places."""

    start: int
    text: int

    @property
    def kicked(self) -> bool:
        """Whether two lines stand above the text."""
        return self.text - self.start > 1


def retract_teasers(outline: Sequence[Unit], states: list[bool], names: Names) -> None:
    """Let the text end, in place of ``states``, where the page points elsewhere and only teasers stand below.

    Each has one paragraph, below one or two short lines. Spares the sections of an article that goes on behind a
    pointer: they have no kickers, and are about its subject.
    """
    teasers = list(_teasers(outline, states))[::-1]
    while len(teasers) >= _FEWEST:
        alone = _is_sign_between(outline, *teasers[:2])  # the article's last paragraph, behind a pointer
        if not alone and _is_announced(outline, states, teasers[0]) and _are_others(outline, teasers, names):
            start = teasers[0].start
            states[start:] = [False] * (len(outline) - start)
            return
        teasers.pop(0)


def _teasers(units: Sequence[Unit], states: Sequence[bool]) -> Iterator[_Teaser]:
    """The texts with a headline at the end of the page, the last one first, up to one of the text without."""
    place = len(units) - 1
    while place > 0:
        unit = units[place]
        if not states[place] or _is_between(unit) or _is_short(unit):
            place -= 1
            continue
        if not unit.undecided or unit.look.kind not in TEXT or len(unit.text) > _LONGEST:
            return
        start = place
        while start > 0 and place - start < _HEADS and may_head(units[start - 1]):
            start -= 1
        if start == place:
            return
        yield _Teaser(start, place)
        place = start - 1


def _is_announced(units: Sequence[Unit], states: Sequence[bool], first: _Teaser) -> bool:
    """Whether the page ends above a teaser, says so, or points elsewhere: a pointer may have taken its headline."""
    if first.start >= _FURNISHED and not any(states[first.start - _FURNISHED : first.start]):
        return True
    for place in range(first.text - 1, -1, -1):
        unit = units[place]
        if unit.rule_name in LINKS or unit.rule_name in SIGNS_OF_END:
            return True
        if unit.undecided and unit.look.kind in TEXT:
            return False
    return False


def _is_sign_between(units: Sequence[Unit], one: _Teaser, two: _Teaser) -> bool:
    """Whether the page ends, says so or points elsewhere between two texts."""
    between = units[one.text + 1 : two.text]
    return any(unit.rule_name in SIGNS_OF_END or unit.rule_name in LINKS for unit in between)


def _are_others(units: Sequence[Unit], teasers: Sequence[_Teaser], names: Names) -> bool:
    """Whether the texts are those of other articles."""
    if sum(teaser.kicked for teaser in teasers) >= len(teasers) * _KICKED:
        return True
    heads = [unit.text for teaser in teasers for unit in units[teaser.start : teaser.text]]
    if sum(head[-1] == "?" for head in heads) >= len(teasers) * _ASKED:
        return False  # an explainer's questions and answers
    if _mean(heads) < _HEADLINE or _mean([units[teaser.text].text for teaser in teasers]) < _TOLD:
        return False  # the sections of a list: "Batterie ausbauen"
    if any(head[0].isdigit() for head in heads):
        return False
    start = [units[teasers[0].text]]
    about = sum(names.shared_with(start, units[teaser.text]) >= _SUBJECT for teaser in teasers)
    return about <= len(teasers) * _ABOUT


def _mean(texts: Sequence[str]) -> float:
    return sum(map(len, texts)) / len(texts)


def _is_short(unit: Unit) -> bool:
    return unit.undecided and unit.look.kind in SHORT


def may_head(unit: Unit) -> bool:
    """Whether a line may be a teaser's kicker or headline: short, a question or call, or what a block of links took."""
    if unit.open:
        return unit.look.kind in SHORT or (unit.text[-1] in "?!" and len(unit.text) <= _QUESTION)
    return unit.role is BOILERPLATE and unit.rule_name in LINKS


def _is_between(unit: Unit) -> bool:
    if unit.open:
        return unit.look.kind in _BETWEEN or (unit.verdict is not None and unit.verdict[0] is BOILERPLATE)
    return unit.role in (BOILERPLATE, METADATA)
