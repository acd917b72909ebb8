"""Where a text goes on behind what only interrupts it: short sections that say too little by themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from transforms.document import BOILERPLATE, TITLE
from transforms.shape.kinds import (
    CAPTION,
    CREDIT,
    HEADLINE,
    ITEM,
    LABEL,
    NUMBERS,
    PARAGRAPH,
    SENTENCE,
    TEXT,
    Look,
)
from transforms.shape.units import ADS, SHORT, Unit

_INTERRUPTS = ADS | {
    "call-to-action",
    "newsletter-call",
    "newsletter-promo",
    "newsletter-terms",
    "newsletter-box",
    "form-field",
    "embed-consent",
    "link-button",
    "app-promo",
    "player",
    "player-line",
    "product-disclaimer",
    "share-row",
    "slogan",
}
_OFFERS = frozenset(
    {"app-promo", "embed-consent", "form-field", "newsletter-box", "newsletter-promo", "newsletter-terms"}
)
_PLAYERS = frozenset({"player", "player-line"})
_NO_TEXT_ABOVE = frozenset(
    {"call-to-action", "newsletter-terms", "newsletter-promo", "form-field", "link-button", "more"}
)
SIGNS_OF_END = frozenset(
    {
        "agency-slug",
        "author-box",
        "author-line",
        "comments",
        "copyright",
        "feedback",
        "filed-under",
        "paywall",
        "provenance",
        "signature",
        "tags",
    }
)
_ENDS = (True, False)  # the states of a text's last line and the next
_RHYTHM = 2  # teasers
_FEWEST_TEXTS = 2  # paragraphs or sentences that make a text
LINKS = frozenset({"related", "read-more"})
_FEWEST_LINKS = 2  # lines, a header among them
_LABEL_BLANKS = 1  # between the words of a heading such as "Beste Reisezeit": teasers' headlines have more
_SENTENCE = Look(SENTENCE, 0.0)
_STEM = 6  # letters by which words are compared
_WORDS = re.compile(r"\b[^\W\d_a-zß-ÿ][^\W\d_]{3,}|[^\W\d_]{8,}")  # with a capital, or long
_NAMES = re.compile(rf"(?<![.!?:“”\"»] )(?<!^){_WORDS.pattern}")  # where no sentence begins: nouns, in German


class Names:
    """The words that tell what a text is about, and its lines, each with the place that says it first.

    They are read when first asked for: most pages never ask.
    """

    __slots__ = ("_lines", "_units", "_words")

    def __init__(self, units: Sequence[Unit]) -> None:
        self._units = units
        self._words: dict[str, int] = {}
        self._lines: dict[str, int] = {}

    def known_above(self, section: Sequence[Unit]) -> int:
        """How many words of a section the title or the text above has."""
        self._read()
        start = section[0].lines[0]
        words = set[str]().union(*(_stems(unit.text, _WORDS) for unit in section))
        return sum(self._words.get(word, start) < start for word in words)

    def shared_with(self, start: Sequence[Unit], unit: Unit) -> int:
        """How many words of a line the title or the text above the first of some lines has."""
        self._read()
        first = start[0].lines[0]
        return sum(self._words.get(word, first) < first for word in _stems(unit.text, _WORDS))

    def listed_above(self, heading: Unit) -> bool:
        """Whether a heading stands in the page's contents."""
        self._read()
        return self._lines[heading.text] < heading.lines[0]

    def _read(self) -> None:
        if self._lines:
            return
        for unit in reversed(self._units):
            self._lines[unit.text] = number = unit.lines[0]
            if unit.is_text or unit.role is TITLE:
                self._words.update(dict.fromkeys(_stems(unit.text), number))


def extend_text(outline: Sequence[Unit], states: list[bool], names: Names) -> None:
    """Let the text go on, in place of ``states``, through the sections that follow it right behind ads and offers.

    A section is a heading and its sentences or items. One under a long headline has to share a word with the
    text, as nothing else tells it from a teaser, and behind links its sentences have to. Spares what stands
    behind tags, dates and authors.
    """
    done = 0
    for place in [place for place, ends in enumerate(pairwise(states), 1) if ends == _ENDS]:
        if place > done:
            done = _extend(outline, states, place, names)


def retract_text(outline: Sequence[Unit], states: list[bool], names: Names) -> None:
    """Let the text end, in place of ``states``, where a page says that it does and teasers stand below.

    Two or more headlines with their sentences are, if they share less than a word each with the text. Spares
    what has a paragraph among it, and a single section.
    """
    place, heads = _find_end(outline, states)
    if heads < _RHYTHM:
        return
    above = [told for unit, told in zip(outline[:place], states, strict=False) if unit.is_text]
    if sum(above) < _FEWEST_TEXTS:
        return
    if names.known_above([unit for unit in outline[place:] if unit.open]) < heads:
        states[place:] = [False] * (len(outline) - place)


def _find_end(units: Sequence[Unit], states: Sequence[bool]) -> tuple[int, int]:
    """The place behind the last sign of the end that has no paragraph below, and how many headlines with texts are."""
    heads = 0
    for place in range(len(units) - 1, 0, -1):
        unit = units[place]
        if heads >= _RHYTHM and unit.rule_name in SIGNS_OF_END:
            return place + 1, heads
        if heads and unit.rule_name in LINKS and place + 1 < len(units) and _tells(units[place + 1]):
            return place + 1, heads + 1  # a block of links may end where the first one's text begins
        if states[place] and unit.open:
            if unit.look[0] is PARAGRAPH or not _is_open(unit):
                break
            heads += _is_short(unit) and place + 1 < len(units) and _tells(units[place + 1])
    return len(units), 0


def _extend(outline: Sequence[Unit], states: list[bool], place: int, names: Names) -> int:
    """Walk from where the text ends as long as sections follow; the place behind the last one."""
    end = place
    while True:
        start = _skip_interruptions(outline, end)
        behind = _end_of_section(outline, start, names)
        if behind == start:
            start = _skip_links(outline, start)
            apart = outline[start - 1].rule_name in ADS  # links have ended where an ad stands below
            behind = _end_of_section(outline, start, names, behind_links=not apart)
        if behind == start:
            return end
        states[start:behind] = [True] * (behind - start)
        for unit in outline[start:behind]:
            if _ends_short(unit):
                unit.look = _SENTENCE
        end = behind


def _skip_interruptions(units: Sequence[Unit], place: int) -> int:
    """The place behind ads, offers and pictures, and behind the slogans that stand between them."""
    while place < len(units):
        unit = units[place]
        if _interrupts(unit) or _is_slogan(units, place) or _is_length(units, place):
            place += 1
        else:
            break
    return place


def _skip_links(units: Sequence[Unit], place: int) -> int:
    """The place behind a block of links that ends in a headline: such links have no texts of their own."""
    start = place
    while place < len(units) and units[place].role is BOILERPLATE and units[place].rule_name in LINKS:
        place += 1
    behind = _skip_interruptions(units, place)
    if place - start < _FEWEST_LINKS or behind == len(units):
        return start
    kicks = not _may_be_headline(units[place - 1]) and _may_be_headline(units[behind])
    return start if kicks else behind


def _may_be_headline(unit: Unit) -> bool:
    """Whether a line has words enough for a headline; fewer are a kicker, whose headline stands below."""
    return unit.look.kind is HEADLINE or (unit.look.kind is LABEL and unit.text.count(" ") > _LABEL_BLANKS)


def _interrupts(unit: Unit) -> bool:
    if unit.open:
        return unit.look.kind in {CREDIT, CAPTION} or (
            unit.verdict is not None and unit.verdict[0] is BOILERPLATE
        )
    return unit.role is BOILERPLATE and unit.rule_name in _INTERRUPTS


def _is_length(units: Sequence[Unit], place: int) -> bool:
    """Whether a number stands right below a player: how long its film is."""
    unit, above = units[place], units[place - 1]
    return unit.open and unit.look.kind is NUMBERS and above.rule_name in _PLAYERS


def _is_slogan(units: Sequence[Unit], place: int) -> bool:
    """Whether a short line stands beside an ad's marker, or above a button, and heads no sentence.

    One right above an offer is that offer's, whatever stands below.
    """
    if not _is_short(units[place]):
        return False
    behind = place + 1
    if behind < len(units) and units[behind].rule_name in _OFFERS:
        return True
    while behind < len(units) and _interrupts(units[behind]):
        behind += 1
    beside = behind > place + 1 or units[place - 1].rule_name in ADS
    return beside and behind < len(units) and _may_head(units[behind])


def _end_of_section(units: Sequence[Unit], place: int, names: Names, behind_links: bool = False) -> int:
    """The place behind the section that begins here; this place if none does."""
    start = place
    heading = units[place] if place < len(units) and _may_head(units[place]) else None
    if heading is None and behind_links:
        return start
    place += heading is not None
    first = place
    while place < len(units) and _tells(units[place]):
        place += 1
    if place == first or (place < len(units) and units[place].rule_name in _NO_TEXT_ABOVE):
        return start
    told = heading is not None and (
        (not behind_links and _speaks_for_itself(heading)) or names.listed_above(heading)
    )
    telling = first if behind_links else start  # a link is about the subject, too
    return place if told or names.known_above(units[telling:place]) else start


def _may_head(unit: Unit) -> bool:
    return _is_short(unit) or (_is_open(unit) and unit.text[-1] == "?")


def _speaks_for_itself(heading: Unit) -> bool:
    """Whether a heading is none that teasers have: one or two words, or a question with its answer below."""
    label = heading.look.kind is LABEL and heading.text.count(" ") <= _LABEL_BLANKS
    return label or heading.text[-1] == "?"


def _tells(unit: Unit) -> bool:
    """Whether a line is a sentence or an item of the text."""
    if not _is_open(unit) or unit.text[-1] in "?:":
        return False
    kind = unit.look.kind
    return kind in TEXT or _ends_short(unit) or (kind is ITEM and unit.look.evidence > 0)


def _is_short(unit: Unit) -> bool:
    return _is_open(unit) and unit.look.kind in SHORT and unit.text[-1] != "."


def _ends_short(unit: Unit) -> bool:
    """Whether a line looks like a headline for want of little words, and is a sentence: "Kinder zahlen drei Euro."."""
    return _is_open(unit) and unit.look.kind is HEADLINE and unit.text[-1] == "."


def _is_open(unit: Unit) -> bool:
    return unit.open and unit.verdict is None and not unit.rule


def name_alike(unit: Unit, other: Unit) -> bool:
    """Whether a word that tells what one unit is about, or how it begins, is in the other."""
    return any(map(other.text.lower().__contains__, _stems(unit.text)))


def _stems(text: str, words: re.Pattern[str] = _NAMES) -> set[str]:
    return {word[:_STEM].lower() for word in words.findall(text)}
