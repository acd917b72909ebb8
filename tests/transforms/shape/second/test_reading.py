"""The second reading overrules the first where it is sure, and knows where it has no say."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from transforms.document import BODY, BOILERPLATE, HEADING, TIMESTAMP, TITLE, Document, Role
from transforms.pipeline import clean
from transforms.rulebook import Rulebook
from transforms.shape.islands import SEA
from transforms.shape.kinds import HEADLINE, ITEM, PARAGRAPH, SURE, Kind, Look
from transforms.shape.second.features import NAMES
from transforms.shape.second.reading import doubtful_places, is_kept, read_again
from transforms.shape.second.trees import Trees
from transforms.shape.units import Unit

BODY_SHAPE, LIST, TEASER = (
    (BODY, "shape/body"),
    (BOILERPLATE, "shape/link-list"),
    (BOILERPLATE, "shape/teaser"),
)
TEXT = (
    "Der Rat hat am Montag beschlossen, die Brücke noch in diesem Jahr zu sanieren, und zwar ohne Wenn und Aber. "
    * 2
)
MENU = [("Lokales", HEADLINE, BOILERPLATE)] * 12
ALWAYS = Trees({"features": NAMES, "stages": [{"trees": [], "dropped_below": 1.0, "kept_above": -1.0}]})
BY_DIGITS = Trees(  # what has digits is text, what has none isn't
    {
        "features": NAMES,
        "stages": [
            {
                "trees": [[NAMES.index("wording: digits"), 0.0, -2, 2, 0]],
                "dropped_below": -1.0,
                "kept_above": 1.0,
            }
        ],
    }
)


def units(*rows: tuple[str, Kind, Role | None] | Unit) -> list[Unit]:
    """A menu, and below it what is given."""
    return [row if isinstance(row, Unit) else unit(*row) for row in (*MENU, *rows)]


def unit(text: str, kind: Kind = PARAGRAPH, role: Role | None = None, rule: str = "") -> Unit:
    return Unit((0,), text, role, rule, True, lambda _: Look(kind, 1.0))


def judged(text: str, verdict: tuple[Role, str] | None, kind: Kind = PARAGRAPH) -> Unit:
    made = unit(text, kind)
    made.verdict = verdict
    return made


def paragraph() -> Unit:
    """One that nobody doubts."""
    made = unit(TEXT)
    made.look = SURE
    return made


def article(*between: Unit) -> list[Unit]:
    """Paragraphs, and what stands between them; its places are from 18 on."""
    return units(
        ("Brücke wird saniert", HEADLINE, TITLE),
        *(paragraph() for _ in range(5)),
        *between,
        *(paragraph() for _ in range(5)),
    )


def verdicts(page: Sequence[Unit], trees: Trees) -> list[tuple[Role, str] | None]:
    read_again(page, trees)
    return [each.verdict for each in page[18:-5]]


def test_a_list_that_was_dropped_comes_back_and_furniture_goes() -> None:
    """The rule names what decided: here, the wording."""
    rows = [judged("Auental: 3 Monate", LIST, ITEM), judged("Brunnthal: 12 Monate", TEASER, HEADLINE)]
    assert verdicts(article(*rows), BY_DIGITS) == [(BODY, "learned/wording"), (HEADING, "learned/wording")]
    kept = judged("Jeden Freitag unsere Tipps", BODY_SHAPE)
    dropped = judged("Merkliste", LIST, ITEM)
    assert verdicts(article(kept, dropped), BY_DIGITS) == [(BOILERPLATE, "learned/wording"), LIST]


def test_a_heading_stays_with_its_text() -> None:
    """Also where an ad stands between; where its text goes, it goes as well."""
    heading = (HEADING, "shape/heading")
    alone = [judged("Merkliste", LIST, ITEM), judged("Wie es weitergeht", heading, HEADLINE)]
    assert verdicts(article(*alone), BY_DIGITS)[1] == heading
    interrupted = [judged("Wie es weitergeht", heading, HEADLINE), unit("Anzeige", HEADLINE, BOILERPLATE)]
    assert verdicts(article(*interrupted), BY_DIGITS)[0] == heading
    end = [judged("Merkliste", LIST, ITEM), judged("Wie es weitergeht", heading, HEADLINE)]
    page = units(("Brücke wird saniert", HEADLINE, TITLE), *(paragraph() for _ in range(9)), *end)
    read_again(page, BY_DIGITS)
    assert page[-1].verdict == (BOILERPLATE, "learned/wording")


@pytest.mark.parametrize(
    "each",
    [
        unit("Teilen", HEADLINE, BOILERPLATE, "languages/de/share-row"),
        unit("Mein Absatz", rule="ours/keep"),
        judged("Zum Nachlesen", (BOILERPLATE, "shape/copy"), HEADLINE),
        judged("Inhalt", (BODY, "shape/contents"), ITEM),
    ],
    ids=["a rule's", "shielded", "a copy", "a table of contents"],
)
def test_what_a_rule_or_a_mark_has_decided_stays(each: Unit) -> None:
    """So does a paragraph that nobody doubts."""
    before = each.verdict
    assert verdicts(article(judged("Merkliste", LIST, ITEM), each), ALWAYS)[1] == before
    assert verdicts(article(judged("Merkliste", LIST, ITEM), paragraph()), ALWAYS)[1] is None


def test_what_stands_amid_kept_lines_is_not_doubted() -> None:
    """All that is dropped is, and what is kept beside it."""
    page = article(judged("Merkliste", LIST, ITEM), judged("Jeden Freitag", None), judged("Mehr", None))
    assert doubtful_places(page) == [18, 19]


def test_what_stands_far_from_the_text_is_not_doubted() -> None:
    """Menus above it and footers below stay what they are."""
    rows = [judged(f"Rubrik {number}", TEASER, HEADLINE) for number in range(SEA + 3)]
    above = [*rows, *(paragraph() for _ in range(6))]
    assert doubtful_places(above) == list(range(3, SEA + 3))
    below = [*(paragraph() for _ in range(6)), *rows]
    assert doubtful_places(below) == list(range(6, SEA + 6))


def test_counters_are_left_alone() -> None:
    """A row of a table has more figures, or says of what they are."""
    rows = [
        judged(text, TEASER, HEADLINE)
        for text in ("1 / 12", "5.9.2031 | 2:03 min", "29 Euro", "2,7 0,2 0,0 0,6 17,1 9,4 3,3")
    ]
    assert doubtful_places(article(*rows)) == [20, 21]


def test_short_pages_and_liveblogs_are_read_once() -> None:
    """Of a few lines there is no more to see; and entries are no article's paragraphs."""
    page = article(judged("Auental: 3 Monate", LIST, ITEM))
    assert doubtful_places(page)
    assert not doubtful_places(page[5:])
    clocks = [unit(f"{hour}:31 Uhr", HEADLINE, TIMESTAMP) for hour in (12, 13)]
    assert not doubtful_places(article(*clocks, judged("Auental: 3 Monate", LIST, ITEM)))


def test_who_wants_to_drop_much_has_misread_the_page() -> None:
    """Then nothing is dropped; what comes back does so all the same."""
    furniture = [
        row
        for _ in range(5)
        for row in (judged("Merkliste", LIST, ITEM), judged("Jeden Freitag", BODY_SHAPE))
    ]
    assert verdicts(article(*furniture), BY_DIGITS)[1::2] == [BODY_SHAPE] * 5
    assert verdicts(article(*furniture[:8]), BY_DIGITS)[1::2] == [BODY_SHAPE] * 4
    assert verdicts(article(*furniture[:2]), BY_DIGITS)[1] == (BOILERPLATE, "learned/wording")
    long = judged(TEXT, BODY_SHAPE)
    assert verdicts(article(judged("Merkliste", LIST, ITEM), long), BY_DIGITS)[1] == BODY_SHAPE
    more = judged("Auental: 3 Monate", LIST, ITEM)
    assert verdicts(article(*furniture, more), BY_DIGITS)[-1] == (BODY, "learned/wording")


def test_kept_is_what_nobody_has_dropped() -> None:
    """By a role, by a verdict, or by a rule that shields it."""
    assert [is_kept(each) for each in (unit(TEXT), judged(TEXT, LIST), unit(TEXT, rule="ours/keep"))] == [
        True,
        False,
        True,
    ]
    assert [is_kept(unit(TEXT, role=role)) for role in (BODY, TITLE, BOILERPLATE)] == [True, False, False]


PAGE = """\
Auentaler Anzeiger
Lokales
Kultur
Sport
Wetter
Traueranzeigen
Stellenmarkt
Startseite > Kultur > Museen
Diese Museen haben über die Feiertage geöffnet
Wo es warm ist, was es kostet und wer hinein darf: eine Übersicht für das Auental.
Von Ada Lind
27. März 2031, 9:15 Uhr
Artikel merken
Artikel teilen
Wer über die Feiertage Besuch hat, kennt die Frage nach dem dritten Tag: Wohin jetzt noch? Wir haben in den Museen \
der Gegend nachgefragt, wann sie öffnen und was sich in diesem Frühjahr wirklich lohnt.
Termine
8. Juli 1938 † 6. November 2030
19. August 1931 † 7. November 2030
Alle Zeiten gelten von Karfreitag bis Ostermontag. Danach gelten wieder die üblichen Zeiten, die auf den Seiten der \
Häuser stehen, wenn dort jemand daran gedacht hat, sie zu ändern.
Wie es weitergeht
Die Halle zeigt elf Straßenbahnen, von denen drei noch fahren. Kinder dürfen in den Führerstand, Erwachsene auch, \
wenn sie höflich fragen und vorher die Schuhe abputzen.
Im Keller stehen noch die Gläser des letzten Apothekers, und niemand hat sie je ganz ausgetrunken. Die Führung dauert \
eine Stunde und endet im Kräutergarten, der im März noch schläft.
Newsletter
Was ist los am Wochenende?
Jeden Donnerstag kostenlos in Ihrem Postfach.
Jetzt anmelden
Meistgelesen
Freibad öffnet früher
Unfall auf der B 49
Rat streitet über Pappeln
Impressum
Datenschutz
AGB
© Auentaler Anzeiger 2031"""


def test_the_trees_that_are_shipped_bring_a_paragraph_back() -> None:
    """The first reading takes it for a teaser's text; and a rulebook that doesn't judge shapes asks nobody."""
    lines = {line.text: line for line in clean(Document.from_text(PAGE), Rulebook.load()).lines}
    (back,) = (line for text, line in lines.items() if text.startswith("Alle Zeiten"))
    assert back.kept
    assert back.rule.startswith("learned/")
    assert not any(
        line.rule.startswith("learned/") for line in clean(Document.from_text(PAGE), Rulebook()).lines
    )
