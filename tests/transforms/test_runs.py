"""Runs: wrapped lines that rules and shape read as one paragraph."""

from __future__ import annotations

from transforms.boilerplate.rules import apply_rules
from transforms.document import HYPHENATED, WRAPPED, Document, Line, Role
from transforms.rulebook import Rulebook
from transforms.runs import find_runs, fold_runs, unfold_runs

RULES = Rulebook.load()


def wrapped(*texts: str) -> tuple[Line, ...]:
    """Lines that make one paragraph."""
    return (*(Line(text, text, joint=WRAPPED) for text in texts[:-1]), Line(texts[-1], texts[-1]))


def test_a_run_goes_on_behind_blanks_and_page_numbers() -> None:
    """Page furniture and blanks stand between the lines of a paragraph and are none of it."""
    one, two = wrapped("Der Rat", "tagt.")
    number = Line("- 2 -", "- 2 -", Role.BOILERPLATE, "wrap/page-number")
    assert find_runs([one, Line("", ""), number, two, *wrapped("Ende.")]) == {0: [0, 3]}


def test_a_document_without_wraps_has_no_runs() -> None:
    """Paragraphs of one line are none."""
    assert find_runs(Document.from_text("eins\nzwei").lines) == {}


def test_a_run_is_folded_and_unfolded() -> None:
    """The whole has the joined text; its role goes to each of its lines, and to no line that has one."""
    lines = [
        Line("Verbün", "Verbün", joint=HYPHENATED),
        Line("dete", "dete"),
        Line("x", "x", Role.BODY, "other"),
    ]
    folded, members = fold_runs(lines, find_runs(lines))
    assert [line.text for line in folded] == ["Verbündete", "x"]
    unfold_runs(lines, [folded[0].judged(Role.HEADING, "some"), folded[1]], members)
    assert [line.rule for line in lines] == ["some", "some", "other"]


def test_rules_match_no_piece_of_a_paragraph() -> None:
    """A line that reads like furniture amid a wrapped paragraph stays; a paragraph that is furniture goes whole."""
    kept = Document(
        wrapped("Auf die Frage nach dem Geld sagte der Sprecher, die", "Werbung", "habe sich gelohnt."),
        language="de",
    )
    assert [line.role for line in apply_rules(kept, RULES).lines] == [None] * 3
    gone = Document(wrapped("Mit Informationen der Nachrichtenagenturen", "dpa und AFP"), language="de")
    assert {line.rule for line in apply_rules(gone, RULES).lines} == {"languages/de/provenance"}


def test_blocks_take_whole_paragraphs_or_none() -> None:
    """A block of teasers ends at a paragraph, however short its lines are."""
    text = "Die Brücke wurde am Montag gesperrt,\nweil Risse im Beton entdeckt worden waren.\nDer Rat berät am Abend über einen Neubau."
    lines = (*Document.from_text("Mehr zum Thema\nBrücke gesperrt\n").lines, *wrapped(*text.split("\n")))
    judged = apply_rules(Document(lines, language="de"), RULES)
    assert [line.role for line in judged.lines] == [
        Role.BOILERPLATE,
        Role.BOILERPLATE,
        None,
        None,
        None,
        None,
    ]
