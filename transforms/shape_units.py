"""Units of judgement: lines, or wrapped lines that make one paragraph, and the verdicts on them."""

from __future__ import annotations

from transforms.document import Role
from transforms.shape_kinds import TEXT, Kind, Look

Verdict = tuple[Role, str]  # the role, and the rule that names the evidence

ALWAYS = {
    Kind.SYMBOLS: (Role.BOILERPLATE, "shape/symbols"),
    Kind.NUMBERS: (Role.METADATA, "shape/numbers"),
    Kind.ADDRESS: (Role.BOILERPLATE, "shape/address"),
    Kind.CREDIT: (Role.BOILERPLATE, "shape/credit"),
    Kind.CAPTION: (Role.BOILERPLATE, "shape/caption"),
    Kind.ATTRIBUTION: (Role.METADATA, "shape/attribution"),
    Kind.BYLINE: (Role.METADATA, "shape/byline"),
}
AS_FURNITURE = {
    Kind.PARAGRAPH: (Role.BOILERPLATE, "shape/teaser-text"),
    Kind.SENTENCE: (Role.BOILERPLATE, "shape/teaser-text"),
    Kind.HEADLINE: (Role.BOILERPLATE, "shape/teaser"),
    Kind.LABEL: (Role.BOILERPLATE, "shape/label"),
    Kind.ITEM: (Role.BOILERPLATE, "shape/link-list"),
    Kind.TRUNCATED: (Role.BOILERPLATE, "shape/truncated"),
}
SHORT = frozenset({Kind.HEADLINE, Kind.LABEL})


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
        return self.role in {Role.LEAD, Role.BODY} or (self.open and self.look.kind in TEXT)
