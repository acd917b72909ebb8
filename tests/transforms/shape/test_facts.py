"""Line-ups and other facts of a match below its report."""

from __future__ import annotations

from transforms.document import Document, Role
from transforms.pipeline import clean
from transforms.rulebook import Rulebook

BOOK = Rulebook.load()
TITLE = "Auental gewinnt nach elf Sekunden"
REPORT = "Ein Blitzstart von Emre Sahin und ein später Treffer von Timo Kessler haben dem Vorjahreszweiten den Auftakt verdorben. Auental siegte am Sonntag in Walderode mit 2:0, obwohl der Gastgeber nach der Pause die besseren Chancen hatte und zweimal den Pfosten traf."
FACTS = (
    "SV Walderode",
    ": Lange - Pietsch, Soller, Ginsberg, Dorn - Kehrer - Jost (75. Großmann), Mirza - Reiter",
    "FC Auental",
    ": Lehner - Jakob, Topal, Spieß, Boensch - Sahin, Castrop, Rolff (62. Reinhard) - Calik",
    "Schiedsrichter: Aigner (Oberasbach) - Zuschauer: 8 667 (ausverkauft)",
    "Tore: 0:1 Sahin (1.), 0:2 Kessler (90.+5)",
    "Gelbe Karten: Jost (1) / Jakob (1), Topal (1)",
    "Beste Spieler: Soller, Mirza / Calik, Sahin",
)
TEASER = ("Hochwasser im Tal", ": Aktuelles zur Lage an der Sahle")
RELATED = (
    "Mehr zum Thema\n\nKran gestohlen: Polizei sucht Zeugen\n\n12.03.2031\n\nEnte im Rathaus\n\n11.03.2031"
)


def kept(*lines: str) -> list[str]:
    """The lines that cleaning leaves of a page, set apart."""
    document = clean(Document.from_text("\n\n".join((TITLE, REPORT, *lines, RELATED))), BOOK)
    return [line.text for line in document.lines if line.kept]


def test_facts_whose_labels_stand_alone_stay() -> None:
    """A label in bold type often has a line of its own."""
    assert kept(*FACTS) == [REPORT, *FACTS]


def test_a_teaser_whose_kicker_stands_alone_goes() -> None:
    """Its headline names no list."""
    assert kept(*TEASER) == [REPORT]


LINE_UPS = (
    "TV Walderode:",
    "Meinke, Jans - Rother 11, Lück 9/3, Paulsen 7, Behrens 6, Kolk 4",
    "SG Auental:",
    "Haake - Stein 12/5, Wulf 8, Marten 7, Sahin 6, Brandt 4, Vogt 2",
    "Schiedsrichter: Ahlers/Kruse (Tal) - Zuschauer: 1 120 (ausverkauft)",
    "Zeitstrafen: 4 / 6 - Rot: Brandt (57., dritte Zeitstrafe)",
)


def test_line_ups_below_their_clubs_are_text() -> None:
    """The club ends in a colon, and its players stand on the next line: no heading, and no teaser."""
    document = clean(Document.from_text("\n\n".join((TITLE, REPORT, *LINE_UPS, RELATED))), BOOK)
    told = [line for line in document.lines if line.text in LINE_UPS]
    assert [(line.text, line.role) for line in told] == [(text, Role.BODY) for text in LINE_UPS]


def test_line_ups_stay_wherever_they_stand() -> None:
    """Between a podcast's box and an ad: no link lists so many names."""
    teams = (
        "Auental: Roggow, Staffel - Brandis 8/3, Köppe 6, Urban 4, Wendt 3, Zierow 3, Mertes 2, Kolbe 1",
        "Nordau: Palkó, Fenyves - Imrefi 7/4, Szarvas 6, Bodnár 5, Ligeti 4, Hornyák 3, Rédei 1",
    )
    assert kept("Podcast", "Mehr zum Spiel im Podcast", "Statistik", *teams, "Anzeige") == [
        REPORT,
        "Statistik",
        *teams,
    ]


def test_rows_of_facts_stand_below_numbered_headings() -> None:
    """Bars part them; the heading above is the paragraph's below."""
    row = "Genre: Aufbau | Entwickler: Panzerstudio | Start: 12. März 2031"
    told = "Bierbrauen auf dem Mars, mit echter Chemie: Wer in der Schule aufgepasst hat, ist im Vorteil, und alle anderen lernen eine Menge über Gärung."
    assert kept("Anzeige", "3. Rote Hefe", row, told) == [REPORT, "3. Rote Hefe", row, told]


def test_telegrams_stay() -> None:
    """Who saw the match, and who plays when."""
    rows = (
        "Zug. – 612 Zuschauer. – SR Wenger/Abegg. – Torfolge: 5:1, 7:7, 11:13; 14:19, 18:25, 22:29.",
        "So., 15 Uhr: TuS Auental - Concordia Tal, VfL Bach - SV Nord",
    )
    assert kept("Mehr Sport", "Alle Spiele im Netz", *rows, "Anzeige")[-2:] == list(rows)


def test_places_above_their_texts_are_headings() -> None:
    """Three or more; below a quotation a name and a place say who spoke."""
    lines = [
        line
        for place in ("Lai da Tal, Grabünd", "Obersee Gandl, Obwald", "Lago di Merz, Tessin")
        for line in (place, REPORT + " " + place[:3])
    ]
    assert kept(*lines) == [REPORT, *lines]
    said = [
        line
        for name in ("Ada Lind, Auental", "Jo Tal, Nordau", "Ute Bach, Walderode")
        for line in (f"„{REPORT} {name[:3]}“", name)
    ]
    assert not set(kept(*said, REPORT + " Ende.")) & set(said[1::2])
