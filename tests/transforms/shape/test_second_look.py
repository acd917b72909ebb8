"""The second look: what it takes away, what it leaves, and that its shortcuts change nothing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from transforms import pipeline
from transforms.document import Document
from transforms.encoding.repair import decode
from transforms.rulebook import Rulebook
from transforms.shape.clues import ClueReader, Seen, clues_of
from transforms.shape.second_look import BASE, SecondLook
from transforms.shape.units import Unit

RULES = Rulebook.load()
PRESS = Path(__file__).parents[2] / "golden" / "press"
BRIDGE = (
    "Die Brücke über die Sahle ist seit dem Morgen gesperrt, nachdem Prüfer in zwei Pfeilern Risse gefunden hatten, "
    "die dort im Herbst noch nicht zu sehen gewesen waren; wie lange sie gesperrt bleibt, konnte das Amt {} sagen. "
    "Bis auf Weiteres fährt die Fähre alle zwanzig Minuten, und zwar auch nachts und an den Wochenenden."
)
MAYOR = (
    "Bürgermeisterin Ada Lindqvist sprach nach der Sitzung des Rates {} von einem schweren Tag für die Stadt. Sie habe "
    "das Land um Hilfe gebeten, sagte sie, denn allein könne Auental einen Neubau nicht bezahlen; nach ersten "
    "Schätzungen des Bauamts wird er vier Millionen Euro kosten, die Abfahrten nicht mitgerechnet."
)
SHORE = (
    "Am Südufer fürchten viele, dass der Ersatzverkehr nicht reicht. Schon jetzt warteten {} mehr als hundert Menschen "
    "auf die Fähre, darunter Schüler, die zu spät zum Unterricht kamen, und Pfleger aus dem Krankenhaus, deren Schicht "
    "längst begonnen hatte, als das Schiff endlich ablegte."
)
LONG = (BRIDGE, MAYOR, SHORE)
FOOTER = "Foto: Ida Moos/Flussbild"  # a page without any furniture is not judged by shape
CAPTION = "Die Fähre „Marlene“ am Kai von Auental: Hier warten nun täglich Hunderte."


def page(*lines: str, paragraphs: int = 6) -> Document:
    """A page of long paragraphs with lines after the second, as the pipeline cleans it."""
    texts = [LONG[number % 3].format(f"am {number + 2}. Mai") for number in range(paragraphs)]
    return pipeline.clean(
        Document.from_text("\n\n".join(["Risse im Pfeiler", *texts[:2], *lines, *texts[2:], FOOTER])), RULES
    )


def rules(document: Document) -> dict[str, str]:
    """Which rule decided on each line."""
    return {line.raw: line.rule for line in document.lines}


def test_a_caption_without_credit_goes_and_the_rule_names_a_clue() -> None:
    """Short beside the page's paragraphs, and below another picture's credit."""
    judged = rules(page("Foto: Jo Tal/Flussbild", CAPTION, "Newsletter"))
    assert judged[CAPTION].startswith("learned/")
    assert all(rule == "shape/body" for line, rule in judged.items() if line.startswith(("Bürger", "Am ")))


def test_a_page_with_little_text_is_left_alone() -> None:
    """It does not tell how its text is written."""
    assert rules(page("Foto: Jo Tal/Flussbild", CAPTION, "Newsletter", paragraphs=3))[CAPTION] == "shape/body"


def test_a_short_paragraph_amid_the_text_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing but its length could speak against it, as of the last one of a page; words of a site's own do."""
    reader = ClueReader(RULES.vocabularies_for("de"))
    everything = SecondLook(reader, {BASE: -1_000}, removes=0, removes_headings=0)
    monkeypatch.setattr(SecondLook, "of", lambda *_: everything)
    last = "Der Fahrplan soll im März erscheinen und in allen Bussen aushängen."
    asked = "Sie wohnen am Südufer? Schreiben Sie unserer Redaktion, was Sie erleben!"
    assert rules(page(last))[last] == "shape/body"
    assert rules(page(asked))[asked].startswith("learned/")


@pytest.mark.parametrize(("times", "looked_at"), [(20, True), (700, False)])
def test_a_very_long_page_is_left_alone(times: int, looked_at: bool) -> None:
    """A book or a log: every line would be compared with all of it."""
    captions = [CAPTION.replace("Hunderte", f"{number} Autos") for number in range(times)]
    lines = [each for caption in captions for each in ("Foto: Jo Tal/Flussbild", caption, "Newsletter")]
    assert any(rule.startswith("learned/") for rule in rules(page(*lines)).values()) is looked_at


def test_what_a_speaker_said_above_his_name_stays() -> None:
    """A quotation may be as short as a caption."""
    said = "Als Mannschaft hätten wir es heute nicht besser machen können."
    around = "Foto: Jo Tal/Flussbild", "Newsletter"
    assert rules(page(around[0], said, "Jo Tal, Trainer", around[1]))[said] == "shape/body"
    assert rules(page(around[0], said, around[1]))[said].startswith("learned/")


def test_liveblogs_are_left_alone() -> None:
    """Their entries may be as short as they like."""
    lines = [
        line for number in range(4) for line in (f"1{number}:05 Uhr", "Die Fähre legt ab.", LONG[number % 3])
    ]
    document = pipeline.clean(Document.from_text("\n\n".join(["Liveblog zur Sperrung", *lines])), RULES)
    assert not any(line.rule.startswith("learned/") for line in document.lines)


class Recorder(SecondLook):
    """Keeps the pages that it is shown, as the first look left them."""

    def __init__(self, plain: SecondLook, seen: list[Sequence[Unit]]) -> None:
        self.__dict__.update(plain.__dict__)
        self.seen = seen

    def revise(self, units: Sequence[Unit], title: str = "") -> None:
        """Note the page, and change nothing."""
        self.seen.append(units)


@pytest.mark.parametrize("folder", ["articles", "training/dense-local"])
def test_shortcuts_change_nothing(folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is taken away is what the sum of all clues speaks against, added up one by one."""
    seen: list[Sequence[Unit]] = []
    plain = SecondLook.of(RULES, "de")
    monkeypatch.setattr(SecondLook, "of", lambda *_: Recorder(plain, seen))
    for path in sorted((PRESS / folder).glob("*.txt")):
        text = "\n".join(line.partition("\t")[2] for line in path.read_text("utf-8").split("\n"))
        pipeline.clean(decode(text.encode()), RULES)
    taken = 0
    reader = ClueReader(RULES.vocabularies_for("de"))
    for units in seen:
        expected = set()
        for unit, keys, words in reader.read(units):
            total = sum(plain._weights.get(clue, 0) for clue in clues_of([*keys, words()]))
            is_heading = unit.verdict is not None and str(unit.verdict[0]) == "heading"
            most = plain._removes_headings if is_heading else plain._removes
            if total <= most and not unit.marked:
                expected.add(id(unit))
        before = {id(unit): unit.verdict for unit in units}
        plain.revise(units)
        assert {key for unit in units if unit.verdict is not before[key := id(unit)]} == expected
        taken += len(expected)
    assert taken > 5


def test_few_glances_are_remembered_for_good(monkeypatch: pytest.MonkeyPatch) -> None:
    """The memory of sums is bounded, and what is forgotten is added up again."""
    monkeypatch.setattr("transforms.shape.second_look._MEMO_SIZE", 2)
    look = SecondLook(
        ClueReader(RULES.vocabularies_for("de")), {BASE: 0, "length=3": -5}, removes=-1, removes_headings=-1
    )
    keys = [(Seen("K", "shape/body", length, "."), "sentence", 0, 1) for length in (1, 2, 3, 3, 4, 3)]
    assert [look._weigh(0, key) for key in keys] == [0, 0, -5, -5, 0, -5]
