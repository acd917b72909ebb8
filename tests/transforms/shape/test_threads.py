"""Readers' comments that no line announces, below an article."""

from __future__ import annotations

import pytest

from transforms.document import Document
from transforms.pipeline import clean
from transforms.rulebook import Rulebook

BOOK = Rulebook.load()
TITLE = "Mein Garten im Winter"
ARTICLE = (
    "Im Winter ist der Garten still, und trotzdem gibt es jeden Tag etwas zu tun. Ich schneide die Obstbäume und räume das Laub aus den Beeten, bevor der nächste Schnee kommt.",
    "Am Sonntag habe ich den Kompost umgesetzt. Darunter saß eine Kröte, die ich in eine andere Ecke getragen habe, wo sie hoffentlich bis zum Frühjahr weiterschläft.",
)
SAID = (
    "Das mit der Kröte ist ja lustig! Bei uns sitzt immer eine im Keller, die wir im Frühjahr nach draußen bringen.",
    "Welche Kataloge liest du denn?",
    "Vor allem die von kleinen Gärtnereien aus der Gegend, da gibt es alte Sorten.",
)


def kept(*lines: str, joint: str = "\n\n") -> list[str]:
    """The lines that cleaning leaves of a page."""
    document = clean(Document.from_text(joint.join((TITLE, *ARTICLE, *lines))), BOOK)
    return [line.text for line in document.lines if line.kept]


@pytest.mark.parametrize("joint", ["\n", "\n\n"])
@pytest.mark.parametrize(
    "head",
    [
        ("{} sagt:", "10. Februar 2031 um 18:07 Uhr"),
        ("{} schreibt am 10.02.2031 um 18:07 Uhr:",),
        ("{} meint:", "10.02.2031, 18.07"),
    ],
)
def test_comments_go(head: tuple[str, ...], joint: str) -> None:
    """From the first head on, whatever length a comment has."""
    comments = [
        line.format(name)
        for name, text in zip(("Jette", "Ole", "Ada Lind"), SAID, strict=True)
        for line in (*head, text)
    ]
    assert kept(*comments, joint=joint) == list(ARTICLE)


def test_speakers_of_an_interview_stay() -> None:
    """They have no dates."""
    talk = [f"{name}: {text}" for name, text in zip(("Jette", "Ole", "Jette"), SAID, strict=True)]
    assert kept(*talk) == [*ARTICLE, *talk]


def test_updates_of_an_article_stay() -> None:
    """They have dates, but all begin alike."""
    updates = [
        line
        for hour in (14, 18)
        for line in (
            f"Update vom 10. Februar 2031, {hour}.07 Uhr:",
            f"Um {hour} Uhr kam der Schnee, und {SAID[2]}",
        )
    ]
    assert [text for text in kept(*updates) if "Schnee, und" in text] == updates[1::2]
