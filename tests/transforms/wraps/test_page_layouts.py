"""Whole pages of layouts that trip readers of heads, blocks and shapes; all text is invented."""

from __future__ import annotations

import textwrap

import pytest

from transforms.document import Document, Role
from transforms.pipeline import clean
from transforms.rulebook import Rulebook
from transforms.wraps.joining import join_wraps

PARAGRAPH = (
    "Der Rat der Gemeinde hat am Montag beschlossen, die alte Fähre noch einen Sommer fahren zu lassen. "
    "Bezahlt wird sie aus der Rücklage."
)


def cleaned(*lines: str, language: str = "de") -> Document:
    """The page of these lines, after all transforms."""
    return clean(Document.from_text("\n".join(lines), language=language), Rulebook.load())


def roles(document: Document) -> dict[str, Role | None]:
    """The role of each line, by its source."""
    return {line.raw: line.role for line in document.lines}


def test_a_block_at_the_top_spares_the_title() -> None:
    """The last headline above a date is the page's own, where none stands above the block."""
    page = cleaned(
        "Lesen Sie auch",
        "Pegel sinkt auf neuen Tiefstand",
        "Fährmann: Letzte Fahrt, dann Schluss",
        "Fähre darf bleiben: Rat zahlt noch einen Sommer",
        "02.09.2025, 15:00 Uhr",
        PARAGRAPH,
        PARAGRAPH.replace("Montag", "Dienstag"),
    )
    assert page.title == "Fähre darf bleiben: Rat zahlt noch einen Sommer"
    assert str(page.published_at) == "2025-09-02 15:00:00+02:00"
    assert roles(page)["Pegel sinkt auf neuen Tiefstand"] is Role.BOILERPLATE


def test_a_block_below_the_title_takes_dated_teasers() -> None:
    """A date below a teaser makes no title of it where the page's title stands above."""
    page = cleaned(
        "Fähre darf bleiben: Rat zahlt noch einen Sommer",
        "02.09.2025, 15:00 Uhr",
        "Lesen Sie auch",
        "Pegel sinkt auf neuen Tiefstand",
        "Fährmann geht in den Ruhestand nach 40 Jahren",
        "01.09.2025",
        PARAGRAPH,
        PARAGRAPH.replace("Montag", "Dienstag"),
    )
    assert page.title == "Fähre darf bleiben: Rat zahlt noch einen Sommer"
    assert roles(page)["Fährmann geht in den Ruhestand nach 40 Jahren"] is Role.BOILERPLATE


@pytest.mark.parametrize("line", ["Beginn: 19.00 Uhr", "Tatzeit: Montag, 22.00 Uhr, bis Dienstag, 6.30 Uhr"])
def test_a_clock_with_a_word_is_text(line: str) -> None:
    """Only a day vouches for a place beside it: "Auental, 4. Mai 2031"."""
    page = cleaned("Sitzung im Rathaus von Auental", "4. Mai 2031", PARAGRAPH, line, PARAGRAPH.upper())
    assert roles(page)[line] in {Role.BODY, Role.HEADING}
    assert str(page.published_at)[:10] == "2031-05-04"


def test_days_head_the_parts_of_a_forecast() -> None:
    """A bare "Heute" dates nothing; with a clock it does."""
    page = cleaned("Nach dem Gewitter wird es kühler", "27.06.2031, 06:00 Uhr", PARAGRAPH, "Heute", PARAGRAPH)
    assert roles(page)["Heute"] is Role.HEADING


def test_page_numbers_date_no_teaser() -> None:
    """What stands below a page's number and its running head is text."""
    page = cleaned(
        "Rundbrief des Heimatvereins Auental", "", PARAGRAPH, "", "2", "", "Aus dem Verein", "", PARAGRAPH
    )
    assert [line.role for line in page.lines if line.raw == PARAGRAPH][-1] is Role.BODY


def test_a_salutation_is_no_title() -> None:
    """A line that ends in a comma goes on below."""
    page = cleaned(
        "Liebe Freunde der Fähre,", "vom 4. Mai 2031", PARAGRAPH, PARAGRAPH.replace("Montag", "Freitag")
    )
    assert page.title is None


def test_a_headline_below_a_headline_is_its_subtitle() -> None:
    """Sections above and a lead without a full stop below leave the title where it is."""
    page = cleaned(
        "Traffic & Travel",
        "Village ferry saved after residents raise £85,000",
        "The last boat on the river will run for another summer",
        "By Holly Prentice",
        "14 March 2025",
        "The council voted on Monday to keep the ferry for another summer, and the money comes from its reserves.",
        "It has been running since the bridge was closed in the spring, and the residents would like it to stay.",
        language="en",
    )
    assert page.title == "Village ferry saved after residents raise £85,000"


def test_an_agenda_is_text() -> None:
    """Items counted from one on are kept, with the facts around them."""
    items = ["1. Begrüßung", "2. Haushalt der Gemeinde", "3. Verschiedenes"]
    page = cleaned(
        "Sitzung des Rates von Auental", "4. Mai 2031", PARAGRAPH, "Tagesordnung", *items, PARAGRAPH
    )
    assert {roles(page)[item] for item in items} == {Role.BODY}


def test_a_line_of_dashes_stays_apart() -> None:
    """A title over a drawn line does not take it in."""
    text = (
        "Rundbrief des Heimatvereins\n"
        "---------------------------\n"
        "Der Rat der Gemeinde hat am Montag beschlossen, die alte Fähre\n"
        "noch einen Sommer fahren zu lassen. Bezahlt wird sie aus der\n"
        "Rücklage, die für den Bau der Brücke gedacht war und nun lange\n"
        "nicht reicht.\n"
    )
    page = join_wraps(Document.from_text(text, language="de"), Rulebook.load())
    assert [line.joint for line in page.lines][:3] == ["\n\n", "\n\n", " "]


def test_entries_signed_with_initials() -> None:
    """A sentence is one with its reporter's initials behind it, too."""
    page = cleaned(
        "Newsblog zur Wahl in Auental",
        "Sonntag, 9. März 2025",
        "18:02",
        "Die Wahllokale sind geschlossen",
        "Ab sofort wird im Rathaus von Auental ausgezählt. (mst)",
        "18:25",
        "Erster Bezirk ausgezählt",
        "Im Norden liegt die Amtsinhaberin mit 48 Prozent vorn. (mst)",
        "18:51",
        "Der Herausforderer holt auf",
        "Drei Bezirke sind da, und es wird im Saal sehr leise. (lk)",
    )
    assert page.kind == "liveblog"
    assert [entry.clock for entry in page.entries] == ["18:02", "18:25", "18:51"]


def test_a_salutation_stands_for_itself() -> None:
    """German letters go on in lower case below it; a blank line shows that nothing was wrapped there."""
    text = (
        "Guten Morgen, liebe Leser,\n\nkennen Sie das Gefühl, wenn eine Brücke\nfehlt? Seit Freitag kennt es die "
        "ganze\nStadt. Die alte Brücke ist gesperrt, und\nplötzlich wohnt man auf der falschen\nSeite."
    )
    document = join_wraps(Document.from_text(text, language="de"), Rulebook.load())
    assert [line.joint for line in document.lines if line.text] == ["\n\n", " ", " ", " ", " ", "\n\n"]


def test_two_wide_lines_are_enough() -> None:
    """Where paragraphs are short and lines wide, two lines stop in mid-sentence, both of them full."""
    text = (
        "Seit dem Frühjahr fährt die Fähre wieder. Die Genossenschaft hat dafür einen Motor gekauft, der\n"
        "aus einer alten Schleuse stammt.\n"
        "Am ersten Tag kamen vierzig Gäste.\n"
        "„Damit hat niemand gerechnet“, sagte Fährmann Ole Tamm. Er will nun auch abends fahren, solange\n"
        "es hell genug ist.\n"
        "Die Stadt zahlt nichts.\n"
        "Ein Fest ist geplant.\n"
        "Der Eintritt ist frei."
    )
    document = join_wraps(Document.from_text(text, language="de"), Rulebook.load())
    assert [line.joint for line in document.lines] == [" ", *["\n\n"] * 2, " ", *["\n\n"] * 4]
    broken = text.replace("Schleuse stammt.\nAm", "Schleuse\nstammt. Am").replace(
        " dafür einen Motor gekauft,", ""
    )
    joints = [
        line.joint for line in join_wraps(Document.from_text(broken, language="de"), Rulebook.load()).lines
    ]
    assert joints == [" ", " ", "\n\n", " ", *["\n\n"] * 4]  # sentences that links broke, and nothing wrapped


def test_paragraphs_of_a_line_that_touch_are_not_wrapped() -> None:
    """Lines of much the same length that end sentences are paragraphs, though a link broke two of them."""
    text = (
        "Der Pegel der Sahle ist am Morgen um weitere zwölf Zentimeter gestiegen, wie das Wasseramt mitteilt.\n"
        "Zwischen Nordau und Altwieck fahren seit dem Vormittag keine Züge mehr, ein Bus fährt stattdessen.\n"
        "Bürgermeister Tammo Ahrens hat die Menschen in der Altstadt zur Ruhe aufgerufen, die Deiche seien\n"
        "geprüft.\n"
        "Alle Schulen und Kindergärten im Kreis bleiben am Freitag zu, und eine Notbetreuung wird angeboten.\n"
        "Mehr als 600 Freiwillige haben seit dem frühen Morgen Sandsäcke gefüllt, der Bauhof lieferte Sand.\n"
        "Das Krankenhaus in der Neustadt bringt vorsorglich 23 Patienten in Häuser, die höher gelegen sind,\n"
        "unter.\n"
        "In etwa tausend Haushalten ist der Strom ausgefallen, die Stadtwerke rechnen mit Stunden bis Abend.\n"
        "Am Nachmittag will der Landrat mit den Leuten vom Wasseramt über die Lage am Unterlauf beraten."
    )
    document = join_wraps(Document.from_text(text, language="de"), Rulebook.load())
    assert {line.joint for line in document.lines} == {"\n\n"}


def test_entries_of_a_table_of_contents_stay_apart() -> None:
    """Each ends with its page behind leading dots; one may take two lines."""
    entries = [
        "Vorwort " + "." * 56 + " IV",
        "1 Einleitung und Fragestellung " + "." * 34 + " 1",
        "1.1 Anlass " + "." * 54 + " 1",
        "1.2 Stand der Forschung " + "." * 41 + " 4",
        "1.3 Die Unterhaltung der Gewässer und die Vorschriften der",
        "norddeutschen Länder " + "." * 43 + " 14",
        "2 Methoden " + "." * 53 + " 19",
        "2.1 Auswahl der untersuchten Bäche " + "." * 29 + " 23",
        "2.2 Befragung der Verbände " + "." * 37 + " 31",
        "Anhang " + "." * 56 + " 121",
    ]
    text = textwrap.wrap(" ".join([PARAGRAPH] * 4), 68)
    page = join_wraps(Document.from_text("\n".join([*entries, "", *text]), language="de"), Rulebook.load())
    assert [line.joint == " " for line in page.lines[:10]] == [line == entries[4] for line in entries]


def joints(*lines: str, language: str = "de") -> list[str]:
    """What stands between the lines of a page and the next ones."""
    return [
        line.joint
        for line in join_wraps(Document.from_text("\n".join(lines), language=language), Rulebook.load()).lines
    ]


def test_labels_that_come_again_begin_paragraphs() -> None:
    """Also below a full line that ends a sentence."""
    lines = (
        "Störung: Das Gerät lässt sich nach dem Umzug nicht einschalten.",
        "Ursache: Der Bohnenbehälter ist nicht richtig verriegelt worden.",
        "Abhilfe: Behälter bis zum hörbaren Einrasten der Sperre nach",
        "rechts drehen, dann noch einmal einschalten.",
        "Störung: Das Mahlgut ist ungleichmäßig und klumpt im Behälter.",
        "Ursache: Die Mahlringe sind abgenutzt oder von den Ölen stark",
        "verschmutzt.",
        "Abhilfe: Mahlringe reinigen oder durch den Kundendienst unserer",
        "Werkstatt austauschen lassen.",
    )
    assert [number for number, joint in enumerate(joints(*lines)) if joint == " "] == [2, 5, 7]


def test_lines_around_one_axis_stay_lines() -> None:
    """A heading on two lines, centred: the upper was broken by hand."""
    text = textwrap.wrap(" ".join([PARAGRAPH] * 3), 64)
    lines = (
        "„Als die Kleinbahn kam".center(64).rstrip(),
        "zwischen 1896 und 1914“".center(64).rstrip(),
        "",
        *text,
    )
    assert joints(*lines)[0] == "\n"


def test_pages_are_counted_in_other_languages() -> None:
    """A sentence goes on behind "Pag. 1 di 2"."""
    text = (
        "I docenti accompagnatori riceveranno con separata comunicazione il programma dettagliato della visita e gli orari della partenza. "
        * 4
    )
    lines = textwrap.wrap(text.strip(), 64)
    page = (*lines[:4], "", " " * 52 + "Pag. 1 di 2", "\f", *lines[4:])
    found = join_wraps(Document.from_text("\n".join(page), language="it"), Rulebook.load())
    assert found.lines[5].rule == "wrap/page-number"
    assert found.lines[3].joint == " "


@pytest.mark.parametrize(
    "greeting",
    ["Liebe Schwestern und Brüder im Tal,", "Sehr geehrte Damen und Herren,", "Guten Morgen, liebe Leser,"],
)
def test_a_salutation_needs_no_blank_line(greeting: str) -> None:
    """There was room behind it; a sentence that opens alike goes on where there was none."""
    lines = textwrap.wrap(
        "das Titelbild dieses Briefes zeigt eine Leiter, die an der Mauer der alten Kirche lehnt. " * 4, 60
    )
    assert joints(greeting, *lines)[:2] == ["\n\n", " "]
    told = textwrap.wrap(
        "Liebe Leute kamen zu uns, und wer wollte, der konnte auch, aus dem Tal oder von weiter her, mitgehen. "
        * 4,
        60,
    )
    assert joints(*told)[0] == " "


def test_numbers_and_bullets_alone_belong_to_what_stands_below() -> None:
    """Pages whose lists hang are read out so; the short lines between don't hide that the others were wrapped."""
    first = textwrap.wrap(" ".join([PARAGRAPH] * 8), 84)
    second = textwrap.wrap(
        "Bei sechs Einsätzen wurden 140 Meter Weg neu geschottert, und insgesamt kamen dabei 512 Stunden zusammen, wie der Kassierer im April vorrechnete, ohne dass ihm jemand widersprach.",
        84,
    )
    third = textwrap.wrap(
        "der Winterschnitt an Apfel und Birne, mit einer Vorführung an den alten hohen Stämmen auf der Streuobstwiese am Bach,",
        84,
    )
    lines = (
        "1.",
        "Bericht der Vorsitzenden",
        *first,
        "2.1",
        "Wege und Flächen",
        *second,
        "2.2",
        "Beratung",
        *second,
        "Themen waren:",
        "•",
        *third,
        "•",
        "Kompost ohne Gestank.",
    )
    found = dict(zip(range(len(lines)), joints(*lines), strict=True))
    alone = [at for at, line in enumerate(lines) if line in {"1.", "2.1", "2.2", "•"}]
    assert [found[at] for at in alone] == [" "] * 5
    assert all("\n" in found[at - 1] for at in alone[1:])


def test_items_set_deeper_begin_lines() -> None:
    """Also below a full line without a sentence's end, and counted by letters."""
    text = textwrap.wrap(
        "Auf dem Friedhof ist es, außer in den Fällen des folgenden Absatzes, insbesondere nicht gestattet,",
        62,
    )
    items = [
        line
        for sign in ("a)", "b)", "c)")
        for line in textwrap.wrap(
            f"{sign} die Wege mit Fahrzeugen aller Art zu befahren, ausgenommen sind Kinderwagen und Rollstühle der Besucher,",
            58,
            initial_indent="    ",
            subsequent_indent="       ",
        )
    ]
    lines = (*textwrap.wrap(" ".join([PARAGRAPH] * 3), 62), *text, *items)
    found = joints(*lines)
    starts = [at for at, line in enumerate(lines) if line.lstrip()[:2] in {"a)", "b)", "c)"}]
    assert ["\n" in found[at - 1] for at in starts] == [True] * 3
