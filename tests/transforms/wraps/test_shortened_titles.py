"""Running heads that say the title again, or its beginning, at a single page's break."""

from __future__ import annotations

from textwrap import wrap

import pytest

from transforms.document import Document
from transforms.pipeline import clean
from transforms.rulebook import Rulebook

RULES = Rulebook.load()
TITLE = "Förderkreis kauft letzten Schienenbus der Talbahn"
FIRST = (
    "Der Förderkreis hat den Bus gekauft und will ihn im Sommer wieder fahren lassen, zunächst sonntags. " * 6
)
LAST = "ohne dass jemand davon wusste, stand er elf Jahre in einer Halle am Hafen und setzte Rost an. " * 3


@pytest.mark.parametrize("head", ["Förderkreis kauft letzten Schienenbus", "Förderkreis kauft letzten …"])
def test_a_title_said_again_beside_a_pages_number_is_its_head(head: str) -> None:
    """One page's break is enough, and the title may be shortened."""
    lines = wrap(FIRST + "Denn", 52)
    whole = [TITLE, "", *lines, "", "Seite 1", "", head, "", *wrap(LAST, 52)]
    document = clean(Document.from_text("\n".join(whole)), RULES)
    assert next(line for line in document.lines if line.raw == head).rule == "wrap/running-head"
    assert f"{lines[-1]} ohne dass jemand" in document.text


def test_a_title_said_again_without_a_number_stays() -> None:
    """It may head a section."""
    whole = [TITLE, "", *wrap(FIRST, 52), "", "Förderkreis kauft letzten", "", *wrap(FIRST[40:], 52)]
    document = clean(Document.from_text("\n".join(whole)), RULES)
    again = next(line for line in document.lines if line.raw == "Förderkreis kauft letzten")
    assert again.rule != "wrap/running-head"
