"""Ingredients of recipes, a line each or cell by cell."""

from __future__ import annotations

from tests.transforms.shape.test_shape import GERMAN, ONE, TWO, kept
from transforms.document import Document, Role
from transforms.pipeline import clean
from transforms.rulebook import Rulebook
from transforms.shape.kinds import AMOUNT, MEASURED

BREAD = ["300 g Roggenmehl", "1/2 TL Salz", "2 Eier", "400 ml Wasser"]


def test_amounts() -> None:
    """A number and a unit make an amount; the unit alone is what is left of one."""
    for text in ("300 g Mehl", "300g Mehl", "1,5 kg Kohl", "1 ½ EL Öl", "1/2 TL Salz", "2–3 Zweige Thymian"):
        assert GERMAN.look(text) is AMOUNT, text
    assert GERMAN.look("ml Milch") is MEASURED
    for text in ("300 Gäste im Saal", "Mehl 300 g", "30 Grad im Tal"):
        assert GERMAN.look(text) is not AMOUNT, text


def test_ingredients_stay() -> None:
    """A list of amounts is the text's, with what is counted or bare among them; two alone are not."""
    assert kept(ONE, *BREAD, TWO) == [ONE, *BREAD, TWO]
    assert not set(BREAD[:2]) & set(kept(ONE, TWO, "Angebote der Woche", *BREAD[:2]))


def test_ingredients_cell_by_cell() -> None:
    """A table's cells, a line each: for how many, number, unit and name, bare names at the end."""
    cells = ["Für", "4", "Portionen", "120", "ml Milch", "500", "g Hackfleisch", "3", "EL Öl", "Pfeffer"]
    page = "\n\n".join([ONE, "Foto: Ida Moos", "Zutaten", *cells, "Zubereitung", TWO])
    document = clean(Document.from_text(page, language="de"), Rulebook.load())
    lines = [line for line in document.lines if line.text in cells]
    assert [line.text for line in lines if line.role is Role.BODY] == cells
