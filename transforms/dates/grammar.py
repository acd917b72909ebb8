"""The forms of dates and clocks, as one pattern per language, built from the words of its vocabulary.

The pattern finds *atoms*: a date, a clock, or a word that is a date only beside one ("heute").
`transforms.dates.finding` reads them and joins neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from transforms.rulebook import Vocabulary

# Fixed offsets in minutes; a name that depends on the season is an IANA zone. IST is India's: Irish pages
# print GMT or BST far more often.
ZONES: Mapping[str, int | str] = {
    "Z": 0, "UTC": 0, "GMT": 0, "WET": 0, "BST": 60, "WEST": 60, "CET": 60, "MEZ": 60, "CEST": 120,
    "MESZ": 120, "EET": 120, "OEZ": 120, "EEST": 180, "OESZ": 180, "MSK": 180, "IST": 330, "EST": -300,
    "EDT": -240, "CST": -360, "CDT": -300, "PST": -480, "PDT": -420, "AEST": 600, "AEDT": 660,
    "ET": "America/New_York", "PT": "America/Los_Angeles",
}  # fmt: skip

DATE_LISTS = (
    "clock_words", "hour_words", "clock_prefixes", "before_noon", "after_noon", "date_clock_links",
    "date_prefixes", "date_links", "ordinals", "date_habits", "today", "yesterday", "day_before_yesterday",
    "ago_before", "ago_after", "one", "seconds", "minutes", "hours", "days", "weeks",
)  # fmt: skip
_OPENING_LISTS = (
    "clock_prefixes", "date_prefixes", "today", "yesterday", "day_before_yesterday", "ago_before", "one",
)  # fmt: skip


class Grammar(NamedTuple):
    """A language's pattern of atoms, and what its words mean. All words in lower case."""

    atom: re.Pattern[str]
    date_then_clock: re.Pattern[str]  # what may stand between the two, as a whole
    clock_then_date: re.Pattern[str]
    months: dict[str, int]  # 1…12
    weekdays: dict[str, int]  # Monday is 0
    days_ago: dict[str, int]  # "gestern" is 1
    minutes: dict[str, float]  # of a unit: "stunden" is 60
    afternoon: frozenset[str]
    openers: frozenset[str]  # first words of what states a moment without a digit: "heute", "an hour ago"
    lower_case_months: bool  # else "may 12 refugees" is no date
    day_first_slashes: bool  # else 04/11/2024 can't be told


def grammar(vocabulary: Vocabulary) -> Grammar:
    """The grammar of a vocabulary, compiled once for equal words; an empty one still knows numbers."""
    known = _BY_IDENTITY.get(id(vocabulary))
    if known is not None and known[0] is vocabulary:
        return known[1]
    lists = tuple([(name, vocabulary.words.get(name, ())) for name in DATE_LISTS])
    compiled = _compiled(vocabulary.months, vocabulary.weekdays, lists)
    if len(_BY_IDENTITY) >= 64:  # vocabularies of unknown languages are made anew for each document
        _BY_IDENTITY.clear()
    _BY_IDENTITY[id(vocabulary)] = vocabulary, compiled
    return compiled


# Hashing a vocabulary's words costs more than parsing a short line; the entry keeps its vocabulary alive,
# so that its id can't be another's.
_BY_IDENTITY: dict[int, tuple[Vocabulary, Grammar]] = {}


@lru_cache(maxsize=64)
def _compiled(
    months: tuple[tuple[str, ...], ...],
    weekdays: tuple[tuple[str, ...], ...],
    lists: tuple[tuple[str, tuple[str, ...]], ...],
) -> Grammar:
    words = dict(lists)
    habits = words["date_habits"]
    separator = r"\s{0,3}[,;|•·–—/-]?\s{0,3}"
    return Grammar(
        re.compile(_atoms(months, weekdays, words), re.VERBOSE | re.IGNORECASE),
        re.compile(separator + _optional(words["date_clock_links"]) + r"\(?", re.IGNORECASE),
        re.compile(separator + _optional(words["date_prefixes"]) + r"\(?", re.IGNORECASE),
        {name: number for number, row in enumerate(months, 1) for name in row},
        {name: number for number, row in enumerate(weekdays) for name in row},
        {
            **dict.fromkeys(words["today"], 0),
            **dict.fromkeys(words["yesterday"], 1),
            **dict.fromkeys(words["day_before_yesterday"], 2),
        },
        {
            **dict.fromkeys(words["seconds"], 1 / 60),
            **dict.fromkeys(words["minutes"], 1.0),
            **dict.fromkeys(words["hours"], 60.0),
            **dict.fromkeys(words["days"], 1440.0),
            **dict.fromkeys(words["weeks"], 10080.0),
        },
        frozenset(words["after_noon"]),
        _openers(weekdays, words),
        "lower-case-months" in habits,
        "day-first-slashes" in habits,
    )


def _openers(weekdays: tuple[tuple[str, ...], ...], words: dict[str, tuple[str, ...]]) -> frozenset[str]:
    phrases = [name for row in weekdays for name in row]
    for name in ("today", "yesterday", "day_before_yesterday", "ago_before", "one"):
        phrases += words[name]
    return frozenset(phrase.split()[0] for phrase in phrases)


def _any(words: Iterable[str]) -> str:
    """The words as alternatives, longest first; no words match nothing."""
    escaped = [re.escape(word) for word in sorted(words, key=len, reverse=True)]
    return "(?:" + "|".join(escaped) + ")" if escaped else "(?!)"


def _optional(words: tuple[str, ...], after: str = r"\s{1,2}") -> str:
    return f"(?:{_any(words)}{after})?" if words else ""


def _opening(
    months: tuple[tuple[str, ...], ...],
    weekdays: tuple[tuple[str, ...], ...],
    words: dict[str, tuple[str, ...]],
) -> str:
    """A digit, or the first two letters of a word that may begin an atom: most words fail here at once."""
    openers = [name for row in (*months, *weekdays) for name in row]
    for name in _OPENING_LISTS:
        openers += words[name]
    seconds: dict[str, set[str]] = {}
    for word in openers:
        seconds.setdefault(word[0], set()).add(word[1:2] or r"\W")
    starts = [re.escape(first) + f"[{''.join(sorted(rest))}]" for first, rest in sorted(seconds.items())]
    return "(?=" + "|".join([r"\d", *starts]) + ")"


def _atoms(
    months: tuple[tuple[str, ...], ...],
    weekdays: tuple[tuple[str, ...], ...],
    words: dict[str, tuple[str, ...]],
) -> str:
    month = _any(name for row in months for name in row) + r"(?![^\W\d_])\.?"
    weekday = _any(name for row in weekdays for name in row) + r"(?![^\W\d_])"
    forms = {
        "OPENING": _opening(months, weekdays, words),
        "LETTER": r"(?=[^\W\d])",
        "WEEKDAY": weekday,
        "LONG_DAY": _any(name for row in weekdays for name in row if len(name) > 4) + r"(?![^\W\d_])",
        "MONTH": month,
        "LINK": _optional(words["date_links"]),
        "ORDINAL": _optional(words["ordinals"], ""),
        "PREFIX": _any(words["date_prefixes"]),
        "MONTH_FIRST": "" if "month-before-day" in words["date_habits"] else "(?!)",
        "CLOCK_PREFIX": _any(words["clock_prefixes"]),
        "CLOCK_WORD": _any(words["clock_words"]) + r"(?![^\W\d_])",
        "HOUR_WORD": _any(words["hour_words"]) + r"(?![^\W\d_])",
        "MERIDIEM": _any((*words["before_noon"], *words["after_noon"])) + r"(?![^\W\d_])",
        "ZONE": r"(?:\s?\(?(?-i:" + "|".join(sorted(ZONES, key=len, reverse=True)) + r")(?![^\W_])\)?)",
        "DAY_WORD": _any((*words["today"], *words["yesterday"], *words["day_before_yesterday"])),
        "AGO": _any(words["ago_before"]),
        "SINCE": _any(words["ago_after"]),
        "COUNT": rf"(?:\d{{1,3}}|{_any(words['one'])}(?=\s))",
        "UNIT": _any(word for unit in DATE_LISTS[-5:] for word in words[unit]) + r"(?![^\W\d_])\.?",
    }
    return re.sub(r"<([A-Z_]+)>", lambda name: forms[name[1]], _TEMPLATE)


# Every repetition is bounded, so a search stays linear on any line. The outermost group that matched names
# the form; numbers are bounded here as far as a pattern can (32.13. is no date), the calendar the rest.
_TEMPLATE = r"""
<OPENING> (?<![^\W_]) (?<![$€£]) (?<!\d[.,:/+\-])  # no part of a word, a price, a longer number
(?:
  (?P<iso> (?P<iso_y>(?:19|20)\d\d) - (?P<iso_m>0[1-9]|1[0-2])
     (?: - (?P<iso_d>0[1-9]|[12]\d|3[01])
        (?: [T\s] (?P<iso_H>[01]\d|2[0-3]) : (?P<iso_M>[0-5]\d) (?: : (?P<iso_S>[0-5]\d) (?:[.,]\d{1,9})? )?
            (?P<iso_zone> \s?Z(?![^\W_]) | \s?[+-]\d\d:?\d\d | <ZONE> )? )? )?
     (?![\d-]|[.:/]\d) )
| (?P<numeric>
     (?: <LETTER> (?P<num_w><WEEKDAY>) [.,]{0,2}\s{0,2} (?:<PREFIX>\s)? | <LETTER> (?P<num_p><PREFIX>\s) )?
     (?P<num_d>0?[1-9]|[12]\d|3[01]) \.\s? (?P<num_m>0?[1-9]|1[0-2])
     (?: \.\s? (?P<num_y>(?:19|20)\d\d|\d\d(?!\d|[:.h]\d|\s?(?:<CLOCK_WORD>|<HOUR_WORD>)))
       | \. )
     (?![.,/:]?\d) )
| (?P<slashed> (?: <LETTER> <WEEKDAY>[.,]{0,2}\s{1,2})?
     (?P<sl_d>\d\d?) / (?P<sl_m>\d\d?) / (?P<sl_y>(?:19|20)\d\d|\d\d) (?![\d/]) )
| (?P<named> (?: <LETTER> (?P<nam_w><WEEKDAY>) [.,]{0,2}\s{0,2} (?:<PREFIX>\s)? )?
     (?P<nam_d>0?[1-9]|[12]\d|3[01]) (?:\.|<ORDINAL>) \s{0,2} <LINK> (?P<nam_m><MONTH>)
     (?: ,?\s{1,2} <LINK> (?P<nam_y>(?:19|20)\d\d) (?!\d|[.,:]\d) )? )
| (?P<american> <MONTH_FIRST> <LETTER> (?: (?P<am_w><WEEKDAY>) [.,]{0,2}\s{1,2} )?
     (?P<am_m><MONTH>) \s{1,2} (?P<am_d>0?[1-9]|[12]\d|3[01]) (?!\d|[.,:]\d) <ORDINAL>
     (?: ,?\s{1,2} (?P<am_y>(?:19|20)\d\d) (?!\d|[.,:]\d) )? )
| (?P<month> <LETTER> (?P<mon_m><MONTH>) \s{1,2} <LINK> (?P<mon_y>(?:19|20)\d\d) (?!\d|[.,:]\d) )
| (?P<ago> <LETTER> <AGO> \s{1,2} (?P<ago_n><COUNT>) \s{0,2} (?P<ago_u><UNIT>) )
| (?P<since> (?P<since_n><COUNT>) \s{0,2} (?P<since_u><UNIT>) \s{1,2} <SINCE> (?![^\W_]) )
| (?P<clock> (?: <LETTER> <CLOCK_PREFIX> \s{1,2} )? (?P<clk_H>[01]?\d|2[0-4])
     (?: : (?P<clk_M>[0-5]\d) (?: : (?P<clk_S>[0-5]\d) )? (?![.,:]?\d)
           (?: \s?(?P<clk_half><MERIDIEM>) | \s?<CLOCK_WORD> )? (?P<clk_zone><ZONE>)?
       | \. (?P<dot_M>[0-5]\d) (?: \s?(?P<dot_half><MERIDIEM>) | \s?<CLOCK_WORD> | (?=<ZONE>) )
         (?P<dot_zone><ZONE>)?
       | \s?h\s? (?P<h_M>[0-5]\d) (?![.,:]?\d)
       | \s?(?P<hour_half><MERIDIEM>) (?P<half_zone><ZONE>)?
       | \s?<HOUR_WORD> (?: \s(?P<uhr_M>[0-5]\d) (?=\s{0,2}(?:$|[,:;|•–—-])) )? (?P<uhr_zone><ZONE>)? ) )
| (?P<prefixed> <LETTER> <CLOCK_PREFIX> \s{1,2}
     (?P<pre_H>[01]?\d|2[0-4]) [.:] (?P<pre_M>[0-5]\d) (?![.,:]?\d) )
| (?P<dotted> (?P<bare_H>[01]\d|2[0-3]) \. (?P<bare_M>[0-5]\d) (?P<bare_zone><ZONE>)? (?![.,:]?\d|\.) )
     # a clock only beside a date
| (?P<weekday> <LETTER> (?P<day_w><LONG_DAY>) )
| (?P<relative> <LETTER> (?P<rel><DAY_WORD>) (?![^\W_]) )
)
"""
