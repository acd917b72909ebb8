"""Where an article ends for good, and where it only pauses."""

from __future__ import annotations

import pytest

from transforms import pipeline
from transforms.document import BOILERPLATE, Document, Line
from transforms.encoding.repair import decode
from transforms.rulebook import Rulebook

RULES = Rulebook.load()
TEXT = [
    (
        "Die Brücke über die Sahle ist seit dem Morgen gesperrt, nachdem Prüfer in zwei Pfeilern Risse gefunden hatten, "
        "die dort im Herbst noch nicht zu sehen gewesen waren."
    ),
    (
        "Bürgermeisterin Ada Lindqvist sprach nach der Sitzung des Rates von einem schweren Tag für die Stadt. Sie habe "
        "das Land um Hilfe gebeten, denn allein könne Auental einen Neubau nicht bezahlen."
    ),
    (
        "Am Südufer fürchten viele, dass der Ersatzverkehr nicht reicht. Schon jetzt warteten mehr als hundert Menschen "
        "auf die Fähre, darunter Schüler und Pfleger aus dem Krankenhaus."
    ),
]
MORE = [
    (
        "Die Fähre soll von Montag an alle zwanzig Minuten fahren, und zwar auch nachts und an den Wochenenden, teilte "
        "das Amt am Abend mit."
    ),
    (
        "Ein Gutachten wird bis zum Sommer klären, ob die Pfeiler noch zu retten sind oder ob die ganze Brücke abgerissen "
        "werden muss."
    ),
]
TEASER = ["Ein Garten auf dem Dach", "Wie die Schule am Markt zu einem Garten kam, den jeder besuchen darf."]


def clean(*lines: str) -> Document:
    return pipeline.clean(decode("\n\n".join(["Risse in der Brücke", *lines]).encode()), RULES)


def line(document: Document, text: str) -> Line:
    return next(each for each in document.lines if each.raw == text)


def test_below_tags_nothing_is_text() -> None:
    document = clean(*TEXT, "Schlagwörter: Brücke, Auental", *TEASER)
    assert [line(document, text).kept for text in TEXT] == [True] * 3
    assert [line(document, text).rule for text in TEASER] == ["shape/below-end"] * 2


def test_readers_may_write_more_than_the_author() -> None:
    comments = [f"{paragraph} Das sehe ich ganz anders als der Verfasser." for paragraph in (*TEXT, *MORE)]
    document = clean(*TEXT, "3 Kommentare", "Antworten", *comments, "Schreibe einen Kommentar", "Name *")
    assert {line(document, comment).role for comment in comments} == {BOILERPLATE}


def test_a_share_row_amid_the_text_ends_nothing() -> None:
    document = clean(*TEXT, "Artikel teilen", *MORE)
    assert [line(document, text).kept for text in (*TEXT, *MORE)] == [True] * 5


def test_a_recipe_below_the_share_row_is_text() -> None:
    recipe = [
        "Zutaten",
        "▢ 250 g Mehl",
        "▢ 2 Eier",
        "▢ 1 Prise Salz",
        "Alles verrühren und kurz ruhen lassen.",
    ]
    document = clean(*TEXT, "Pin it", *recipe)
    assert [line(document, text).kept for text in recipe] == [True] * 5


def test_little_text_above_a_mark_is_a_head() -> None:
    document = clean(TEXT[0], "12 Kommentare", *TEXT[1:], *MORE)
    assert [line(document, text).kept for text in (*TEXT, *MORE)] == [True] * 5


WHEN = [
    "Ida Quast, 3. Mai 2031 um 18:07 Uhr",
    "Otto M., 4. Mai 2031 um 7:12 Uhr",
    "Uferläufer, 4. Mai 2031 um 9:40 Uhr",
]


def test_below_comments_that_say_when_they_were_written_nothing_is_text() -> None:
    """However little the author wrote; the signature stands above what a reader writes or below it."""
    below = [part for comment, when in zip(MORE, WHEN, strict=False) for part in (comment, when)]
    document = clean(TEXT[0], "3 Kommentare", *below, *TEASER)
    assert [line(document, text).rule for text in MORE] == ["shape/below-end"] * 2
    document = clean(TEXT[0], "3 Kommentare", *below[1:], MORE[0], *TEASER)
    assert [line(document, text).rule for text in MORE] == ["shape/below-end"] * 2


@pytest.mark.parametrize(
    "when",
    ["Soumis par Ida, le lundi 3 mai 2031 à 15h46", "Ida Quast (1 day ago)", "Ida Quast · vor 2 Tagen"],
)
def test_how_comments_say_when(when: str) -> None:
    document = clean(TEXT[0], "3 Kommentare", when, MORE[0], when.replace("Ida", "Otto"), MORE[1])
    assert [line(document, text).rule for text in MORE] == ["shape/below-end"] * 2


def test_the_way_to_the_comments_may_stand_above_the_text() -> None:
    document = clean("3 Kommentare", *TEXT, *MORE, "3 Kommentare", "Jo war da.", *WHEN)
    assert [line(document, text).kept for text in (*TEXT, *MORE)] == [True] * 5


def test_in_a_forum_what_readers_write_is_the_text() -> None:
    posts = [
        part for text, when in zip(TEXT, WHEN, strict=True) for part in (when, text, "Zitat", "Antworten")
    ]
    document = clean(*posts)
    assert [line(document, text).kept for text in TEXT] == [True] * 3


def test_dates_of_teasers_below_the_text_sign_no_comments() -> None:
    """The way to the comments stands below the first paragraph, and more than one follows before any date."""
    document = clean(
        TEXT[0], "3 Kommentare", *TEXT[1:], *MORE, "Wie die Schule zu einem Garten kam", *WHEN[:2]
    )
    assert [line(document, text).kept for text in (*TEXT, *MORE)] == [True] * 5
