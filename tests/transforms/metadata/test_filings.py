"""The line by which a blog files an article: what counts as one, and what does not."""

from __future__ import annotations

import pytest

from transforms.dates.finding import Moment
from transforms.metadata.lexicon import Lexicon
from transforms.metadata.lines import read_metadata_line
from transforms.rulebook import Rulebook

RULES = Rulebook.load()


def read(text: str, language: str = "de") -> tuple[tuple[Moment, ...], tuple[str, ...]] | None:
    facts = read_metadata_line(text, RULES.derive("lexicon", language, Lexicon))
    return None if facts is None else (tuple(moment for _, moment in facts.dates), facts.authors)


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        ("Gespeichert von seeblick am 24. Juli 2031 - 18:55", ("seeblick",)),
        ("Datum 24.07.2031 Kategorie Wehre Schlagworte Mühlbach", ()),
        ("Autor: talfreund Juli 24, 2031 0 Kommentare", ("talfreund",)),
        ("AdaLind 2031-07-24T17:27:31+02:00 Juli 24th, 2031 | Flussbau | 36 Kommentare", ()),
        ("24.07.2031 um 16:14 Uhr - Ada Lind - 91 Ergänzungen", ("Ada Lind",)),
        ("Donnerstag | 24. Juli 2031 | 15:49 VON Ada Lind IN Flussbau | 0 COMMENTS", ("Ada Lind",)),
    ],
)
def test_day_author_categories_and_comments_stand_in_any_order(text: str, authors: tuple[str, ...]) -> None:
    found = read(text)
    assert found is not None
    assert any((moment.year, moment.month, moment.day) == (2031, 7, 24) for moment in found[0])
    assert found[1] == authors


def test_other_languages_file_likewise() -> None:
    english = read("July 24, 2031 by riverbank", "en")
    assert english is not None
    assert english[1] == ("riverbank",)
    assert read("Posted the July 24, 2031 at 0h00", "en") is not None


@pytest.mark.parametrize(
    "text",
    [
        "24. Juli 2031: Ein Konzert von Ada Lind",
        "Konzert von Ada Lind am 24. Juli 2031 in Auental",
        "Am 24. Juli 2031 beginnt der Umbau von Auental",
        "24. Juli 2031 von 19 bis 22 Uhr, Stadthalle",
        "Gespeichert von seeblick am Donnerstag",
        "Der Rat tagte am 24. Juli 2031, 12 Kommentare gingen ein.",
        "Kategorie B: bis 24. Juli 2031 gebaute Brücken",
    ],
)
def test_spared_is_what_says_anything_else(text: str) -> None:
    assert read(text) is None
