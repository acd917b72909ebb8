"""Cards of links: a headline and its site below go, paragraphs that a site's name ends stay."""

from __future__ import annotations

from textwrap import dedent

from transforms.document import Document
from transforms.pipeline import clean
from transforms.rulebook import Rulebook

RULES = Rulebook.load()
PAGE = """\
    Die Fähre am Kai

    Die Fähre liegt seit Montag am Kai, und niemand im Ort weiß, wie lange sie dort noch liegen wird.

    {}

    Der Rat hat am Abend beschlossen, dass die Fähre bis zum Ende der Woche am Kai bleiben soll."""
LONG = (
    "Wer wissen will, wann die Fähre wieder fährt, muss in diesen Tagen viel Geduld haben, sagt die Reederei, die "
    "am Morgen keine Auskunft gab. Am Abend sah es kaum anders aus. Neues stehe, wenn überhaupt, nur auf der Seite"
)


def _kept(*card: str) -> list[str]:
    page = dedent(PAGE).format("\n".join(card))
    lines = clean(Document.from_text(page), RULES).lines
    return [line.text for line in lines if line.kept and line.text][1:-1]


def test_a_cards_headline_goes_with_its_site() -> None:
    """A question, a headline, and a headline with what the page says of itself."""
    assert _kept("Fährt die Fähre am Tag des Hafenfests?", "talpost.example") == []
    assert _kept("Fähre: Reederei stellt den Fahrplan um", "talpost.example") == []
    assert _kept("Fähre: Reederei stellt um", "Was Reisende jetzt wissen müssen.", "talpost.example") == []


def test_what_only_stands_above_a_site_stays() -> None:
    """Long paragraphs and headings apart from the name of the site are the text's own."""
    assert _kept(LONG, "talpost.example") == [LONG]
    heading, text = "Wer jetzt zahlt", "Am Kai zahlt jetzt die Stadt für alles, was liegen bleibt, sagte sie."
    assert _kept(heading, "", text, "", "talpost.example") == [heading, text]
