"""Pages mixed from the lines of all golden documents: layouts that nobody wrote, in which rules meet for the first time."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.golden.conftest import read_gold
from transforms.document import Document, Role, restore
from transforms.pipeline import clean
from transforms.rulebook import Rulebook

RULES = Rulebook.load()
HERE = Path(__file__).parent
PAGES = 60  # a test
LEFTOVERS = (
    "?",
    "…",
    "•",
    "1 / 3",
    "Weiterlesen",
    "Weiterlesen",
    "Anzeige",
    "0:00",
    "12.31 Uhr",
    "©",
    "#",
    "»",
    "Teilen",
)


@cache
def golden_lines() -> list[str]:
    return [line.raw for path in sorted(HERE.rglob("*.gold")) for line in read_gold(path).lines]


def mixed_page(dice: random.Random) -> str:
    """Stretches of golden documents one below the other; furniture comes again, so some do; buttons leave signs."""
    pool = golden_lines()
    lines: list[str] = []
    for _ in range(dice.randint(2, 14)):
        start = dice.randrange(len(pool))
        stretch = pool[start : start + dice.choice((1, 1, 2, 4, 8))]
        lines += stretch * dice.choice((1, 1, 1, 1, 1, 2))
        lines += [dice.choice(lines)] * (dice.random() < 0.3)
        lines += [dice.choice(LEFTOVERS)] * (dice.random() < 0.4)
    return dice.choice(("\n", "\n\n")).join(lines)


def mixed_pages(draw: int) -> Iterator[str]:
    dice = random.Random(draw)  # noqa: S311 - the same pages in every run
    return (mixed_page(dice) for _ in range(PAGES))


@pytest.mark.parametrize("draw", range(8))
def test_any_mixture_is_cleaned_and_restored(draw: int) -> None:
    """No two rules that meet raise an error, leave a line without a role, or lose a byte."""
    for page in mixed_pages(draw):
        document = clean(Document.from_text(page), RULES)
        assert all(line.role is not None for line in document.lines)
        assert all(line.rule or line.role is Role.BLANK for line in document.lines)
        assert restore(document) == page.encode("utf-8")
