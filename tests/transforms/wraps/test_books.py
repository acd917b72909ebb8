"""Books as PDF readers give them: wide pages, lines run together, heads from margin to margin, code."""

from __future__ import annotations

import textwrap

import pytest

from transforms.document import Document, join
from transforms.rulebook import Rulebook
from transforms.wraps.joining import join_wraps
from transforms.wraps.rows import read_rows
from transforms.wraps.run_together import shorten

RULES = Rulebook.load()
PARAGRAPHS = [
    (
        "Wer ein Wehr bedient, liest zuerst den Pegel oberhalb der Schütze und trägt ihn in das Wachbuch ein, bevor er die "
        "Kurbel anfasst. Steht das Wasser höher als die rote Marke, so ruft er die Leitstelle an und wartet, bis von dort "
        "eine Anweisung kommt, denn ein zu rasch geöffnetes Wehr hat unterhalb schon manchen Kahn losgerissen."
    ),
    (
        "Die Kurbel dreht schwer, wenn Laub in der Rinne liegt; dann hilft ein Besen mehr als jede Gewalt. Im Herbst soll "
        "die Rinne deshalb jeden Morgen gefegt werden, und zwar von der Uferseite aus, weil der Steg auf der anderen Seite "
        "nass und glatt ist. Wer allein arbeitet, sichert sich mit der Leine, die im Schrank neben der Tür hängt."
    ),
    (
        "Bei Frost bleibt die mittlere Schütze geschlossen, damit das Eis sie nicht verbiegt. Die beiden äußeren werden "
        "jede Stunde eine Handbreit bewegt, und das Geräusch verrät dem Geübten, ob sich am Grund schon Eis gebildet hat. "
        "Hört man nichts, so ist alles gut; knirscht es, muss der Dampfkessel angeheizt werden, was eine Stunde dauert."
    ),
    (
        "Am Ende der Schicht werden die Stände noch einmal abgelesen und unterschrieben. Das Wachbuch verlässt den Raum "
        "nicht, auch nicht für eine Nacht, und wer darin radiert, hat seine Stelle schon so gut wie verloren. Fehler werden "
        "durchgestrichen und neu geschrieben, sodass man beides lesen kann, das Falsche wie das Richtige."
    ),
]


def wrapped(text: str, width: int = 118) -> list[str]:
    return textwrap.wrap(text, width, break_on_hyphens=False)


def paragraphs(text: str) -> list[str]:
    lines = join_wraps(Document.from_text(text, language="de"), RULES).lines
    return join(line for line in lines if line.role is None).split("\n\n")


def run_together(lines: list[str], at: int) -> list[str]:
    """The lines as a PDF reader gives them that takes a hyphen away and the break with it."""
    return [*lines[:at], f"{lines[at]}{lines[at + 1]}", *lines[at + 2 :]]


def test_lines_that_were_run_together_at_a_hyphen_are_lines_of_their_paragraph() -> None:
    given = [" ".join(PARAGRAPHS[place : place + 2]) for place in range(3)]
    told = [run_together(wrapped(text, 78), 1 + place) for place, text in enumerate(given)]
    found = paragraphs("\n\n".join("\n".join(lines) for lines in told))
    assert ["".join(text.split()) for text in found] == ["".join(text.split()) for text in given]


def test_an_arrow_makes_no_subtitles() -> None:
    steps = PARAGRAPHS[0].replace("den Pegel oberhalb", "Pegel --> Schütze --> Kurbel oberhalb")
    given = [steps, *PARAGRAPHS[1:]]
    assert paragraphs("\n".join("\n".join(wrapped(text, 72)) for text in given)) == given


def test_code_between_paragraphs_does_not_hide_their_width() -> None:
    code = ["[pegel]", "marke_rot = 240 | warnung = stumm", "leitung = { 1, 2, 3 } # der Reihe nach,",
            "pause_min = 15", "kurbel@wehr = frei"]  # fmt: skip
    blocks = ["\n".join(wrapped(text)) for text in PARAGRAPHS]
    found = paragraphs("\n\n".join("\n\n".join([block, "\n".join(code)]) for block in blocks))
    assert [text for text in PARAGRAPHS if text in found] == PARAGRAPHS


def test_heads_from_margin_to_margin_are_printed_around_the_text() -> None:
    lines = [line for text in PARAGRAPHS for line in wrapped(text)]
    head = "KAPITEL 3. DAS WEHR" + " " * 60 + "3.{}. VON DER KURBEL"
    pages = [lines[:5], lines[5:9], lines[9:]]
    text = "\n\f".join(
        "\n".join([head.format(number), "", *page, "", f"{' ' * 55}{number}"])
        for number, page in enumerate(pages, 7)
    )
    document = join_wraps(Document.from_text(text, language="de"), RULES)
    left = [line.text.strip() for line in document.lines if line.role is None and line.text.strip()]
    assert not [line for line in left if line.startswith("KAPITEL")]
    assert [line for line in left if line in lines] == lines


def test_a_stretch_too_short_to_be_measured_is_set_as_the_rest_of_the_book() -> None:
    wide = "x" * 400
    short = (
        "Der Pegel wird in Zentimetern gemessen, und zwar von der Schwelle des Wehres an, die im Jahr der großen Flut "
        "gegossen wurde."
    )
    blocks = ["\n".join(wrapped(text)) for text in PARAGRAPHS * 2]
    found = paragraphs("\n\n".join([*blocks, wide, "\n".join(wrapped(short)), wide]))
    assert short in found


def test_rows_of_a_table_are_no_column_beside_whose_lines_a_paragraph_is_run_together() -> None:
    """However many of its groups begin in lower case: their rows have no width in common."""
    given = [
        "Zehn Kähne im Test: Drei laufen schon nach Stunden voll",
        "",
        (
            "Für den Vergleich wurden zehn verschiedene Kähne aus Werften am Fluss auf Lenkung, Bedienung, Gewicht und Dichtheit "
            "geprüft. Alle Daten und Ergebnisse sowie nützliche Tipps zum Kauf stehen hier."
        ),
        "",
        "Werft/Modell Preis Leine Note",
        "bis ca. 4,5 Meter",
        "Barbe Rundum S-Kahn 450 € ja 3,0",
        "Nachfolger Ky5 TT 350 € nein 4,9",
        "Döbel Floh 189 € ja 5,5",
        "ca. 5 bis 6 Meter",
        "Hecht Werft Schwingfix M S-Kahn 500 € ja 1,7",
        "Hecht Werft Doppelfix M S-Kahn 470 € ja 2,1",
        "ca. 5 bis 12 Meter",
        "Karpfen Pallas SF 300 € ja 2,1",
        "Laube I-Max SP Leinenfix 139 € ja 2,7",
        "Döbel I-Max SP Leinenfix Rot 134 € ja 2,7",
        "ca. 8 bis 12 Meter",
        "Karpfen Lösung SF 190 € ja 1,7",
    ]
    rows = read_rows(Document.from_text("\n".join(given), language="de").lines)
    assert [row.length for row in shorten(rows)] == [len(text) for text in given if text]


@pytest.mark.parametrize(
    "menu",
    [
        ["pegel am alten wehr", "alle pegel im tal auf"],
        ["pegel am wehr", "alle pegel im tal", "mit dem boot bis nach auental fahren", ("zu fuß am ufer entlang bis zur "
         "alten mühle und noch weiter"), "was ein wehr ist und wer es in der nacht bedienen darf, wenn das eis am grunde treibt"],
    ],
)  # fmt: skip
def test_entries_of_a_menu_that_begin_small_have_no_width(menu: list[str]) -> None:
    """They are too short for a column, or differ too much: a paragraph below them is none that was run together."""
    sentences = [sentence for text in PARAGRAPHS for sentence in text.split(". ")[-1:]]
    given = [
        *(menu * 6),
        *(sentence[:1].upper() + sentence[-100:] for sentence in sentences),
    ]
    rows = read_rows(Document.from_text("\n".join(given), language="de").lines)
    assert [row.length for row in shorten(rows)] == [len(text) for text in given]
