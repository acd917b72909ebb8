"""Units of judgement: lines, or wrapped lines that make one paragraph, and the verdicts on them."""

from __future__ import annotations

from transforms.document import BODY, BOILERPLATE, LEAD, METADATA, Role
from transforms.shape.kinds import (
    ADDRESS,
    ATTRIBUTION,
    BYLINE,
    CAPTION,
    CREDIT,
    HEADLINE,
    ITEM,
    LABEL,
    NUMBERS,
    PARAGRAPH,
    SENTENCE,
    SYMBOLS,
    TEXT,
    TRUNCATED,
    Look,
)

Verdict = tuple[Role, str]  # the role, and the rule that names the evidence

ALWAYS = {
    SYMBOLS: (BOILERPLATE, "shape/symbols"),
    NUMBERS: (METADATA, "shape/numbers"),
    ADDRESS: (BOILERPLATE, "shape/address"),
    CREDIT: (BOILERPLATE, "shape/credit"),
    CAPTION: (BOILERPLATE, "shape/caption"),
    ATTRIBUTION: (METADATA, "shape/attribution"),
    BYLINE: (METADATA, "shape/byline"),
}
AS_FURNITURE = {
    PARAGRAPH: (BOILERPLATE, "shape/teaser-text"),
    SENTENCE: (BOILERPLATE, "shape/teaser-text"),
    HEADLINE: (BOILERPLATE, "shape/teaser"),
    LABEL: (BOILERPLATE, "shape/label"),
    ITEM: (BOILERPLATE, "shape/link-list"),
    TRUNCATED: (BOILERPLATE, "shape/truncated"),
}
SHORT = frozenset({HEADLINE, LABEL})


class Unit:
    """A line with text, or wrapped lines that make one paragraph."""

    __slots__ = ("gap", "lines", "look", "open", "role", "rule", "rule_name", "text", "verdict")

    def __init__(
        self, lines: list[int], text: str, role: Role | None, rule: str, gap: bool, look: Look
    ) -> None:
        self.lines = lines
        self.text = text
        self.role = role  # None while nobody has decided
        self.open = role is None  # whether shape has to judge it
        self.rule = rule
        self.rule_name = rule.rpartition("/")[2] if rule else ""  # its layer aside: "share-row"
        self.gap = gap  # whether a blank line stands before it
        self.look = look
        self.verdict: Verdict | None = None

    @property
    def is_text(self) -> bool:
        """Whether it has the look of text, or was found to be text."""
        return self.role in {LEAD, BODY} or (self.open and self.look.kind in TEXT)
