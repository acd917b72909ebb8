"""Pages of newspapers as text: heads, feet and captions touch the text, authors stand above it."""

from __future__ import annotations

import pytest

from transforms.document import Document, join
from transforms.rulebook import Rulebook
from transforms.wraps.joining import join_wraps

HALF = [
    "Der Rat der Stadt hat am Montagabend den Umbau der alten",
    "Brücke beschlossen. Die Arbeiten sollen im Frühjahr",
    "beginnen, sobald die Genehmigung vorliegt, und sie sollen",
]
REST = [
    "bis zum Herbst des nächsten Jahres dauern. Bis dahin",
    "fährt die Fähre an jedem Tag, auch am Sonntag, und die",
    "Fahrt kostet nichts, wie die Stadtwerke mitteilten.",
]
WHOLE = " ".join([*HALF, *REST])


def joined(*lines: str) -> Document:
    """The page of these lines, its wraps joined."""
    return join_wraps(Document.from_text("\n".join(lines), language="de"), Rulebook.load())


def text(document: Document) -> list[str]:
    """Its paragraphs, without what has been taken away."""
    return join([line for line in document.lines if line.role is None]).split("\n\n")


@pytest.mark.parametrize(
    "head",
    [
        ["Auentaler Bote", "Mittwoch, 4. Juni", "Seite 8"],
        ["KULTUR", "22"],
        ["Tages-Chronik · Wochenende · 33"],
        ["12 | Auentaler Bote"],
    ],
)
def test_a_head_amid_a_sentence_need_not_be_set_apart(head: list[str]) -> None:
    """No blank line stands around it: it counts a page, and the sentence goes on behind it."""
    document = joined(*HALF, *head, *REST)
    assert text(document) == [WHOLE]
    assert {line.rule.partition("/")[0] for line in document.lines if line.text in head} == {"wrap"}


@pytest.mark.parametrize(
    ("first", "amid", "last"),
    [
        (["Auentaler Bote", "Seite 7"], ["Auentaler Bote", "Seite 8"], ["Auentaler Bote", "Seite 9"]),
        ([], ["KULTUR", "22"], ["KULTUR", "23"]),
        ([], ["12 | Regional | Auentaler Bote"], ["Auentaler Bote | Regional 13"]),
    ],
)
def test_the_outer_heads_are_like_the_inner_ones(first: list[str], amid: list[str], last: list[str]) -> None:
    """The first page's head and the last one's foot, where no sentence goes on behind them."""
    assert text(joined(*first, *HALF, *amid, *REST, *last)) == [WHOLE]


def test_what_begins_a_page_without_a_number_is_its_title() -> None:
    """Though every page repeats it."""
    assert text(joined("Auentaler Bote", "", *HALF, "Auentaler Bote", "7", *REST))[0] == "Auentaler Bote"


@pytest.mark.parametrize(
    "caption",
    [
        ["Die alte Brücke über die Aue,", "im Mai gesehen.", "Foto: M. Gruber"],
        ["5100 Jahre alt: der Pfahl aus", "der Aue. Bild: Kantonsarchiv"],
    ],
)
def test_a_caption_amid_a_sentence_goes(caption: list[str]) -> None:
    """It ends in a credit, and the sentence goes on behind it in lower case."""
    document = joined(*[*HALF, *REST] * 4, *HALF, *caption, *REST)
    assert text(document) == [WHOLE] * 5
    assert {line.rule for line in document.lines if line.text in caption} == {"wrap/caption"}


def test_a_caption_amid_a_word_goes() -> None:
    """Half a word stands above it, the other half below."""
    half = [*HALF[:2], "beginnen, sobald die Genehmigung vorliegt, und sie dau-"]
    rest = ["ern bis zum Herbst des nächsten Jahres. Bis dahin geht", *REST[1:]]
    document = joined(*HALF, *REST, "", *half, "Jo Lechner auf der Brücke.", "Foto: M. Gruber", *rest)
    assert "und sie dauern bis zum Herbst" in text(document)[1]


def test_a_sentence_with_a_colon_is_no_caption() -> None:
    """No credit's label stands before it, or the sentence ends above it."""
    told = [
        "beginnen, sobald die Genehmigung vorliegt, und dann die",
        "Frage: Wer zahlt das alles, und wer fährt",
        *REST,
    ]
    assert not [line for line in joined(*HALF[:2], *told).lines if line.role]


@pytest.mark.parametrize("byline", ["Von Anna Beispiel, Auental", "Von Anna Beispiel"])
def test_an_author_stands_apart_from_the_text(byline: str) -> None:
    """Though the text's first word would not have had room beside the name."""
    narrow = ["Der Rat der Stadt hat am", "Montagabend den Umbau der", "alten Brücke beschlossen,"]
    below = ["weil die alte Fähre nur im", "Sommer fährt und niemand", "sie bezahlen will."]
    assert text(joined(byline, *narrow, *below))[0] == byline


def test_a_name_amid_the_text_is_no_author() -> None:
    """It stands in a sentence, which goes on in lower case."""
    assert text(
        joined(
            *HALF[:2], "Von Anna Beispiel, Auental,", "kam der Antrag, die Brücke im Herbst umzubauen.", *REST
        )
    )


def test_a_headline_among_other_lines_goes_on_in_lower_case() -> None:
    """Section, headline and author are lines of their own; the headline's two lines are one."""
    head = [
        "Verkehr",
        "Tempo 30 auf der Straße: Was die Anwohner hoffen und",
        "was die Händler fürchten",
        "Von Anna Beispiel",
    ]
    document = joined(*head, "", *HALF, *REST, "", *HALF, *REST)
    assert [line.joint for line in document.lines[:3]] == ["\n", " ", "\n"]
