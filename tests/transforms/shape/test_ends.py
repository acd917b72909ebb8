"""Short sections at the end of a text, and the teasers that stand where they might."""

from __future__ import annotations

import pytest

from transforms.boilerplate.rules import apply_rules
from transforms.document import Document, Role
from transforms.rulebook import Rulebook
from transforms.shape.ends import Names
from transforms.shape.judging import judge_shapes
from transforms.shape.units import Unit

RULES = Rulebook.load()
TEXT = (
    (
        "Die Fähre wurde am Montag aus dem Verkehr gezogen, weil im Rumpf Risse entdeckt worden waren. "
        "Der Rat berät am Abend über einen Neubau, der nach ersten Schätzungen vier Millionen Euro kosten wird."
    ),
    (
        "Am Südufer fürchten viele, dass der Ersatzverkehr nicht reicht. Ein Bus soll ab Dienstag alle zwanzig "
        "Minuten fahren, doch in den Stoßzeiten werden nach Schätzungen dreimal so viele Plätze gebraucht."
    ),
)
LINKS = ("Mehr zum Thema", "Warum der Hafen wieder wächst", "Streit um die Stege am Nordufer geht weiter")


def roles(*lines: str) -> dict[str, Role | None]:
    """The role of each line below a text."""
    document = apply_rules(Document.from_text("\n".join([*TEXT, *lines]), language="de"), RULES)
    return {line.text: line.role for line in judge_shapes(document, RULES).lines[len(TEXT) :]}


@pytest.mark.parametrize(
    "between",
    [
        ("Anzeige",),
        ("Werbung", "Die schönsten Boote des Jahres", "Werbung"),
        ("Unsere Hafenpost im Abo", "Kostenlos bestellen"),
        ("Anzeige", "Foto: Jo Tal/Fährblatt"),
    ],
)
@pytest.mark.parametrize(
    ("heading", "sentence"),
    [
        ("Tipp", "Wer kann, nimmt das Rad."),
        ("Und die Pendler?", "Warten. Wie immer."),
        ("Was die Fähre kosten darf", "Das sagt niemand gern."),
    ],
)
def test_a_short_section_goes_on_behind_what_interrupts_it(
    between: tuple[str, ...], heading: str, sentence: str
) -> None:
    """Ads, offers and slogans between a text and its last section say nothing about it."""
    below = roles(*between, heading, sentence, *LINKS)
    assert (below[heading], below[sentence]) == (Role.HEADING, Role.BODY)
    assert not {below[line] for line in (*between, *LINKS)} & {Role.HEADING, Role.BODY}


@pytest.mark.parametrize(
    "teaser",
    [
        ("Löschmeister gewinnt eine Kochshow", "Den Ausschlag gab der Eintopf."),  # nothing of the text
        (
            "Talbrück",
            "Löschmeister gewinnt eine Kochshow",
            "Den Ausschlag gab der Eintopf.",
        ),  # below a kicker
        ("Die Fähre im Abo", "Alles über das Schiff.", "Jetzt bestellen"),  # sells
        ("Die Fähre am Südufer im Film", "Wir waren dabei.", "mehr"),
    ],
)
def test_a_teaser_behind_an_ad_is_no_section(teaser: tuple[str, ...]) -> None:
    """A long headline has to name what the text names; a button below gives an offer away."""
    assert not {*roles("Anzeige", *teaser, *LINKS).values()} & {Role.HEADING, Role.BODY}


def test_a_section_goes_on_behind_links_whose_words_it_shares() -> None:
    """Links that are headlines alone have no texts: what follows is the article's, if it speaks of the same."""
    section = {
        "Noch kein Termin": Role.HEADING,
        "Wann die Fähre nach den Proben wieder fahren kann, ist offen.": Role.BODY,
    }
    below = roles(*LINKS, *section, "Teilen", "Drucken")
    assert {line: below[line] for line in section} == section


def test_a_sentence_below_a_date_among_links_is_a_teasers_text() -> None:
    """A block of links may end at a date, and the first teaser's headline and text stand behind it."""
    teaser = ("Busfahrer rettet Igel", "Er hielt zehn Minuten. Der Grund war klein und stachelig.")
    below = roles("Mehr zum Thema", "Panorama", "05.02.2030", *teaser, "Wirtschaft", "04.02.2030")
    assert not {below[line] for line in teaser} & {Role.HEADING, Role.BODY}


def test_the_kicker_that_ends_a_block_of_links_has_its_headline_below() -> None:
    """A headline between a block's last kicker and a paragraph completes the teaser."""
    below = roles(
        "Lesen Sie auch", "TV-Köchin", "Sie sucht ihr Glück jetzt auf dem Land", TEXT[1] + " Sagt er."
    )
    assert below["Sie sucht ihr Glück jetzt auf dem Land"] is Role.BOILERPLATE


def test_names_are_compared_by_how_they_begin() -> None:
    """An inflected noun is the same one; a sentence's first word is no name."""

    def unit(number: int, text: str) -> Unit:
        return Unit((number,), text, Role.BODY, "", False, lambda _: pytest.fail("asked for a look"))

    names = Names([unit(0, "Es heulten Sirenen."), unit(1, "Auch am Deich.")])
    assert names.known_above([unit(2, "Die Sirene schweigt.")])
    assert not names.known_above([unit(2, "Auch der Hafen schweigt.")])
    assert not names.known_above([unit(0, "Die Sirene schweigt.")])  # nothing stands above


def test_a_sentence_for_want_of_little_words_is_a_sections_text() -> None:
    """What ends in a full stop is no headline there."""
    below = roles("Anzeige", "Preise", "Erwachsene zahlen sechs Euro, Kinder drei Euro.", *LINKS)
    assert list(below.values())[1:3] == [Role.HEADING, Role.BODY]


def test_figures_with_their_names_are_text() -> None:
    """Three lines that each name a figure are no headlines; one alone may be."""
    rows = ["Länge der Fähre: 84 Meter", "Baujahr: 1968", "Fahrgäste im Jahr: rund 120.000"]
    below = roles("Anzeige", "Zahlen und Fakten", *rows, *LINKS)
    assert {below[row] for row in rows} == {Role.BODY}
    assert Role.BODY not in roles("Anzeige", "Bilanz des Winters: 84 Brände", *LINKS).values()


def test_short_sentences_end_a_block_of_links() -> None:
    """Links are headlines: a short sentence ends them, and the line above it is its heading."""
    section = {"Rutschen nur mit Badekappe": Role.HEADING, "Am Kai hilft die Fähre beim Warten.": Role.BODY}
    below = roles("Lesen Sie auch", "So lernen Kinder sicher schwimmen", *section, "Teilen")
    assert {line: below[line] for line in section} == section


TEASERS = (
    "Haushalt steht nach langem Streit",
    "Der Kämmerer hat sein Budget vorgestellt. Es sieht höhere Gebühren vor.",
    "Handballer siegen klar und deutlich",
    "Der HSV gewann mit 31:20. Trainer Ohm war zufrieden.",
)


def test_teasers_below_the_end_of_a_text_are_none_of_it() -> None:
    """Where the page says that the text has ended, sections that name nothing of it are teasers."""
    sign = "© dno-infocom, dno:291009-930-412233/1"
    assert not {*roles(sign, *TEASERS, "Impressum").values()} & {Role.HEADING, Role.BODY}
    assert {*roles(*TEASERS, "Impressum").values()} == {Role.HEADING, Role.BODY, Role.BOILERPLATE}


def test_sections_that_name_the_subject_stay_behind_a_sign_of_the_end() -> None:
    """A copyright may stand amid a text, too."""
    sections = (
        "Was der Rat sagt",
        "Er will die Fähre am Südufer.",
        "Was nun kommt",
        "Ein Bus für den Ersatzverkehr.",
    )
    below = roles("© dno-infocom, dno:291009-930-412233/1", *sections, "Impressum")
    assert [below[line] for line in sections] == [Role.HEADING, Role.BODY] * 2


def test_news_in_brief_stay_below_their_copyright() -> None:
    """Where no text stands above the sign, the sections are the text."""
    page = "\n".join(["Kurz gemeldet aus der Region", "© Talbote", *TEASERS, "Impressum"])
    kept = {
        line.text
        for line in judge_shapes(apply_rules(Document.from_text(page, language="de"), RULES), RULES).lines
        if line.kept
    }
    assert kept >= set(TEASERS)


def test_an_ad_ends_a_block_of_links() -> None:
    """A heading of one word behind the ad speaks for itself again."""
    below = roles(*LINKS, "Anzeige", "Fazit", "Ein großer Tag für kleine Leute.", "Teilen")
    assert (below["Fazit"], below["Ein großer Tag für kleine Leute."]) == (Role.HEADING, Role.BODY)


def test_a_chronicle_is_text() -> None:
    """Years one below the other each say what happened."""
    rows = ["1917: Gründung der Reederei", "1954: Neubau am Kai", "2029: Das Ende"]
    assert {roles("Anzeige", "Chronik", *rows, *LINKS)[row] for row in rows} == {Role.BODY}


def test_an_authors_box_above_questions_to_readers() -> None:
    """What says who the author is stands last among what is kept, whatever asks below it."""
    box = "Ada Lindqvist, Jahrgang 1968, schreibt jeden Freitag über die kleinen Katastrophen am Kai."
    page = Document.from_text(
        "\n".join([*TEXT, TEXT[0], box, "Ihre Meinung?", "Teilen", *LINKS]), language="de"
    ).replace(authors=("Ada Lindqvist",))
    lines = judge_shapes(apply_rules(page, RULES), RULES).lines
    assert next(line.rule for line in lines if line.text == box) == "shape/author-box"


def test_a_heading_that_the_contents_list_is_one() -> None:
    """A long headline behind an ad is no teaser's where the page announced it."""
    listed = (
        "Fehler eins: Lockangebote nehmen",
        "Fehler zwei: Zu viele Konten haben",
        "Fehler drei: Gar nichts tun",
    )
    page = [
        *listed,
        listed[0],
        *TEXT,
        listed[1],
        *TEXT,
        "Anzeige",
        listed[2],
        "Bis Ende Mai geht es noch.",
        *LINKS,
    ]
    document = apply_rules(Document.from_text("\n".join(page), language="de"), RULES)
    below = judge_shapes(document, RULES).lines[page.index("Anzeige") + 1 :]
    assert [line.role for line in below[:2]] == [Role.HEADING, Role.BODY]


def test_teasers_whose_links_end_in_a_text_are_none_of_the_text() -> None:
    """A block of links ends where its first teaser has a text; the next teaser stands below."""
    teasers = (
        "Die Täter erbeuteten Geld und Zigaretten.",
        "Neuer Radweg wird im Mai eröffnet",
        "Er führt bis ans Meer.",
    )
    assert not {*roles("Mehr zum Thema", "Einbruch in eine Tankstelle", *teasers).values()} & {
        Role.HEADING,
        Role.BODY,
    }


def test_the_text_goes_on_behind_a_box_with_its_own_heading() -> None:
    """A short line right above an offer of newsletters is the offer's, whatever stands below it."""
    box = ("Hafenpost am Morgen", "Melden Sie sich jetzt für unseren Newsletter an.", "Ihre E-Mail-Adresse")
    last = "Bis dahin bleibt den Leuten am Südufer nur der Bus, oder sie gehen zu Fuß über die alte Brücke."
    below = roles(*box, last, *LINKS)
    assert below[last] is Role.BODY
    assert {below[line] for line in box} == {Role.BOILERPLATE}


def test_the_length_of_a_film_interrupts_as_its_player_does() -> None:
    """The number right below a player."""
    below = roles("Video abspielen", "2:13", "Tipp", "Wer kann, nimmt das Rad zur Fähre.", *LINKS)
    assert (below["Tipp"], below["Wer kann, nimmt das Rad zur Fähre."]) == (Role.HEADING, Role.BODY)
