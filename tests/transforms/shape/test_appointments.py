"""Programmes by the day stay, and dated teasers don't."""

from __future__ import annotations

import pytest

from transforms.document import Document, Role
from transforms.pipeline import clean
from transforms.rulebook import Rulebook
from transforms.shape.appointments import is_appointment

RULES = Rulebook.load()
HEAD = ("Tag der offenen Gärten in Talbrück", "4. Mai 2031")
TEXT = (
    (
        "Rosen, Kräuter und ein japanischer Teich: Zum achten Mal laden Familien in ihre Gärten ein. Die Stadt hat das "
        "Programm gemeinsam mit dem Verein Grüne Ecke zusammengestellt und viele neue Gärten gefunden."
    ),
    "„Wer wissen will, wie Talbrück riecht, muss kommen“, sagt Bürgermeisterin Ada Lindqvist am Donnerstag im Rathaus.",
)
FURNITURE = ("Foto: Jo Tal", "Teilen", "Drucken")


def roles(*lines: str) -> dict[str, Role | None]:
    """The role of each line below a text."""
    page = clean(Document.from_text("\n".join([*HEAD, *TEXT, *lines, *FURNITURE]), language="de"), RULES)
    return {line.text: line.role for line in page.lines if line.text in lines}


def test_a_programme_whose_days_stand_above_what_takes_place() -> None:
    """The days are no dates of teasers, and the line above is the programme's heading."""
    rows = [
        "Samstag, 7. Juli, 10 Uhr",
        "Führung durch den Kräutergarten",
        "Sonntag, 8. Juli, 15.30 Uhr",
        "Pflanzenbörse am Markt",
    ]
    below = roles("Programm", *rows)
    assert below.pop("Programm") is Role.HEADING
    assert set(below.values()) == {Role.BODY}


def test_appointments_behind_their_names() -> None:
    """A day behind a name and a colon says when something takes place, not when the page came out."""
    rows = ["Glockenweihe: Sonntag, 18. März, 10 Uhr", "Erstes Läuten: Ostersonntag, 1. April, 6 Uhr"]
    assert set(roles(*rows).values()) == {Role.BODY}


def test_teasers_below_their_dates_are_none() -> None:
    """News happen at any minute."""
    rows = [
        "Mittwoch, 6. Juni, 10:20 Uhr",
        "Bagger reißt Gasleitung auf",
        "Dienstag, 5. Juni, 18:03 Uhr",
        "Neue Bänke für den Park",
    ]
    assert not set(roles("Foto: Ada Bien", *rows).values()) & {Role.BODY, Role.HEADING}


@pytest.mark.parametrize(
    "text", ["Montag", "19 Uhr", "7. Juli", "7. Juli 2031, 10 Uhr", "Am 7. Juli um 10 Uhr spielte sie"]
)
def test_what_is_no_appointment(text: str) -> None:
    """A day and an hour make one, with no year and nothing told."""
    assert not is_appointment(text)
