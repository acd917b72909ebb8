"""Clock lines: what a line of a page says about the time of an entry, and in which layout it says it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from transforms.dates.finding import parse_moment
from transforms.dates.moments import Moment
from transforms.document import Line
from transforms.liveblog.clock_spans import (
    CLOSERS,
    MARKS,
    REACH,
    TAIL,
    clock_forms,
    find_clock,
    is_bare,
    unglued,
)
from transforms.rulebook import Rulebook, Vocabulary

ALONE = "alone"  # the clock has the line for itself, or shares it with a label or an author
FRONT = "front"  # the clock opens the line, a headline or text goes on
END = "end"  # the clock closes the line behind a headline
BARE = "."
AGE = "ago"  # in the place of a frame: the line counts back from its reader, see `transforms.liveblog.ages`

LONGEST_HEADLINE = 200  # characters
_SHORT_REACH = 36  # characters at the start of a line of running text in which an entry's clock begins

# Any clock, told by its last digit of the hour: ASCII digits, as in the grammar of dates.
_CLOCKISH = re.compile(
    r"[0-9](?:[:.][0-9][0-9](?![0-9]|\.[0-9])|\s?(?:[Hh]\s?[0-9][0-9]|[Uu][Hh][Rr]|[AaPp]\.?[Mm]\b))"
)
_BEFORE_STOP = frozenset("0123456789mM")  # before a clock's own full stop, "p.m."; else a sentence's
_PLAYER = re.compile(r"0:00(?!\s?(?:Uhr|h\b|[ap]m))", re.IGNORECASE)  # midnight is written 00:00
_NUMBER = re.compile(
    r"(?<![\d.])\d{1,3}\.\s{1,3}(?=\d{1,2}[:.]\d\d(?![\d.]))"
)  # of a list's item, before its clock
_NUMBERED = re.compile(r"\.\s{1,3}\d{1,2}[:.]\d\d")
_GLUED_WORD = re.compile(r"(?:\s?(?:Uhr|h)(?=[^\W\d_a-zäöüß]))?")  # 14:05 UhrPegel steigt
_FRAME = re.compile(r"[*•·∙●▪■►▶>#(\[|+]+")
_RULE = MARKS.replace(".", "") + "=_"  # around a divider, whose full stop may be its date's
_AFTER = MARKS.replace("(", "").replace("[", "")  # which may open the headline


class Stamp(NamedTuple):
    """A line with a clock at its start or end, and what else it says."""

    line: int  # index into the document's lines
    layout: str  # ALONE, FRONT or END
    frame: str  # the signs around the clock: "*", "[", "+"; "." for one that may as well be a price
    moment: Moment
    rest: str  # the line without its clock: headline, text, author or label

    @property
    def minutes(self) -> int:
        """Its clock in minutes after midnight, or the minutes that it counts back, negative."""
        moment = self[3]
        hour = moment[4]
        if hour is None:
            return -int(moment.minutes_ago or 0)
        return hour * 60 + (moment[5] or 0)

    @property
    def full(self) -> bool:
        """Whether it states its day by the calendar."""
        return self.moment.day is not None and self.moment.month is not None

    @property
    def kind(self) -> tuple[str, str, bool]:
        """What the clock lines of one liveblog have in common."""
        return self.layout, self.frame, self.full


def may_hold_clock(text: str) -> bool:
    """Whether a line may be a clock line: a cheap look at its start, and at its end if that can be a clock's.

    >>> may_hold_clock("14.05 Uhr: Pegel steigt"), may_hold_clock("Um die Mittagszeit stieg der Pegel.")
    (True, False)
    """
    return bool(undecided_clock_lines((Line(text, text),)))


def undecided_clock_lines(lines: Sequence[Line]) -> list[int]:
    """The lines nobody has judged that may be clock lines: `may_hold_clock` for every line, in one go."""
    search, closers, before_stop = _CLOCKISH.search, CLOSERS, _BEFORE_STOP
    return [
        at
        for at, line in enumerate(lines)
        if (text := line[1])  # its text, and its role: by place, which is faster for each of a page's lines
        and line[2] is None
        and (
            search(text, 0, REACH if len(text) <= LONGEST_HEADLINE else _SHORT_REACH)
            or (
                len(text) > REACH  # else the search has passed its end
                and (end := text[-1]) in closers
                and (end != "." or text[-2:-1] in before_stop)
                and search(text, max(0, len(text) - TAIL))
            )
        )
    ]


def read_stamp(line: int, text: str, vocabulary: Vocabulary, labels: frozenset[str]) -> Stamp | None:
    """The clock that opens or closes a line, and what the line says besides; None where it has no such clock.

    Spares spans of time, as in opening hours and programmes, and clocks inside a sentence.

    >>> from transforms.rulebook import Rulebook
    >>> german = Rulebook.load().vocabulary("de")
    >>> read_stamp(0, "++ 14:05 Pegel steigt ++", german, frozenset())[1:]
    ('front', '+', Moment(hour=14, minute=5), 'Pegel steigt')
    >>> read_stamp(0, "14:00–18:00 Uhr: Spielenachmittag", german, frozenset()) is None
    True
    """
    text = text.strip()
    if _NUMBERED.search(text):  # told by its full stop, which is found in no time
        text = _NUMBER.sub("", text)
    forms = clock_forms(vocabulary)
    text = unglued(text, forms)
    start, end, moment = find_clock(text, forms)
    if moment is None:
        return None
    if place := forms.place.match(text, end):
        end = place.end()
    before, after = text[:start], text[end:]
    bare = is_bare(text, start, end)
    if _counts(after, forms.amounts if bare else forms.units) or _PLAYER.match(text, start):
        return None
    opening, closing = before and _words(before, labels), _words(after, labels)
    if opening and not closing:
        opening = _words(forms.link.sub("", opening), labels)
    frame = before and "".join(sorted(set("".join(_FRAME.findall(before[:3] + before[-6:])))))
    if not opening and not closing:
        return Stamp(line, ALONE, frame, moment, "")
    if not opening:
        frame += BARE * (bare and "+" not in frame)
        return Stamp(line, FRONT, frame, moment, _after_clock(text, end, labels))
    if not closing and start >= len(text) - TAIL - 12:
        return Stamp(line, END, frame, moment, forms.link.sub("", _before_clock(before)))
    return None


def read_divider(text: str, vocabulary: Vocabulary) -> Moment | None:
    """The day that a line is as a whole; None for a line with a clock or anything else in it.

    >>> from transforms.rulebook import Rulebook
    >>> german = Rulebook.load().vocabulary("de")
    >>> read_divider("+++ Donnerstag, 18. 7. +++", german)
    Moment(month=7, day=18, weekday=3)
    >>> read_divider("Am Donnerstag, 18. 7., geht es los", german) is None
    True
    """
    stripped = text.strip(_RULE)
    if not 3 < len(stripped) <= 40 or ":" in stripped:  # a colon inside is a clock's, or a label's
        return None
    moment = parse_moment(stripped, vocabulary)
    if moment is None or moment.clocked or moment.minutes_ago is not None:
        return None
    return moment if moment.dated and (moment.day, moment.weekday, moment.days_ago) != (None,) * 3 else None


def clock_vocabulary(language: str, rulebook: Rulebook) -> Vocabulary:
    """The words in which a page of that language prints clocks; German where they aren't known."""
    vocabulary = rulebook.vocabulary(language)
    return vocabulary if vocabulary.months else rulebook.vocabulary("de")


def _counts(after: str, units: frozenset[str]) -> bool:
    """Whether what looked like a clock is the length of a film, or a price, as in 2:43 min."""
    return after[:12].strip().partition(" ")[0].casefold().strip(".,)|") in units


def _words(text: str, labels: frozenset[str]) -> str:
    """What a part of the line says beyond marks, pictures and labels such as "Update"."""
    stripped = text.strip(MARKS)
    said = any(map(str.isalnum, stripped))  # else an emoji: "🔴 14:05"
    return stripped if said and stripped.casefold() not in labels else ""


def _after_clock(text: str, end: int, labels: frozenset[str]) -> str:
    """The text behind a clock, without the marks between and the frame that closes it."""
    rest = text[_GLUED_WORD.match(text, end).end() :].lstrip(_AFTER)  # type: ignore[union-attr]  # may be empty
    if "++" in text[:end] or rest.endswith("++"):
        rest = rest.rstrip(" +")
    if text.startswith("**"):
        rest = rest.rstrip(" *")
    first, _, more = rest.partition(": ")
    return more.strip() if more and first.casefold() in labels else rest.strip()


def _before_clock(before: str) -> str:
    """The text before a trailing clock, without the marks between."""
    return before.lstrip(" *•·∙●▪■►▶>#+").rstrip(" \t\u00a0,;:|•·–—−+-([/")
