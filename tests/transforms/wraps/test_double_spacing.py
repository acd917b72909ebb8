"""Wrapped lines with a blank line below each."""

from __future__ import annotations

import pytest

from transforms.document import Document, Role
from transforms.rulebook import Rulebook
from transforms.wraps.joining import join_wraps

RULES = Rulebook.load()
TRANSCRIPT = [
    "Die Technik macht heute Elma Prinz, am Mikrofon war Bo Harms, der jetzt an Ada Lind",
    "weitergibt, denn es ist acht Uhr.",
    "Der Rat von Seeburg tagt heute, er muss entscheiden, wie es mit der Fähre und der",
    "alten Brücke weitergehen soll.",
    "Die Bürgermeisterin schließt eine Klage gegen den Erbauer der Brücke nicht mehr",
    "aus.",
    "Die Fischer warnen vor den Folgen, die eine Sperrung des Hafens für die kleinen Boote",
    "hätte.",
    "Aktuell ist es noch bewölkt, das bleibt heute aber nicht so, denn im Süden zeigt sich",
    "am Nachmittag die Sonne, im Norden erst am Abend.",
]
SENTENCES = [f"{one} {two}" for one, two in zip(TRANSCRIPT[::2], TRANSCRIPT[1::2], strict=True)]


def published(text: str) -> list[str]:
    """The paragraphs of a page of text alone."""
    document = join_wraps(Document.from_text(text, language="de"), RULES)
    kept = (line.judged(Role.BODY, "test") if line.text.strip() else line for line in document.lines)
    return document.with_lines(kept).text.split("\n\n")


def test_a_transcript_reads_in_sentences() -> None:
    """No line is lost, and twice is once."""
    text = "\n\n".join(TRANSCRIPT)
    assert published(text) == SENTENCES
    once = join_wraps(Document.from_text(text, language="de"), RULES)
    assert once.raw == text
    assert join_wraps(once, RULES) == once


@pytest.mark.parametrize(
    "lines",
    [
        [f"{sentence} So steht es im Blatt, das jeden Morgen am Hafen liegt und das auch heute niemand liest." for sentence in SENTENCES * 2],
        [f"- {word} und alles, was dazu gehört" for word in ("Äpfel", "Brot", "Hefe", "Käse", "Milch", "Öl", "Salz", "Tee", "Wein")],
        ["Der Mond steht", "über dem Hafen,", "die Möwen", "schweigen im Wind."],
    ],
)  # fmt: skip
def test_paragraphs_lists_and_few_lines_stay(lines: list[str]) -> None:
    """Their blank lines mean something."""
    assert published("\n\n".join(lines)) == lines
