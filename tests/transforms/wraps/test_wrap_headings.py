"""Headings that fill their line are told from the beginning of a sentence that goes on."""

from __future__ import annotations

import pytest

from transforms.document import Document
from transforms.rulebook import Rulebook
from transforms.wraps.headings import is_heading
from transforms.wraps.joining import _words_for
from transforms.wraps.rows import read_rows

WORDS, _ = _words_for("de", Rulebook.load())


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("Gemeinderat streitet über neue Brücke", "Nach vier Stunden war am Dienstag noch"),
        ("Kranich: „Das ist kein Spielplatz“", "Kranich rechnet mit einem schwierigen"),
        ("Fähre nach Altwieck liegt still", "Die Reederei wartet seit Wochen auf"),
        ("Altwieck rechnet mit kaltem Winter", "Die Stadt Altwieck hat für die Monate"),
    ],
)
def test_a_heading_is_known_by_what_stands_below(above: str, below: str) -> None:
    """The text begins anew: with a word that only opens sentences, or with what the heading was about."""
    *rows, row = read_rows(Document.from_text(f"{above}\n{below}").lines)
    assert is_heading(rows, row, WORDS)


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("Der Gemeinderat streitet über die neue", "Brücke und will im Herbst entscheiden"),
        ("Die Fähre nach Altwieck liegt auch am", "Montag still, weil in Altwieck niemand"),
        ("Altwieck, das im Winter kaum eine Straße", "Altwiecks mehr räumen kann, sucht Hilfe"),
        ("Gemeinderat beschließt den Haushalt.", "Nach vier Stunden war am Dienstag noch"),
        ("Bürgermeisterin Kranich und Pfarrer", "Ostermoor haben sich am Abend auf einen"),
    ],
)
def test_a_sentence_that_goes_on_is_no_heading(above: str, below: str) -> None:
    """German writes its nouns with capitals, wherever the line breaks."""
    *rows, row = read_rows(Document.from_text(f"{above}\n{below}").lines)
    assert not is_heading(rows, row, WORDS)
