"""Clock lines that count back from the reader: "vor 5 Minuten", "Kira Moos • 2h ago", "18 Min."."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise, zip_longest
from typing import NamedTuple

from transforms.dates.moments import Moment
from transforms.document import Line
from transforms.liveblog.clock_spans import MARKS
from transforms.liveblog.order import goes_on, has_text, is_falling, order
from transforms.liveblog.page import Page, is_person, is_prose
from transforms.liveblog.timestamps import AGE, ALONE, END, FRONT, LONGEST_HEADLINE, Stamp
from transforms.rulebook import Vocabulary
from transforms.vocabulary_memo import once_per_vocabulary

_REACH = 80  # characters of a line that is an age and perhaps an author
_LONGEST_AGE = 24  # characters at the start of a longer line, whose headline follows
_FEWEST_SIGNED, _SIGNED = (
    5,
    0.6,
)  # ages below which authors stand, and how many of them are of those who come again
_FEWEST_TOLD, _TOLD = 6, 0.6  # ages, and how many of them have a text right below, and right above
_FIXED = (("just_now", 0), ("yesterday", 1440), ("day_before_yesterday", 2880))
_UNITS = (("seconds", 0), ("minutes", 1), ("hours", 60), ("days", 1440), ("weeks", 10_080))
_BREAK = re.compile(r"\s{0,2}[|•·∙●▪–—]\s{0,2}|,\s|\s-\s")  # between an age and its author
_AFTER = MARKS.replace("(", "").replace("[", "")  # which may open the headline


class Age(NamedTuple):
    """How long ago, in which layout the line says so, and its rest: author, or headline."""

    moment: Moment
    layout: str
    rest: str


class _Part(NamedTuple):
    """What stands between two signs of such a line."""

    minutes: int | None
    rest: str
    worded: bool  # "vor 2 Std.", no mere "2 Std."


class _Forms(NamedTuple):
    age: re.Pattern[str]
    minutes: dict[str, int]  # of a unit
    counted: re.Pattern[str]  # a number and a unit
    worded: re.Pattern[str]  # what else is one: "gerade eben", "einer Stunde"
    fixed: dict[str, int]  # "gerade eben", "gestern"
    openers: frozenset[str]  # what may stand before a name, or for itself: "von", "update"


def find_ages(page: Page, vocabulary: Vocabulary) -> list[Stamp]:
    """The lines that say how long ago an entry was published; words alone, "gerade eben", only beside numbers."""
    forms = _forms(vocabulary)
    numbers = _read(page, forms.counted, vocabulary)
    return sorted((numbers | _read(page, forms.worded, vocabulary)).values()) if numbers else []


def _read(page: Page, sign: re.Pattern[str], vocabulary: Vocabulary) -> dict[int, Stamp]:
    """The lines with a sign of an age that are one: an age opens a long line, or it has a short one for itself."""
    looked_at = [text if len(text) <= _REACH else text[:_LONGEST_AGE] for text in page.texts]
    if not sign.search("\0".join(looked_at)):  # once for the page: most have none
        return {}
    found = [
        (at, read_age(page.texts[at], vocabulary)) for at, start in enumerate(looked_at) if sign.search(start)
    ]
    return {at: Stamp(at, age.layout, AGE, age.moment, age.rest) for at, age in found if age is not None}


def read_age(text: str, vocabulary: Vocabulary) -> Age | None:
    """How long before it was read a line says something was published, and what it says besides.

    A number and a unit are enough where they have the line, or a person's name beside them. Spares ages in a
    sentence, lengths and reading times, whose lines say so, and what readers sign with a nickname.

    >>> from transforms.rulebook import Rulebook
    >>> german = Rulebook.load().vocabulary("de")
    >>> read_age("Kira Moos · vor 1 Std. 5 Min.", german)
    Age(moment=Moment(minutes_ago=65), layout='alone', rest='Kira Moos')
    >>> [read_age(line, german) for line in ("4 Min. Lesezeit", "Vor 5 Minuten fiel das Tor")]
    [None, None]
    """
    if len(text) > LONGEST_HEADLINE:
        return None
    forms = _forms(vocabulary)
    parts = _BREAK.split(text.strip(MARKS))
    read = [_part(part, forms) for part in parts]
    told = [part.minutes for part in read if part.minutes is not None]
    if len(told) != 1:
        return None
    names = [_name(part.rest, forms.openers) for part in read]
    moment = Moment(minutes_ago=told[0])
    if None not in names and sum(map(bool, names)) <= 1:
        return Age(moment, ALONE, "".join(filter(None, names)))
    if read[0].minutes is None or read[0].rest or not read[0].worded:
        return None
    return Age(moment, FRONT, text.lstrip(MARKS)[len(parts[0]) :].lstrip(_AFTER))


def _part(part: str, forms: _Forms) -> _Part:
    """A part of a line: the minutes that it counts back, if it does, and what else it says."""
    if (fixed := forms.fixed.get(part.casefold().rstrip("."))) is not None:
        return _Part(fixed, "", True)
    match = forms.age.fullmatch(part)
    worded = match is not None and bool(match["before"] or match["after"])
    if match is None or ((match["who"] or match["more_said"]) and not worded):
        return _Part(None, part, False)
    beside = [
        said for said in (match["who"], match["more_said"]) if said and said.casefold() not in forms.openers
    ]
    return _Part(_minutes(match, forms), beside[0] if len(beside) == 1 else " ".join(beside), worded)


def _name(text: str, openers: frozenset[str]) -> str | None:
    """The person that a text names, also behind "Von" or "Autor:"; "" for a label; None for anything else."""
    name = text.strip(MARKS)
    opener, _, more = name.partition(" ")
    if more and (opener.endswith(":") or opener.casefold() in openers):
        name = more.strip(MARKS)
    if not name or name.casefold() in openers:
        return ""
    return name if is_person(name) else None


def _minutes(match: re.Match[str], forms: _Forms) -> int:
    parts = ((match["count"], match["unit"]), (match["more"], match["part"]))
    return sum(
        forms.minutes[unit.casefold()] * (int(count) if count.isdecimal() else 1)
        for count, unit in parts
        if count
    )


@once_per_vocabulary
def _forms(vocabulary: Vocabulary) -> _Forms:
    minutes = {word: length for name, length in _UNITS for word in vocabulary.named(name)}
    fixed = {word: length for name, length in _FIXED for word in vocabulary.named(name)}
    one, unit = _any(vocabulary.named("one")), _any(minutes)
    before, after = _any(vocabulary.named("ago_before")), _any(vocabulary.named("ago_after"))
    age = rf"""
        (?:(?P<who>[^\d\n]{{2,48}}?)\s{{1,2}})??
        (?:(?P<before>{before})\s{{1,2}})?
        (?P<count>[0-9]{{1,3}}|{one}(?=\s))\s?(?P<unit>{unit})\.?
        (?:,?\s?(?P<more>[0-9]{{1,2}})\s?(?P<part>{unit})\.?)?
        (?:\s(?P<after>{after}))?\.?
        (?:\s(?P<more_said>[^\d\n]{{2,48}}))?
    """
    return _Forms(
        re.compile(age, re.VERBOSE | re.IGNORECASE),
        minutes,
        re.compile(rf"[0-9]\s?{unit}(?![^\W\d_])", re.IGNORECASE),
        re.compile(rf"(?<![^\W_])(?:{_any(fixed)}|{one}\s{unit})(?![^\W_])", re.IGNORECASE),
        fixed,
        frozenset((*vocabulary.named("byline_openers"), *vocabulary.named("entry_labels"))),
    )


def _any(words: Iterable[str]) -> str:
    spelled = [re.escape(word) for word in sorted(set(words), key=len, reverse=True)]
    return "(?:" + "|".join(spelled) + ")" if spelled else "(?!)"


def may_count_back(lines: Sequence[Line], vocabulary: Vocabulary) -> bool:
    """A cheap look: whether so many short lines have a word of ages that they may be the entries' of a liveblog."""
    words = (*vocabulary.named("ago_before"), *vocabulary.named("ago_after"))
    short = "\n".join([text for line in lines if 0 < len(text := line[1]) <= _LONGEST_AGE]).casefold()
    if sum(map(short.count, words)) < _FEWEST_SIGNED:
        return False
    return sum(any(map(text.__contains__, words)) for text in short.split("\n")) >= _FEWEST_SIGNED


def are_signed(ages: Sequence[Stamp], page: Page) -> bool:
    """Whether the few authors of a liveblog stand right below ages that go back: readers' comments have many.

    >>> are_signed([], Page([]))
    False
    """
    if len(ages) < _FEWEST_SIGNED or any(age.layout != ALONE or age.rest for age in ages):
        return False
    ends = [*(two.line for two in ages[1:]), len(page.texts)]
    below = [page.between(age.line, end)[:2] for age, end in zip(ages, ends, strict=True)]
    names = Counter(page.texts[span[0]] for span in below if len(span) > 1 and is_person(page.texts[span[0]]))
    again = sum(times for times in names.values() if times > 1)
    return is_falling(ages) and again >= len(ages) * _SIGNED and len(names) <= len(ages) * (1 - _SIGNED)


def are_told(ages: Sequence[Stamp], page: Page) -> bool:
    """Whether texts stand right below ages, and right above: those of entries that need no headline.

    Readers' comments have a name there, and teasers a headline.

    >>> are_told([], Page([]))
    False
    """
    alone = [
        age for age in ages if age.layout == ALONE and not age.rest
    ]  # the last may say "gestern, 22.40 Uhr"
    if len(alone) < max(_FEWEST_TOLD, len(ages) - 1):
        return False
    spans = [page.between(one.line, two.line) for one, two in pairwise(ages)]
    below = sum(bool(span) and is_prose(page.texts[span[0]]) for span in spans)
    above = sum(bool(span) and is_prose(page.texts[span[-1]]) for span in spans)
    return below >= len(spans) * _TOLD and above >= len(spans) * _TOLD


def clocked_ages(ages: Sequence[Stamp], clocks: Sequence[Stamp], page: Page) -> set[int]:
    """The lines of those ages that a clock stands right above or below, which says the same for good.

    >>> clocked_ages([], [], Page([]))
    set()
    """
    alone = {stamp.line for stamp in clocks if stamp.layout == ALONE}
    return {age.line for age in ages if age.layout == ALONE and not page.next_to(age.line).isdisjoint(alone)}


def with_ages(chosen: Sequence[Stamp], stamps: Sequence[Stamp], page: Page) -> list[Stamp]:
    """The chosen clock lines and, where new entries count back and older ones have clocks, both kinds.

    >>> with_ages([], [], Page([]))
    []
    """
    ages = [stamp for stamp in stamps if stamp.frame == AGE]
    clocks = [stamp for stamp in stamps if stamp.frame != AGE and stamp.layout != END]
    if not ages or not clocks or not chosen:
        return list(chosen)
    if chosen[0].frame == AGE:
        return [*chosen, *_going_on(chosen[-1], clocks, page)]
    newer = [age for age in ages if age.line < chosen[0].line]
    told = all(has_text(age, below.line, page) for age, below in pairwise([*newer, chosen[0]]))
    return [*newer, *chosen] if told and is_falling(newer) and order(chosen) < 0 else list(chosen)


def _going_on(last: Stamp, clocks: Sequence[Stamp], page: Page) -> list[Stamp]:
    """The clock lines below the last age, as far as they fall and each has a text."""
    below = [stamp for stamp in clocks if stamp.line > last.line]
    found: list[Stamp] = []
    for stamp, after in zip_longest(below, below[1:]):
        end = after.line if after else len(page.texts)
        if not (goes_on(found[-1], stamp, -1, end, page) if found else has_text(stamp, end, page)):
            break
        found.append(stamp)
    return found


def bare_ages(stamps: Sequence[Stamp]) -> list[Stamp]:
    """The clock lines without the authors beside their ages, who are no headlines."""
    return [
        stamp._replace(rest="") if stamp.frame == AGE and stamp.layout == ALONE else stamp for stamp in stamps
    ]
