"""A few words above a paragraph of two sentences are a section of the text."""

from __future__ import annotations

import pytest

from tests.transforms.shape.test_regular import TEXTS, kept
from transforms.document import Document
from transforms.pipeline import clean
from transforms.rulebook import Rulebook
from transforms.shape.judging import read_units
from transforms.shape.kinds import Look
from transforms.shape.looks import Looks
from transforms.shape.sections import mark_counted_sections, mark_sections

BOOK = Rulebook.load()
TEASED, LEAST = 0.4, 2.0  # evidence of a paragraph that stands like a teaser's text, and what the mark gives
TWO = "Schnee wirft etwas Licht zurück. Ein Faktor von 30 genügt dann, sagt die Apotheke."
ONE = "Schnee wirft bis zu 80 Prozent der Strahlen zurück, und ein Faktor von 30 genügt dann auf der Piste."


def evidence(*lines: str) -> tuple[float, float]:
    """The evidence for the third line, which has been taken for a teaser's text, before and after the mark."""
    units = read_units(Document.from_text("\n\n".join(lines)).lines, Looks.of(BOOK, "de"))
    before = min(units[2].look.evidence, TEASED)
    units[2].look = Look(units[2].look.kind, before)
    mark_sections(units)
    return before, units[2].look.evidence


@pytest.mark.parametrize(
    "text",
    [
        TWO,
        "„Das kauft ihr einen Tag.“ Auf rissiger Haut brennt das Mittel allerdings, sagt sie dann.",
        "Wohin mit dem Rest? In eine Dose, und die kommt dann an einen kühlen Ort im Keller.",
    ],
)
def test_a_section_has_a_heading_and_sentences(text: str) -> None:
    """Also at the end of the page."""
    before, after = evidence(TEXTS[0], "Sonnenschutz", text)
    assert before < after == LEAST


@pytest.mark.parametrize(
    "lines",
    [
        (TEXTS[0], "Sonnenschutz", ONE),
        (TEXTS[0], "Sonnenschutz auf der Piste: Das hilft im Januar", TWO),
        (TEXTS[0], "Sonnenschutz", "Schnee blendet. Ein Faktor von 30 genügt dann auch."),
        (TEXTS[0], "Sonnenschutz", TWO[:-1] + " ..."),
        (TEXTS[0], "Sonnenschutz", TWO[:-1] + ", und im Tal?"),
        ("Piste", "Sonnenschutz", TWO),
    ],
    ids=["one sentence", "a headline", "short", "broken off", "a question", "above all text"],
)
def test_texts_of_teasers_are_none(lines: tuple[str, ...]) -> None:
    """They stand below headlines, say it in one sentence, or above the text."""
    before, after = evidence(*lines)
    assert after == before


def test_what_is_read_on_elsewhere_is_none() -> None:
    """A link to more stands below."""
    document = clean(
        Document.from_text("\n\n".join(("Piste", TEXTS[0], "Sonnenschutz", TWO, "mehr")), language="de"), BOOK
    )
    units = read_units(
        [
            line if line.rule.endswith("more") else line._replace(role=None, rule="")
            for line in document.lines
        ],
        Looks.of(BOOK, "de"),
    )
    units[3].look = before = Look(units[3].look.kind, TEASED)
    assert units[4].rule_name == "more"
    mark_sections(units)
    assert units[3].look == before


def test_a_paragraph_that_nobody_took_for_a_teasers_keeps_its_evidence() -> None:
    """It speaks for itself."""
    units = read_units(
        Document.from_text("\n\n".join((TEXTS[0], "Sonnenschutz", f"{TEXTS[1]} {TEXTS[2]}"))).lines,
        Looks.of(BOOK, "de"),
    )
    before = units[2].look
    mark_sections(units)
    assert units[2].look == before
    assert before.evidence > LEAST


def book(number: int, *more: str) -> tuple[str, ...]:
    name = ("Das Fährhaus", "Zweitwohnung", "Hitzefrei", "Kein Netz", "Der Steg")[number - 1]
    return (
        f"{number}. {name}",
        ("Ada Lind", "Tobias Fels", "Jana Olm", "Samira Born", "Reto Bach")[number - 1],
        f"Roman, Verlag {name}, {200 + number} Seiten",
        f"Für alle, die {name} kennen oder kennen wollen.",
        *more,
    )


def test_what_is_counted_above_some_lines_is_a_section() -> None:
    """With all its lines, the last one's, too; a box of teasers may interrupt one of five."""
    four = [line for number in (1, 2, 3, 4) for line in book(number)]
    assert kept(*four) == four
    boxed = [*book(1), *book(2), *book(3), *book(4, "Ente im Bach", "12.03.2031"), *book(5)]
    pictured = [
        line for number in (1, 2, 3, 4) for line in (book(number)[0], "Foto: Ina Alm", *book(number)[1:])
    ]
    assert kept(*pictured) == four
    outlined = [f"{number}. Kapitel" for number in (1, 2, 3, 4)]
    assert set(four) <= set(kept(*outlined, *four))
    assert set(kept(*boxed)) >= {line for number in (1, 2, 3, 5) for line in book(number)}


def test_a_text_right_below_what_is_counted_stays_though_teasers_follow() -> None:
    """Two of six may be interrupted so, and one may have the text alone."""
    tips = [
        [
            f"{number}. Fest am Ort {number}",
            f"Am Ort {number} spielt die Kapelle, und danach gibt es Suppe.",
            "Eintritt frei",
        ]
        for number in range(1, 7)
    ]
    tips[3] += ["Ente im Bach", "12.03.2031"]
    del tips[4][2]
    assert set(kept(*(line for tip in tips for line in tip))) >= {line for tip in tips for line in tip[:2]}
    assert {line for tip in tips for line in tip[:2]} <= marked(tips)
    assert not {"Ente im Bach", "12.03.2031"} & marked(tips)
    tips[1] += ["Ente im Rathaus", "11.03.2031"]
    assert not marked(tips)


def marked(tips: list[list[str]]) -> set[str]:
    """The lines that have a verdict."""
    lines = [line for tip in tips for line in tip]
    units = read_units(Document.from_text("\n\n".join(lines)).lines, Looks.of(BOOK, "de"))
    mark_counted_sections(units)
    return {unit.text for unit in units if unit.verdict}


@pytest.mark.parametrize(
    "lines",
    [
        [line for number in (1, 2, 3) for line in book(number)],
        [line for number in (2, 3, 4, 5) for line in book(number)],
        [line for number in (1, 3, 2, 5) for line in book(number)],
        [line for number in (1, 2, 3, 4) for line in book(number)[::3]],
        [line for number in (1, 2, 3, 4) for line in book(number)[:3]],
        [line for number in (1, 2, 3, 4) for line in book(number, "12.03.2031")],
        [line for number in (1, 2, 3, 4) for line in book(number, "mehr")],
    ],
    ids=["three", "from two on", "in disorder", "a line each", "no sentence", "dates", "read on"],
)
def test_links_that_are_counted_are_no_sections(lines: list[str]) -> None:
    """Fewer of them, from another number on, with a line each, with no sentence, with dates, with buttons."""
    units = read_units(Document.from_text("\n\n".join(lines)).lines, Looks.of(BOOK, "de"))
    for unit in units:
        if unit.text == "mehr":
            unit.rule, unit.rule_name = "languages/de/more", "more"
    mark_counted_sections(units)
    assert not any(unit.verdict for unit in units)
