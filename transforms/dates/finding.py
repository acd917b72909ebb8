"""Dates and clocks as news sites print them: found in text, read, and set into a calendar.

What the text states and what it means are kept apart: `find_moments` and `parse_moment` only read,
and leave open what is not stated; `resolve` fills the gaps from what else is known, or gives up.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from transforms.dates.grammar import Grammar, grammar
from transforms.dates.moments import Moment, resolve
from transforms.rulebook import Vocabulary

__all__ = ["Moment", "find_moments", "parse_moment", "resolve"]

_LONGEST_WHOLE = 80  # characters of the longest line that is nothing but a date
_AROUND = " \t\r\u00a0,;:|•·–—-()[]*"
_DIGIT = re.compile(r"\d", re.ASCII)
_REACH = 28  # characters around digits that may belong to their date: "Donnerstag, dem 4. September"
_DIGITS = re.compile(r"\d(?:\D{0,28}\d)*", re.ASCII)


class _Atom(NamedTuple):
    start: int
    end: int
    moment: Moment
    form: str


_SOFT = frozenset({"dotted", "weekday", "relative"})  # nothing by themselves, in a sentence


def find_moments(text: str, vocabulary: Vocabulary) -> list[tuple[int, int, Moment]]:
    """Every date and clock in a text, as (start, end, moment); a date with a clock beside it is one.

    Spares numbers that only look like dates: amounts, scores, sections, phone numbers. A bare weekday, a
    bare "heute" and a bare 12.31 count only beside a date or clock; text without a digit holds none.

    >>> from transforms.rulebook import Rulebook
    >>> german = Rulebook.load().vocabulary("de")
    >>> [moment for _, _, moment in find_moments("Stand: 4. Mai 2031, 7.05 Uhr", german)]
    [Moment(year=2031, month=5, day=4, hour=7, minute=5)]
    >>> find_moments("Artikel 5.3: 1.500 Stimmen, 12.30 Euro, Endstand 2:1", german)
    []
    """
    if not _DIGIT.search(text):
        return []
    return [
        (atom.start, atom.end, atom.moment) for atom in _spans(text, vocabulary) if atom.form not in _SOFT
    ]


def parse_moment(text: str, vocabulary: Vocabulary) -> Moment | None:
    """The moment that a text is as a whole, labels already off; None where it says anything else.

    >>> from transforms.rulebook import Rulebook
    >>> german = Rulebook.load().vocabulary("de")
    >>> parse_moment("Dienstag, 4. November", german)
    Moment(month=11, day=4, weekday=1)
    >>> parse_moment("heute, 7.57 Uhr", german)
    Moment(hour=7, minute=57, days_ago=0)
    >>> parse_moment("am 4. November begann alles", german) is None
    True
    """
    if len(text) > _LONGEST_WHOLE:
        return None
    if not _DIGIT.search(text) and _first_word(text) not in grammar(vocabulary).openers:
        return None
    text = text.strip(_AROUND)  # but for the full stop, which may be the date's own: 04.11.
    if not _opens_with_atom(text, grammar(vocabulary)):
        return None
    atoms = list(_spans(text, vocabulary))
    if len(atoms) != 1 or text[: atoms[0].start] or text[atoms[0].end :].strip("."):
        return None
    return atoms[0].moment


def _first_word(text: str) -> str:
    words = text.split(maxsplit=1)
    return words[0].strip(_AROUND + ".").lower() if words else ""


def _spans(text: str, vocabulary: Vocabulary) -> Iterator[_Atom]:
    """The atoms of a text, a date and the clock beside it made one."""
    forms = grammar(vocabulary)
    last: _Atom | None = None
    for atom in _atoms(text, forms):
        if last is not None and (both := _beside(last, atom, text, forms)):
            last = both
            continue
        if last is not None:
            yield last
        last = atom
    if last is not None:
        yield last


def _atoms(text: str, forms: Grammar) -> Iterator[_Atom]:
    """The atoms around the digits of a text, or in all of it where it has none and is short."""
    read = 0
    for start, end in _windows(text):
        for match in forms.atom.finditer(text, max(start, read), end):
            read = match.end()
            if atom := _read(match, forms):
                yield atom


def _windows(text: str) -> list[tuple[int, int]]:
    windows = [(run.start() - _REACH, run.end() + _REACH) for run in _DIGITS.finditer(text)]
    return windows or [(0, _LONGEST_WHOLE)]


def _opens_with_atom(text: str, forms: Grammar) -> bool:
    """Whether the first atom of a text, if it has any, is where it begins: most lines are told by that."""
    start, end = _windows(text)[0]
    return start <= 0 and forms.atom.match(text, 0, end) is not None


def _beside(first: _Atom, then: _Atom, text: str, forms: Grammar) -> _Atom | None:
    """Two neighbours as one moment, if they say different things and only a separator stands between."""
    one, two = first.moment, then.moment
    if then.start - first.end > 16 or any(
        a is not None and b is not None for a, b in zip(one, two, strict=True)
    ):
        return None
    if one.clocked == two.clocked and not {first.form, then.form} & {"weekday", "relative"}:
        return None
    gap = forms.date_then_clock if two.clocked else forms.clock_then_date
    if not gap.fullmatch(text, first.end, then.start):
        return None
    if one.clocked and (first.form == "dotted" or then.form in _SOFT):
        return None
    together = one._replace(**{name: part for name, part in two._asdict().items() if part is not None})
    both_soft = first.form in _SOFT and then.form in _SOFT
    end = then.end + (text[then.end : then.end + 1] == ")" and "(" in text[first.end : then.start])
    return _Atom(first.start, end, together, first.form if both_soft else "joined")


def _read(match: re.Match[str], forms: Grammar) -> _Atom | None:
    form = match.lastgroup or ""
    moment = _READERS[form](match, forms)
    if moment is None or not _in_calendar(moment):
        return None
    if form == "numeric" and moment.year is None and not (match["num_w"] or match["num_p"]):
        form = "numeric" if len(match["num_d"] + match["num_m"]) == 4 else "dotted"  # 5.3. may be a section
    return _Atom(match.start(), match.end(), moment, form)


def _in_calendar(moment: Moment) -> bool:
    if moment.month is None or moment.day is None:
        return moment.hour != 24 or not (moment.minute or moment.second)
    try:
        date(moment.year or 2000, moment.month, moment.day)
    except ValueError:
        return False
    return True


def _number(text: str | None) -> int | None:
    return int(text) if text else None


def _year(text: str | None) -> int | None:
    if text is None or len(text) == 4:
        return _number(text)
    return int(text) + (2000 if int(text) < 70 else 1900)


def _iso(match: re.Match[str], _: Grammar) -> Moment:
    hour, minute, second = (_number(match[f"iso_{part}"]) for part in "HMS")
    zone = match["iso_zone"]
    return Moment(
        int(match["iso_y"]), int(match["iso_m"]), _number(match["iso_d"]), None, hour, minute, second,
        zone=zone.strip(" ()") if zone else None,
    )  # fmt: skip


def _numeric(match: re.Match[str], forms: Grammar) -> Moment:
    weekday = forms.weekdays.get((match["num_w"] or "").lower())
    return Moment(_year(match["num_y"]), int(match["num_m"]), int(match["num_d"]), weekday)


def _slashed(match: re.Match[str], forms: Grammar) -> Moment | None:
    day, month = int(match["sl_d"]), int(match["sl_m"])
    if not forms.day_first_slashes:
        if day <= 12 and month <= 12 and day != month:
            return None  # 4 November in London, 11 April in New York
        day, month = max(day, month), min(day, month)
    return Moment(_year(match["sl_y"]), month, day) if 1 <= month <= 12 else None


def _named(match: re.Match[str], forms: Grammar) -> Moment | None:
    form = {"named": "nam", "american": "am", "month": "mon"}[match.lastgroup or ""]
    name = match[f"{form}_m"]
    month = forms.months.get(name.lower().rstrip("."))
    if month is None or not (forms.lower_case_months or name[0].isupper()):
        return None
    if form == "mon":
        return Moment(int(match["mon_y"]), month)
    weekday = forms.weekdays.get((match[f"{form}_w"] or "").lower())
    return Moment(_year(match[f"{form}_y"]), month, int(match[f"{form}_d"]), weekday)


def _ago(match: re.Match[str], forms: Grammar) -> Moment | None:
    form = match.lastgroup
    count = match[f"{form}_n"]
    minutes = forms.minutes[match[f"{form}_u"].lower().rstrip(".")]
    number = int(count) if count.isdecimal() else 1
    if minutes >= 1440:
        return Moment(days_ago=number * int(minutes // 1440))
    return Moment(minutes_ago=number * minutes)


def _clock(match: re.Match[str], forms: Grammar) -> Moment | None:
    part = match.group
    hour = int(part("clk_H"))
    half = part("clk_half") or part("dot_half") or part("hour_half")
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.lower() in forms.afternoon else 0)
    minute = part("clk_M") or part("dot_M") or part("h_M") or part("uhr_M") or "0"
    zone = part("clk_zone") or part("dot_zone") or part("half_zone") or part("uhr_zone")
    return Moment(
        hour=hour, minute=int(minute), second=_number(part("clk_S")), zone=zone and zone.strip(" ()")
    )


def _prefixed(match: re.Match[str], _: Grammar) -> Moment:
    return Moment(hour=int(match["pre_H"]), minute=int(match["pre_M"]))


def _dotted(match: re.Match[str], _: Grammar) -> Moment:
    zone = match["bare_zone"]
    return Moment(hour=int(match["bare_H"]), minute=int(match["bare_M"]), zone=zone and zone.strip(" ()"))


def _weekday(match: re.Match[str], forms: Grammar) -> Moment:
    return Moment(weekday=forms.weekdays[match["day_w"].lower()])


def _relative(match: re.Match[str], forms: Grammar) -> Moment:
    return Moment(days_ago=forms.days_ago[match["rel"].lower()])


_READERS: dict[str, Callable[[re.Match[str], Grammar], Moment | None]] = {
    "iso": _iso, "numeric": _numeric, "slashed": _slashed, "named": _named, "american": _named,
    "month": _named, "ago": _ago, "since": _ago, "clock": _clock, "prefixed": _prefixed, "dotted": _dotted,
    "weekday": _weekday, "relative": _relative,
}  # fmt: skip
