"""How documents are put together: an article, a liveblog, a page of hard-wrapped text."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from random import Random

from tests.benchmarks.seed_texts import FURNITURE, SeedText, entry_of

Vary = Callable[[str], str]

_LEAST, _MOST = 2_800, 4_800  # characters of a document
_WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
_MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
_PAGE = 42  # lines


def article(seeds: Sequence[SeedText], random: Random, vary: Vary) -> list[str]:
    """The first seed's head and tail, and between them its blocks and others' in any order."""
    first = seeds[0]
    own = random.sample(first.blocks, len(first.blocks))
    borrowed = [block for seed in seeds[1:] for block in seed.blocks]
    lines = [*first.head]
    size, target = _size(first.head) + _size(first.tail), random.randint(_LEAST, _MOST)
    for block in [*own, *random.sample(borrowed, len(borrowed))]:
        if size >= target:
            break
        lines += block
        size += _size(block)
    return [vary(line) for line in [*lines, *first.tail]]


def liveblog(seed: SeedText, pool: Sequence[SeedText], random: Random, vary: Vary) -> list[str]:
    """The seed's head, and entries of every liveblog, the newest first, under clocks of one layout."""
    lines = [*map(vary, seed.head)]
    entries = [entry_of(block) for blog in pool for block in blog.blocks]
    size, target = _size(seed.head), random.randint(_LEAST, _MOST)
    time = datetime(2020, 1, 2) + timedelta(minutes=random.randrange(5 * 365 * 1440))  # noqa: DTZ001  a page's clock
    layout = random.choice((_stamped, _clock_first, _ticker, _lost))
    day = None
    for headline, paragraphs in random.sample(entries, len(entries)):
        if size >= target:
            break
        if layout is _ticker and time.date() != day:
            day = time.date()
            lines.append(f"{_WEEKDAYS[day.weekday()]}, {day.day}. {_MONTHS[day.month - 1]} {day.year}")
        entry = layout(time, vary(headline), [*map(vary, paragraphs)], random)
        lines += entry
        size += _size(entry)
        time -= timedelta(minutes=random.randint(4, 200))
    return lines + [vary(line) for line in seed.tail]


def _stamped(time: datetime, headline: str, paragraphs: list[str], _: Random) -> list[str]:
    return [time.strftime("%d.%m.%Y • %H:%M Uhr"), *filter(None, [headline]), *paragraphs]


def _clock_first(time: datetime, headline: str, paragraphs: list[str], _: Random) -> list[str]:
    return [f"{time.hour}:{time.minute:02}", *filter(None, [headline]), *paragraphs]


def _ticker(time: datetime, headline: str, paragraphs: list[str], _: Random) -> list[str]:
    return [f"{time.hour}.{time.minute:02} Uhr: {headline}".rstrip(), *paragraphs]


def _lost(time: datetime, headline: str, paragraphs: list[str], random: Random) -> list[str]:
    """A scraper that lost the clocks and headlines of most entries."""
    return _stamped(time, headline, paragraphs, random) if random.random() < 0.3 else paragraphs


def wrapped(lines: Sequence[str], random: Random) -> str:
    """The lines as a PDF gives them: wrapped and hyphenated, with page numbers and addresses between."""
    width = random.randint(52, 74)
    paragraphs = [_wrap(line, width, random) for line in lines if not FURNITURE.fullmatch(line)]
    rows = [row for paragraph in paragraphs for row in (*paragraph, "")]
    pages = [rows[start : start + _PAGE] for start in range(0, len(rows), _PAGE)]
    for number, page in enumerate(pages[:-1], 1):
        page += ["", f"- {number} -", ""]
        if random.random() < 0.3:
            page += [
                f"https://www.archiv.example/berichte/{random.randint(2010, 2025)}/seite-{number}.html",
                "",
            ]
    return "\n".join(row for page in pages for row in page).strip()


def _wrap(line: str, width: int, random: Random) -> list[str]:
    """One paragraph's lines; some of the words that would not fit are broken."""
    rows = textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False)
    for number, (row, following) in enumerate(pairwise(rows[:])):
        word = following.split(" ")[0].rstrip('.,:;!?“"»)')
        cut = _syllable_end(word)
        if cut and len(rows[number]) + cut + 2 <= width + 4 and random.random() < 0.5:
            rows[number] = f"{rows[number]} {word[:cut]}-"
            rows[number + 1] = rows[number + 1][cut:] if rows[number + 1].startswith(word) else following
            if rows[number + 1] == following:
                rows[number] = row
    return rows


def _syllable_end(word: str) -> int:
    """Where a long word may be broken: after a vowel that a consonant and a vowel follow; 0 for nowhere."""
    vowels = "aeiouäöüy"
    if len(word) < 7 or not word.isalpha():
        return 0
    for place in range(2, len(word) - 3):
        if word[place] in vowels and word[place + 1] not in vowels and word[place + 2] in vowels:
            return place + 1
    return 0


def _size(lines: Sequence[str]) -> int:
    return sum(len(line) + 2 for line in lines)
