"""Match tickers: entries that only the minute of play opens, as in "63 Einwechslung bei Nordau: Jo Tal"."""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from itertools import pairwise

from transforms.dates.moments import Moment
from transforms.document import BODY, HEADING, WRAPPED, Document, Line
from transforms.liveblog.clock_spans import ClockForms, clock_forms, find_clock
from transforms.liveblog.marks import HEADLINE, TEXT
from transforms.liveblog.page import Page, heads, is_prose
from transforms.liveblog.timestamps import clock_vocabulary
from transforms.rulebook import Rulebook
from transforms.shape.kinds import CREDIT, LINK
from transforms.shape.looks import Looks

_FEWEST = 6  # lines with minutes that make a match ticker,
_FEWEST_EVENTS = 3  # of which so many tell what happens in matches
_LONGEST = 130  # minutes of play, with extra time
_SHARE = 0.3  # of the lines from the first minute to the last,
_ALONE_SHARE = 0.15  # or so much where each minute has a line of its own
_REACH = 7  # lines that a minute may have
_SHORT = 60  # characters of what may look like furniture: "Pohl kommt für Abt"
_PLAY = "liveblog/play"
_NO_PLAY = frozenset({CREDIT, LINK})
_BULLETS = "•*–-·▪"
_WHOLE, _FIRST, _LAST = 8, 15, 85  # lines of a match, one of its first minutes and one of its last
_MOSTLY_PRIMED = 0.8  # of the lines that may open with a minute
_PERIODS = 4  # of a match with extra time: so often may the minutes turn back
_ADDED = 10  # minutes that a period may be longer, so that the next begins at a minute that was before
_PRIMED_SHARE = 0.15  # of those where each has the sign of minutes
_ADDED_TIME = r"(?:\+\s?\d{1,2}\s?[.'’′´]?\s?)?"
_MATCH = r"(?:\([^()]{2,40}\)\s?)?"  # of several that are played at once: "90. Minute (AUE - WAL): …"
_MINUTE = re.compile(
    rf"\(?(\d{{1,3}})(?!\d)(?:[.'’′´](?!\d)|:00(?=\s?\|))?\s?{_ADDED_TIME}\)?\s?(?:(?:spiel)?min(?:s|ute)?[.:]?\s)?{_ADDED_TIME}"
    rf"{_MATCH}(?:[:–-]|\|(?:\s?\|)?)?\s?"
    r"(?:\d{1,2}:(?!0\d)\d{1,2}\s?[|–-]?\s?)?"  # the score
    r"(?=(?-i:[^\W\d_a-zß-ÿ]))",
    re.IGNORECASE,
)
_ALONE = re.compile(
    rf"\(?(\d{{1,3}})(?=\s?(?:[.'’′´+]|(?:spiel)?min))\s?[.'’′´]?\s?{_ADDED_TIME}(?:(?:spiel)?min(?:s|ute)?\.?)?\s?{_ADDED_TIME}\)?\s?"
    rf"{_MATCH}(?:\d{{1,2}}:(?!0\d)\d{{1,2}})?:?",
    re.IGNORECASE,
)
_DAY_HOURS = 24  # above which a number before a colon is no hour
_STOPPED = re.compile(
    r"\(?(\d{1,3}):[0-5]\d\)?(?:\s?[|:–-])?(?:\s?\(?\d{1,3}:\d{1,3}\)?)?(?:\s?[|:–-])?\s?(?P<more>(?=\D).*)?"
)
_LONGEST_DISTANCE = len("Noch 103,5 km")
_DISTANCE = re.compile(
    r"(?=.{0,12}k(?:m|ilometer)\b)(?:noch |km |kilometer )?(\d{1,3})(?:[,.]\d)?(?: ?(?:km|kilometer))?"
    r"(?: (?:vor dem ziel|bis zum ziel|bis ins ziel|to go))?(?:\s?[|:–-]\s?(?P<more>.+))?[.:]?",
    re.IGNORECASE,
)
_PRIMED = re.compile(r"\d{1,3}(?:\s?\+\s?\d{1,2})?\s?['’′´]")


def mark_match(document: Document, rulebook: Rulebook) -> Document:
    """Mark the lines of a match ticker that a minute opens, headlines and texts; the minutes stay.

    The minutes, or those of a stopped clock with seconds, "58:30", or the kilometres of a race have to rise or
    fall, and some lines to tell of goals, cards or breakaways. Spares tables, squads and numbered lists.
    """
    found, primed = _find_play(document.lines)
    if not found:
        return document
    events = rulebook.vocabulary(document.language).named("match_events")
    page = Page(document.lines)
    if not _tells_most(found, page):
        return document
    below = _below(found, page)
    said = [_with_text(page, at, below[at]).casefold() for at in found]
    alone = all(_is_alone(page, at) for at in found)
    least = _ALONE_SHARE if alone else _PRIMED_SHARE if primed else _SHARE
    lines = document.lines[min(found) : max(found) + 1]
    if sum(_tells_event(text, events) for text in said) < _FEWEST_EVENTS or len(found) < least * sum(
        bool(line.text.strip()) for line in lines
    ):
        return document
    clocks = _find_clocks(found, page, clock_forms(clock_vocabulary(document.language, rulebook)))
    stages = _find_stages(found, clocks, page, rulebook.vocabulary(document.language).named("match_stages"))
    below = _below(sorted({*found, *stages, *clocks}), page)
    looks = Looks.of(rulebook, document.language)
    return document.with_lines(_marked(document.lines, page, below, stages, clocks, looks))


def _find_play(lines: Sequence[Line]) -> tuple[dict[int, int], bool]:
    """The lines that a match or race counts, with their numbers, and whether a sign says what is counted."""
    opened = [
        (at, text)
        for at, line in enumerate(lines)
        if (text := line[1]) and not text[0].isalpha() and line[2] is None
    ]  # by place and by the first sign: every page is asked, and few lines open with a number
    minutes = {at: minute for at, text in opened if (minute := _minute(text))}
    signed = {at: minute for at, minute in minutes.items() if _PRIMED.match(lines[at].text.strip())}
    primed = len(signed) >= max(_FEWEST, _MOSTLY_PRIMED * len(minutes))
    play = _played(signed if primed else minutes, primed)  # without "2 Minuten: …", a penalty
    if play:
        return play, primed
    return _played(_find_stopped(opened), True) or _played(_find_distances(lines), True), True


def _played(found: Mapping[int, int], primed: bool) -> dict[int, int]:
    """The lines in the order of play; none where they are too few, or a list."""
    if len(found) < _FEWEST:
        return {}
    found = _longest_play(found, _ADDED if primed else 0)
    return found if len(found) >= _FEWEST and _is_played(list(found.values()), primed) else {}


def _tells_most(found: Collection[int], page: Page) -> bool:
    """Whether the lines from the first count to the last say more than the text above and below them."""
    first, end = min(found), max(found) + 1
    beside = page.prose(range(first)) + page.prose(range(end, len(page.texts)))
    return sum(len(page.texts[at]) for at in range(first, end)) > beside


def _below(places: Iterable[int], page: Page) -> dict[int, Sequence[int]]:
    """What stands below each line, down to the next one."""
    places = sorted(places)
    ends = [*places[1:], len(page.texts)]
    return {at: page.between(at, min(end, at + _REACH)) for at, end in zip(places, ends, strict=True)}


def _find_stages(
    found: Collection[int], clocks: Container[int], page: Page, stages: Sequence[str]
) -> set[int]:
    """The lines from little above the first minute to little below the last that say how far the match is.

    Spares what stands right below a minute or clock, as its headline.
    """
    return {
        at
        for at in _around(found, page)
        if at not in found
        and len(page.texts[at]) <= _SHORT
        and _names_stage(_bare(page.texts[at]), stages)
        and not ((above := page.above(at)) is not None and _opens(above, found, clocks, page))
    }


def _opens(at: int, found: Container[int], clocks: Container[int], page: Page) -> bool:
    """Whether a line has a minute or a clock and nothing else."""
    return at in clocks or (at in found and _is_alone(page, at))


def _names_stage(text: str, stages: Sequence[str]) -> bool:
    """Whether a line is a stage, or one and what it brought: "Full time: Hillcombe 2-1 Wexmoor"."""
    stage = text.partition(":")[0].casefold().rstrip(" .!")
    return stage in stages


def _find_clocks(found: Collection[int], page: Page, forms: ClockForms) -> set[int]:
    """The clocks alone on their lines above the first minute or below the last: of entries before and after play."""
    outside = [at for at in _around(found, page) if not min(found) <= at <= max(found) and page.texts[at]]
    read = [(at, len(page.texts[at]), find_clock(page.texts[at], forms)) for at in outside]
    return {
        at
        for at, length, (start, end, moment) in read
        if (start, end) == (0, length) and not _is_dated(moment)
    }


def _is_dated(moment: Moment | None) -> bool:
    """Whether a clock has its day, as the page's own has."""
    return moment is not None and moment.dated


def _around(found: Collection[int], page: Page) -> range:
    return range(max(0, min(found) - _REACH), min(max(found) + 2 * _REACH, len(page.texts)))


def _bare(text: str) -> str:
    """A line without the bullet before it."""
    return text.strip().lstrip(_BULLETS).lstrip()


def _is_alone(page: Page, at: int) -> bool:
    """Whether a line has nothing but its minute."""
    text = _bare(page.texts[at])
    counted = _STOPPED.fullmatch(text) or _DISTANCE.fullmatch(text)
    return not counted["more"] if counted else _ALONE.fullmatch(text) is not None


def _marked(
    lines: Sequence[Line],
    page: Page,
    below: Mapping[int, Sequence[int]],
    stages: Container[int],
    clocks: Container[int],
    looks: Looks,
) -> list[Line]:
    """The lines with those that a minute opens marked; a minute alone goes on with the text below it."""
    marked = list(lines)
    for at, texts in below.items():
        alone = bool(texts) and (at in clocks or _is_alone(page, at))
        told = bool(texts) and (at in stages or is_prose(page.texts[texts[0]]))
        headed = not alone and told and heads(page.texts[at])
        role, rule = (HEADING, HEADLINE) if headed else (BODY, TEXT)
        marked[at] = marked[at].judged(role, rule)
        if alone:
            marked[at] = marked[at].joined(WRAPPED)
            for line in texts:
                if marked[line].role is None and _is_play(
                    page.texts[line], looks, right_below=line == texts[0]
                ):
                    marked[line] = marked[line].judged(BODY, _PLAY)
    return marked


def _is_play(text: str, looks: Looks, *, right_below: bool) -> bool:
    """Whether a line below a lone minute tells of the match: a short one, or a sentence right below, no credit."""
    if len(text) > _SHORT:
        return right_below and is_prose(text)
    return looks.look(text).kind not in _NO_PLAY


def _with_text(page: Page, at: int, below: Sequence[int]) -> str:
    """What a line with a minute says, with the text below where it says nothing else."""
    alone = below and _is_alone(page, at)
    return " ".join([page.texts[line] for line in below]) if alone else page.texts[at]


def _minute(text: str) -> int:
    """The minute that opens a line, or is all it says, from 1; 0 for any other line."""
    text = _bare(text)
    match = _MINUTE.match(text) or _ALONE.fullmatch(text)
    return int(match[1]) if match and int(match[1]) <= _LONGEST else 0


def _find_stopped(opened: Iterable[tuple[int, str]]) -> dict[int, int]:
    """The lines that a stopped clock opens, and its minutes, from 1; none where all may be times of day.

    >>> _find_stopped([(1, "48:30 – 21:20"), (2, "26:11 Tor für Nordau"), (3, "9:33"), (4, "0:00 Anwurf")])
    {1: 49, 2: 27, 3: 10, 4: 1}
    >>> _find_stopped([(1, "18:30 Anpfiff"), (2, "20:11 Tor für Nordau"), (3, "20:33 – Ende")])
    {}
    """
    read = ((at, _STOPPED.fullmatch(_bare(text))) for at, text in opened if ":" in text[:6])
    found = {at: int(match[1]) + 1 for at, match in read if match}
    return found if sum(minute > _DAY_HOURS + 1 for minute in found.values()) > 1 else {}


def _find_distances(lines: Sequence[Line]) -> dict[int, int]:
    """The lines that the kilometres of a race open, and how many, from 1.

    >>> said = ("Noch 3,5 km", "22 km: Sturz", "Kilometer 41", "Ziel", "km-Geld")
    >>> _find_distances([Line(text, text) for text in said])
    {0: 4, 1: 23, 2: 42}
    """
    read = (
        (at, _DISTANCE.fullmatch(_bare(line[1])))
        for at, line in enumerate(lines)
        if line[2] is None and "k" in line[1][:_LONGEST_DISTANCE].lower()
    )
    return {at: int(match[1]) + 1 for at, match in read if match}


def _is_played(minutes: Sequence[int], primed: bool) -> bool:
    """Whether some lines share a minute and others are far apart: a list counts by one.

    Minutes with their sign, "53'", are no list's, and need not share one; nor need those of a whole match.
    """
    steps = [two - one for one, two in pairwise(minutes)]
    whole = len(minutes) >= _WHOLE and max(minutes) >= _LAST and min(minutes) <= _FIRST
    return (primed or whole or 0 in steps) and any(abs(step) > 1 for step in steps)


def _longest_play(found: Mapping[int, int], added: int) -> dict[int, int]:
    """The longest run of lines whose minutes go one way: a summary of the goals may stand above, in another order.

    Where a period ends they may turn back by its ``added`` minutes.

    >>> _longest_play({1: 53, 2: 32, 5: 90, 6: 88, 8: 88, 9: 71}, 0)
    {5: 90, 6: 88, 8: 88, 9: 71}
    >>> _longest_play({1: 52, 2: 46, 3: 48, 4: 45, 5: 30}, 10)
    {1: 52, 2: 46, 3: 48, 4: 45, 5: 30}
    """
    best: list[int] = []
    for direction in (1, -1):
        run: list[int] = []
        turns = 0
        for at in found:
            step = (found[at] - found[run[-1]]) * direction if run else 0
            turns += step < 0
            if step < -added or turns >= _PERIODS:
                run, turns = [], 0
            run.append(at)
            best = max(best, list(run), key=len)
    return {at: found[at] for at in best}


def _tells_event(folded: str, events: Sequence[str]) -> bool:
    return any(event in folded for event in events)
