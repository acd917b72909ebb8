"""Whether a page is a liveblog, and which of its clock lines open an entry: decided by what the page shows.

One clock proves nothing, and neither does a word: programmes, timetables, chronologies, opening hours and
readers' comments have clocks too, and many an article points to a liveblog. What tells a liveblog is the sum:
many clocks in one layout, in one order through the day, each with a text of its own, on a page that says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.liveblog.agendas import without_agendas
from transforms.liveblog.order import FEWEST_AGES, has_text, is_falling, order, unevenness
from transforms.liveblog.page import Page, is_headline, is_person, is_prose, tells
from transforms.liveblog.timestamps import AGE, ALONE, BARE, END, FRONT, Stamp

ENOUGH = 3.0
DIVIDED = 0.5  # what day dividers add
_LAST_REACH = 12  # lines behind the last clock in which its text is looked for
_TEASER_LINES = 2  # with text in a teaser, its picture's caption among them
_FEWEST_LOST = 5  # clocks, some of which have lost what stood below
_BARE_ALONE = 5  # bare clocks that make a liveblog on a page that doesn't say it is one
_BARE_TEXT = 45  # characters that most of them then have
_FEWEST_TEASERS, _ARTICLE = 3, 3  # dates, and times that an article is longer than any teaser below it
_FEWEST_DATED = 6  # headlines with day and clock
_FEWEST_TICKED = 6  # headlines with clocks that make a ticker, however much stands below
_FEWEST_LISTED = 3  # headlines of a list that come again below it
_NICKNAME = re.compile(r"[\w.@-]{2,24}")


def best_layout(stamps: Sequence[Stamp], page: Page, word: float) -> tuple[float, list[Stamp]]:
    """The clock lines of the layout that most speaks for a liveblog, in the order of the page, and how much.

    ``word`` is the evidence of the page's own words, 0 to 3. From `ENOUGH` on the page is a liveblog.
    """
    layouts: dict[tuple[str, str, bool], list[Stamp]] = {}
    for stamp in stamps:
        layouts.setdefault(stamp.kind, []).append(stamp)
    best: tuple[float, list[Stamp]] = (0.0, [])
    for group in layouts.values():
        if _are_contents(group, page) or (not word and _are_facts(group)):
            continue
        headed = _without_dateline(_without_digest(_without_update(group, page), page), page)
        entries = without_agendas(headed if word else _without_article(headed, page))
        if len(entries) >= (FEWEST_AGES if entries[0].frame == AGE else 2):
            score = _evidence(entries, page, word)
            best = max(best, (score, entries), key=_rank)
    return best


def _rank(found: tuple[float, Sequence[Stamp]]) -> tuple[float, int, float]:
    """Of layouts that are enough the one with the most entries comes first."""
    score, entries = found
    return min(score, ENOUGH), len(entries), score


def _evidence(stamps: Sequence[Stamp], page: Page, word: float) -> float:
    """How much speaks for these clock lines as openings of entries; the weights are set by eye."""
    direction = order(stamps)
    spans = [page.between(one.line, end) for one, end in _ranges(stamps)]
    pairs = list(zip(stamps, spans, strict=True))
    told = [page.told(span) + len(stamp.rest) * tells(stamp.rest) for stamp, span in pairs]
    share = sum(map(bool, told)) / len(stamps)
    enough = share >= (0.4 if word or _are_dated_headlines(stamps) else 0.6) or (
        word >= ENOUGH
        and stamps[0].frame != AGE
        and (_is_ticker(pairs, page) or _has_lost_pictures(stamps, spans, share))
    )
    if not direction or not enough or _is_list_of_articles(stamps, page, word):
        return 0.0
    if BARE in stamps[0].frame and not _are_clocks(stamps, told, word):
        return 0.0
    first = stamps[0].line
    coverage = sum(told) / (sum(told) + page.prose(range(first)) + 1) if share else 1.0
    headed = sum(_is_headed(stamp, span, page) for stamp, span in pairs) / len(stamps)
    if stamps[0].frame == AGE and (coverage < 0.4 or not is_falling(stamps)):
        return 0.0  # readers' comments under an article, or the lengths of films
    return (
        word
        - 1.5 * direction
        - (len(stamps) == 2)
        - (stamps[0].layout == END and direction > 0 and word < ENOUGH)  # "NTV, 20.15 Uhr", in programmes
        + (len(stamps) >= 4)
        + 0.5 * (len(stamps) >= 8)
        + 1.5 * ("+" in stamps[0].frame)
        + (unevenness(stamps) if direction > 0 and word < ENOUGH else 0.5 * (unevenness(stamps) > 0))
        + 0.5 * stamps[0].full
        + (sum(stamp.moment.minutes_ago is not None for stamp in stamps) > 1)
        + (headed >= 0.7)
        + share
        - 1.0
        + 0.5 * (coverage >= 0.8)
        - (2.0 if word else 4.0) * (coverage < 0.4)
        + _signatures(stamps)
        - (3.0 if word < ENOUGH else 1.0) * page.has_comments_above(first)
    )


def _are_dated_headlines(stamps: Sequence[Stamp]) -> bool:
    """Whether day, clock and headline stand on each line: some of them say it all."""
    return len(stamps) >= _FEWEST_DATED and all(
        stamp.full and stamp.layout == FRONT and is_headline(stamp.rest) for stamp in stamps
    )


def _are_clocks(stamps: Sequence[Stamp], told: Sequence[int], word: float) -> bool:
    """Whether pairs of numbers are clocks: of a page that says it is a liveblog, or many falling ones with texts.

    Spares days of a year, whose second number is a month, programmes, numbers of chapters, prices, points.
    """
    if len(stamps) < 3 or all(stamp.minutes % 60 <= 12 for stamp in stamps):
        return False
    if order(stamps) > 0 and unevenness(stamps) < 0:
        return False
    falling = order(stamps) < 0 and unevenness(stamps) > 0
    texts = sum(length >= _BARE_TEXT for length in told)
    return word > 0 or (falling and len(stamps) >= _BARE_ALONE and texts >= len(stamps) * 0.8)


def _is_ticker(pairs: Sequence[tuple[Stamp, Sequence[int]]], page: Page) -> bool:
    """Whether the clock lines tell all there is: headlines of several words, without texts.

    Headlines on lines of their own may as well be teasers, below an article; a few of them, a box above one.
    """
    said = [
        stamp.rest if stamp.layout == FRONT else " ".join(page.texts[line] for line in span)
        for stamp, span in pairs
        if stamp.layout == FRONT or (stamp.layout == ALONE and len(span) == 1)
    ]
    first, (last, _) = pairs[0][0], pairs[-1]
    beneath = range(last.line + 1, len(page.texts))
    if len(pairs) < _FEWEST_TICKED and page.prose(beneath) > sum(map(len, said)):
        return False
    below_article = first.layout == ALONE and page.prose(range(first.line)) > sum(map(len, said))
    return sum(len(text.split()) > 2 for text in said) >= len(pairs) * 0.8 and not below_article


def _has_lost_pictures(stamps: Sequence[Stamp], spans: Sequence[Sequence[int]], share: float) -> bool:
    """Whether many clocks stand for nothing but what a scraper lost: pictures, posts of others, in odd minutes."""
    empty = sum(not span for span in spans)
    return (
        stamps[0].layout == ALONE
        and len(stamps) >= _FEWEST_LOST
        and share >= 0.2
        and share + empty / len(stamps) >= 0.8
        and unevenness(stamps) >= 0
    )


def _ranges(stamps: Sequence[Stamp]) -> list[tuple[Stamp, int]]:
    ends = [stamp.line for stamp in stamps[1:]] + [stamps[-1].line + _LAST_REACH]
    return list(zip(stamps, ends, strict=True))


def _is_headed(stamp: Stamp, span: Sequence[int], page: Page) -> bool:
    if stamp.layout != ALONE and is_headline(stamp.rest):
        return True
    above = page.above(stamp.line)
    return bool(span) and (
        is_headline(page.texts[span[0]]) or (above is not None and is_headline(page.texts[above]))
    )


def _is_list_of_articles(stamps: Sequence[Stamp], page: Page, word: float) -> bool:
    """Whether the clock lines are of articles or events: they state many days, or dates below headlines."""
    days = {(stamp.moment.year, stamp.moment.month, stamp.moment.day) for stamp in stamps if stamp.full}
    if not word and _are_teasers(stamps, page):
        return True
    if word >= ENOUGH and stamps[0].layout == FRONT:
        return False  # a slow one, with an entry a day
    return len(days) > 2 and len(days) > len(stamps) * (0.6 if word else 0.25)


def _are_teasers(stamps: Sequence[Stamp], page: Page) -> bool:
    """Whether whole dates stand right below headlines and over a line or two, as teasers of articles have them.

    Spares liveblogs with whole dates, whose headlines stand below, and any with entries of some length.
    """
    if not stamps[0].full or stamps[0].layout != ALONE:
        return False
    spans = [page.between(one.line, end) for one, end in _ranges(stamps)][:-1]
    above = [page.above(stamp.line) for stamp in stamps]
    headed = sum(line is not None and is_headline(page.texts[line]) for line in above)
    prose = [sum(is_prose(page.texts[line]) for line in span) for span in spans]
    below = sum(bool(span) and is_prose(page.texts[span[0]]) for span in spans)
    return headed == len(stamps) and below >= len(spans) * 0.7 and max(prose) <= _TEASER_LINES


def _signatures(stamps: Sequence[Stamp]) -> float:
    """1 for the few authors of a liveblog beside the clocks; -3 for comments, each by somebody else."""
    names = [stamp.rest for stamp in stamps if is_person(stamp.rest) or _NICKNAME.fullmatch(stamp.rest)]
    if len(names) < 3 or len(names) < len(stamps) * 0.8:
        return 0.0
    return -3.0 if len(set(names)) > len(names) * 0.7 else 1.0


def _without_digest(stamps: list[Stamp], page: Page) -> list[Stamp]:
    """The clock lines without a digest on top, whose clocks come again below, with the texts."""
    for cut, (stamp, end) in enumerate(_ranges(stamps)):
        if page.prose(page.between(stamp.line, end)) or is_prose(stamp.rest):
            if cut > 1 and abs(stamp.minutes - stamps[0].minutes) < abs(
                stamp.minutes - stamps[cut - 1].minutes
            ):
                return stamps[cut:]
            break
    return stamps


def _are_contents(stamps: Sequence[Stamp], page: Page) -> bool:
    """Whether the clock lines list what stands below them: headlines that come again there without their clocks."""
    listed = [stamp.rest for stamp in stamps if stamp.rest]
    if len(listed) < _FEWEST_LISTED:
        return False
    below = set(page.texts[stamps[-1].line + 1 :])
    return sum(rest in below for rest in listed) >= _FEWEST_LISTED


def _are_facts(stamps: Sequence[Stamp]) -> bool:
    """Whether one label opens the lines that clocks end, as those of events: "Wann: Sa., 20.30 Uhr"."""
    labels = {stamp.rest.partition(":")[0] for stamp in stamps if ":" in stamp.rest}
    return stamps[0].layout == END and len(labels) == 1 and all(":" in stamp.rest for stamp in stamps)


def _without_update(stamps: list[Stamp], page: Page) -> list[Stamp]:
    """The lines that count back without the page's own, "vor 3 Min. aktualisiert", which has no text below."""
    if stamps[0].frame == AGE and len(stamps) > FEWEST_AGES and not has_text(stamps[0], stamps[1].line, page):
        return stamps[1:]
    return stamps


def _without_article(stamps: list[Stamp], page: Page) -> list[Stamp]:
    """The clock lines without the page's own date, below which stands nearly all the text: those below are teasers'."""
    if len(stamps) < _FEWEST_TEASERS or not stamps[0].full or stamps[0].layout != ALONE:
        return stamps
    first, *others = [page.prose(page.between(stamp.line, end)) for stamp, end in _ranges(stamps)]
    return stamps[1:] if first >= _ARTICLE * max(others) and first > sum(others) else stamps


def _is_above_list(stamps: Sequence[Stamp], page: Page) -> bool:
    """Whether what stands below the first clock lists what stands below the others: "Key events"."""
    first, *others = [page.between(stamp.line, end) for stamp, end in _ranges(stamps)]
    heads = {page.texts[span[0]] for span in others if span}
    listed = [text for text in heads if any(page.texts[line].endswith(text) for line in first)]
    return len(listed) >= _FEWEST_LISTED


def _without_dateline(stamps: list[Stamp], page: Page) -> list[Stamp]:
    """The clock lines without the page's own date, which a lead follows where headlines follow the others."""
    if len(stamps) < 4 or stamps[0].layout != ALONE:
        return stamps
    if _is_above_list(stamps, page):
        return stamps[1:]
    headed = [
        bool(span) and not is_prose(page.texts[span[0]])
        for span in (page.between(stamp.line, end) for stamp, end in _ranges(stamps))
    ]
    return stamps[1:] if not headed[0] and sum(headed) >= len(stamps) * 0.7 else stamps
