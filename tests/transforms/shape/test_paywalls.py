"""What stands between the lines of a paywall goes with them, unless the article goes on."""

from __future__ import annotations

from transforms.document import Document
from transforms.pipeline import clean
from transforms.rulebook import Rulebook

RULES = Rulebook.load()
TITLE = "Wirtin erzählt von der Schneenacht"
TEXT = [
    "Das gelbe Licht der Laterne fällt auf einen Parkplatz, der keiner mehr ist, denn der Schnee liegt zwei Meter hoch.",
    "Die Wirtin hat in dieser Nacht auf jeder Bank im Gasthaus jemanden schlafen lassen, und es gab Suppe für alle.",
]
OFFER = [
    "Bereits Abonnent? Anmelden",
    "Gleich geht es weiter!",
    "Ihre Vorteile:",
    "• 5 Texte pro Monat frei",
    "• Nachrichten aus Ihrer Heimat von 150 Redakteuren",
    "Registrieren kostenlos",
    "Danach 12,40 €/Monat, jederzeit kündbar",
]


def kept(*lines: str) -> list[str]:
    """The lines that are published."""
    document = clean(Document.from_text("\n\n".join([TITLE, *lines]), language="de"), RULES)
    return [line.raw for line in document.lines if line.kept]


def test_what_an_offer_says_goes() -> None:
    """Its lists, calls and headings, down to the last line that names a price."""
    assert kept(*TEXT, *OFFER) == TEXT


def test_an_article_goes_on_behind_an_offer() -> None:
    """A paragraph below it shows that the lines between may be the article's."""
    more = "Am Morgen kam der Pflug, und die ersten Gäste gruben ihre Wagen aus, wie die Feuerwehr in Hinterzell berichtet."
    assert "Ihre Vorteile:" in kept(*TEXT, *OFFER, more, TEXT[1].replace("Wirtin", "Köchin"))
