"""Slow liveblogs, whose entries only a day opens."""

from __future__ import annotations

import pytest

from transforms.document import Document
from transforms.pipeline import clean
from transforms.rulebook import Rulebook

RULES = Rulebook.load()
FLOOD = "Am Hafen von Nordau lagen die Boote dicht an dicht, und wer konnte, half beim Festmachen."
SAND = "Mehr als 600 Freiwillige haben seit dem frühen Morgen Sandsäcke gefüllt, sagte die Bürgermeisterin."
CALM = "Die Kommission wollte sich dazu nicht äußern und kündigte für den Abend eine Mitteilung an."
HEAD = ("Newsblog: Der Streit um den Deich", "Stand: 02.01.2031, 17:02 Uhr")


def page(*lines: str) -> Document:
    """The cleaned document of some lines."""
    return clean(Document.from_text("\n".join(lines), language="de"), RULES)


def test_days_open_headlines_and_texts() -> None:
    """A day before a colon opens an entry, over the turn of a year, too; it is cut off and kept as its date."""
    document = page(
        *HEAD,
        *("2. Januar: Der Deich hält", FLOOD),
        *("30. Dezember: Freiwillige füllen Säcke", SAND),
        f"27. Dezember – {CALM}",
    )
    assert document.kind == "liveblog"
    assert [(f"{entry.published_at:%d.%m.%Y}", entry.headline) for entry in document.entries] == [
        ("02.01.2031", "Der Deich hält"),
        ("30.12.2030", "Freiwillige füllen Säcke"),
        ("27.12.2030", None),
    ]
    assert [document.entry_text(entry) for entry in document.entries] == [FLOOD, SAND, CALM]
    assert {entry.published_precision for entry in document.entries} == {"day"}


@pytest.mark.parametrize(
    "lines",
    [
        ("Der Streit um den Deich", "2. Mai: Baubeginn", FLOOD, "4. Mai: Stopp", SAND, "9. Mai: Klage", CALM),
        (*HEAD, "2. Mai: Markt", FLOOD, "9. April: Konzert", SAND, "4. Mai: Lesung", CALM, "1. April: Fest", FLOOD),
        (*HEAD, *[FLOOD, SAND, CALM] * 3, "2. Mai: Baubeginn", FLOOD, "4. Mai: Stopp", SAND, "9. Mai: Klage", CALM),
        (*HEAD, "2. Mai: 12 Euro", "4. Mai: 14 Euro", "9. Mai: 11 Euro", FLOOD),
    ],
    ids=["no liveblog", "no order", "most of the text above", "no texts"],
)  # fmt: skip
def test_other_days_open_nothing(lines: tuple[str, ...]) -> None:
    """A chronology in an article, events and prices are no entries."""
    assert page(*lines).kind == "article"


def test_an_entrys_own_day_is_its_first_line() -> None:
    """Day and clock on two lines belong to the entry; a day above several entries parts them, and is in none."""
    entries = ("16:40", "Der Deich hält", FLOOD), ("15:05", "Säcke", SAND), ("14:10", "Mitteilung", CALM)
    document = page(*HEAD, *(line for entry in entries for line in ("02.01.2031", *entry)))
    assert [document.lines[entry.first_line - 1].text for entry in document.entries] == ["02.01.2031"] * 3
    assert [line.entry for line in document.lines if line.text == "02.01.2031"] == [1, 2, 3]
    assert [document.entry_text(entry) for entry in document.entries] == [FLOOD, SAND, CALM]
    parted = page(*HEAD, "02.01.2031", *entries[0], *entries[1], "01.01.2031", *entries[2])
    assert [line.entry for line in parted.lines if line.text in {"02.01.2031", "01.01.2031"}] == [None, None]
    assert [entry.clock for entry in parted.entries] == ["16:40", "15:05", "14:10"]
