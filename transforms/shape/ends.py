"""Where a text goes on behind what only interrupts it: short sections that say too little by themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from transforms.document import BOILERPLATE, LEAD, TITLE
from transforms.shape.kinds import CAPTION, CREDIT, HEADLINE, ITEM, LABEL, TEXT
from transforms.shape.units import ADS, SHORT, Unit

_INTERRUPTS = ADS | {
    "call-to-action",
    "newsletter-call",
    "newsletter-promo",
    "newsletter-terms",
    "newsletter-box",
    "form-field",
    "embed-consent",
    "app-promo",
    "player",
    "player-line",
    "share-row",
}
_SELLS = frozenset({"call-to-action", "newsletter-terms", "newsletter-promo", "form-field", "link-button"})
_LABEL_BLANKS = 1  # between the words of a heading such as "Beste Reisezeit": teasers' headlines have more
_STEM = 6  # letters by which words are compared
_CAPITAL = "A-ZÄÖÜ"
_TELLING = re.compile(  # names and nouns, which no sentence begins with, and long words
    rf"(?<![.!?:“”\"»] )\b(?<!^)[{_CAPITAL}][^\W\d_]{{3,}}|[^\W\d_]{{7,}}"
)


def extend_text(outline: Sequence[Unit], states: list[bool], units: Sequence[Unit]) -> None:
    """Let the text go on, in place of ``states``, through the sections that follow it right behind ads and offers.

    A section is a heading and its sentences or items. One under a long headline has to share a word with the
    text, as nothing else tells it from a teaser. Spares what stands behind links, tags, dates and authors.
    """
    place = 0
    while place < len(outline):
        if place and states[place - 1] and not states[place]:
            place = _extend(outline, states, place, units)
        place += 1


def _extend(outline: Sequence[Unit], states: list[bool], place: int, units: Sequence[Unit]) -> int:
    """Walk from where the text ends as long as sections follow; the place behind the last one."""
    end = place
    while True:
        start = _skip_interruptions(outline, end)
        behind = _end_of_section(outline, start, units)
        if behind == start:
            return end
        states[start:behind] = [True] * (behind - start)
        end = behind


def _skip_interruptions(units: Sequence[Unit], place: int) -> int:
    """The place behind ads, offers and pictures, and behind the slogans that stand between them."""
    while place < len(units):
        unit = units[place]
        if _interrupts(unit):
            place += 1
        elif _is_slogan(units, place):
            place += 1
        else:
            break
    return place


def _interrupts(unit: Unit) -> bool:
    if unit.open:
        return unit.look.kind in {CREDIT, CAPTION} or (
            unit.verdict is not None and unit.verdict[0] is BOILERPLATE
        )
    return unit.role is BOILERPLATE and unit.rule_name in _INTERRUPTS


def _is_slogan(units: Sequence[Unit], place: int) -> bool:
    """Whether a short line stands beside an ad's marker, or above a button, and heads no sentence."""
    if not _is_short(units[place]):
        return False
    behind = place + 1
    while behind < len(units) and _interrupts(units[behind]):
        behind += 1
    beside = behind > place + 1 or units[place - 1].rule_name in ADS
    return beside and behind < len(units) and (_is_short(units[behind]) or _asks(units[behind]))


def _is_short(unit: Unit) -> bool:
    return unit.open and unit.verdict is None and not unit.rule and unit.look.kind in SHORT


def _end_of_section(units: Sequence[Unit], place: int, all_units: Sequence[Unit]) -> int:
    """The place behind the section that begins here; this place if none does."""
    start = place
    heading = units[place] if place < len(units) and (_is_short(units[place]) or _asks(units[place])) else None
    place += heading is not None
    first = place
    while place < len(units) and _tells(units[place]):
        place += 1
    if place == first or (place < len(units) and units[place].rule_name in _SELLS):
        return start
    if heading is not None and _speaks_for_itself(heading):
        return place
    return place if _shares_words(units[start:place], all_units) else start


def _speaks_for_itself(heading: Unit) -> bool:
    """Whether a heading is none that teasers have: one or two words, or a question with its answer below."""
    label = heading.look.kind is LABEL and heading.text.count(" ") <= _LABEL_BLANKS
    return label or heading.text[-1] == "?"


def _asks(unit: Unit) -> bool:
    return unit.open and unit.verdict is None and unit.text[-1] == "?"


def _tells(unit: Unit) -> bool:
    """Whether a line is a sentence or an item of the text."""
    if not unit.open or unit.verdict is not None or unit.text[-1] in "?:":
        return False
    return unit.look.kind in TEXT or (unit.look.kind is ITEM and unit.look.evidence > 0)


def _shares_words(section: Sequence[Unit], units: Sequence[Unit]) -> bool:
    """Whether a section names something that the title or the text above names."""
    named = set(_stems(section))
    first = section[0].lines[0]
    above = (unit for unit in units if unit.lines[0] < first and (unit.is_text or unit.role in {TITLE, LEAD}))
    return any(stem in named for stem in _stems(above))


def name_alike(unit: Unit, other: Unit) -> bool:
    """Whether two units share a word that tells what they are about."""
    return not set(_stems([unit])).isdisjoint(_stems([other]))


def _stems(units: Sequence[Unit] | Iterator[Unit]) -> Iterator[str]:
    for unit in units:
        for word in _TELLING.findall(unit.text):
            yield word[:_STEM].lower()
