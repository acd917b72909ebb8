"""Clock lines: what is one, what its clock is, and what the rest of it says."""

from __future__ import annotations

import pytest

from transforms.liveblog.timestamps import ALONE, END, FRONT, may_hold_clock, read_divider, read_stamp
from transforms.rulebook import Rulebook

RULES = Rulebook.load()
LABELS = frozenset({"update", "key event"})

STAMPS = [
    ("de", "04.11.2024 • 23:36 Uhr", ALONE, "23:36", ""),
    ("de", "11.04 Uhr:", ALONE, "11:04", ""),
    ("de", "16:41", ALONE, "16:41", ""),
    ("de", "14.05", ALONE, "14:05", ""),
    ("de", "Update 14:05", ALONE, "14:05", ""),
    ("de", "heute, 14:05 Uhr", ALONE, "14:05", ""),
    ("de", "19:26 Uhr - Pegel steigt", FRONT, "19:26", "Pegel steigt"),
    ("de", "12.31 Uhr: Rickers: Wir sind bereit", FRONT, "12:31", "Rickers: Wir sind bereit"),
    ("de", "14.05: Pegel steigt", FRONT, "14:05", "Pegel steigt"),
    ("de", "14 Uhr: Pegel steigt", FRONT, "14:00", "Pegel steigt"),
    ("de", "++ 14:05 Pegel steigt ++", FRONT, "14:05", "Pegel steigt"),
    ("de", "**14:05 Uhr: Pegel steigt**", FRONT, "14:05", "Pegel steigt"),
    ("de", "[14:05] „Wir sind bereit“", FRONT, "14:05", "„Wir sind bereit“"),
    ("de", "14:05 UhrPegel steigt", FRONT, "14:05", "Pegel steigt"),
    ("de", "Dienstag, 4. November, 14:05 Uhr: Pegel steigt", FRONT, "14:05", "Pegel steigt"),
    ("de", "2024-11-04T23:36:00+01:00 Pegel steigt", FRONT, "23:36", "Pegel steigt"),
    ("de", "Pegel steigt (11.39 Uhr)", END, "11:39", "Pegel steigt"),
    ("de", "Schulfrei am Freitag (16.30 Uhr)", END, "16:30", "Schulfrei am Freitag"),
    ("de", "Pegel steigt Montag, 3. Mai (16.30 Uhr)", END, "16:30", "Pegel steigt"),
    ("de", "Jette Marwitz, 11.39 Uhr", END, "11:39", "Jette Marwitz"),
    ("en", "21 mins ago 11:48 Ada Tilney", FRONT, "11:48", "Ada Tilney"),
    ("en", "2h ago14.05 GMT", ALONE, "14:05", ""),
    ("en", "20:42KEY EVENT", ALONE, "20:42", ""),
    ("en", "19:02 (IST), Oct 02", ALONE, "19:02", ""),
    ("en", "2.05pm: River rises", FRONT, "14:05", "River rises"),
    ("it", "Ore 21:04 - Il fiume sale", FRONT, "21:04", "Il fiume sale"),
    ("fr", "11h45 : La rivière monte", FRONT, "11:45", "La rivière monte"),
    ("fr", "11:45 heure de Vallombre", ALONE, "11:45", ""),
    ("en", "3. 02:16: Ada, Hillcombe", FRONT, "02:16", "Ada, Hillcombe"),
    ("de", "14.05 Uhr Ortszeit: Pegel steigt", FRONT, "14:05", "Pegel steigt"),
    ("de", "14:05 Uhr (Nordauer Zeit)", ALONE, "14:05", ""),
    ("es", "19:30 hora local - El río crece", FRONT, "19:30", "El río crece"),
    ("en", "2.05pm local time: River rises", FRONT, "14:05", "River rises"),
    ("de", "um 14.05 Uhr", ALONE, "14:05", ""),
    ("de", "12.3. 14:05", ALONE, "14:05", ""),
    ("de", "Jette Marwitz am 12. März 2031 um 14:05", END, "14:05", "Jette Marwitz"),
    (
        "en",
        "Volunteers fill forty thousand sandbags on quay 14:05 GMT",
        END,
        "14:05",
        "Volunteers fill forty thousand sandbags on quay",
    ),
    ("it", "18.42 Il fiume sale ancora", FRONT, "18:42", "Il fiume sale ancora"),
    (
        "es",
        "05.38 «El río no baja», dice la alcaldesa",
        FRONT,
        "05:38",
        "«El río no baja», dice la alcaldesa",
    ),
    ("es", "21.46Ana Robledo: «No baja»", FRONT, "21:46", "Ana Robledo: «No baja»"),
]


@pytest.mark.parametrize(("language", "text", "layout", "clock", "rest"), STAMPS)
def test_clock_lines_are_read(language: str, text: str, layout: str, clock: str, rest: str) -> None:
    """The layout, the clock, and the line without it."""
    assert may_hold_clock(text)
    stamp = read_stamp(7, text, RULES.vocabulary(language), LABELS)
    assert stamp is not None
    assert (stamp.line, stamp.layout, stamp.rest) == (7, layout, rest)
    assert f"{stamp.minutes // 60:02d}:{stamp.minutes % 60:02d}" == clock


@pytest.mark.parametrize(
    "text",
    [
        "10:00 - 12:00 Uhr: Spielenachmittag",
        "26.10.2025 | 2:43 min",
        "0:00 Anhören",
        "Am Mittag gegen 14.05 Uhr sei der Pegel gestiegen, sagte Rickers.",
        "12.30 Euro kostet die Fahrt",
        "12.30 Franken kostet die Fahrt",
        "10.45 Millionen Menschen leben dort",
        "12.30 kostet die Fahrt",
        "1.30 Zimmer",
        "14.05.2031 Sitzung des Rats",
        "2.500 Menschen kamen",
        "Seite 12",
    ],
)
def test_other_numbers_are_no_clock_lines(text: str) -> None:
    """Spans, lengths, prices and clocks in a sentence open nothing."""
    assert read_stamp(0, text, RULES.vocabulary("de"), LABELS) is None


@pytest.mark.parametrize(
    "text", ["Donnerstag, 18. 7.", "Dienstag, 27. August 2024", "--- 4. Mai 2031 ---", "Montag", "Gestern"]
)
def test_days_alone_are_dividers(text: str) -> None:
    """A line that is a day and nothing else divides days."""
    assert read_divider(text, RULES.vocabulary("de")) is not None


@pytest.mark.parametrize(
    "text", ["4. Mai 2031, 14:05 Uhr", "vor 14 Minuten", "Stand: 4. Mai 2031", "Mai", "2031", ""]
)
def test_clocks_and_labels_are_no_dividers(text: str) -> None:
    """A clock, a label or half a date divides nothing."""
    assert read_divider(text, RULES.vocabulary("de")) is None
