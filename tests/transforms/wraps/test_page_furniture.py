"""What pages carry is told from text by what it interrupts and how it counts."""

from __future__ import annotations

from textwrap import dedent

import pytest

from transforms.document import Document, join
from transforms.rulebook import Rulebook
from transforms.wraps.joining import join_wraps

HALF = """\
Der Rat der Stadt hat am Montagabend den Umbau der alten Brücke
beschlossen. Die Arbeiten sollen im Frühjahr beginnen, sobald die
Genehmigung vorliegt, und bis zum Herbst des nächsten Jahres"""
REST = """\
dauern. Bis dahin fährt die Fähre an jedem Tag, auch am Sonntag,
und die Fahrt kostet nichts, wie die Stadtwerke mitteilten."""


def furniture(text: str) -> dict[str, str]:
    """The lines that are no text, with their rules."""
    document = join_wraps(Document.from_text(text, language="de"), Rulebook.load())
    return {line.text: line.rule for line in document.lines if line.role}


@pytest.mark.parametrize(
    ("between", "rules"),
    [
        ("7", ["wrap/page-number"]),
        ("- 7 -", ["wrap/page-number"]),
        ("Seite 7 von 12", ["wrap/page-number"]),
        ("S. 7", ["wrap/page-number"]),
        ("7/12", ["wrap/page-number"]),
        ("Ostermoorer Bote – Stadt und Land am Wochenende | 7", ["wrap/page-number"]),
        ("7 | Ostermoorer Bote", ["wrap/page-number"]),
        ("7\n\nOstermoorer Bote", ["wrap/page-number", "wrap/running-head"]),
        ("Ostermoorer Bote", ["wrap/running-head"]),
        (
            "4.11.2031\nDer Umbau der Brücke\n7",
            ["wrap/running-head", "wrap/running-head", "wrap/page-number"],
        ),
        ("https://example.org/a.html", ["wrap/url-footnote"]),
        ("[1] https://example.org/a.html\n[2] www.example.org/b", ["wrap/url-footnote"] * 2),
        ("https://example.org/a-very-long/\naddress-of-two-lines.html", ["wrap/url-footnote"] * 2),
        (
            "https://example.org/bruecke.html   1/9\n\n04.11.31, 15:30   Umbau der Brücke",
            ["wrap/url-footnote", "wrap/running-head"],
        ),
    ],
)
def test_what_interrupts_a_sentence_is_furniture(between: str, rules: list[str]) -> None:
    """A sentence that goes on behind them proves the lines of a page's break."""
    assert list(furniture(f"{HALF}\n\n{between}\n\n{REST}").values()) == rules


def test_a_sentence_goes_on_across_a_form_feed() -> None:
    """A form feed within, before or behind a line ends no paragraph."""
    whole = f"{HALF}\n{REST}"
    for joined in (f"{whole}\n\f\n{whole}", f"{whole}\n\f{whole}", f"{HALF}\f{REST}\n{whole}"):
        document = join_wraps(Document.from_text(joined, language="de"), Rulebook.load())
        text = " ".join(line.text for line in document.lines if line.text.strip())
        assert "\f" not in text
        assert {line.joint for line in document.lines if line.text.strip()} == {" ", "\n\n"}


def test_heads_that_recur_follow_those_that_are_proven() -> None:
    """A running head behind a whole sentence goes with its like; the title on the first page stays."""
    title = "Der Umbau der Brücke"
    last = REST.replace("Fähre", "Bahn").replace("Tag", "Abend")
    text = f"{title}\n\n{HALF}\n\n{title}\n\n{REST}\n\n{title}\n\nDie {last}"
    document = join_wraps(Document.from_text(text, language="de"), Rulebook.load())
    roles = [line.rule for line in document.lines if line.raw == title]
    assert roles == ["", "wrap/running-head", "wrap/running-head"]


def test_a_number_takes_no_text_along() -> None:
    """The end of the sentence and the heading behind a page's number are text, however short."""
    text = f"{HALF}\n\nDer Umbau der Brücke\n7\n\nRuhe.“\n\nWelche Tipps helfen\n\nDie {REST}"
    assert list(furniture(text).values()) in ([], ["wrap/running-head", "wrap/page-number"])


PAGE = "\n".join([HALF, REST] * 3)


def test_the_first_of_two_pages() -> None:
    """Where no other line is blank, a number between blank lines counts the page, whatever ends before it."""
    assert furniture(f"{PAGE}\n\n1\n\n{PAGE}") == {"1": "wrap/page-number"}


def test_a_name_before_a_capital() -> None:
    """A capital behind a number and a head that stands there once does not hide that they interrupt a sentence."""
    text = f"{HALF}\n\n7\n\nOstermoorer Bote\n\n{REST.replace('dauern', 'Wochen')}"
    assert list(furniture(text).values()) == ["wrap/page-number", "wrap/running-head"]


@pytest.mark.parametrize(
    "text",
    [
        f"{PAGE}\n\n2\n\n{PAGE}",
        f"{HALF}\n{REST}\n\n1\n\n{PAGE}",
        f"{PAGE}\n\nOrt | 1\nHarlebeck | 2\n\n{PAGE}",
        f"{HALF}\n\nPressekontakt\n\nStadtwerke Ostermoor\n\nhttps://www.stadtwerke-ostermoor.example/presse",
        f"{HALF.rsplit(',', 1)[0]}.\n\n2031\n\n{REST.capitalize()}",
        f"{HALF}\n{REST}\n\nMehr dazu unter:\nhttps://example.org/a.html\n\nEs bleibt dabei.",
        f"{HALF}\n{REST}\n\nNein.\n\n{HALF}\n{REST}\n\nNein.\n\nEs bleibt dabei.",
        f"1\n\n{HALF}\n{REST}\n\n2\n\n{HALF}\n{REST}",
        f"{HALF}\nPartnerstädte und Partnervereine\n{REST}\n" * 2,
        f"{HALF}\n\n7\n\nan.\n\nWelche Tipps helfen\n\n{REST.capitalize()}".replace("7\n\n", "", 1),
        f"{HALF}\nan.\n\nStreit um die Kosten\n\n{REST.capitalize()}",
    ],
    ids=[
        "a chapter",
        "a chapter's number after a few lines",
        "a table",
        "a contact above an address",
        "a year",
        "an announced address",
        "an answer",
        "chapters",
        "a line that recurs",
        "a paragraph's end and a heading",
        "a heading",
    ],
)
def test_what_only_looks_like_furniture_stays(text: str) -> None:
    """Without proof, a number, an address or a line that recurs is text."""
    assert furniture(text) == {}


def test_a_lone_number_below_a_whole_page_counts_it() -> None:
    """A first page's number may stand between two sentences of a text with blank lines; higher up it proves nothing."""
    text = f"{HALF}\n{REST}"
    sentence = "Im Winter fährt sie nicht, denn dann ist der Fluss bei Altwieck"
    page = "\n\n".join([text] * 4)
    assert furniture(f"{page}\n\n1\n\n{sentence}\nmeistens zugefroren.") == {"1": "wrap/page-number"}
    assert furniture(f"{text}\n\n{text}\n\n1\n\n{sentence}\nmeistens zugefroren.\n\n{text}\n\n{text}") == {}


def test_a_number_on_a_line_of_its_own_may_end_a_heading() -> None:
    """No blank line sets it apart and no lower-case letter goes on behind it: it is a heading's last word."""
    text = f"{HALF}\n{REST}\nNeuer Fährmann beginnt mit zarten\n44\nDer Verein hat ihn am Dienstag im\n{REST}"
    assert furniture(text) == {}


def test_a_numbered_head_amid_a_word_goes() -> None:
    """Though it touches the text: half a word stands above it, or it leaves room for the next word."""
    page = """\
        Ostmark – 5. Wahlperiode      4417

        Ich rufe den siebten Punkt auf: die erste Beratung
        des Entwurfs eines Gesetzes zur Änderung des Fähr-
        gesetzes. Das Wort zur Begründung hat der Abgeord-
        nete, der sich gemeldet hat. Wir haben elf Fähren,
        die den Fluss an jedem Tag im Jahr queren, und ent-
        4418      Ostmark – 5. Wahlperiode
        lasten die Brücke, die seit vierzig Jahren niemand
        mehr erneuert hat. Das kostet nichts und entlastet
        die Verwaltung."""
    document = join_wraps(Document.from_text(dedent(page), language="de"), Rulebook.load())
    assert [text[:7] for text in furniture(dedent(page))] == ["Ostmark", "4418   "]
    assert "und entlasten die Brücke" in join(line for line in document.lines if line.role is None)


def test_a_sentences_own_numbers_stay() -> None:
    """A full line that begins with a number is the sentence's."""
    page = """\
        Bei dem Unwetter in der Nacht sind im ganzen Land
        213 Menschen verletzt worden, die meisten davon in
        den Dörfern am Fluss, wo das Wasser um vier Meter
        gestiegen war. In der Stadt wurden in der Nacht nur
        17 Keller leergepumpt, und am Morgen waren alle
        Straßen wieder frei."""
    assert not furniture(dedent(page))
