"""Chronologies and programmes of an article: hours that head what happened then, days that head what takes place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from transforms.document import HEADING
from transforms.shape.kinds import ITEM, NUMBERS, TEXT, Kind, Look
from transforms.shape.units import SHORT, Unit, Verdict

_FEWEST_DAYS = 2  # lines "Montag, 15. Juni 2031", each above its paragraphs
_DAY = re.compile(r"(?:[^\W\d_]{5,12}, )?\d{1,2}\. [^\W\d_]{3,9} (?:19|20)\d\d")
_WEEKDAY = re.compile(
    r"[^\W\d_]{5,12},? (?:de[nm] )?(\d{1,2})\. ?(?:[^\W\d_]{3,9}|\d{1,2}\.)"
)  # no year: no teaser's
_YEAR = re.compile(
    r"(?:(?:ab|seit|um|since|depuis|en|in) )?((?:1\d|20)\d\d)(?: ?[–-] ?(?:\d\d){1,2})?:?", re.IGNORECASE
)
_WITH_YEAR = re.compile(  # 11. Juni 2031, June 11, 2031, Juni 2031
    r"(?:\d{1,2}\.? )?(?:de )?[^\W\d_]{3,10}\.?(?: de)?(?: \d{1,2},)? ((?:19|20)\d\d):?", re.IGNORECASE
)
_FEWEST_HOURS = 3  # lines "11.05 Uhr:" that make a chronology
_FEWEST_ROWS = 4  # lines "19.30 Uhr: Konzert" that make a programme, wherever they stand
_LONGEST = 120  # characters of such a row
_TOLD = 1.5  # evidence of what happened then
_LONGEST_DATE = 30  # characters
_EVENTS = SHORT | TEXT | {ITEM}
# The forms of dates alone on their lines; how many of a form head what stands below, how often they may begin anew,
# and what stands below: a teaser's date has its year, and a headline below.
_DATES: tuple[tuple[re.Pattern[str], int, int, frozenset[Kind]], ...] = (
    (_YEAR, 3, 0, _EVENTS),
    (_WEEKDAY, 2, 1, _EVENTS),
    (_WITH_YEAR, 4, 0, TEXT),
)
_PARAGRAPH = 80  # characters of what an hour heads
_HOUR = re.compile(r"(\d{1,2})[.:](\d\d)(?: ?(?:Uhr|h|heures|uur))?", re.IGNORECASE)
_ROW = Look(ITEM, 0.8)
_HEADING: Verdict = (HEADING, "shape/heading")
_EVENT = re.compile(  # at a full hour or quarter of one: news happen at any minute
    r"(?:ab |von |um |gegen )?\d{1,2}(?:[.:](?:00|15|30|45))?(?: ?(?:bis|–|-) ?\d{1,2}(?:[.:]\d\d)?)? Uhr: \S",
    re.IGNORECASE,
)


def mark_chronology(units: Sequence[Unit]) -> None:
    """Hours with a colon, alone on their lines, head what stands below: it is no teaser, whose date has none."""
    hours = [
        (unit, below)
        for unit, below in pairwise(units)
        if unit.text[-1] == ":" and unit.undecided and unit.look.kind is NUMBERS and below.undecided
    ]
    if len(hours) < _FEWEST_HOURS:
        return
    for hour, told in hours:
        hour.verdict = _HEADING
        if told.look.kind in TEXT:
            told.look = Look(told.look.kind, max(told.look.evidence, _TOLD))


def mark_hours(units: Sequence[Unit]) -> None:
    """Hours alone on their lines head the paragraphs below them, in the order of a day: a tale told hour by hour.

    Spares the clocks of teasers, which stand above headlines, and all that have no text right below.
    """
    hours = [
        (unit, below, 60 * int(hour[1]) + int(hour[2]))
        for unit, below in pairwise(units)
        if unit.text[0].isdigit() and (hour := _HOUR.fullmatch(unit.text)) and unit.undecided
    ]
    if len(hours) < _FEWEST_HOURS or not all(_is_told(below) for _, below, _ in hours):
        return
    if sum(after <= before for (*_, before), (*_, after) in pairwise(hours)) <= 1:  # the day after
        for unit, *_ in hours:
            unit.verdict = _HEADING


def mark_days(units: Sequence[Unit]) -> None:
    """Days of one year alone on their lines, amid paragraphs and in the order of time, head what happened on them.

    Spares the dates of teasers, which stand below headlines.
    """
    days = [
        (above, unit, below)
        for above, unit, below in zip(units, units[1:], units[2:], strict=False)
        if unit.undecided and unit.look.kind is NUMBERS and _DAY.fullmatch(unit.text)
    ]
    if len(days) < _FEWEST_DAYS or not all(_is_told(below) for *_, below in days):
        return
    if all(above.is_text for above, *_ in days[1:]) and len({unit.text[-4:] for _, unit, _ in days}) == 1:
        for _, unit, _ in days:
            unit.verdict = _HEADING


def mark_dates(units: Sequence[Unit]) -> None:
    """Years alone on their lines, in order and below a text, head what happened then, in however few words.

    So do weekdays with their date but no year, which a teaser's date has, and days through several years above
    sentences: teasers have headlines. Spares years that nothing stands between, as those of an archive, and what
    stands above all text.
    """
    dates = [place for place, unit in enumerate(units) if _may_be_date(unit)]
    for form, fewest, turns, kinds in _DATES:
        found = [(place, date) for place in dates if (date := form.fullmatch(units[place].text))]
        if (
            len(found) >= fewest
            and any(unit.is_text for unit in units[: found[0][0]])
            and all(_may_tell(units, place, kinds) for place, _ in found)
            and _in_order([int(date[1]) for _, date in found], turns=turns)
        ):
            for place, _ in found:
                units[place].verdict = _HEADING
                if units[place + 1].look.kind in SHORT:
                    units[place + 1].look = _ROW


def _may_be_date(unit: Unit) -> bool:
    return unit.look[0] is NUMBERS and unit.undecided and len(unit.text) <= _LONGEST_DATE


def _may_tell(units: Sequence[Unit], place: int, kinds: frozenset[Kind]) -> bool:
    """Whether the line below a date says what happened: in two words or more, and no numbers."""
    below = units[place + 1 : place + 2]
    return bool(below) and below[0].undecided and below[0].look.kind in kinds and " " in below[0].text


def _in_order(numbers: Sequence[int], *, turns: int) -> bool:
    """Whether numbers only rise, or only fall; days begin anew with the next month."""
    falls = sum(after < before for before, after in pairwise(numbers))
    return len(set(numbers)) > 1 and (falls <= turns or falls == len(numbers) - 1)


def _is_told(unit: Unit) -> bool:
    return unit.undecided and unit.look.kind in TEXT and len(unit.text) >= _PARAGRAPH


def mark_scattered_programme(units: Sequence[Unit]) -> None:
    """Events under their days are the text's, and so are days and what stands right above them: stages, halls."""
    rows = [place for place, unit in enumerate(units) if unit.undecided and _is_event(unit.text)]
    if len(rows) < _FEWEST_ROWS:
        return
    for row in rows:
        units[row].look = _ROW
        day = row - 1
        if day < 0 or not units[day].undecided or units[day].look.kind is not NUMBERS:
            continue
        units[day].verdict = _HEADING
        if day and units[day - 1].undecided and units[day - 1].look.kind in SHORT:
            units[day - 1].verdict = _HEADING


def _is_event(text: str) -> bool:
    return len(text) <= _LONGEST and _EVENT.match(text) is not None
