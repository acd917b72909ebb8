"""Lines that are made alike: counted, labelled alike again and again, or signed below each letter."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from transforms.bullets import BOXES
from transforms.digits import has_digit
from transforms.document import BODY
from transforms.shape.kinds import ATTRIBUTION, ITEM, SENTENCE, Look
from transforms.shape.units import SHORT, Unit, Verdict, runs_of

_FEWEST = 3  # lines made alike
_COUNTED = re.compile(r"([^\W\d_]{2,15}) (\d{1,2}): (\S.*)")
_LABELLED = re.compile(r"([^\W\d_][\w -]{2,24}): \S.{0,24}")
_BLOCK_ROW, _NUMBER = re.compile(r"([^\W\d_][\w -]{1,24}): \S.{0,79}"), re.compile(r"\d+")
_TICKED = 25  # characters
_SIGNED_SHARE = 0.25  # of the texts
_QUOTES = '"“”»«'
_SIGNED = re.compile(r"[^\W\d_a-zß-ÿ][^,:;!?]{4,40}, [^\W\d_a-zß-ÿ][^,:;!?]{2,30}")
_LISTED = frozenset({*SHORT, ITEM, SENTENCE})
_ALIKE = Look(ITEM, 0.8)
_TOLD: Verdict = (BODY, "shape/body")


def mark_counted_rows(units: Sequence[Unit]) -> None:
    """Lines one below the other that count up from 1 behind one word are a list of the text: "TOP 1: Bau, Flur 318".

    Most of them name more than one thing, or a number; the parts of a series have titles.
    """
    for places in runs_of(units, lambda unit: _COUNTED.match(unit.text) is not None, _FEWEST):
        run = [units[place] for place in places]
        found = [counted.groups() for unit in run if (counted := _COUNTED.match(unit.text))]
        counts = [(word, number) for word, number, _ in found]
        detailed = sum("," in rest or has_digit(rest) for _, _, rest in found)
        if counts == [
            (found[0][0], str(number)) for number in range(1, len(found) + 1)
        ] and 2 * detailed > len(run):
            for unit in run:
                unit.look, unit.verdict = _ALIKE, _TOLD


def mark_labels_again(units: Sequence[Unit]) -> None:
    """A label that comes again and again, each time with a word or two, is the text's: "Glückszahl: 8".

    Texts stand between them, or other labels that come again; where several do, twice is enough: "Inhalt: 200 g",
    "Los: A 7" of one product and the next. Spares a series' name before headlines.
    """
    labelled: dict[str, list[int]] = {}
    for place, unit in enumerate(units):
        found = _LABELLED.fullmatch(unit.text) if unit.undecided and unit.look.kind in _LISTED else None
        if found is not None:
            labelled.setdefault(found[1], []).append(place)
    again = [places for places in labelled.values() if len(places) > 1]
    if len(again) < _FEWEST:
        again = [places for places in again if len(places) >= _FEWEST]
    for places in again:
        if len(again) > 1 or _are_parted(units, places):
            for place in places:
                units[place].look = Look(ITEM, max(units[place].look.evidence, _ALIKE.evidence))


def mark_label_blocks(units: Sequence[Unit]) -> None:
    """One label below another, again and again, are the text's, whatever they say of each thing.

    "Pro: …", "Contra: …" of three products; where there are three labels in a row, twice is enough: "Papier: …",
    "Glas: …", "Restmüll: …" of two districts. Numbers in labels may differ.
    """
    rows = [_BLOCK_ROW.fullmatch(unit.text) if unit.undecided else None for unit in units]
    labels = [_NUMBER.sub("0", row[1]) if row else "" for row in rows]
    pairs = Counter(pair for pair in pairwise(labels) if all(pair) and pair[0] != pair[1])
    again = {pair for pair, count in pairs.items() if count > 1}
    heads, tails = {upper for upper, _ in again}, {lower for _, lower in again}
    for place, pair in enumerate(pairwise(labels)):
        if pair in again and (pairs[pair] >= _FEWEST or pair[1] in heads or pair[0] in tails):
            for unit in units[place : place + 2]:
                unit.look = Look(ITEM, max(unit.look.evidence, _ALIKE.evidence))


def mark_checklist(units: Sequence[Unit]) -> None:
    """Boxes to tick before three lines or more that say something: a poll's answers are shorter."""
    ticked = [unit for unit in units if unit.undecided and unit.text[0] in BOXES]
    told = [unit for unit in ticked if len(unit.text) >= _TICKED]
    if len(told) >= _FEWEST and 2 * len(told) > len(ticked):
        for unit in ticked:
            unit.look = Look(ITEM, max(unit.look.evidence, _ALIKE.evidence))


def _are_parted(units: Sequence[Unit], places: Sequence[int]) -> bool:
    """Whether a text stands between each line and the next."""
    return all(any(unit.is_text for unit in units[one + 1 : two]) for one, two in pairwise(places))


def mark_signatures(units: Sequence[Unit]) -> None:
    """Names and places below three texts or more sign letters to the editor: "Ada Lind, Auental".

    Few of a page's texts have a name below that says who spoke, or quotation marks do.
    """
    signed = [
        unit
        for above, unit in pairwise(units)
        if unit.undecided
        and unit.look.kind is ATTRIBUTION
        and above.is_text
        and above.text[-1] not in _QUOTES
    ]
    letters = sum(_SIGNED.fullmatch(unit.text) is not None for unit in signed)
    if letters >= max(_FEWEST, _SIGNED_SHARE * sum(unit.is_text for unit in units)):
        for unit in signed:
            unit.verdict = _TOLD
