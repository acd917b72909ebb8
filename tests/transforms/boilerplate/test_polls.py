"""Polls amid a text, and questions with answers that are the text's."""

from __future__ import annotations

import pytest

from transforms.boilerplate.notices import judge_notices
from transforms.boilerplate.polls import POLL
from transforms.document import Document
from transforms.rulebook import Rulebook

RULES = Rulebook.load()
TEXT = (
    "Der Rat hat am Montag beschlossen, die alte Mole wieder aufzubauen, und rechnet mit drei Jahren Bauzeit."
)


def rules(*texts: str, language: str = "de") -> list[str]:
    """The rules by which the lines were judged."""
    document = judge_notices(Document.from_text("\n".join(texts), language=language), RULES)
    return [line.rule for line in document.lines]


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "de",
            [
                "Umfrage",
                "Freuen Sie sich auf die Mole?",
                "Ja, sehr.",
                "Nein, ich fahre nie hin.",
                "Weiß nicht",
            ],
        ),
        ("de", ["Soll die Mole kosten?", "Ja", "64 %", "Nein, auf keinen Fall", "36 %", "Mir egal"]),
        ("en", ["Reader poll", "Will you use the pier?", "Yes, every day", "No", "Not sure"]),
        ("fr", ["Sondage", "Irez-vous sur la jetée ?", "Oui", "Non, jamais"]),
    ],
)
def test_polls_go(language: str, lines: list[str]) -> None:
    """What announces them, the question, the answers with their shares, and those that say neither."""
    assert rules(TEXT, *lines, TEXT, language=language) == ["", *[POLL] * len(lines), ""]


@pytest.mark.parametrize(
    "lines",
    [
        ["Haben Sie Angst vor der Flut?", "Ja, manchmal.", "Und vor dem Wind?", "Nein, nie."],  # an interview
        ["Wer zahlt die Mole?", "Ja, das wüssten viele gern.", TEXT],  # no no
        ["Kommt die Mole?", TEXT, "Ja, sagt der Rat.", "Nein, sagt der Wirt."],  # a paragraph between
        ["Kommt die Mole?", "Das sagen die Leute", "Nein: Jo Tal, Wirt"],  # no yes
    ],
)
def test_questions_of_a_text_stay(lines: list[str]) -> None:
    """Each has an answer of its own, or not the two of a poll."""
    assert set(rules(TEXT, *lines)) == {""}


def test_what_stands_below_the_answers_is_the_texts() -> None:
    """The last answer that says yes, no or neither ends the poll."""
    lines = rules("Freuen Sie sich auf die Mole?", "Ja", "Nein", "Was der Bau kostet", TEXT)
    assert lines == [POLL, POLL, POLL, "", ""]


def test_answers_go_as_far_as_the_button() -> None:
    """The last one says neither yes nor no."""
    asked = (
        "Nervt dich laute Musik im Bad?",
        "Ja, sehr.",
        "Nein, gar nicht.",
        "Ich bleibe zu Hause.",
        "Abstimmen",
    )
    assert rules(*asked, "Drei Regeln für das Bad") == ["notice/poll"] * 5 + [""]


def test_shares_and_votes_belong_to_the_poll() -> None:
    """A numbered heading below does not."""
    asked = (
        "Bist auch du zu spät gekommen?",
        "Ja, sehr.",
        "34%",
        "Nein, gar nicht.",
        "66%",
        "1893 Abstimmungen",
    )
    assert rules(*asked, "3. Glasflaschen") == ["notice/poll"] * 6 + [""]
