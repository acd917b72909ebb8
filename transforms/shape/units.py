"""Units of judgement: lines, or wrapped lines that make one paragraph, and the verdicts on them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

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
    LINK,
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
    LINK: (BOILERPLATE, "shape/link"),
}
_TEASER_TEXT = (BOILERPLATE, "shape/teaser-text")
AS_FURNITURE = {
    PARAGRAPH: _TEASER_TEXT,
    SENTENCE: _TEASER_TEXT,
    HEADLINE: (BOILERPLATE, "shape/teaser"),
    LABEL: (BOILERPLATE, "shape/label"),
    ITEM: (BOILERPLATE, "shape/link-list"),
    TRUNCATED: (BOILERPLATE, "shape/truncated"),
}
COPIED: Verdict = (BOILERPLATE, "shape/copy")
SHORT = frozenset({HEADLINE, LABEL})
ADS = frozenset({"ad-marker", "ad-break"})  # rules of what stands amid text and says nothing about it


class Unit:
    """A line with text, or wrapped lines that make one paragraph."""

    __slots__ = ("_look_at", "gap", "lines", "look", "open", "role", "rule", "rule_name", "text", "verdict")

    look: Look  # of what is decided it is hardly ever asked for, and told then

    def __init__(
        self,
        lines: Sequence[int],
        text: str,
        role: Role | None,
        rule: str,
        gap: bool,
        look_at: Callable[[str], Look],
    ) -> None:
        self.lines = lines
        self.text = text
        self.role = role  # None while nobody has decided
        self.open = role is None  # whether shape has to judge it
        self.rule = rule
        self.rule_name = rule.rpartition("/")[2] if rule else ""  # its layer aside: "share-row"
        self.gap = gap  # whether a blank line stands before it
        self.verdict: Verdict | None = None
        self._look_at = look_at
        if self.open:
            self.look = look_at(text)

    def __getattr__(self, name: str) -> Look:
        """The look of a unit that is decided, asked for the first time."""
        if name != "look":
            raise AttributeError(name)
        self.look = self._look_at(self.text)
        return self.look

    @property
    def undecided(self) -> bool:
        """Whether neither a rule nor a mark has spoken for it yet."""
        return self.open and self.verdict is None and not self.rule

    @property
    def is_text(self) -> bool:
        """Whether it has the look of text, or was found to be text."""
        role = self.role
        return role is BODY or role is LEAD or (role is None and self.look[0] in TEXT)


def runs_of(units: Sequence[Unit], fits: Callable[[Unit], bool], fewest: int = 1) -> Iterator[range]:
    """The places of undecided units that fit, one right after the other, so many or more."""
    start = 0
    for place, unit in enumerate(units):
        if not (unit.undecided and fits(unit)):
            if place - start >= fewest:
                yield range(start, place)
            start = place + 1
    if len(units) - start >= fewest:
        yield range(start, len(units))
