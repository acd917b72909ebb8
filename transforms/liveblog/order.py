"""How the clocks of a page follow one another: up or down through the day, at even or odd minutes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from transforms.liveblog.page import Page, is_prose
from transforms.liveblog.timestamps import AGE, ALONE, BARE, END, FRONT, Stamp

_CROSSING = 240  # minutes that a clock jumps against the order when a midnight lies between
_HALF_A_DAY = 720  # minutes
_SOME_DAYS = 4 * 1440  # minutes that may lie between two entries whose days are stated
_TWICE = 2  # clocks said in two ways
_MANY = 8  # clocks, half of which at odd minutes are no chance
FEWEST_AGES = 3  # lines that count back from the reader


def order(stamps: Sequence[Stamp]) -> int:
    """1 for clocks that rise down the page, -1 for falling ones, 0 for clocks in no order.

    A jump of hours against the order is a midnight, if no days are stated; one clock in eight may be out of
    order.
    """
    steps = [_step(one, two) or _seconds(two) - _seconds(one) for one, two in pairwise(stamps)]
    most = max(1, len(steps) // 8) if len(steps) > 2 else 0
    crossing = 1e9 if stamps[0].full else _CROSSING
    ways = {-1: [step for step in steps if step < 0], 1: [step for step in steps if step > 0]}
    for direction, along in ways.items():
        against = ways[-direction]
        small = len([step for step in against if abs(step) < crossing])
        if len(along) >= max(1, len(against), len(steps) * 0.4) and small <= most:
            return direction
    return 0


def _seconds(stamp: Stamp) -> int:
    """The seconds of a clock that states them: several posts may come in one minute."""
    return stamp.moment.second or 0


def _step(one: Stamp, two: Stamp) -> int:
    step = two.minutes - one.minutes
    if one.moment.day is not None and one.full and two.full and one.moment.year == two.moment.year:
        first, second = ((stamp.moment.month or 0, stamp.moment.day or 0) for stamp in (one, two))
        step += ((second > first) - (second < first)) * 1440
    elif one.moment.weekday is not None and two.moment.weekday is not None:
        step += ((two.moment.weekday - one.moment.weekday + 3) % 7 - 3) * 1440  # the nearest such day
    return step


def unevenness(stamps: Sequence[Stamp]) -> int:
    """1 for clocks as news come in, at any minute; -1 for those of programmes, which go by fives."""
    if len(stamps) < 4:
        return 0
    uneven = sum(stamp.minutes % 5 > 0 for stamp in stamps) / len(stamps)
    return (uneven >= (0.5 if len(stamps) >= _MANY else 0.6)) - (uneven <= 0.2)


def with_relatives(chosen: Sequence[Stamp], stamps: Sequence[Stamp], page: Page) -> list[Stamp]:
    """The chosen clock lines and those between them in a kindred layout whose clock fits its neighbours."""
    if chosen[0].frame == AGE:
        return list(chosen)
    kindred = {ALONE, FRONT} if chosen[0].layout != END else {END}
    known = {stamp.line for stamp in chosen}
    others = [
        stamp
        for stamp in stamps
        if stamp.layout in kindred
        and stamp.frame != AGE
        and stamp.line not in known
        and (BARE not in stamp.frame or BARE in chosen[0].frame)
        and (stamp.layout == ALONE or " " in stamp.rest)
    ]
    found = [*fits_between(chosen, others, page), *_dated_below(chosen, others, page)]
    return sorted([*chosen, *found], key=lambda stamp: stamp.line)


def _dated_below(chosen: Sequence[Stamp], others: Sequence[Stamp], page: Page) -> list[Stamp]:
    """The clock lines below the last chosen one that look alike but for their date: "Update vom 3. Mai, 8.00 Uhr".

    Without a word or a sign around them, what stands below them has to look alike, too: spares teasers.
    """
    last, direction = chosen[-1], order(chosen)
    headed = _below_is_headline(last, page)
    alike = [
        stamp
        for stamp in others
        if stamp.line > last.line
        and stamp.full
        and stamp.kind[:2] == last.kind[:2]
        and (last.frame or (stamp.moment.year is None and _below_is_headline(stamp, page) == headed))
    ]
    found: list[Stamp] = []
    for stamp in alike:
        if not goes_on(last, stamp, direction, len(page.texts), page):
            break
        found.append(stamp)
        last = stamp
    return found


def _below_is_headline(stamp: Stamp, page: Page) -> bool:
    """Whether a headline, not a text, stands below a clock."""
    below = page.between(stamp.line, len(page.texts))
    return bool(below) and not is_prose(page.texts[below[0]])


def said_twice(stamps: Sequence[Stamp], page: Page) -> set[int]:
    """The lines of those clocks that stand right beside another of the same minute: "6.40pm GMT" / "18:40".

    The one that says more stays: its zone, or its day. Spares a page where that happens but once.
    """
    pairs = [
        (one, two)
        for one, two in pairwise(stamps)
        if one.layout == two.layout == ALONE
        and AGE not in (one.frame, two.frame)
        and one.minutes == two.minutes
        and two.line in page.next_to(one.line)
    ]
    if len(pairs) < _TWICE:
        return set()
    return {(one if _says(two) > _says(one) else two).line for one, two in pairs}


def _says(stamp: Stamp) -> tuple[bool, bool]:
    """What a clock says besides: its zone, its day."""
    return stamp.moment.zone is not None, stamp.full


def fits_between(chosen: Sequence[Stamp], others: Sequence[Stamp], page: Page) -> list[Stamp]:
    """Of other clock lines those between two chosen ones whose clock fits theirs, and that have a text."""
    if not others:
        return []
    direction = order(chosen)
    pairs = pairwise(chosen)
    one, two = next(pairs)
    fitting: list[Stamp] = []
    for stamp in others:
        while stamp.line > two.line and (pair := next(pairs, None)) is not None:
            one, two = pair
        fits = _way(one, stamp, direction) <= _way(one, two, direction)
        if fits and one.line < stamp.line < two.line and has_text(stamp, two.line, page):
            fitting.append(stamp)
    return fitting


def goes_on(last: Stamp, stamp: Stamp, direction: int, end: int, page: Page) -> bool:
    """Whether a clock line below the last one goes on in its order, and has a text before ``end``."""
    return has_text(stamp, end, page) and follows(last, stamp, direction)


def follows(last: Stamp, stamp: Stamp, direction: int) -> bool:
    """Whether a clock is the next one in the page's order, by less than half a day; by some days if it states them."""
    return _way(last, stamp, direction) < (_SOME_DAYS if last.full and stamp.full else _HALF_A_DAY)


def goes_before(stamp: Stamp, first: Stamp, direction: int, page: Page) -> bool:
    """Whether a clock line above the first one goes before it in its order, and has a text of its own."""
    return has_text(stamp, first.line, page) and _way(stamp, first, direction) < _HALF_A_DAY


def _way(one: Stamp, two: Stamp, direction: int) -> int:
    """The minutes from one clock to another in the page's order, over midnight if need be."""
    step = _step(one, two) * direction
    return step if one.full and two.full and step >= 0 else step % 1440


def is_falling(ages: Sequence[Stamp]) -> bool:
    """Whether lines that count back are sorted, the newest first; one may be pinned on top."""
    return all(
        one.minutes >= two.minutes for one, two in pairwise(ages[1:] if len(ages) > FEWEST_AGES else ages)
    )


def has_text(stamp: Stamp, end: int, page: Page) -> bool:
    """Whether a clock line has running text, in it or between it and a line."""
    return bool(page.prose(page.between(stamp.line, end))) or is_prose(stamp.rest)
