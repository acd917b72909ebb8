"""Points between a lead and its text, and texts that open with the counter of their picture."""

from __future__ import annotations

from transforms.document import Document
from transforms.pipeline import clean
from transforms.rulebook import Rulebook

BOOK = Rulebook.load()
TITLE = "Ziegen in Auental: Suche geht am Montag weiter"
LEAD = "Im Streichelzoo von Auental sind 62 Ziegen ausgebrochen. Am Montag wird weitergesucht."
POINTS = (
    "• Ausbruch im Streichelzoo von Auental (Nordkreis)",
    "• Derzeit 62 Tiere unterwegs",
    "• Einfangen vorerst gestoppt",
)
TEXT = "Nach dem Ausbruch am Freitag sollen am Montag Helfer mit Netzen ausrücken, wie die Leiterin des Zoos am Sonntag sagte. Bis dahin bittet sie darum, die Tiere nicht zu füttern."
MORE = "In Walderode waren im Mai dreizehn Tiere durch ein Loch im Zaun gekommen. Sie gehörten zu einer Gruppe von 45 Ziegen, die dort den Hang abweiden sollten und es noch tun."
AGAIN = "Damals fanden Kinder die letzte Ziege nach drei Tagen in einer Garage, in der sie sich an alten Zeitungen satt gefressen hatte. Der Besitzer lachte, als er davon erfuhr."


def kept(*lines: str) -> list[str]:
    """The lines that cleaning leaves of a page."""
    document = clean(Document.from_text("\n\n".join(lines)), BOOK)
    return [line.text for line in document.lines if line.kept]


def test_points_below_the_lead_stay() -> None:
    """They sum up what follows, and need no line that says so."""
    picture = "Das Symbolbild zeigt eine Ziege auf einer Weide in der Nähe von Auental."
    page = (TITLE, picture, "+", picture, LEAD, *POINTS, TEXT, MORE, AGAIN)
    assert kept(*page) == [LEAD, *POINTS, TEXT, MORE, AGAIN]
    below = (
        TITLE,
        LEAD,
        "Eine Ziege bei Auental. Foto: Jo Tal/Talbild",
        "+2 Bilder",
        *POINTS,
        TEXT,
        MORE,
        AGAIN,
    )
    assert kept(*below) == [LEAD, *POINTS, TEXT, MORE, AGAIN]


def test_texts_that_open_with_a_counter_stay() -> None:
    """The credits below make them no captions: they are what the slideshow tells."""
    texts = (
        "1 | 3 Nach einer Woche mit viel Sonne verschwindet der Turm wieder in den Wolken.",
        "2 | 3 Auslaufen dürfen dagegen drei Schulschiffe, die an der Brücke lagen.",
        "3 | 3 Leer bleiben vorerst die Freibäder.",
    )
    slides = [line for text in texts for line in (text, "© dpa, Foto: Jo Tal")]
    assert kept(TITLE, TEXT, *slides) == [TEXT, *texts]
