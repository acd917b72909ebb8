"""Dates and clocks as pages print them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.dates.finding import Moment, find_moments, parse_moment
from transforms.dates.grammar import grammar
from transforms.rulebook import Rulebook, Vocabulary

BOOK = Rulebook.load()
GERMAN = BOOK.vocabulary("de")

STATED = [
    ("de", "04.11.2031", Moment(2031, 11, 4)),
    ("de", "4. 11. 2031", Moment(2031, 11, 4)),
    ("de", "04.11.31", Moment(2031, 11, 4)),
    ("de", "4.11.1999", Moment(1999, 11, 4)),
    ("de", "04/11/2031", Moment(2031, 11, 4)),
    ("de", "4. November 2031", Moment(2031, 11, 4)),
    ("de", "4. NOV. 2031", Moment(2031, 11, 4)),
    ("de", "1. Jänner 2031", Moment(2031, 1, 1)),
    ("de", "4. Nov.", Moment(None, 11, 4)),
    ("de", "Di 04.11.", Moment(None, 11, 4, 1)),
    ("de", "Di., 4.11.2031", Moment(2031, 11, 4, 1)),
    ("de", "Sonnabend, den 8. November", Moment(None, 11, 8, 5)),
    ("de", "Donnerstag, 18. 7.", Moment(None, 7, 18, 3)),
    ("de", "2031-11-04T12:30:15+01:00", Moment(2031, 11, 4, None, 12, 30, 15, zone="+01:00")),
    ("de", "2031-11-04 12:30Z", Moment(2031, 11, 4, None, 12, 30, zone="Z")),
    ("de", "2031-07", Moment(2031, 7)),
    ("de", "Juli 2031", Moment(2031, 7)),
    ("de", "22.11.2031 07.57", Moment(2031, 11, 22, None, 7, 57)),
    ("de", "Do 25.04.31 | 14:07 Uhr", Moment(2031, 4, 25, 3, 14, 7)),
    ("de", "28. Juni 2031 - 16.03 Uhr", Moment(2031, 6, 28, None, 16, 3)),
    ("de", "27.04.31 um 07:39 Uhr", Moment(2031, 4, 27, None, 7, 39)),
    ("de", "04.11.2031 • 23:36 Uhr", Moment(2031, 11, 4, None, 23, 36)),
    ("de", "9. Mai 2031, 9 Uhr 15", Moment(2031, 5, 9, None, 9, 15)),
    ("de", "16:03 Uhr, 28. Juni 2031", Moment(2031, 6, 28, None, 16, 3)),
    ("de", "7 Uhr", Moment(hour=7, minute=0)),
    ("de", "24 Uhr", Moment(hour=24, minute=0)),
    ("de", "7.57 Uhr", Moment(hour=7, minute=57)),
    ("de", "11.39h", Moment(hour=11, minute=39)),
    ("de", "16:41", Moment(hour=16, minute=41)),
    ("de", "(11.39 Uhr)", Moment(hour=11, minute=39)),
    ("de", "17:30 Uhr MESZ", Moment(hour=17, minute=30, zone="MESZ")),
    ("de", "heute, 7.57 Uhr", Moment(hour=7, minute=57, days_ago=0)),
    ("de", "Vorgestern", Moment(days_ago=2)),
    ("de", "vor 14 Minuten", Moment(minutes_ago=14.0)),
    ("de", "vor einer Stunde", Moment(minutes_ago=60.0)),
    ("de", "vor 3 Tagen", Moment(days_ago=3)),
    ("de", "Dienstag, 14.30 Uhr", Moment(weekday=1, hour=14, minute=30)),
    ("de", "Mittwoch", Moment(weekday=2)),
    ("en", "November 4, 2031", Moment(2031, 11, 4)),
    ("en", "4th of November 2031", Moment(2031, 11, 4)),
    ("en", "Tue 4 Nov 2031 09.05 GMT", Moment(2031, 11, 4, 1, 9, 5, zone="GMT")),
    ("en", "Nov. 4, 2031 at 9:05 p.m. ET", Moment(2031, 11, 4, None, 21, 5, zone="ET")),
    ("en", "12:10am", Moment(hour=0, minute=10)),
    ("en", "11.48am BST", Moment(hour=11, minute=48, zone="BST")),
    ("en", "19:02 (IST), Oct 02", Moment(None, 10, 2, None, 19, 2, zone="IST")),
    ("en", "25/11/2031", Moment(2031, 11, 25)),
    ("en", "21 mins ago 11:48", Moment(hour=11, minute=48, minutes_ago=21.0)),
    ("en", "5h ago", Moment(minutes_ago=300.0)),
    ("en", "yesterday", Moment(days_ago=1)),
    ("fr", "mardi 4 novembre 2031 à 11h45", Moment(2031, 11, 4, 1, 11, 45)),
    ("fr", "1er mai", Moment(None, 5, 1)),
    ("fr", "il y a 5 minutes", Moment(minutes_ago=5.0)),
    ("it", "4 novembre 2031 ore 21.04", Moment(2031, 11, 4, None, 21, 4)),
    ("es", "4 de noviembre de 2031 a las 21:04", Moment(2031, 11, 4, None, 21, 4)),
]

NO_MOMENT = [
    ("de", "32.13."), ("de", "31.02.2031"), ("de", "25:10"), ("de", "2:1"), ("de", "1.500"),
    ("de", "3.5 Prozent"),
    ("de", "Artikel 5.3"), ("de", "12.30 Euro"), ("de", "030 12 11 24"), ("de", "2031-13"),
    ("de", "24:30 Uhr"),
    ("de", "am 4. November begann alles"), ("de", ""), ("de", "Der Tag danach"), ("de", "4. Liga"),
    ("en", "may 12"), ("en", "04/11/2031"), ("en", "13 pm"), ("en", "a day"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "moment"), STATED)
def test_a_line_that_is_a_date(language: str, text: str, moment: Moment) -> None:
    """Each printed form is read, and what it leaves out stays open."""
    assert parse_moment(text, BOOK.vocabulary(language)) == moment


@pytest.mark.parametrize(("language", "text"), NO_MOMENT)
def test_a_line_that_is_none(language: str, text: str) -> None:
    """Impossible dates, ambiguous dates and numbers of other kinds are no moments."""
    assert parse_moment(text, BOOK.vocabulary(language)) is None


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("20:42KEY EVENT Fähre legt ab", ["20:42"]),
        ("Stand:28.04.2031 17:23 Uhr", ["28.04.2031 17:23 Uhr"]),
        ("Pegel steigt (11.39 Uhr)", ["11.39 Uhr"]),
        ("Das Fest dauert vom 24. bis 26. November 2031.", ["26. November 2031"]),
        ("Am 04.11.31. kam der Regen.", ["Am 04.11.31"]),
        ("Um 7 Uhr 20 Boote", ["7 Uhr"]),
        ("Online seit heute, 7.57 Uhr", ["heute, 7.57 Uhr"]),
        ("Am 4. November 15 Uhr läutet die Glocke", ["4. November 15 Uhr"]),
        ("Veröffentlicht 4.5.2031, 10:00 Uhr, aktualisiert 11:30 Uhr", ["4.5.2031, 10:00 Uhr", "11:30 Uhr"]),
    ],
)
def test_moments_in_a_sentence(text: str, stated: list[str]) -> None:
    """A date and the clock beside it are one span of the text."""
    assert [text[start:end] for start, end, _ in find_moments(text, GERMAN)] == stated


@pytest.mark.parametrize(
    "text",
    [
        "Rund 1.500 Zuschauer sahen das 2:1, ein Plus von 3.5 Prozent.",
        "Nach Artikel 5.3. gilt Absatz 4 für 12.30 Euro.",
        "Rufen Sie an: 089/12.11.24 oder +49-30-12.11.24",
        "Version 10.12.24.1 ist da",
        "Die Staffel lief 1:23,45 Minuten",
        "In der Saison 2031-32 spielten sie heute wie gestern",
        "Er kam am Dienstag und blieb",
    ],
)
def test_numbers_that_only_look_like_dates(text: str) -> None:
    """Amounts, scores, sections, phone numbers, versions and bare words of time are spared."""
    assert find_moments(text, GERMAN) == []


def test_languages_differ() -> None:
    """A month is one only in its own language, and in lower case only where that is the custom."""
    assert parse_moment("4 novembre 2031", GERMAN) is None
    assert parse_moment("4 mai 2031", GERMAN) is None
    assert parse_moment("4 mai 2031", BOOK.vocabulary("fr")) == Moment(2031, 5, 4)


def test_no_vocabulary_still_reads_numbers() -> None:
    """A language without words has numeric dates and clocks."""
    assert parse_moment("04.11.2031, 16:41", Vocabulary()) == Moment(2031, 11, 4, None, 16, 41)
    assert parse_moment("4. November 2031", Vocabulary()) is None


def test_equal_vocabularies_share_a_grammar() -> None:
    """Vocabularies made anew for each document are compiled once."""
    assert all(grammar(Vocabulary("xx")) is grammar(Vocabulary("yy")) for _ in range(70))


@pytest.mark.parametrize("unit", ["1", "1.", "12:", "heute ", "1 ", "4. November ", "- ", "(", "vor 1 "])
def test_long_lines_are_read_in_linear_time(unit: str) -> None:
    """Long lines of almost-dates don't hang."""
    began = time.process_time()
    line = unit * (300_000 // len(unit))
    find_moments(line, GERMAN)
    parse_moment(line, GERMAN)
    assert time.process_time() - began < 6


@given(st.text(alphabet="0123456789.:/-, UhrNovemberDiagstvo", max_size=60))
def test_spans_are_in_order_and_moments_possible(text: str) -> None:
    """Whatever the line, spans don't overlap and every part is in its range."""
    last = 0
    for start, end, moment in find_moments(text, GERMAN):
        assert last <= start < end <= len(text)
        assert moment.month is None or 1 <= moment.month <= 12
        assert moment.hour is None or 0 <= moment.hour <= 24
        last = end
