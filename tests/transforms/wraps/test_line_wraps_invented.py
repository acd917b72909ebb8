"""Invented articles, wrapped in many ways: how many paragraphs come back as they were."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transforms.wraps.wrapped_texts import article, paginate, wrap
from transforms.document import Document, Role
from transforms.rulebook import Rulebook
from transforms.wraps.joining import join_wraps

PAGES = ("", "number", "word", "dashes", "head", "urls", "form feed")


def kept(document: Document) -> Document:
    """The document with every undecided line kept."""
    return document.with_lines(
        line if line.role or not line.text.strip() else line.judged(Role.BODY, "test")
        for line in document.lines
    )


def wrapped(random: Random, paragraphs: list[str], *, blank: bool, hyphenate: bool, pages: str) -> str:
    """The paragraphs as the lines of a document."""
    width, lines = random.randint(36, 100), list[str]()
    for paragraph in paragraphs:
        lines += ([""] if lines and blank else []) + wrap(paragraph, width, hyphenate=hyphenate)
    return "\n".join(paginate(lines, random.randint(24, 45), pages) if pages else lines)


@pytest.mark.parametrize(
    ("blank", "hyphenate", "pages", "floor"),
    [
        (True, False, "", 0.99),
        (True, True, "", 0.98),
        (True, True, "form feed", 0.96),
        (True, False, "number", 0.93),
        (True, True, "word", 0.95),
        (True, True, "dashes", 0.95),
        (True, False, "head", 0.93),
        (True, True, "urls", 0.95),
        (False, False, "", 0.93),
        (False, True, "", 0.94),
        (False, True, "word", 0.94),
        (False, False, "number", 0.92),
        (False, True, "head", 0.93),
    ],
)
def test_paragraphs_come_back(*, blank: bool, hyphenate: bool, pages: str, floor: float) -> None:
    """The harmonic mean of precision and recall of whole paragraphs stays above its floor."""
    hits, got, gold = 0, 0, 0
    for seed in range(40):
        random = Random(f"{seed} {blank} {hyphenate} {pages}")  # noqa: S311 - a seed, no secret
        paragraphs = article(random)
        text = wrapped(random, paragraphs, blank=blank, hyphenate=hyphenate, pages=pages)
        document = join_wraps(Document.from_text(text, language="de"), Rulebook.load())
        found = Counter(kept(document).text.split("\n\n"))
        hits += sum((Counter(paragraphs) & found).values())
        got, gold = got + found.total(), gold + len(paragraphs)
    assert 2 * hits / (got + gold) >= floor


LINES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "",
                "\f",
                "3",
                "Seite 2 von 9",
                "- 4 -",
                "https://example.org/a",
                "Ostermoorer Bote 12",
                "> ",
                "D",
                "Der Rat der Stadt hat am Montag-",
                "abend den Umbau der Brücke beschlos-",
                "sen, weil die alte",
                "Fähre nur noch im Sommer fährt und",
                "niemand sie bezahlen will. Der Bau",
                "soll beginnen.",
                "> quoted lines of mail that go on and",
                "> on in lower case until they end.",
                "Ver\xad",
                "- ein Punkt",
                "   Mit einem Einzug beginnt der Absatz",
                "doppelte  Blanks  wie  im  Blocksatz  und",
            ]
        ),
        st.text(max_size=40).filter(lambda text: "\n" not in text),
    ),
    max_size=40,
)


@settings(max_examples=300, deadline=None)
@given(lines=LINES, rules=st.booleans())
def test_no_line_is_lost(lines: list[str], *, rules: bool) -> None:
    """Source, number and order of lines stay; letters stay; twice is once; no rules, no roles."""
    rulebook = Rulebook.load() if rules else Rulebook.empty()
    document = Document.from_text("\n".join(lines), language="de")
    once = join_wraps(document, rulebook)
    assert once.raw == document.raw
    assert join_wraps(once, rulebook) == once
    for before, after in zip(document.lines, once.lines, strict=True):
        letters = [character for character in before.text if character.isalnum()]
        assert letters == [character for character in after.text if character.isalnum()]
        assert after.role is None or (rules and after.rule.startswith("wrap/"))


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(), blank=st.booleans(), hyphenate=st.booleans(), pages=st.sampled_from(PAGES))
def test_wrapped_text_keeps_its_letters(seed: int, pages: str, *, blank: bool, hyphenate: bool) -> None:
    """Whatever the layout, the paragraphs' letters come out in order, and twice equals once."""
    random = Random(seed)  # noqa: S311 - a seed, no secret
    paragraphs = article(random)
    text = wrapped(random, paragraphs, blank=blank, hyphenate=hyphenate, pages=pages)
    once = join_wraps(Document.from_text(text, language="de"), Rulebook.empty())
    assert join_wraps(once, Rulebook.empty()) == once
    letters = [character for character in text if character.isalnum()]
    assert [character for character in kept(once).text if character.isalnum()] == letters
