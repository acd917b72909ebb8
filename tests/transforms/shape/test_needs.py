"""Needs: a mark that is left out would have found nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from transforms import pipeline
from transforms.document import Document
from transforms.rulebook import Rulebook
from transforms.shape import context

GOLDEN = sorted((Path(__file__).parents[2] / "golden").rglob("*.gold"))


class Everything(frozenset[str]):
    """Needs that every page meets."""

    def isdisjoint(self, other: object) -> bool:
        """No page lacks all of them."""
        return False


def test_marks_that_are_left_out_would_have_found_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every golden document is judged the same where all marks are made."""
    assert GOLDEN
    texts = [
        "\n".join(line.partition(" | ")[2] for line in path.read_text("utf-8").splitlines())
        for path in GOLDEN
    ]
    rulebook = Rulebook.load()
    judged = [pipeline.clean(Document.from_text(text), rulebook).lines for text in texts]
    monkeypatch.setattr(context, "MARKS", tuple((Everything(), mark) for _, mark in context.MARKS))
    assert [pipeline.clean(Document.from_text(text), rulebook).lines for text in texts] == judged
