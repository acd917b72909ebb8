"""Markdown whose links and pictures a converter has wrapped with the text."""

from __future__ import annotations

import textwrap

from hypothesis import given
from hypothesis import strategies as st

from transforms.document import Document, Line, Role
from transforms.markup.markdown import LINK_LINE
from transforms.markup.wrapped import unmark_wrapped
from transforms.pipeline import clean
from transforms.rulebook import Rulebook

BOOK = Rulebook.load()
PARAGRAPHS = (
    "Vor drei Monaten wurde die sogenannte [Studie zum Zustand der Brücken in Auental und Walderode](https://talbote.example/bruecken-studie-zeigt-schwere-maengel-an-den-pfeilern-aller-bruecken/) veröffentlicht. Sie spricht von 2.225 Rissen und zwölf fehlenden Nieten.",
    "Nun beschäftigt sie den Rat: Was kann und was muss daraus folgen? Am [ersten Sitzungstag](/sitzung) haben auch Anwohner gesprochen, denen die Arbeiten nicht schnell genug gehen.",
)
PICTURE = "![Ein Kran steht im Hafen von Auental und hebt einen Bagger auf ein Schiff, das nach Walderode fährt](https://bilder.example/kran-im-hafen-von-auental-hebt-einen-bagger.jpeg?w=2048)"
AUTHOR = "[![Ada Lind](https://bilder.example/ada-lind-redakteurin-im-ressort-wirtschaft-und-verkehr.png)Ada Lind](/autoren/ada-lind-redakteurin-wirtschaft)"
PLAIN = [
    "Vor drei Monaten wurde die sogenannte Studie zum Zustand der Brücken in Auental und Walderode veröffentlicht. Sie spricht von 2.225 Rissen und zwölf fehlenden Nieten.",
    "Nun beschäftigt sie den Rat: Was kann und was muss daraus folgen? Am ersten Sitzungstag haben auch Anwohner gesprochen, denen die Arbeiten nicht schnell genug gehen.",
]


def wrapped(*paragraphs: str) -> str:
    """The page as html2text prints it: 78 letters a line, broken behind hyphens, too."""
    return "\n\n".join(textwrap.fill(text, 78, break_long_words=False) for text in paragraphs)


def test_links_that_lines_break_leave_their_labels() -> None:
    """Paragraphs read as if nothing had been linked, and pictures are gone."""
    page = wrapped("# Brücken in schlechtem Zustand", f"Von {AUTHOR}", PICTURE, *PARAGRAPHS)
    document = clean(Document.from_text(page), BOOK)
    assert document.title == "Brücken in schlechtem Zustand"
    assert document.text.split("\n\n") == PLAIN


def test_words_stressed_on_several_lines() -> None:
    """Their marks go, and so do those of one line."""
    note = "*Mit Material der Agenturen dna und nim. Manche Angaben lassen sich nicht unabhängig überprüfen, sagt die Redaktion.*"
    page = wrapped("## Brücken in schlechtem Zustand", *PARAGRAPHS, note)
    last = [line for line in clean(Document.from_text(page), BOOK).lines if line.text][-2:]
    assert " ".join(line.text for line in last) == note.strip("*")


def test_nothing_is_cut_from_a_page_without_markup() -> None:
    """Brackets and parentheses of a text are its own."""
    text = "Er sagte [zu uns\nallen] (und nicht\nnur zu mir), dass [hier](nicht\nhier) endet."
    lines = list(Document.from_text(text).lines)
    unmark_wrapped(lines, judges=True)
    assert [line.text for line in lines] == text.split("\n")


def test_code_between_fences_stays() -> None:
    """Whatever it looks like."""
    code = ["```", "_private = [one", "two](three-", "four) + other_", "```"]
    lines = [Line(text, text) for text in code]
    unmark_wrapped(lines, judges=True)
    assert [line.text for line in lines] == code


@given(st.lists(st.text(alphabet="ab[]()!-/ \n", max_size=40), max_size=8))
def test_no_line_is_lost(texts: list[str]) -> None:
    """Whatever is broken: as many lines, the same source, and text only taken away."""
    lines = [Line(text, text) for text in "\n".join(texts).split("\n")]
    before = list(lines)
    unmark_wrapped(lines, judges=True)
    assert [line.raw for line in lines] == [line.raw for line in before]
    for line in lines:
        assert line.role in (None, Role.BOILERPLATE)
        assert len(line.text) <= len(line.raw)


def test_a_link_around_several_lines_is_furniture() -> None:
    """A converter leaves the brackets of a card's link on other lines than its words."""
    card = "[\n\nOrgel klingt wieder\n\nDrei Jahrzehnte lang war die Orgel von Sankt Aldo stumm, nun klingt sie wieder.\n\n](/orgel-klingt-wieder)"
    lines = list(Document.from_text(f"# Brücken\n\n{PLAIN[0]}\n\n{card}\n\n{PLAIN[1]}").lines)
    unmark_wrapped(lines, judges=True)
    assert [line.text for line in lines if LINK_LINE in line.edits] == [
        "Orgel klingt wieder",
        "Drei Jahrzehnte lang war die Orgel von Sankt Aldo stumm, nun klingt sie wieder.",
    ]
    assert [line.raw for line in lines if line.role is Role.BOILERPLATE] == ["[", "](/orgel-klingt-wieder)"]
