"""Rows that say of a thing what no headline would stay amid a page's furniture; kickers and headlines go with it."""

from __future__ import annotations

import pytest

from tests.transforms.shape.test_regular import LAST, kept


@pytest.mark.parametrize(
    "rows",
    [
        (
            "Lkw über 7,5 Tonnen: nur über die Bundesstraße",
            "Radfahrer: über die Wiesen",
            "Busse: fahren nicht",
        ),
        ("Mokka: feines Salz", "Filter: grober Zucker", "Kannen: noch gröber"),
        (
            "Kugelblitz: früh, gut für kleine Gärten",
            "Blauer Johann: würzig, wird nur mannshoch",
            "Mainzer: glatt",
        ),
        ("3000 m: -6 Grad, Südwest", "2000 m: 1 Grad, Süd", "Tal: 6 Grad"),
        ("TOP 3 – Neubau Bauhof: 13 Ja, 11 Nein", "TOP 7 – Zuschuss: einstimmig", "TOP 9 – Hecke: Vertagung"),
        ("• Torplatz – halbseitig gesperrt", "• Klosterhof – nur für Anlieger", "• Nordring – Tempo 30"),
        ("Pass – geschlossen", "Stadel – ab 14 Uhr offen", "Alm – € 4,50"),
        (
            "• Kugelblitz: für kleine Gärten und Balkone, reif im Mai",
            "• Johann: für große Gärten an der Sahle, reif im Juni",
            "• Mainzer: Sorte aus Nordau",
        ),
        (
            "Linie 2: fährt ab Montag alle 20 Minuten",
            "Linie 5: wird ab Montag 10 Minuten langsamer",
            "Linie 8: Umleitung",
        ),
    ],
)
def test_rows_that_say_something_of_things_stay(rows: tuple[str, ...]) -> None:
    """Figures and small words stand behind most of the names; so the heading above stays, too."""
    assert kept("Ein Überblick", *rows, LAST) == ["Ein Überblick", *rows, LAST]


@pytest.mark.parametrize(
    "rows",
    [
        ("Verkehr: Umleitung über die Wiesen", "Sport: Auental steigt ab", "Kultur: Konzert fällt aus"),
        (
            "Sécheresse : les nouvelles restrictions au village",
            "Pont : le maire renonce enfin au péage",
            "École : des parents demandent une cantine",
        ),
        ("Telefon: 05999 817-0", "Fax: 05999 817-20", "Leserpost: post@auental.example"),
        ("Im Netz: auental.example", "Kurz gesagt: @auental", "Bilder: www.auental.example/bilder"),
        ("Finale: ab heute", "Finale: zu früh", "Finale: so schön"),  # one label
        ("Verkehr: ab heute", "Sport: heute frei"),
        (
            "Leser des Auentaler Boten: 05999 81720",
            "Kunden des Auentaler Boten: 05999 81721",
            "Boten: 05999 81722",
        ),
        ("0 – sehr schlecht", "5 – mittel", "10 – sehr gut"),  # a scale
        ("Verkehr: ab heute", "Sport: Auental steigt ab", "Kultur: Konzert fällt aus"),
    ],
)
def test_kickers_and_addresses_go(rows: tuple[str, ...]) -> None:
    """Headlines begin with capitals, or are long; telephones and addresses say nothing of anything."""
    assert not set(kept(*rows, LAST)) & set(rows)


def test_a_question_is_no_row() -> None:
    """A poll's answers stand below one."""
    rows = ("Brücke: ja oder nein?", "Steg: wohin damit?", "Fähre: wie lange noch?")
    assert not set(kept(*rows)) & set(rows)
