"""Captions that their labels or credits tell, and sentences that look like one and are none."""

from __future__ import annotations

import pytest

from transforms.document import Document
from transforms.pipeline import clean
from transforms.rulebook import Rulebook
from transforms.shape.kinds import Kind
from transforms.shape.looks import Looks

RULES = Rulebook.load()
GERMAN = Looks.of(RULES, "de")


@pytest.mark.parametrize(
    ("text", "is_caption"),
    [
        ("Die Bundesstraße nach dem Unfall. (Archivbild)", True),
        ("So könnte der Täter ausgesehen haben (Symbolfoto)", True),
        ("Das Amt nennt es eine Panne (Antrag)", False),
        ("Das zeigt ein Blick ins Album (Foto).", False),
    ],
)
def test_a_pictures_label_in_brackets_ends_a_caption(text: str, is_caption: bool) -> None:
    """Only the label stands in the brackets, and nothing behind them."""
    assert (GERMAN.look(text).kind is Kind.CAPTION) is is_caption


def test_an_entrys_only_sentence_is_no_caption() -> None:
    """Above a credit stands the entry's text, or its picture's caption if a text stands above that."""
    page = """\
        Liveblog: Das Parkfest am Kurpark
        11:04 Uhr
        Bank im Kurpark wieder offen
        Am Montag öffnete die Bank im Kurpark wieder, und viele kamen.
        Foto: Jo Tal
        10:52 Uhr
        Ansturm
        Am Mittag war die Schlange schon 300 Meter lang, und die Polizei sperrte den Weg am Park. Viele kehrten um.
        Alle wollen hinein.
        Foto: Jo Tal"""
    kept = {line.text.strip() for line in clean(Document.from_text(page), RULES).lines if line.kept}
    assert "Am Montag öffnete die Bank im Kurpark wieder, und viele kamen." in kept
    assert "Alle wollen hinein." not in kept
