"""To be written: the rules' judgement, and the judgement by shape."""

from __future__ import annotations

from transforms.document import Document, Role
from transforms.rulebook import Rulebook


def apply_rules(document: Document, rulebook: Rulebook) -> Document:
    """Let the rules judge."""
    return document


def judge_shapes(document: Document, rulebook: Rulebook) -> Document:
    """Give every line that nobody claimed its role."""
    return document.with_lines(
        line if line.role else line.judged(Role.BODY if line.text.strip() else Role.BLANK, "shape/body")
        for line in document.lines
    )
