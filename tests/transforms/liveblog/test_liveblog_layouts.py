"""Liveblogs in the layouts in which sites print them: invented entries, rendered, cleaned and found again."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest

from transforms.document import Document
from transforms.pipeline import clean
from transforms.rulebook import Rulebook

RULES = Rulebook.load()
STORIES = tomllib.loads((Path(__file__).parent / "liveblog_stories.toml").read_text(encoding="utf-8"))
WEEKDAYS = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"]
MONTHS = ["Januar", "Februar", "März", "April", "Mai", "Juni"]
EVENING = datetime(2031, 5, 8, 21, 50)  # noqa: DTZ001 - what a page prints has no zone
NIGHT = datetime(2031, 5, 8, 3, 20)  # noqa: DTZ001
HEAD = ("Liveblog zum Hochwasser: Die Sahle steigt", "Der Fluss steigt. Alle Entwicklungen im Liveblog.")
STAND = ("Newsblog", "Die Sahle steigt", "Stand: 08.05.2031, 22:10 Uhr")
ENGLISH = ("Flood live: river keeps rising – latest updates", "8 May 2031")


class Story(NamedTuple):
    """One entry: when it was written, and what it says."""

    time: datetime
    headline: str
    paragraphs: tuple[str, ...]


Opening = Callable[[datetime, str], list[str]]
Divider = Callable[[datetime], str]


def stories(count: int = 9, newest: datetime = EVENING, step: int = 67, language: str = "de") -> list[Story]:
    """Stories at uneven times, newest first; told again in other words where they run out."""
    told, found = STORIES[language], []
    for at in range(count):
        headline, *paragraphs = told[at % len(told)]
        if at >= len(told):
            headline, paragraphs = f"{headline} ({at})", [f"Am {at}. Tag: {text}" for text in paragraphs]
        found.append(Story(newest - timedelta(minutes=step * at + 7 * (at % 3)), headline, tuple(paragraphs)))
    return found


def render(
    opening: Opening,
    entries: list[Story],
    head: tuple[str, ...] = HEAD,
    divider: Divider | None = None,
    below: bool = False,
    joint: str = "\n\n",
) -> str:
    """The page of some entries, each opened by a layout, with day dividers above or below each day."""
    lines = list(head)
    for at, entry in enumerate(entries):
        neighbour = at + 1 if below else at - 1
        edge = not 0 <= neighbour < len(entries) or entries[neighbour].time.date() != entry.time.date()
        day = [divider(entry.time)] if divider and edge else []
        lines += [
            *(day * (not below)),
            *opening(entry.time, entry.headline),
            *entry.paragraphs,
            *(day * below),
        ]
    return joint.join(lines)


def found(document: Document) -> list[Story]:
    """What cleaning found, in the form of what was rendered."""
    zone = ZoneInfo(document.timezone)
    return [
        Story(
            entry.published_at.astimezone(zone).replace(tzinfo=None) if entry.published_at else datetime.min,  # noqa: DTZ901
            entry.headline or "",
            tuple(document.entry_text(entry).split("\n\n")),
        )
        for entry in document.entries
    ]


def long_day(time: datetime) -> str:
    """A divider with weekday and year."""
    return f"{WEEKDAYS[time.weekday()]}, {time.day}. {MONTHS[time.month - 1]} {time.year}"


def twelve(time: datetime) -> str:
    """A clock of twelve hours."""
    return f"{(time.hour - 1) % 12 + 1}.{time:%M}{'pm' if time.hour >= 12 else 'am'}"


def author(time: datetime) -> str:
    """One of two authors."""
    return "Jette Marwitz" if time.hour % 2 else "Ole Brandis"


def some(time: datetime, line: str) -> list[str]:
    """A line that some entries have."""
    return [line] * (time.hour % 3 == 0)


LAYOUTS: dict[str, Opening] = {
    "bullet between date and clock": lambda t, h: [f"{t:%d.%m.%Y} • {t:%H:%M} Uhr", h],
    "clock, hyphen, headline": lambda t, h: [f"{t:%H:%M} Uhr - {h}"],
    "dotted clock, colon, headline": lambda t, h: [f"{t.hour}.{t:%M} Uhr: {h}"],
    "no word Uhr": lambda t, h: [f"{t:%H:%M}: {h}"],
    "plus signs": lambda t, h: [f"+++ {t:%H:%M} {h} +++"],
    "plus signs behind": lambda t, h: [f"{t:%H:%M} Uhr +++ {h} +++"],
    "clock alone": lambda t, h: [f"{t:%H:%M}", h],
    "dotted clock alone": lambda t, h: [f"{t:%H.%M}", h],
    "clock below headline": lambda t, h: [h, f"{t:%H:%M} Uhr"],
    "clock and author below headline": lambda t, h: [h, f"{t:%H:%M} Uhr", author(t)],
    "clock at the end": lambda t, h: [f"{h} ({t:%H.%M} Uhr)"],
    "clock at the end, dash": lambda t, h: [f"{h} – {t:%H.%M} Uhr"],
    "update": lambda t, h: [f"Update {t:%H:%M} Uhr", h],
    "a credit below some clocks": lambda t, h: [f"{t:%H:%M} Uhr", *some(t, f"Foto: {author(t)}"), h],
    "a picture below some clocks": lambda t, h: [
        f"{t:%H:%M} Uhr",
        *some(t, f"Blick von der Mühle auf den Ort\nFoto: {author(t)}"),
        h,
    ],
    "an old picture below some clocks": lambda t, h: [
        f"{t:%H:%M}",
        *some(t, f"Archivbild: Hochwasser bei Nordau vor {t:%M} Jahren"),
        h,
    ],
    "label below the clock": lambda t, h: [f"{t:%H:%M}", "Eilmeldung" if t.hour % 3 else "Update", h],
    "author behind the clock": lambda t, h: [f"{t:%H:%M} – {author(t)}", h],
    "author before the clock": lambda t, h: [f"{author(t)} | {t:%H:%M} Uhr", h],
    "author below the clock": lambda t, h: [f"{t:%H:%M} Uhr", author(t), h],
    "author below the headline": lambda t, h: [f"{t:%H:%M} Uhr", h, f"Von {author(t)}"],
    "square brackets": lambda t, h: [f"[{t:%H:%M}] {h}"],
    "pipes": lambda t, h: [f"{t:%d.%m.%y} | {t:%H:%M} Uhr | {h}"],
    "bullets": lambda t, h: [f"• {t:%H:%M} Uhr: {h}"],
    "hash": lambda t, h: [f"## {t:%H:%M} Uhr: {h}"],
    "ISO date": lambda t, h: [f"{t:%Y-%m-%d %H:%M}", h],
    "ISO instant": lambda t, h: [f"{t:%Y-%m-%dT%H:%M:00+02:00}", h],
    "date behind the clock": lambda t, h: [f"{t:%H:%M} Uhr, {t:%d.%m.%Y}", h],
    "date above the clock": lambda t, h: [f"{t:%d.%m.%Y}", f"{t:%H:%M} Uhr", h],
    "seconds": lambda t, h: [f"{t:%H:%M:%S} {h}"],
    "glued": lambda t, h: [f"{t:%H:%M} Uhr{h}"],
    "picture before the clock": lambda t, h: [f"🔴 {t:%H:%M} Uhr {h}"],
    "tab": lambda t, h: [f"{t:%H:%M}\t{h}"],
    "no-break blanks": lambda t, h: [f"{t:%H:%M}\u00a0Uhr\u00a0–\u00a0{h}"],
}

PAGES: dict[str, tuple[str, str, list[Story]]] = {
    **{
        name: ("de", render(opening, entries, divider=long_day), entries)
        for entries in [stories()]
        for name, opening in LAYOUTS.items()
    },
    **{
        name: (language, render(opening, entries, head), entries)
        for name, language, head, opening in [
            ("English, twelve hours", "en", ENGLISH, lambda t, h: [twelve(t), h]),
            ("English, minutes ago", "en", ENGLISH, lambda t, h: [f"2 hours ago {t:%H:%M} Ada Tilney", h]),
            ("English, key events", "en", ENGLISH, lambda t, h: [f"{t:%H:%M}KEY EVENT", h]),
            ("English, date", "en", ENGLISH, lambda t, h: [f"May {t.day}, 2031, {t:%H:%M}", h]),
            (
                "Italian, clock alone",
                "it",
                ("Alluvione, la diretta", "8 maggio 2031"),
                lambda t, h: [f"{t:%H:%M}", h],
            ),
            (
                "Italian, ore",
                "it",
                ("Alluvione in diretta", "8 maggio 2031"),
                lambda t, h: [f"Ore {t:%H.%M} - {h}"],
            ),
            (
                "French, clock alone",
                "fr",
                ("EN DIRECT - La crue", "8 mai 2031"),
                lambda t, h: [f"{t:%Hh%M}", h],
            ),
            (
                "French, dash",
                "fr",
                ("Crue : le direct", "8 mai 2031"),
                lambda t, h: [f"{t:%H} h {t:%M} – {h}"],
            ),
        ]
        for entries in [stories(language=language)]
    },
    **{
        name: ("de", render(lambda t, h: [f"{t:%H:%M} Uhr: {h}"], entries, head, divider, below), entries)
        for name, entries, head, divider, below in [
            ("dividers above, over midnight", stories(11, NIGHT, 95), HEAD, long_day, False),
            ("dividers below, over midnight", stories(11, NIGHT, 95), HEAD, long_day, True),
            ("rising", stories()[::-1], HEAD, long_day, False),
            ("rising, over midnight", stories(11, NIGHT, 95)[::-1], HEAD, long_day, False),
            (
                "silent midnight",
                stories(11, NIGHT, 95),
                (*STAND[:2], "Stand: 08.05.2031, 03:25 Uhr"),
                None,
                False,
            ),
            ("the page's day alone", stories(), STAND, None, False),
            ("its day without a clock", stories(), (*STAND[:2], "Stand: 08.05.2031"), None, False),
            ("weekdays as dividers", stories(30), STAND, lambda t: WEEKDAYS[t.weekday()], False),
            ("days far apart", stories(14, EVENING, 610), HEAD, long_day, False),
            ("days far apart, dividers below", stories(14, EVENING, 610), HEAD, long_day, True),
            (
                "a divider without a year",
                stories(),
                STAND,
                lambda t: f"{WEEKDAYS[t.weekday()]}, {t.day}. {t.month}.",
                False,
            ),
            ("pinned on top", [stories()[4], *stories()[:4], *stories()[5:]], STAND, None, False),
            ("many days", stories(90), HEAD, long_day, False),
            ("no name of a liveblog", stories(), ("Die Sahle steigt",), long_day, False),
            ("three entries", stories(3), HEAD, long_day, False),
        ]
    },
}


@pytest.mark.parametrize("name", PAGES)
def test_entries_are_found_as_they_were_written(name: str) -> None:
    """Headlines, texts, days and clocks of every layout, to the letter."""
    language, text, entries = PAGES[name]
    document = clean(Document.from_text(text, language=language), RULES)
    assert document.kind == "liveblog"
    assert found(document) == entries
    assert {entry.boundary for entry in document.entries} == {"marked"}


FURNITURE = [
    ["Anzeige"],
    ["Teilen"],
    ["Link kopieren"],
    ["0:00 Anhören"],
    ["Ein Boot auf der Sahle (Archivbild)"],
    ["Quelle: dpa"],
    ["Mehr zum Thema", "Hochwasser im Norden", "Was die Flut mit den Menschen macht mehr"],
    ["Lesen Sie auch: Wie die Flut kam"],
]


def noisy(opening: Opening, entries: list[Story], seed: int) -> str:
    """A page with ads, teasers and captions strewn between its paragraphs."""
    dice = random.Random(seed)  # noqa: S311 - the same noise in every run
    strewn = [
        entry._replace(
            paragraphs=tuple(
                line
                for text in entry.paragraphs
                for line in (text, *(dice.choice(FURNITURE) if dice.random() < 0.2 else ()))
            )
        )
        for entry in entries
    ]
    return render(opening, strewn, divider=long_day, below=seed % 4 == 3, joint="\n" if seed % 2 else "\n\n")


def test_furniture_between_entries_hides_few() -> None:
    """With ads and teasers strewn in, at least 97 of 100 entries are still found, and no others."""
    hits = gold = got = 0
    for seed, opening in enumerate([*LAYOUTS.values()] * 2):
        entries = stories(11, NIGHT if seed % 3 else EVENING, 95)[:: -1 if seed % 5 == 4 else 1]
        document = clean(Document.from_text(noisy(opening, entries, seed), language="de"), RULES)
        headlines = [entry.headline for entry in document.entries]
        hits += len({entry.headline for entry in entries}.intersection(headlines))
        gold, got = gold + len(entries), got + len(headlines)
    assert hits >= gold * 0.97
    assert hits >= got * 0.97
