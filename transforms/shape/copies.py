"""Sentences that stand on a page twice: what is a copy, and which of two stays."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from transforms.document import BOILERPLATE, METADATA
from transforms.shape.captions import CAPTION_KINDS, CAPTIONED, ENTRY_HEADS
from transforms.shape.kinds import CAPTION, SENTENCE, SYMBOLS, TEXT
from transforms.shape.units import ALWAYS, COPIED, Unit

_COPY = 60  # characters; shorter lines may well be said twice,
_SHORT_COPY = 38  # but hardly whole sentences, one right below the other
_TEASER_LENGTH = 330  # characters; teasers' texts and captions are shorter
_PRINTED_AGAIN = 3  # paragraphs
_FEWEST_PULLED = 30  # characters of one that the text above has said
_MOST_PULLED = 30  # on lines of their own; more are a dialogue, and each is looked for in the whole page
_PULLED = 60, 400  # characters of a quotation that is pulled out of the text
_SENTENCE_ENDS = re.compile(r"[.!?](?= [^\W\d_a-zäöüß])")
_FURNITURE = ALWAYS.keys() - {SYMBOLS}  # asterisks stand between verses, too
_QUOTES = frozenset('„“»«"”‚‘›‹')


def mark_copies(units: Sequence[Unit]) -> None:
    """A sentence that stands there twice is the copy that a caption, a teaser or a pulled quote made.

    A copy is a quotation, or stands beside furniture; one right below the other, both are a picture's
    description and its caption, but one stays of what is too long for that, or all that a liveblog's entry says.
    Others are the author's: minutes and verse repeat.
    """
    heads = [unit.text[:_COPY] for unit in units if len(unit.text) >= _SHORT_COPY]
    if len(heads) == len(set(heads)):
        return
    for place, (unit, below) in enumerate(pairwise(units)):
        if not below.text.startswith(unit.text):
            continue
        if below.text == unit.text and (len(unit.text) > _TEASER_LENGTH or _is_told(units, place)):
            below.verdict = COPIED if below.open and not below.rule else below.verdict
        elif _is_doubled(unit, below):
            unit.verdict = CAPTIONED
            below.verdict = CAPTIONED
    _mark_printed_again(units)
    seen: set[str] = set()
    for place, unit in enumerate(units):
        if unit.look.kind in TEXT and _COPY <= len(unit.text) <= _TEASER_LENGTH:
            beside = units[max(0, place - 1) : place + 2 : 2]
            if (
                unit.text in seen
                and unit.open
                and not unit.rule
                and unit.verdict is None
                and (unit.text[0] in _QUOTES or any(map(_is_furniture, beside)))
            ):
                unit.verdict = COPIED
            seen.add(unit.text)


def _mark_printed_again(units: Sequence[Unit]) -> None:
    """Most of an article's paragraphs that stand again below it, in the same order, are printed for another screen.

    Spares a report that takes up its summary.
    """
    texts = [unit for unit in units if unit.look.kind in TEXT and len(unit.text) >= _COPY]
    first: dict[str, int] = {}
    runs: list[list[int]] = [[]]
    for place, unit in enumerate(texts):
        at = first.setdefault(unit.text, place)
        if at < place and (not runs[-1] or first[texts[runs[-1][-1]].text] == at - 1):
            runs[-1].append(place)
        elif runs[-1]:
            runs.append([place] if at < place else [])
    for run in runs:
        if len(run) < _PRINTED_AGAIN or 2 * len(run) < run[0]:
            continue
        for place in run:
            if texts[place].undecided:
                texts[place].verdict = COPIED


def mark_pulled(units: Sequence[Unit]) -> None:
    """A quotation on a line of its own is pulled out of the text, if a paragraph above says it, too.

    One of two sentences also if the paragraph that has one of them stands below: shorter ones are headings there,
    which quote what they head.
    """
    quoted = [place for place, unit in enumerate(units) if unit.undecided and _is_quotation(unit.text)]
    for place in quoted if len(quoted) <= _MOST_PULLED else ():
        unit, text = units[place], units[place].text
        if _FEWEST_PULLED <= len(text) <= _PULLED[1] and _says(units[:place], text):
            unit.verdict = COPIED
        elif _PULLED[0] <= len(text) <= _PULLED[1] and (found := _SENTENCE_ENDS.search(text, _COPY // 2)):
            sentence = text[: found.start()]
            if _says([other for other in units if other is not unit], sentence, len(text)):
                unit.verdict = COPIED


def _is_quotation(text: str) -> bool:
    return text[0] in _QUOTES and text[-1] in _QUOTES


def _says(units: Sequence[Unit], quotation: str, longer: int = 0) -> bool:
    """Whether one of them has the words of the quotation, and more."""
    words = quotation.strip('„“»«"”‚‘›‹ ').rstrip(".!?,")
    return any(words in unit.text and len(unit.text) > max(longer, len(quotation)) for unit in units)


def _is_told(units: Sequence[Unit], place: int) -> bool:
    """Whether two lines are all that stands between the head of a liveblog's entry and the next one's."""
    above, behind = units[max(0, place - 1)], units[place + 2 : place + 3]
    return above.role in ENTRY_HEADS and all(unit.role in ENTRY_HEADS for unit in behind)


def _is_doubled(unit: Unit, below: Unit) -> bool:
    """Whether a sentence that the line below begins with is that line, or its caption with the credit.

    Spares wrapped paragraphs: pages print a picture's description on one line.
    """
    if (
        len(unit.lines) > 1
        or len(unit.text) < (_SHORT_COPY if unit.look.kind is SENTENCE and below.text == unit.text else _COPY)
        or unit.look.kind not in CAPTION_KINDS
        or unit.text[0] in _QUOTES
    ):
        return False
    again = below.text == unit.text or below.look.kind is CAPTION
    return (
        again
        and len(unit.text) <= _TEASER_LENGTH
        and all(each.open and not each.rule and each.verdict is None for each in (unit, below))
    )


def _is_furniture(unit: Unit) -> bool:
    return unit.role in {BOILERPLATE, METADATA} or (unit.open and unit.look.kind in _FURNITURE)
