"""Sentences that trail off: an author's habit amid text, a page's scissors elsewhere."""

from __future__ import annotations

from transforms.document import Document
from transforms.pipeline import clean
from transforms.rulebook import Rulebook

BOOK = Rulebook.load()
TRAILING = (
    "Es war einer dieser Tage, an denen man nicht weiß, ob man schwimmen oder schlafen soll...",
    "Ich habe dann beides versucht und bin mitten im Wasser fast eingeschlafen, was niemand lustig fand...",
)
WHOLE = "Morgen fahren wir weiter in die Berge, wo es angeblich kühler ist und die Wiesen noch grün sind."
TITLE = "Mein Sommer am Fluss"


def kept(*lines: str) -> list[str]:
    """The paragraphs that cleaning leaves."""
    return clean(Document.from_text("\n\n".join(lines)), BOOK).text.split("\n\n")


def test_an_author_who_lets_sentences_trail_off_keeps_them() -> None:
    """Above a whole sentence, with no headline between, nobody cut them."""
    assert kept(TITLE, *TRAILING, WHOLE) == [*TRAILING, WHOLE]


def test_teasers_are_cut_texts_below_headlines() -> None:
    """With headlines between them they are other articles' beginnings."""
    rows = ("Brücke bleibt zu", TRAILING[0], "Rat kauft Mühle", TRAILING[1])
    assert kept(TITLE, WHOLE, WHOLE.replace("Morgen", "Heute"), *rows)[-1] == WHOLE.replace("Morgen", "Heute")


def test_below_the_last_whole_sentence_they_go() -> None:
    """There a page may show what others wrote."""
    assert kept(TITLE, WHOLE, *TRAILING) == [WHOLE]
