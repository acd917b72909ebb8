"""What pages say about themselves, in the layouts of many sites."""

from __future__ import annotations

import textwrap
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.document import Document, Line, Role
from transforms.metadata.reading import read_metadata
from transforms.rulebook import Rulebook

BOOK = Rulebook.load()
TITLE = "Talbrück saniert seine Steinbrücke für zwölf Millionen Euro"
LEAD = "Seit Jahren bröckelt das Wahrzeichen der Stadt. Nun hat der Rat entschieden, wie es weitergeht."
BODY = [
    (
        "Der Rat der Stadt Talbrück hat am Montagabend nach langer Debatte beschlossen, die alte Brücke zu "
        "sanieren. Die Arbeiten sollen im Frühjahr beginnen und drei Jahre dauern, sagte die Bürgermeisterin."
    ),
    (
        "Kritik kam von den Anwohnern am Ufer, die mehr Lärm befürchten. Sie fordern, den Verkehr während "
        "der Bauzeit umzuleiten, und wollen notfalls vor Gericht ziehen."
    ),
    (
        "Die Kosten werden auf zwölf Millionen Euro geschätzt. Einen Teil davon übernimmt das Land, den Rest "
        "muss die Stadt selbst aufbringen."
    ),
]
ENGLISH = [
    (
        "The town council of Millbrook voted on Monday evening to repair the old stone bridge after a long "
        "debate. Work is due to begin in spring and will take about three years, the mayor said."
    ),
    (
        "Residents along the river criticised the plan because they fear more noise. They want traffic to be "
        "diverted during the works and are ready to go to court."
    ),
    (
        "The cost is put at twelve million pounds. Part of it will be paid by the county, and the rest has "
        "to come from the town itself."
    ),
]
CRAWLED = datetime(2031, 11, 6, 12, tzinfo=UTC)


def read(*head: str, body: list[str] = BODY, tail: str = "", **known: object) -> Document:
    """The document of these head lines, the body's paragraphs and a tail."""
    text = "\n".join([*head, "", "\n\n".join(body), *([tail] if tail else [])])
    return read_metadata(Document.from_text(text, **{"language": "de", **known}), BOOK)


def stated(document: Document) -> tuple[str | None, str | None]:
    """When it was published and updated, to the minute."""
    times = (document.published_at, document.updated_at)
    published, updated = (time and f"{time:%Y-%m-%d %H:%M}" for time in times)
    return published, updated


HEADS = {
    "plain": (TITLE,),
    "lead": (TITLE, "", LEAD),
    "kicker": ("Brückenbau", TITLE, LEAD),
    "bread crumbs": ("* Start", "* Lokales", f"* {TITLE}", "", TITLE, "", LEAD),
    "crumbs in a line": (f"Start / Lokales / {TITLE}", "", TITLE, "", LEAD),
    "caption": ("Die Brücke im Abendlicht", "Foto: Anna Beispiel/dpa", "", TITLE, "", LEAD),
    "caption sentence": ("Die Brücke in Talbrück ist gesperrt.", "", TITLE, "Stand: 4.11.2031", LEAD),
    "captions and tags": (
        "Bild", "Die Brücke in Talbrück ist gesperrt.", "Bildrechte: Talbote", "04.11.2031, 09:12 Uhr", TITLE,
        "", TITLE, "", LEAD,
    ),
    "site": (f"{TITLE} | Talbote", "", LEAD),
    "no blank lines": ("Lokales", TITLE, LEAD, "Von Anna Beispiel", "04.11.2031, 09:12 Uhr"),
    "subtitle": (TITLE, "Rat stimmt nach langer Debatte zu", "Von Anna Beispiel"),
    "label lines": (TITLE, "Aktualisiert", "04.11.2031, 09:12 Uhr", "Von", "Anna Beispiel"),
    "agency": (TITLE, "", "AFP", "04.11.2031, 09:12 Uhr"),
    "picture below": (TITLE, "Die Brücke im Abendlicht", "Foto: Anna Beispiel", "Von: Anna Beispiel"),
    "bread crumbs in signs": ("Sie sind hier: Start > Lokales > Talbrück", TITLE, "Stand: 4.11.2031"),
    "two lines": (TITLE.rsplit(" für ", 1)[0], f": {TITLE}"),
}  # fmt: skip


@pytest.mark.parametrize("layout", [layout for layout in HEADS if layout != "two lines"])
def test_the_title_in_many_layouts(layout: str) -> None:
    """Captions, crumbs, copies and metadata around it don't hide the title; the body stays whole."""
    document = read(*HEADS[layout], publisher="Talbote")
    assert document.title == TITLE
    assert all(line.role in {None, Role.LEAD, Role.BODY} for line in document.lines if line.text in BODY)


def test_a_line_that_begins_with_a_colon_goes_on() -> None:
    """A kicker and its title, torn apart before the colon, are one title."""
    assert read("Talbrück", ": Die Brücke wird saniert").title == "Talbrück: Die Brücke wird saniert"


@pytest.mark.parametrize(
    "head",
    [(), (LEAD,), (BODY[0], "", "Wie es weitergeht"), ("Anzeige",), ("Stand: 04.11.2031",)],
)
def test_a_page_without_title(head: tuple[str, ...]) -> None:
    """No sentence and no heading of the text is made the title."""
    document = read(*head)
    assert document.title is None
    assert all(line.role is not Role.TITLE for line in document.lines)


def test_text_alone_is_no_title() -> None:
    """One line, or verses, have no title: there is nothing it could stand above."""
    for text in (TITLE, "Brücke\n\nAlte Steine\nüber dem Fluss\nNebel steigt", "", "\n\n"):
        assert read_metadata(Document.from_text(text, language="de"), BOOK).title is None


def test_the_address_decides_between_headlines() -> None:
    """Of two lines that could be the title, the one that the address spells is."""
    head = ("Sturm wirft am Hafen zwölf Boote um", "", TITLE, "", LEAD)
    url = "https://talbote.example/lokales/talbrueck-saniert-steinbruecke-millionen-123.html"
    assert read(*head, url=url).title == TITLE


@pytest.mark.parametrize(
    ("head", "kicker"),
    [
        (("Brückenbau", TITLE, LEAD), "Brückenbau"),
        (("Streit um die Brücke", "", TITLE, "", LEAD), "Streit um die Brücke"),
        (
            ("Newsblog zum Hochwasser Nach dem Regen: Die Pegel im Tal sinken", LEAD),
            "Newsblog zum Hochwasser",
        ),
        (("Hochwasser im Tal ++ Pegel sinken langsam ++", LEAD), "Hochwasser im Tal"),
        (("Hochwasser : Die Pegel sinken langsam", LEAD), "Hochwasser"),
        (("Hochwasser: Nach dem Regen sinken die Pegel", LEAD), None),
        (("04.11.2031", TITLE, LEAD), None),
        (
            ("Interview mit Ratsherr Bert Muster", "„Die Brücke hat mehr gesehen als ich“", LEAD),
            "Interview mit Ratsherr Bert Muster",
        ),
        (
            (
                "Nachruf",
                "Er kannte jeden Stein",
                "Zum Tod des Brückenbauers Bert Muster",
                "Von Anna Beispiel",
            ),
            "Nachruf",
        ),
        (("Pressemitteilung", "04.11.2031", TITLE, LEAD), "Pressemitteilung"),
        (("Start > Lokales", TITLE, LEAD), None),
    ],
)
def test_kickers(head: tuple[str, ...], kicker: str | None) -> None:
    """A kicker stands above the title or in front of it; a headline's own colon makes none."""
    assert read(*head).kicker == kicker


@pytest.mark.parametrize(
    ("head", "lead"),
    [
        ((TITLE, "", LEAD), LEAD),
        ((TITLE, "Von Anna Beispiel", "04.11.2031", "", LEAD), LEAD),
        (
            (TITLE, "Rat stimmt nach langer Debatte zu", "Von Anna Beispiel"),
            "Rat stimmt nach langer Debatte zu",
        ),
        ((TITLE, "04.11.2031", "Die Brücke im Licht. Foto: Anna Beispiel/dpa", LEAD), LEAD),
        (
            (TITLE, "04.11.2031", "Der Rat hat die Sanierung der Brücke beschlossen, trotz der Kosten."),
            "Der Rat hat die Sanierung der Brücke beschlossen, trotz der Kosten.",
        ),
        ((TITLE, LEAD.rstrip("."), "Anna Beispiel", "04.11.2031"), LEAD.rstrip(".")),
        ((TITLE, "04.11.2031", LEAD, "Was bisher geschah"), LEAD),
        ((TITLE, "04.11.2031", "Was bisher geschah"), None),
        ((LEAD,), LEAD),
        ((TITLE,), None),
        ((), None),
    ],
)
def test_leads(head: tuple[str, ...], lead: str | None) -> None:
    """The lead is the first paragraph below the title, if it is short or parted from the body; no caption."""
    assert read(*head).lead == lead


def test_a_dateline_is_no_lead() -> None:
    """The first paragraph of an agency's report is its body, and names the agency."""
    document = read(TITLE, body=["Talbrück (dpa) - Die Brücke wird saniert. Das sagte der Rat.", *BODY])
    assert (document.lead, document.agency) == (None, "dpa")


def test_a_short_first_paragraph_leaves_no_lead_to_the_second() -> None:
    """What stands below the first sentence of the text is body, whether that sentence is a lead or not."""
    document = read(
        TITLE, "04.11.2031", "Der Rat hat am Montag beschlossen, die Brücke zu sanieren.", body=BODY[:1] * 3
    )
    assert all(line.role is not Role.LEAD for line in document.lines if line.text in BODY)


def test_a_liveblogs_lead_stands_above_its_first_clock() -> None:
    """A single sentence between title and first entry is the lead."""
    lead = "Drei Tage lang wird an der Steinbrücke gefeiert: Wir berichten vom Brückenfest in Talbrück."
    document = Document.from_text("\n".join([TITLE, lead, "19:45", BODY[0]]), language="de")
    lines = list(document.lines)
    lines[2] = lines[2].judged(Role.TIMESTAMP, "liveblog/clock")
    assert read_metadata(document.with_lines(lines), BOOK).lead == lead


def test_points_of_a_summary_are_lead() -> None:
    """The points below "In Kürze" are lead, whole, and its heading is a heading."""
    points = ["- Die Brücke wird saniert.", "- Das Land zahlt mit."]
    document = read(TITLE, "", LEAD, "Von Anna Beispiel", "", "Das Wichtigste in Kürze:", *points)
    assert [line.text for line in document.lines if line.role is Role.LEAD] == [LEAD, *points]
    assert document.lines[5].role is Role.HEADING


@pytest.mark.parametrize(
    ("head", "times"),
    [
        (("Stand: 28.04.2031 17:23 Uhr",), (None, "2031-04-28 17:23")),
        (("Aktualisiert am 07.01.2031 - 18:50 Uhr Lesedauer: 4 Min.",), (None, "2031-01-07 18:50")),
        (("Veröffentlicht am 27.04.31 um 07:39 Uhr",), ("2031-04-27 07:39", None)),
        (("Publiziert: 01.07.2031, 11:16",), ("2031-07-01 11:16", None)),
        (("Do 24.04.31 | 14:07 Uhr",), ("2031-04-24 14:07", None)),
        (("28. Juni 2031 - 16.03 Uhr",), ("2031-06-28 16:03", None)),
        (("22.11.2030 07.57",), ("2030-11-22 07:57", None)),
        (("Online seit heute, 7.57 Uhr",), ("2031-11-06 07:57", None)),
        (("vor 14 Minuten",), ("2031-11-06 12:46", None)),
        (("04.11.2031", "09:12 Uhr"), ("2031-11-04 09:12", None)),
        (("29.10.2031 07:04", "Aktualisiert: 29.10.2031 09:04"), ("2031-10-29 07:04", "2031-10-29 09:04")),
        (
            ("Veröffentlicht: 4.11.2031, 10:00 Uhr, aktualisiert: 11:30 Uhr",),
            ("2031-11-04 10:00", "2031-11-04 11:30"),
        ),
        (("Stand:", "04.11.2031, 09:12 Uhr"), (None, "2031-11-04 09:12")),
        (("Dienstag, 4. November",), ("2031-11-04 00:00", None)),
        (("Von dpa 28.04.2031, 16:33",), ("2031-04-28 16:33", None)),
        (("9. September 2031 um 15:46 Uhr / Anna Beispiel",), ("2031-09-09 15:46", None)),
        (("27. Januar 2031 • Anna Beispiel • 3 Minuten",), ("2031-01-27 00:00", None)),
        (("14:07 Uhr",), (None, None)),
        ((), (None, None)),
    ],
)
def test_dates_of_a_head(head: tuple[str, ...], times: tuple[str | None, str | None]) -> None:
    """A label says what a date is; an update alone leaves publication open; no date line stays text."""
    document = read(TITLE, *head, crawled_at=CRAWLED)
    assert stated(document) == times
    assert all(line.role is Role.METADATA for line in document.lines[1 : len(head) + 1])


def test_relative_dates_give_their_labels_to_full_ones() -> None:
    """What is said twice, once in words and once in full, counts in full."""
    lines = (
        "Publiziert heute um 05:30 Uhr, Aktualisiert vor 2 Stunden",
        "04.11.2031, 05.30 Uhr",
        "04.11.2031, 09.41 Uhr",
    )
    assert stated(read(TITLE, *lines)) == ("2031-11-04 05:30", "2031-11-04 09:41")
    assert stated(read(TITLE, "Aktualisiert vor 2 Stunden", lines[1])) == ("2031-11-04 05:30", None)


@pytest.mark.parametrize(
    "dateline",
    [
        "Talbrück, 3. März 2031 – ", "Talbrück, 3. März 2031. ", "Bad Talbrück/Grünau, 03.03.2031 - ",
        "(Talbrück, 3. März 2031) ", "Talbrück am Main, den 3. März 2031: ", "Talbrück, 3. März 2031 (dpa) – ",
    ],
)  # fmt: skip
@pytest.mark.parametrize("head", [(TITLE,), ()])
def test_the_date_of_a_dateline(head: tuple[str, ...], dateline: str) -> None:
    """A press release has its date in front of its text, where it stays."""
    document = read(*head, body=[dateline + BODY[0], *BODY[1:]])
    assert stated(document) == ("2031-03-03 00:00", None)
    assert dateline + BODY[0] in {line.text for line in document.lines if line.role in {None, Role.LEAD}}


@pytest.mark.parametrize(
    "opening",
    [
        "Am Montag, 3. März 2031, war es so weit. ", "In Talbrück fiel am 3. März 2031 – einem Montag – der Stein. ",
        "Talbrück, 3. März 2031, kurz nach acht: ", "Nach Talbrück, 3 zu 1 gewonnen, kommt Grünau. ",
    ],
)  # fmt: skip
def test_a_day_in_the_first_sentence_is_no_dateline(opening: str) -> None:
    """The day that a sentence goes on from is what the text is about."""
    assert stated(read(TITLE, body=[opening + BODY[0], *BODY[1:]])) == (None, None)


def test_a_stated_date_counts_before_the_dateline() -> None:
    """The dateline's day is used where the head states none."""
    body = ["Talbrück, 3. März 2031 – " + BODY[0], *BODY[1:]]
    assert stated(read(TITLE, "04.03.2031, 09:12 Uhr", body=body)) == ("2031-03-04 09:12", None)


def test_a_label_counts_for_the_date_behind_it() -> None:
    """Two labelled dates on one line are told apart; the clock alone is on the other's day."""
    line = "Veröffentlicht: 4.11.2031, 10:00 Uhr, aktualisiert: 11:30 Uhr"
    assert stated(read(TITLE, line)) == ("2031-11-04 10:00", "2031-11-04 11:30")


def test_a_teasers_date_is_never_the_documents() -> None:
    """Dates of teasers, below the text or right after it, leave the document undated."""
    teasers = "\nMehr zum Thema\nNeue Fähre am Fluss\n12.12.2031\nDie Fähre soll täglich fahren ... mehr\n"
    assert stated(read(TITLE, tail=teasers)) == (None, None)
    assert stated(read(TITLE, body=BODY[:2], tail=teasers.replace("Mehr zum Thema\n", ""))) == (None, None)


def test_a_date_in_a_sentence_is_text() -> None:
    """The day that a sentence is about isn't the day of publication."""
    sentence = "Am 4. November 2031 um 16.03 Uhr fiel der Stein, sagte der Rat. Seither ist die Brücke zu."
    document = read(TITLE, body=[sentence, *BODY])
    assert stated(document) == (None, None)
    assert document.lines[2].role is not Role.METADATA


def test_the_day_of_the_address() -> None:
    """The address's day is used where nothing is stated, and partial dates are read by it."""
    url = "https://talbote.example/2031/11/04/bruecke"
    assert stated(read(TITLE, url=url)) == ("2031-11-04 00:00", None)
    assert read(TITLE, url=url).published_precision == "day"
    assert stated(read(TITLE, "Stand: 20:03 Uhr", url=url)) == (None, "2031-11-04 20:03")
    assert stated(read(TITLE, url="https://talbote.example/artikel20311399/")) == (None, None)


def test_metadata_cut_off_a_line_still_count() -> None:
    """A rule that cuts residue off the first line leaves its date to be read."""
    document = Document.from_text("\n\n".join([" date 2031-07 " + LEAD, *BODY]), language="de")
    lines = list(document.lines)
    lines[0] = lines[0].edited(LEAD, "languages/de/residue")
    found = read_metadata(document.with_lines(lines), BOOK)
    assert (stated(found), found.published_precision) == (("2031-07-01 00:00", None), "month")


@pytest.mark.parametrize(
    ("line", "published", "precision"),
    [
        ("2031-07-03 13:59:00.0", "2031-07-03 13:59", "second"),
        ("03.07.2031, 13:59 Uhr", "2031-07-03 13:59", "minute"),
        ("03.05.2031, 13:59 Uhr", "2031-07-01 00:00", "month"),
    ],
)
def test_a_day_in_the_month_of_a_collection_is_the_days(line: str, published: str, precision: str) -> None:
    """What a collection put before the page states a month; the page's own day in it says more."""
    text = "\n\n".join([f" date 2031-07 {TITLE}", line, LEAD, *BODY])
    document = Document.from_text(text, language="de")
    lines = list(document.lines)
    lines[0] = lines[0].edited(TITLE, "languages/de/residue")
    found = read_metadata(document.with_lines(lines), BOOK)
    assert (stated(found), found.published_precision) == ((published, None), precision)


@pytest.mark.parametrize(
    ("head", "authors", "agency"),
    [
        (("Von Anna Beispiel und Bert Muster",), ("Anna Beispiel", "Bert Muster"), None),
        (("von Anna Beispiel , Cora van der Probe",), ("Anna Beispiel", "Cora van der Probe"), None),
        (("Von", "Anna Beispiel", "Bert Muster"), ("Anna Beispiel", "Bert Muster"), None),
        (("Von", "Redaktion Talbote"), ("Redaktion Talbote",), None),
        (("Ein Kommentar von Bert Muster",), ("Bert Muster",), None),
        (("Von Anna Beispiel, Redakteurin für Finanzen", "04.11.2031"), ("Anna Beispiel",), None),
        (("Anna Beispiel", "Redakteurin Lokales", "04.11.2031"), ("Anna Beispiel",), None),
        (("Von Anna Beispiel (dpa)",), ("Anna Beispiel",), "dpa"),
        (("Von DPA/AFP",), (), "dpa/AFP"),
        (("Veröffentlicht am 3. Mai 2031 von brueckenfan",), ("brueckenfan",), None),
        (("Anna von der Probe", "04.11.2031"), ("Anna von der Probe",), None),
        (("SID", "Nachrichtenagentur", "16:30"), (), "SID"),
    ],
)  # fmt: skip
def test_authors(head: tuple[str, ...], authors: tuple[str, ...], agency: str | None) -> None:
    """Bylines name persons, desks and agencies; none of their lines stays in the text."""
    document = read(TITLE, *head)
    assert (document.authors, document.agency) == (authors, agency)
    assert all(line.role is Role.METADATA for line in document.lines[1 : len(head) + 1])


@pytest.mark.parametrize(
    "line", ["Von Wien nach Rom fährt wieder ein Zug", "Von Montag an gilt ein neuer Plan"]
)
def test_a_headline_with_von_is_no_byline(line: str) -> None:
    """What only begins like a byline stays what it is."""
    document = read(line)
    assert document.authors == ()
    assert document.lines[0].role is not Role.METADATA


@pytest.mark.parametrize(
    ("head", "authors"),
    [
        (("04.11.2031", "Hören Merken Teilen"), ()),
        (("04.11.2031", "Symbolbild Brücke"), ()),
        (("04.11.2031", "Foto Talbrück"), ()),
        (("Von", "1 / 5"), ()),
        (("Von", "Bild: Talbote"), ()),
        (("Kommentar von", "Anna Beispiel", "04.11.2031, 9.30 UhrTalbrück"), ("Anna Beispiel",)),
        (("Von", "* Am Fluss erzählt"), ()),
        (("Von", "TB24 Redaktion"), ("TB24 Redaktion",)),
        (("* Anna Beispiel", "* 04.11.2031"), ("Anna Beispiel",)),
        (("04.11.2031", "Anna Beispiel", "* Lokales Leben", "* Talbrück Heute"), ("Anna Beispiel",)),
    ],
)
def test_buttons_pictures_and_items_of_menus_are_no_authors(
    head: tuple[str, ...], authors: tuple[str, ...]
) -> None:
    """Beside a date or below "Von" stands more than authors."""
    assert read(TITLE, *head).authors == authors


def test_a_button_below_the_text_is_no_author() -> None:
    """Though it opens like a byline; and one above it does not hide an author there."""
    assert read(TITLE, tail="\nVon Redaktion Newsletter").authors == ()
    found = read(TITLE, "04.11.2031", "Hören Merken Teilen", tail="\nVon Anna Beispiel")
    assert found.authors == ("Anna Beispiel",)


def test_a_title_of_nouns_is_no_author() -> None:
    """An article between two nouns makes no name of them."""
    document = read("Worte der Woche", "04.11.2031")
    assert (document.title, document.authors) == ("Worte der Woche", ())


@pytest.mark.parametrize("credit", ["Das Gespräch führte Anna Beispiel.", "Die Fragen stellte Anna Beispiel"])
def test_who_asked_the_questions_is_the_author(credit: str) -> None:
    """The line below an interview names its author; a sentence that only begins so is text."""
    document = read(TITLE, tail="\n" + credit)
    assert (document.authors, document.lines[-1].role) == (("Anna Beispiel",), Role.METADATA)
    spared = read(TITLE, tail="\nDas Gespräch führte zu keinem Ergebnis, sagte die Bürgermeisterin.")
    assert (spared.authors, spared.lines[-1].role) == ((), None)


def wrapped(text: str, width: int = 40) -> list[Line]:
    """The text in lines of a width, which are known to belong together."""
    rows = textwrap.wrap(text, width)
    return [Line(row, row, joint=" ") for row in rows[:-1]] + [Line(rows[-1], rows[-1])]


BLANK = Line("", "")


def test_wrapped_lines_get_the_same_role() -> None:
    """Title, lead and paragraphs of several lines are judged whole, page numbers between them or not."""
    number = Line("7", "7", Role.BOILERPLATE, "wrap/page-number")
    lead = wrapped(LEAD)
    lines = (
        *wrapped(TITLE),
        BLANK,
        *lead[:1],
        number,
        BLANK,
        *lead[1:],
        BLANK,
        *wrapped(BODY[0]),
        BLANK,
        *wrapped(BODY[1] * 2),
    )
    document = read_metadata(Document(lines, language="de"), BOOK)
    assert (document.title, document.lead) == (TITLE, LEAD)
    assert [line.role for line in document.lines[:2]] == [Role.TITLE] * 2
    assert {line.role for line in document.lines[8:] if line.text} == {None}


def test_a_wrapped_paragraph_is_no_title() -> None:
    """In a document without title no paragraph of several lines is taken for one."""
    opening = (
        "Wer in diesen Tagen über die alte Brücke geht, hört es klopfen: Steinmetze prüfen jede Fuge einzeln"
    )
    lines = (*wrapped(opening, 30), BLANK, *wrapped(BODY[0]), BLANK, *wrapped(BODY[1]))
    assert read_metadata(Document(lines, language="de"), BOOK).title is None


def test_a_wrapped_line_is_no_credit() -> None:
    """A line that begins like a credit, but goes on with its paragraph, is text."""
    rows = ("Das berichtet die Agentur dpa. Quelle:", "dpa", "und andere hätten davon gewusst.")
    lines = (*(Line(row, row, joint=" ") for row in rows[:2]), Line(rows[2], rows[2]))
    document = Document((*Document.from_text("\n".join([TITLE, "", *BODY, ""])).lines, *lines), language="de")
    assert [line.role for line in read_metadata(document, BOOK).lines[-3:]] == [None] * 3


def test_the_agency_behind_a_wrapped_text_is_cut() -> None:
    """The last of several lines that make the last paragraph may end in the agency."""
    lines = (*wrapped(TITLE), BLANK, *wrapped(BODY[0]), BLANK, *wrapped(f"{BODY[1]} (dpa)", 70))
    document = read_metadata(Document(lines, language="de"), BOOK)
    assert (document.agency, document.lines[-1].edits) == ("dpa", ("metadata/agency",))


@pytest.mark.parametrize(
    ("tail", "agency"),
    [
        ("\n(SDA/anb)", "SDA"),
        ("\nQuelle: dpa", "dpa"),
        ("\nred, talbote.at/Agenturen", None),
        ("\ndpa/rts", "dpa"),
    ],
)
def test_credits_below_the_text(tail: str, agency: str | None) -> None:
    """A line of credit goes, and names its agency if it names one."""
    document = read(TITLE, tail=tail)
    assert document.agency == agency
    assert document.lines[-1].role is Role.METADATA


def test_a_pictures_source_is_not_the_texts() -> None:
    """A source below a caption amid the text credits the picture."""
    document = read(TITLE, body=[BODY[0], "Die Brücke im Abendlicht\nQuelle: dpa", *BODY[1:]])
    assert document.agency is None


def test_the_agency_behind_the_last_sentence_is_cut() -> None:
    """An agency in brackets at the very end is credit; brackets inside the text stay."""
    document = read(TITLE, body=[*BODY[:2], f"{BODY[2]} (dpa/lby)"])
    assert document.agency == "dpa"
    assert (document.lines[-1].text, document.lines[-1].edits) == (BODY[2], ("metadata/agency",))
    spared = read(TITLE, body=[*BODY[:2], f"{BODY[2]} (Der Rat tagt am Montag.)"])
    assert spared.lines[-1].text.endswith("Montag.)")


def test_reading_time() -> None:
    """The reading time is a number of minutes, with a label or in the company of a date."""
    assert read(TITLE, "Lesezeit: 3 min").reading_minutes == 3
    assert read(TITLE, "04.11.2031 • 5 Minuten").reading_minutes == 5
    assert read(TITLE, "3 Minuten").reading_minutes is None


def test_english_pages() -> None:
    """Title, lead, authors and dates of an English page, in its words and zones."""
    lead = "The landmark has been crumbling for years. Now the council has decided how to go on."
    head = (
        "Bridges", "Millbrook to repair its old stone bridge at last", "", lead, "",
        "By Jane Sample and John Doe, Political Correspondents", "Published 4 November 2031",
        "Updated 9:05 a.m. ET", "4 min read",
    )  # fmt: skip
    document = read(*head, body=ENGLISH, language="en")
    assert (document.kicker, document.title, document.lead) == (head[0], head[1], lead)
    assert document.authors == ("Jane Sample", "John Doe")
    assert stated(document) == ("2031-11-04 00:00", "2031-11-04 15:05")
    assert document.reading_minutes == 4


def test_a_name_with_its_place() -> None:
    """A name and a place beside a date are a byline."""
    head = (
        "Millbrook to repair its old stone bridge",
        "",
        "Jane Sample in Millbrook",
        "Tue 4 Nov 2031 09.05 GMT",
    )
    document = read(*head, body=ENGLISH, language="en")
    assert (document.authors, stated(document)[0]) == (("Jane Sample",), "2031-11-04 10:05")


def test_the_head_of_a_liveblog_ends_at_its_first_clock() -> None:
    """Lines that are timestamps already belong to the blog: none of its headlines is the title."""
    head = ("Hochwasser: Pegel im Tal steigen weiter", "Stand: 04.11.2031, 20:00 Uhr", LEAD)
    document = Document.from_text("\n\n".join([*head, "19:45 Uhr", BODY[0]]), language="de")
    lines = list(document.lines)
    lines[6] = lines[6].judged(Role.TIMESTAMP, "liveblog/clock")
    found = read_metadata(document.with_lines(lines), BOOK)
    assert (found.title, found.lead) == ("Hochwasser: Pegel im Tal steigen weiter", LEAD)
    assert stated(found) == (None, "2031-11-04 20:00")


def test_an_empty_rulebook_reads_nothing() -> None:
    """Without rules the document stays as it is."""
    document = Document.from_text("\n\n".join([TITLE, LEAD, *BODY]), language="de")
    assert read_metadata(document, Rulebook.empty()) is document


def test_decided_lines_stay_decided() -> None:
    """A line that a rule has judged, or shielded, is not claimed."""
    document = Document.from_text("\n".join([TITLE, "Von Anna Beispiel", "", *BODY]), language="de")
    lines = list(document.lines)
    lines[1] = lines[1].judged(None, "publishers/talbote/keep")
    assert read_metadata(document.with_lines(lines), BOOK).lines[1] == lines[1]


PIECES = [
    TITLE, LEAD, *BODY, "", "Von Anna Beispiel", "Von", "Stand: 04.11.2031, 09:12 Uhr", "dpa", "Brückenbau",
    "* Start",
    "Foto: Anna Beispiel/dpa", "Das Wichtigste in Kürze", "- Ein Punkt.", ": Und weiter", "14:07",
    "Quelle: AFP",
    "Ende. (dpa) (afp)", f"{BODY[1]} (dpa)", "Wie es weitergeht", "?", "( )", "1. ", "Lesezeit: 3 min",
]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(PIECES) | st.text(max_size=40), max_size=14),
    st.sampled_from(["de", "en", "und"]),
)
def test_invariants(pieces: list[str], language: str) -> None:
    """Raw lines and their order never change, and reading twice is reading once."""
    document = Document.from_text("\n".join(pieces), language=language, crawled_at=CRAWLED)
    once = read_metadata(document, BOOK)
    assert once.raw == document.raw
    assert read_metadata(once, BOOK) == once
    for before, after in zip(document.lines, once.lines, strict=True):
        assert before.text.startswith(after.text)
        assert after.role is None or after.rule.startswith("metadata/")


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Anna Beispiel | Talbrücker Landbote", ("Anna Beispiel",)),
        ("Von Anna Beispiel | Talbrücker Tagblatt", ("Anna Beispiel",)),
        ("Anna Beispiel, Bert Muster", ("Anna Beispiel", "Bert Muster")),
        ("Anna Beispiel | Bert Muster", ("Anna Beispiel", "Bert Muster")),
    ],
)
def test_a_paper_beside_a_name_is_no_author(line: str, authors: tuple[str, ...]) -> None:
    """What ends like a paper's name is one; another person stays a person."""
    assert read(TITLE, "4. November 2031", line).authors == authors


def test_a_title_that_looks_like_a_name() -> None:
    """Where nothing else can be the title, and somebody else has written the text."""
    page = read("Ruth Steinbrecher", "Von Anna Beispiel", "4. November 2031")
    assert (page.title, page.authors) == ("Ruth Steinbrecher", ("Anna Beispiel",))
    assert read("Anna Beispiel", "4. November 2031").title is None


def test_a_title_above_a_salutation() -> None:
    """A letter begins with whom it is for."""
    assert read("Talpost                         Nr. 4", TITLE, "Liebe Nachbarn,").title == TITLE


def test_what_a_letter_begins_with_is_no_lead() -> None:
    """Below a salutation, which is text already, the first paragraph is text as well."""
    document = Document.from_text(
        "\n".join([TITLE, "04.11.2031", "Liebe Nachbarn,", LEAD, *BODY]), language="de"
    )
    lines = list(document.lines)
    lines[2] = lines[2].judged(Role.BODY, "languages/de/salutation")
    assert read_metadata(document.with_lines(lines), BOOK).lead is None


MENU = ["Politik", "Wirtschaft", "Kultur"]


def test_a_kicker_below_a_menu_is_what_the_text_speaks_of() -> None:
    """A place is named again below; a section of the menu is not."""
    date = "4. November 2031"
    assert read(*MENU, "Talbrück", TITLE, date).kicker == "Talbrück"
    assert read(*MENU, "Reisen", TITLE, date).kicker is None


def test_a_closing_quotation_mark_is_no_bread_crumb() -> None:
    """In French quotation marks stand apart from their words."""
    title = "« On attend » : la gare de Sormont a perdu ses bancs"
    assert read(title, "3 mars 2031", language="fr", body=BODY).title == title


def test_a_short_title_right_above_its_date() -> None:
    """Where no line has the evidence of a title, a label of several words above the date is one; a section is not."""
    menu = ["Heimatverein Lüttenbek e.V.", "Aktuelles"]
    assert (
        read(*menu, "Dorfputz mit Rekordbeteiligung", "4. November 2031").title
        == "Dorfputz mit Rekordbeteiligung"
    )
    assert read(*menu, "Dorfleben", "4. November 2031").title != "Dorfleben"


def test_a_lead_above_a_picture() -> None:
    """A caption with its credit stands between a lead of one sentence and the text."""
    lead = "Veertien schepen moesten dinsdag wachten op een broedende zwaan in de haven."
    page = read(
        TITLE, "4. November 2031", lead, "De zwaan op haar nest - Foto: Omroep Merenland", language="de"
    )
    assert page.lead == lead


ODD_HEADS = {
    "Die Frau, die Brücken maß": ["Nachruf auf Ilse Behnke", "Die Frau, die Brücken maß", "Von Tilman Voß"],
    "Der letzte Fährmann": ["Traueranzeigen", "Zum Tod von Emil Harms", "Der letzte Fährmann", "Von Silke Otto"],
    "Ziege stieg in Bäckerei: „Sie wollte Kipferl“": [
        "Chronik", "16.09.2025 11:24", "Ziege stieg in Bäckerei: „Sie wollte Kipferl“", "©Feuerwehr Murtal",
    ],
    "Saisoneröffnung der Kanuten": [
        "SV Talheim", "Vorstand", "Saisoneröffnung der Kanuten", "Geschrieben von Heino Busch am 11. April 2025",
    ],
}  # fmt: skip


@pytest.mark.parametrize("title", ODD_HEADS)
def test_titles_below_topics_dates_and_menus(title: str) -> None:
    """What opens like a line above a headline is none, a credit may stand below one."""
    assert read(*ODD_HEADS[title]).title == title


@pytest.mark.parametrize(
    ("head", "authors"),
    [
        (["Geschrieben von Heino Busch am 11. April 2025"], ("Heino Busch",)),
        (["09.08.2025 | 5:48 min", "Ein Film von Birgit Paul"], ("Birgit Paul",)),
        (
            ["Maja Kordes", "Die Historikerin Maja Kordes erinnert daran, wie viele die Mühle ernährt hat."],
            ("Maja Kordes",),
        ),
    ],
)
def test_authors_of_clubs_films_and_guests(head: list[str], authors: tuple[str, ...]) -> None:
    """Who wrote, filmed or argues."""
    page = read(TITLE, *head)
    assert page.authors == authors
    assert page.published_at is None or page.published_at.hour in {0, 22, 23}  # a film's length is no clock


def test_a_reporters_desk_is_no_author() -> None:
    """An office on a line of its own names nobody."""
    head = ["By Ann Stroud", "Local Democracy Reporter", "27 March 2031"]
    assert read(TITLE, *head, language="en", body=ENGLISH).authors == ("Ann Stroud",)
