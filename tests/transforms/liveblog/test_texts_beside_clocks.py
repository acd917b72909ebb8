"""Liveblogs whose clocks go on with the text, on one line however long: with headlines above them, or without."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from transforms.document import Document
from transforms.pipeline import clean
from transforms.rulebook import Rulebook

RULES = Rulebook.load()
CLOCKS = [(13, 30), (11, 15), (9, 5), (7, 42)]
HEADLINES = [
    "Ahrfeld zieht die Notbremse",
    "Fähre nach Seeburg steht still",
    "Deich bei Lenz hält",
    "Pegel der Sahle steigt langsamer",
]
TEXTS = [
    (
        "In Ahrfeld sind seit dem Mittag alle Brücken gesperrt, und auch in Lenz rechnet die Feuerwehr damit, dass das "
        "Wasser am Abend über die Uferstraße tritt. Nach Angaben der Stadt stehen dreihundert Helfer bereit."
    ),
    "Die Fähre fährt seit dem Morgen nicht mehr, weil der Anleger überspült ist. Das teilte die Reederei mit.",
    "Der Deich hat die Nacht überstanden, sagte Einsatzleiterin Ada Lindqvist. Sandsäcke liegen weiter bereit.",
    "Die Sahle ist in der Nacht nur noch um elf Zentimeter gestiegen, wie das Amt am frühen Morgen meldete.",
]
HEAD = "Ein Fluss steigt, und die Stadt wartet. In unserem Hochwasser-Ticker lesen Sie alles, was an der Sahle geschieht."


def cleaned(opening: Callable[[int, int], str], headline: str = "") -> Document:
    """The page of four entries, whose clocks open their texts; ``headline`` frames what stands above each."""
    lines = [HEAD]
    for (hour, minute), title, text in zip(CLOCKS, HEADLINES, TEXTS, strict=True):
        lines += [headline.format(title)] if headline else []
        lines.append(opening(hour, minute) + text)
    return clean(Document.from_text("\n\n".join(lines), language="de"), RULES)


OPENINGS: list[Callable[[int, int], str]] = [
    lambda hour, minute: f"{hour}.{minute:02d} Uhr: ",
    lambda hour, minute: f"({hour}.{minute:02d} Uhr) ",
    lambda hour, minute: f"Update vom 19. März, {hour}.{minute:02d} Uhr: ",
    lambda hour, minute: f"Update vom 19. September 2031, {hour}.{minute:02d} Uhr: ",
]


@pytest.mark.parametrize("opening", OPENINGS)
def test_texts_without_headlines(opening: Callable[[int, int], str]) -> None:
    """Each text loses its clock and nothing else."""
    document = cleaned(opening)
    assert [document.entry_text(entry) for entry in document.entries] == TEXTS
    assert [entry.clock for entry in document.entries] == ["13:30", "11:15", "09:05", "07:42"]


@pytest.mark.parametrize("headline", ["{}", "++ {}", "+++ {} +++"])
@pytest.mark.parametrize("opening", OPENINGS)
def test_headlines_above_clocks_with_texts(opening: Callable[[int, int], str], headline: str) -> None:
    """The headline is the next entry's, not the last one's; its plus signs go."""
    document = cleaned(opening, headline)
    assert [entry.headline for entry in document.entries] == HEADLINES
    assert [document.entry_text(entry) for entry in document.entries] == TEXTS


@pytest.mark.parametrize("headings", [["Der Abend im Überblick", "Der Nachmittag", "Der Mittag"], HEADLINES])
def test_headings_above_some_clocks(headings: list[str]) -> None:
    """Above every third clock stands a heading, a section's or the entry's: it is none of the entry above."""
    lines = [HEAD]
    for at, text in enumerate(TEXTS * 2):
        lines += [headings[at // 3]] if at % 3 == 0 else []
        lines.append(f"{23 - at}.{7 * at:02d} Uhr: {text}")
    document = clean(Document.from_text("\n\n".join(lines), language="de"), RULES)
    assert len(document.entries) == 8
    expected = [headings[at // 3] if at % 3 == 0 else None for at in range(8)]
    assert [entry.headline for entry in document.entries] == expected


def test_the_last_row_of_a_list_heads_no_entry() -> None:
    """It stands right above the next clock, and below the other rows."""
    rows = ["Liste Tal: 28,9 Prozent", "Liste Berg: 27,3 Prozent", "Sonstige: 12,9 Prozent"]
    lines = [HEAD]
    for at, text in enumerate(TEXTS):
        lines += [f"{23 - at}.0{at} Uhr: {text}", *rows]
    document = clean(Document.from_text("\n".join(lines), language="de"), RULES)
    assert [entry.headline for entry in document.entries] == [None] * 4


def test_a_date_glued_between_clock_and_headline() -> None:
    """A scraper took the blanks away."""
    lines = [HEAD]
    for at, (headline, text) in enumerate(zip(HEADLINES, TEXTS, strict=True)):
        lines += [f"{17 - at}:12 Uhr10.09.2031{headline}", text]
    document = clean(Document.from_text("\n".join(lines), language="de"), RULES)
    assert [entry.headline for entry in document.entries] == HEADLINES
    assert str(document.entries[0].published_at).startswith("2031-09-10 17:12")
