"""Teasers that a link to the rest closes: a headline, a text, and "Artikel lesen" on the line below."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.document import BOILERPLATE
from transforms.shape.ends import LINKS
from transforms.shape.kinds import TEXT
from transforms.shape.units import AS_FURNITURE, SHORT, Unit

LINK = "more"  # the rule that tells them
_FEWEST = 2  # such links: one alone may unfold the article
_FEWEST_TEXTS = 2  # paragraphs of an article above: a page of teasers alone is all that there is
_LONGEST = 600  # characters of a teaser's text
_HEADLINE = 100  # characters of one that asks or calls, or of a kicker
_HEADLINE_ENDS = "?!:"
_HEADS = 3  # short lines above it: subject, kicker and headline


def mark_read_on(units: Sequence[Unit]) -> None:
    """A text below a headline is a teaser's where the line below links to the rest, and the page does so again.

    Spares a text without a headline, since the link may unfold the article, and pages that have nothing but teasers.
    """
    links = [place for place, unit in enumerate(units) if unit.rule_name == LINK]
    if len(links) < _FEWEST:
        return
    above = [unit for unit in units[: links[0]] if _is_open(unit) and unit.look.kind in TEXT]
    if len(above) <= _FEWEST_TEXTS:
        return
    for place in links:
        for unit in filter(_is_open, _teaser(units[:place])):
            unit.verdict = AS_FURNITURE[unit.look.kind]


def _teaser(above: Sequence[Unit]) -> Sequence[Unit]:
    """What stands right above a link: short lines, and a text below them; nothing where they are missing."""
    end = len(above)
    has_text = (
        end > 0 and _is_open(above[-1]) and above[-1].look.kind in TEXT and len(above[-1].text) <= _LONGEST
    )
    start = heads = end - has_text
    while start > 0 and heads - start < _HEADS and _may_head(above[start - 1]):
        start -= 1
    return above[start:] if start < heads else ()


def _may_head(unit: Unit) -> bool:
    """Whether a line may be a teaser's: short, a question or call, or what a block of links took."""
    if unit.role is BOILERPLATE:
        return unit.rule_name in LINKS
    kind = unit.look.kind
    return _is_open(unit) and (
        kind in SHORT
        or (kind in AS_FURNITURE and unit.text[-1] in _HEADLINE_ENDS and len(unit.text) <= _HEADLINE)
    )


def _is_open(unit: Unit) -> bool:
    return unit.open and unit.verdict is None and not unit.rule
