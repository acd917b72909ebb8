"""Lists whose bullets are lost: items that begin small, and what tests find for and against a thing."""

from __future__ import annotations

import pytest

from transforms.document import Document
from transforms.pipeline import clean
from transforms.rulebook import Rulebook

BOOK = Rulebook.load()
TITLE = "Ein Lesegerät, das Papier sein will"
TEXT = "Das Gerät blättert ohne spürbare Verzögerung, und sein Akku hielt im Test dreizehn Tage lang durch, wie der Hersteller es versprochen hatte."
MORE = "Als Notizblock taugt es dagegen nicht. Dafür ist die Anzeige zu langsam und der Stift zu unzuverlässig, sagte der Tester am Montag in Auental."
FOOT = ["Impressum", "Datenschutz", "Kontakt"]


def roles(*lines: str) -> dict[str, str]:
    """What becomes of each line."""
    document = clean(Document.from_text("\n".join(lines), language="de"), BOOK)
    return {line.raw: str(line.role) for line in document.lines}


@pytest.mark.parametrize(
    "heads", [("Pro", "Contra"), ("Vorteile", "Nachteile"), ("Pluspunkte", "Minuspunkte")]
)
@pytest.mark.parametrize("capitals", [False, True])
def test_a_balance_is_text(heads: tuple[str, str], capitals: bool) -> None:
    """Its headings are headings, and what stands below them is kept, however it begins."""
    good, bad = ["guter Kontrast", "lange Laufzeit des Akkus"], ["blasse Farben", "kein Netzteil dabei"]
    if capitals:
        good, bad = ([text.capitalize() for text in items] for items in (good, bad))
    found = roles(TITLE, TEXT, MORE, heads[0], *good, heads[1], *bad, *FOOT)
    assert [found[head] for head in heads] == ["heading", "heading"]
    assert {found[item] for item in (*good, *bad)} == {"body"}
    assert {found[line] for line in FOOT} == {"boilerplate"}


def test_balances_come_again_below_each_thing_tested() -> None:
    """They are no menu that is printed twice."""
    items = [[f"Guter Kontrast {number}", f"Laufzeit des Akkus {number}"] for number in range(4)]
    bad = [[f"Blasse Farben {number}", f"Kein Netzteil {number}"] for number in range(4)]
    tested = [
        line
        for number, (good, poor) in enumerate(zip(items, bad, strict=True))
        for line in (f"{MORE} Nummer {number}.", "Vorteile", *good, "Nachteile", *poor, "Im Handel")
    ]
    document = clean(
        Document.from_text("\n".join((TITLE, TEXT, "Anzeige", *tested, *FOOT)), language="de"), BOOK
    )
    heads = [str(line.role) for line in document.lines if line.raw in {"Vorteile", "Nachteile"}]
    assert heads == ["heading"] * 8
    listed = [item for both in (*items, *bad) for item in both]
    assert {str(line.role) for line in document.lines if line.raw in listed} == {"body"}


def test_items_that_begin_small_are_text() -> None:
    """Also the one between that begins with a capital; the last such line heads what follows."""
    items = [
        "ungewohnte Belastung beim Sport",
        "zu wenig Wasser am Tag",
        "Schwangerschaft",
        "bestimmte Arten von Medikamenten",
    ]
    found = roles(
        TITLE, TEXT, "Woran liegt es?", MORE, *items, "Was hilft", MORE.replace("Montag", "Freitag"), *FOOT
    )
    assert {found[item] for item in items} == {"body"}
    assert found["Was hilft"] == "heading"


def test_a_menu_in_lower_case_is_none() -> None:
    """Its words stand alone."""
    menu = ["politik", "kultur", "sport", "gesellschaft"]
    found = roles(TITLE, TEXT, MORE, *menu, *FOOT)
    assert {found[item] for item in menu} == {"boilerplate"}


def test_points_that_begin_small_are_text() -> None:
    """Below a text or its heading; what an offer lists below a button is not."""
    points = ["- drei Liter Wasser je Person", "- eine Decke gegen die Sonne", "- ein geladenes Telefon"]
    found = roles(TITLE, TEXT, MORE, "Anzeige", "Was im Auto nicht fehlen sollte", *points, *FOOT)
    assert {found[point] for point in points} == {"body"}
    links = ["- Drei Wege zum See", "- Eine Decke für alle", "- Telefone im Test"]
    found = roles(TITLE, TEXT, MORE, "Anzeige", "Was sonst noch war", *links, *FOOT)
    assert {found[link] for link in links} == {"boilerplate"}


def test_a_sites_slogans_are_no_items() -> None:
    """A site's address begins small, and a slogan stands there twice."""
    slogans = ["talpost.plus - digitaler Journalismus im Tal", "talpost.plus - jetzt auch im Nachbartal"]
    assert "body" not in _roles_amid(slogans)
    assert "body" not in _roles_amid(["mehr Nachrichten aus dem Tal"] * 2)
    assert _roles_amid(["mehr Licht im Saal", "weniger Lärm auf der Straße"]) == {"body"}


def _roles_amid(lines: list[str]) -> set[str]:
    found = roles(TITLE, TEXT, "", *lines, "", MORE, *FOOT)
    return {found[line] for line in lines}


def test_points_of_which_a_third_begins_small_are_text() -> None:
    """Advice begins with verbs and prepositions as well as with nouns."""
    points = ["- Jacke bei 30 Grad waschen", "- nach dem Waschen trocknen", "- Imprägnierung erneuern"]
    found = roles(TITLE, TEXT, MORE, "Anzeige", "Das rät die Prüferin", *points, *FOOT)
    assert {found[point] for point in points} == {"body"}
