"""Pages of counted pictures, whose texts are the page's own."""

from __future__ import annotations

import pytest

from transforms.document import Document
from transforms.pipeline import clean
from transforms.rulebook import Rulebook

RULES = Rulebook.load()
TEXTS = ["Der Kran steht.", "Die Ente schwimmt.", "Der Hut fliegt.", "Die Ziege lacht."]
TITLE, PARAGRAPH = (
    "Das Hafenfest in Bildern",
    "Tausende kamen am Sonntag in den Hafen von Seeburg, um den neuen Kran zu sehen, der dort seit drei Tagen steht und im Herbst das erste Schiff entladen soll, wie die Stadt versprach.",
)
RELATED = (
    "Mehr zum Thema\n\nKran gestohlen: Polizei sucht Zeugen\n\n12.03.2031\n\nEnte im Rathaus\n\n11.03.2031"
)


def kept(counters: list[str]) -> list[str]:
    """The texts of a slideshow that are published, with furniture below."""
    slides = "\n\n".join(f"{counter}\n\n{text}" for counter, text in zip(counters, TEXTS, strict=True))
    page = f"{TITLE}\n\n{PARAGRAPH}\n\n{slides}\n\n{RELATED}"
    return [line.text for line in clean(Document.from_text(page), RULES).lines if line.kept]


@pytest.mark.parametrize("form", ["{} von 12", "{} / 12", "Bild {} von 12", "(Foto: Jo Tal) {} / 12"])
def test_texts_of_counted_pictures_stay(form: str) -> None:
    """However the counters are printed, and however short the texts are; teasers below are none."""
    assert kept([form.format(number) for number in (1, 2, 3, 4)]) == [PARAGRAPH, *TEXTS]


def test_counters_that_do_not_rise_count_nothing() -> None:
    """Results, shares and other pairs of numbers."""
    assert kept(["3 / 12", "1 / 12", "4 / 12", "2 / 12"]) != [PARAGRAPH, *TEXTS]
