"""British tickers: clocks without a sign, entries that are only numbered, notes of changes above the next clock."""

from __future__ import annotations

import pytest

from transforms.document import Document
from transforms.pipeline import clean
from transforms.rulebook import Rulebook

RULES = Rulebook.load()
TEXTS = [
    "The mayor of Millbridge says people should take a little time to count the ducks on the river.",
    "Councillor Ada Tilney keeps her seat in Norwick with an increased majority of eleven votes.",
    "The lights have gone out in the town hall, and counting goes on by candle.",
    "A labrador was seen at the polling station in Harbour Lane, but did not vote.",
    "The first boxes have arrived from the islands, wet but whole, says the harbour master.",
]
CLOCKS = ["0640", "0639", "0551", "0538", "0507"]
TITLE, LEAD = (
    "Election night in Millbridge as it happened",
    "Rolling coverage of the count in Millbridge and Norwick.",
)


def cleaned(lines: list[str]) -> Document:
    """The page of these lines, cleaned."""
    return clean(Document.from_text("\n\n".join(lines), language="en"), RULES)


@pytest.mark.parametrize("form", ["{}{}", "{} {}", "{} – {}", "{}: {}", "{} GMT {}"])
def test_clocks_without_a_sign(form: str) -> None:
    """However the text follows them; the text loses them, the entries have them."""
    page = [TITLE, LEAD, *(form.format(clock, text) for clock, text in zip(CLOCKS, TEXTS, strict=True))]
    document = cleaned(page)
    assert [document.entry_text(entry) for entry in document.entries] == TEXTS
    assert [entry.clock for entry in document.entries] == ["06:40", "06:39", "05:51", "05:38", "05:07"]


@pytest.mark.parametrize(
    "numbers",
    [
        ["1995", "1998", "2003", "2011", "2019"],  # years
        ["0640", "1139", "0251", "1938", "0507"],  # in no order
        ["640", "639", "551", "538", "507"],  # votes
    ],
)
def test_other_numbers_are_no_clocks(numbers: list[str]) -> None:
    """Of a chronology, of parcels, of votes."""
    page = [TITLE, LEAD, *(f"{number} {text}" for number, text in zip(numbers, TEXTS, strict=True))]
    assert cleaned(page).entries == ()


def test_numbers_alone_make_no_clocks_of_an_article() -> None:
    """Nor in an article that does not say it is live."""
    page = ["Ducks counted", *(f"{clock} {text}" for clock, text in zip(CLOCKS, TEXTS, strict=True))]
    assert cleaned(page).entries == ()


def test_entries_that_are_only_numbered() -> None:
    """On a page that reports live; their numbers go, a list inside an entry stays."""
    heads = ["That's all for now", "Tilney keeps Norwick", "What happened today?"]
    page = [
        "Live Reporting",
        "All times stated are UK",
        *(part for at, head in enumerate(heads) for part in (f"  {at + 1}. {head}", TEXTS[at])),
        "• The ducks won by eleven votes",
        "• The candles lasted until three",
        TEXTS[3],
    ]
    document = cleaned(page)
    assert [entry.headline for entry in document.entries] == heads
    assert "The ducks won" in document.entry_text(document.entries[-1])


def test_notes_of_changes_head_nothing() -> None:
    """A line such as "Updated at 1.53am BST" above a clock is the entry's above, and no headline."""
    clocks = ["1.59am BST", "1.56am BST", "1.51am BST", "1.43am BST", "1.20am BST"]
    page = [TITLE]
    for clock, text in zip(clocks, TEXTS, strict=True):
        page += [clock, text, "Updated at 2.03am BST"]
    document = cleaned(page)
    assert [document.entry_text(entry) for entry in document.entries] == TEXTS
    assert not any(entry.headline for entry in document.entries)
