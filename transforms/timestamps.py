"""Clock lines: what a line of a page says about the time of an entry, and in which layout it says it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from transforms.dates import find_moments, parse_moment
from transforms.document import Line
from transforms.moments import Moment
from transforms.rulebook import Rulebook, Vocabulary

ALONE = "alone"  # the clock has the line for itself, or shares it with a label or an author
FRONT = "front"  # the clock opens the line, a headline or text goes on
END = "end"  # the clock closes the line behind a headline

LONGEST_HEADLINE = 200  # characters
_REACH = 48  # characters at the start of a line in which an entry's clock begins
_SHORT_REACH = 20  # the same for a line of running text
_TAIL = 28  # characters at the end of a line that a trailing clock takes at most

_CLOCKISH = re.compile(r"\d\d?(?:[:.]\d\d(?!\d|\.\d)|\s?h\s?\d\d|\s?Uhr|\s?[ap]\.?m\b)", re.IGNORECASE)
_CLOSERS = frozenset("0123456789)]rRmMhH.+")
_MARKS = " \t\r\u00a0.,;:|•·*∙●▪■►▶>/–—−+-()[]#"
_PLAYER = re.compile(r"0:00(?!\s?(?:Uhr|h\b|[ap]m))", re.IGNORECASE)  # midnight is written 00:00
_GLUED_WORD = re.compile(r"(?:\s?(?:Uhr|h)(?=[^\W\d_a-zäöüß]))?")  # 14:05 UhrPegel steigt
_FRAME = re.compile(r"[*•·∙●▪■►▶>#(\[|+]+")
_DOTTED = re.compile(r"[^\w\n]{0,4}([01]?\d|2[0-3])\.([0-5]\d)(?=\s*$|\s?[:|–—•]\s|\s-\s|[\])])")
_AFTER = _MARKS.replace("(", "").replace("[", "")  # which may open the headline


class Stamp(NamedTuple):
    """A line with a clock at its start or end, and what else it says."""

    line: int  # index into the document's lines
    layout: str  # ALONE, FRONT or END
    frame: str  # the signs around the clock: "*", "[", "+"
    moment: Moment
    rest: str  # the line without its clock: headline, text, author or label

    @property
    def minutes(self) -> int:
        """Its clock in minutes after midnight."""
        return (self.moment.hour or 0) * 60 + (self.moment.minute or 0)

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
    search, closers = _CLOCKISH.search, _CLOSERS
    return [
        at
        for at, line in enumerate(lines)
        if line.role is None
        and (text := line.text)
        and (
            search(text, 0, _REACH if len(text) <= LONGEST_HEADLINE else _SHORT_REACH)
            or (text[-1] in closers and search(text, max(0, len(text) - _TAIL)))
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
    start, end, moment = _clock_span(text, vocabulary)
    if moment is None:
        start, end, moment = _dotted_clock(text)
    if moment is None:
        return None
    before, after = text[:start], text[end:]
    if _is_duration(after, vocabulary) or _PLAYER.match(text, start):
        return None
    opening, closing = _words(before, labels), _words(after, labels)
    frame = "".join(sorted(set("".join(_FRAME.findall(before[:3] + before[-6:])))))
    if not opening and not closing:
        return Stamp(line, ALONE, frame, moment, "")
    if not opening:
        return Stamp(line, FRONT, frame, moment, _after_clock(text, end, labels))
    if not closing and start >= len(text) - _TAIL - 12:
        return Stamp(line, END, frame, moment, _before_clock(before))
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
    stripped = text.strip(_MARKS.replace(".", "") + "=_")
    if not 3 < len(stripped) <= 40:
        return None
    moment = parse_moment(stripped, vocabulary)
    if moment is None or moment.clocked or moment.minutes_ago is not None:
        return None
    return moment if moment.day is not None or moment.weekday is not None else None


def clock_vocabulary(language: str, rulebook: Rulebook) -> Vocabulary:
    """The words in which a page of that language prints clocks; German where they aren't known."""
    vocabulary = rulebook.vocabulary(language)
    return vocabulary if vocabulary.months else rulebook.vocabulary("de")


def _clock_span(text: str, vocabulary: Vocabulary) -> tuple[int, int, Moment | None]:
    """Start, end and meaning of the clock at the line's start, else at its end, with the dates beside it."""
    for offset, part in _parts(text):
        runs = _runs(part, find_moments(part, vocabulary))
        for start, end, moments in (*runs[:1], *runs[-1:]):
            at_start, at_end = not offset and start < _REACH, offset + end >= len(text) - _TAIL
            if (at_start or at_end) and sum(moment.clocked for moment in moments) == 1:
                return offset + start, offset + end, _merged(moments)
    return 0, 0, None


def _parts(text: str) -> list[tuple[int, str]]:
    """The parts of a line in which its clock may be, with their offsets: a long line's start and end."""
    if len(text) <= 2 * _REACH:
        return [(0, text)]
    end = len(text) - 2 * _TAIL
    return [(0, text[: _REACH + _TAIL]), *([(end, text[end:])] if text[-1:] in _CLOSERS else [])]


def _dotted_clock(text: str) -> tuple[int, int, Moment | None]:
    """A clock with a dot and no word beside it, which is one only where it has its own place in the line."""
    match = _DOTTED.match(text)
    if match is None:
        return 0, 0, None
    return match.start(1), match.end(2), Moment(hour=int(match[1]), minute=int(match[2]))


def _runs(text: str, spans: Sequence[tuple[int, int, Moment]]) -> list[tuple[int, int, list[Moment]]]:
    """Moments with nothing but marks between them as one run."""
    runs: list[tuple[int, int, list[Moment]]] = []
    for start, end, moment in spans:
        if runs and not text[runs[-1][1] : start].strip(_MARKS):
            runs[-1] = (runs[-1][0], end, [*runs[-1][2], moment])
        else:
            runs.append((start, end, [moment]))
    return runs


def _merged(moments: Sequence[Moment]) -> Moment:
    """What several moments say together; the one with the clock has the first word."""
    first = sorted(moments, key=lambda moment: not moment.clocked)
    return Moment(
        *(next((part for part in column if part is not None), None) for column in zip(*first, strict=True))
    )


def _is_duration(after: str, vocabulary: Vocabulary) -> bool:
    """Whether what looked like a clock is the length of a film, as in 2:43 min."""
    unit = after[:12].strip().partition(" ")[0].casefold().strip(".,)|")
    return any(unit in vocabulary.named(name) for name in ("seconds", "minutes", "hours"))


def _words(text: str, labels: frozenset[str]) -> str:
    """What a part of the line says beyond marks and labels such as "Update"."""
    stripped = text.strip(_MARKS)
    return "" if stripped.casefold() in labels else stripped


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
