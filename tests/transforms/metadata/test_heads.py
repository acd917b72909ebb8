"""Heads as publishers print them: what stands around a title says which line it is, and who wrote below it."""

from __future__ import annotations

import textwrap
from datetime import date

import pytest

from tests.transforms.metadata.test_metadata import BODY, BOOK, ENGLISH, LEAD, TITLE, read, stated
from transforms.document import Document, Role
from transforms.metadata.lexicon import Lexicon
from transforms.metadata.lines import read_metadata_line
from transforms.metadata.title_signs import is_subtitle
from transforms.pipeline import clean
from transforms.rulebook import Rulebook

FRENCH = [
    (
        "Le conseil de Valbrune a consacré la soirée au projet de démolir le vieux pont l’an prochain. La plupart "
        "des élus y sont favorables, mais il reste des doutes sur le financement des travaux et des déviations."
    ),
    (
        "« Nous ne pouvons plus attendre », a dit la maire après la séance. La rambarde est rouillée et l’eau "
        "s’est accumulée sous l’asphalte, où elle gèle en hiver et fait éclater le béton du tablier."
    ),
]


@pytest.mark.parametrize("site", ["Talbote", "Nachrichten aus dem Tal"])
def test_page_title_above_title(site: str) -> None:
    """A line that adds the site's name to the title is cut, whoever the site may be; its copy is no lead."""
    page = read(f"{TITLE} - {site}", TITLE, "Von Anna Beispiel", "4. Mai 2031, 7.05 Uhr", LEAD)
    assert page.title == TITLE
    assert page.lead == LEAD
    assert [line.role for line in page.lines if line.text.startswith(TITLE)] == [Role.TITLE, Role.BOILERPLATE]


def test_dash_of_the_title() -> None:
    """What follows a dash is the title's own where no line says the title without it."""
    title = "Talbrück saniert die Brücke - und streitet"
    assert read(title, "Von Anna Beispiel", LEAD).title == title


@pytest.mark.parametrize("credit", ["© Anna Beispiel", "Foto: Anna Beispiel", "Quelle: dpa"])
def test_only_headline_above_credit(credit: str) -> None:
    """The only headline is the title, though a picture without a caption has its credit right below."""
    page = read("Stadtrat", TITLE, credit, "4. Mai 2031, 7.05 Uhr", LEAD)
    assert (page.title, page.kicker, page.lead) == (TITLE, "Stadtrat", LEAD)


@pytest.mark.parametrize("title", ["Brücke gesperrt", "Wer zahlt für die Brücke?", TITLE])
def test_caption_above_title(title: str) -> None:
    """A caption with its credit stays one where anything below may be the title."""
    assert read("Die Brücke im Abendlicht", "Foto: Anna Beispiel", title, LEAD).title == title


def test_topic_above_picture() -> None:
    """A headline that opens like a topic is none: below it stands no headline, but a picture's credit."""
    page = read("Streit um die Brücke am Mühlweg geht weiter", "© Anna Beispiel", LEAD, "Von Bert Muster")
    assert page.title == "Streit um die Brücke am Mühlweg geht weiter"


def test_question_is_no_kicker() -> None:
    """Above a subtitle a question is the title, however short."""
    assert is_subtitle("Fragen und Antworten zum Neubau am Mühlweg", "Was kostet die neue Brücke?")
    page = read(
        "Was kostet die neue Brücke?", "Fragen und Antworten zum Neubau am Mühlweg", "Von Anna Beispiel"
    )
    assert page.title == "Was kostet die neue Brücke?"


def test_title_above_summary() -> None:
    """The points of a summary stand below the title as a lead does."""
    points = "- Der Rat hat entschieden.", "- Die Kosten liegen bei acht Millionen Euro."
    page = read("Talbach bekommt eine Brücke", "Das Wichtigste in Kürze", *points, "Von Anna Beispiel")
    assert page.title == "Talbach bekommt eine Brücke"


def test_short_trail_is_no_headline() -> None:
    """Two steps of a trail are no title's place at the top."""
    page = read("Start / Region", "Talbach, eine Stadt sucht ihre Brücke", "Publiziert: 04.05.2031 17:23")
    assert page.title == "Talbach, eine Stadt sucht ihre Brücke"


@pytest.mark.parametrize(
    ("line", "authors", "agency"),
    [
        ("Von unserem Reporter Bert Muster", ("Bert Muster",), None),
        ("Von Redakteurin Anna Beispiel", ("Anna Beispiel",), None),
        ("Von Anna Beispiel, Redakteurin", ("Anna Beispiel",), None),
        ("Von unserer Redakteurin", (), None),
        ("Von Anna Beispiel mit dpa", ("Anna Beispiel",), "dpa"),
        ("Anna Beispiel mit AFP", ("Anna Beispiel",), "AFP"),
        ("Text: Anna Beispiel, Fotos: Bert Muster", ("Anna Beispiel",), None),
        ("Anna Beispiel (anb)", ("Anna Beispiel",), None),
        ("Anna Beispiel und Agenturen", ("Anna Beispiel",), None),
        ("Von Anna Beispiel (Talbach, zurzeit in Auental)", ("Anna Beispiel",), None),
        ("Von Anna Beispiel (dpa)", ("Anna Beispiel",), "dpa"),
        ("Fotos von Bert Muster", (), None),
    ],
)
def test_bylines(line: str, authors: tuple[str, ...], agency: str | None) -> None:
    """Who wrote, whatever office, agency or photographer the line names, too."""
    page = read(TITLE, LEAD, line, "4. Mai 2031, 7.05 Uhr")
    assert (page.title, page.authors, page.agency, page.lead) == (TITLE, authors, agency, LEAD)


def test_french_byline_with_agency() -> None:
    """An agency that helped stands behind the author in other languages as well."""
    lead = "Le conseil a tranché hier soir, mais le financement reste flou."
    page = read(
        "Transports", "Le vieux pont de Valbrune sera démoli", lead, "Élise Montferrand avec AFP",
        "Publié le 04/05/2031 à 17:23, mis à jour le 05/05/2031 à 08:10", body=FRENCH, language="fr",
    )  # fmt: skip
    assert (page.authors, page.agency, page.lead) == (("Élise Montferrand",), "AFP", lead)
    assert stated(page) == ("2031-05-04 17:23", "2031-05-05 08:10")


def test_english_page_title() -> None:
    """The site's name goes in other languages as well."""
    page = read(
        "Council votes to pull down old bridge | Marlow Courier", "Council votes to pull down old bridge",
        "By Ellen Thornbury", "Sun 4 May 2031 17.23", body=ENGLISH, language="en",
    )  # fmt: skip
    assert page.title == "Council votes to pull down old bridge"
    assert "pull down" not in (page.lead or "")


@pytest.mark.parametrize("url", ["", "https://talbote.example/protokoll"])
def test_lone_line_is_text(url: str) -> None:
    """A page of one line has no title: as one, it would leave nothing to publish."""
    page = clean(Document.from_text("P R O T O K O L L", url=url), BOOK)
    assert (page.title, page.text) == (None, "P R O T O K O L L")


@pytest.mark.parametrize("contact", ["@annabeispiel", "anna@talbote.example"])
def test_contact_between_author_and_date(contact: str) -> None:
    """An author's handle or address parts neither name from date nor office from name."""
    page = read(TITLE, LEAD, "Anna Beispiel", "Redakteurin", contact, "4. Mai 2031, 7.05 Uhr")
    assert page.authors == ("Anna Beispiel",)
    assert stated(page) == ("2031-05-04 07:05", None)


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (
            ("Auental streitet", "über zwölf Windräder am Hang"),
            "Auental streitet über zwölf Windräder am Hang",
        ),
        (
            ("Der lange Streit um Windräder", "in Auental und im Tal"),
            "Der lange Streit um Windräder in Auental und im Tal",
        ),
        (("Windkraft", "über Auental wird gestritten"), "über Auental wird gestritten"),
    ],
)
def test_title_on_two_lines(lines: tuple[str, str], title: str) -> None:
    """A title that goes on with a small word on the next line is one; a kicker or a question ends."""
    page = read(*lines, "Von Anna Beispiel", "4. Mai 2031, 7.05 Uhr", LEAD)
    assert (page.title, page.lead, page.authors) == (title, LEAD, ("Anna Beispiel",))


@pytest.mark.parametrize("above", ["Kommt der Wind nach Auental?", "Der Wind kommt nach Auental:"])
def test_ended_line_does_not_go_on(above: str) -> None:
    """A title with an end mark does not go on, whatever small word begins below."""
    page = read(above, "was der Rat von Auental dazu sagt", "Von Anna Beispiel", LEAD)
    assert page.title in {above, "was der Rat von Auental dazu sagt"}


def test_column_is_no_title() -> None:
    """The lines of a narrow column go on, too: there are more of them than a title has."""
    column = (
        "Die Brücke am Mühlweg ist",
        "seit dem Winter gesperrt und",
        "bleibt es noch eine Weile",
        "wegen der großen Schäden",
    )
    page = read(*column)
    assert "gesperrt und bleibt" not in (page.title or "")


def test_title_of_two_sentences() -> None:
    """A line of two sentences without a full stop at its end is no paragraph where the lead follows."""
    title = "Windkraft in Auental: Der Hang ist verkauft. Jetzt beginnt der Streit"
    page = read(title, LEAD, "Anna Beispiel", "04.05.2031, 18:04")
    assert (page.title, page.lead) == (title, LEAD)


def test_site_in_capitals_above_the_title() -> None:
    """A name in capitals above the title is the site's, and no author, though a date stands below it."""
    page = read("SERVUS AUENTAL", "4. Mai 2031, 7.05 Uhr", TITLE, LEAD)
    assert (page.title, page.authors) == (TITLE, ())


def test_caption_above_credit_in_brackets() -> None:
    """What stands above a credit is a caption, whether the credit is in brackets or not; the lead stands below."""
    caption = "Die Bürgermeisterin vor dem Beginn der Sitzung im Saal des alten Rathauses."
    page = read("Talbrück", TITLE, "4. Mai 2031, 7.05 Uhr", caption, "(Foto: Bert Muster/Talbildwerk)", LEAD)
    assert page.lead == LEAD


@pytest.mark.parametrize("signs", ["| dpa, t-nord, hls", "| dpa, hls", "(hls)", "| Quelle: dpa/hls"])
def test_signs_of_desks_beside_a_date(signs: str) -> None:
    """What an editor or desk signs with beside a date and an agency is metadata, no heading."""
    page = read(TITLE, LEAD, f"4. Mai 2031, 7.05 Uhr {signs}")
    assert stated(page) == ("2031-05-04 07:05", None)


@pytest.mark.parametrize("text", ["4. Mai 2031 ist", "4. Mai 2031 | ist", "Am 4. Mai 2031 (das war"])
def test_small_words_beside_a_date_are_no_signs(text: str) -> None:
    """Without an agency or brackets, a small word may belong to a sentence."""
    assert stated(read(TITLE, LEAD, text)) == (None, None)


@pytest.mark.parametrize("below", [(), ("Von Anna Beispiel", "4. Mai 2031, 7.05 Uhr")])
def test_a_matchs_result_below_the_title_is_no_lead(below: tuple[str, ...]) -> None:
    """The result is the text's own, and the lead stands below it; a player's time is none."""
    page = read("Sport", TITLE, "SV Auental – FC Tal 2:1 (0:1)", *below, LEAD)
    assert (page.title, page.lead) == (TITLE, LEAD)
    assert [line.role for line in page.lines if line.text.startswith("SV Auental")] == [Role.BODY]
    assert not [
        line for line in read(TITLE, "00:00 / 42:17", *below, LEAD).lines if line.rule == "metadata/result"
    ]


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Pressemitteilung Nr. 88/2031 vom 4. Mai 2031", "2031-05-04"),
        ("Pressemitteilung Nr. 88/2031 vom 4. Mai", "2031-05-04"),
        ("4. Mai | Nr. 88/31", "2031-05-04"),
        ("Medienmitteilung Nr. 5 vom 4. Mai 2031", "2031-05-04"),
    ],
)
def test_the_number_of_a_press_release(line: str, day: str) -> None:
    """A numbered paper's line is no title, and its number says the year that its date leaves out."""
    page = read(line, TITLE, LEAD)
    assert (page.title, str(page.published_at)[:10]) == (TITLE, day)


def test_a_number_beside_a_date_is_no_title() -> None:
    """The number alone says nothing of a date; a house has one, too."""
    assert read("Presse", "Nr. 114/2031", "4. Mai 2031", TITLE, LEAD).title == TITLE
    assert read("Streit um Haus Nr. 5", LEAD).title == "Streit um Haus Nr. 5"


def test_labels_above_a_headline_are_a_menu_however_many() -> None:
    """The first headline stands below a site's sections; a few words above a lead may be the title."""
    page = read(
        "Stadt Talbrück", "Rathaus und Service", "Aktuelles", "Presse", TITLE, "Es wird gebaut.", LEAD
    )
    assert page.title == TITLE
    assert read("Mord mit Ansage", "Von Anna Beispiel", LEAD).title == "Mord mit Ansage"


def test_a_pages_contents_hide_no_title() -> None:
    """Lines that stand again below as headings are none of them the title, wherever they are listed."""
    listed = ("Was ist eine Wärmepumpe?", "Was kostet so etwas?", "Wann lohnt sich das?")
    text = [line for heading in listed for line in (heading, BODY[0])]
    page = read("Ratgeber", *listed, TITLE, "Von Anna Beispiel", "4. Mai 2031", LEAD, *text)
    assert (page.title, page.lead, page.kicker) == (TITLE, LEAD, "Ratgeber")
    assert page.lines[2].rule == "metadata/above-title"
    assert read("Ratgeber", TITLE, *listed, LEAD, *text).title == TITLE


def test_a_date_may_stand_between_a_menu_and_the_title() -> None:
    """Several labels are a menu, whatever date stands below them; one may be the title."""
    page = read(
        "Forschung und Natur", "Biologie", "4. Mai 2031", TITLE, "Es wird gebaut, und das seit Jahren.", LEAD
    )
    assert (page.title, str(page.published_at)[:10]) == (TITLE, "2031-05-04")


@pytest.mark.parametrize("sign", ["+", "-", "|", ":"])
def test_a_lone_sign_stands_between_nothing(sign: str) -> None:
    """What is left of a button says nothing of the lines around it."""
    assert read("Stadtrat", sign, "Brücke im Tal gesperrt", sign, LEAD).title == "Brücke im Tal gesperrt"


def test_the_headline_right_above_the_text_is_the_title() -> None:
    """Where nothing else tells one: no date, no byline, no address."""
    assert read("Talbrück stimmt ab", "Rat will neue Brücke").title == "Rat will neue Brücke"
    assert read(LEAD, "Rat will neue Brücke").title is None


def test_a_line_of_two_sentences_is_the_subtitle() -> None:
    """However long the headline above it is."""
    assert is_subtitle(
        "Wagen fährt ins Stauende. Zweiter Unfall am Abend", "Polizei in zwei Unfälle verwickelt"
    )
    assert not is_subtitle("Wagen fährt ins Stauende am Dr. Koch-Platz", "Polizei verwickelt")


@pytest.mark.parametrize("joint", [" ", ": ", " – "])
def test_a_title_that_stands_there_alone_too_tells_its_kicker(joint: str) -> None:
    """Whichever of the two lines is on top; the copy is no kicker."""
    short, long = (
        "Wirte kündigen erste Streiks für Dienstag an",
        f"Streit um Bierpreise{joint}Wirte kündigen erste Streiks für Dienstag an",
    )
    for first, second in ((short, long), (long, short)):
        page = read(first, second, LEAD)
        assert (page.title, page.kicker) == (short, "Streit um Bierpreise")
        assert not any(line.kept for line in page.lines if "Wirte" in line.text)


def test_a_desks_code_tells_the_title_from_its_sender() -> None:
    """However long the release's headline is, and whoever stands above it."""
    headline = (
        "POL-AU: Weniger Unfälle im Auental und an der Tal - Rückgang bei Kollisionen mit Fußgängern, dafür wieder "
        "mehr Unfälle mit Rädern und Rollern"
    )
    page = read(" date 2031-04 Polizeiinspektion Auental/Talbrück", headline, "Auental (ots)", LEAD)
    assert page.title == headline
    assert [line.text for line in page.lines if line.kept and "(ots)" in line.text] == []


def test_a_place_alone_opens_the_text() -> None:
    """With its full stop, between lead and text that speak of it; a word that nobody repeats is the author's."""
    place = read(TITLE, LEAD, "", "Talbrück.", "").lines[3]
    assert (place.role, place.rule) == (Role.METADATA, "metadata/place")
    assert read(TITLE, LEAD, "", "Endlich.", "").lines[3].role is not Role.METADATA


def test_a_place_above_the_lead_is_a_part_of_it() -> None:
    """A scraper gave a line of its own to what opens the lead: "Talbrück. Die Brücke …"."""
    page = read(TITLE, "Talbrück.", LEAD, "Von Anna Beispiel", "4. Mai 2031", "")
    assert page.lead == f"Talbrück. {LEAD}"


@pytest.mark.parametrize(
    "line",
    [
        'Im Herbst 2030 hat die Autorin Ada Lind ihren Roman "Ebbe" vorgestellt, der von einer Stadt ohne Wasser erzählt.',
        "12 Bilder: Die Autorin Ada Lind liest",
        "3 Fragen an den Reporter, der den Kran gesehen hat",
    ],
)
def test_an_office_in_a_line_with_a_number_is_no_byline(line: str) -> None:
    """Nobody signs there: its other words are a sentence's."""
    assert read(TITLE, "4. März 2031", line, "").lines[2].role is not Role.METADATA


def test_a_station_may_stand_beside_the_day_of_an_update() -> None:
    """Between bars, behind the date that its label tells."""
    found = read(TITLE, "", "Stand: 11.06.2031 | 16:22 Uhr | NKR 90,1", "")
    assert (found.title, found.lines[2].role) == (TITLE, Role.METADATA)


def test_paragraphs_of_one_sentence_each_are_running_text() -> None:
    """Where three stand one below the other, what looks like a headline further down heads a section."""
    sentences = (
        "Die Fähre liegt seit Montag am Kai, und niemand weiß, wie lange sie dort noch liegt.",
        "Der Rat hat beschlossen, dass sie bis zum Ende der Woche am Kai bleiben soll.",
        "Die Reederei hatte darum gebeten, weil am Bug ein Schaden entstanden war.",
    )
    section = ("Bergdorf", "Wann dürfen sie zurück in ihre Hütten?", LEAD)
    page = read("\n\n".join(["Die Fähre am Kai bleibt liegen", *sentences, *section]))
    assert page.title == "Die Fähre am Kai bleibt liegen"
    assert [
        line.text for line in page.lines if line.text in sentences and line.role is not Role.BOILERPLATE
    ] == [*sentences]


@pytest.mark.parametrize(
    "name", ["Anna Beispiel", "Anna Beispiel und Bert Muster", "Anna Beispiel, Redakteurin"]
)
def test_a_name_below_the_title_signs_where_the_date_stands_above(name: str) -> None:
    """Date, title, author; with a title alone above it, a name may be what the page is about."""
    page = read("4. Mai 2031, 7.05 Uhr", TITLE, name, LEAD)
    assert page.authors[0] == "Anna Beispiel"
    assert page.title == TITLE
    assert read(TITLE, "Anna Beispiel", LEAD).authors == ()


@pytest.mark.parametrize(
    "byline", ["Von Anna Beispiel (dpa)", "Von Anna Beispiel/dpa", "Von dpa/Anna Beispiel"]
)
def test_an_author_signs_with_her_agency(byline: str) -> None:
    """In brackets, or behind or before a slash."""
    page = read(TITLE, byline, "4. Mai 2031, 7.05 Uhr", LEAD)
    assert (page.authors, page.agency) == (("Anna Beispiel",), "dpa")


@pytest.mark.parametrize("title", ["Rat streitet, Bürger feiern", "Polizei sucht Zeugen"])
@pytest.mark.parametrize("sign", [">", "›", "»", "→", "▸", "▶", "❯", "‣"])
def test_a_trail_is_no_title(title: str, sign: str) -> None:
    """The sections that lead to a page stand above a headline that looks like nothing much."""
    page = read(f"Startseite {sign} Lokales {sign} Talbrück", title, "", LEAD)
    assert page.title == title


@pytest.mark.parametrize(
    ("byline", "language", "others"),
    [
        ("Von Anna Beispiel aus Talbrück", "de", ()),
        ("Von Anna Beispiel in Auental und Bert Muster", "de", ("Bert Muster",)),
        ("By Anna Beispiel in Hillcombe", "en", ()),
        ("By Anna Beispiel For Hillcombe Post", "en", ()),
    ],
)
def test_where_an_author_is_or_for_whom_is_no_part_of_the_name(
    byline: str, language: str, others: tuple[str, ...]
) -> None:
    """Behind each name."""
    page = read(TITLE, byline, "4. Mai 2031", body=ENGLISH if language == "en" else BODY, language=language)
    assert page.authors == ("Anna Beispiel", *others)


def test_points_below_a_long_title_are_its_lead() -> None:
    """Without a heading of their own, where author and date part them from the text."""
    title = (
        "Peacock war tears village in two: furious residents demand a cull as 'screaming' birds smash up cars and "
        "'hold the postman hostage' - but rivals vow to defend them to the end"
    )
    points = [
        "• Flock of 40 peacocks has taken over the village of Little Sarsden",
        "• Residents say birds scream from 3am and attack their own reflections",
    ]
    text = "A quiet village has been split down the middle by a flock of 40 peacocks which scream through the night. "
    head = [title, *points, "By Graham Pollitt For Daily Wold Online", "Published: 11:26, 19 May 2031"]
    document = clean(
        Document.from_text("\n\n".join([*head, text * 2, text * 3]), language="en"), Rulebook.load()
    )
    assert document.title == title
    assert document.authors == ("Graham Pollitt",)
    assert [line.text for line in document.lines if line.role is Role.LEAD] == points


@pytest.mark.parametrize(
    ("language", "line", "moment"),
    [
        ("de", "-Aktualisiert am 04.06.2031-11:32", ("updated", 2031, 6, 4, 11)),
        ("de", "TALFUNK1 | 12.08.2031", (None, 2031, 8, 12, None)),
        ("de", "Ada Quill im Gespräch mit Jo Tal | 13.05.2031", (None, 2031, 5, 13, None)),
        ("it", "12 agosto 2031 (modifica il 13 agosto 2031 | 07:48)", (None, 2031, 8, 12, None)),
        ("da", "Opdateret 18. september 2031", ("updated", 2031, 9, 18, None)),
        ("sv", "Publicerad 18 september 2031", ("published", 2031, 9, 18, None)),
        ("nb", "Publisert 18. oktober 2031", ("published", 2031, 10, 18, None)),
        ("pl", "18 września 2031", (None, 2031, 9, 18, None)),
    ],
)
def test_dates_glued_barred_bracketed(language: str, line: str, moment: tuple[object, ...]) -> None:
    """As German, Italian and northern sites print them; the first is the one that counts."""
    facts = read_metadata_line(line, Rulebook.load().derive("lexicon", language, Lexicon))
    assert facts is not None
    label, first = facts.dates[0]
    assert (label, first.year, first.month, first.day, first.hour) == moment


def test_a_headline_before_a_bar_is_none_of_metadata() -> None:
    """What stands before the day is too long for the name of a source, and names no interview."""
    line = "Streit um die neue Brücke in Auental | 13.05.2031"
    assert read_metadata_line(line, Rulebook.load().derive("lexicon", "de", Lexicon)) is None


@pytest.mark.parametrize(
    "above", ["(Bild: FF Talbrück)", "Foto: Ada Quill / Talbild", "Start | Sport | Rat | Tal"]
)
def test_credits_and_menus_are_no_titles(above: str) -> None:
    """Though they stand above the author and the date as titles do."""
    assert read(TITLE, above, "Von Anna Beispiel", "4. Mai 2031, 7.05 Uhr", LEAD).title == TITLE
    assert read(above, "Von Anna Beispiel", "4. Mai 2031, 7.05 Uhr", LEAD).title != above


@pytest.mark.parametrize("office", ["Expertin für Versicherungen", "Lokalredaktion Talbrück"])
def test_an_authors_office_is_no_title(office: str) -> None:
    """It stands between the author's name and the date, below the longer title; a column's title has none above."""
    title = "Talbrück streitet um eine eigene Police für Räder"
    assert read(title, "Sina Amrhein", office, "4. Mai 2031, 7.05 Uhr", LEAD).title == title
    assert read("Sina Amrhein", title, "4. Mai 2031, 7.05 Uhr", LEAD).title == title


@pytest.mark.parametrize("kicker", ["Neue Regeln für Autos", "Tierisch dreist!"])
def test_a_short_headline_right_above_a_longer_one_is_its_kicker(kicker: str) -> None:
    """However much like a headline it looks; with a kicker of its own it is the title, and the longer one below it."""
    title = "Was Sie zur neuen Brücke über die Sahle wissen müssen"
    document = read(kicker, title, "Von Anna Beispiel", "4. Mai 2031, 7.05 Uhr", LEAD)
    assert (document.kicker, document.title) == (kicker, title)
    body = [
        *BODY,
        "Tierisch dreist nennt das der Rat, denn die neuen Regeln für Autos gelten erst ab Mai, und bis dahin hält keiner an.",
    ]
    assert read("Nachruf", kicker, title, "4. Mai 2031, 7.05 Uhr", LEAD, body=body).title == kicker


def test_a_title_stands_again_behind_its_sections_name() -> None:
    """As in bread crumbs: that tells it from the line above, by which the site presents itself."""
    title = "Auental Kuh blockiert am Sonntag stundenlang die Zufahrt zum Rathaus"
    slogan = "Talbote | Neues aus Stadt und Land"
    assert read(slogan, title, f"Stadtleben {title}", "11:48 22.05.2031", LEAD).title == title


@pytest.mark.parametrize(
    ("language", "line", "authors"),
    [
        ("de", "Von Anna Beispiel, TRF", ("Anna Beispiel",)),
        ("de", "Von Anna Beispiel, TRF-Studio Auental", ("Anna Beispiel",)),
        ("de", "Von Anna Beispiel und Bert Muster, talbote.de", ("Anna Beispiel", "Bert Muster")),
        ("de", "Von Anna Beispiel, zurzeit in Auental", ("Anna Beispiel",)),
        ("de", "Von unserem Korrespondenten Bert Muster", ("Bert Muster",)),
        ("de", "Text und Fotos: Anna Beispiel", ("Anna Beispiel",)),
        ("de", "Aus Bad Auental berichten Anna Beispiel und Bert Muster", ("Anna Beispiel", "Bert Muster")),
        ("de", "VON ANNA BEISPIEL, BERT MUSTER", ("ANNA BEISPIEL", "BERT MUSTER")),
        ("en", "By Ann Sample, CWN", ("Ann Sample",)),
        ("en", "By Ann Sample, Special to The Post", ("Ann Sample",)),
        ("en", "By Ann Sample, as told to Bert Proof", ("Ann Sample", "Bert Proof")),
        ("fr", "Par Anne Exemple, envoyée spéciale à Valbrune", ("Anne Exemple",)),
        ("it", "di Anna Esempio, inviata a Bari", ("Anna Esempio",)),
    ],
)
def test_stations_and_places_beside_authors_are_no_authors(
    language: str, line: str, authors: tuple[str, ...]
) -> None:
    """Whoever sends or prints what an author writes, and from where."""
    facts = read_metadata_line(line, Rulebook.load().derive("lexicon", language, Lexicon))
    assert facts is not None
    assert facts.authors == authors


@pytest.mark.parametrize(
    ("language", "line", "authors", "day", "clock"),
    [
        ("de", "12. Mai 203114:05 Uhr", (), (12, 5, 2031), (14, 5)),
        ("de", "12.05.203114:05", (), (12, 5, 2031), (14, 5)),
        ("es", "31 de marzo de 203119:44", (), (31, 3, 2031), (19, 44)),
        ("en", "By Ann Sample@annsample May 12, 2031, 4:22am", ("Ann Sample",), (12, 5, 2031), (4, 22)),
    ],
)
def test_what_a_page_sets_apart_by_its_looks_alone(
    language: str, line: str, authors: tuple[str, ...], day: tuple[int, ...], clock: tuple[int, ...]
) -> None:
    """A clock at a year, a handle at a name: elements without a blank between."""
    facts = read_metadata_line(line, Rulebook.load().derive("lexicon", language, Lexicon))
    assert facts is not None
    assert facts.authors == authors
    [(_, moment)] = facts.dates
    assert ((moment.day, moment.month, moment.year), (moment.hour, moment.minute)) == (day, clock)


def test_a_place_between_title_and_lead_needs_no_second_mention() -> None:
    """Where the author and the date stand below the lead."""
    page = read(TITLE, "Norderhaven.", LEAD, "Von Anna Beispiel", "4. Mai 2031, 7.05 Uhr")
    place, lead = (line for line in page.lines if line.text in {"Norderhaven.", LEAD})
    assert (place.role, lead.role) == (Role.LEAD, Role.LEAD)
    assert place.joint == " "


def test_a_headline_that_stands_again_below_is_the_title() -> None:
    """However much like one the headline above it looks; here it is what the page calls its subject."""
    title, subject = "Hallenbad bleibt bis Ostern zu", "Rat beschließt Sanierung der Decke"
    body = [
        "Das Hallenbad der Stadt öffnet in diesem Winter nicht mehr. Bis Ostern werde gebaut, sagte der Bademeister.",
        *BODY,
    ]
    document = read(subject, title, LEAD, "Von Anna Beispiel", "4. Mai 2031, 7.05 Uhr", title, body=body)
    assert (document.title, document.kicker) == (title, subject)


def test_what_a_place_reports_is_no_byline() -> None:
    """Nobody's name follows."""
    for line in ("In Auental berichtet der Rat von Fortschritten", "Aus Auental berichtet niemand"):
        assert read_metadata_line(line, Rulebook.load().derive("lexicon", "de", Lexicon)) is None


def test_a_title_stands_above_its_pictures_descriptions() -> None:
    """The picture is described, captioned and credited: the credit is the captions', not the title's."""
    head = [
        "Junge treibt vier Stunden auf einem Brett – und singt",
        "Ein Kreuzer der Retter fährt bei bewegter See auf die Küste zu",
        "Der Kreuzer „Jette“ fand den Jungen vor der Küste.",
        "© Talbild / Jo Tal",
        "von",
        "Anna Beispiel",
        "4. Mai 2031",
    ]
    menu = "WirtschaftSportKulturWissenReisenWetter"
    assert read(menu, *head, LEAD).title == head[0]


MENU = [
    "Chronik",
    "alle Orte",
    "Leben im Tal",
    "und Reisen",
    "Wirtschaft",
    "so geht Sparen",
    "Sport",
    "die Tabellen",
]


def test_a_menus_entries_in_lower_case_are_no_column() -> None:
    """They go on with nothing: the title below them is one, and a column's lines are longer."""
    assert read(*MENU, TITLE, LEAD, "Von Anna Beispiel", "4. Mai 2031, 7.05 Uhr").title == TITLE


def test_a_title_that_stands_twice_is_no_part_of_the_contents() -> None:
    """Though the page's foot repeats it and the menu: its copy describes the picture, whose credit follows."""
    foot = [*MENU[:3], TITLE]
    page = read(
        *MENU[:3], TITLE, TITLE, "© Bild: Bergwacht Auental", LEAD, "von Anna Beispiel", body=[*BODY, *foot]
    )
    assert page.title == TITLE
    assert not any(line.kept for line in page.lines if line.text == TITLE)


@pytest.mark.parametrize("label", ["Auf einen Blick", "Das Wichtigste in Kürze"])
def test_points_of_a_summary_need_no_bullets(label: str) -> None:
    """Sentences, or headlines, are the text's; a heading below sentences is none of them."""
    points = ["Der Rat will die alte Brücke abreißen.", "Der Neubau kostet vier Millionen Euro."]
    page = read(TITLE, "Von Anna Beispiel", label, *points, "Ein langer Streit um die Brücke", *BODY)
    assert [line.text for line in page.lines if line.rule == "metadata/summary"] == points
    bare = [point.rstrip(".") for point in points]
    page = read(TITLE, "Von Anna Beispiel", label, *bare, *BODY)
    assert [line.text for line in page.lines if line.rule == "metadata/summary"] == bare


def test_an_edition_dates_the_page() -> None:
    """The paper's issue above kicker and title; a credit below the author makes no caption of him."""
    lead = "Bei der Fähre von Talbrück wehren sich die Leute gegen die neuen Fahrzeiten"
    page = read(
        "Aus: Ausgabe vom 04.05.2031, Seite 5 / Inland",
        "Streit",
        TITLE,
        lead,
        "Von Anna Beispiel, Talbrück",
        "Talbild/privat",
        *BODY,
    )
    assert (page.title, page.authors, str(page.published_at)[:10]) == (
        TITLE,
        ("Anna Beispiel",),
        "2031-05-04",
    )


def test_the_title_of_a_liveblog_without_a_lead() -> None:
    """Right above the first entry's headline."""
    lines = ["Textdienst", "Liveblog zum Ausbruch des Monte Sarvo"]
    for clock, headline in (
        ("19:44", "Flughafen öffnet"),
        ("18:52", "Bürgermeisterin dankt Helfern"),
        ("17:10", "Lava steht"),
    ):
        lines += [headline, f"06.10.2031 {clock}", BODY[0]]
    page = clean(Document.from_text("\n".join(lines), language="de"), BOOK)
    assert (page.kind, page.title) == ("liveblog", lines[1])


def test_the_sites_name_is_no_title() -> None:
    """However often it stands there, where the document says whose it is; nor is what a bar opens."""
    lines = ("Der Talbote von Auental", TITLE, "Der Talbote von Auental", "Von Anna Beispiel", *BODY)
    page = clean(
        Document.from_text("\n".join(lines), language="de", publisher="Der Talbote von Auental"), BOOK
    )
    assert page.title == TITLE
    assert (
        read("Pressemitteilung", "| Verband der Fährleute im Tal e.V.", TITLE, "4. Mai 2031", *BODY).title
        == TITLE
    )


def test_points_below_the_pages_date_are_lead() -> None:
    """They need no heading there; buttons are shorter, and right below a title without a date links may stand."""
    points = ["• Züge zwischen Tal und Bach rollen wieder", "• Ersatzbusse fuhren nur im Stundentakt"]
    page = read(TITLE, "Stand: 18.09.2031, 06:10 Uhr", *points, *BODY)
    assert [line.text for line in page.lines if line.role is Role.LEAD] == points
    assert not [
        line
        for line in read(TITLE, "18.09.2031", "• Teilen", "• Drucken", *BODY).lines
        if line.text[:1] == "•" and line.role is Role.LEAD
    ]


LETTERHEAD = ["Markt Talbrück", "N I E D E R S C H R I F T", "Beginn: 19.30 Uhr", "Ende: 21.45 Uhr"]


def test_letterhead_of_printed_text() -> None:
    """What stands above the headline of a printed page is its own; on a site's page it is the site's."""
    printed = ["\n".join(textwrap.wrap(part, 70)) for part in BODY]
    assert _cleared_above(printed) == []
    assert _cleared_above(BODY) != []


def test_text_cut_at_links_is_not_printed() -> None:
    """Where lines break at links, what stands above the title is the site's as ever."""
    linked = [part.replace(" der ", " der\n").replace(" die ", "\ndie ") for part in BODY]
    assert _cleared_above(linked) == _cleared_above(BODY)


def _cleared_above(body: list[str]) -> list[str]:
    page = "\n\n".join([*LETTERHEAD, TITLE, "4. Mai 2031", *body])
    document = clean(Document.from_text(page, language="de"), BOOK)
    assert document.title == TITLE
    return [line.text for line in document.lines if line.rule == "metadata/above-title"]


@pytest.mark.parametrize(
    "opener", ["von Ottilie am", "Veröffentlicht von Ottilie am", "geschrieben von Ottilie am"]
)
def test_blog_signed_with_a_first_name(opener: str) -> None:
    """A blog's line says who wrote on which day; a first name is enough beside the day."""
    page = read("Wochenendbrot mit Zeitplan", f"{opener} 20. Januar 2031", *BODY)
    assert (page.title, page.authors) == ("Wochenendbrot mit Zeitplan", ("Ottilie",))
    assert page.published_at is not None
    assert page.published_at.date() == date(2031, 1, 20)


def test_a_title_is_the_line_whose_words_recur_in_the_text() -> None:
    """A banner above it is as long, and the date stands below that one; but the text says nothing of it."""
    banner = "Unser neues Angebot für Vereine"
    assert read(banner, "4. Mai 2031, 7.05 Uhr", TITLE, "So geht es weiter", LEAD).title == TITLE


def test_below_a_headline_a_line_that_says_whom_it_is_about_is_no_title() -> None:
    """However many of its words the text takes up again."""
    page = read(
        "Nachruf", "Er kannte jeden Stein", "Zum Tod der Bürgermeisterin von Talbrück", "Von Anna Beispiel"
    )
    assert page.title == "Er kannte jeden Stein"


@pytest.mark.parametrize(
    "masthead",
    [
        "DER BRÜCKENBOTE DER STADT TALBRÜCK",
        "Brücken in Talbrück | Rat der Stadt",
        "Brücken Stadt Talbrück Sommer Archiv",
    ],
)
def test_a_newsletters_own_name_is_no_title(masthead: str) -> None:
    """Its words are those of the text, too."""
    title = "Warum wir im Sommer baden gehen"
    assert read(masthead, title, body=[*BODY, "Im Sommer geht die Stadt baden."]).title == title


def test_what_somebody_says_and_what_it_is_about_is_a_headline_however_long() -> None:
    """Below a short line, which is its kicker; a sentence after the quotation is a subtitle's."""
    kicker, said = "Widerstand in Talbrück", "„Da oben dreht sich gar nichts“"
    title = f"{said}: Wie eine Almgemeinde über den größten Solarpark des ganzen Landes streitet"
    page = read(kicker, title, "Von Anna Beispiel", "4. Mai 2031")
    assert (page.kicker, page.title) == (kicker, title)
    subtitle = f"{said}, sagt eine Almgemeinde über den größten Solarpark des ganzen Landes am Rand"
    assert read(kicker, subtitle, "Von Anna Beispiel", "4. Mai 2031").title == kicker


def test_a_headline_that_says_what_it_is_about_before_a_colon_outweighs_a_slogan() -> None:
    """Spares rows of a list, which say little behind it, or have several."""
    slogan, what = "Kurz vor dem Halbfinale auf dem Platz unten am Turm", "Brücke: "
    title = f"{what}Wie es mit ihr und dem Ufer bis zum Fest im Juli geht"
    assert read(slogan, title, "Von Anna Beispiel", "4. Mai 2031", LEAD).title == title
    for row in (
        f"{what}Wie es mit ihr geht",
        f"{what}548 Meter, Sperrung: 31 Tage, Umleitung: 36 Minuten zu Fuß",
    ):
        assert read(slogan, row, "Von Anna Beispiel", "4. Mai 2031", LEAD).title == slogan


def test_a_copy_of_the_title_may_have_other_signs() -> None:
    """The page's own name for its browser has a colon where the headline has a dash; bread crumbs make no kicker."""
    copy, title = (
        "Steinbrücke in Talbrück: Rat saniert für Millionen",
        "Steinbrücke in Talbrück – Rat saniert für Millionen",
    )
    page = read("Start | Talbrück |", copy, title, LEAD)
    assert [line.rule for line in page.lines if line.text in (copy, title)] == [
        "metadata/title",
        "metadata/repeated-title",
    ]
    assert page.kicker is None


def test_a_sentence_of_the_text_is_no_title_whatever_it_shares_with_the_next() -> None:
    """Its words recur as those of any sentence do."""
    assert read("Der Rat der Stadt will die alte Brücke im Frühjahr sanieren.", "", *BODY).title is None


PROMISES = [
    "In Moorbek haben die Erntehelfer so viele Kirschen gepflückt wie noch nie. Nun fehlt es an Kisten.",
    "In Walderode kostet der Eintritt im Freibad ab Juni einen Euro mehr. Kinder baden umsonst.",
]


def test_a_title_may_stand_below_texts_of_other_pages() -> None:
    """They name nothing that its text names."""
    above = ["Laden", PROMISES[0], "Laden", PROMISES[1], "Laden"]
    assert read(*above, TITLE, "4. Mai 2031, 7.05 Uhr", "", *BODY).title == TITLE


def test_a_title_may_look_like_a_name() -> None:
    """As words with capitals do, right above the text; a person's, of whom the text says nothing, is none."""
    title = "Steinerne Sanierung"
    text = "Eine steinerne Brücke ist teuer, und ihre Sanierung dauert lange. " + BODY[0]
    assert read("Angebote für Vereine", "* Eins", title, body=[text, *BODY]).title == title
    assert read("Friedericke Wiesengrund", "", *BODY).title is None


def test_a_page_that_prints_its_article_twice_has_no_contents() -> None:
    """Its breadcrumbs, date, title and subtitle stand again below, and are no outline."""
    head = ["Verkehr", "Plantage", TITLE, "Arbeiten beginnen im Frühjahr"]
    page = read(*MENU[:3], *head, body=["\n".join([*BODY, *head, *BODY])])
    assert page.title == TITLE
