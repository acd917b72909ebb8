"""Liveblogs whose clocks stand in a list on top, amid their lines, or nowhere; and pages that only look like them."""

from __future__ import annotations

import pytest

from transforms.document import Document, Role
from transforms.pipeline import clean
from transforms.rulebook import Rulebook

RULES = Rulebook.load()
HEADLINES = ["Der Deich hält", "Boote liegen fest", "Freiwillige füllen Säcke", "Erste Straße unter Wasser"]
TEXTS = [
    "Am Deich von Nordau ist die Lage nach Angaben der Feuerwehr wieder ruhig, das Wasser fällt seit Mittag.",
    "Am Hafen von Nordau lagen die Boote dicht an dicht, und wer konnte, half beim Festmachen.",
    "Mehr als 600 Freiwillige haben seit dem frühen Morgen Sandsäcke gefüllt, sagte die Bürgermeisterin.",
    "Die Uferstraße steht seit dem Morgen unter Wasser, der Bus fährt einen Umweg über die Mühle.",
]
CLOCKS = ["18:04", "16:41", "13:17", "9:32"]
TITLE = "Hochwasser an der Sahle: Was heute geschah"
DATE = "Stand: 08.05.2031, 18:10 Uhr"


def page(*lines: str) -> Document:
    """The cleaned document of some lines."""
    return clean(Document.from_text("\n".join(lines), language="de"), RULES)


def entries(document: Document) -> list[tuple[str | None, str | None]]:
    """The clock and the headline of each entry."""
    return [(entry.clock, entry.headline) for entry in document.entries]


def below(headlines: list[str]) -> list[str]:
    """Headlines, each with its text below."""
    return [line for pair in zip(headlines, TEXTS, strict=True) for line in pair]


@pytest.mark.parametrize("arrow", ["", "➤ "])
def test_a_list_on_top_has_the_clocks(arrow: str) -> None:
    """Its headlines come again below without them: the list is none of the text, its clocks are the entries'."""
    index = [f"• {clock} Uhr: {arrow}{head}" for clock, head in zip(CLOCKS, HEADLINES, strict=True)]
    document = page(TITLE, DATE, *index, *below([f"{arrow}{HEADLINES[0]}", *HEADLINES[1:]]))
    clocks = ["18:04", "16:41", "13:17", "09:32"]
    assert entries(document) == list(zip(clocks, [f"{arrow}{HEADLINES[0]}", *HEADLINES[1:]], strict=True))
    assert {line.role for line in document.lines if "Uhr: " in line.text} == {Role.BOILERPLATE}
    assert [document.entry_text(entry).split("\n")[-1] for entry in document.entries] == TEXTS


def test_a_programme_with_its_descriptions_is_no_liveblog() -> None:
    """Its clocks rise, by fives, and the page doesn't say that it is one."""
    clocks = ["10:00", "11:30", "13:00", "15:15"]
    index = [f"• {clock} Uhr: {head}" for clock, head in zip(clocks, HEADLINES, strict=True)]
    assert page("Tag des offenen Deichs", DATE, *index, *below(HEADLINES)).kind == "article"


def test_a_clock_may_be_glued_to_the_headline_before_it() -> None:
    """A blank is put before it, and the line, headline and text, is an entry; one such line is a mishap."""
    glued = [f"{head}{clock} Uhr: {text}" for head, clock, text in zip(HEADLINES, CLOCKS, TEXTS, strict=True)]
    document = page(TITLE, DATE, *glued)
    assert [entry.clock for entry in document.entries] == ["18:04", "16:41", "13:17", "09:32"]
    assert document.entry_text(document.entries[0]) == f"{HEADLINES[0]} 18:04 Uhr: {TEXTS[0]}"
    assert page(TITLE, DATE, *TEXTS[:3], glued[3]).kind == "article"


CLOSING = "Damit schließen wir den Blog für heute. Morgen früh sind wir wieder für Sie da."


def test_headlines_are_entries_where_the_page_says_that_its_blog_is_over() -> None:
    """Though no clock stands anywhere: "Sturm-Blog" in the title and what closes it tell it together."""
    document = page("Sturm-Blog: Die Lage am Fluss", DATE, *below(HEADLINES), CLOSING)
    assert entries(document) == [(None, head) for head in HEADLINES]
    assert {entry.boundary for entry in document.entries} == {"inferred"}


@pytest.mark.parametrize(
    ("title", "closing"), [("Sturm-Blog: Die Lage am Fluss", TEXTS[0]), ("Die Lage am Fluss", CLOSING)]
)
def test_one_of_both_is_not_enough(title: str, closing: str) -> None:
    """A blog may be one on cooking, and an article may end so."""
    assert page(title, DATE, *below(HEADLINES), closing).kind == "article"


def test_numbered_headlines_may_stand_below_a_block_of_links() -> None:
    """Which has taken the first; below a headline a list may stand in place of a text, but no other headline."""
    numbered = [f"{number}. {head}" for number, head in enumerate(HEADLINES, 1)]
    texts = [TEXTS[0], "Was am Hafen jetzt gilt, und was die Leute dort beachten sollen:", *TEXTS[2:]]
    lines = [line for pair in zip(numbered, texts, strict=True) for line in pair]
    page_ = page("Liveticker: Hochwasser", "Alle Nachrichten zum Hochwasser", "Liveticker", *lines)
    assert [entry.headline for entry in page_.entries] == HEADLINES
    assert page("Liveticker: Hochwasser", *numbered, *TEXTS).kind == "article"


def test_a_colon_may_be_all_that_is_left_of_the_clocks() -> None:
    """It opens each text, and is cut off; on a page broken at links, sentences go on with one."""
    document = page("Der Sturm an der Küste", *[f": {text}" for text in TEXTS])
    assert [document.entry_text(entry) for entry in document.entries] == TEXTS
    broken = [part for text in TEXTS for part in ("Am Deich sagte Jo Tal", f": „{text}“")]
    assert page("Der Sturm an der Küste", *broken).kind == "article"
