"""Tables that came as text: rows with parters, values below their labels, labelled facts, lists of persons."""

from __future__ import annotations

import pytest

from transforms.document import Document, Role
from transforms.rulebook import Rulebook
from transforms.shape.judging import judge_shapes

RULES = Rulebook.load()
ABOVE = (
    "Sieben Pumpen mussten im Prüfstand zwei Wochen lang Wasser aus einem Schacht heben. Am Ende lagen drei "
    "von ihnen so dicht beieinander, dass am Verbrauch entschieden werden musste."
)
BELOW = (
    "Gekauft haben wir alle Geräte im Handel, und zwar in den Läden, in denen auch andere sie kaufen. Danach "
    "gingen sie an ein Tierheim, das einen feuchten Keller hat."
)
LINKS = ("* Startseite", "* Pumpen", "* Alle Tests", "Foto: Ida Moos/Werkblatt")


def kept(*lines: str) -> list[str]:
    """What stays of lines between two paragraphs, on a page with links."""
    text = "\n\n".join([ABOVE, *lines, BELOW, *LINKS])
    document = judge_shapes(Document.from_text(text, language="de"), RULES)
    return [line.text for line in document.lines if line.kept and line.text not in {ABOVE, BELOW}]


@pytest.mark.parametrize("sign", ["\t", " | ", " / "])
def test_rows_with_as_many_cells_are_a_table(sign: str) -> None:
    """Its head has no numbers, its rows have."""
    rows = [
        ("Pumpe", "Preis", "Liter", "Urteil"),
        ("Ahr 3", "99 €", "7.100", "gut"),
        ("Sahle Eco", "139 €", "6.900", "gut"),
        ("Tief 12", "59 €", "5.200", "mäßig"),
    ]
    table = [sign.join(row) for row in rows]
    assert kept("Die Ergebnisse", *table) == ["Die Ergebnisse", *table]


def test_a_markdown_table_keeps_its_rows() -> None:
    """The rule below its head is no row."""
    table = [
        "| Pumpe | Preis | Liter |",
        "|---|---|---|",
        "| Ahr 3 | 99 € | 7.100 |",
        "| Tief 12 | 59 € | 5.200 |",
    ]
    assert {table[0], *table[2:]} <= set(kept(*table, "| Sahle | 139 € | 6.900 |"))


def test_menus_are_no_tables() -> None:
    """Rows of links have no numbers, or not as many cells one below the other."""
    menus = [
        "Start | Rat | Hafen | Sport",
        "Abo | Shop | Reisen | Trauer",
        "Impressum | Datenschutz | AGB | Kontakt",
    ]
    assert kept(*menus) == []
    assert kept("Heft 3 | 2030", "Rat | Hafen | Sport", "Abo | Shop | Reisen | Trauer") == []


def test_measures_below_their_labels_are_a_table() -> None:
    """A cell a line: whoever reads the page in one column."""
    data = ["Leistung", "550 Watt", "Förderhöhe", "7,5 m", "Gewicht", "4,1 kg", "Preis", "139 €"]
    assert kept("Technische Daten", *data) == ["Technische Daten", *data]


def test_links_with_counts_are_no_measures() -> None:
    """What only ends in a number tells of comments."""
    assert (
        kept("Rat", "Brücke gesperrt 12", "Hafen", "Fähre fällt aus 3", "Sport", "Auental verliert 7") == []
    )


def test_labelled_facts_are_a_table() -> None:
    """Names and numbers behind a label and a colon."""
    facts = ["Buch: Ada Lindqvist, Jo Tal", "Kamera: Pia Bien", "FSK: ab 6", "Weitere Kräfte: Wehr Strande"]
    assert kept(*facts) == facts


@pytest.mark.parametrize(
    "lines",
    [
        ["Auental: Brücke gesperrt", "Strande: Rat tagt heute länger", "Klint: Fähre fällt wieder aus"],
        ["Teil 1: Der Hafen", "Teil 2: Das Ufer", "Teil 3: Die Brücke"],
    ],
    ids=["kickers", "a series"],
)
def test_teasers_with_kickers_are_no_facts(lines: list[str]) -> None:
    """Behind the colon they have a headline; the parts of a series are all labelled alike."""
    assert kept(*lines) == []


def test_a_list_of_persons_stays() -> None:
    """Four or more, each with what he is; two are the credits of a page."""
    persons = ["Dolores Bien, Sängerin", "Hanno Krebs, Ruderer", "Ida Moos, Köchin", "Jo Tal, Landwirt"]
    assert kept("Wer noch dabei ist", *persons) == ["Wer noch dabei ist", *persons]
    assert kept(*persons[:2]) == []


def test_a_table_with_tabs_needs_no_numbers() -> None:
    """Nothing else is parted by tabs."""
    table = ["Mittel\thilft gegen", "Soda\tFett", "Essig\tKalk", "Pulver\tKeime"]
    assert kept("Welches Mittel wofür?", *table) == ["Welches Mittel wofür?", *table]


def test_rows_may_be_parted_by_dashes() -> None:
    """Three cells and more, with numbers: a dash between two may be anything."""
    table = ["Sorte – Wasser – Beispiel", "Hart – bis 56 % – Bergkäse", "Weich – über 67 % – Ahrtaler"]
    assert kept(*table) == table
    assert kept("Rat – Brücke gesperrt", "Hafen – Fähre fällt aus", "Sport – Auental verliert") == []


def test_columns_that_came_cell_by_cell_are_a_table() -> None:
    """A label and as many numbers, again and again; the head's cells stand above."""
    head = ["Pumpe", "Ahr 3", "Sahle Eco"]
    cells = ["Liter", "7.100", "6.900", "Lautstärke (dB)", "74", "71", "Note", "1,5", "2,1"]
    assert kept("Die Ergebnisse", *head, *cells) == ["Die Ergebnisse", *head, *cells]


def test_a_box_of_shares_is_no_table() -> None:
    """Its numbers say how something has changed."""
    assert (
        kept(
            "Börse",
            "Auenwert",
            "18.345",
            "+0,4 %",
            "Strandag",
            "1.204",
            "-1,2 %",
            "Kai SE",
            "88,10",
            "+2,0 %",
        )
        == []
    )


def test_boxes_to_tick_are_bullets() -> None:
    """As recipes print them before what is needed."""
    list_ = ["▢ 250 g Mehl", "▢ 3 Eier", "▢ 180 ml Milch", "☐ Salz und Pfeffer"]
    assert kept("Zutaten:", *list_)[-4:] == list_


def test_labelled_facts_may_be_lists_of_small_words() -> None:
    """Commas part them; a headline has none."""
    facts = [
        "Kaltschaum: leise, fest, warm",
        "Federkern: luftig, günstig, federt nach",
        "Latex: schwer, braucht Lüftung",
    ]
    assert kept(*facts) == facts


def test_rows_that_came_cell_by_cell_may_begin_with_a_number() -> None:
    """The head's labels above, and the same columns below each other, tell the table."""
    table = ["Linie", "Takt", "Fahrgäste", "4", "halbstündlich", "4.200", "7", "stündlich", "3.100"]
    table += ["9", "halbstündlich", "2.800"]
    assert kept(*table) == table
    assert kept(*table[:9]) == []  # two rows may be anything
    votes = ["Partei", "Stimmen", "Anteil", "Talliste", "4.200", "31,2 %", "Ahrbund", "3.100", "22,8 %"]
    votes += ["Freie", "1.900", "14,1 %"]
    assert kept(*votes) == votes


def test_numbers_that_count_up_are_no_table() -> None:
    """A calendar's days, a chart's places: each is one more than the one above."""
    chart = ["Platz", "Gelesen", "1", "Fähre fällt aus", "2", "Kran gestohlen", "3", "Ente im Rathaus"]
    assert kept(*chart) == []
    assert (
        kept(*chart[:2], *("04:10", "Fähre fällt aus", "01:12", "Kran gestohlen", "02:20", "Ente am Kai"))
        == []
    )


@pytest.mark.parametrize(
    "table",
    [
        ["Linie | Takt | Fahrgäste", "4 | 30 min | 4.200", "7 | 60 min | 3.100", "9 | 30 min | 2.800"],
        ["Linie", "Takt", "Ring", "30 min", "Kreuz", "60 min", "Bogen", "20 min"],
    ],
)
def test_tables_stay_on_pages_without_furniture(table: list[str]) -> None:
    """Their numbers are no page's."""
    document = Document.from_text("\n\n".join([ABOVE, *table, BELOW]), language="de")
    assert [line.text for line in judge_shapes(document, RULES).lines if line.kept] == [ABOVE, *table, BELOW]


def test_names_with_their_numbers_between_paragraphs_are_a_table() -> None:
    """Topics with counts stand below the text, or have a heading of their own."""
    counts = ["Altenmarkt 12.208", "Brunnthal 2.972", "Dornau 155", "Eichfeld am See 400"]
    assert kept(*counts) == counts
    assert kept(*counts[:3]) == []
    topics = "\n\n".join([ABOVE, BELOW, *counts, *LINKS])
    document = judge_shapes(Document.from_text(topics, language="de"), RULES)
    assert not {line.text for line in document.lines if line.kept} & set(counts)


def test_names_with_their_parties_are_a_list() -> None:
    """A number in brackets counts links, and a credit is longer."""
    names = ["Anna Kessler (SPD)", "Bernd Thiel (Grüne)", "Christa Wolff (fraktionslos)"]
    assert kept(*names) == names
    assert kept(*(name.partition("(")[0] + "(14)" for name in names)) == []


def test_letters_in_order_make_a_list() -> None:
    """From a) on: the last of them heads no paragraph."""
    listed = ["a) Erweiterung des Liniennetzes", "b) Senkung der Fahrpreise", "c) Neubau des Betriebshofs"]
    text = "\n\n".join([ABOVE, "Die Ziele:", "\n".join(listed), BELOW, *LINKS])
    roles = {
        line.text: line.role for line in judge_shapes(Document.from_text(text, language="de"), RULES).lines
    }
    assert [roles[line] for line in listed] == [Role.BODY] * 3


def kept_above(*lines: str) -> set[str]:
    """What stays of lines above all text."""
    document = Document.from_text("\n\n".join([*lines, ABOVE, BELOW, *LINKS]), language="de")
    return {line.text for line in judge_shapes(document, RULES).lines if line.kept} - {ABOVE, BELOW}


def test_tables_stand_below_a_text() -> None:
    """Above it, topics and a site's figures do."""
    assert not kept_above("Altenmarkt 12.208", "Brunnthal 2.972", "Dornau 155", "Eichfeld am See 400")
    assert not kept_above("Linie", "Takt", "Ring", "5.400", "Kreuz", "6.100", "Bogen", "2.300")


def test_what_looks_like_a_table_but_is_none() -> None:
    """Links of one name, shares with a head of their own, and headlines above how many pictures there are."""
    assert kept("Teil 1", "Teil 2", "Teil 3", "Teil 4") == []
    assert (
        kept("Wert", "Kurs", "Plus", "Auenwert", "8", "+4", "Strandag", "4", "-2", "Kai SE", "10", "+2") == []
    )
    headlines = ["Fürst Casimir trägt jetzt wieder Bart", "Herzog verpasst den Zug nach Auental"]
    pictures = [
        "Gräfin Tilda backt Kuchen",
        "17 Bilder",
        "Ente im Rathaus",
        "4 Bilder",
        "Kran am Kai",
        "9 Bilder",
    ]
    assert kept(*headlines, *pictures) == []
