"""Agendas in the entries of liveblogs: clocks of what is still to come, which open no entries."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from transforms.document import BODY, Document
from transforms.liveblog.timestamps import FRONT, Stamp

AGENDA = "liveblog/agenda"

_QUARTER = 15  # minutes: what is planned begins on one
_FEWEST_POINTS = 2  # of an agenda
_NEAR = 90  # minutes between the entry with the agenda and the next one
_FEWEST_FALLING = 2  # entries above an agenda in the last one, which has none below to compare with


def without_agendas(stamps: list[Stamp]) -> list[Stamp]:
    """The clock lines without those that run ahead of their entry and of the next one, as an agenda's do.

    "7.22am: What is on today", "9am: Debate", "2pm: Vote", "7.41am: First news": such lines rise, on quarters
    of an hour, between two entries that are near each other. Spares clocks of the next day, and single ones.
    """
    if sum([stamp.minutes % _QUARTER == 0 for stamp in stamps[1:]]) < _FEWEST_POINTS:
        return stamps
    kept: list[Stamp] = []
    at = 0
    while at < len(stamps):
        kept.append(stamps[at])
        end = _end_of_agenda(stamps, at, kept)
        at = end if end - at > _FEWEST_POINTS else at + 1
    return kept


def _end_of_agenda(stamps: Sequence[Stamp], at: int, above: Sequence[Stamp]) -> int:
    """Where the agenda behind a clock line ends; not behind it if it has none."""
    end = at + 1
    while end < len(stamps) and _is_planned(stamps[end], stamps[end - 1], stamps[at]):
        end += 1
    if end == len(stamps):
        falling = all(two.minutes < one.minutes for one, two in pairwise(above))
        return end if len(above) > _FEWEST_FALLING and falling else at + 1
    entry, following = stamps[at].minutes, stamps[end].minutes
    ahead = following < stamps[at + 1].minutes and abs(following - entry) <= _NEAR
    on_quarters = entry % _QUARTER == 0 == following % _QUARTER
    return end if ahead and not on_quarters else at + 1


def _is_planned(stamp: Stamp, before: Stamp, entry: Stamp) -> bool:
    return stamp.minutes % _QUARTER == 0 and stamp.minutes >= before.minutes and stamp.minutes > entry.minutes


def _planned(stamps: Sequence[Stamp], entries: Sequence[Stamp]) -> list[int]:
    """The lines of other layouts among the entries whose clocks rise on quarters of an hour, two or more in a row."""
    points = [
        stamp
        for stamp in stamps
        if stamp.layout == FRONT and stamp.kind != entries[0].kind and stamp.line > entries[0].line
    ]
    known = {stamp.line for stamp in entries}
    rising = {
        line
        for one, two in pairwise(points)
        if one.minutes % _QUARTER == 0 and _is_planned(two, one, one)
        for line in (one.line, two.line)
    }
    return sorted(rising - known)


def keep_agendas(document: Document, stamps: Sequence[Stamp], entries: Sequence[Stamp]) -> Document:
    """The document with the points of agendas kept as text: short lines in a row look like furniture."""
    alike = [stamp for stamp in stamps if stamp.kind == entries[0].kind and stamp.line >= entries[0].line]
    known = {stamp.line for stamp in (*entries, *without_agendas(alike))}
    points = [stamp.line for stamp in alike if stamp.line not in known] + _planned(stamps, entries)
    if not points:
        return document
    lines = list(document.lines)
    for at in points:
        if lines[at].role is None:
            lines[at] = lines[at].judged(BODY, AGENDA)
    return document.with_lines(lines)
