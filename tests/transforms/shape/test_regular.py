"""Lines that are made alike stay amid a page's furniture; lines that only look so go with it."""

from __future__ import annotations

import pytest

from transforms.document import Document
from transforms.pipeline import clean
from transforms.rulebook import Rulebook
from transforms.shape.judging import read_units
from transforms.shape.kinds import ITEM
from transforms.shape.looks import Looks
from transforms.shape.regular import mark_label_blocks

BOOK = Rulebook.load()
TITLE = "Auental feiert seine Brücke"
TEXTS = [
    f"{start} Am Wochenende kommen nach Angaben der Stadt mehr als tausend Gäste, und die Brücke bleibt für Autos gesperrt."
    for start in ("Es ist so weit.", "Der Kran ist fort.", "Die Farbe ist trocken.", "Das Geländer steht.")
]
LAST = f"{TEXTS[0]} So war es auch im vergangenen Jahr."
TEASERS = ("Kran gestohlen: Polizei sucht Zeugen", "12.03.2031", "Ente im Rathaus", "11.03.2031")
FOOTER = ("Impressum", "Datenschutz", "Abo", "Kontakt")


def kept(*lines: str, language: str = "de") -> list[str]:
    """Those of the lines that stay, amid two texts, and between teasers and a footer."""
    page = (TITLE, *TEXTS, "Anzeige", "Ente im Rathaus", *lines, "Mehr aus Auental", *TEASERS, *FOOTER)
    document = clean(Document.from_text("\n\n".join(page), language=language), BOOK)
    return [line.text for line in document.lines if line.kept and line.text in lines]


@pytest.mark.parametrize(
    "rows",
    [
        ("FC Auental – SV Tal 2:2 (1:0)", "BW Bach – TuS Nordau 0:5 (0:2)", "SG Klint – SC Strand 1:0 (0:0)"),
        ("FC Auental – SV Tal 2:2 (1:0)", "TuS Bach – SC Nord ausgefallen", "SG Klint – SC Strand 1:0 (0:0)"),
        ("Auental – Grand Tal 17-17", "Bach-sur-Mer – Nordau 31-10", "Klint – Strand 39-26"),
        ("1. FC Auental 23 71:19 57", "2. SG Klint 23 52:24 49", "3. TuS Bach 22 60:33 46"),
        ("11. FC Auental 23 71:19 57", "12. SG Klint 23 52:24 49", "13. TuS Bach 22 60:33 46"),
        ("„Das letzte Regal“ (2016)", "„Regen auf Papier“ (2008)", "„Trittbrett“ (1996)"),
        (
            "17.00 Uhr, Marktbühne: Eröffnung",
            "18.30 Uhr, Hafen: Kesselflicker",
            "22.45 Uhr, Brücke: Lampionumzug",
        ),
        ("TOP 1: Bauantrag Gruber, Flur 318", "TOP 2: Vergabe, Malerarbeiten", "TOP 3: Tempo 30 am Bahnhof"),
    ],
)
def test_rows_stay(rows: tuple[str, ...]) -> None:
    """Below their heading, though most short lines around them are furniture."""
    assert kept("Die ganze Runde", *rows, LAST) == ["Die ganze Runde", *rows, LAST]


@pytest.mark.parametrize(
    "rows",
    [
        ("Teil 1: Was in den Korb kam", "Teil 2: Kaffee und Kuchen", "Teil 3: Die Wurstsemmel"),
        ("TOP 2: Bauantrag Gruber, Flur 318", "TOP 3: Vergabe, Malerarbeiten", "TOP 4: Tempo 30 am Bahnhof"),
        ("17.00 Uhr Streit um die Brücke", "16.30 Uhr Kran gefunden", "15.45 Uhr Ente entlaufen"),
        ("Leserservice 0355 000 111", "Abonnement 0355 000 222", "Anzeigen 0355 000 333"),
    ],
)
def test_series_and_services_go(rows: tuple[str, ...]) -> None:
    """Parts with their titles, a count that begins elsewhere, a ticker's headlines, telephone numbers."""
    assert kept(*rows) == []


@pytest.mark.parametrize(
    "rows",
    [
        ("ore 9.30 – Pesa delle zucche", "ore 15.00 – Mercato", "ore 21.30 – Ballo liscio"),
        ("9.30 Uhr – Wiegen der Kürbisse", "15 Uhr – Markt", "21.30 Uhr – Tanz am Fluss"),
        ("9.30 Uhr, Markt: Wiegen der Kürbisse", "15 Uhr, Halle: Markt", "21.30 Uhr, Fluss: Tanz"),
    ],
)
def test_a_programme_stays_with_its_day(rows: tuple[str, ...]) -> None:
    """Its hours rise."""
    lines = (LAST, "Samstag, 7. Oktober", *rows, f"{LAST} Ende.")
    assert kept(*lines) == list(lines)


def test_a_ticker_behind_dashes_goes() -> None:
    """Its hours fall."""
    rows = ("21.30 Uhr – Streit um die Brücke", "15 Uhr – Kran gefunden", "9.30 Uhr – Ente entlaufen")
    assert kept(*rows) == []


def test_rows_that_touch_stay_amid_other_short_lines() -> None:
    """One other line may stand between two of them."""
    rows = (
        "FC Auental – SV Tal 2:2 (1:0)",
        "TuS Bach – SC Nord ausgefallen",
        "SG Klint – SC Strand 1:0 (0:0)",
    )
    others = ("Wer wieder spielt", "Auf welchem Platz", "In welchen Trikots", "Vor wie vielen Gästen")
    assert set(rows) <= set(kept("Die ganze Runde", *rows, *others, LAST))


def test_a_table_ends_with_its_last_row() -> None:
    """A link to others stands below."""
    rows = ("1. FC Auental 23 71:19 57", "2. SG Klint 23 52:24 49", "3. TuS Bach 22 60:33 46")
    assert kept(LAST, "Tabelle", *rows, "Alle Ergebnisse und Tabellen") == [LAST, "Tabelle", *rows]


@pytest.mark.parametrize("others", [True, False])
def test_labels_that_come_again_stay(others: bool) -> None:
    """With texts between them, or other labels that come again."""
    signs = ("Widder", "Stier", "Krebs", "Löwe")
    rows = [
        line
        for number, (sign, text) in enumerate(zip(signs, TEXTS, strict=True), 3)
        for line in (
            sign,
            *([] if others else [f"{text} Nun {number}."]),
            f"Glückszahl: {number}",
            *([f"Glückstag: {('Mo', 'Di', 'Mi', 'Do')[number - 3]}ntag"] if others else []),
        )
    ]
    assert [line for line in kept(*rows) if ": " in line] == [line for line in rows if ": " in line]


def test_a_label_that_comes_again_without_texts_goes() -> None:
    """So do series' names, before headlines."""
    cups = ("Finale: Auftakt", "Ente im Park", "Finale: Rückblick", "Finale: Vorschau", "Finale: Ende")
    assert not set(kept(*cups)) & set(cups)
    podcasts = [f"Podcast: Wie die Brücke über den Fluss Nummer {number} kam" for number in range(4)]
    assert not set(kept(*podcasts)) & set(podcasts)


NAMES = ("Ada Lind, Auental", "Jo Tal, Nordau", "Ute Bach, Walderode")


def test_letters_keep_their_signatures() -> None:
    """Three or more, below a good part of the texts."""
    letters = [line for text, name in zip(TEXTS, NAMES, strict=False) for line in (f"{text} Ihr!", name)]
    assert [line for line in kept(*letters) if line in NAMES] == list(NAMES)


def test_who_spoke_is_no_signature() -> None:
    """Quotation marks say so, or that few of the texts have a name below."""
    quoted = [line for text, name in zip(TEXTS, NAMES, strict=False) for line in (f"„{text}“", name)]
    assert [line for line in kept(*quoted) if line in NAMES] == []
    amid = [f"{text} Mal {number}." for number in range(4) for text in TEXTS]
    for place, name in zip((13, 8, 3), NAMES, strict=True):
        amid[place:place] = [name, "Wie es weitergeht"]
    assert not set(kept(*amid)) & set(NAMES)


@pytest.mark.parametrize(
    ("language", "header", "rows"),
    [
        (
            "de",
            "Mehr zum Thema",
            (
                "17.00 Uhr, Marktbühne: Eröffnung",
                "18.30 Uhr, Hafen: Kesselflicker",
                "22.45 Uhr, Brücke: Umzug",
            ),
        ),
        ("de", "Lesen Sie auch", ("Eintritt: 6 Euro", "Parken: 3 Euro am Tag", "Fähre: 12 Mal am Tag")),
        (
            "it",
            "Leggi anche",
            ("Tortelli di zucca: 9 euro", "Risotto con salamella: 8 euro", "Torta: 3,50 euro"),
        ),
    ],
)
def test_a_box_of_teasers_ends_above_a_programme_or_figures(
    language: str, header: str, rows: tuple[str, ...]
) -> None:
    """Three rows at least."""
    lines = (
        header,
        "Kran gestohlen: Polizei sucht Zeugen",
        "Ente im Rathaus",
        "Das Programm",
        *rows,
        TEXTS[2],
    )
    document = clean(Document.from_text("\n\n".join((TITLE, *TEXTS[:2], *lines)), language=language), BOOK)
    rules = {line.text: line.rule for line in document.lines}
    assert not [row for row in rows if rules[row].endswith("/related")]
    assert rules["Kran gestohlen: Polizei sucht Zeugen"].endswith("/related")


def test_a_heading_that_touches_its_text_is_no_teaser() -> None:
    """Teasers stand above it, and a blank line between."""
    teasers = (">>> Kran gestohlen: Polizei sucht Zeugen", ">>> Ente im Rathaus")
    told = (
        f"{LAST} Nun erst recht.",
        f"{TEXTS[1]} Und zwar für lange Zeit.",
        f"{TEXTS[2]} Das sagt die Stadt.",
    )
    lines = (
        TITLE,
        "",
        *TEXTS,
        "",
        *teasers,
        "",
        "Was mit der Brücke geschieht",
        *told,
        "",
        "Mehr aus Auental",
        *FOOTER,
    )
    document = clean(Document.from_text("\n".join(lines), language="de"), BOOK)
    assert {str(line.role) for line in document.lines if line.raw == "Was mit der Brücke geschieht"} == {
        "heading"
    }
    assert {str(line.role) for line in document.lines if line.raw in teasers} == {"boilerplate"}


def test_several_labels_need_to_come_but_twice() -> None:
    """As those of one product and the next; two of them may be two series' names."""
    rows = ("Inhalt: 200 g", "Los: A 7", "Sorte: Kakao", "Inhalt: 175 g", "Los: C 9", "Sorte: Nuss")
    assert kept(LAST, *rows, LAST[:-1] + " auch.") == [LAST, *rows, LAST[:-1] + " auch."]
    series = ("Finale: Auftakt", "Vorrunde: Ente im Park", "Finale: Ende", "Vorrunde: Kran im Park")
    assert not set(kept(*series)) & set(series)


@pytest.mark.parametrize(
    "rows",
    [
        (
            "Pro: leicht zu entkalken, gut abzulesen und mit breiter Öffnung",
            "Contra: der Deckel klemmt, und die Temperatur lässt sich nicht wählen",
        )
        * 3,
        (
            "Papier: an jedem zweiten Freitag im Monat",
            "Glas: am ersten und am dritten Donnerstag",
            "Restmüll: montags, in ungeraden Wochen",
            "Papier: an jedem dritten Freitag im Monat",
            "Glas: am zweiten und am vierten Donnerstag",
            "Restmüll: dienstags, in geraden Wochen",
        ),
        (
            "Ort 1: Nordau, Klint und alles links der Ahre",
            "Papier: an jedem zweiten Freitag im Monat",
            "Glas: am ersten und am dritten Donnerstag",
            "Ort 2: Strand, Bach und alles rechts der Ahre",
            "Papier: an jedem dritten Freitag im Monat",
            "Glas: am zweiten und am vierten Donnerstag",
        ),
    ],
    ids=["three times two", "twice three", "numbered"],
)
def test_labels_one_below_the_other_again_and_again_are_the_texts(rows: tuple[str, ...]) -> None:
    """However much stands behind each."""
    assert kept(*rows) == list(rows)


def test_each_line_of_a_block_is_marked() -> None:
    """The first and the last one, too; and two labels thrice, though something stands between."""
    three = [f"{label} {number}: was es gibt" for number in (1, 2) for label in ("Ort", "Glas", "Papier")]
    two = [
        line
        for number in (1, 2, 3)
        for line in (f"Pro: Nummer {number}", f"Contra: Nummer {number}", "Anzeige")
    ]
    for lines, marked in ((three, 6), (two, 6), (two[:6], 0)):
        units = read_units(Document.from_text("\n".join(lines)).lines, Looks.of(BOOK, "de"))
        mark_label_blocks(units)
        assert [unit.look.kind for unit in units].count(ITEM) == marked


@pytest.mark.parametrize(
    "rows",
    [
        ("Bach: Polizei sucht nach dem gestohlenen Kran", "Klint: Ente sitzt im Rathaus und will nicht gehen")
        * 2,
        ("Bach: Polizei sucht nach dem gestohlenen Kran",) * 4,
        (
            "Bach: Polizei sucht nach dem gestohlenen Kran",
            "Klint: Ente sitzt im Rathaus und will nicht gehen",
            "Strand: Der Kiosk macht im Winter wieder auf",
        ),
    ],
    ids=["twice two", "one label", "once"],
)
def test_places_before_headlines_are_no_labels(rows: tuple[str, ...]) -> None:
    """They don't come in the same order again and again."""
    assert not kept(*rows)


CHECKLIST = (
    "☐ Enddatum in den Kalender eintragen",
    "☐ Den Freistellungsauftrag aufteilen",
    "☐ Zählerstand im Keller ablesen",
)


def test_boxes_before_what_is_to_do_are_a_checklist() -> None:
    """One or two of its items may be short; answers of a poll are, and two boxes are none."""
    assert kept(*CHECKLIST, "☐ Kündigen") == [*CHECKLIST, "☐ Kündigen"]
    assert not kept(*CHECKLIST[:2], "☐ Kündigen")
    assert not kept("☐ Ja, sofort", "☐ Nein, nie", "☐ Weiß nicht", "☐ Egal", "☐ Später", "☐ Bald", *CHECKLIST)
