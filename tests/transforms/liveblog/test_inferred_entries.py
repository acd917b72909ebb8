"""Boundaries that a scraper lost, found again in the text, and entries that stay whole."""

from __future__ import annotations

import tomllib
from pathlib import Path

from transforms.document import Document
from transforms.liveblog.inferred_entries import Paragraph, inferred_starts
from transforms.pipeline import clean
from transforms.rulebook import Rulebook

RULES = Rulebook.load()
GERMAN = RULES.vocabulary("de")
TOLD = tomllib.loads((Path(__file__).parent / "liveblog_stories.toml").read_text(encoding="utf-8"))
STORIES = TOLD["matters"]


def test_lost_boundaries_are_found() -> None:
    """Six stories under two clocks are six entries, and the second paragraphs stay with the first."""
    stretches = [[Paragraph(text) for story in STORIES[at : at + 3] for text in story] for at in (0, 3)]
    starts = inferred_starts(stretches, GERMAN)
    assert [set(found) for found in starts] == [{2, 4}, {2, 4}]
    assert all(0.5 < confidence < 1 for found in starts for confidence in found.values())


def test_marked_entries_stay_whole() -> None:
    """Entries of two paragraphs are what liveblogs consist of, not a sign of lost clocks."""
    assert inferred_starts([[Paragraph(text) for text in story] for story in STORIES], GERMAN) == [{}] * 6


def test_one_paragraph_on_another_matter_proves_nothing() -> None:
    """A single doubtful pair leaves the page as its marks have it."""
    stretches = [[Paragraph(text) for text in story] for story in STORIES[:5]]
    stretches[0].append(Paragraph(STORIES[5][0]))
    assert inferred_starts(stretches, GERMAN) == [{}] * 5


def test_inferred_entries_have_the_day_of_their_neighbours() -> None:
    """Between two clocks of one day lost entries are of that day; below the last clock nobody knows."""
    clocks = ["08.05.2031 • 21:50 Uhr", "08.05.2031 • 14:02 Uhr"]
    evening, noon = ([text for story in part for text in story] for part in (STORIES[:3], STORIES[3:]))
    lines = ["Liveblog", clocks[0], "Der Tag", *evening, clocks[1], "Der Mittag", *noon]
    document = clean(Document.from_text("\n\n".join(lines), language="de"), RULES)
    assert [(entry.boundary, entry.published_precision) for entry in document.entries] == [
        ("marked", "minute"),
        ("inferred", "day"),
        ("inferred", "day"),
        ("marked", "minute"),
        ("inferred", None),
        ("inferred", None),
    ]
    assert [document.entry_text(entry) for entry in document.entries] == [
        "\n\n".join(story) for story in STORIES
    ]
    assert all(entry.confidence < 1 for entry in document.entries if entry.boundary == "inferred")


def test_the_layouts_entries_are_never_cut_further() -> None:
    """The invented liveblogs of the layout tests lost no clocks."""
    stretches = [
        [Paragraph(text, story[0] * (not at)) for at, text in enumerate(story[1:])] for story in TOLD["de"]
    ]
    assert not any(inferred_starts(stretches, GERMAN))


def test_rests_of_sentences_and_points_of_agendas_begin_nothing() -> None:
    """A line that goes on in lower case, and one that a clock opens, belong to the text above."""
    texts = [
        "2.15pm: The council votes on the dyke.",
        "ferrymen who had come from the other bank in the night",
    ]
    assert [Paragraph(text).may_begin for text in texts] == [False, False]
    assert Paragraph("140 Freiwillige haben am Sonntag am Deich in Nordau geholfen.").may_begin


def blog(*tails: list[str], share: bool = False) -> Document:
    """A liveblog of an entry for each tail, the lines that follow its first paragraph."""
    lines = ["Liveblog: Der Tag in Auental"]
    for at, tail in enumerate(tails):
        lines += [f"{18 - at}:0{at + 1} Uhr", f"Meldung {at + 1} vom Amt", STORIES[at][0], *tail]
        lines += ["Teilen"] if share else []
    return clean(Document.from_text("\n".join(lines), language="de"), RULES)


def test_items_below_a_colon_begin_no_entries() -> None:
    """They have as little in common as lost entries, but are introduced."""
    items = [
        "Regierung beschließt einen höheren Mindestlohn",
        "Fluglinie Aerovia streicht bald 900 Stellen",
        "Forscher entdecken Frosch, der rückwärts springt",
        "Kommen Sie gut durch die Nacht. Bis morgen früh!",
    ]
    document = blog(
        ["Diese Themen bestimmten den Tag außerdem:", *items], ["Diese Termine stehen an:", *items[1:]], []
    )
    assert len(document.entries) == 3
    assert all(entry.boundary == "marked" for entry in document.entries)


def test_where_each_entry_is_closed_none_is_lost_without_its_row() -> None:
    """Six stories under three clocks: two each, unless a row to share closes every entry."""
    tails = [[STORIES[at][0]] for at in (3, 4, 5)]
    assert len(blog(*tails, share=True).entries) == 3
    assert {entry.boundary for entry in blog(*tails, share=True).entries} == {"marked"}
