"""Captions that their labels or credits tell, and sentences that look like one and are none."""

from __future__ import annotations

import pytest

from transforms.document import Document
from transforms.pipeline import clean
from transforms.rulebook import Rulebook
from transforms.shape.kinds import Kind
from transforms.shape.looks import Looks

RULES = Rulebook.load()
GERMAN = Looks.of(RULES, "de")


@pytest.mark.parametrize(
    ("text", "is_caption"),
    [
        ("Die Bundesstraße nach dem Unfall. (Archivbild)", True),
        ("So könnte der Täter ausgesehen haben (Symbolfoto)", True),
        ("Das Amt nennt es eine Panne (Antrag)", False),
        ("Das zeigt ein Blick ins Album (Foto).", False),
        ("Die Bürgermeisterin am Montag auf der Brücke. (Foto von Ada Lind)", True),
        ("Die Bürgermeisterin auf der Brücke (Foto Ada Lind)", True),
        ("Am Ufer stand das Wasser. (Bild aus dem Kreis der Helfer).", True),
        ("Die Schraube sitzt links. (Bild 3)", False),
        ("Die Schraube sitzt links am Rad (Bild oben links)", False),
        ("So steht es im Bericht (Quelle Stadtarchiv).", False),
    ],
)
def test_a_pictures_label_in_brackets_ends_a_caption(text: str, is_caption: bool) -> None:
    """Only the label stands in the brackets, and nothing behind them."""
    assert (GERMAN.look(text).kind is Kind.CAPTION) is is_caption


def test_an_entrys_only_sentence_is_no_caption() -> None:
    """Above a credit stands the entry's text, or its picture's caption if a text stands above that."""
    page = """\
        Liveblog: Das Parkfest am Kurpark
        11:04 Uhr
        Bank im Kurpark wieder offen
        Am Montag öffnete die Bank im Kurpark wieder, und viele kamen.
        Foto: Jo Tal
        10:52 Uhr
        Ansturm
        Am Mittag war die Schlange schon 300 Meter lang, und die Polizei sperrte den Weg am Park. Viele kehrten um.
        Alle wollen hinein.
        Foto: Jo Tal"""
    kept = {line.text.strip() for line in clean(Document.from_text(page), RULES).lines if line.kept}
    assert "Am Montag öffnete die Bank im Kurpark wieder, und viele kamen." in kept
    assert "Alle wollen hinein." not in kept


ABOVE = (
    "Die Fähre liegt seit Montag am Kai, und niemand im Ort weiß, wie lange sie dort noch liegen wird. Am Morgen "
    "standen viele am Ufer und warteten, und am Abend gingen sie nach Hause."
)
CAPTION = "Am Kai liegt die Fähre, und das Wasser steigt weiter."
TEXT = "Der Rat hat am Abend beschlossen, dass die Fähre bis zum Ende der Woche am Kai bleiben soll."


def _roles(page: str) -> dict[str, str]:
    return {line.text: line.rule for line in clean(Document.from_text(page), RULES).lines}


def test_a_credit_that_has_its_caption_takes_no_sentence_below() -> None:
    """A credit's caption stands above it or below it; a tag above is none, a whole sentence is the text's."""
    page = f"Die Fähre am Kai\n\n{ABOVE}\n\n{{}}Foto: Jo Tal\n{{}}\n\n{ABOVE[:-1]}, sagt die Reederei."
    assert _roles(page.format(f"{CAPTION}\n", TEXT))[TEXT] == "shape/body"
    assert _roles(page.format(f"{CAPTION}\n", TEXT))[CAPTION] == "shape/caption"
    assert _roles(page.format("", CAPTION))[CAPTION] == "shape/caption"
    bare = CAPTION.rstrip(".")
    assert _roles(page.format("Fähre Kai Hochwasser\n", bare))[bare] == "shape/caption"


def test_a_caption_that_is_repeated_with_its_credit_is_no_lead() -> None:
    """The picture's description, as screens read it out, stands right above its caption."""
    page = f"Die Fähre am Kai\n\n{CAPTION}\n{CAPTION} Foto: Jo Tal\n\n{ABOVE}\n\n{TEXT}"
    document = clean(Document.from_text(page), RULES)
    assert document.lead != CAPTION
    assert [line.text for line in document.lines if line.kept and line.text] == [ABOVE, TEXT]


@pytest.mark.parametrize("dash", ["−", "–", "—"])
def test_a_dash_may_stand_before_a_credit(dash: str) -> None:
    """Some systems set a dash between caption and credit, or before a lone one."""
    assert GERMAN.look(f"Der Stau am Tunnel. {dash}Foto: Jo Tal/dpa").kind is Kind.CAPTION
    assert GERMAN.look(f"{dash}Symbolbild: dpa").kind is Kind.CAPTION
    assert (
        GERMAN.look(f"Das Ergebnis {dash} ein Bild: Alle jubelten und sangen noch lange.").kind
        is not Kind.CAPTION
    )


def test_a_report_that_ends_in_a_credit_is_the_text() -> None:
    """Captions are short: a page may run its report and what the picture shows together."""
    report = f"{ABOVE} {TEXT} {ABOVE} Rechts im Bild: Rätin Ada Lind. Foto: Gemeinde"
    assert GERMAN.look(report).kind is not Kind.CAPTION
    assert GERMAN.look(f"{ABOVE} Rechts im Bild: Rätin Ada Lind. Foto: Gemeinde").kind is Kind.CAPTION


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Ein Bus steht an einer Haltestelle in einem Dorf in der Heide (dpa-Bildfunk / Ada Quill)"),
        ("it", "Il semaforo di piazza Risorgimento, il 4 maggio scorso (ANSA/ADA QUILL)"),
        ("fr", "Square des Tilleuls, à Lourmes, en mai 2031. (Ada Quill/La Dépêche libre)"),
        ("en", "The light at the junction is seen in Hallum, Tuesday, March 4, 2031. (UPS Photo/Ada Quill)"),
        ("fr", "Le quai de la gare de Lourmes, le 9 novembre. ADA QUILL POUR « L’HEURE »"),
        ("en", "Ada Quill has been moved for the third time in a year. Jo Marsh/Icon Image"),
        ("en", "Supporters of the mayor dance in front of the market [Ada Quill/Newswire]"),
        ("de", "Auch im Osten soll es Warnstreiks geben. (Archivbild)Ada Quill/dna"),
        (
            "en",
            "Dr. Ada Quill on the roof of her laboratory in Hallum.Credit...Jo Marsh for The Hallum Times",
        ),
    ],
)
def test_names_at_the_end_are_credits(language: str, text: str) -> None:
    """In brackets with a slash between them, in capitals, or behind dots."""
    assert Looks.of(RULES, language).look(text).kind is Kind.CAPTION


@pytest.mark.parametrize(
    "text",
    [
        "Das sagte am Abend im Rat die Abgeordnete Ada Quill (CDU/CSU)",
        "Das sagte am Abend im Rat der Abgeordnete Jo Tal (Bündnis 90/Die Grünen)",
        "Sieger wurde nach vier Stunden der Norderauer Jo Tal (SC Norderau/TSV Auental)",
        "Er fährt jeden Morgen die lange Strecke (Essen/Bad Kissingen)",
        "Gold holte am Abend die Staffel der Gastgeber (Ada Quill/Jo Tal)",
    ],
)
def test_clubs_parties_and_places_in_brackets_are_no_credits(text: str) -> None:
    """They have a slash between them, too."""
    assert Looks.of(RULES, "de").look(text).kind is not Kind.CAPTION


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "Foto: Ada Quill | Der Code auf dem Rücken misst kaum zwei Millimeter und wird aufgeklebt.",
            Kind.CAPTION,
        ),
        ("Bild Kantonspolizei", Kind.CREDIT),
        ("Archivbild Ada Quill", Kind.CREDIT),
        ("Bild des Jahres", Kind.LABEL),
    ],
)
def test_credits_before_bars_and_without_colons(text: str, kind: Kind) -> None:
    """A credit and a bar open a caption; a label and names are a credit without a colon, too."""
    assert GERMAN.look(text).kind is kind


def test_an_editor_signs_a_paragraph_as_pictures_are_signed() -> None:
    """Small letters and the site behind a paragraph are an editor's; a photographer has a name."""
    assert GERMAN.look(f"{ABOVE} © jt/talpost.example").kind is Kind.PARAGRAPH
    assert GERMAN.look(f"{ABOVE} © Jo Tal/Talpost").kind is Kind.CAPTION


def test_a_paper_in_capitals_ends_a_caption() -> None:
    """Its letters, a slash and a name behind the last sentence; parties stand so, too, but none behind a full stop."""
    assert GERMAN.look("Die Fähre am Kai bei steigendem Wasser. TP/Steinbach").kind is Kind.CAPTION
    assert GERMAN.look("Der Antrag kam von der CDU/Steinbach").kind is not Kind.CAPTION


def test_a_numbered_heading_with_a_place_names_no_speaker() -> None:
    """As lists of places to go have them."""
    assert GERMAN.look("1. Café Amsel, Groß Nordau").kind is Kind.ITEM
    assert GERMAN.look("Jo Amsel, Rätin in Nordau").kind is Kind.ATTRIBUTION


def test_an_agency_may_stand_before_its_caption() -> None:
    """As portals print what their feeds bring; a dateline goes on with a dash, and a sentence in lower case."""
    assert GERMAN.look("dpa Über dem Kai steigt Rauch auf.").kind is Kind.CAPTION
    assert GERMAN.look("dpa/Jo Tal Wer jetzt noch heizt, friert später.").kind is Kind.CAPTION
    assert GERMAN.look("dpa Nordau – Der Kai bleibt gesperrt.").kind is not Kind.CAPTION
    assert GERMAN.look("Getty Images zahlt den Leuten am Kai mehr.").kind is not Kind.CAPTION


def test_a_caption_may_quote_whom_it_shows() -> None:
    """With a colon behind the quotation, right above a credit, on a page whose lines all touch."""
    caption = "„Ich wollte nie vorn sitzen“: Ada Quill mit dem Horn, das sie von ihrer Tante hat."
    lines = [
        ABOVE,
        TEXT,
        caption,
        "(Foto: Jo Tal)",
        ABOVE.replace("Montag", "Dienstag"),
        TEXT.replace("Rat", "Kreis"),
    ]
    assert _roles("\n".join(lines))[caption] == "shape/caption"


@pytest.mark.parametrize(
    ("sign", "is_caption"), [("(jot/tal/dpa)", False), ("(jo/dpa)", False), ("(Jo Tal/dpa)", True)]
)
def test_who_wrote_a_paragraph_signs_in_small_letters(sign: str, is_caption: bool) -> None:
    """Photographers are called by their names."""
    text = "In Auental kamen nach Angaben der Polizei 2500 Menschen zur Kundgebung am Rathaus. Der Rat beendete die Sitzung früher."
    assert (GERMAN.look(f"{text} {sign}").kind is Kind.CAPTION) is is_caption


def test_a_bullet_before_a_credit_changes_nothing() -> None:
    """Sites list the pictures of a page; an item that names an agency amid its words stays one."""
    assert GERMAN.look("* imago images/Tal").kind is Kind.CREDIT
    assert GERMAN.look("* Die Agentur dpa hat im Tal ein neues Büro").kind is Kind.ITEM


def test_the_last_entrys_only_sentence_is_no_caption() -> None:
    """Below it stand a credit and the page's foot; where a text follows, it is the picture's."""
    told = "Rückenwind kommt aus Fernost: In Auental steht der Index höher, auch in Nordau wird gekauft."
    lines = [
        "Liveblog: Die Börse am Montag",
        "09:10 Uhr: Kurse steigen",
        "Mit Gewinnen ist der Index in den Tag gestartet, sagt ein Händler aus dem Tal.",
    ]
    lines += ["08:20 Uhr: Asien im Plus", told, "Foto: Jo Tal"]
    for tail, kept in (
        (["Kurse ohne Gewähr"], True),
        (["Am Abend war die Stimmung noch eine andere gewesen, sagt ein Händler in Nordau."], False),
    ):
        document = clean(Document.from_text("\n".join([*lines, *tail]), language="de"), RULES)
        assert {line.raw: line.kept for line in document.lines}[told] is kept


def test_a_caption_below_the_leads_credit_is_not_the_lead() -> None:
    """The lead above is longer, and so is the text below; where they are not, the sentence is the lead's or the text's."""
    lead = (
        "Drei Jahre stritten die Werften an der Sahle um den Bau der neuen Fähre. Nun hat eine von ihnen den Auftrag, "
        "und die beiden anderen wollen klagen, weil sie sich getäuscht fühlen."
    )
    caption = "Die alte Fähre liegt seit dem Herbst am Kai von Auental."
    text = (
        "Die erste Fahrt der neuen Fähre soll im Mai des kommenden Jahres stattfinden, sagte die Bürgermeisterin am Montag "
        "nach der Sitzung des Rates, der dem Vertrag mit großer Mehrheit zugestimmt hatte. Bis dahin fährt ein Bus."
    )
    head = ["Werft baut neue Fähre", "12. März 2031, 14.05 Uhr"]
    page = "\n\n".join([*head, lead, "Foto: Jo Tal/Flussbild", caption, text, text.replace("Mai", "Juli")])
    document = clean(Document.from_text(page, language="de"), Rulebook.load())
    assert document.lead == lead
    assert next(line.rule for line in document.lines if line.text == caption) == "shape/caption"
    page = "\n\n".join([*head, caption, "Foto: Jo Tal/Flussbild", lead, text, text.replace("Mai", "Juli")])
    document = clean(Document.from_text(page, language="de"), Rulebook.load())
    assert lead in document.text
    assert caption not in document.text


def test_a_credit_that_touches_both_lines_parts_a_sentence_from_the_caption_below() -> None:
    """A line without an end mark that is longer than a heading is the caption, not the sentence above."""
    sentence = "Die Fotos seiner Frau zeigten, wie oft er an den See gefahren war."
    caption = "Fotos, die Ada Lindqvist am Abend des 20. Januar am Nordufer des Auensees aufgenommen hat"
    long = (
        "Am Südufer fürchten viele, dass der Ersatzverkehr nicht reicht. Schon jetzt warteten mehr als hundert Menschen "
        "auf die Fähre, darunter Schüler, die zu spät zum Unterricht kamen, und Pfleger aus dem Krankenhaus, sagte sie."
    )
    page = f"Rat am See\n\n{long}\n\n{long}\n{sentence}\n© Ada Lindqvist/Seebild\n{caption}\n{long}"
    rules = {line.raw: line.rule for line in clean(Document.from_text(page), RULES).lines}
    assert (rules[sentence], rules[caption]) == ("shape/body", "shape/caption")
