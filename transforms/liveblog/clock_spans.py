"""Where the clock of a line stands and what it says, with the dates beside it."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from transforms.dates.finding import find_moments
from transforms.dates.grammar import ZONES
from transforms.dates.moments import Moment
from transforms.rulebook import Vocabulary
from transforms.vocabulary_memo import once_per_vocabulary

_ZONED_AGAIN = re.compile(r"(?<=\d)\s?\(\d{1,2}[:.]\d\d\s?(?:GMT|UTC)\)$")  # 16 Oct 2031 - 20:00(18:00 GMT)
_DATED_GLUED = re.compile(  # 17:12 Uhr10.09.2031Das waren die Tage
    r"(\d{1,2}[:.]\d\d(?: ?Uhr)?) ?(\d{1,2}\.\d{1,2}\.\d{4}) ?(?=[^\W\d_])"
)
_AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}),? (\d{1,2})((?::\d\d){1,2}) ?([AP])M\b")
REACH = 48  # characters at the start of a line in which an entry's clock begins
TAIL = 28  # characters at the end of a line that a trailing clock takes at most
CLOSERS = frozenset("0123456789)]rRmMhH.+CTZ")  # what a line ends with whose end may be a clock, or its zone
MARKS = " \t\r\u00a0.,;:|•·*∙●▪■►▶>/–—−+-()[]#"

_DOTTED = re.compile(r"[^\w\n]{0,4}([01]?\d|2[0-3])\.([0-5]\d)(?=\s*$|\s?[:|–—•]\s|\s-\s|[\])])")
# "18.42 Pegel steigt", "18.42Pegel": two digits each, then what may begin a headline. Prices look alike.
_BARE = re.compile(
    r"[^\w\n]{0,4}((?:[01]\d|2[0-3])\.[0-5]\d)(?=\s[„“‘”\"'«»‹¿¡]?[A-ZÀ-ÖØ-Þ]|[A-ZÀ-ÖØ-Þ][a-zß-ÿ])"
)
_GLUED = re.compile(r"(?<=[a-zäöüß?!“”\"»)…])([01]?[0-9]|2[0-3])[:.]([0-5][0-9])(?:\s?(?:Uhr|h))?\s*$")
_BRACKETED = re.compile(r"[^\W\d_] \((\d)")
_LONGEST_KNOWN = 64  # characters of a line whose clock is remembered: clocks alone come again
_CLOCKS_KNOWN = 20_000
_BESIDE = (
    "clock_words", "hour_words", "clock_prefixes", "before_noon", "after_noon", "date_clock_links",
    "date_prefixes", "date_links", "ordinals", "today", "yesterday", "day_before_yesterday", "ago_before",
    "ago_after", "one", "seconds", "minutes", "hours", "days", "weeks",
)  # fmt: skip
_PARTS = ("day", "month", "year", "hour", "minute", "dotted", "word")
_LETTERS = re.compile(r"[^\W\d_]+")

Span = tuple[int, int, Moment | None]  # start, end, and what stands there; (0, 0, None) for no clock


class ClockForms(NamedTuple):
    """What a vocabulary's words mean to a clock line."""

    vocabulary: Vocabulary
    plain: re.Pattern[str]  # a clock that opens a line, and the first word behind it
    beside: frozenset[str]  # first words of what may belong to a clock, in lower case
    units: frozenset[str]  # of lengths: "min"
    amounts: frozenset[str]  # what a price or a length is counted in: "euro"
    place: re.Pattern[str]  # where a clock goes: "Ortszeit", "heure de Paris"
    known: dict[str, Span]  # the clocks of short lines
    weekday: re.Pattern[str]  # a day of the week that opens a line, short or in full: "Mi., "
    weekdays: dict[str, int]  # Monday is 0
    glued: re.Pattern[str]  # an age that a scraper joined to the clock behind it: "2h ago16.52"
    link: re.Pattern[str]  # what joins a name or label to its clock: "um", "am", "at"


@once_per_vocabulary
def clock_forms(vocabulary: Vocabulary) -> ClockForms:
    """The forms of a vocabulary's clocks."""
    words = [name for rows in (vocabulary.months, vocabulary.weekdays) for row in rows for name in row]
    words += [word for name in _BESIDE for word in vocabulary.named(name)]
    firsts = {run[0].lower() for word in (*words, *ZONES) if (run := _LETTERS.search(word))}
    units = frozenset(word for name in ("seconds", "minutes", "hours") for word in vocabulary.named(name))
    plain, place = _plain(vocabulary.named("clock_words")), _place(vocabulary.named("clock_places"))
    amounts = frozenset(vocabulary.named("amounts"))
    weekdays = {name: day for day, row in enumerate(vocabulary.weekdays) for name in row}
    weekday = re.compile(rf"[\W_]{{0,4}}({_any(weekdays)})\b[.,|]{{0,2}}\s{{0,2}}", re.IGNORECASE)
    link = re.compile(rf"(?:^|\s)(?:{_any(vocabulary.named('label_links'))})$", re.IGNORECASE)
    ago = _any(vocabulary.named("ago_after"))
    glued = re.compile(rf"[0-9]{{1,3}}\s?(?:{_any(units)})\s(?:{ago})(?=[0-9])", re.IGNORECASE)
    return ClockForms(
        vocabulary, plain, frozenset(firsts), units, amounts, place, {}, weekday, weekdays, glued, link
    )


def find_clock(text: str, forms: ClockForms) -> Span:
    """Start, end and meaning of the clock at a stripped line's start, else at its end, with dates beside it.

    >>> from transforms.rulebook import Rulebook
    >>> forms = clock_forms(Rulebook.load().vocabulary("de"))
    >>> find_clock("+++ 14.05 Uhr: Pegel steigt", forms)
    (4, 13, Moment(hour=14, minute=5))
    >>> find_clock("Der Pegel steigt", forms)
    (0, 0, None)
    """
    span = plain_clock(text, forms)
    if span is not None:
        return span
    if len(text) > _LONGEST_KNOWN:
        return _with_weekday(read_clock(text, forms.vocabulary), text, forms)
    span = forms.known.get(text)
    if span is None:
        if len(forms.known) >= _CLOCKS_KNOWN:
            forms.known.clear()
        span = forms.known[text] = _with_weekday(read_clock(text, forms.vocabulary), text, forms)
    return span


def unglued(text: str, forms: ClockForms) -> str:
    """A stripped line with the blank that a scraper took from between an age and a clock, and its clock said once.

    American dates are written as other pages write theirs.

    >>> from transforms.rulebook import Rulebook
    >>> unglued("2h ago16.52 GMT", clock_forms(Rulebook.load().vocabulary("en")))
    '2h ago 16.52 GMT'
    """
    if text[:1].isdigit() and (dated := _DATED_GLUED.match(text)):
        text = f"{dated[1]} {dated[2]} {text[dated.end() :]}"
    match = forms.glued.match(text)
    if match:
        text = f"{match[0]} {text[match.end() :]}"
    if text[-1:] == ")":
        text = _ZONED_AGAIN.sub("", text)
    return _AMERICAN.sub(_as_stated, text) if "/" in text[:REACH] and ("AM" in text or "PM" in text) else text


def _as_stated(found: re.Match[str]) -> str:
    """An American date and clock in the international form: "3/16/2031 1:20:47 PM"."""
    month, day, year, hour, after, half = found.groups()
    return f"{year}-{int(month):02}-{int(day):02} {int(hour) % 12 + 12 * (half == 'P'):02}{after}"


def _with_weekday(span: Span, text: str, forms: ClockForms) -> Span:
    """A clock with the short name of a weekday that opens its line, which means nothing by itself: "Mi. 14:05"."""
    start, end, moment = span
    if moment is None or not start or moment.dated:
        return span
    match = forms.weekday.fullmatch(text, 0, start)
    if match is None:
        return span
    return match.start(1), end, moment._replace(weekday=forms.weekdays[match[1].lower()])


def plain_clock(text: str, forms: ClockForms) -> Span | None:
    """The clock of a line such as "14:05 Uhr: Pegel steigt", as `read_clock` reads it, at a tenth of its cost.

    Reads what may stand before it, "04.11.2024 • ", too. None for any other line, and where the first word
    behind the clock could belong to it.
    """
    match = forms.plain.match(text)
    if match is None:
        return None
    day, month, year, hour, minute, dotted, word = match.group(*_PARTS)
    if word and word.lower() in forms.beside:
        return None
    clock = int(hour), int(minute or dotted)
    if not year:
        return *match.span(1), Moment(None, None, None, None, *clock)
    if int(day) > monthrange(int(year), int(month))[1]:
        return None
    return *match.span(1), Moment(int(year), int(month), int(day), None, *clock)


def read_clock(text: str, vocabulary: Vocabulary) -> Span:
    """What `find_clock` finds, read by the grammar of dates."""
    for offset, part in _parts(text):
        runs = _runs(part, find_moments(part, vocabulary))
        for start, end, moments in (*runs[:1], *runs[-1:]):
            at_start, at_end = not offset and start < REACH, offset + end >= len(text) - TAIL
            if (at_start or at_end) and sum(moment.clocked for moment in moments) == 1:
                first, moment = _in_brackets(part, start, end, _merged(moments))
                return offset + first, offset + end, moment
    return _dotted_clock(text) or _glued_clock(text) or (0, 0, None)


def _in_brackets(text: str, start: int, end: int, moment: Moment) -> tuple[int, Moment]:
    """Where a clock begins, and what it is: a day before its bracket is a headline's, "Frei am Freitag (16.30 Uhr)"."""
    if start and moment.weekday is not None and moment.day is None:
        bracket = _BRACKETED.search(text, start, end + 1)
        if bracket is not None:
            return bracket.start(1), moment._replace(weekday=None)
    return start, moment


def _plain(clock_words: Iterable[str]) -> re.Pattern[str]:
    """Marks, a date in figures or none, an hour and minutes that a colon or the word for a clock tells from one.

    What follows is only looked at: marks, then nothing or the first word, which must have two letters, since
    "Z" and the "a" of "a.m." are parts of clocks. A digit behind the clock leaves the line to the grammar.
    """
    words = _any(clock_words)
    return re.compile(
        rf"""[ \t+*•·∙●▪■►▶>\#(\[|–—-]{{0,8}}
        (?P<span>
          (?: (?P<day>0[1-9]|[12][0-9]|3[01])\.(?P<month>0[1-9]|1[0-2])\.(?P<year>(?:19|20)[0-9][0-9])
              (?:,|\s{{1,3}}[,;|•·–—-])?\s{{1,3}} )?
          (?P<hour>[01]?[0-9]|2[0-3])
          (?: :(?P<minute>[0-5][0-9])(?![.,:]?\d) (?: \s?(?:{words})(?![^\W\d_]) )?
            | \.(?P<dotted>[0-5][0-9])\s?(?:{words})(?![^\W\d_]) ) )
        (?= \W{{0,6}} (?: (?P<word>[^\W\d_]{{2,}}) | $ ) )
        """,
        re.VERBOSE | re.IGNORECASE,
    )


def _place(notes: Iterable[str]) -> re.Pattern[str]:
    """Any of the notes behind a clock; three dots in one stand for a name: "heure de …"."""
    forms = [re.escape(note).replace("…", r"(?-i:[A-ZÀ-Þ])[\w'’-]{1,20}") for note in notes]
    return re.compile(rf"\s?\(?(?:{'|'.join(forms) or '(?!)'})(?![^\W_])\)?", re.IGNORECASE)


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)"


def _parts(text: str) -> list[tuple[int, str]]:
    """The parts of a line in which its clock may be, with their offsets: a long line's start and end."""
    if len(text) <= 2 * REACH:
        return [(0, text)]
    end = len(text) - 2 * TAIL
    return [(0, text[: REACH + TAIL]), *([(end, text[end:])] if text[-1:] in CLOSERS else [])]


def _dotted_clock(text: str) -> Span | None:
    """A clock with a dot and no word beside it, which is one only where it has its own place in the line."""
    match = _DOTTED.match(text)
    if match is not None:
        return match.start(1), match.end(2), Moment(hour=int(match[1]), minute=int(match[2]))
    match = _BARE.match(text)
    if match is None:
        return None
    hour, _, minute = match[1].partition(".")
    return *match.span(1), Moment(hour=int(hour), minute=int(minute))


def is_bare(text: str, start: int, end: int) -> bool:
    """Whether only the place of a clock tells it from a price: "18.42 Pegel steigt".

    >>> is_bare("18.42 Pegel steigt", 0, 5), is_bare("18.42: Pegel steigt", 0, 5)
    (True, False)
    """
    return end - start == 5 and text[start + 2] == "." and _BARE.match(text) is not None


def _glued_clock(text: str) -> Span | None:
    """A clock at the end of a line from which a scraper took the blank before it: "Pegel steigt14:05 Uhr"."""
    match = _GLUED.search(text, max(0, len(text) - TAIL))
    return match and (match.start(1), match.end(), Moment(hour=int(match[1]), minute=int(match[2])))


def _runs(text: str, spans: Sequence[tuple[int, int, Moment]]) -> list[tuple[int, int, list[Moment]]]:
    """Moments with nothing but marks between them as one run."""
    runs: list[tuple[int, int, list[Moment]]] = []
    for start, end, moment in spans:
        if runs and not text[runs[-1][1] : start].strip(MARKS):
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
