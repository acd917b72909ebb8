"""Liveblogs whose lines were wrapped: headlines and clocks over several lines."""

from __future__ import annotations

import textwrap
from itertools import pairwise

import pytest

from transforms.document import HYPHENATED, LINE_BREAK, WRAPPED, Document, Line, Role
from transforms.liveblog.page import Page
from transforms.liveblog.runs import body_start, cut_to, heading_run, wrapped_runs
from transforms.pipeline import PIPELINE, clean
from transforms.rulebook import Rulebook

RULES = Rulebook.load()
STORIES = [
    (
        "Pegel der Sahle steigt weiter, und die Helfer aus den Nachbarorten kommen kaum noch hinterher",
        (
            "Der Pegel der Sahle ist am Morgen um weitere zwölf Zentimeter gestiegen, wie das Wasseramt in Nordau "
            "mitteilte. Die Scheitelwelle werde frühestens in der Nacht erwartet, sagte Amtsleiterin Wiebke Ohl."
        ),
    ),
    (
        "Brücke an der alten Mühle bleibt nach Angaben der Gemeinde Hellerbach bis Sonntag gesperrt",
        (
            "Über die Brücke fährt seit dem Vormittag niemand mehr. Die Gemeinde bittet alle, die Umleitung über "
            "Ostermark zu nehmen und die Wege am Ufer nicht zu betreten."
        ),
    ),
    (
        "Schulen geschlossen",
        (
            "Alle Grundschulen und Kindergärten im Kreis Hellerbach bleiben am Freitag zu. Eine Notbetreuung wird "
            "angeboten, wenn Eltern in der Feuerwehr oder im Krankenhaus arbeiten."
        ),
    ),
    (
        "Mehr als 600 Freiwillige füllen auf dem Bauhof von Grünfurt Sandsäcke für die Altstadt",
        (
            "Seit dem frühen Morgen sind die Freiwilligen auf den Beinen. Der Bauhof lieferte den Sand mit Lastwagen "
            "an, Vereine brachten Tee und Suppe, und am Mittag spielte die Kapelle."
        ),
    ),
]
CLOCKS = ["21.50 Uhr", "20.36 Uhr", "19.22 Uhr", "17.08 Uhr"]
LAYOUTS = {
    "clock, colon, headline": "{clock}: {headline}",
    "plus signs": "+++ {clock} {headline} +++",
    "clock at the end": "{headline} ({clock})",
    "clock alone": "{clock}\n\n{headline}",
    "clock below": "{headline}\n\n{clock}",
}


def wrapped(layout: str, width: int, joint: str = "\n\n") -> Document:
    """The stories in a layout, their lines wrapped, cleaned."""
    paragraphs = ["Liveblog zum Hochwasser: Die Sahle steigt", "Donnerstag, 8. Mai 2031"]
    for clock, (headline, text) in zip(CLOCKS, STORIES, strict=True):
        paragraphs += [*layout.format(clock=clock, headline=headline).split("\n\n"), text]
    lines = [textwrap.fill(paragraph, width, break_on_hyphens=False) for paragraph in paragraphs]
    return clean(Document.from_text(joint.join(lines), language="de"), RULES)


@pytest.mark.parametrize("width", [42, 60, 76])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_wrapped_headlines_are_whole(layout: str, width: int) -> None:
    """All lines of a headline are its headline, and none of them is the entry's text."""
    document = wrapped(LAYOUTS[layout], width)
    assert [(entry.headline, document.entry_text(entry)) for entry in document.entries] == STORIES
    assert [entry.clock for entry in document.entries] == [clock[:5].replace(".", ":") for clock in CLOCKS]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_headlines_lines_are_headings(layout: str) -> None:
    """From its first line to its last."""
    document = wrapped(LAYOUTS[layout], 42)
    for entry in document.entries:
        assert entry.headline_line is not None
        assert entry.headline_last_line is not None
        lines = document.lines[entry.headline_line - 1 : entry.headline_last_line]
        assert {line.role for line in lines} == {Role.HEADING}
        assert len(lines) > 1 or entry.headline == "Schulen geschlossen"


def test_headlines_do_not_run_into_their_texts() -> None:
    """A full headline without a blank line below ends where the next line begins anew, as its fellows do."""
    document = wrapped(LAYOUTS["clock, colon, headline"], 76, joint="\n")
    assert [entry.headline for entry in document.entries] == [headline for headline, _ in STORIES]
    for line, after in pairwise(line for line in document.lines if line.kept):
        if line.role is Role.HEADING and after.role is Role.BODY:
            assert line.joint == "\n\n"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_wrapped_pages_stay_as_they_are(layout: str) -> None:
    """Each transform again changes nothing."""
    document = wrapped(LAYOUTS[layout], 60)
    for transform in PIPELINE:
        assert transform(document, RULES) == document


def test_a_clock_inside_a_wrapped_sentence_opens_nothing() -> None:
    """Where the break of a line brings a clock to its start."""
    paragraphs = [f"{clock}: Meldung {at}" for at, clock in enumerate(CLOCKS)]
    told = (
        "Die Gemeinde hat mitgeteilt, dass die Brücke an der alten Mühle am Freitag ab\n"
        "15.30 Uhr gesperrt wird, weil das Wasser dort schneller steigt als an allen\n"
        "anderen Stellen, und dass niemand weiß, wann sie wieder geöffnet werden kann."
    )
    lines = ["Liveblog zum Hochwasser", *[line for one in paragraphs for line in (one, told)]]
    document = clean(Document.from_text("\n\n".join(lines), language="de"), RULES)
    assert [entry.clock for entry in document.entries] == ["21:50", "20:36", "19:22", "17:08"]


def lines(*parts: tuple[str, str, Role | None]) -> list[Line]:
    """Lines of text, joint and role."""
    return [Line(text, text, role, joint=joint) for text, joint, role in parts]


def test_runs_end_with_their_paragraph() -> None:
    """Lists and verse are no runs; what a page prints in between is left out; decided lines end one."""
    found = wrapped_runs(
        [
            *lines(
                ("a", WRAPPED, None), ("", "\n\n", Role.BLANK), ("b", HYPHENATED, None), ("c", "\n\n", None)
            ),
            *lines(("d", LINE_BREAK, None), ("e", "\n\n", None)),
            *lines(("f", WRAPPED, None), ("g", "\n\n", Role.TIMESTAMP), ("h", "\n\n", None)),
            *lines(("i", WRAPPED, None), ("j", "\n\n", Role.BOILERPLATE), ("k", "\n\n", None)),
        ]
    )
    assert found == {0: (0, 2, 3)}


def test_a_page_shows_paragraphs() -> None:
    """A wrapped paragraph stands whole in its first line, and can lose that line again."""
    page = Page(lines(("Ende", WRAPPED, None), ("Der Tag", WRAPPED, None), ("war lang.", "\n\n", None)))
    assert page.texts == ["Ende Der Tag war lang.", "", ""]
    assert page.first_line(0) == "Ende"
    page.break_off(0)
    assert page.texts == ["Ende", "Der Tag war lang.", ""]
    assert [page.paragraph(at) for at in (0, 1)] == [(0,), (1, 2)]
    assert page.firsts([0, 2]) == [0, 1]


def test_a_heading_ends_before_the_text() -> None:
    """A joint that leads from a heading into a text is a mistake, and no part of the heading."""
    one = lines(("a", WRAPPED, Role.HEADING), ("b", WRAPPED, Role.HEADING), ("c", "\n\n", Role.BODY))
    assert heading_run(one, 0) == (0, 1)
    assert heading_run(one, 1) == (1,)


def test_a_text_is_followed_up_to_its_first_line() -> None:
    """From the line with its clock, through wrapped lines, never into a heading."""
    one = lines(("a", WRAPPED, Role.HEADING), ("b", WRAPPED, Role.BODY), ("c", "\n\n", Role.BODY))
    assert body_start(one, 2) == 1


@pytest.mark.parametrize(
    ("texts", "joint", "said", "cut"),
    [
        (["* Pegel", "steigt (14.05", "Uhr)"], " ", "Pegel steigt", [(0, "Pegel"), (1, "steigt"), (2, "")]),
        (["14.05 Pe", "gel steigt"], "", "Pegel steigt", [(0, "Pe")]),
        (["Pegel", "steigt"], " ", "Pegel steigt", []),
    ],
)
def test_cuts_reach_over_lines(texts: list[str], joint: str, said: str, cut: list[tuple[int, str]]) -> None:
    """Each line keeps its share of what is said."""
    assert cut_to(lines(*((text, joint, None) for text in texts)), tuple(range(len(texts))), said) == cut


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_clock_that_a_wrap_breaks_is_read(layout: str) -> None:
    """At any width: "(21.50" may end a line, and "Uhr)" begin the next."""
    for width in range(40, 79):
        document = wrapped(LAYOUTS[layout], width)
        clocks = [entry.clock for entry in document.entries]
        assert clocks == [clock[:5].replace(".", ":") for clock in CLOCKS], width
