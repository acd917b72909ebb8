"""The line that a site prints on every page: its label, a date, perhaps a clock, and nothing else that counts."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple, TypeAlias

from transforms.dates.finding import Moment
from transforms.metadata.facts import Facts

_SIZE = 2_000  # shapes that are remembered
_LONGEST = 90  # characters
_STAMP = re.compile(
    r"""
    \D{0,40} (\d{1,2}) \D{1,14} (?:(\d{1,2}) \.\s?)? (\d{4})  # Stand: 04.05.2031, Do 4. Mai 2031
    (?:\D{1,12} (\d{1,2}) [.:] (\d\d))? \D{0,40}              # , 7.05 Uhr
    """,
    re.VERBOSE | re.ASCII,
)
_ZEROS = str.maketrans("123456789", "000000000")


class _Learnt(NamedTuple):
    """What lines of one shape say, and what is alike in their dates."""

    facts: Facts
    label: str | None
    moment: Moment


Stamps: TypeAlias = dict[
    str, _Learnt | None
]  # by shape: the text, each digit a 0; None where a line has more to say


def read_stamp(text: str, known: Stamps, read: Callable[[str], Facts | None]) -> Facts | None:
    """What ``read`` finds in a line, learnt once for all lines that differ in the digits of their date alone.

    A date that no calendar has, a year far off and numbers that are no date are left to ``read``: it decides,
    here nothing but numbers is set into what it decided.
    """
    found = _STAMP.fullmatch(text) if len(text) <= _LONGEST else None
    if found is None:
        return read(text)
    day, month, year, hour, minute = [int(part) if part else None for part in found.groups()]
    shape = text.translate(_ZEROS)
    learnt = known.get(shape)
    if learnt is None:
        facts = read(text)
        if shape not in known and day != month:
            if len(known) >= _SIZE:
                known.clear()
            known[shape] = _learn(facts, Moment(year, month, day, hour=hour, minute=minute))
        return facts
    like = learnt.moment
    moment = Moment(
        year, like.month if month is None else month, day, like.weekday, hour, minute, zone=like.zone
    )
    if not _is_usual(moment):
        return read(text)
    return learnt.facts._replace(dates=((learnt.label, moment),))


def _learn(facts: Facts | None, stated: Moment) -> _Learnt | None:
    """What the facts say besides the date, if the numbers of the line are that date and no more."""
    if facts is None or len(facts.dates) != 1:
        return None
    label, moment = facts.dates[0]
    month = moment.month if stated.month is None else stated.month
    same = moment == stated._replace(month=month, weekday=moment.weekday, zone=moment.zone)
    return _Learnt(facts, label, moment) if same and month and _is_usual(moment) else None


def _is_usual(moment: Moment) -> bool:
    """Whether a calendar has the day, in a year that pages are from, and the clock the hour."""
    year, month, day, _, hour, minute, *_ = moment
    if not (year and month and day and 1970 <= year < 2070) or (hour or 0) > 23 or (minute or 0) > 59:
        return False
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
