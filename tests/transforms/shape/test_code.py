"""Programs' code amid text is text; what only resembles code is judged as ever."""

from __future__ import annotations

import pytest

from transforms import pipeline
from transforms.document import Document
from transforms.encoding.repair import decode
from transforms.rulebook import Rulebook

RULES = Rulebook.load()
TEXT = [
    (
        "Wer die Pegel der Sahle selbst lesen will, braucht nicht mehr als ein paar Zeilen, die einmal in der Stunde laufen "
        "und die Zahlen in eine Tabelle schreiben."
    ),
    (
        "Die Adresse des Amtes ändert sich zum Jahreswechsel, wie eine Sprecherin sagte; danach muss nur die erste Zeile "
        "angepasst werden, alles andere bleibt."
    ),
]
FOOTER = ["Teilen", "Foto: Ida Moos/Flussbild"]
CODE = ["import requests", "from pathlib import Path", "...", "@retry", "def read(url):", "page = requests.get(url)",
        "return page.json()"]  # fmt: skip


def clean(*lines: str) -> Document:
    return pipeline.clean(decode("\n\n".join(["Pegel lesen in sieben Zeilen", *lines]).encode()), RULES)


def kept(document: Document, lines: list[str]) -> list[bool]:
    return [next(line.kept for line in document.lines if line.raw == text) for text in lines]


def test_lines_of_code_are_kept() -> None:
    document = clean(TEXT[0], *CODE, TEXT[1], *FOOTER)
    assert kept(document, CODE) == [True] * len(CODE)


@pytest.mark.parametrize(
    "menu",
    [["Politik", "Sport", "Wetter", "Kultur"], ["Login (neu)", "Abo (Test)", "E-Paper (App)", "Shop (Tal)"]],
)
def test_menus_are_no_code(menu: list[str]) -> None:
    document = clean(*TEXT, *TEXT[:1], *FOOTER, *menu)
    assert kept(document, menu) == [False] * len(menu)
