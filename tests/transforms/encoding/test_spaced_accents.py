"""Accents beside their letters, in the ways that fonts and extractors set them."""

from __future__ import annotations

import pytest

from transforms.encoding.spaced_accents import join_spaced_accents

SENTENCE = "Für schöne Häuser über der Mühle zählt Größe: Öl, Übung, Ärger und Bäume"


def accents_before(text: str) -> str:
    """Each umlaut as its accent and its letter."""
    return text.translate(
        {ord(umlaut): "¨" + letter for umlaut, letter in zip("äöüÄÖÜ", "aouAOU", strict=True)}
    )


def accents_after(text: str, gap: str = "") -> str:
    """Each umlaut as its letter and its accent."""
    pairs = zip("äöüÄÖÜ", "aouAOU", strict=True)
    return text.translate({ord(umlaut): letter + "¨" + gap for umlaut, letter in pairs})


@pytest.mark.parametrize(
    "broken", [accents_before(SENTENCE), accents_after(SENTENCE), accents_after(SENTENCE, " ")]
)
def test_umlauts_are_joined(broken: str) -> None:
    """Before the letter, after it, and after it with a blank."""
    assert join_spaced_accents(broken) == SENTENCE


@pytest.mark.parametrize(
    ("broken", "joined"),
    [
        ("F ¨ur die G ¨aste in Th ¨uringen", "Für die Gäste in Thüringen"),
        ("etwa ¨uber die km ¨uber", "etwa über die km über"),
        ("fu ¨r Stu ¨hle", "für Stühle"),
        ("fu \u0308r", "für"),
        ("Citro¨en, Zo¨e", "Citroën, Zoë"),
        ("Fran¸cois aus Koˇsice, Erdo˘gan", "François aus Košice, Erdoğan"),
        ("Andr´e im Caf´e", "André im Café"),
        ("Espa˜na", "España"),
    ],
)
def test_other_settings_are_joined(broken: str, joined: str) -> None:
    """Blanks before the accent, and the accents of other languages."""
    assert join_spaced_accents(broken) == joined


@pytest.mark.parametrize(
    "text",
    [
        "¨Amor¨ dice",
        "Η ¨ανατροφή¨ δυστυχώς",
        "la palabra (¨eso¨) vale",
        "l´amour, d´Or, Gibt´s, Rock´n´Roll",
        "``so schlá´´",
        "ˆoˆ und ˆ_ˆ",
        "20 ˚C, ˜5 Euro",
        "¨ ¨¨ ¸ ˇ",
        "Für Häuser",
        "x¨ y",
    ],
)
def test_accents_without_a_letter_stay(text: str) -> None:
    """Quotation marks, apostrophes, faces, signs."""
    assert join_spaced_accents(text) == text
