"""Days and months that head a text's parts stay, and so does what stands below them."""

from __future__ import annotations

import pytest

from tests.transforms.shape.test_regular import FOOTER, LAST, TEASERS, TEXTS, kept
from transforms.document import Document, Role
from transforms.pipeline import clean
from transforms.rulebook import Rulebook

BOOK = Rulebook.load()
WORK = ("Bäume auslichten", "Nistkästen aufhängen", "Tomaten aussäen", "Rasen düngen")


@pytest.mark.parametrize(
    ("language", "days"),
    [
        ("de", ("Montag", "Dienstag", "Mittwoch")),
        ("de", ("JANUAR", "FEBRUAR", "MAI")),
        ("en", ("Saturday", "Sunday", "Monday")),
        ("en", ("June", "July", "August")),
    ],
)
def test_days_and_months_head_what_stands_below(language: str, days: tuple[str, ...]) -> None:
    """However short it is; below the last, as much as below the others."""
    rows = [line for day in days for line in (day, f"{day[:2]} {WORK[0]}", f"{day[:2]} {WORK[1]}")]
    assert kept(LAST, *rows, language=language)[-len(rows) :] == rows


@pytest.mark.parametrize(
    "rows",
    [
        ("Montag", "Dienstag", "Mittwoch", *WORK),  # to choose from
        ("Montag", WORK[0], "Dienstag", WORK[1]),
        ("Montag", WORK[0], "Dienstag", WORK[1], "Montag", WORK[2]),
        ("Mo", WORK[0], "Di", WORK[1], "Mi", WORK[2]),
        ("Sep", "12", WORK[0], "Okt", "3", WORK[1], "Nov", "20", WORK[2]),
    ],
)
def test_other_days_head_nothing(rows: tuple[str, ...]) -> None:
    """Those right below one another, two, and two that come again; short forms are buttons, and calendars beside a text."""
    assert not set(kept(LAST, *rows)) & set(rows)


def test_what_stands_further_below_the_last_day_goes() -> None:
    """It is the page's again."""
    rows = ("Montag", WORK[0], "Dienstag", WORK[1], "Mittwoch", WORK[2])
    assert kept(LAST, *rows, WORK[3]) == [LAST, *rows]


def test_a_headline_below_a_day_heads_its_text() -> None:
    """It is no item of a list."""
    rows = [
        line
        for day, text, work in zip(("Freitag", "Samstag", "Sonntag"), TEXTS[1:], WORK, strict=False)
        for line in (day, work, text)
    ]
    document = clean(
        Document.from_text(
            "\n\n".join(("Was los ist", TEXTS[0], *rows, "Mehr aus Auental", *TEASERS, *FOOTER)),
            language="de",
        ),
        BOOK,
    )
    roles = {line.text: line.role for line in document.lines}
    assert [roles[line] for line in (*WORK[:3], "Freitag", "Sonntag")] == [Role.HEADING] * 5
