"""Heads of notices, minutes, magazines and club pages: short titles, days of events, openers without a name."""

from __future__ import annotations

import pytest

from tests.transforms.metadata.test_metadata import BODY, ENGLISH, LEAD, TITLE, read, stated
from transforms.document import Document, Role
from transforms.pipeline import clean
from transforms.rulebook import Rulebook

BOOK = Rulebook.load()


@pytest.mark.parametrize(
    ("head", "url", "title"),
    [
        (("Editorial", "Wolfsjagd", ""), "https://jagd.example/heft/2031-12/003_wolfsjagd", "Wolfsjagd"),
        (("Kultur", "Straßenfest", ""), "https://tal.example/kultur/strassenfest-77123.html", "Straßenfest"),
        (("Notruf: Blaulicht", "Erneuter Warntag 2031", "Talbrück, 24.09.2031"), "", "Erneuter Warntag 2031"),
        (
            ("Autor: Gemeinde Auental", "Artikel vom 18.12.2031", "", "Aus der Sitzung vom 4. November 2031"),
            "",
            "Aus der Sitzung vom 4. November 2031",
        ),
    ],
)  # fmt: skip
def test_short_titles(head: tuple[str, ...], url: str, title: str) -> None:
    """The address spells a title of one word; a few words above text or date are one below their section."""
    assert read(*head, url=url, body=[*BODY, f"So viel für heute zum Thema {title}."]).title == title


@pytest.mark.parametrize(
    ("head", "url"),
    [
        (("Politik",), "https://talbote.example/politik/brueckenstreit-im-rat-77123"),
        (("Kultur", "Termine"), "https://talbote.example/kultur/99"),
    ],
)
def test_a_section_is_no_title(head: tuple[str, ...], url: str) -> None:
    """A word that the address has only on its way is a section."""
    assert read(*head, "", url=url).title is None


def test_a_dateline_is_no_title() -> None:
    """The line that an agency's release opens with is text, whatever the address repeats of it."""
    opening = 'PI Talbrück (ots) - "Frag doch mal die Wache!" (Teil 25)'
    found = read(opening, url="https://wache.example/frag-doch-mal-die-wache-teil-25-talbrueck")
    assert (found.title, found.lines[0].role) == (None, None)


@pytest.mark.parametrize(
    "line",
    [
        "Gemeinderatssitzung vom 04.03.2031",
        "Protokoll vom 2. März 2031",
        "Öffentliche Sitzung vom 12.12.2031",
        "Gemeindevertretung vom Dienstag, 2. März 2031",
        "Pfarrfest am 4.3.2031",
        "Frühlingsmarkt am 4. März 2031 in Auental",
    ],
)
def test_the_day_of_an_event_is_no_publication(line: str) -> None:
    """What took place on a day says nothing about when its report came out."""
    found = read(TITLE, "", line)
    assert stated(found) == (None, None)
    assert found.lines[2].role is not Role.METADATA


@pytest.mark.parametrize(
    "line",
    [
        "Artikel vom 04.03.2031",
        "Pressemitteilung vom 4. März 2031",
        "Stand vom 04.03.2031",
        "Von Anna Beispiel am 04.03.2031",
    ],
)
def test_the_day_of_a_paper_is_its_publication(line: str) -> None:
    """What came out on a day is dated by it."""
    assert "2031-03-04 00:00" in stated(read(TITLE, "", line))


def test_an_opener_without_a_name_is_text() -> None:
    """Minutes print "Protokoll:" above what was said; above a name it opens a byline."""
    said = "Die Vorsitzende begrüßt die Anwesenden und eröffnet die Sitzung."
    assert read(TITLE, "", "Protokoll:", said).lines[2].role is not Role.METADATA
    assert read(TITLE, "", "Protokoll:", "Anna Beispiel", "").authors == ("Anna Beispiel",)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (" date 2031-04 Le maire a annoncé les travaux.\n\nLa route reste fermée, selon la mairie.", "fr"),
        (" date 2031-04 Il sindaco ha annunciato i lavori.\n\nLa strada resta chiusa, dice il comune.", "it"),
        (" date 2031-04 0 SHARES Share Tweet\n\n" + ENGLISH[0] + "\n\n" + ENGLISH[1], "en"),
    ],
)
def test_a_machines_date_on_pages_of_other_languages(text: str, language: str) -> None:
    """The field that a crawler wrote before the first sentence is cut off, and is the page's date."""
    found = clean(Document.from_text(text), BOOK)
    assert (found.language, found.published_precision) == (language, "month")
    assert found.published_at is not None
    assert "date 2031" not in found.text


def test_a_date_in_running_text_is_no_machines() -> None:
    """Only at the very start of a line is it a field."""
    text = "La date 2031-04 figure dans le calendrier de la mairie, selon le maire.\n\n" + BODY[0]
    assert clean(Document.from_text(text), BOOK).published_at is None


def test_minutes_are_titled_by_their_day() -> None:
    """A day that a little word ties to the end of the line is part of the title; a paper's number is not."""
    assert (
        read("Gemeindevertretung vom 02.03.2031", "", "Tagesordnung", "").title
        == "Gemeindevertretung vom 02.03.2031"
    )
    assert read("Ausgabe vom 04.11.2031, Seite 4 / Inland", TITLE, LEAD).title == TITLE


@pytest.mark.parametrize(
    ("tail", "authors"),
    [
        ("\nVon Anna Beispiel", ("Anna Beispiel",)),
        ("\nBy Anna BEISPIEL", ("Anna BEISPIEL",)),
        ("\nBrücke bleibt gesperrt\n\nVon Anna Beispiel", ()),
        ("\nVon Wien nach Rom", ()),
    ],
)
def test_who_signs_below_the_text(tail: str, authors: tuple[str, ...]) -> None:
    """A name right below the last paragraph is the author's; one below a teaser's headline is not."""
    assert read(TITLE, tail=tail).authors == authors


def test_a_desk_and_its_agency() -> None:
    """The line "Von TALPOST/SID" is a byline and no picture's credit."""
    found = read(TITLE, "", "Von TALPOST/SID", "")
    assert (found.title, found.authors, found.agency) == (TITLE, (), "SID")


def test_a_title_in_spaced_letters() -> None:
    """Typed minutes space their title out; what the office notes below it is no title, and stays."""
    head = (
        "N i e d e r s c h r i f t",
        "",
        "über die Sitzung am Donnerstag, den 20. August 2031",
        "",
        "Anwesend",
        "",
    )
    present = "a) stimmberechtigt: Anna Beispiel - Vorsitzende Bert Muster Cora Probe Dora Fall"
    found = read(*head, present, "")
    assert found.title == head[0]
    assert found.lines[6].role is None


def test_pictures_numbered_by_the_title_go() -> None:
    """Blogs describe a picture by the page's title and a number; a heading that says more stays."""
    numbered = read(TITLE, "", body=[BODY[0], f"{TITLE} 1", BODY[1], f"{TITLE} 2 Jahre später", BODY[2]])
    roles = {line.text: line.role for line in numbered.lines if line.text}
    assert roles[f"{TITLE} 1"] is Role.BOILERPLATE
    assert roles[f"{TITLE} 2 Jahre später"] is None


@pytest.mark.parametrize(
    "line",
    [
        "Von Ada Lind am 10. Februar 2031 in Allgemein",
        "By Ada Lind 10. Februar 2031 in Garten, Küche, Kolumne 17 Comments",
        "Geschrieben von Ada Lind am 10.02.2031 unter Garten & Hof",
        "Ada Lind 10. Februar 2031 Keine Kommentare",
        "10.02.2031 von Ada Lind · Kommentar schreiben",
    ],
)
def test_a_blogs_line_with_categories_and_comments(line: str) -> None:
    """Behind author and day they say nothing about the text."""
    found = read(TITLE, line, "")
    assert (found.title, found.authors) == (TITLE, ("Ada Lind",))
    assert "2031-02-10 00:00" in stated(found)


@pytest.mark.parametrize(
    "line", ["Am 10. Februar 2031 in Auental", "Zehn Jahre Fähre: Konzert am 4. Mai 2031 in Auental"]
)
def test_a_place_is_no_category(line: str) -> None:
    """Nobody has signed there, and nothing says that it is when the page came out."""
    assert read(TITLE, line, "").authors == ()
    assert stated(read(TITLE, line, "")) == (None, None)
