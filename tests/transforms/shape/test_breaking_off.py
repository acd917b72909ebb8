"""Teasers that break off, one below the other, and texts that a paywall cuts off."""

from __future__ import annotations

import pytest

from transforms.document import Document
from transforms.pipeline import clean
from transforms.rulebook import Rulebook

RULES = Rulebook.load()
TEXT = [
    "Der Ortsbeirat von Klein Nordau hat genug von der Umleitung, die seit vierzehn Monaten durch die Gärten führt.",
    "„Bei mir wackeln die Gläser im Schrank“, sagt die Ortsvorsteherin, die an der Ecke zur Mühle wohnt.",
]
TEASERS = [
    "Eine Bäckerin aus Auental backt Kuchen wie ihre Urgroßmutter. Warum sie dafür freitags um drei aufsteht",
    "Im Prozess um den Brand hat der Angeklagte sein Schweigen gebrochen. Was er dem Gericht über die Nacht",
    "Nach dreißig Jahren kehrt der Bahnhof am See zurück. Nur der Fahrplan macht vielen Pendlern noch",
]
CUT = (
    "Das Landesamt hatte die Brücke über das Fließ im Frühjahr des vergangenen Jahres gesperrt, weil sich ein Lager "
    "verschoben hatte, und seither fahren alle, die nach Nordau wollen, durch das Dorf, am Kindergarten vorbei und"
)


def kept(*lines: str) -> list[str]:
    """The lines that are published."""
    document = clean(Document.from_text("\n\n".join(lines), language="de"), RULES)
    return [line.raw for line in document.lines if line.kept]


@pytest.mark.parametrize("dots", [" ...", "...", " …"])
def test_teasers_that_break_off_below_each_other_go(dots: str) -> None:
    """Three of them, whatever stands before their dots, on a page that shows nothing else of a site."""
    assert kept(*TEXT, *[f"{text}{dots}" for text in TEASERS]) == TEXT


def test_a_thought_may_drift_off_once_or_twice() -> None:
    """With a blank before the dots, as German has it."""
    drifting = [f"{text} ..." for text in TEASERS[:2]]
    assert kept(*TEXT, *drifting) == [*TEXT, *drifting]


def test_the_text_above_them_is_longer() -> None:
    """A paywall cuts it off as the site cuts its teasers off."""
    assert kept(*TEXT, f"{CUT} ...", *[f"{text} ..." for text in TEASERS]) == [*TEXT, f"{CUT} ..."]


def test_the_only_text_of_a_page_may_break_off() -> None:
    """What stands around it is furniture all the same; where several break off, nothing says which is the text."""
    menu = ["Fließ und Mühle", "Termine im Ort", "Vereine im Tal", "Facebook", "Datenschutz", "Impressum"]
    assert kept("Die Brücke am Fließ", "4. Mai 2031", f"{CUT}...", *menu) == [f"{CUT}..."]
    assert f"{TEXT[0][:-1]}..." in kept(
        "Die Brücke am Fließ", f"{CUT}...", "Das Wehr", f"{TEXT[0][:-1]}...", *menu
    )
